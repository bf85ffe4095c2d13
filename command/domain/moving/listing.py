"""转移令 and its lists: opened, added to, put right, and closed when everybody is accounted for."""

from collections import Counter
from collections.abc import Iterable

from command.domain import facts as f
from command.domain.dispatch import upward
from command.domain.draft import Draft
from command.domain.facts.moving import Listed, Particulars
from command.domain.fold.moving import LINES
from command.domain.kept.moving import Evacuation, MoveList
from command.domain.moving.lines import hand_id, list_id
from command.domain.moving.who import concerned, find, may_mark
from command.domain.permission import answers_for, covers
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.sitrep.counting import entries_of
from command.domain.sitrep.schedule import chain_of, remember
from command.domain.summons.arrivals import settled
from command.wire.requests.moving import (
    AddEvacuees,
    AmendEvacuee,
    AssignEvacuees,
    CloseEvacuation,
    ListEntry,
    OpenEvacuation,
    RemoveEvacuee,
)


def open_evacuation(draft: Draft, asked: Asked, request: OpenEvacuation) -> Refusal | None:
    """Everybody named is to be moved; the lists may grow later."""
    if not covers(asked.sender, request.area):
        return refuse("not_allowed")
    if request.until is not None and request.until <= draft.now:
        return refuse("evacuation_late")
    refusal = _unfit(draft, asked, request.area, request.people)
    if refusal is not None:
        return refusal
    opened = f.EvacuationOpened(
        request=asked.request,
        evacuation=draft.new_id(),
        area=request.area,
        title=request.title.strip(),
        reason=request.reason.strip(),
        people=sum(one.heads for one in request.people),
        by=asked.sender.id,
        by_name=asked.sender.name,
        due=request.until,
    )
    draft.add(opened, asked.sender.id)
    enlist(draft, opened.evacuation, asked.sender.id, request.people)
    return None


def add_evacuees(draft: Draft, asked: Asked, request: AddEvacuees) -> Refusal | None:
    """More people; a grid worker adds those of their own grid."""
    known = draft.picture.evacuations.get(request.evacuation)
    if known is None:
        return refuse("evacuation_unknown")
    refusal = _unfit(draft, asked, known.area, request.people)
    if refusal is not None:
        return refusal
    enlist(draft, known.id, asked.sender.id, request.people, request=asked.request)
    return None


def enlist(draft: Draft, evacuation: str, by: str, people: Iterable[ListEntry], *, request: str | None = None) -> None:
    """One fact for each grid, with who they are in another beside it; the first one answers `request`."""
    grids: dict[str, list[ListEntry]] = {}
    for one in people:
        grids.setdefault(one.grid, []).append(one)
    for grid, entries in sorted(grids.items()):
        for start in range(0, len(entries), LINES):
            part = entries[start : start + LINES]
            listed = f.EvacueesListed(
                request=request,
                evacuation=evacuation,
                movelist=list_id(evacuation, grid),
                area=grid,
                people=[Listed(entry_id(one), one.source, one.heads, one.need, one.worker) for one in part],
                by=by,
            )
            draft.add(listed, by, *sorted(draft.situation.workers_of_grid.get(grid, ())))
            draft.add(f.EvacueesNamed(evacuation=evacuation, area=grid, people=[_named(one) for one in part]))
            request = None


def entry_id(one: ListEntry) -> str:
    """Theirs in the registry, or made of what is known of them."""
    return one.id or hand_id(one.name, one.phone, one.address)


def _named(one: ListEntry) -> Particulars:
    return Particulars(entry_id(one), one.grid, one.name.strip(), one.phone, one.address.strip(), one.building)


def _unfit(draft: Draft, asked: Asked, area: str, people: list[ListEntry]) -> Refusal | None:
    if not all(one.grid.startswith(area) and may_list(asked, one.grid) for one in people):
        return refuse("not_allowed")
    if any(one.grid not in draft.situation.homes for one in people):
        return refuse("outside_district", district=draft.situation.district)
    on_lists = {id_ for one in draft.picture.movelists.values() for id_ in one.people}
    times = Counter(map(entry_id, people))
    twice = [one for one in people if entry_id(one) in on_lists or times[entry_id(one)] > 1]
    return refuse("evacuee_twice", name=twice[0].name, count=len(twice)) if twice else None


def may_list(asked: Asked, grid: str) -> bool:
    """Whether the sender may put somebody of this grid on a list."""
    own = "worker" in asked.sender.roles and answers_for(asked.sender, grid)
    return own or covers(asked.sender, grid)


