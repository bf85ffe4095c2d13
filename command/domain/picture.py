"""The operating picture: what is open in a district now, made from facts and from nothing else.

`apply(picture, number, at, fact)` folds one fact in. Replaying the ledger from number 1 gives the same
picture as the tables hold (promise P11); the screens do the same fold in TypeScript.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from command.domain.facts import Button, Caller, Deadline, Disposition, FirstLine, Priority, Role, Tally
from command.domain.kept.safety import RollCall
from command.domain.kept.sos import Sos, Timer
from command.domain.place import Spot

Status = Literal["filed", "offered", "unattended", "assigned", "en_route", "on_scene", "handled", "closed", "voided"]


class Person(Struct, kw_only=True):
    """An account of the district. `areas`: the codes of grids (worker) or divisions (supervisor) it answers for."""

    id: str
    name: str
    roles: list[Role]
    areas: list[str]
    language: str = "zh-CN"
    watch_leader: bool = False
    active: bool = True
    on_duty: bool = False
    duty_since: datetime | None = None
    last_place: Spot | None = None
    rights_number: int = 0


class Offer(Struct, kw_only=True):
    """An open offer."""

    id: str
    incident: str
    person: str
    person_name: str
    priority: Priority
    made_at: datetime
    answer_by: datetime


class Assignment(Struct, kw_only=True):
    """A running assignment: somebody has the incident."""

    id: str
    incident: str
    person: str
    person_name: str
    priority: Priority
    status: Literal["assigned", "en_route", "on_scene", "done", "failed"] = "assigned"
    made_at: datetime
    changed_at: datetime


class Press(Struct, kw_only=True):
    """The press of a call button that an incident came from, and whose button it is."""

    id: str
    device: str
    device_name: str
    button: Button
    resident: str | None
    resident_name: str
    pressed_at: datetime


class Referral(Struct, kw_only=True):
    """已转: the first line was called about an incident, when and by whom, with the reference they gave."""

    to: FirstLine
    reference: str
    by: str
    by_name: str
    at: datetime


class Incident(Struct, kw_only=True):
    """An open incident. `number` is the ledger number of its filing: short enough to say over a radio."""

    id: str
    number: int
    category: str
    disposition: Disposition
    priority: Priority
    reasons: list[str]
    status: Status
    place: Spot
    text: str = ""
    photos: list[str] = field(default_factory=list)
    reporters: list[str] = field(default_factory=list)
    caller: Caller | None = None
    reports: int = 1
    filed_at: datetime
    last_report_at: datetime
    changed_at: datetime
    offer: str | None = None
    assignment: str | None = None
    handler: str | None = None
    tried: dict[str, str] = field(default_factory=dict)
    tally: Tally | None = None
    level: int = 0
    next: Deadline | None = None
    press: Press | None = None
    referrals: list[Referral] = field(default_factory=list)


class Task(Struct, kw_only=True):
    """Something an operator must look at: an entry that was set aside."""

    id: str
    method: str
    sender: str
    error: str
    at: datetime


class Picture(Struct, kw_only=True):
    """All that is open. Keys are ids."""

    number: int = 0
    at: datetime | None = None
    people: dict[str, Person] = field(default_factory=dict)
    incidents: dict[str, Incident] = field(default_factory=dict)
    offers: dict[str, Offer] = field(default_factory=dict)
    assignments: dict[str, Assignment] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    rollcalls: dict[str, RollCall] = field(default_factory=dict)
    sos: dict[str, Sos] = field(default_factory=dict)
    timers: dict[str, Timer] = field(default_factory=dict)
