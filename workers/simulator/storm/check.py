"""Is it true what was lived? What our people and the bureau were told is stored, what the picture told everybody, and
what the tables say over HTTP."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from workers.simulator.figures import Figures
from workers.simulator.person import Person
from workers.simulator.storm.crowd import StormCrowd
from workers.simulator.storm.record import Record
from workers.simulator.web import Web, WebError

_TEN_MINUTES = timedelta(minutes=10)
_PER_OPERATOR = 10
_SAME: dict[str, tuple[str, ...]] = {
    "GridTaskDone": ("grid tasks",),
    "EvacueeTold": ("moving: told",),
    "EvacueeMoved": ("moving: moved",),
    "EvacueeArrived": ("moving: arrived",),
    "EvacueeRefused": ("moving: refused",),
    "EvacueeReturned": ("moving: returned",),
    "ShelterCounted": ("heads counted",),
    "OutdoorOverridden": ("sent out for a life",),
    "StormTracked": ("track confirmed",),
    "ModeSwitched": ("levels: approved",),
    "EvacuationOpened": ("evacuations ordered",),
    "AttentionTaken": ("queue: taken",),
    "SitrepHandedIn": ("reports upward: handed in",),
    "SitrepSent": ("reports upward: sent",),
}
"""A fact of the picture, and what our people count when it is granted. Nobody else does these in a rehearsal."""


async def check_storm(
    crowd: StormCrowd, figures: Figures, sent: int, presses: Sequence[dict[str, Any]], begins: datetime
) -> list[str]:
    """Everything that does not agree, in words. `sent`: the bureau's messages; `presses`: of call buttons, each with
    the incident that came of it; `begins`: what was switched before is not ours."""
    record, reader, web = crowd.record, crowd.coordinators[0], crowd.world.web
    faults = told_to_all(record, figures, sent)
    try:
        faults += await _levels_kept(web, reader, record, begins)
        faults += await _people(web, reader, record)
        faults += await _pressed(web, reader, presses)
    except WebError as error:
        faults.append(f"what the tables say of the storm: {error}")
    return faults


def told_to_all(record: Record, figures: Figures, sent: int) -> list[str]:
    """What was granted was told, once; nothing else was. Only as good as what was heard."""
    if not record.whole:
        return []
    counts = {type_: sum(figures.work[name] for name in names) for type_, names in _SAME.items()}
    faults = [
        f"{type_}: {n} of ours were stored, the picture told {record.counts[type_]}"
        for type_, n in counts.items()
        if record.counts[type_] != n
    ]
    heard = record.counts["WarningReceived"] + record.counts["WarningCancelled"]
    if heard != sent:
        faults.append(f"the bureau sent {sent} messages, the picture told {heard}")
    return faults


async def _levels_kept(web: Web, reader: Person, record: Record, begins: datetime) -> list[str]:
    """The ledger's switches since then are those that the picture told."""
    history = await web.get("/api/modes/history?limit=200", reader.token)
    kept = [
        one["level"]
        for one in reversed(history["facts"])
        if one["type"] == "ModeSwitched" and datetime.fromisoformat(one["at"]) >= begins
    ]
    told = [one.level for one in record.switches]
    return [f"levels {kept} in the ledger, {told} by the picture"] if kept != told and record.whole else []


async def _pressed(web: Web, reader: Person, presses: Sequence[dict[str, Any]]) -> list[str]:
    """Every press that was answered has its incident. Raises WebError for one that is not there."""
    faults = [f"a call button was refused: {one['refused']}" for one in presses if "refused" in one]
    for one in presses:
        if "incident" in one:
            await web.get(f"/api/incidents/{one['incident']}", reader.token)
    return faults


