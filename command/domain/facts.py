"""The facts: everything that can be true of a district, in the past tense.

A fact is what the ledger keeps and what travels on the live channels. On the wire it also carries
`type` (the tag), `number` (its ledger number), `at` (the district's time, UTC), `district` and, in an
exercise, `exercise`: those five belong to the ledger's entry, not to the fact (see `Entry`).
Ids are UUIDv7 strings, times are aware UTC datetimes, distances metres, codes as in `area.py`.
A fact only ever grows: new fields get defaults, none is renamed or removed (golden files prove it).
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.place import Spot

Priority = Literal[1, 2, 3, 4]
Disposition = Literal["help", "mine", "settled"]
Progress = Literal["en_route", "on_scene", "done", "failed"]
Role = Literal["worker", "supervisor", "operator", "coordinator", "admin", "auditor", "kiosk", "device"]
Written = Annotated[str, Meta(max_length=200, pattern=r"^[^\x00]*$")]
"""A line of text; no NUL, which PostgreSQL's text cannot hold."""
DeadlineKind = Literal["confirm", "dispatch", "answer", "retry", "arrive", "finish", "verify"]
Button = Literal["red", "green"]
FirstLine = Literal["119", "120", "110", "gas", "water", "power", "municipal"]
"""Whose business it is before ours: fire, medical, crime, and the companies and departments of the utilities."""


class Deadline(Struct, frozen=True):
    """The next moment at which silence about an incident is acted on. Unique by (incident, round, step)."""

    kind: DeadlineKind
    round: int
    step: int
    due: datetime


