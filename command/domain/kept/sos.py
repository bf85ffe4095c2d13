"""What a picture keeps of calls for help and of the timers of people in danger."""

from datetime import datetime
from typing import Literal

from msgspec import Struct, field

from command.domain.facts.sos import Nearby, Whence
from command.domain.place import Spot


class SosAnswer(Struct, kw_only=True):
    """Who has seen a call for help, and whether they go there."""

    by: str
    by_name: str
    at: datetime
    coming: bool = False
    above: bool = False


class Sos(Struct, kw_only=True):
    """An open call for help. `due`: when everybody above hears of it again. `level`: how often they did."""

    id: str
    number: int
    request: str | None
    person: str
    person_name: str
    area: str
    cause: Literal["hand", "timer"]
    place: Spot | None
    whence: Whence | None
    pressed_at: datetime
    raised_at: datetime
    last_at: datetime
    incident: str | None
    told: list[str]
    near: list[Nearby]
    answers: list[SosAnswer] = field(default_factory=list)
    level: int = 0
    due: datetime | None

    @property
    def taken(self) -> bool:
        """Whether somebody above has it."""
        return any(answer.above for answer in self.answers)


class Timer(Struct, kw_only=True):
    """Somebody in danger who must say now and then that they are well. `stage`: what silence at `due` leads to."""

    id: str
    person: str
    person_name: str
    area: str
    cause: str
    assignment: str | None
    period_s: float
    note: str
    started_at: datetime
    stage: Literal["running", "asked", "missed"] = "running"
    told: list[str] = field(default_factory=list)
    due: datetime | None
