"""What a picture keeps of reports upward: the chain of a response, and the reports of it that are not sent."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.response import ModeLevel, Threat
from command.domain.facts.sitreps import Figures, Losses, SitrepKind, WindOutlook


class SentSitrep(Struct, kw_only=True):
    """A report that was sent: what a correction names, and where the ledger has it (`number`, its `cut`)."""

    id: str
    issue: int
    kind: SitrepKind
    cut: int
    cut_at: datetime
    sent_at: datetime
    number: int
    late: bool = False


class HandIn(Struct, kw_only=True):
    """What a street said last, and when (UTC). `sitrep`: for which report."""

    sitrep: str
    nothing: bool
    losses: Losses
    note: str
    behalf: bool
    late: bool
    by: str
    by_name: str
    at: datetime


class SitrepChain(Struct, kw_only=True):
    """The reports of one response, counted from the ledger number `since` on. `figures`, `most`: totals of the last,
    and the highest of all that were sent; `parts`: the last word of each street; `over`, `over_figures`: what has left
    the picture meanwhile, closed lists and ended tasks. `due`: from the final report on, when it leaves the picture.
    """

    id: str
    since: int
    began_at: datetime
    threat: Threat
    response_plan: str
    level: ModeLevel
    issued: int = 0
    sent: list[SentSitrep] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    figures_issue: int = 0
    most: dict[str, int] = field(default_factory=dict)
    parts: dict[str, HandIn] = field(default_factory=dict)
    over: list[int] = field(default_factory=list)
    over_figures: Figures = field(default_factory=dict)
    due: datetime | None = None


class Sitrep(Struct, kw_only=True):
    """A report that is being made. Until it is `cut` (ledger number; 0: not yet) streets hand in, then words are added
    and it is sent until `send_by`. `due`: when silence is acted on next: a reminder, the cut, that it is late.
    """

    id: str
    chain: str
    kind: SitrepKind
    level: ModeLevel
    streets: list[str]
    asked_at: datetime
    cut_at: datetime
    send_by: datetime
    handed: dict[str, datetime] = field(default_factory=dict)
    reminded: bool = False
    cut: int = 0
    figures: Figures = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    winds: list[WindOutlook] = field(default_factory=list)
    before: dict[str, int] = field(default_factory=dict)
    before_issue: int = 0
    most: dict[str, int] = field(default_factory=dict)
    corrects: str | None = None
    corrects_issue: int = 0
    reason: str = ""
    times: int = 0
    due: datetime | None = None

    @property
    def unheard(self) -> list[str]:
        """Streets that have not handed in, by code."""
        return [one for one in self.streets if one not in self.handed]
