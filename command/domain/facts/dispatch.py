"""Facts about who was asked and sent, and about silence.

`slot` names the place beside the lead that an offer or assignment fills; without one it is the lead's. A slot's own
deadline is `answer_by` or `due`, and `next` is left out: the incident's stands as it is. `unit`: it is a unit's desk
that was asked; `person` and `person_name` then name the unit.
"""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Choice, Deadline, Fact, Part, Priority, Progress, Skip, Tally
from command.domain.place import Spot

__all__ = [
    "AssignmentChanged",
    "AssignmentEnded",
    "AssignmentMade",
    "DispatchFact",
    "DispatchOrdered",
    "IncidentEscalated",
    "IncidentReassigned",
    "NobodyAvailable",
    "OfferClosed",
    "OfferMade",
]


class DispatchOrdered(Fact, frozen=True, kw_only=True):
    """派单: an operator sent a held or unattended incident on its way now; whoever is asked follows."""

    request: str | None = None
    incident: str
    by: str
    by_name: str = ""
    next: Deadline


class OfferMade(Fact, frozen=True, kw_only=True):
    """派遣: a person is asked to take an incident, until `answer_by`. Carries all the phone needs."""

    offer: str
    incident: str
    person: str
    person_name: str = ""
    category: str
    priority: Priority
    place: Spot
    grid: str
    text: str = ""
    photos: list[str] = []
    reason: Choice
    answer_by: datetime
    next: Deadline | None = None
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None


class OfferClosed(Fact, frozen=True, kw_only=True):
    """An offer is over without an assignment to it, or was answered. `why`: who or what ended it; after `drill_paused`
    they may be asked again as if they had not been."""

    request: str | None = None
    offer: str
    incident: str
    person: str
    why: Literal["declined", "expired", "withdrawn", "incident_closed", "off_duty", "drill_paused"]
    reason: str = ""
    by: str = ""
    slot: str | None = None
    unit: str | None = None
    next: Deadline | None = None


class AssignmentMade(Fact, frozen=True, kw_only=True):
    """A person has the incident. Carries all the phone needs; `offer` is the one that was accepted, if any.

    `handle_by`: when it is to be done. `rework`: how many times the result was not accepted; `reason` says why.
    `overrode`: the rules against this person that a coordinator set aside (`off_duty`, `busy`, `declined` …).
    """

    request: str | None = None
    assignment: str
    offer: str | None = None
    incident: str
    person: str
    person_name: str = ""
    category: str
    priority: Priority
    place: Spot
    grid: str
    text: str = ""
    photos: list[str] = []
    by: str = ""
    reason: str = ""
    rework: int = 0
    handle_by: datetime | None = None
    next: Deadline | None = None
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None
    due: datetime | None = None
    overrode: list[str] = []


class AssignmentChanged(Fact, frozen=True, kw_only=True):
    """The work went one or more steps forward. `at` of the phone is `reported_at`."""

    request: str | None = None
    assignment: str
    incident: str
    person: str
    to: Progress
    note: str = ""
    photos: list[str] = []
    by: str = ""
    reason: str = ""
    reported_at: datetime | None = None
    next: Deadline | None = None
    slot: str | None = None
    unit: str | None = None
    due: datetime | None = None


class AssignmentEnded(Fact, frozen=True, kw_only=True):
    """An assignment was taken back: reassigned, the incident closed or voided under it, they never arrived, their
    account was closed, their help is needed no longer, or the peak came in before they had set out."""

    assignment: str
    incident: str
    person: str
    why: Literal[
        "reassigned",
        "incident_closed",
        "incident_voided",
        "suspended",
        "returned",
        "not_arrived",
        "rights_ended",
        "released",
        "outdoor_peak",
        "taken_out",
    ]
    by: str = ""
    next: Deadline | None = None
    slot: str | None = None
    unit: str | None = None


class NobodyAvailable(Fact, frozen=True, kw_only=True):
    """无人可派: nobody can be sent; why in numbers, who was told, when it is tried again."""

    incident: str
    category: str
    priority: Priority
    place: Spot
    grid: str
    tally: Tally
    level: int = 1
    told: list[str] = []
    next: Deadline
    skipped: list[Skip] = []
    lacking: str = ""


class IncidentEscalated(Fact, frozen=True, kw_only=True):
    """A deadline passed in silence; `level` 1 community, 2 street, 3 district, 4 coordinators; they were told."""

    incident: str
    category: str
    priority: Priority
    grid: str
    passed: Deadline
    level: int
    told: list[str] = []
    next: Deadline
    skipped: list[Skip] = []


class IncidentReassigned(Fact, frozen=True, kw_only=True):
    """改派: dispatch starts over, or goes to a named person next (their AssignmentMade or OfferMade follows)."""

    request: str | None = None
    incident: str
    by: str
    reason: str
    to: str | None = None
    next: Deadline


DispatchFact = (
    DispatchOrdered
    | OfferMade
    | OfferClosed
    | AssignmentMade
    | AssignmentChanged
    | AssignmentEnded
    | NobodyAvailable
    | IncidentEscalated
    | IncidentReassigned
)
