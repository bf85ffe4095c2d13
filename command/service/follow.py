"""Following the ledger for the figures, piece by piece, behind the writer and never in its way."""

from datetime import datetime

from msgspec import Struct

from command.domain.figures import FOLLOWED, VERSION, Case, Happening, follow
from command.service.seal import opened
from command.store import figures, ledger
from command.store.engine import Connection, Engine
from command.store.figures import Position, Told
from command.store.ledger import GENESIS

_DELETED_AT_ONCE = 20_000
_CHUNK = 2000


class Step(Struct, frozen=True):
    """What one piece of following came to. `more`: there is more to do at once; `idle`: another process is at it."""

    number: int
    more: bool
    idle: bool = False


class Folded:
    """Cases and happenings made of entries, in order."""

    def __init__(self, cases: dict[str, Case]) -> None:
        self.cases = cases
        self.changed: dict[str, datetime] = {}
        self.happenings: list[Happening] = []

    def add(self, number: int, at: datetime, incident: str | None, body: str | bytes) -> None:
        """One entry that is followed."""
        fact = opened(body.encode() if isinstance(body, str) else body)
        case, told = follow(self.cases.get(incident or ""), number, at, fact)
        self.happenings += told
        if case is not None:
            self.cases[case.id] = case
            self.changed[case.id] = at


async def follow_on(engine: Engine, universe: str, limit: int = _CHUNK) -> Step:
    """Take the next entries into the tables, in one transaction. Begins anew when the rules or the history changed."""
    async with engine.begin() as connection:
        at = await figures.position(connection, universe, VERSION)
        if at is None:
            return Step(0, more=False, idle=True)
        if at.version != VERSION or not await figures.is_history(connection, universe, at):
            return await _begin_anew(connection, universe)
        entries = await figures.entries_after(connection, universe, at.number, limit)
        if not entries:
            return Step(at.number, more=False)
        await _take(connection, universe, entries)
        return Step(entries[-1].number, more=len(entries) == limit)


async def begin_anew(engine: Engine, universe: str) -> None:
    """Forget everything that was made of the ledger; `follow_on` makes it again."""
    while True:
        async with engine.begin() as connection:
            at = await figures.position(connection, universe, VERSION)
            if at is not None and not (await _begin_anew(connection, universe)).more:
                return


async def _begin_anew(connection: Connection, universe: str) -> Step:
    is_empty = await figures.empty(connection, universe, _DELETED_AT_ONCE)
    await figures.move(connection, universe, Position(0, GENESIS, VERSION if is_empty else -VERSION))
    return Step(0, more=True) if not is_empty else Step(0, more=False)


async def _take(connection: Connection, universe: str, entries: list[Told]) -> None:
    followed = [one for one in entries if one.body is not None]
    ids = list({one.incident for one in followed if one.incident is not None})
    folded = Folded(await figures.load_cases(connection, universe, ids) if ids else {})
    for one in followed:
        folded.add(one.number, one.at, one.incident, one.body or "")
    cases = [(folded.cases[id_], at) for id_, at in folded.changed.items()]
    reached = Position(entries[-1].number, entries[-1].hash, VERSION)
    await figures.keep(connection, universe, cases, folded.happenings, reached)


async def differences(engine: Engine, universe: str) -> list[str]:
    """Everything in which the tables and the ledger disagree, up to where it was followed; one line each."""
    at, cases, happenings = await figures.load_everything(engine, universe)
    folded = await refolded(engine, universe, at.number)
    ours = {id_: (folded.cases[id_], changed) for id_, changed in folded.changed.items()}
    found = [f"case {id_}" for id_ in sorted(ours.keys() | cases.keys()) if ours.get(id_) != cases.get(id_)]
    one, other = set(folded.happenings), set(happenings)
    return found + [f"happening {h.kind} at {h.number}" for h in sorted(one ^ other, key=lambda h: (h.number, h.kind))]


async def refolded(engine: Engine, universe: str, upto: int) -> Folded:
    """All cases and happenings of the ledger's entries up to a number, from the ledger alone."""
    folded, number = Folded({}), 0
    while number < upto:
        entries = await ledger.read_after(engine, universe, number, _CHUNK)
        for entry in entries:
            if entry.number <= upto and entry.type in FOLLOWED:
                folded.add(entry.number, entry.at, entry.incident, entry.body)
        if not entries:
            break
        number = entries[-1].number
    return folded
