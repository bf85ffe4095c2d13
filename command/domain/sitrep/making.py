"""The report itself: filled at its cut, corrected by another, sent once, and told upward while it is late."""

from datetime import timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.fold.sitreps import totals
from command.domain.kept.sitreps import Sitrep, SitrepChain
from command.domain.leading import duty_leader
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.sitrep.counting import figures_of, items_of, winds
from command.domain.sitrep.schedule import PIECE, ask_next, heads_of
from command.domain.summons.reports import filed, not_handed_in, unsent
from command.wire.requests import CorrectSitrep, CutSitrep, DropSitrep, SendSitrep


def sitrep_due(draft: Draft, known: Sitrep) -> None:
    """Streets are reminded, the figures are cut, and a report that was not sent in time is told until it is."""
    chain = draft.picture.sitrepchains[known.chain]
    if known.cut:
        _late(draft, known)
    elif known.cut_at <= draft.now:
        cut(draft, chain, known, known.kind)
    elif known.unheard:
        missing = known.unheard
        told = heads_of(draft, missing)
        draft.add(f.SitrepReminded(chain=chain.id, sitrep=known.id, missing=missing, cut_at=known.cut_at, told=told))
    else:
        draft.add(f.SitrepReminded(chain=chain.id, sitrep=known.id, missing=[], cut_at=known.cut_at))


def _late(draft: Draft, known: Sitrep) -> None:
    """Coordinators and the duty leader hear of it; the operators too from the second time on."""
    leader = duty_leader(draft)
    told = [*draft.situation.coordinators, *([leader] if leader is not None else [])]
    if known.times:
        told += draft.situation.operators
    draft.add(
        f.SitrepLate(
            chain=known.chain,
            sitrep=known.id,
            kind=known.kind,
            times=known.times + 1,
            since=known.send_by,
            told=sorted(set(told)),
            due=draft.now + draft.policy.report_again,
        )
    )
    unsent(draft, known)


def chain_due(draft: Draft, chain: SitrepChain) -> None:
    """The final report was sent long ago."""
    for known in [one for one in draft.picture.sitreps.values() if one.chain == chain.id]:
        draft.add(f.SitrepDropped(chain=chain.id, sitrep=known.id, reason="", by=""))
        filed(draft, known)
    draft.add(f.SitrepChainClosed(chain=chain.id))


def cut_sitrep(draft: Draft, asked: Asked, request: CutSitrep) -> Refusal | None:
    """Filled now, by hand: before its time, or once more because too much has happened since."""
    known = draft.picture.sitreps.get(request.sitrep)
    if known is None:
        return refuse("sitrep_unknown")
    cut(draft, draft.picture.sitrepchains[known.chain], known, known.kind, asked=asked)
    return None


