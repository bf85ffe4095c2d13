"""Facts about calls for help by the people out there themselves, and about the timers that call for who cannot."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain.facts.base import Fact
from command.domain.place import Spot

__all__ = [
    "Nearby",
    "SosAcknowledged",
    "SosEnded",
    "SosEscalated",
    "SosFact",
    "SosRaised",
    "SosRepeated",
    "TimerAnswered",
    "TimerAsked",
    "TimerEnded",
    "TimerFact",
    "TimerMissed",
    "TimerStarted",
    "Whence",
]

Whence = Literal["fix", "last", "home"]
"""What a place is: where the phone said it was, where it was last heard of, or only the area it answers for."""


class Nearby(Struct, frozen=True, omit_defaults=True):
    """A colleague on duty near somebody who calls for help: told, not offered."""

    person: str
    name: str
    distance_m: int


class SosRaised(Fact, frozen=True, kw_only=True):
    """呼救: somebody of ours calls for help (`hand`), or was silent in danger (`timer`). Carries all a phone needs.

    `pressed_at` is the phone's time, `clock_off_s` how far that is from its arrival when it is more than the tolerance.
    """

    request: str | None = None
    sos: str
    person: str
    person_name: str = ""
    area: str = ""
    cause: Literal["hand", "timer"] = "hand"
    place: Spot | None = None
    whence: Whence | None = None
    pressed_at: datetime
    clock_off_s: float | None = None
    incident: str | None = None
    told: list[str] = []
    near: list[Nearby] = []
    due: datetime


class SosRepeated(Fact, frozen=True, kw_only=True):
    """The same person calls again while their call is open: everybody is told anew, with the newest place."""

    request: str | None = None
    sos: str
    person: str
    area: str = ""
    place: Spot | None = None
    whence: Whence | None = None
    due: datetime


class SosAcknowledged(Fact, frozen=True, kw_only=True):
    """Somebody has seen it; `coming`: and goes there. `above`: they answer for it, so it stops going up until `due`."""

    request: str | None = None
    sos: str
    person: str
    area: str = ""
    by: str
    by_name: str = ""
    coming: bool = False
    above: bool = False
    due: datetime


class SosEscalated(Fact, frozen=True, kw_only=True):
    """Nobody above has taken it, or it is `open` for long: everybody above (`told`) hears of it again, until `due`."""

    sos: str
    person: str
    area: str = ""
    level: int
    told: list[str] = []
    why: Literal["silence", "open"] = "silence"
    due: datetime


class SosEnded(Fact, frozen=True, kw_only=True):
    """Taken back by the person within seconds (`mistake`), or over, says somebody above, with a reason (`safe`)."""

    request: str | None = None
    sos: str
    person: str
    area: str = ""
    by: str
    by_name: str = ""
    why: Literal["mistake", "safe"]
    reason: str = ""


class TimerStarted(Fact, frozen=True, kw_only=True):
    """报平安: somebody is in danger for `period_s`; before it ends, at `due`, they are asked.

    `cause`: `asked`, or the category of the incident they went to.
    """

    request: str | None = None
    timer: str
    person: str
    person_name: str = ""
    area: str = ""
    cause: str = "asked"
    assignment: str | None = None
    period_s: float
    note: str = ""
    by: str = ""
    due: datetime


class TimerAsked(Fact, frozen=True, kw_only=True):
    """还好吗: they are asked, and must answer until `due`."""

    timer: str
    person: str
    area: str = ""
    due: datetime


class TimerAnswered(Fact, frozen=True, kw_only=True):
    """They are well, says `by` (another one with a `reason`); they are asked again at `due`."""

    request: str | None = None
    timer: str
    person: str
    area: str = ""
    by: str
    reason: str = ""
    due: datetime


class TimerMissed(Fact, frozen=True, kw_only=True):
    """They did not answer: `told` know. At `due` it becomes a call for help."""

    timer: str
    person: str
    person_name: str = ""
    area: str = ""
    told: list[str] = []
    due: datetime


class TimerEnded(Fact, frozen=True, kw_only=True):
    """Out of danger, off duty, the work is over, or it has become a call for help (`sos`)."""

    request: str | None = None
    timer: str
    person: str
    area: str = ""
    why: Literal["out", "work_over", "off_duty", "sos"]
    by: str = ""
    reason: str = ""


SosFact = SosRaised | SosRepeated | SosAcknowledged | SosEscalated | SosEnded
TimerFact = TimerStarted | TimerAsked | TimerAnswered | TimerMissed | TimerEnded
