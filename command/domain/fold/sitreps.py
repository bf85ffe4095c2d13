"""Folding reports upward."""

from datetime import datetime, timedelta
from typing import Any

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.sitreps import HandIn, SentSitrep, Sitrep, SitrepChain
from command.domain.picture import Picture

REMIND = 0.5
"""Of the time streets have, so much is left when they are reminded [D]."""
_SENT_KEPT = 200
"""So many reports of a chain can be corrected: four days of one every half hour."""


def remind_at(asked: datetime, cut: datetime) -> datetime:
    """When streets that have not handed in are reminded: half way, but not more than half an hour before the cut."""
    return max(asked + (cut - asked) * REMIND, cut - timedelta(minutes=30))


def _asked(p: Picture, number: int, at: datetime, fact: f.SitrepAsked) -> None:
    chain = p.sitrepchains.get(fact.chain)
    if chain is None:
        p.sitrepchains[fact.chain] = SitrepChain(
            id=fact.chain,
            since=fact.since,
            began_at=at,
            threat=fact.threat,
            response_plan=fact.response_plan,
            level=fact.level,
        )
    else:
        chain.level, chain.due = fact.level, None
    p.sitreps[fact.sitrep] = Sitrep(
        id=fact.sitrep,
        chain=fact.chain,
        kind=fact.kind,
        level=fact.level,
        streets=list(fact.streets),
        asked_at=at,
        cut_at=fact.cut_at,
        send_by=fact.due,
        due=remind_at(at, fact.cut_at),
    )


def _retimed(p: Picture, number: int, at: datetime, fact: f.SitrepRetimed) -> None:
    chain, known = p.sitrepchains.get(fact.chain), p.sitreps.get(fact.sitrep)
    if chain is not None:
        chain.level = fact.level
    if known is not None:
        if fact.kind != known.kind:
            known.handed = {}  # every street says anew what the final figures are
        known.kind, known.level, known.cut_at, known.send_by = fact.kind, fact.level, fact.cut_at, fact.due
        known.cut, known.times, known.reminded = 0, 0, False
        known.due = remind_at(at, fact.cut_at)


def _handed_in(p: Picture, number: int, at: datetime, fact: f.SitrepHandedIn) -> None:
    chain, known = p.sitrepchains.get(fact.chain), p.sitreps.get(fact.sitrep)
    if known is not None and not fact.late:
        known.handed[fact.area] = at
    if chain is not None:
        chain.parts[fact.area] = HandIn(
            sitrep=fact.sitrep,
            nothing=fact.nothing,
            losses=fact.losses,
            note=fact.note,
            behalf=fact.behalf,
            late=fact.late,
            by=fact.by,
            by_name=fact.by_name,
            at=at,
        )


def _reminded(p: Picture, number: int, at: datetime, fact: f.SitrepReminded) -> None:
    known = p.sitreps.get(fact.sitrep)
    if known is not None:
        known.reminded, known.due = True, fact.cut_at


def _cut(p: Picture, number: int, at: datetime, fact: f.SitrepCut) -> None:
    known = p.sitreps.get(fact.sitrep)
    if known is None:  # a correction is asked for and cut at once
        known = p.sitreps[fact.sitrep] = Sitrep(
            id=fact.sitrep,
            chain=fact.chain,
            kind=fact.kind,
            level=fact.level,
            streets=[],
            asked_at=at,
            cut_at=at,
            send_by=fact.due,
        )
    late = known.send_by <= at
    known.kind, known.level, known.cut, known.cut_at = fact.kind, fact.level, number, at
    known.figures, known.missing, known.winds = fact.figures, list(fact.missing), list(fact.winds)
    known.before, known.before_issue, known.most = fact.before, fact.before_issue, fact.most
    known.corrects, known.corrects_issue, known.reason = fact.corrects, fact.corrects_issue, fact.reason
    known.due = known.due if late and known.times else known.send_by


def _items(p: Picture, number: int, at: datetime, fact: f.SitrepItems) -> None:
    """Only what leaves the picture is counted here: closed lists, and tasks that have ended."""
    chain = p.sitrepchains.get(fact.chain)
    if chain is None or not fact.remembers:
        return
    chain.over.append(number)
    for item in fact.items:
        for name, n in item.n.items():
            by = chain.over_figures.setdefault(name, {})
            by[item.area[:9]] = by.get(item.area[:9], 0) + n


def _late(p: Picture, number: int, at: datetime, fact: f.SitrepLate) -> None:
    known = p.sitreps.get(fact.sitrep)
    if known is not None:
        known.times, known.due = fact.times, fact.due


def _sent(p: Picture, number: int, at: datetime, fact: f.SitrepSent) -> None:
    p.sitreps.pop(fact.sitrep, None)
    chain = p.sitrepchains.get(fact.chain)
    if chain is None:
        return
    chain.issued = fact.issue
    sent = SentSitrep(
        id=fact.sitrep,
        issue=fact.issue,
        kind=fact.kind,
        cut=fact.cut,
        cut_at=fact.cut_at,
        sent_at=at,
        number=number,
        late=fact.late_s > 0,
    )
    chain.sent = [*chain.sent, sent][-_SENT_KEPT:]
    chain.figures, chain.figures_issue = totals(fact.figures), fact.issue
    for name, n in chain.figures.items():
        chain.most[name] = max(chain.most.get(name, 0), n)
    chain.due = fact.ends


def totals(figures: f.Figures) -> dict[str, int]:
    """Figures of the whole district."""
    return {name: sum(by.values()) for name, by in figures.items()}


def _dropped(p: Picture, number: int, at: datetime, fact: f.SitrepDropped) -> None:
    p.sitreps.pop(fact.sitrep, None)


def _closed(p: Picture, number: int, at: datetime, fact: f.SitrepChainClosed) -> None:
    p.sitrepchains.pop(fact.chain, None)


def _both(fact: Any) -> list[tuple[str, str]]:
    return [("sitrepchains", fact.chain), ("sitreps", fact.sitrep)]


def _items_of(fact: f.SitrepItems) -> list[tuple[str, str]]:
    return [("sitrepchains", fact.chain)] if fact.remembers else []


_ONE: Steps = {f.SitrepReminded: _reminded, f.SitrepCut: _cut, f.SitrepLate: _late, f.SitrepDropped: _dropped}
_BOTH: Steps = {
    f.SitrepAsked: _asked,
    f.SitrepRetimed: _retimed,
    f.SitrepHandedIn: _handed_in,
    f.SitrepSent: _sent,
}
STEPS: Steps = {**_ONE, **_BOTH, f.SitrepItems: _items, f.SitrepChainClosed: _closed}
TOUCHES: Touches = {
    **{step: lambda fact: [("sitreps", fact.sitrep)] for step in _ONE},
    **dict.fromkeys(_BOTH, _both),
    f.SitrepItems: _items_of,
    f.SitrepChainClosed: lambda fact: [("sitrepchains", fact.chain)],
}
