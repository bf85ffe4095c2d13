"""What facts are made of."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

__all__ = [
    "Absence",
    "Button",
    "Caller",
    "Choice",
    "Deadline",
    "DeadlineKind",
    "Disposition",
    "Fact",
    "FirstLine",
    "Level",
    "Nearer",
    "Origin",
    "Part",
    "Priority",
    "Progress",
    "RefusalInfo",
    "Role",
    "Service",
    "Skip",
    "Tally",
    "Tier",
    "Together",
    "UnitKind",
    "Written",
]

Priority = Literal[1, 2, 3, 4]

Disposition = Literal["help", "mine", "settled"]

Progress = Literal["en_route", "on_scene", "done", "failed"]

Role = Literal[
    "worker",
    "supervisor",
    "operator",
    "coordinator",
    "admin",
    "auditor",
    "kiosk",
    "device",
    "unit",
    "director",
    "observer",
]
"""What somebody is. `director` (导调) and `observer` there are in a drill alone: no account of a district is one."""

Written = Annotated[str, Meta(max_length=200, pattern=r"^[^\x00]*$")]
"""A line of text; no NUL, which PostgreSQL's text cannot hold."""

DeadlineKind = Literal[
    "confirm", "accept", "dispatch", "answer", "retry", "arrive", "finish", "verify", "rule", "resume", "peak"
]

Level = int
"""How far silence has been told upward: 1 community, 2 street, 3 operators, 4 coordinators."""

Button = Literal["red", "green"]

FirstLine = Literal["119", "120", "110", "12345", "gas", "water", "power", "municipal"]
"""Whose business it is before ours: fire, medical, crime, the city's hotline, and the companies and departments of the
utilities."""

Service = Literal["110", "119", "120", "12345"]
"""Who hands reports over to us, with a reference of theirs."""


Part = Literal["lead", "co", "look"]
"""主办 answers for the incident; 协办 helps; 察看 looks, guards and guides while a unit repairs."""

UnitKind = Literal[
    "municipal", "greening", "power", "water", "gas", "sanitation", "housing", "traffic", "telecom", "urban_management"
]
"""专业部门: which trade a unit is of."""

Tier = Literal["grid", "community", "street", "district"]
"""Whose desk a matter lies on: settled in the grid 微循环, by the community 小循环, by the street 大循环, or above."""

Absence = Literal["empty", "off_duty", "unreachable"]
"""Why nobody of a tier was told: nobody is appointed there, none of them is on duty, none can be reached."""


class Skip(Struct, frozen=True):
    """A tier that was passed over at once: waiting for it would have burned its delay in vain."""

    level: int
    why: Absence


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


class Origin(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who handed a report over to us, and by which reference of theirs."""

    service: Service
    reference: Annotated[str, Meta(min_length=1, max_length=100, pattern=r"^[^\x00]*\S[^\x00]*$")]


class Nearer(Struct, frozen=True, omit_defaults=True):
    """Somebody who would have been there sooner, and was sent to another incident (its number) instead."""

    arrival_s: int
    sent_to: int
    priority: Priority


class Together(Struct, frozen=True, omit_defaults=True):
    """This was settled for all who waited and all who were free together: so many of each.

    `arrival_s`: how long this person is taken to need, seconds. `nearer`: up to three who would have been sooner there.
    """

    waiting: int
    people: int
    arrival_s: int
    nearer: list[Nearer] = []


class Choice(Struct, frozen=True, omit_defaults=True):
    """Why this person was chosen: tier of closeness, metres from the incident, and who was passed over.

    `tier` "unit": a unit's desk. `lacking`: what should have been sent and could not be (`unit:water`). `standby`: from
    the stand-by list, since nobody on duty could be sent; `by_ladder`: their phone is silent, other ways reach them.
    `together`: many waited at once, and this was settled for all of them.
    """

    tier: Literal["own_grid", "community", "street", "district", "named", "unit"]
    distance_m: int | None = None
    considered: int = 0
    passed_over: dict[str, int] = {}
    lacking: str = ""
    standby: bool = False
    by_ladder: bool = False
    together: Together | None = None


class Tally(Struct, frozen=True, omit_defaults=True):
    """无人可派 in numbers: how many people there are and why none of them could be sent.

    `standby`: so many are on the stand-by list (of priorities 1 and 2 only), of whom `standby_asked` were asked in this
    round and `standby_busy` hold something already.
    """

    people: int = 0
    off_duty: int = 0
    unreachable: int = 0
    busy: int = 0
    asked: int = 0
    reporter: int = 0
    unskilled: int = 0
    standby: int = 0
    standby_asked: int = 0
    standby_busy: int = 0
    reserve: int = 0


class RefusalInfo(Struct, frozen=True, omit_defaults=True):
    """A refusal as it travels: `message` is in the reader's language."""

    code: str
    reason: str
    message: str
    retry_after_s: float | None = None
    data: dict[str, str | int | float | bool | None] = {}


class Fact(Struct, frozen=True, kw_only=True, tag_field="type", tag=True, omit_defaults=True):
    """The root of all facts."""
