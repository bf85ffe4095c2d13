"""Facts about the operators' attention: what stands in their queue, who has it, and floods of reports."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Fact

__all__ = [
    "AttentionClosed",
    "AttentionFact",
    "AttentionLooked",
    "AttentionOpened",
    "AttentionPaced",
    "AttentionReturned",
    "AttentionShelved",
    "AttentionTaken",
    "AttentionWidened",
    "ConcernKind",
    "FloodBegan",
    "FloodEnded",
]

ConcernKind = Literal[
    "press",
    "unattended",
    "peak",
    "helpers",
    "call",
    "escalated",
    "confirm",
    "filing",
    "ruling",
    "verify",
    "handover",
    "silence",
    "task",
]
"""What an operator is needed for: a red press unanswered; nobody can be sent; a life in danger while nobody is sent
outdoors; nobody to send beside the lead; somebody is to be telephoned; told up to the operators' level; waits for their
key; for the filing; for a ruling; for the centre to verify; another service waits for our answer; a grid is out of
contact; an entry was set aside."""


class AttentionOpened(Fact, frozen=True, kw_only=True):
    """Something new in the operators' queue: everything of this kind in this area (code of a grid, community, street or
    district), about life or not. What it holds follows from the picture. `concerns`: how many just now; `oldest` (UTC)
    since when; `operators`: so many were on watch. `due`: when it is looked at again."""

    item: str
    kind: ConcernKind
    life: bool
    area: str
    concerns: int
    oldest: datetime
    operators: int
    due: datetime


class AttentionWidened(Fact, frozen=True, kw_only=True):
    """An item about life now covers a larger area: there were too many new ones for one more."""

    item: str
    kind: ConcernKind
    area: str
    was: str


class AttentionTaken(Fact, frozen=True, kw_only=True):
    """Somebody has it, so that two do not do the same. `instead_of` (id): who had it until then."""

    request: str
    item: str
    kind: ConcernKind
    area: str
    by: str
    by_name: str = ""
    instead_of: str = ""


class AttentionShelved(Fact, frozen=True, kw_only=True):
    """搁置: not now, for a reason, and back by itself at `until` (UTC). Never something about life."""

    request: str
    item: str
    kind: ConcernKind
    area: str
    until: datetime
    reason: str
    concerns: int
    by: str
    by_name: str = ""


class AttentionReturned(Fact, frozen=True, kw_only=True):
    """It is everybody's again: its time on the shelf is over, or whoever had it gave it back, or moved nothing."""

    request: str | None = None
    item: str
    kind: ConcernKind
    area: str
    why: Literal["time", "given_back", "idle"]
    by: str = ""
    by_name: str = ""
    due: datetime


class AttentionLooked(Fact, frozen=True, kw_only=True):
    """The clock looked at it: `quiet` when nothing was in it. Quiet twice in a row, it is closed."""

    item: str
    area: str
    quiet: bool
    due: datetime


class AttentionClosed(Fact, frozen=True, kw_only=True):
    """Nothing is in it any more: closed by an operator, or by the clock after it was quiet for a while."""

    request: str | None = None
    item: str
    kind: ConcernKind
    area: str
    by: str = ""
    by_name: str = ""


class AttentionPaced(Fact, frozen=True, kw_only=True):
    """So many concerns, none about life, are held back; at `due` the queue is looked at again (None: nothing waits)."""

    held: int
    due: datetime | None = None


class FloodBegan(Fact, frozen=True, kw_only=True):
    """So many reports a minute came that what waits for an operator's key is filed and dispatched without it, if
    `automatic`. `released`: incidents that waited for it and went on at once."""

    rate: int
    automatic: bool
    released: list[str] = []


class FloodEnded(Fact, frozen=True, kw_only=True):
    """Reports come slowly again, and what waits for an operator's key waits again."""

    rate: int


AttentionFact = (
    AttentionOpened
    | AttentionWidened
    | AttentionTaken
    | AttentionShelved
    | AttentionReturned
    | AttentionLooked
    | AttentionClosed
    | AttentionPaced
    | FloodBegan
    | FloodEnded
)
