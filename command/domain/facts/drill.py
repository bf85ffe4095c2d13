"""Facts of a drill: they are in the ledger of its own universe only, `exercise:<id>`, never in the district's.

The first fact of such a ledger is `DrillStarted`; `CarriedOver` brings what the drill begins with.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from command.domain.facts.base import Caller, Fact, Role
from command.domain.facts.response import ModeLevel
from command.domain.facts.script import AreaCode, Expectation, Id, Inject, MaybeId, Words
from command.domain.facts.script import Part as _Struct
from command.domain.place import Spot

__all__ = [
    "CarriedOver",
    "ConclusionWritten",
    "DrillEnded",
    "DrillFact",
    "DrillPaused",
    "DrillResumed",
    "DrillStarted",
    "ImprovementSet",
    "InjectAnswered",
    "InjectGiven",
    "InjectHeld",
    "InjectPlanned",
    "InjectReleased",
    "InjectSkipped",
    "NoticeOver",
    "ObserverNoted",
    "ParticipantBack",
    "ParticipantHeard",
    "ParticipantJoined",
    "ParticipantSilenced",
    "ParticipantTaken",
]

Form = Literal["tabletop", "live", "contact"]
"""桌面推演, 实战演练, and 点名抽查: a contact test is a drill of one inject for everybody."""
Scope = Literal["single", "combined"]
Purpose = Literal["test", "demonstration", "research"]
DrillState = Literal["draft", "running", "paused", "over"]
"""A draft is a document and has no universe yet."""
WallLayout = Literal["whole", "region"]
"""A wall of the drill's own, or a region of the wall that shows the district."""
Part = Literal["player", "director", "observer"]
TakenWhy = Literal["real_event", "director", "left"]
PauseWhy = Literal["director", "real_event"]
EndWhy = Literal["done", "stopped", "real_event"]
InjectState = Literal["planned", "held", "skipped", "given"]


class Participant(_Struct, frozen=True, kw_only=True):
    """Somebody in the drill, by their id in the district. `part`: player, director (导调) or observer. `roles` and
    `areas`: what a player is in the drill. A kiosk is a player with the role `kiosk` and a `layout`."""

    person: Id
    part: Part = "player"
    roles: Annotated[list[Role], Meta(max_length=9)] = []
    areas: Annotated[list[AreaCode], Meta(max_length=400)] = []
    layout: WallLayout = "whole"


class DrillPlan(_Struct, frozen=True, kw_only=True):
    """Everything that is said of a drill before it starts. `compression` divides the script's offsets. `level`: in
    force at STARTEX. `sign_in`: units and residents may join by a code. `overridden`: why it starts although a check
    says no."""

    name: Annotated[str, Meta(min_length=1, max_length=200, pattern=r"^[^\x00]*\S[^\x00]*$")]
    form: Form = "tabletop"
    scope: Scope = "single"
    purpose: Purpose = "test"
    goal: Words = ""
    compression: Annotated[float, Meta(ge=1, le=100)] = 1
    participants: Annotated[list[Participant], Meta(max_length=2000)] = []
    units: Annotated[list[Id], Meta(max_length=200)] = []
    level: ModeLevel = 0
    response_plan: MaybeId = ""
    sign_in: bool = False
    overridden: Words = ""


class DrillStarted(Fact, frozen=True, kw_only=True):
    """STARTEX. `drill`: its id, `exercise` on every message. `script`: its name; its injects follow as facts."""

    drill: str
    plan: DrillPlan
    script: str = ""
    by: str
    by_name: str = ""


class CarriedOver(Fact, frozen=True, kw_only=True):
    """Kept things of the district as they stood at STARTEX (units, plans, limits, shelters): `kind` is the member of
    the picture, `things` their states by id. Nothing flows back."""

    kind: str
    things: dict[str, Any]


class ParticipantJoined(Fact, frozen=True, kw_only=True):
    """Somebody is in the drill. `guest`: joined by a sign-in code, under the name they gave."""

    participant: Participant
    name: str = ""
    guest: bool = False


class ParticipantTaken(Fact, frozen=True, kw_only=True):
    """真实事件: real work took them out of the drill; what they held in it goes to others, as facts that follow. Which
    real work is not said here."""

    person: str
    why: TakenWhy = "real_event"
    by: str = ""
    request: str | None = None


class ParticipantSilenced(Fact, frozen=True, kw_only=True):
    """The drill does not hear them until `due` (UTC): an inject says so. Outside it they are heard as ever."""

    person: str
    inject: str
    due: datetime


class ParticipantHeard(Fact, frozen=True, kw_only=True):
    """The drill hears them again."""

    person: str


class ParticipantBack(Fact, frozen=True, kw_only=True):
    """A director lets them in again."""

    person: str
    by: str
    request: str | None = None


