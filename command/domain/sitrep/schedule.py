"""When reports upward are due, and what a change of level does to that. Times UTC; the figures are ours [D].

A report is cut some time before it is due, so that somebody can read it and add words. The next is due one cadence
after the last was, whenever that one went: a report that is late moves none of those after it, but those whose cut has
passed meanwhile are not made up for.
"""

from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.mode import MODE
from command.domain.kept.sitreps import Sitrep, SitrepChain
from command.domain.sitrep.counting import Counted, tasks_of
from command.domain.summons.reports import filed

PIECE = 500
"""Items in one fact."""
_LEAD = (timedelta(minutes=10), timedelta(minutes=30))


def lead(span: timedelta) -> timedelta:
    """So long before it is due a report is cut: a quarter of its time, between ten minutes and half an hour."""
    return min(max(span / 4, _LEAD[0]), _LEAD[1])


def chain_of(draft: Draft) -> SitrepChain | None:
    """The chain of the response in force, or of one that ended and whose final report is not sent yet."""
    return next((one for one in draft.picture.sitrepchains.values() if one.due is None), None)


def open_of(draft: Draft, chain: SitrepChain) -> Sitrep | None:
    """The report of a chain that is due next, corrections aside."""
    mine = (one for one in draft.picture.sitreps.values() if one.chain == chain.id and one.kind != "correction")
    return next(mine, None)


def streets_of(draft: Draft) -> list[str]:
    """Every street with grids, by code."""
    return sorted({grid[:9] for grid in draft.situation.homes})


def heads_of(draft: Draft, streets: list[str]) -> list[str]:
    """Who hands in for these streets: the supervisors appointed to a street as such, on duty or not (ADR 26)."""
    return [one for street in streets for one in draft.situation.supervisors_of.get(street, {})]


def follow_level(draft: Draft, was: int) -> None:
    """Right after a switch from level `was`: reports begin, come more often, or end with the final one."""
    mode = draft.picture.modes[MODE]
    chain = chain_of(draft)
    if mode.level == 0:
        if chain is not None:
            _end(draft, chain)
        return
    every = draft.policy.report_every
    if every is None:
        return
    if chain is None:
        first = min(draft.policy.report_first, every)
        _ask(draft, draft.new_id(), "first", draft.picture.number, draft.now + first, first)
        return
    known = open_of(draft, chain)
    if known is None:
        _ask(draft, chain.id, "followup", chain.since, draft.now + every, every)
    elif known.kind == "final":
        _retime(draft, chain, known, "followup" if chain.issued else "first", draft.now + every, every)
    elif not known.cut and (was == 0 or mode.level < was):
        base = chain.sent[-1].cut_at if chain.sent else chain.began_at
        sooner = max(base + every, draft.now + draft.policy.report_grace)
        if sooner < known.send_by:
            _retime(draft, chain, known, known.kind, sooner, min(every, sooner - draft.now))


def ask_next(draft: Draft, chain: SitrepChain, last_due: datetime) -> None:
    """The report after one that was due at `last_due`, if the level in force wants any."""
    mode, every = draft.picture.modes.get(MODE), draft.policy.report_every
    if mode is None or mode.level == 0 or every is None:
        return
    due = last_due + every
    while due - lead(every) <= draft.now:
        due += every
    _ask(draft, chain.id, "followup", chain.since, due, every)


def _end(draft: Draft, chain: SitrepChain) -> None:
    """The response is over: what is being made, cut or not, becomes the final report. Tasks are counted while known."""
    items = [one for mine in draft.picture.gridtasks.values() for one in tasks_of(mine)]
    remember(draft, chain, f"tasks:{draft.picture.modes[MODE].version}", items)
    due, known = draft.now + draft.policy.report_final, open_of(draft, chain)
    if known is None:
        _ask(draft, chain.id, "final", chain.since, due, draft.policy.report_final)
    else:
        _retime(draft, chain, known, "final", due, draft.policy.report_final)


def remember(draft: Draft, chain: SitrepChain, what: str, items: list[Counted]) -> None:
    """What is about to leave the picture, and stays in the figures of the chain."""
    for start in range(0, len(items), PIECE):
        part = items[start : start + PIECE]
        draft.add(f.SitrepItems(chain=chain.id, remembers=what, kind=part[0][0], items=[item for _, item in part]))


def _ask(draft: Draft, chain: str, kind: f.SitrepKind, since: int, due: datetime, span: timedelta) -> None:
    mode = draft.picture.modes[MODE]
    streets = streets_of(draft)
    draft.add(
        f.SitrepAsked(
            chain=chain,
            sitrep=draft.new_id(),
            kind=kind,
            threat=mode.threat,
            response_plan=mode.response_plan,
            level=mode.level,
            since=since,
            streets=streets,
            cut_at=due - lead(span),
            due=due,
            told=[*heads_of(draft, streets), *draft.situation.coordinators],
        )
    )


def _retime(
    draft: Draft, chain: SitrepChain, known: Sitrep, kind: f.SitrepKind, due: datetime, span: timedelta
) -> None:
    draft.add(
        f.SitrepRetimed(
            chain=chain.id,
            sitrep=known.id,
            kind=kind,
            level=draft.picture.modes[MODE].level,
            cut_at=due - lead(span),
            due=due,
            told=[*heads_of(draft, streets_of(draft)), *draft.situation.coordinators],
        )
    )
    filed(draft, known)
