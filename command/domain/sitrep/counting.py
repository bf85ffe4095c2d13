"""What a report counts: the items of a picture, each with what it adds to which figure. Pure.

A figure is the sum over its items and nothing else. What is over and no more in the picture (closed incidents) is
looked up before a cut, in the transaction that makes it: see `situation.Since`.
"""

from collections.abc import Iterable, Iterator

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.mode import MODE, GridTasks
from command.domain.kept.moving import MoveList
from command.domain.kept.sitreps import SitrepChain
from command.domain.situation import Over, Since, Told
from command.domain.storm.watching import arrivals_of
from command.domain.units import is_open

Counted = tuple[f.ItemKind, f.SitrepItem]
ALWAYS = (
    "reports",
    "incidents",
    *(f"priority.{n}" for n in (1, 2, 3, 4)),
    "incidents.closed",
    "incidents.open",
    "incidents.carried",
    "incidents.voided",
    "moving.listed",
    "moving.to_move",
    "moving.told",
    "moving.moved",
    "moving.safe",
    "moving.arrived",
    "moving.refused",
    "moving.returned",
    "moving.out",
    "moving.unsafe",
    "shelters",
    "shelters.occupied",
    "shelters.here",
    "shelters.capacity",
    "duty.workers",
    "duty.leaders",
    "units",
    "units.busy",
    "recall.called",
    "recall.come",
    "tasks",
    "tasks.done",
    "tasks.undone",
    "tasks.missed",
    "warnings",
    "wind.7",
    "wind.10",
    "wind.12",
    "silent",
    *(f"losses.{name}" for name in f.Losses.__struct_fields__),
)
"""Figures that every report has, be they 0: nobody dead is said, not left out. Categories and states come beside."""


def figures_of(items: Iterable[Counted], over: f.Figures) -> f.Figures:
    """The sums, by street; `over`: of what has left the picture."""
    found: f.Figures = {name: {} for name in ALWAYS}
    for _, item in items:
        for name, n in item.n.items():
            by = found.setdefault(name, {})
            by[item.area[:9]] = by.get(item.area[:9], 0) + n
    for name, streets in over.items():
        by = found.setdefault(name, {})
        for street, n in streets.items():
            by[street] = by.get(street, 0) + n
    return {name: {street: n for street, n in sorted(by.items()) if n} for name, by in sorted(found.items())}


def items_of(draft: Draft, chain: SitrepChain, counted: Since) -> list[Counted]:
    """Everything that is counted at this moment, kind after kind, each in the order of its ids. `counted`: what the
    tables had when this draft began."""
    return [
        *_incidents(draft, chain, counted),
        *_evacuees(draft),
        *_shelters(draft),
        *_people(draft),
        *_units(draft),
        *(one for mine in draft.picture.gridtasks.values() for one in tasks_of(mine)),
        *_warnings(draft),
        *_grids(draft),
        *_losses(chain),
    ]


def _incidents(draft: Draft, chain: SitrepChain, counted: Since) -> Iterator[Counted]:
    """Filed since the chain began, and those open since before. What was voided is no incident."""
    reports = _reports(draft, counted)

    def count(id_: str, grid: str, number: int, n: dict[str, int]) -> Counted:
        told = reports.pop(id_, None)
        n = {**n, "reports": told.reports} if told is not None else n
        return "incident", f.SitrepItem(id=id_, area=grid, label=f"#{number}", n=n)

    for one in sorted(draft.picture.incidents.values(), key=lambda i: i.number):
        n = {"incidents.open": 1, f"state.{one.status}": 1}
        n |= _filed(one.category, one.priority) if one.number > chain.since else {"incidents.carried": 1}
        yield count(one.id, one.place.grid, one.number, n)
    for over in _over(draft, counted, chain):
        n = {"incidents.voided": 1}
        if over.status == "closed":
            n = {"incidents.closed": 1, **_filed(over.category, over.priority)}
        yield count(over.id, over.grid, over.number, n)
    for id_, told in sorted(reports.items()):  # merged into what was open when the chain began, and is not any more
        yield count(id_, told.grid, told.number, {})


def _over(draft: Draft, counted: Since, chain: SitrepChain) -> list[Over]:
    """As the tables have it, and what this draft has ended or opened again since."""
    found = {one.id: one for one in counted.over}
    for i in draft.ended.incidents.values():
        if i.number > chain.since:
            found[i.id] = Over(i.id, i.number, i.category, i.priority, i.status, i.place.grid)
    return sorted((one for one in found.values() if one.id not in draft.picture.incidents), key=lambda one: one.number)


def _reports(draft: Draft, counted: Since) -> dict[str, Told]:
    """Reports since the chain began by incident: those of the tables, and those of this draft."""
    found = dict(counted.reports)
    for one in draft.facts:
        if isinstance(one.fact, f.IncidentFiled | f.ReportMerged):
            id_ = one.fact.incident
            before = found.get(id_)
            incident = draft.picture.incidents.get(id_) or draft.ended.incidents.get(id_)
            number = incident.number if incident is not None else one.number
            grid = incident.place.grid if incident is not None else one.fact.place.grid
            found[id_] = Told((before.reports if before is not None else 0) + 1, grid, number)
    return found


def _filed(category: str, priority: int) -> dict[str, int]:
    return {"incidents": 1, f"priority.{priority}": 1, f"category.{category}": 1}


def _evacuees(draft: Draft) -> Iterator[Counted]:
    for known in sorted(draft.picture.movelists.values(), key=lambda one: one.id):
        yield from entries_of(known)


