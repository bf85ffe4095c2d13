"""The directory: who is who and where is where, kept in memory by every process that answers questions.

Loaded from the database, then kept up by the facts a process sees anyway; `refresh` mends whatever was missed.
"""

import asyncio
import hashlib
from collections import deque
from datetime import UTC, datetime

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.fold import apply
from command.domain.picture import Person, Picture
from command.domain.search import Entry, PlaceIndex
from command.store import areas, people, registry
from command.store.engine import Engine

PersonFact = f.PersonRegistered | f.RightsChanged | f.DutyStarted | f.DutyEnded


def key_hash(key: str) -> bytes:
    """What is kept of a device's or kiosk's key: SHA-256, 32 bytes. Keys are long and random: no salt is needed."""
    return hashlib.sha256(key.encode()).digest()


class Directory:
    """People, keys, areas and places of one universe. Not for threads; lookups never wait."""

    def __init__(self, universe: str, index: AreaIndex) -> None:
        self.universe = universe
        self.areas = index
        self.places = PlaceIndex([])
        self._registry = 0
        self._picture = Picture()
        self._keys: dict[bytes, str] = {}
        self._meanwhile: deque[tuple[PersonFact, int, datetime]] = deque(maxlen=_MOST_MEANWHILE)

    @classmethod
    async def load(cls, engine: Engine, universe: str) -> "Directory":
        """Read everything. Raises SQLAlchemyError when the database cannot be reached."""
        directory = cls(universe, AreaIndex([]))
        await directory.refresh(engine)
        return directory

    async def refresh(self, engine: Engine) -> None:
        """Read everything again. What was there before stays until all of it has been read.

        Facts that come while it is read are applied to what was read too: a right that was taken stays taken.
        """
        self._meanwhile.clear()
        everybody = await people.load_people(engine, self.universe)
        keys = await people.load_keys(engine)
        tree, version = await areas.load_areas(engine), await registry.registry_version(engine)
        if tree != list(self.areas) or version != self._registry:  # building the indexes takes far longer than asking
            index = await registry.load_index(engine)
            self.places = await asyncio.to_thread(PlaceIndex, await registry.load_all(engine, Entry))
            self.areas, self._registry = index, version
        self._picture.people, self._keys = everybody, keys
        for fact, number, at in self._meanwhile:
            self._fold(fact, number, at)

    @property
    def people(self) -> dict[str, Person]:
        """Everybody by id. Read only."""
        return self._picture.people

    def person(self, id_: str) -> Person | None:
        """The account of that id, active or not."""
        return self._picture.people.get(id_)

    def by_key(self, key: str) -> Person | None:
        """The active device or kiosk that holds the key, if it was there at the last refresh."""
        return self._active(self._keys.get(key_hash(key)))

    async def find_by_key(self, engine: Engine, key: str) -> Person | None:
        """`by_key`, and a look into the database for a key made since the last refresh."""
        digest = key_hash(key)
        if digest in self._keys:
            return self._active(self._keys[digest])
        holder = await people.find_key(engine, digest)
        if holder is None:
            return None
        self._keys[digest] = holder
        await self._fetch(engine, holder)
        return self._active(holder)

    async def find(self, engine: Engine, id_: str) -> Person | None:
        """`person`, and a look into the database for an account made since."""
        return self.person(id_) or await self._fetch(engine, id_)

    def apply(self, fact: f.AnyFact, *, number: int = 0, at: datetime | None = None) -> None:
        """Take in a fact, its ledger number and time. Facts that are not about people change nothing here."""
        if isinstance(fact, f.UnitRegistered):  # whose desk an account is
            apply(self._picture, number, at or _NEVER, fact)
        if isinstance(fact, PersonFact):
            self._meanwhile.append((fact, number, at or _NEVER))
            self._fold(fact, number, at or _NEVER)

    def _fold(self, fact: PersonFact, number: int, at: datetime) -> None:
        known = self.person(fact.person)
        if known is None or number == 0 or number >= known.rights_number:  # else overtaken by what is known
            apply(self._picture, number, at, fact)

    def _active(self, id_: str | None) -> Person | None:
        person = None if id_ is None else self.person(id_)
        return person if person is not None and person.active else None

    async def _fetch(self, engine: Engine, id_: str) -> Person | None:
        person = await people.load_person(engine, self.universe, id_)
        if person is not None:
            self._picture.people[id_] = person
        return person


_MOST_MEANWHILE = 10_000
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
