"""Every deadline that stands at the end, read from the ledger alone, is in the tables, at the same moment; and every
one in the tables is read. So nothing that has a deadline is read by nobody, and none was lost on the way."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from command.store.engine import Engine
from tests.chaos.checks import DISTRICT, rows
from tests.journeys.life.deadlines import Read

_OPEN = f"universe = '{DISTRICT}' AND closed_at IS NULL"


async def read_and_kept(engine: Engine, read: Read) -> list[str]:
    """Faults, in words."""
    kept = {f"incident {one.incident}": one.due for one in await rows(engine, f"SELECT * FROM deadline WHERE {_OPEN}")}
    kept |= _named(await rows(engine, f"SELECT kind, id, due FROM kept WHERE {_OPEN} AND due IS NOT NULL"))
    stand = _joined({name: one.due for name, one in read.standing.items()})
    lists = [one for name, one in kept.items() if name.startswith("movelists ")]
    people = [one for name, one in stand.items() if name.startswith("evacuee ")]
    wrong = [f"a list waits for {one}, and nobody on it" for one in lists if one not in people]
    wrong += [f"nobody's list waits for {one}" for one in people if lists and min(people) not in lists][:1]
    for name in sorted(kept.keys() | stand.keys()):
        if not name.startswith(("movelists ", "evacuee ", "offer ")) and kept.get(name) != stand.get(name):
            wrong.append(f"{name}: {kept.get(name)} in the tables, {stand.get(name)} by the ledger")
    return wrong


def _named(found: Iterable[Any]) -> dict[str, datetime]:
    """By the names that the reading gives clocks."""
    once = {"modes": "mode", "switchings": "switching", "recalls": "recall"}
    return {
        once.get(one.kind, f"slot {one.id}" if one.kind == "slots" else f"{one.kind} {one.id}"): one.due
        for one in found
    }


def _joined(stand: dict[str, datetime]) -> dict[str, datetime]:
    """The review of the level and its second signature are one row, due at the first of both."""
    both = [stand.pop(name) for name in ("review", "countersign") if name in stand]
    return stand | ({"mode": min(both)} if both else {})
