"""Facts about accounts and who is on duty."""

from datetime import datetime

from command.domain.facts.base import Fact, Role
from command.domain.place import Spot


class PersonRegistered(Fact, frozen=True, kw_only=True):
    """An account (person, device or kiosk) exists. `areas`: division or grid codes it answers for. `simulated`: a
    simulator may act as it, with a limit of its own on reports."""

    person: str
    name: str
    roles: list[Role]
    areas: list[str]
    language: str = "zh-CN"
    watch_leader: bool = False
    simulated: bool = False
    skills: list[str] = []
    unit: str | None = None


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


PeopleFact = PersonRegistered | RightsChanged | DutyStarted | DutyEnded
