"""An application over a real database with the demo district, and its people signed in at will."""

from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from litestar.testing import AsyncTestClient
from sqlalchemy import text

from command.clock import new_id, now
from command.domain.area import AreaIndex
from command.http.context import Context
from command.service.desk import Desk
from command.service.directory import Directory
from command.service.intake import perform
from command.service.policy import policy_of
from command.service.sessions import EndedSessions, Sessions
from command.service.tokens import Tokens
from command.settings import load_settings
from command.store.database import create_engine
from command.store.engine import Engine
from tests.databases import Servers, copy_of, name_of
from tests.filled import cheap_passwords
from tests.http.application import client_of
from workers.demo import fill

DISTRICT = "460107"
FIRST_GRID = "460107001001001"
_SESSIONS = text(
    "INSERT INTO session SELECT id, person, :at, cast(:at AS timestamptz) + interval '12 h' "
    "FROM unnest(cast(:ids AS text[]), cast(:people AS text[])) AS made(id, person)"
)


@dataclass(frozen=True)
class Filled:
    """A database with the demo district, to be copied, and the demo's accounts."""

    template: str
    accounts: list[dict[str, Any]]


@pytest.fixture(scope="session")
def filled_database(
    servers: Servers, template_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Filled]:
    """Filled once for all modules."""
    folder: Path = tmp_path_factory.mktemp("demo")
    with copy_of(servers, template_database) as url:
        with cheap_passwords():
            made = fill(load_settings({}, database_url=url, data_dir=str(folder)))
        yield Filled(name_of(url), made)


@pytest.fixture(scope="module")
def fresh_database(servers: Servers, filled_database: Filled) -> Iterator[str]:
    """URL of a database of this module's own with the demo district in it."""
    with copy_of(servers, filled_database.template) as url:
        yield url


@pytest.fixture(scope="module")
def accounts(filled_database: Filled) -> dict[str, dict[str, Any]]:
    """The demo's accounts by user name."""
    return {account["username"]: {**account} for account in filled_database.accounts}


async def _directory(engine: Engine) -> Directory:
    """People as they are now. Places are the same in every database here: their indexes are built once."""
    directory = Directory(DISTRICT, AreaIndex([]))
    if _READ:
        first = _READ[0]
        directory.areas, directory.places, directory._registry = first.areas, first.places, first._registry
    await directory.refresh(engine)  # which looks whether they still are
    _READ[:] = [directory]
    return directory


_READ: list[Directory] = []


@pytest.fixture
async def context(fresh_database: str, accounts: dict[str, dict[str, Any]]) -> AsyncIterator[Context]:
    engine = create_engine(fresh_database)
    reading = create_engine(fresh_database, read_only=True)
    directory = await _directory(engine)
    tokens = Tokens(b"t" * 32, now)
    yield Context(
        district=DISTRICT,
        engine=engine,
        reading=reading,
        directory=directory,
        tokens=tokens,
        sessions=Sessions(engine, directory, tokens, now=now, new_id=new_id),
        ended=EndedSessions(engine, fresh_database, now=now),
        desk=Desk(engine, DISTRICT, directory.areas, policy=policy_of(load_settings({}, settled_sample=0))),
        now=now,
        new_id=new_id,
        origins=frozenset({"https://console.example"}),
    )
    await engine.dispose()
    await reading.dispose()


@pytest.fixture
async def client(context: Context) -> AsyncIterator[AsyncTestClient[Any]]:
    async with client_of(context) as client:
        yield client


@dataclass(frozen=True)
class As:
    """Requests in somebody's name: `headers("worker-001")`."""

    accounts: dict[str, dict[str, Any]]
    tokens: Tokens
    sessions: dict[str, str]

    def __call__(self, username: str, **more: str) -> dict[str, str]:
        account = self.accounts[username]
        token = account["key"] if "key" in account else self.tokens.issue(account["id"], self.sessions[username])[0]
        return {"Authorization": f"Bearer {token}", **more}


@pytest.fixture
async def headers(accounts: dict[str, dict[str, Any]], context: Context) -> As:
    """Everybody signed in, without the price of a password each."""
    sessions = {username: new_id() for username in accounts}
    people = [accounts[name]["id"] for name in sessions]
    async with context.engine.begin() as connection:  # four hundred rows in one statement
        await connection.execute(_SESSIONS, {"ids": list(sessions.values()), "people": people, "at": now()})
    return As(accounts, context.tokens, sessions)


Report = Callable[..., Any]


@pytest.fixture
def report(context: Context, accounts: dict[str, dict[str, Any]]) -> Report:
    """`await report("worker-001", category=…)`: a stored report; answers its outcome."""
    import msgspec

    async def submit(username: str, **fields: Any) -> dict[str, Any]:
        data = {
            "id": new_id(),
            "category": "event.0101",
            "disposition": "help",
            "at": now().isoformat(),
            "place": {"grid": FIRST_GRID},
            **fields,
        }
        sender = accounts[username]["id"]
        known = await perform(context.desk, sender, "report.submit", data, context.directory.areas)
        return {"id": data["id"], **msgspec.json.decode(known.outcome, type=dict[str, Any])}

    return submit
