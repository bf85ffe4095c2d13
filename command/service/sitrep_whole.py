"""A report upward in one shape, whether it is being made or was sent: for screens, for other systems, and for paper."""

from datetime import datetime

from msgspec import Struct

from command.domain import facts as f
from command.domain.facts.response import ModeLevel, Threat
from command.domain.facts.sitreps import SitrepKind
from command.domain.kept.sitreps import Sitrep, SitrepChain


class Head(Struct, frozen=True, kw_only=True):
    """A report in a list. `state`: asked for, its figures filled (`cut`: the ledger number, 0 while they are not), or
    sent. `issue`: 第几期, of one that is not sent the number it would have now. Times UTC."""

    id: str
    chain: str
    kind: SitrepKind
    state: str
    issue: int
    level: ModeLevel
    threat: Threat
    cut: int
    cut_at: datetime
    send_by: datetime | None
    sent_at: datetime | None
    late: int
    late_s: float
    streets: list[str]
    handed: dict[str, datetime]
    missing: list[str]
    corrects: str | None
    corrects_issue: int
    reason: str
    by_name: str


class Whole(Struct, frozen=True, kw_only=True):
    """All of a report. `figures`: figure → street → count; `before`: totals of the report before, `most`: the highest
    of all (of a final one)."""

    head: Head
    issuer: str
    receiver: str
    figures: f.Figures
    before: dict[str, int]
    before_issue: int
    most: dict[str, int]
    winds: list[f.WindOutlook]
    words: f.SitrepWords
    began_at: datetime | None


def head_of_made(made: Sitrep, chain: SitrepChain | None) -> Head:
    """Of one that is being made."""
    return Head(
        id=made.id,
        chain=made.chain,
        kind=made.kind,
        state="cut" if made.cut else "asked",
        issue=chain.issued + 1 if chain is not None else 0,
        level=made.level,
        threat=chain.threat if chain is not None else "other",
        cut=made.cut,
        cut_at=made.cut_at,
        send_by=made.send_by,
        sent_at=None,
        late=made.times,
        late_s=0,
        streets=made.streets,
        handed=made.handed,
        missing=made.missing if made.cut else made.unheard,
        corrects=made.corrects,
        corrects_issue=made.corrects_issue,
        reason=made.reason,
        by_name="",
    )


def head_of_sent(fact: f.SitrepSent, sent_at: datetime) -> Head:
    """Of one that was sent."""
    return Head(
        id=fact.sitrep,
        chain=fact.chain,
        kind=fact.kind,
        state="sent",
        issue=fact.issue,
        level=fact.level,
        threat=fact.threat,
        cut=fact.cut,
        cut_at=fact.cut_at,
        send_by=None,
        sent_at=sent_at,
        late=int(fact.late_s > 0),
        late_s=fact.late_s,
        streets=sorted({*fact.handed, *fact.missing}),
        handed={street: datetime.fromisoformat(at) for street, at in fact.handed.items()},
        missing=fact.missing,
        corrects=fact.corrects,
        corrects_issue=fact.corrects_issue,
        reason=fact.reason,
        by_name=fact.by_name,
    )


def whole_of_sent(fact: f.SitrepSent, sent_at: datetime, chain: SitrepChain | None) -> Whole:
    """As it was sent: every word and figure is the fact's own."""
    return Whole(
        head=head_of_sent(fact, sent_at),
        issuer=fact.issuer,
        receiver=fact.receiver,
        figures=fact.figures,
        before=fact.before,
        before_issue=fact.before_issue,
        most=fact.most,
        winds=fact.winds,
        words=fact.words,
        began_at=chain.began_at if chain is not None else None,
    )


def whole_of_made(made: Sitrep, chain: SitrepChain | None, issuer: str, receiver: str) -> Whole:
    """As it was cut; without figures before that."""
    return Whole(
        head=head_of_made(made, chain),
        issuer=issuer,
        receiver=receiver,
        figures=made.figures if made.cut else {},
        before=made.before,
        before_issue=made.before_issue,
        most=made.most if made.kind == "final" else {},
        winds=made.winds,
        words=f.SitrepWords(),
        began_at=chain.began_at if chain is not None else None,
    )
