"""What the district's picture told of a storm, in its order, for those who act by it and for the summary.

One of the watch listens; when that socket lost facts for good, `whole` is False and counts are lower bounds.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import Any

from msgspec import Struct, field

from workers.simulator.link import Fact

Heard = Callable[[Fact], None]


class Switch(Struct, frozen=True):
    """The level became another one. UTC; `by` proposed, `second` decided (names)."""

    at: datetime
    level: int
    was: int
    by: str
    second: str


class Task(Struct):
    """One grid's task: when it is due (`timed`: before the wind), and when it was done."""

    due: datetime
    timed: bool
    times_set: int = 1
    done: datetime | None = None


class Record(Struct):
    """`peak`: grids at which nobody is sent outdoors now. `offers_at_peak`: incidents offered there without an
    override. `life`: incidents that endanger one, as they were reported. `held`: incidents that were held back, by when
    they were first; `freed`: those looked at again since."""

    counts: Counter[str] = field(default_factory=Counter)
    switches: list[Switch] = field(default_factory=list)
    levels_proposed: list[tuple[datetime, int]] = field(default_factory=list)
    level: int = 0
    tasks: dict[tuple[str, str], Task] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    life: set[str] = field(default_factory=set)
    grids: dict[str, str] = field(default_factory=dict)
    peak: dict[str, datetime | None] = field(default_factory=dict)
    peak_times: dict[str, list[datetime]] = field(default_factory=dict)
    overridden: set[str] = field(default_factory=set)
    offers_at_peak: list[str] = field(default_factory=list)
    held: dict[str, datetime] = field(default_factory=dict)
    freed: set[str] = field(default_factory=set)
    closed: set[str] = field(default_factory=set)
    listed: dict[str, int] = field(default_factory=dict)
    steps: dict[str, list[str]] = field(default_factory=dict)
    missed: int = 0
    attention: list[tuple[datetime, int]] = field(default_factory=list)
    filed: list[datetime] = field(default_factory=list)
    indoors: dict[str, datetime] = field(default_factory=dict)
    whole: bool = True
    _heard: dict[str, list[Heard]] = field(default_factory=dict)

    def on(self, type_: str, react: Heard) -> None:
        """Call `react` with every fact of a type from now on."""
        self._heard.setdefault(type_, []).append(react)

    def is_peak(self, grid: str, at: datetime) -> bool:
        """Whether nobody is sent outdoors there at that time: the end that was said holds before it is announced."""
        until = self.peak.get(grid)
        return grid in self.peak and (until is None or at < until)

    def take(self, fact: Fact) -> None:
        """The next fact of the picture."""
        type_ = fact["type"]
        self.counts[type_] += 1
        note = _NOTES.get(type_)
        if note is not None:
            note(self, fact, datetime.fromisoformat(fact["at"]))
        for react in self._heard.get(type_, ()):
            react(fact)


def _switched(record: Record, fact: Fact, at: datetime) -> None:
    record.level = fact["level"]
    second = fact.get("second_name") or fact.get("second", "")
    record.switches.append(Switch(at, fact["level"], fact["was"], fact.get("by_name") or fact["by"], second))


def _proposed(record: Record, fact: Fact, at: datetime) -> None:
    record.levels_proposed.append((at, fact["level"] or 0))


def _tasks(record: Record, fact: Fact, at: datetime) -> None:
    for task in fact["tasks"]:
        known = record.tasks.get((fact["area"], task["id"]))
        if known is None:
            due = datetime.fromisoformat(task["due"])
            record.tasks[fact["area"], task["id"]] = Task(due, task.get("timed", False))
        else:
            known.times_set += 1


def _timed(record: Record, fact: Fact, at: datetime) -> None:
    for task, due in fact["times"].items():
        known = record.tasks.get((fact["area"], task))
        if known is not None:
            known.due, known.timed = datetime.fromisoformat(due), True


def _task_done(record: Record, fact: Fact, at: datetime) -> None:
    known = record.tasks.get((fact["area"], fact["grid_task"]))
    if known is not None:
        known.done = at


def _filed(record: Record, fact: Fact, at: datetime) -> None:
    record.numbers[fact["incident"]] = fact["number"]
    record.grids[fact["incident"]] = fact["place"]["grid"]
    record.filed.append(at)
    if fact.get("hazard") == "life" or fact["category"] in _LIVES:
        record.life.add(fact["incident"])


def _peak_began(record: Record, fact: Fact, at: datetime) -> None:
    for grid, until in fact["grids"].items():
        record.peak[grid] = datetime.fromisoformat(until) if until else None
        record.peak_times.setdefault(grid, []).append(at)


def _peak_over(record: Record, fact: Fact, at: datetime) -> None:
    for grid in fact["grids"]:
        record.peak.pop(grid, None)
        record.peak_times.setdefault(grid, []).append(at)


def _offered(record: Record, fact: Fact, at: datetime) -> None:
    if record.is_peak(fact["grid"], at) and fact["incident"] not in record.overridden:
        record.offers_at_peak.append(fact["incident"])
    _looked_at(record, fact, at)


def _held(record: Record, fact: Fact, at: datetime) -> None:
    record.held.setdefault(fact["incident"], at)


def _looked_at(record: Record, fact: Fact, at: datetime) -> None:
    if fact["incident"] in record.held:
        record.freed.add(fact["incident"])


def _over(record: Record, fact: Fact, at: datetime) -> None:
    record.closed.add(fact["incident"])


def _overridden(record: Record, fact: Fact, at: datetime) -> None:
    record.overridden.add(fact["incident"])


def _listed(record: Record, fact: Fact, at: datetime) -> None:
    record.listed |= {one["id"]: one.get("heads", 1) for one in fact["people"]}


def _step(record: Record, fact: Fact, at: datetime) -> None:
    whither = " to relatives" if fact.get("whither") == "relative" else ""
    record.steps.setdefault(fact["evacuee"], []).append(_STEPS[fact["type"]] + whither)


def _missing(record: Record, fact: Fact, at: datetime) -> None:
    record.missed += len(fact["evacuees"])


def _attention(record: Record, fact: Fact, at: datetime) -> None:
    record.attention.append((at, fact["operators"]))


_LIVES = {"grid.medical", "grid.rescue", "grid.gas"}
_STEPS = {
    "EvacueeTold": "told",
    "EvacueeMoved": "moved",
    "EvacueeArrived": "arrived",
    "EvacueeRefused": "refused",
    "EvacueeReturned": "returned",
}
_NOTES: dict[str, Callable[[Record, Fact, datetime], Any]] = {
    "ModeSwitched": _switched,
    "ProposalMade": _proposed,
    "GridTasksSet": _tasks,
    "GridTasksTimed": _timed,
    "GridTaskDone": _task_done,
    "IncidentFiled": _filed,
    "OutdoorPeakBegan": _peak_began,
    "OutdoorPeakOver": _peak_over,
    "OfferMade": _offered,
    "NobodyAvailable": _looked_at,
    "AssignmentMade": _looked_at,
    "DispatchHeld": _held,
    "IncidentClosed": _over,
    "IncidentVoided": _over,
    "OutdoorOverridden": _overridden,
    "EvacueesListed": _listed,
    "ArrivalsMissing": _missing,
    "AttentionOpened": _attention,
    **dict.fromkeys(_STEPS, _step),
}
