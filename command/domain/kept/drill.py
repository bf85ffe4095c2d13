"""What an exercise's picture keeps of the drill itself: how it stands, who is in it, its injects and its notices."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.base import Caller
from command.domain.facts.drill import DrillPlan, DrillState, EndWhy, InjectState, Participant, PauseWhy, TakenWhy
from command.domain.facts.script import Inject
from command.domain.place import Spot

DRILL = "drill"
"""The one id in `drills`: a universe is one drill."""


class Standstill(Struct, kw_only=True, frozen=True):
    """A pause that is over (UTC)."""

    since: datetime
    until: datetime


class Drill(Struct, kw_only=True):
    """How the drill stands. `drill`: the exercise's id. `plan`: without its participants, who are kept for themselves.
    `paused_at`: since when it stands still; `paused_s`: how long it has stood still in all before that; `pauses`: when
    that was, in order."""

    id: str = DRILL
    drill: str
    plan: DrillPlan
    script: str = ""
    by: str
    by_name: str = ""
    state: DrillState = "running"
    started_at: datetime
    paused_at: datetime | None = None
    paused_why: PauseWhy | None = None
    paused_s: float = 0
    pauses: list[Standstill] = field(default_factory=list)
    ended_at: datetime | None = None
    ended_why: EndWhy | None = None


class DrillParticipant(Struct, kw_only=True):
    """Somebody in the drill, by their id. `out_why`: taken out since `since`. `silent`: the drill does not hear them
    until `due`, since the inject of that id."""

    id: str
    participant: Participant
    name: str = ""
    guest: bool = False
    out_why: TakenWhy | None = None
    since: datetime
    silent: str = ""
    due: datetime | None = None

    @property
    def is_in(self) -> bool:
        """Not taken out."""
        return self.out_why is None


class InjectAnswer(Struct, kw_only=True):
    """Somebody answered, so many seconds after it was given."""

    at: datetime
    took_s: float
    text: str = ""


class DrillInject(Struct, kw_only=True):
    """An inject, as it stands. `due` while it is planned: then it is given. `planned_for`: when it was to come before
    anybody held it back or paused the drill."""

    id: str
    number: int
    inject: Inject
    spot: Spot | None = None
    state: InjectState = "planned"
    planned_for: datetime
    due: datetime | None
    by: str = ""
    repeats: str = ""
    given_at: datetime | None = None
    late_s: float = 0
    incident: str | None = None
    made: str = ""
    to: list[str] = field(default_factory=list)
    failed: str = ""
    reason: str = ""
    answers: dict[str, InjectAnswer] = field(default_factory=dict)


class Notice(Struct, kw_only=True):
    """What an inject put on the screens of `to` and that is there still; its id is the inject's. `answered`: who has.
    `due`: when the road opens (UTC)."""

    id: str
    number: int
    kind: str
    at: datetime
    to: list[str]
    text: str = ""
    place: Spot | None = None
    areas: list[str] = field(default_factory=list)
    due: datetime | None = None
    answer: bool = False
    answered: list[str] = field(default_factory=list)
    caller: Caller | None = None
