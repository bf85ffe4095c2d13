"""Facts about accounts and who is on duty."""

from datetime import date, datetime
from typing import Literal

from command.domain.facts.base import Fact, Role
from command.domain.facts.response import Rank
from command.domain.place import Spot

__all__ = [
    "DutyEnded",
    "DutyEnding",
    "DutyStarted",
    "PasswordReset",
    "PeopleFact",
    "PersonRegistered",
    "RightsChanged",
]

OffDuty = Literal["checked_out", "shift_over", "relieved", "taken_out"]
"""`taken_out`: of a drill."""


class PersonRegistered(Fact, frozen=True, kw_only=True):
    """An account (person, device or kiosk) exists. `areas`: division or grid codes it answers for. `simulated`: a
    simulator may act as it, with a limit of its own on reports. `by`: the administrator who made it at the desk of
    accounts, with the reason; empty: the command line, or a demo."""

    person: str
    name: str
    roles: list[Role]
    areas: list[str]
    language: str = "zh-CN"
    watch_leader: bool = False
    simulated: bool = False
    skills: list[str] = []
    unit: str | None = None
    rank: Rank | None = None
    by: str = ""
    by_name: str = ""
    reason: str = ""


class PasswordReset(Fact, frozen=True, kw_only=True):
    """Somebody got another password, which is in no fact: their sign-ins ended with it."""

    person: str
    by: str
    by_name: str = ""
    reason: str


class RightsChanged(Fact, frozen=True, kw_only=True):
    """What a person may see and do changed; `active=False` means no longer anything. `rank`: empty, as
    before. `reason`: what was asked for it, and by whom it was decided."""

    request: str | None = None
    person: str
    roles: list[Role]
    areas: list[str]
    watch_leader: bool = False
    active: bool = True
    by: str = ""
    rank: Rank | Literal["", "none"] = ""
    by_name: str = ""
    reason: str = ""


class DutyStarted(Fact, frozen=True, kw_only=True):
    """A person checked in; offers may reach them from now on. `group`, `shift` and its `day`: what the roster has them
    on; `extra`: rosters exist, and have them on nothing now. `holds`: they have the watch, nobody hands it over."""

    request: str | None = None
    person: str
    name: str = ""
    place: Spot | None = None
    reported_at: datetime | None = None
    group: str | None = None
    shift: str = ""
    day: date | None = None
    extra: bool = False
    holds: bool = False


class DutyEnding(Fact, frozen=True, kw_only=True):
    """A person's shift is over but they hold work: nothing more is offered, and they are off when it is done."""

    person: str
    group: str


class DutyEnded(Fact, frozen=True, kw_only=True):
    """A person is off duty: they checked out, their shift is over, or they were relieved at a handover."""

    request: str | None = None
    person: str
    reported_at: datetime | None = None
    why: OffDuty = "checked_out"
    group: str | None = None


PeopleFact = PersonRegistered | PasswordReset | RightsChanged | DutyStarted | DutyEnding | DutyEnded
