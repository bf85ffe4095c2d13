"""A draft's facts sealed into ledger entries: numbered, stamped, chained. And entries opened again."""

from datetime import datetime

import msgspec

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.universe import exercise_of
from command.store.ledger import Entry, chained

_encode = msgspec.json.Encoder().encode
_decoder: msgspec.json.Decoder[f.AnyFact] = msgspec.json.Decoder(f.AnyFact)


def seal(draft: Draft, universe: str, previous: bytes) -> list[Entry]:
    """The draft's entries, chained to the `previous` hash (32 bytes)."""
    entries = []
    for d in draft.facts:
        body = wire(d.fact, d.number, draft.now, universe, draft.situation.district)
        previous = chained(previous, body)
        name = type(d.fact).__name__
        entries.append(Entry(d.number, draft.now, name, body, d.channels, d.area, previous, d.incident))
    return entries


def wire(fact: f.AnyFact, number: int, at: datetime, universe: str, district: str = "") -> bytes:
    """A fact as it travels: its JSON with number, time and district after its type, and in an exercise which one."""
    body = _encode(fact)
    head = b'{"type":"%s"' % type(fact).__name__.encode()
    exercise = exercise_of(universe)
    where = universe if exercise is None else f'{district}","exercise":"{exercise}'
    stamp = b',"number":%d,"at":%s,"district":"%s"' % (number, _encode(at), where.encode())
    return head + stamp + body[len(head) :]


def opened(body: bytes) -> f.AnyFact:
    """The fact in an entry's body. Raises msgspec.ValidationError for a type this program does not know."""
    return _decoder.decode(body)
