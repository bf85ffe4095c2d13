"""Facts about what the district tells the public: drafted by one, released by two others, as CAP 1.2."""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.base import Fact

__all__ = [
    "BulletinDrafted",
    "BulletinDropped",
    "BulletinFact",
    "BulletinKind",
    "BulletinOver",
    "BulletinReleased",
    "BulletinSigned",
    "BulletinWaits",
    "PublicStatus",
    "PublicWords",
]

_WRITABLE = r"^[^\x00]*$"
BulletinKind = Literal["alert", "update", "cancel"]
PublicStatus = Literal["Actual", "Exercise"]
Urgency = Literal["Immediate", "Expected", "Future", "Past", "Unknown"]
Severity = Literal["Extreme", "Severe", "Moderate", "Minor", "Unknown"]
Certainty = Literal["Observed", "Likely", "Possible", "Unlikely", "Unknown"]


class PublicWords(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the public is told in one language."""

    event: Annotated[str, Meta(max_length=100, pattern=_WRITABLE)]
    headline: Annotated[str, Meta(max_length=200, pattern=_WRITABLE)]
    description: Annotated[str, Meta(max_length=3000, pattern=_WRITABLE)] = ""
    instruction: Annotated[str, Meta(max_length=3000, pattern=_WRITABLE)] = ""


class BulletinDrafted(Fact, frozen=True, kw_only=True):
    """Somebody wrote what the public is to be told. `refers`: the bulletin that an update or a cancellation is about;
    `due`: unreleased then, it is told again; `expires`: until when it holds."""

    request: str | None = None
    bulletin: str
    area: str
    areas: list[str]
    kind: BulletinKind
    status: PublicStatus
    hazard: str
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    zh: PublicWords
    en: PublicWords | None = None
    refers: str | None = None
    expires: datetime
    by: str
    by_name: str = ""
    told: list[str] = []
    due: datetime


class BulletinSigned(Fact, frozen=True, kw_only=True):
    """One of the two who must release it agrees."""

    request: str | None = None
    bulletin: str
    area: str
    by: str
    by_name: str = ""


class BulletinReleased(Fact, frozen=True, kw_only=True):
    """The second agrees: it is public from now on. `references`: CAP triples of what it updates or cancels; `ends`: the
    bulletin (id) that holds no longer."""

    request: str | None = None
    bulletin: str
    area: str
    identifier: str
    sender: str
    sender_name: str = ""
    sent: datetime
    references: list[str] = []
    ends: str | None = None
    by: str
    by_name: str = ""


class BulletinDropped(Fact, frozen=True, kw_only=True):
    """A draft is not released: somebody dropped it with a reason, or its time was over."""

    request: str | None = None
    bulletin: str
    area: str
    why: Literal["dropped", "lapsed"]
    by: str = ""
    by_name: str = ""
    reason: str = ""


class BulletinWaits(Fact, frozen=True, kw_only=True):
    """A draft that nobody has released: told again."""

    bulletin: str
    area: str
    times: int
    told: list[str]
    due: datetime


class BulletinOver(Fact, frozen=True, kw_only=True):
    """A released bulletin's time is over: it leaves the public feed."""

    bulletin: str
    area: str


BulletinFact = BulletinDrafted | BulletinSigned | BulletinReleased | BulletinDropped | BulletinWaits | BulletinOver