class Caller(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who called the operator. Never shown on a kiosk."""

    name: Written = ""
    phone: Written = ""


class Choice(Struct, frozen=True, omit_defaults=True):
    """Why this person was chosen: tier of closeness, metres from the incident, and who was passed over."""

    tier: Literal["own_grid", "community", "street", "district", "named"]
    distance_m: int | None = None
    considered: int = 0
    passed_over: dict[str, int] = {}


class Tally(Struct, frozen=True, omit_defaults=True):
    """无人可派 in numbers: how many people there are and why none of them could be sent."""

    people: int = 0
    off_duty: int = 0
    unreachable: int = 0
    busy: int = 0
    asked: int = 0
    reporter: int = 0


class RefusalInfo(Struct, frozen=True, omit_defaults=True):
    """A refusal as it travels: `message` is in the reader's language."""

    code: str
    reason: str
    message: str
    retry_after_s: float | None = None
    data: dict[str, str | int | float | bool | None] = {}


class Fact(Struct, frozen=True, kw_only=True, tag_field="type", tag=True, omit_defaults=True):
    """The root of all facts."""


class PersonRegistered(Fact, frozen=True, kw_only=True):
    """An account (person, device or kiosk) exists. `areas`: division or grid codes it answers for."""

    person: str
    name: str
    roles: list[Role]
    areas: list[str]
    language: str = "zh-CN"
    watch_leader: bool = False


class RightsChanged(Fact, frozen=True, kw_only=True):
    """What a person may see and do changed; `active=False` means no longer anything."""

    person: str
    roles: list[Role]
    areas: list[str]
    watch_leader: bool = False
    active: bool = True
    by: str = ""


class DutyStarted(Fact, frozen=True, kw_only=True):
    """A person checked in; offers may reach them from now on."""

    request: str | None = None
    person: str
    name: str = ""
    place: Spot | None = None
    reported_at: datetime | None = None


class DutyEnded(Fact, frozen=True, kw_only=True):
    """A person checked out."""

    request: str | None = None
    person: str
    reported_at: datetime | None = None


class IncidentFiled(Fact, frozen=True, kw_only=True):
    """立案: a report became an incident of its own. `reasons` say why the priority is what it is."""

    incident: str
    report: str
    category: str
    disposition: Disposition
    priority: Priority
    reasons: list[str]
    place: Spot
    text: str = ""
    photos: list[str] = []
    hazard: Literal["life", "property", "none"] = "none"
    reporter: str
    reporter_name: str = ""
    caller: Caller | None = None
    reported_at: datetime
    clock_off_s: float | None = None
    next: Deadline | None = None


class ReportMerged(Fact, frozen=True, kw_only=True):
    """A report was added to an open incident. `distance_m` from its first report."""

    incident: str
    report: str
    category: str
    disposition: Disposition
    priority: Priority
    raised: bool = False
    reasons: list[str]
    place: Spot
    text: str = ""
    photos: list[str] = []
    hazard: Literal["life", "property", "none"] = "none"
    reporter: str
    reporter_name: str = ""
    caller: Caller | None = None
    reported_at: datetime
    clock_off_s: float | None = None
    distance_m: int = 0
    next: Deadline | None = None


class ReportStored(Fact, frozen=True, kw_only=True):
    """The answer to `report.submit`: the report is in the database, as an incident or added to one."""

    request: str
    report: str
    incident: str
    outcome: Literal["filed", "merged"]


class RequestRefused(Fact, frozen=True, kw_only=True):
    """The answer to a durable request that could not be granted."""

    request: str
    method: str
    refusal: RefusalInfo


class ButtonPressed(Fact, frozen=True, kw_only=True):
    """一键通: somebody pressed their call button; the answer to `button.press`. Its incident was filed just before.

    `resident`: whose button it is, if the registry knows; `pressed_at`: when, as the button says it.
    """

    request: str
    press: str
    device: str = ""
    device_name: str = ""
    button: Button
    resident: str | None = None
    resident_name: str = ""
    incident: str
    pressed_at: datetime


class DispatchOrdered(Fact, frozen=True, kw_only=True):
    """派单: an operator sent a held or unattended incident on its way now; whoever is asked follows."""

    request: str | None = None
    incident: str
    by: str
    by_name: str = ""
    next: Deadline


class IncidentReferred(Fact, frozen=True, kw_only=True):
    """已转: the first line was called. `reference`: the number or name they gave. Our own work goes on."""

    request: str | None = None
    incident: str
    to: FirstLine
    reference: str = ""
    by: str
    by_name: str = ""


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
    next: Deadline


class OfferClosed(Fact, frozen=True, kw_only=True):
    """An offer is over without an assignment to it, or was answered. `why`: who or what ended it."""

    request: str | None = None
    offer: str
    incident: str
    person: str
    why: Literal["declined", "expired", "withdrawn", "incident_closed", "off_duty"]
    reason: str = ""
    by: str = ""


class AssignmentMade(Fact, frozen=True, kw_only=True):
    """A person has the incident. Carries all the phone needs; `offer` is the one that was accepted, if any."""

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
    next: Deadline


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


class AssignmentEnded(Fact, frozen=True, kw_only=True):
    """An assignment was taken back: reassigned, or the incident closed or voided under it."""

    assignment: str
    incident: str
    person: str
    why: Literal["reassigned", "incident_closed", "incident_voided"]
    by: str = ""


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


class IncidentReassigned(Fact, frozen=True, kw_only=True):
    """改派: dispatch starts over, or goes to a named person next (their AssignmentMade or OfferMade follows)."""

    request: str | None = None
    incident: str
    by: str
    reason: str
    to: str | None = None
    next: Deadline


class IncidentClosed(Fact, frozen=True, kw_only=True):
    """结案: settled on the spot, or handled and verified."""

    request: str | None = None
    incident: str
    outcome: Literal["settled", "handled", "no_action"]
    by: str = ""
    note: str = ""


class IncidentVoided(Fact, frozen=True, kw_only=True):
    """作废: never should have been filed; decided by a watch leader."""

    request: str | None = None
    incident: str
    by: str
    reason: str


class EntrySetAside(Fact, frozen=True, kw_only=True):
    """An inbox entry that fails by its own content, kept whole in `set_aside`; a task for an operator."""

    task: str
    entry: str
    method: str
    sender: str
    request: str | None = None
    error: str


class TaskDone(Fact, frozen=True, kw_only=True):
    """An operator dealt with a task."""

    request: str | None = None
    task: str
    by: str
    note: str = ""


AnyFact = (
    PersonRegistered
    | RightsChanged
    | DutyStarted
    | DutyEnded
    | IncidentFiled
    | ReportMerged
    | ReportStored
    | RequestRefused
    | ButtonPressed
    | DispatchOrdered
    | IncidentReferred
    | OfferMade
    | OfferClosed
    | AssignmentMade
    | AssignmentChanged
    | AssignmentEnded
    | NobodyAvailable
    | IncidentEscalated
    | IncidentReassigned
    | IncidentClosed
    | IncidentVoided
    | EntrySetAside
    | TaskDone
)
