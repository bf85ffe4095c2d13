"""What a storm came to, as somebody who coordinates it would tell it."""

from collections import Counter
from datetime import datetime, timedelta

from command.domain.storm.arrivals import GridArrival, arrivals
from command.domain.storm.track import Force
from command.domain.worktime import LOCAL
from workers.simulator.ground import Ground
from workers.simulator.storm.check import busiest, last_step, late_tasks
from workers.simulator.storm.plan import StormRun
from workers.simulator.storm.record import Record, Switch

_FORCES: tuple[Force, ...] = (7, 10, 12)
_AHEAD: dict[int, Force] = {4: 7, 3: 7, 2: 10, 1: 12}
"""The force that a level is meant to come before."""
_NAMES = {0: "end", 1: "Ⅰ", 2: "Ⅱ", 3: "Ⅲ", 4: "Ⅳ"}


def summary(run: StormRun, record: Record, ground: Ground) -> list[str]:
    """Lines for the terminal; times by the district's clock."""
    places = {code: grid.inside for code, grid in ground.grids.items()}
    hit = arrivals(run.track, places)
    return [
        f"storm      {run.plan.code} {run.plan.name} by {run.track.agency}: {winds(hit)}",
        *levels(record, hit),
        tasks(record),
        people(record),
        peak(record),
        queue(record),
    ]


def winds(hit: list[GridArrival]) -> str:
    """When each force reaches the first grid, and leaves the last."""
    told = []
    for force in _FORCES:
        found = [one.of(force) for one in hit]
        first = min((one.arrives for one in found if one.arrives), default=None)
        last = max((one.leaves for one in found if one.leaves), default=None)
        if first is not None:
            told.append(f"force {force} {_at(first)} to {_at(last) if last else '?'}")
    return ", ".join(told) or "no wind of force 7 here"


def levels(record: Record, hit: list[GridArrival]) -> list[str]:
    """Each switch, and how long before the wind it is meant for it came."""
    lines = []
    for switch in record.switches:
        lead = _lead(switch, hit) if switch.level and (switch.level < switch.was or not switch.was) else ""
        who = f"{switch.by} proposed, {switch.second} decided"
        lines.append(f"level {_NAMES[switch.level]:<5}{_at(switch.at)}  {who}{lead}")
    return lines


def _lead(switch: Switch, hit: list[GridArrival]) -> str:
    force = _AHEAD[switch.level]
    first = min((at for one in hit if (at := one.of(force).arrives)), default=None)
    if first is None:
        return f"; force {force} never came"
    hours = (first - switch.at) / timedelta(hours=1)
    return f"; {hours:.1f} h before force {force}" if hours >= 0 else f"; {-hours:.1f} h AFTER force {force} came"


def tasks(record: Record) -> str:
    """How many of the levels' tasks were done, and when."""
    timed, in_time, late = late_tasks(record)
    done = sum(task.done is not None for task in record.tasks.values())
    return (
        f"tasks      {done} of {len(record.tasks)} done; of {timed} timed by the wind {in_time} in time, {late} late, "
        f"{timed - in_time - late} not done"
    )


def people(record: Record) -> str:
    """Heads that were listed, by what became of them."""
    heads = Counter[str]()
    for id_, n in record.listed.items():
        heads[_became(record, id_)] += n
    told = ", ".join(f"{name} {n}" for name, n in heads.most_common())
    return (
        f"people     {sum(heads.values())} to be moved ({len(record.listed)} names): {told or 'nobody'}; "
        f"{record.missed} times somebody was missed on the way"
    )


def _became(record: Record, id_: str) -> str:
    steps = record.steps.get(id_, [])
    if last_step(record, id_) == "returned":
        return "home again from relatives" if "moved to relatives" in steps else "home again from a shelter"
    return {"refused": "refused and signed", "to_move": "NEVER TOLD"}.get(last_step(record, id_), f"still {steps[-1:]}")


def peak(record: Record) -> str:
    """What was held back, and what became of it."""
    free = len(record.freed - record.overridden)
    return (
        f"peak       {len(record.peak_times)} grids; {len(record.held)} incidents held back, {free} worked off "
        f"afterwards, {len(record.overridden)} sent out for a life all the same; "
        f"{len(record.offers_at_peak)} offered outdoors without that"
    )


def queue(record: Record) -> str:
    """What operators had to look at."""
    most, limit = busiest(record)
    return (
        f"queue      {len(record.attention)} items for the operators, {most} in the busiest ten minutes "
        f"({limit} at most)"
    )


def _at(moment: datetime) -> str:
    return f"{moment.astimezone(LOCAL):%m-%d %H:%M}"
