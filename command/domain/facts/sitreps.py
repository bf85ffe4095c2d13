"""Facts about reports upward (情况报告): the chain of a response, what each report says, and who was late.

Figures are counts by street: figure → code of the street (or of the district, for what is of no street) → count. They
are the sums of the items that stand in the ledger right behind a cut, so that a figure and its list cannot disagree.
"""

from datetime import datetime
from typing import Annotated, Literal

from msgspec import Meta, Struct

from command.domain.facts.base import Fact
from command.domain.facts.response import ModeLevel, Threat

__all__ = [
    "Figures",
    "ItemKind",
    "Losses",
    "SitrepAsked",
    "SitrepChainClosed",
    "SitrepCut",
    "SitrepDropped",
    "SitrepFact",
    "SitrepHandedIn",
    "SitrepItem",
    "SitrepItems",
    "SitrepKind",
    "SitrepLate",
    "SitrepReminded",
    "SitrepRetimed",
    "SitrepSent",
    "SitrepWords",
    "WindOutlook",
]

SitrepKind = Literal["first", "followup", "final", "correction"]
"""首报, 续报, 终报, 更正."""
ItemKind = Literal["incident", "evacuee", "shelter", "person", "unit", "tasks", "warning", "grid", "street"]
Count = Annotated[int, Meta(ge=0, le=1_000_000)]
Figures = dict[str, dict[str, int]]
_Long = Annotated[str, Meta(max_length=3000, pattern=r"^[^\x00]*$")]


class Losses(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """灾情, as a street counts it since the response began: people and houses [P]. Nothing here follows from
    incidents: somebody on the spot must have counted."""

    dead: Count = 0
    missing: Count = 0
    injured: Count = 0
    trapped: Count = 0
    collapsed: Count = 0
    damaged: Count = 0


class SitrepWords(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a person adds: the situation in their words, what is done next, and what is asked of the superior."""

    situation: _Long = ""
    measures: _Long = ""
    needs: _Long = ""


class WindOutlook(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A storm at a cut: its closest approach to the district, and when winds of each force first reach a grid (UTC)."""

    storm: str
    code: str
    name: str = ""
    closest_at: datetime
    closest_km: float
    grid: str
    arrives: dict[str, datetime] = {}


class SitrepItem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing behind figures: how much it adds to each (`n`). `area`: its grid, street or district; `label`: what it
    is called on screens; who an evacuee is, is not here (ADR 22)."""

    id: str
    area: str
    label: str = ""
    n: dict[str, int]


class SitrepAsked(Fact, frozen=True, kw_only=True):
    """The next report of a chain is to be made: `streets` hand in their parts until `cut_at`, it is to be sent until
    `due` (UTC). `since`: the ledger number from which the chain counts; a chain nobody knows yet begins with this."""

    chain: str
    sitrep: str
    kind: SitrepKind
    threat: Threat
    response_plan: str
    level: ModeLevel
    since: int
    streets: list[str]
    cut_at: datetime
    due: datetime
    told: list[str] = []


class SitrepRetimed(Fact, frozen=True, kw_only=True):
    """The level became another one: the report that is being made is due at another time, or is the final one now."""

    chain: str
    sitrep: str
    kind: SitrepKind
    level: ModeLevel
    cut_at: datetime
    due: datetime
    told: list[str] = []


class SitrepHandedIn(Fact, frozen=True, kw_only=True):
    """A street (`area`) confirms its figures, with the losses it counted; `nothing`: 零报告. `behalf`: somebody of the
    centre did so for it, with a `note` how they know; `late`: after the cut, so it counts in the next report."""

    request: str | None = None
    chain: str
    sitrep: str
    area: str
    nothing: bool = False
    losses: Losses = Losses()
    note: str = ""
    behalf: bool = False
    late: bool = False
    by: str
    by_name: str = ""


class SitrepReminded(Fact, frozen=True, kw_only=True):
    """The cut is near, and these streets have not handed in."""

    chain: str
    sitrep: str
    missing: list[str]
    cut_at: datetime
    told: list[str] = []


class SitrepCut(Fact, frozen=True, kw_only=True):
    """截数: the figures as the ledger had them at this moment, and the streets that had not handed in (`missing`). Its
    `items` stand in so many facts right behind it; what had left the picture before, at the numbers `over`.

    `before`: totals of the report sent last, of the number `before_issue`; `most`: the highest of those sent.
    `corrects`: the report (id) that a correction is about, of the number `corrects_issue`, with the `reason`.
    """

    request: str | None = None
    chain: str
    sitrep: str
    kind: SitrepKind
    level: ModeLevel
    figures: Figures
    handed: dict[str, str] = {}
    missing: list[str] = []
    winds: list[WindOutlook] = []
    before: dict[str, int] = {}
    before_issue: int = 0
    most: dict[str, int] = {}
    items: int
    over: list[int] = []
    corrects: str | None = None
    corrects_issue: int = 0
    reason: str = ""
    by: str = ""
    by_name: str = ""
    due: datetime
    told: list[str] = []


class SitrepItems(Fact, frozen=True, kw_only=True):
    """What is behind the figures of a cut; or (then without `sitrep`) what leaves the picture and stays in the figures:
    `evacuation:` and its id when it is closed, `tasks:` and the version of the switch that ended them. It goes to no
    screen: whoever opens a figure asks for it."""

    chain: str
    sitrep: str = ""
    remembers: str = ""
    kind: ItemKind
    items: list[SitrepItem]


class SitrepLate(Fact, frozen=True, kw_only=True):
    """A report was to be sent and was not: `told` know. They are told again, and more people, at `due`."""

    chain: str
    sitrep: str
    kind: SitrepKind
    times: int
    since: datetime
    told: list[str]
    due: datetime


class SitrepSent(Fact, frozen=True, kw_only=True):
    """第 `issue` 期 went to the superior, and is never changed. `cut`: the ledger number of its cut, `cut_at` its time
    (UTC); `late_s`: sent so long after it was due."""

    request: str | None = None
    chain: str
    sitrep: str
    kind: SitrepKind
    issue: int
    level: ModeLevel
    threat: Threat
    issuer: str
    receiver: str
    cut: int
    cut_at: datetime
    figures: Figures
    handed: dict[str, str] = {}
    missing: list[str] = []
    winds: list[WindOutlook] = []
    before: dict[str, int] = {}
    before_issue: int = 0
    most: dict[str, int] = {}
    corrects: str | None = None
    corrects_issue: int = 0
    reason: str = ""
    words: SitrepWords = SitrepWords()
    late_s: float = 0
    by: str
    by_name: str = ""
    ends: datetime | None = None


class SitrepDropped(Fact, frozen=True, kw_only=True):
    """A correction is not sent after all."""

    request: str | None = None
    chain: str
    sitrep: str
    reason: str
    by: str
    by_name: str = ""


class SitrepChainClosed(Fact, frozen=True, kw_only=True):
    """The response is long over: what was reported of it can be read, not corrected any more."""

    chain: str


SitrepFact = (
    SitrepAsked
    | SitrepRetimed
    | SitrepHandedIn
    | SitrepReminded
    | SitrepCut
    | SitrepItems
    | SitrepLate
    | SitrepSent
    | SitrepDropped
    | SitrepChainClosed
)