def entries_of(known: MoveList) -> Iterator[Counted]:
    """Heads by where they stand; `out`: brought out of danger, whether they are home again or not."""
    for id_, entry in known.people.items():
        n = {"moving.listed": entry.heads, f"moving.{entry.standing}": entry.heads}
        if entry.standing in ("moved", "safe", "arrived", "returned"):
            n["moving.out"] = entry.heads
        if not entry.is_safe and not entry.is_over:
            n["moving.unsafe"] = entry.heads
        yield "evacuee", f.SitrepItem(id=id_, area=known.area, label=known.evacuation, n=n)


def _shelters(draft: Draft) -> Iterator[Counted]:
    for one in sorted(draft.picture.shelters.values(), key=lambda shelter: shelter.id):
        n = {"shelters": 1, "shelters.capacity": one.capacity}
        if one.here > 0:
            n |= {"shelters.occupied": 1, "shelters.here": one.here}
        yield "shelter", f.SitrepItem(id=one.id, area=one.area, label=one.name, n=n)


def _people(draft: Draft) -> Iterator[Counted]:
    """Who is on duty, and who was called in. Operators and coordinators are at the centre, not in the streets."""
    recall = draft.picture.recalls.get(MODE)
    called = recall.people if recall is not None else {}
    for person in sorted(draft.picture.people.values(), key=lambda one: one.id):
        n: dict[str, int] = {}
        if person.on_duty and "worker" in person.roles:
            n["duty.workers"] = 1
        elif person.on_duty and "supervisor" in person.roles:
            n["duty.leaders"] = 1
        if recall is not None and person.id in called:
            n |= {"recall.called": 1, **({"recall.come": 1} if person.id in recall.come else {})}
        if n:
            area = next(iter(person.areas), draft.situation.district)
            yield "person", f.SitrepItem(id=person.id, area=area, label=person.name, n=n)


def _units(draft: Draft) -> Iterator[Counted]:
    """Desks that are open now, and those with work in hand."""
    busy = {one.unit for one in draft.picture.assignments.values() if one.unit is not None}
    for unit in sorted(draft.picture.units.values(), key=lambda one: one.id):
        n = {"units": 1} if unit.active and is_open(unit, draft.now, draft.policy.zone) else {}
        n |= {"units.busy": 1} if unit.id in busy else {}
        if n:
            yield "unit", f.SitrepItem(id=unit.id, area=draft.situation.district, label=unit.name, n=n)


def tasks_of(mine: GridTasks) -> Iterator[Counted]:
    """The tasks of a grid's level, one line a grid; `label`: those not done."""
    tasks = list(mine.tasks.values())
    undone = [one.id for one in mine.undone]
    n = {
        "tasks": len(tasks),
        "tasks.done": len(tasks) - len(undone),
        "tasks.undone": len(undone),
        "tasks.missed": sum(one.missed for one in tasks if one.done_at is None),
    }
    found = {name: count for name, count in n.items() if count}
    if found:
        yield "tasks", f.SitrepItem(id=mine.id, area=mine.id, label=" ".join(undone), n=found)


def _warnings(draft: Draft) -> Iterator[Counted]:
    for one in sorted(draft.picture.warnings.values(), key=lambda warning: warning.number):
        if one.in_force:
            words = one.zh or one.en
            label = words.headline if words is not None else one.identifier
            yield "warning", f.SitrepItem(id=one.id, area=one.area, label=label, n={"warnings": 1})


def _grids(draft: Draft) -> Iterator[Counted]:
    """Grids out of contact, and those in which winds of a force blow now by the track in use (modelled)."""
    found: dict[str, dict[str, int]] = {grid: {"silent": 1} for grid in draft.picture.silences}
    for storm in draft.picture.storms.values():
        for grid, arrival in arrivals_of(draft, storm).items():
            for window in arrival.windows:
                came = window.arrives is not None and window.arrives <= draft.now
                if came and (window.leaves is None or draft.now < window.leaves):
                    found.setdefault(grid, {})[f"wind.{window.force}"] = 1
    for grid in sorted(found):
        yield "grid", f.SitrepItem(id=grid, area=grid, n=found[grid])


def _losses(chain: SitrepChain) -> Iterator[Counted]:
    """What each street said last; of one that is late now, what it said before."""
    for street, part in sorted(chain.parts.items()):
        n = {f"losses.{name}": getattr(part.losses, name) for name in part.losses.__struct_fields__}
        told = {name: count for name, count in n.items() if count}
        yield "street", f.SitrepItem(id=street, area=street, label=part.by_name, n=told)


def winds(draft: Draft) -> list[f.WindOutlook]:
    """Each storm that is followed: where and when its centre comes closest to a grid, and when winds first arrive."""
    found: list[f.WindOutlook] = []
    for storm in draft.picture.storms.values():
        arrivals = list(arrivals_of(draft, storm).values())
        if not arrivals:
            continue
        near = min(arrivals, key=lambda one: (one.closest_km, one.grid))
        first = {
            str(force): min(times)
            for force in (7, 10, 12)
            if (times := [at for one in arrivals if (at := one.of(force).arrives) is not None])
        }
        found.append(
            f.WindOutlook(
                storm=storm.id,
                code=storm.code,
                name=storm.name,
                closest_at=near.closest_at,
                closest_km=near.closest_km,
                grid=near.grid,
                arrives=first,
            )
        )
    return found