async def _people(web: Web, reader: Person, record: Record) -> list[str]:
    """Everybody who was listed is in the tables with the standing that the steps led to."""
    told = await web.get("/api/evacuations?past=true", reader.token)
    ours = [one["tally"] for one in [*told["evacuations"], *told["past"]]]
    listed = sum(record.listed.values())
    faults = []
    known = sum(tally["people"] for tally in ours)
    if record.whole and known < listed:
        faults.append(f"{listed} people were listed, the tables know {known}")
    if record.whole and not told["evacuations"]:
        for standing in ("refused", "returned"):
            n = sum(tally[standing] for tally in ours)
            mine = sum(heads for id_, heads in record.listed.items() if last_step(record, id_) == standing)
            if n < mine:
                faults.append(f"{mine} people {standing}, the tables know {n}")
    faults += [
        f"{one['name']} still has {one['here']}" for one in told["shelters"] if one["here"] and not told["evacuations"]
    ]
    return faults


def last_step(record: Record, evacuee: str) -> str:
    """The latest of somebody who was listed."""
    return (record.steps.get(evacuee) or ["to_move"])[-1]


def promises(record: Record, homes: set[str]) -> list[str]:
    """What must be so after every storm that was lived to its end. `homes`: the grids that have workers of ours."""
    return [
        *_levels(record),
        *_tasks(record, homes),
        *[f"{one} was offered at the peak without an override" for one in record.offers_at_peak],
        *_held(record),
        *_accounted(record),
        *_queue(record),
    ]


def _levels(record: Record) -> list[str]:
    levels = [one.level for one in record.switches]
    if not levels:
        return ["no level was ever switched"]
    faults = [f"level {one.level} was switched by one person" for one in record.switches if not one.second]
    if levels[-1] != 0:
        faults.append(f"level {levels[-1]} is still in force")
    gravity = [5 - level if level else 0 for level in levels]
    top = gravity.index(max(gravity))
    if gravity[: top + 1] != sorted(gravity[: top + 1]) or gravity[top:] != sorted(gravity[top:], reverse=True):
        faults.append(f"levels went {levels}, not up and then down")
    return faults


def _tasks(record: Record, homes: set[str]) -> list[str]:
    faults = [f"task {key} was set {task.times_set} times" for key, task in record.tasks.items() if task.times_set > 1]
    undone = [f"{name} in {grid}" for (grid, name), task in record.tasks.items() if grid in homes and not task.done]
    return faults + ([f"{len(undone)} tasks were never done, such as {undone[0]}"] if undone else [])


def _held(record: Record) -> list[str]:
    lost = set(record.held) - record.freed - record.closed - record.overridden
    return [f"{len(lost)} that were held back were never looked at again, such as {min(lost)}"] if lost else []


def _accounted(record: Record) -> list[str]:
    left = [id_ for id_ in record.listed if last_step(record, id_) not in ("returned", "refused")]
    counted = Counter(last_step(record, id_) for id_ in left)
    return [f"{len(left)} people are not accounted for: {dict(counted)}"] if left else []


def _queue(record: Record) -> list[str]:
    most, limit = busiest(record)
    return [f"{most} new items in the operators' queue within ten minutes, {limit} at most"] if most > limit else []


def busiest(record: Record) -> tuple[int, int]:
    """New items of the operators' queue in the busiest ten minutes, and how many they may be for those on watch."""
    found = []
    for at, operators in record.attention:
        most = sum(at <= other < at + _TEN_MINUTES for other, _ in record.attention)
        found.append((most, max(1, operators) * _PER_OPERATOR))
    return max(found, key=lambda one: one[0] / one[1], default=(0, _PER_OPERATOR))


def late_tasks(record: Record) -> tuple[int, int, int]:
    """Of the tasks timed by the wind: how many, how many were done in time, how many after."""
    timed = [task for task in record.tasks.values() if task.timed]
    done = [task for task in timed if task.done]
    late = sum(task.done is not None and task.done > task.due for task in done)
    return len(timed), len(done) - late, late


def counts(record: Record) -> dict[str, Any]:
    """For JSON."""
    return {
        "levels": [one.level for one in record.switches],
        "tasks": len(record.tasks),
        "listed": len(record.listed),
        "held": len(record.held),
        "overridden": len(record.overridden),
        "offers_at_peak": len(record.offers_at_peak),
    }
