"""Kept things: what a picture holds beside incidents, offers, assignments and tasks. One table keeps all of them.

A member of the picture named here is a dict from id to a struct of this type; the tables hold each as JSON. A struct
with a `due` (UTC, or None) has a deadline: the clock hands it to its rule in `expiring`, once, when it has passed.
What a fact touches is said beside the step that folds it.
"""

from datetime import datetime

from msgspec import Struct

from command.domain.kept.alerts import Alert
from command.domain.kept.attention import AttentionItem, Flow
from command.domain.kept.bulletins import Bulletin
from command.domain.kept.dispatch import ChangedNeed, Slot, Unit
from command.domain.kept.drill import Drill, DrillInject, DrillParticipant, Notice
from command.domain.kept.duty import Calendar, Relief, Watch
from command.domain.kept.loop import CallBack, ChangedLimits, Handover, Supervision
from command.domain.kept.mode import (
    GridTasks,
    Mode,
    PlanDraft,
    PublishedPlan,
    Recall,
    Superior,
    Switching,
    SwitchProposal,
)
from command.domain.kept.moving import Evacuation, MoveList, Shelter
from command.domain.kept.patrol import Care, Evening, Visited, WorkDay
from command.domain.kept.reach import Call, ContactReport, Ladder, Silence
from command.domain.kept.safety import RollCall
from command.domain.kept.sitreps import Sitrep, SitrepChain
from command.domain.kept.sos import Sos, Timer
from command.domain.kept.storm import Storm
from command.domain.kept.summons import Summons
from command.domain.kept.warnings import Cancel, Proposal, Warning  # noqa: A004 - the field's word
from command.domain.roster.model import Group, Leave, Override, Plan, Swap

KEPT: dict[str, type[Struct]] = {
    "rollcalls": RollCall,
    "sos": Sos,
    "alerts": Alert,
    "timers": Timer,
    "silences": Silence,
    "contacts": ContactReport,
    "calls": Call,
    "ladders": Ladder,
    "supervisions": Supervision,
    "callbacks": CallBack,
    "handovers": Handover,
    "limits": ChangedLimits,
    "groups": Group,
    "plans": Plan,
    "overrides": Override,
    "swaps": Swap,
    "leaves": Leave,
    "watches": Watch,
    "reliefs": Relief,
    "calendars": Calendar,
    "days": WorkDay,
    "cares": Care,
    "visited": Visited,
    "evenings": Evening,
    "slots": Slot,
    "units": Unit,
    "warnings": Warning,
    "cancels": Cancel,
    "proposals": Proposal,
    "bulletins": Bulletin,
    "evacuations": Evacuation,
    "movelists": MoveList,
    "shelters": Shelter,
    "storms": Storm,
    "needs": ChangedNeed,
    "modes": Mode,
    "switchproposals": SwitchProposal,
    "superiors": Superior,
    "responseplans": PublishedPlan,
    "plandrafts": PlanDraft,
    "switchings": Switching,
    "recalls": Recall,
    "summonses": Summons,
    "gridtasks": GridTasks,
    "attention": AttentionItem,
    "flow": Flow,
    "sitrepchains": SitrepChain,
    "sitreps": Sitrep,
    "drills": Drill,
    "participants": DrillParticipant,
    "injects": DrillInject,
    "notices": Notice,
}
"""Member of the picture → what it holds."""


def due_of(thing: object) -> datetime | None:
    """When silence about a kept thing is acted on, or None."""
    due: datetime | None = getattr(thing, "due", None)
    return due
