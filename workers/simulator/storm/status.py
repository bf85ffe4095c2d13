"""The line of each second while a storm is lived: where it stands, for whoever watches the terminal."""

from workers.simulator.storm.lead import hour
from workers.simulator.storm.record import Record

_NAMES = {0: "normal", 1: "level Ⅰ", 2: "level Ⅱ", 3: "level Ⅲ", 4: "level Ⅳ"}


def status(record: Record) -> str:
    """The district's hour, the level, tasks done, people safe, grids at the peak, what is held back."""
    done = sum(task.done is not None for task in record.tasks.values())
    safe = sum(is_safe(steps) for steps in record.steps.values())
    held = len(set(record.held) - record.freed - record.closed)
    return (
        f"{hour()} {_NAMES[record.level]}  tasks {done}/{len(record.tasks)}  safe {safe}/{len(record.listed)}  "
        f"peak {len(record.peak)}  held {held}  "
    )


def is_safe(steps: list[str]) -> bool:
    """At a shelter or with relatives, home again, or refused and signed: nobody looks for them."""
    return bool(steps) and steps[-1] in ("arrived", "moved to relatives", "refused", "returned")
