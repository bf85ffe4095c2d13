"""Facts about moving people out of danger: lists, what became of each name, shelters and their head counts.

Who somebody is (name, telephone, address) stands in `EvacueesNamed` alone, which is sent to nobody: every other fact
knows people by their id. What is over is corrected by a later fact, never taken back.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain.facts.base import Fact, Written
from command.domain.place import Spot

__all__ = [
    "ArrivalsMissing",
    "EvacuationClosed",
    "EvacuationOpened",
    "EvacuationOverdue",
    "EvacueeAmended",
    "EvacueeArrived",
    "EvacueeCorrected",
    "EvacueeMoved",
    "EvacueeRefused",
    "EvacueeRemoved",
    "EvacueeReturned",
    "EvacueeTold",
    "EvacueesAssigned",
    "EvacueesListed",
    "EvacueesNamed",
    "MovingFact",
    "RelativeNamed",
    "ShelterClosed",
    "ShelterCounted",
    "ShelterSet",
]

EvacueeStatus = Literal["to_move", "told", "moved", "arrived", "refused", "returned"]
"""待转移, 已通知, 已转移, 已安置, 拒绝转移, 已返回. *Moved* to a relative is safe; to a shelter only once *arrived*."""
EvacueeSource = Literal["need", "household", "hand", "walk_in"]
"""How somebody came on a list: in special need, lives in a dangerous or low-lying building, added, or just came."""
Whither = Literal["shelter", "relative"]
Signed = Literal["photo", "signature", "unsigned"]
"""How a refusal is proven: a photo of the signed form, a signature on paper, or it was not signed."""


class Listed(Struct, frozen=True, omit_defaults=True):
    """One entry of a list: a person, or the `heads` of a household. `worker`: the grid worker named for them."""

    id: str
    source: EvacueeSource
    heads: int = 1
    need: str = ""
    worker: str = ""


class Particulars(Struct, frozen=True, omit_defaults=True):
    """Who an entry of a list is. `grid`: 15 digits; `building`: its id in the registry."""

    id: str
    grid: str
    name: Written
    phone: Written = ""
    address: Written = ""
    building: Written = ""


class EvacuationOpened(Fact, frozen=True, kw_only=True):
    """转移令: everybody on the lists of `area` is to be safe until `due` (UTC); `people` on them now, by heads."""

    request: str | None = None
    evacuation: str
    area: str
    title: str = ""
    reason: str = ""
    people: int = 0
    by: str
    by_name: str = ""
    due: datetime | None = None


class EvacueesListed(Fact, frozen=True, kw_only=True):
    """People came on the list of a grid (`area`). A line's code on paper follows from the fact's number and the
    entry's place in `people`."""

    request: str | None = None
    evacuation: str
    movelist: str
    area: str
    people: list[Listed]
    by: str


class EvacueesNamed(Fact, frozen=True, kw_only=True):
    """Who they are. It goes to the ledger and its table, and to no screen."""

    evacuation: str
    area: str
    people: list[Particulars]


class RelativeNamed(Fact, frozen=True, kw_only=True):
    """投亲靠友: with whom they stay. It goes where `EvacueesNamed` goes."""

    evacuation: str
    area: str
    evacuee: str
    name: str = ""
    phone: str
    address: str


class EvacueesAssigned(Fact, frozen=True, kw_only=True):
    """`worker` answers for these from now on."""

    request: str | None = None
    evacuation: str
    movelist: str
    area: str
    evacuees: list[str]
    worker: str
    worker_name: str = ""
    by: str


class EvacueeRemoved(Fact, frozen=True, kw_only=True):
    """Somebody should never have been on the list."""

    request: str | None = None
    evacuation: str
    movelist: str
    area: str
    evacuee: str
    reason: str
    by: str


class EvacueeAmended(Fact, frozen=True, kw_only=True):
    """Who an entry is was written down wrongly: what is right stands in the `EvacueesNamed` beside it. `was`: the heads
    before."""

    request: str | None = None
    evacuation: str
    movelist: str
    area: str
    evacuee: str
    heads: int
    was: int
    shelter: str | None = None
    by: str
    by_name: str = ""
    reason: str = ""


