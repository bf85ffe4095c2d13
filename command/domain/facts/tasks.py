"""Facts about entries that were set aside for an operator to look at."""

from command.domain.facts.base import Fact

__all__ = [
    "EntrySetAside",
    "TaskDone",
    "TaskFact",
]


class EntrySetAside(Fact, frozen=True, kw_only=True):
    """An inbox entry that fails by its own content, kept whole in `set_aside`; a task for an operator."""

    task: str
    entry: str
    method: str
    sender: str
    request: str | None = None
    error: str


class TaskDone(Fact, frozen=True, kw_only=True):
    """An operator dealt with a task."""

    request: str | None = None
    task: str
    by: str
    note: str = ""


TaskFact = EntrySetAside | TaskDone
