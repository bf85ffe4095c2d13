"""The picture rebuilt from the ledger alone (promise P11), and what differs from the one in the tables."""

import msgspec

from command.domain.fold import apply
from command.domain.kept import KEPT
from command.domain.picture import Picture
from command.service.seal import opened
from command.store import ledger, snapshot
from command.store.engine import Engine

_CHUNK = 2000


async def replay(engine: Engine, universe: str, upto: int | None = None) -> Picture:
    """Fold the ledger from its first entry, up to a number or to its head."""
    picture = Picture()
    while True:
        entries = await ledger.read_after(engine, universe, picture.number, _CHUNK)
        for entry in entries:
            if upto is not None and entry.number > upto:
                return picture
            apply(picture, entry.number, entry.at, opened(entry.body))
        if len(entries) < _CHUNK:
            return picture


async def differences(engine: Engine, universe: str) -> list[str]:
    """Everything in which replay and tables disagree, one line each; empty when promise P11 holds."""
    tables = (await snapshot.read(engine, universe)).picture
    replayed = await replay(engine, universe, tables.number)
    found = []
    for kind in ("people", "incidents", "offers", "assignments", "tasks", *KEPT):
        ours, theirs = getattr(replayed, kind), getattr(tables, kind)
        for id_ in sorted(ours.keys() | theirs.keys()):
            one, other = _plain(ours.get(id_)), _plain(theirs.get(id_))
            if one != other:
                found.append(f"{kind} {id_}: ledger {one!r}, tables {other!r}")
    return found


def _plain(thing: object) -> object:
    return None if thing is None else msgspec.to_builtins(thing)
