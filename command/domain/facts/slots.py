"""Facts about those who help beside the lead, and about who was awaited and did not come."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Deadline, Fact, Part, Priority, Skip, Tally, UnitKind
from command.domain.place import Spot

__all__ = [
    "ArrivalAnswered",
    "ArrivalAsked",
    "SlotClosed",
    "SlotFact",
    "SlotOpened",
    "SlotUnfilled",
]


class SlotOpened(Fact, frozen=True, kw_only=True):
    """协办: the incident needs one more person or unit beside its lead; who is asked follows.

    `why`: the table of needs, a handler's call for help, or an order of somebody above. `kind`: a unit's trade;
    without one it is a person, with these `skills`, and a leader if `leader`. `due` (UTC): when it is filled.
    """

    request: str | None = None
    slot: str
    incident: str
    part: Part
    why: Literal["need", "called", "ordered"]
    kind: UnitKind | None = None
    unit: str | None = None
    to: str | None = None
    skills: list[str] = []
    leader: bool = False
    by: str = ""
    reason: str = ""
    due: datetime


class SlotUnfilled(Fact, frozen=True, kw_only=True):
    """无人可派 beside the lead: why in numbers, what is `lacking`, who was told, when it is tried again."""

    slot: str
    incident: str
    category: str
    priority: Priority
    place: Spot
    grid: str
    part: Part
    tally: Tally
    lacking: str = ""
    level: int = 1
    told: list[str] = []
    skipped: list[Skip] = []
    due: datetime


class SlotClosed(Fact, frozen=True, kw_only=True):
    """Nobody is needed there any more: the incident is handled or over, or somebody above said so."""

    request: str | None = None
    slot: str
    incident: str
    why: Literal["handled", "incident_closed", "incident_voided", "reassigned", "released"]
    by: str = ""
    reason: str = ""


class ArrivalAsked(Fact, frozen=True, kw_only=True):
    """到场核问: accepted, and not on the scene in time. Asked once; silence until `answer_by` takes it back."""

    assignment: str
    incident: str
    person: str
    answer_by: datetime
    next: Deadline | None = None
    slot: str | None = None
    unit: str | None = None


class ArrivalAnswered(Fact, frozen=True, kw_only=True):
    """They are on their way, and must be there by `due`; not to be asked again. (Who cannot come has *failed*.)"""

    request: str | None = None
    assignment: str
    incident: str
    person: str
    by: str = ""
    reason: str = ""
    due: datetime
    next: Deadline | None = None
    slot: str | None = None
    unit: str | None = None


SlotFact = SlotOpened | SlotUnfilled | SlotClosed | ArrivalAsked | ArrivalAnswered
