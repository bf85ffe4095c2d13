"""Folding tasks of operators."""

from datetime import datetime

from command.domain import facts as f
from command.domain.fold.step import Steps
from command.domain.picture import Picture, Task


def _entry_set_aside(p: Picture, number: int, at: datetime, fact: f.EntrySetAside) -> None:
    p.tasks[fact.task] = Task(id=fact.task, method=fact.method, sender=fact.sender, error=fact.error, at=at)


def _task_done(p: Picture, number: int, at: datetime, fact: f.TaskDone) -> None:
    p.tasks.pop(fact.task, None)


STEPS: Steps = {
    f.EntrySetAside: _entry_set_aside,
    f.TaskDone: _task_done,
}
