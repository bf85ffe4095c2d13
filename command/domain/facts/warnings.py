"""Facts about warnings from outside, and about the response levels that they propose.

Three ladders that are never merged: the weather bureau's *signals* have colours, the province's *notices* have
numbers, the headquarters' *responses* have levels. Each has a type of its own here.
"""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from command.domain.facts.base import Fact

__all__ = [
    "CancelForgotten",
    "CapStatus",
    "NoticeGrade",
    "ProposalClosed",
    "ProposalEscalated",
    "ProposalMade",
    "ProposalReason",
    "ProposalTaken",
    "ResponseLevel",
    "SignalColour",
    "WarningCancelled",
    "WarningExpired",
    "WarningFact",
    "WarningReceived",
    "WarningSource",
    "WarningState",
    "WarningWords",
]

CapStatus = Literal["Actual", "Exercise", "System", "Test", "Draft"]
SignalColour = Literal["blue", "yellow", "orange", "red"]
"""预警信号 of the weather bureau, the mildest first."""
NoticeGrade = Literal["grade4", "grade3", "grade2", "grade1"]
"""The province's numbered notices 四级…一级预警, the mildest first."""
ResponseLevel = Literal[1, 2, 3, 4]
"""应急响应 Ⅰ … Ⅳ: 1 is the highest."""
WarningSource = Literal["push", "poll", "hand"]
WarningState = Literal["active", "updated", "cancelled"]


class WarningWords(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a warning says in one language."""

    event: str
    headline: str = ""
    description: str = ""
    instruction: str = ""
    sender_name: str = ""


class WarningReceived(Fact, frozen=True, kw_only=True):
    """A warning (CAP Alert or Update) that concerns the district. `area`: the district or the part of it that all
    `areas` (division codes) lie in. `key`: who sent it under which identifier; `digest`: of the whole message.

    `references`: keys that an update replaces, of which `replaces` (ids) were known; `state`: not `active` when it came
    after the message that ended it. `hazard`: of our table of event codes, `other` if the code is not in it.
    `counts`: an exercise's, in that exercise: there it is as good as actual.
    """

    request: str | None = None
    warning: str
    area: str
    areas: list[str]
    key: str
    sender: str
    identifier: str
    sent: datetime
    status: CapStatus
    counts: bool = False
    update: bool = False
    code: str = ""
    hazard: str
    colour: SignalColour | None = None
    notice: NoticeGrade | None = None
    urgency: str = ""
    severity: str = ""
    certainty: str = ""
    zh: WarningWords | None = None
    en: WarningWords | None = None
    onset: datetime | None = None
    expires: datetime
    references: list[str] = []
    replaces: list[str] = []
    state: WarningState = "active"
    ended_by: str = ""
    digest: str
    source: WarningSource
    by: str = ""
    by_name: str = ""


class WarningCancelled(Fact, frozen=True, kw_only=True):
    """A CAP Cancel: `warnings` (ids) hold no longer; it is remembered until `until`, for those that come after it."""

    request: str | None = None
    cancel: str
    area: str
    key: str
    sender: str
    identifier: str
    sent: datetime
    status: CapStatus
    references: list[str]
    warnings: list[str] = []
    note: str = ""
    until: datetime
    digest: str
    source: WarningSource
    by: str = ""
    by_name: str = ""


class WarningExpired(Fact, frozen=True, kw_only=True):
    """A warning's time is over, in whatever state it was."""

    warning: str
    area: str
    state: WarningState = "active"


class CancelForgotten(Fact, frozen=True, kw_only=True):
    """Nothing that a cancellation speaks of can come any more."""

    cancel: str
    area: str


class ProposalReason(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Why a level is proposed: a warning in force with its colour or grade, what the table says, and whence."""

    warning: str
    hazard: str
    colour: SignalColour | None = None
    notice: NoticeGrade | None = None
    level: ResponseLevel
    source: str = ""


class ProposalMade(Fact, frozen=True, kw_only=True):
    """A response level is proposed, no more: people decide. `level` None: back to the normal policy.

    `instead`: the open proposal that it takes the place of; `told`: who can decide; `due`: unanswered then, it goes up.
    """

    proposal: str
    area: str
    hazard: str
    level: ResponseLevel | None
    reasons: list[ProposalReason] = []
    instead: str | None = None
    told: list[str] = []
    due: datetime


class ProposalEscalated(Fact, frozen=True, kw_only=True):
    """Nobody has answered a proposal, or what was taken up was not done: it is told again, to more."""

    proposal: str
    area: str
    times: int
    told: list[str]
    due: datetime


class ProposalTaken(Fact, frozen=True, kw_only=True):
    """Somebody takes it up: they prepare the switch, and must have switched by `due`."""

    request: str | None = None
    proposal: str
    area: str
    by: str
    by_name: str = ""
    due: datetime


class ProposalClosed(Fact, frozen=True, kw_only=True):
    """A proposal is over: dismissed by somebody with a reason, done (the level is in force), or lapsed with its
    warnings."""

    request: str | None = None
    proposal: str
    area: str
    why: Literal["dismissed", "done", "lapsed"]
    by: str = ""
    by_name: str = ""
    reason: str = ""


WarningFact = (
    WarningReceived
    | WarningCancelled
    | WarningExpired
    | CancelForgotten
    | ProposalMade
    | ProposalEscalated
    | ProposalTaken
    | ProposalClosed
)
