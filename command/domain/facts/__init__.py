"""The facts: everything that can be true of a district, in the past tense.

A fact is what the ledger keeps and what travels on the live channels. On the wire it also carries
`type` (the tag), `number` (its ledger number), `at` (the district's time, UTC), `district` and, in an
exercise, `exercise`: those five belong to the ledger's entry, not to the fact (see `Entry`).
Ids are UUIDv7 strings, times are aware UTC datetimes, distances metres, codes as in `area.py`.
A fact only ever grows: new fields get defaults, none is renamed or removed (golden files prove it).
"""

from command.domain.facts.base import (
    Button,
    Caller,
    Choice,
    Deadline,
    DeadlineKind,
    Disposition,
    Fact,
    FirstLine,
    Priority,
    Progress,
    RefusalInfo,
    Role,
    Tally,
    Written,
)
from command.domain.facts.closing import ClosingFact, IncidentClosed, IncidentVoided
from command.domain.facts.dispatch import (
    AssignmentChanged,
    AssignmentEnded,
    AssignmentMade,
    DispatchFact,
    DispatchOrdered,
    IncidentEscalated,
    IncidentReassigned,
    NobodyAvailable,
    OfferClosed,
    OfferMade,
)
from command.domain.facts.people import DutyEnded, DutyStarted, PeopleFact, PersonRegistered, RightsChanged
from command.domain.facts.reports import (
    ButtonPressed,
    IncidentFiled,
    IncidentReferred,
    ReportFact,
    ReportMerged,
    ReportStored,
    RequestRefused,
)
from command.domain.facts.safety import (
    RollCallAnswered,
    RollCallClosed,
    RollCallEscalated,
    RollCallOpened,
    SafetyFact,
)
from command.domain.facts.sos import (
    Nearby,
    SosAcknowledged,
    SosEnded,
    SosEscalated,
    SosFact,
    SosRaised,
    SosRepeated,
    TimerAnswered,
    TimerAsked,
    TimerEnded,
    TimerFact,
    TimerMissed,
    TimerStarted,
    Whence,
)
from command.domain.facts.tasks import EntrySetAside, TaskDone, TaskFact

AnyFact = PeopleFact | ReportFact | DispatchFact | ClosingFact | TaskFact | SafetyFact | SosFact | TimerFact

__all__ = [
    "AnyFact",
    "AssignmentChanged",
    "AssignmentEnded",
    "AssignmentMade",
    "Button",
    "ButtonPressed",
    "Caller",
    "Choice",
    "Deadline",
    "DeadlineKind",
    "DispatchOrdered",
    "Disposition",
    "DutyEnded",
    "DutyStarted",
    "EntrySetAside",
    "Fact",
    "FirstLine",
    "IncidentClosed",
    "IncidentEscalated",
    "IncidentFiled",
    "IncidentReassigned",
    "IncidentReferred",
    "IncidentVoided",
    "Nearby",
    "NobodyAvailable",
    "OfferClosed",
    "OfferMade",
    "PersonRegistered",
    "Priority",
    "Progress",
    "RefusalInfo",
    "ReportMerged",
    "ReportStored",
    "RequestRefused",
    "RightsChanged",
    "Role",
    "RollCallAnswered",
    "RollCallClosed",
    "RollCallEscalated",
    "RollCallOpened",
    "SosAcknowledged",
    "SosEnded",
    "SosEscalated",
    "SosRaised",
    "SosRepeated",
    "Tally",
    "TaskDone",
    "TimerAnswered",
    "TimerAsked",
    "TimerEnded",
    "TimerMissed",
    "TimerStarted",
    "Whence",
    "Written",
]
