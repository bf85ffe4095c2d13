"""Facts about a grid worker's day: rounds, visits to people in special need, checks of them by order."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain.facts.base import Fact
from command.domain.place import Spot
from command.domain.registry import NeedKind

__all__ = [
    "Behind",
    "CareClosed",
    "CareOrdered",
    "CareWhy",
    "DayEnded",
    "DayOpened",
    "EveningLooked",
    "EveningTold",
    "PatrolFact",
    "RoundFinished",
    "RoundStarted",
    "Unattended",
    "VisitOutcome",
    "VisitRecorded",
]

VisitOutcome = Literal["well", "absent", "concern"]
"""平安, 不在家, 有情况."""
CareWhy = Literal["heat", "cold", "storm", "other"]


class DayOpened(Fact, frozen=True, kw_only=True):
    """The day of somebody who came on duty: `need` rounds, and `visits` to these people (ids of the registry), until
    `due` (UTC). `day`: the person's id and the district's date; `area`: their grid."""

    day: str
    person: str
    person_name: str = ""
    area: str
    date: str
    need: int
    visits: list[str] = []
    due: datetime


class RoundStarted(Fact, frozen=True, kw_only=True):
    """巡查开始. `began_at`: as the phone says."""

    request: str | None = None
    day: str
    round: str
    person: str
    area: str
    spot: Spot | None = None
    began_at: datetime


class RoundFinished(Fact, frozen=True, kw_only=True):
    """巡查结束, `lasted_s` seconds after it began; `short`: less than a round is to last."""

    request: str | None = None
    day: str
    round: str
    person: str
    area: str
    spot: Spot | None = None
    over_at: datetime
    lasted_s: int
    short: bool = False


class VisitRecorded(Fact, frozen=True, kw_only=True):
    """走访: `person` was at `resident`'s door. `day`: whose list they were on; `care`: the order it fulfils, if any."""

    request: str | None = None
    visit: str
    day: str | None = None
    care: str | None = None
    person: str
    area: str
    resident: str
    outcome: VisitOutcome
    note: str = ""
    spot: Spot | None = None
    at_door: datetime


class CareOrdered(Fact, frozen=True, kw_only=True):
    """特殊关照: everybody in special need in `area` is to be looked after until `due`. `visits`: person → residents."""

    request: str | None = None
    care: str
    area: str
    why: CareWhy
    reason: str = ""
    visits: dict[str, list[str]]
    by: str
    by_name: str = ""
    due: datetime


class CareClosed(Fact, frozen=True, kw_only=True):
    """All were looked after, or the time is up with `missed` (person → residents), and `told` know."""

    care: str
    area: str
    missed: dict[str, list[str]] = {}
    told: list[str] = []


class DayEnded(Fact, frozen=True, kw_only=True):
    """The day is over: what was done, and what was not: `told` (the group's leader) know of that. `short`: rounds that
    did not last long enough; `missed`: residents who were not visited."""

    day: str
    person: str
    person_name: str = ""
    area: str
    date: str
    need: int
    rounds: int
    short: int = 0
    visits: int = 0
    missed: list[str] = []
    told: list[str] = []


class Behind(Struct, frozen=True, kw_only=True):
    """A worker whose day is not done: so many of the `need` rounds, and `visits` still to be made."""

    person: str
    name: str
    grid: str
    rounds: int
    need: int
    visits: int


class Unattended(Struct, frozen=True, kw_only=True):
    """Somebody in special need who is to be visited and whose worker did not come on duty: on nobody's list.
    `resident`: their id in the registry; no name is told."""

    resident: str
    kind: NeedKind
    grid: str
    worker: str
    worker_name: str = ""


class EveningTold(Fact, frozen=True, kw_only=True):
    """傍晚: a community's leaders (`told`) hear who is behind, and who is on nobody's list."""

    area: str
    date: str
    behind: list[Behind] = []
    unattended: list[Unattended] = []
    told: list[str] = []


class EveningLooked(Fact, frozen=True, kw_only=True):
    """The evening's look of this date is done; what the communities in `over` heard before is over."""

    area: str
    date: str
    over: list[str] = []


PatrolFact = (
    DayOpened
    | RoundStarted
    | RoundFinished
    | VisitRecorded
    | CareOrdered
    | CareClosed
    | DayEnded
    | EveningTold
    | EveningLooked
)
