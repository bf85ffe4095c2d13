"""Folding the tasks that a response level gives each grid."""

from datetime import datetime

import msgspec

from command.domain import facts as f
from command.domain.fold.moving import LINES
from command.domain.fold.step import Steps, Touches
from command.domain.kept.mode import GridTasks
from command.domain.picture import Picture


def _tasks_set(p: Picture, number: int, at: datetime, fact: f.GridTasksSet) -> None:
    mine = p.gridtasks.get(fact.area)
    if mine is None:
        mine = p.gridtasks[fact.area] = GridTasks(id=fact.area, people=[], tasks={})
    mine.people = list(fact.people)
    mine.tasks |= {
        task.id: msgspec.structs.replace(task, line=number * LINES + place, set_at=at)
        for place, task in enumerate(fact.tasks)
    }
    _set_tasks_due(mine)


def _tasks_timed(p: Picture, number: int, at: datetime, fact: f.GridTasksTimed) -> None:
    mine = p.gridtasks.get(fact.area)
    if mine is None:
        return
    for id_, due in fact.times.items():
        if id_ in mine.tasks:
            mine.tasks[id_].due, mine.tasks[id_].timed = due, True
    _set_tasks_due(mine)


def _task_done(p: Picture, number: int, at: datetime, fact: f.GridTaskDone) -> None:
    mine = p.gridtasks.get(fact.area)
    task = mine.tasks.get(fact.grid_task) if mine is not None else None
    if mine is None or task is None:
        return
    task.done_at, task.done_by, task.done_by_name = fact.happened_at or at, fact.by, fact.doer or fact.by_name
    task.note, task.photos, task.paper = fact.note, list(fact.photos), fact.paper
    _set_tasks_due(mine)


def _tasks_missed(p: Picture, number: int, at: datetime, fact: f.GridTasksMissed) -> None:
    mine = p.gridtasks.get(fact.area)
    if mine is None:
        return
    for id_ in fact.tasks:
        if id_ in mine.tasks:
            mine.tasks[id_].missed = True
    mine.level = fact.level
    _set_tasks_due(mine, fact.due)


def _set_tasks_due(mine: GridTasks, again: datetime | None = None) -> None:
    """When the first of what is not done and not yet told is due; what was told is told `again`."""
    waits = [task.due for task in mine.tasks.values() if task.done_at is None and not task.missed]
    if any(task.missed and task.done_at is None for task in mine.tasks.values()):
        waits += [when for when in (again or mine.due,) if when is not None]
    else:
        mine.level = 0
    mine.due = min(waits) if waits else None


def _tasks_ended(p: Picture, number: int, at: datetime, fact: f.GridTasksEnded) -> None:
    p.gridtasks.pop(fact.area, None)


STEPS: Steps = {
    f.GridTasksSet: _tasks_set,
    f.GridTasksTimed: _tasks_timed,
    f.GridTaskDone: _task_done,
    f.GridTasksMissed: _tasks_missed,
    f.GridTasksEnded: _tasks_ended,
}
TOUCHES: Touches = {kind: lambda fact: [("gridtasks", fact.area)] for kind in STEPS}