class _Step(Fact, frozen=True, kw_only=True):
    """Something became of an entry. `happened_at`: as the phone or the paper says (UTC); `paper`: entered later."""

    request: str | None = None
    evacuation: str
    movelist: str
    area: str
    evacuee: str
    heads: int = 1
    by: str
    by_name: str = ""
    happened_at: datetime
    paper: bool = False
    spot: Spot | None = None
    note: str = ""


class EvacueeTold(_Step, frozen=True, kw_only=True):
    """已通知."""


class EvacueeMoved(_Step, frozen=True, kw_only=True):
    """已转移: on the way to `shelter`, to be there until `arrive_by` (UTC), or to a relative. `left`: the shelter they
    were at or on the way to before; `over`: why although it is full."""

    whither: Whither
    shelter: str | None = None
    left: str | None = None
    arrive_by: datetime | None = None
    over: str = ""


class EvacueeRefused(_Step, frozen=True, kw_only=True):
    """拒绝转移, with the reason; `told` know of it."""

    reason: str
    signed: Signed
    photos: list[str] = []
    left: str | None = None
    told: list[str] = []


class EvacueeArrived(_Step, frozen=True, kw_only=True):
    """已安置: registered at the door of `shelter`. `left`: the shelter they were at, or expected at, if another."""

    shelter: str
    left: str | None = None
    over: str = ""


class EvacueeReturned(_Step, frozen=True, kw_only=True):
    """已返回."""

    left: str | None = None


class EvacueeCorrected(_Step, frozen=True, kw_only=True):
    """What was recorded (`was`) was wrong: this is so, and why that is known."""

    was: EvacueeStatus
    to: EvacueeStatus
    whither: Whither | None = None
    shelter: str | None = None
    left: str | None = None
    arrive_by: datetime | None = None
    reason: str


class ArrivalsMissing(Fact, frozen=True, kw_only=True):
    """Moved, but not arrived in time: `told` know. They are told again at `due` (UTC)."""

    evacuation: str
    movelist: str
    area: str
    evacuees: list[str]
    heads: int
    level: int
    told: list[str] = []
    due: datetime


class EvacuationOverdue(Fact, frozen=True, kw_only=True):
    """The time by which everybody was to be safe has passed. `left`: grid → heads not safe yet, none when all are."""

    evacuation: str
    area: str
    left: dict[str, int]
    level: int
    told: list[str] = []
    due: datetime | None = None


class EvacuationClosed(Fact, frozen=True, kw_only=True):
    """It is over: its `lists` leave the picture. `tally`: heads by status; `away`: entries not accounted for, with
    the `reason` why it was closed all the same. `shelters`: where somebody was still registered."""

    request: str | None = None
    evacuation: str
    area: str
    lists: list[str]
    shelters: list[str] = []
    tally: dict[str, int]
    away: int = 0
    reason: str = ""
    by: str
    by_name: str = ""


class ShelterSet(Fact, frozen=True, kw_only=True):
    """A shelter, or what changed about it. `area`: its grid; `keepers`: the accounts that register who comes; WGS84."""

    request: str | None = None
    shelter: str
    area: str
    name: str
    address: str = ""
    lat: float
    lon: float
    capacity: int
    contact_name: str = ""
    contact_phone: str = ""
    keepers: list[str] = []
    by: str


class ShelterCounted(Fact, frozen=True, kw_only=True):
    """A head count: `counted` were there, `listed` are registered; `told` know if it differs."""

    request: str | None = None
    shelter: str
    area: str
    counted: int
    listed: int
    note: str = ""
    by: str
    by_name: str = ""
    happened_at: datetime
    told: list[str] = []


class ShelterClosed(Fact, frozen=True, kw_only=True):
    """Nobody is sent there any more."""

    request: str | None = None
    shelter: str
    area: str
    reason: str = ""
    by: str


EvacueeStep = EvacueeTold | EvacueeMoved | EvacueeRefused | EvacueeArrived | EvacueeReturned | EvacueeCorrected
MovingFact = (
    EvacuationOpened
    | EvacueesListed
    | EvacueesNamed
    | RelativeNamed
    | EvacueesAssigned
    | EvacueeRemoved
    | EvacueeAmended
    | EvacueeTold
    | EvacueeMoved
    | EvacueeRefused
    | EvacueeArrived
    | EvacueeReturned
    | EvacueeCorrected
    | ArrivalsMissing
    | EvacuationOverdue
    | EvacuationClosed
    | ShelterSet
    | ShelterCounted
    | ShelterClosed
)