def correct_sitrep(draft: Draft, asked: Asked, request: CorrectSitrep) -> Refusal | None:
    """What was sent stays as it is. Another report says which one was wrong and why, with figures of this moment."""
    found = next(
        (
            (chain, sent)
            for chain in draft.picture.sitrepchains.values()
            for sent in chain.sent
            if sent.id == request.sitrep
        ),
        None,
    )
    if found is None:
        return refuse("sitrep_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    if any(one.corrects == request.sitrep for one in draft.picture.sitreps.values()):
        return refuse("sitrep_correcting")
    chain, sent = found
    fresh = Sitrep(
        id=draft.new_id(),
        chain=chain.id,
        kind="correction",
        level=chain.level,
        streets=[],
        asked_at=draft.now,
        cut_at=draft.now,
        send_by=draft.now + draft.policy.report_correction,
        corrects=sent.id,
        corrects_issue=sent.issue,
        reason=request.reason.strip(),
    )
    cut(draft, chain, fresh, "correction", asked=asked)
    return None


def cut(draft: Draft, chain: SitrepChain, known: Sitrep, kind: f.SitrepKind, asked: Asked | None = None) -> None:
    """The figures as they are now, with the list behind them, in one transaction: they cannot disagree."""
    items = items_of(draft, chain, draft.situation.past.counted[chain.since])
    pieces = [items[start : start + PIECE] for start in range(0, len(items), PIECE)]
    missing = known.unheard
    facts = [
        f.SitrepItems(chain=chain.id, sitrep=known.id, kind=name, items=mine)
        for piece in pieces
        for name in dict.fromkeys(kind_ for kind_, _ in piece)
        if (mine := [item for kind_, item in piece if kind_ == name])
    ]
    draft.add(
        f.SitrepCut(
            request=asked.request if asked is not None else None,
            chain=chain.id,
            sitrep=known.id,
            kind=kind,
            level=known.level,
            figures=figures_of(items, chain.over_figures),
            handed={street: known.handed[street].isoformat() for street in sorted(known.handed)},
            missing=missing,
            winds=winds(draft),
            before=dict(chain.figures),
            before_issue=chain.figures_issue,
            most=dict(chain.most),
            items=len(facts),
            over=list(chain.over),
            corrects=known.corrects,
            corrects_issue=known.corrects_issue,
            reason=known.reason,
            by=asked.sender.id if asked is not None else "",
            by_name=asked.sender.name if asked is not None else "",
            due=known.send_by,
            told=sorted({*draft.situation.coordinators, *heads_of(draft, missing)}),
        ),
        *([asked.sender.id] if asked is not None else []),
    )
    for fact in facts:
        draft.add(fact)
    not_handed_in(draft, known, missing)


def send_sitrep(draft: Draft, asked: Asked, request: SendSitrep) -> Refusal | None:
    """It goes as it was cut: what has changed since is the next report's."""
    known = draft.picture.sitreps.get(request.sitrep)
    if known is None:
        return refuse("sitrep_unknown")
    if not known.cut:
        return refuse("sitrep_not_cut")
    if known.cut != request.cut:
        return refuse("sitrep_stale")
    chain = draft.picture.sitrepchains[known.chain]
    late = max(draft.now - known.send_by, timedelta()).total_seconds()
    draft.add(_sent(draft, asked, request, chain, known, late), asked.sender.id)
    filed(draft, known)
    if known.kind not in ("correction", "final"):
        ask_next(draft, chain, known.send_by)
    return None


def _sent(
    draft: Draft, asked: Asked, request: SendSitrep, chain: SitrepChain, known: Sitrep, late: float
) -> f.SitrepSent:
    ends = draft.now + draft.policy.report_kept if known.kind == "final" else chain.due
    return f.SitrepSent(
        request=asked.request,
        chain=chain.id,
        sitrep=known.id,
        kind=known.kind,
        issue=chain.issued + 1,
        level=known.level,
        threat=chain.threat,
        issuer=draft.policy.sitrep_issuer,
        receiver=draft.policy.sitrep_receiver,
        cut=known.cut,
        cut_at=known.cut_at,
        figures=known.figures,
        handed={street: at.isoformat() for street, at in sorted(known.handed.items()) if at <= known.cut_at},
        missing=known.missing,
        winds=known.winds,
        before=known.before,
        before_issue=known.before_issue,
        most=_highest(known.most, totals(known.figures)) if known.kind == "final" else {},
        corrects=known.corrects,
        corrects_issue=known.corrects_issue,
        reason=known.reason,
        words=request.words,
        late_s=late,
        by=asked.sender.id,
        by_name=asked.sender.name,
        ends=ends,
    )


def _highest(most: dict[str, int], last: dict[str, int]) -> dict[str, int]:
    return {name: max(most.get(name, 0), last.get(name, 0)) for name in sorted({*most, *last})}


def drop_sitrep(draft: Draft, asked: Asked, request: DropSitrep) -> Refusal | None:
    """Only a correction can be dropped: what the level asks for is sent, late or not."""
    known = draft.picture.sitreps.get(request.sitrep)
    if known is None:
        return refuse("sitrep_unknown")
    if known.kind != "correction":
        return refuse("sitrep_not_correction")
    if not request.reason.strip():
        return refuse("reason_needed")
    dropped = f.SitrepDropped(
        request=asked.request,
        chain=known.chain,
        sitrep=known.id,
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(dropped, asked.sender.id)
    filed(draft, known)
    return None
