"""The facts: everything that can be true of a district, in the past tense.

A fact is what the ledger keeps and what travels on the live channels. On the wire it also carries
`type` (the tag), `number` (its ledger number), `at` (the district's time, UTC), `district` and, in an
exercise, `exercise`: those five belong to the ledger's entry, not to the fact (see `Entry`).
Ids are UUIDv7 strings, times are aware UTC datetimes, distances metres, codes as in `area.py`.
A fact only ever grows: new fields get defaults, none is renamed or removed (golden files prove it).
"""

from command.domain.facts.alerts import *
from command.domain.facts.attention import *
from command.domain.facts.base import *
from command.domain.facts.bulletins import *
from command.domain.facts.closing import *
from command.domain.facts.dispatch import *
from command.domain.facts.drill import *
from command.domain.facts.duty import *
from command.domain.facts.loop import *
from command.domain.facts.mode import *
from command.domain.facts.moving import *
from command.domain.facts.needs import *
from command.domain.facts.parts import *
from command.domain.facts.patrol import *
from command.domain.facts.people import *
from command.domain.facts.reach import *
from command.domain.facts.reports import *
from command.domain.facts.response import *
from command.domain.facts.roster import *
from command.domain.facts.rules import *
from command.domain.facts.safety import *
from command.domain.facts.sitreps import *
from command.domain.facts.slots import *
from command.domain.facts.sos import *
from command.domain.facts.storm import *
from command.domain.facts.summons import *
from command.domain.facts.supervision import *
from command.domain.facts.tasks import *
from command.domain.facts.tiers import *
from command.domain.facts.units import *
from command.domain.facts.warnings import *

AnyFact = (
    PeopleFact
    | ReportFact
    | DispatchFact
    | ClosingFact
    | TaskFact
    | SafetyFact
    | AlertFact
    | SosFact
    | TimerFact
    | ReachFact
    | LoopFact
    | SupervisionFact
    | RosterFact
    | DutyFact
    | SlotFact
    | PatrolFact
    | UnitFact
    | NeedFact
    | TierFact
    | WarningFact
    | BulletinFact
    | MovingFact
    | StormFact
    | SummonsFact
    | ModeFact
    | AttentionFact
    | SitrepFact
    | DrillFact
)
"""Every kind of fact. What else a topic shows of itself stands in its `__all__`."""