def assign_evacuees(draft: Draft, asked: Asked, request: AssignEvacuees) -> Refusal | None:
    """Somebody else answers for these, all of one grid's list. Whoever is above the grid may name anybody; its grid
    workers share the list among themselves."""
    lists = {found[0].id: found[0] for one in request.evacuees if (found := find(draft, one)) is not None}
    known = next(iter(lists.values()), None)
    if known is None or len(lists) != 1 or any(one not in known.people for one in request.evacuees):
        return refuse("evacuee_unknown")
    among_themselves = request.worker in draft.situation.workers_of_grid.get(known.area, ()) and all(
        may_mark(asked.sender, known, known.people[one]) for one in request.evacuees
    )
    if not covers(asked.sender, known.area) and not among_themselves:
        return refuse("not_allowed")
    worker = draft.picture.people.get(request.worker)
    if worker is None or not worker.active:
        return refuse("keeper_unknown", person=request.worker)
    assigned = f.EvacueesAssigned(
        request=asked.request,
        evacuation=known.evacuation,
        movelist=known.id,
        area=known.area,
        evacuees=list(dict.fromkeys(request.evacuees)),
        worker=worker.id,
        worker_name=worker.name,
        by=asked.sender.id,
    )
    draft.add(assigned, asked.sender.id, *sorted(draft.situation.workers_of_grid.get(known.area, ())))
    return None


def amend_evacuee(draft: Draft, asked: Asked, request: AmendEvacuee) -> Refusal | None:
    """Name, telephone, address and heads as they are at the door. The id stays: it is still the same line."""
    found = find(draft, request.evacuee)
    if found is None or not may_mark(asked.sender, *found):
        return refuse("evacuee_unknown")
    known, entry = found
    amended = f.EvacueeAmended(
        request=asked.request,
        evacuation=known.evacuation,
        movelist=known.id,
        area=known.area,
        evacuee=request.evacuee,
        heads=request.heads or entry.heads,
        was=entry.heads,
        shelter=entry.shelter,
        by=asked.sender.id,
        by_name=asked.sender.name,
        reason=request.reason.strip(),
    )
    who = Particulars(request.evacuee, known.area, request.name.strip(), request.phone.strip(), request.address.strip())
    draft.add(amended, asked.sender.id, *concerned(draft, known, entry))
    draft.add(f.EvacueesNamed(evacuation=known.evacuation, area=known.area, people=[who]))
    return None


def remove_evacuee(draft: Draft, asked: Asked, request: RemoveEvacuee) -> Refusal | None:
    """Nobody who was moved is taken off a list: they must be brought back first."""
    found = find(draft, request.evacuee)
    if found is None or not may_mark(asked.sender, *found):
        return refuse("evacuee_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    known, entry = found
    if entry.status in ("moved", "arrived"):
        return refuse("evacuee_under_way")
    removed = f.EvacueeRemoved(
        request=asked.request,
        evacuation=known.evacuation,
        movelist=known.id,
        area=known.area,
        evacuee=request.evacuee,
        reason=request.reason.strip(),
        by=asked.sender.id,
    )
    draft.add(removed, asked.sender.id, *concerned(draft, known, entry))
    settled(draft, known.id)
    return None


def close_evacuation(draft: Draft, asked: Asked, request: CloseEvacuation) -> Refusal | None:
    """Everybody is home again, or refused and signed; else only with a reason, which stays with the numbers."""
    known = draft.picture.evacuations.get(request.evacuation)
    if known is None or not covers(asked.sender, known.area):
        return refuse("evacuation_unknown")
    lists = lists_of(draft, known)
    entries = [entry for one in lists for entry in one.people.values()]
    away = sum(entry.heads for entry in entries if not entry.is_over)
    unsafe = sum(entry.heads for entry in entries if not entry.is_over and not entry.is_safe)
    if away and not request.reason.strip():
        return refuse("evacuation_lists", away=away, unsafe=unsafe)
    chain = chain_of(draft)
    if chain is not None:
        remember(draft, chain, f"evacuation:{known.id}", [one for mine in lists for one in entries_of(mine)])
    closed = f.EvacuationClosed(
        request=asked.request,
        evacuation=known.id,
        area=known.area,
        lists=[one.id for one in lists],
        shelters=sorted({entry.shelter for entry in entries if entry.shelter is not None}),
        tally=dict(sum((one.tally() for one in lists), Counter())),
        away=away,
        reason=request.reason.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    workers = draft.situation.workers_of_grid
    draft.add(closed, asked.sender.id, *sorted({one for known in lists for one in workers.get(known.area, ())}))
    for one in closed.lists:
        settled(draft, one)
    return None


def lists_of(draft: Draft, known: Evacuation) -> list[MoveList]:
    """An evacuation's lists, by grid."""
    return sorted((one for one in draft.picture.movelists.values() if one.evacuation == known.id), key=lambda x: x.id)


def evacuation_due(draft: Draft, known: Evacuation) -> None:
    """Everybody was to be safe by now: who is not is told upward, and again, until nobody is left."""
    left = {
        one.area: heads
        for one in lists_of(draft, known)
        if (heads := sum(e.heads for e in one.people.values() if not e.is_safe and not e.is_over))
    }
    level, told = upward(draft, known.area, known.level + 1) if left else (0, [])
    due = draft.now + draft.policy.evacuee_again if left else None
    draft.add(
        f.EvacuationOverdue(evacuation=known.id, area=known.area, left=left, level=level, told=told, due=due),
        *([known.by] if left else []),
    )
