"""Accounts as the database holds them: people (from the ledger's facts) and what they sign in with."""

import msgspec
from msgspec import Struct
from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncEngine

from command.domain.picture import Person
from command.store.tables import credential
from command.store.universe import create

_PEOPLE = text("SELECT state FROM person WHERE universe = :universe")
_PERSON = text("SELECT state FROM person WHERE universe = :universe AND id = :id")
_LANGUAGES = text(
    "SELECT id, state::json->>'language' AS language FROM person WHERE universe = :universe AND id = ANY(:people)"
)
_KEYS = text("SELECT c.key_hash, c.person FROM credential c WHERE c.key_hash IS NOT NULL")
_BY_KEY = text("SELECT person FROM credential WHERE key_hash = :hash")
_OF_PERSON = text("SELECT person, username, password_hash FROM credential WHERE person = :person")
_BY_USERNAME = text("SELECT person, username, password_hash FROM credential WHERE username = :username")


class CredentialTaken(Exception):
    """The user name or key belongs to somebody else."""


class Credential(Struct, frozen=True, kw_only=True):
    """What one account signs in with: a user name and an Argon2id hash, or the SHA-256 of a key (32 bytes)."""

    person: str
    username: str | None = None
    password_hash: str | None = None
    key_hash: bytes | None = None


async def ensure_universe(engine: AsyncEngine, universe: str) -> None:
    """Make the universe's counter row if it is not there: nothing can be recorded without."""
    async with engine.begin() as connection:
        await create(connection, universe)


async def load_people(engine: AsyncEngine, universe: str) -> dict[str, Person]:
    """Everybody of the universe, by id."""
    async with engine.connect() as connection:
        rows = await connection.execute(_PEOPLE, {"universe": universe})
        people = [msgspec.json.decode(state, type=Person) for (state,) in rows]
    return {person.id: person for person in people}


async def load_person(engine: AsyncEngine, universe: str, person: str) -> Person | None:
    """One person, or None."""
    async with engine.connect() as connection:
        state = await connection.scalar(_PERSON, {"universe": universe, "id": person})
    return None if state is None else msgspec.json.decode(state, type=Person)


async def load_keys(engine: AsyncEngine) -> dict[bytes, str]:
    """SHA-256 of every key → its holder's id."""
    async with engine.connect() as connection:
        return {bytes(row.key_hash): row.person for row in await connection.execute(_KEYS)}


async def languages_of(engine: AsyncEngine, universe: str, people: list[str]) -> dict[str, str]:
    """The language of each account that there is."""
    async with engine.connect() as connection:
        rows = await connection.execute(_LANGUAGES, {"universe": universe, "people": people})
        return {row.id: row.language or "zh-CN" for row in rows}


async def find_key(engine: AsyncEngine, key_hash: bytes) -> str | None:
    """The id of the key's holder, or None."""
    async with engine.connect() as connection:
        holder: str | None = await connection.scalar(_BY_KEY, {"hash": key_hash})
    return holder


async def find_username(engine: AsyncEngine, username: str) -> Credential | None:
    """The credential of a user name (compared exactly), or None."""
    async with engine.connect() as connection:
        row = (await connection.execute(_BY_USERNAME, {"username": username})).one_or_none()
    if row is None:
        return None
    return Credential(person=row.person, username=row.username, password_hash=row.password_hash)


async def find_credential(engine: AsyncEngine, person: str) -> Credential | None:
    """What a person signs in with, or None for somebody who has nothing yet."""
    async with engine.connect() as connection:
        row = (await connection.execute(_OF_PERSON, {"person": person})).one_or_none()
    if row is None:
        return None
    return Credential(person=row.person, username=row.username, password_hash=row.password_hash)


async def save_credentials(engine: AsyncEngine, credentials: list[Credential]) -> None:
    """Write credentials; those a person had are replaced. Raises CredentialTaken."""
    if not credentials:
        return
    statement = insert(credential)
    columns = ("username", "password_hash", "key_hash")
    replaced = {name: statement.excluded[name] for name in columns}
    upsert = statement.on_conflict_do_update(index_elements=[credential.c.person], set_=replaced)
    try:
        async with engine.begin() as connection:
            await connection.execute(upsert, [msgspec.structs.asdict(one) for one in credentials])
    except IntegrityError as error:
        raise CredentialTaken from error
