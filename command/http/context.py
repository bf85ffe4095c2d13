"""What the handlers need, handed to them by name. Made once by the process that serves them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from litestar.di import NamedDependency
from litestar.params import SkipValidation

from command.clock import now as wall_clock
from command.service.contact import Deaf, Hearing
from command.service.desk import Desk
from command.service.directory import Directory
from command.service.evaluation.live import Live
from command.service.failures import Failures
from command.service.sessions import EndedSessions, Sessions
from command.service.tokens import Tokens
from command.store.engine import Engine
from command.wire.answers import Lag

if TYPE_CHECKING:
    from command.http.exercises import Exercises


@dataclass(frozen=True, kw_only=True)
class Context:
    """Everything a handler may use. `reading`: an engine for long reads; `now`: the clock (aware, UTC).

    `lag`: what waits in the inbox, as far as this process knows; `origins`: sites besides our own from which writes
    are taken, such as `https://console.example`; `zone`: the district's time zone; `hearing`: who was heard of;
    `counting`: so many
    figures are worked out at a time; `evaluations`: of drills, made once for all who ask.
    """

    district: str
    """The universe: the district's code, or `exercise:<id>` (then `exercise` is its id)."""
    engine: Engine
    reading: Engine
    directory: Directory
    tokens: Tokens
    sessions: Sessions
    ended: EndedSessions
    desk: Desk
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    lag: Callable[[], Lag] = Lag
    origins: frozenset[str] = field(default_factory=frozenset)
    zone: tzinfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    hearing: Hearing = field(default_factory=Deaf)
    counting: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))
    evaluations: Live = field(default_factory=Live)
    area: str = ""
    """The district's code, in an exercise too."""
    exercise: str | None = None
    exercises: "Exercises | None" = None
    guesses: Failures = field(default_factory=lambda: Failures(10, timedelta(minutes=10), wall_clock))
    """Sign-in codes of drills that were wrong, by who tried them."""

    def __post_init__(self) -> None:
        """An area of its own has only an exercise."""
        if not self.area:
            object.__setattr__(self, "area", self.district)


Ctx = NamedDependency[SkipValidation[Context]]
"""A handler's parameter named `context`."""