class InjectPlanned(Fact, frozen=True, kw_only=True):
    """An inject of the script, or one that a director added or repeats (`by`, `repeats`). `id` is
    its own; `due`: UTC; `spot`: where its place is."""

    id: str
    inject: Inject
    spot: Spot | None = None
    due: datetime
    by: str = ""
    repeats: str = ""
    request: str | None = None


class InjectGiven(Fact, frozen=True, kw_only=True):
    """It came, `late_s` after it was due. `serial`: its number in the script. It is the last fact of what came of it,
    in one transaction: `incident` or `made` (a warning's or storm's id, an order's level) are in the facts before it.
    `failed`: the code of the refusal if it could not be given.

    A message, call, order, contact test or closed road is a notice on the screens of `to` (people's ids): `text` is
    what they read, `place` and `areas` where it is, `until` (UTC) when the road opens, `answer` whether each is to
    answer.
    """

    inject: str
    serial: int
    kind: str = ""
    late_s: float = 0
    incident: str | None = None
    made: str = ""
    to: list[str] = []
    failed: str = ""
    text: str = ""
    place: Spot | None = None
    areas: list[str] = []
    until: datetime | None = None
    answer: bool = False
    caller: Caller | None = None


class NoticeOver(Fact, frozen=True, kw_only=True):
    """A notice leaves the screens: the road is open again, everybody answered, or a director took it back."""

    notice: str


class InjectHeld(Fact, frozen=True, kw_only=True):
    """A director holds it back until it is released."""

    inject: str
    by: str
    request: str | None = None


class InjectReleased(Fact, frozen=True, kw_only=True):
    """It comes at `due` (UTC) now."""

    inject: str
    due: datetime
    by: str
    request: str | None = None


class InjectSkipped(Fact, frozen=True, kw_only=True):
    """It does not come at all."""

    inject: str
    reason: str = ""
    by: str
    request: str | None = None


class InjectAnswered(Fact, frozen=True, kw_only=True):
    """Somebody answered a message or contact test, `took_s` after it was given."""

    inject: str
    person: str
    took_s: float
    text: str = ""
    request: str | None = None


class DrillPaused(Fact, frozen=True, kw_only=True):
    """No inject comes and nobody is asked anything until it goes on. `real_event`: a priority 1 of the district needs
    the wall."""

    why: PauseWhy
    by: str = ""
    request: str | None = None


class DrillResumed(Fact, frozen=True, kw_only=True):
    """It goes on: everything that was due after the pause began (`paused_at`, UTC) is due `shift_s` later: what is
    due of the drill's own, of its incidents, of who is asked and at work. What the weather does is not put off."""

    paused_at: datetime

    shift_s: float
    by: str
    request: str | None = None


class DrillEnded(Fact, frozen=True, kw_only=True):
    """ENDEX. Nothing follows in this ledger but notes and the evaluation's words."""

    why: EndWhy
    by: str = ""
    request: str | None = None


class ObserverNoted(Fact, frozen=True, kw_only=True):
    """A note, of an inject (`inject`) and whether what was expected of it was `seen`, or in general."""

    id: str
    text: str
    inject: str = ""
    expectation: int | None = None
    seen: bool | None = None
    by: str
    by_name: str = ""
    request: str | None = None


class ImprovementSet(Fact, frozen=True, kw_only=True):
    """Something to do better, with owner and date; `done` when it is."""

    id: str
    text: str
    owner: str = ""
    owner_name: str = ""
    due: datetime | None = None
    done: bool = False
    by: str
    request: str | None = None


class ConclusionWritten(Fact, frozen=True, kw_only=True):
    """评估结论: what those who led the drill say of it at last; the last one counts. Also when the drill is over."""

    text: str
    by: str
    by_name: str = ""
    request: str | None = None


class Assessed(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What became of one expectation. `at`: when it was done (UTC), `took_s` from the inject. `by`: who did it."""

    inject: str
    number: int
    index: int
    expectation: Expectation
    given_at: datetime | None = None
    at: datetime | None = None
    took_s: float | None = None
    by: str = ""
    outcome: Literal["met", "late", "missed", "open", "not_given"] = "open"


DrillFact = (
    DrillStarted
    | CarriedOver
    | ParticipantJoined
    | ParticipantTaken
    | ParticipantBack
    | ParticipantSilenced
    | ParticipantHeard
    | InjectPlanned
    | InjectGiven
    | InjectHeld
    | InjectReleased
    | InjectSkipped
    | InjectAnswered
    | NoticeOver
    | DrillPaused
    | DrillResumed
    | DrillEnded
    | ObserverNoted
    | ImprovementSet
    | ConclusionWritten
)
