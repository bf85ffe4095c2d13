"""What a picture keeps about dispatch beside incidents, offers and assignments."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from command.domain.facts import CategoryNeed, Part, Skip, Tally, UnitKind


class Unit(Struct, kw_only=True):
    """专业部门: see `UnitRegistered`. `desks`: the accounts that read and answer what is offered to it."""

    id: str
    name: str
    name_en: str = ""
    kind: UnitKind
    areas: list[str]
    categories: list[str] = field(default_factory=list)
    opens: str | None = None
    closes: str | None = None
    active: bool = True
    desks: list[str] = field(default_factory=list)


class Slot(Struct, kw_only=True):
    """协办席位: a place beside the lead of an incident, with a search, a status and a deadline (`due`, UTC) of its own.

    `tried`: who was asked in this round of the search, and how that ended. Somebody who is on the scene has no deadline
    here: what they do there ends with the incident.
    """

    id: str
    incident: str
    part: Part
    why: Literal["need", "called", "ordered"]
    kind: UnitKind | None = None
    unit: str | None = None
    to: str | None = None
    skills: list[str] = field(default_factory=list)
    leader: bool = False
    status: Literal["open", "offered", "unattended", "assigned", "en_route", "on_scene"] = "open"
    offer: str | None = None
    assignment: str | None = None
    handler: str | None = None
    tried: dict[str, str] = field(default_factory=dict)
    tally: Tally | None = None
    lacking: str = ""
    level: int = 0
    skipped: list[Skip] = field(default_factory=list)
    opened_at: datetime
    changed_at: datetime
    due: datetime | None = None


class ChangedNeed(Struct, kw_only=True):
    """What a category (`id`: its code) needs instead of the built-in, since when and by whom."""

    id: str
    need: CategoryNeed | None
    version: int
    reason: str
    by: str
    by_name: str
    at: datetime
