"""Signing in and out against a real database."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import msgspec
import pytest
from sqlalchemy import insert, text

from command.domain import facts as f
from command.domain.picture import Person
from command.domain.refusals import Refusal
from command.service.directory import Directory, key_hash
from command.service.passwords import hash_password
from command.service.sessions import FAILURES_PER_ADDRESS, FAILURES_PER_USERNAME, EndedSessions, Sessions, SignedIn
from command.service.tokens import Tokens
from command.store import people, tables
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.people import Credential, save_credentials

DISTRICT = "460107"
_ids = count()


class Clock:
    def __init__(self) -> None:
        self.now = datetime(2026, 7, 18, 7, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def new_id() -> str:
    return f"session-{next(_ids)}"


def row_of(person: Person) -> dict[str, object]:
    return {
        "id": person.id, "universe": DISTRICT, "name": person.name, "roles": person.roles, "areas": person.areas,
        "active": person.active, "on_duty": False, "rights_number": 0, "state": msgspec.json.encode(person).decode(),
    }  # fmt: skip


@pytest.fixture
async def engine(fresh_database: str) -> AsyncIterator[Engine]:
    engine = create_engine(fresh_database)
    everybody = [
        Person(id="lin", name="林", roles=["operator"], areas=[DISTRICT]),
        Person(id="gone", name="离职", roles=["operator"], areas=[DISTRICT], active=False),
        Person(id="screen", name="大屏", roles=["kiosk"], areas=[DISTRICT]),
    ]
    async with engine.begin() as connection:
        await connection.execute(text("TRUNCATE person, credential, session"))
        await connection.execute(insert(tables.person), [row_of(person) for person in everybody])
    kept = hash_password("correct")
    await save_credentials(
        engine,
        [
            Credential(person="lin", username="operator-1", password_hash=kept),
            Credential(person="gone", username="operator-2", password_hash=kept),
            Credential(person="screen", key_hash=key_hash("wall-key")),
        ],
    )
    yield engine
    await engine.dispose()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def directory(engine: Engine) -> Directory:
    return await Directory.load(engine, DISTRICT)


@pytest.fixture
def sessions(engine: Engine, directory: Directory, clock: Clock) -> Sessions:
    return Sessions(engine, directory, Tokens(b"s" * 32, clock), now=clock, new_id=new_id)


async def code(sessions: Sessions, username: str, password: str, address: str = "10.0.0.1") -> str:
    outcome = await sessions.sign_in(username, password, address)
    return outcome.code if isinstance(outcome, Refusal) else "in"


async def test_the_right_password_signs_in_and_a_wrong_one_does_not(sessions: Sessions) -> None:
    assert await code(sessions, "operator-1", "correct") == "in"
    assert await code(sessions, "operator-1", "wrong") == "wrong_credentials"
    assert await code(sessions, "nobody", "correct") == "wrong_credentials"
    assert await code(sessions, "operator-1", "x" * 10_000) == "wrong_credentials"
    assert await code(sessions, "oper\x00ator", "correct") == "wrong_credentials"


async def test_somebody_whose_account_is_closed_cannot_sign_in(sessions: Sessions) -> None:
    assert await code(sessions, "operator-2", "correct") == "wrong_credentials"


async def test_successes_never_count_towards_the_limit(sessions: Sessions) -> None:
    for _ in range(FAILURES_PER_USERNAME + 5):
        assert await code(sessions, "operator-1", "correct") == "in"


async def test_too_many_failures_of_one_name_are_told_when_to_come_back(sessions: Sessions, clock: Clock) -> None:
    tries = [code(sessions, "operator-1", "wrong") for _ in range(FAILURES_PER_USERNAME + 10)]
    codes = await asyncio.gather(*tries)
    assert codes.count("wrong_credentials") <= FAILURES_PER_USERNAME + 1, "tries side by side overtook the limit"
    refusal = await sessions.sign_in("operator-1", "correct", "10.9.9.9")
    assert isinstance(refusal, Refusal)
    assert (refusal.code, refusal.status) == ("too_many_failures", 429)
    assert refusal.retry_after_s is not None
    clock.now += timedelta(seconds=refusal.retry_after_s)
    assert await code(sessions, "operator-1", "correct") == "in"


async def test_guessing_many_names_from_one_address_is_stopped_and_others_are_not(sessions: Sessions) -> None:
    for number in range(FAILURES_PER_ADDRESS):
        assert await code(sessions, f"guess-{number}", "wrong") == "wrong_credentials"
    assert await code(sessions, "operator-1", "correct") == "too_many_failures"
    assert await code(sessions, "operator-1", "correct", address="10.0.0.2") == "in"


async def test_a_session_that_ended_cannot_be_renewed_and_everybody_hears_of_it(
    engine: Engine, fresh_database: str, sessions: Sessions, clock: Clock
) -> None:
    signed_in = await sessions.sign_in("operator-1", "correct", "10.0.0.1")
    assert isinstance(signed_in, SignedIn)
    heard: asyncio.Queue[str] = asyncio.Queue()
    watcher = EndedSessions(engine, fresh_database, now=clock, on_ended=heard.put_nowait)
    task = asyncio.create_task(watcher.run())
    claims = Tokens(b"s" * 32, clock).verify(signed_in.token)
    assert isinstance(await sessions.renew(claims), SignedIn)
    assert not watcher.ended(signed_in.session)
    await sessions.end(signed_in.session)
    assert await asyncio.wait_for(heard.get(), 5) == signed_in.session
    assert watcher.ended(signed_in.session)
    assert isinstance(await sessions.renew(claims), Refusal)
    task.cancel()


async def test_the_watch_over_ended_sessions_survives_the_loss_of_its_connection(
    engine: Engine, fresh_database: str, sessions: Sessions, clock: Clock
) -> None:
    heard: asyncio.Queue[str] = asyncio.Queue()
    watcher = EndedSessions(engine, fresh_database, now=clock, on_ended=heard.put_nowait)
    task = asyncio.create_task(watcher.run())
    listening = text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
    for _ in range(100):
        async with engine.begin() as connection:
            if (await connection.execute(listening)).first() is not None:
                break
        await asyncio.sleep(0.05)
    signed_in = await sessions.sign_in("operator-1", "correct", "10.0.0.1")
    assert isinstance(signed_in, SignedIn)
    await sessions.end(signed_in.session)  # while nobody listens
    assert await asyncio.wait_for(heard.get(), 10) == signed_in.session
    task.cancel()


async def test_a_notice_that_was_lost_is_made_up_for_by_looking(
    engine: Engine, fresh_database: str, sessions: Sessions, clock: Clock
) -> None:
    signed_in = await sessions.sign_in("operator-1", "correct", "10.0.0.1")
    assert isinstance(signed_in, SignedIn)
    await sessions.end(signed_in.session)
    late = EndedSessions(engine, fresh_database, now=clock)
    await late.load()
    assert late.ended(signed_in.session)
    clock.now = signed_in.expires_at
    await late.load()
    assert not late.ended(signed_in.session), "an expired token needs no list"


async def test_a_kiosk_is_known_by_its_key_even_when_it_is_new(engine: Engine, directory: Directory) -> None:
    screen = directory.by_key("wall-key")
    assert screen is not None
    assert screen.id == "screen"
    assert directory.by_key("wall-keY") is None
    assert await directory.find_by_key(engine, "button-key") is None
    button = Person(id="button", name="按钮", roles=["device"], areas=[DISTRICT])
    async with engine.begin() as connection:
        await connection.execute(insert(tables.person), row_of(button))
    await save_credentials(engine, [Credential(person="button", key_hash=key_hash("button-key"))])
    found = await directory.find_by_key(engine, "button-key")
    assert found == button
    assert directory.by_key("button-key") == button


async def test_the_directory_follows_the_facts(directory: Directory) -> None:
    directory.apply(f.PersonRegistered(person="chen", name="陈", roles=["worker"], areas=["460107001001001"]), number=1)
    directory.apply(f.DutyStarted(person="chen"), number=2)
    chen = directory.person("chen")
    assert chen is not None
    assert chen.on_duty
    directory.apply(f.RightsChanged(person="screen", roles=["kiosk"], areas=[], active=False), number=3)
    assert directory.by_key("wall-key") is None


async def test_a_right_taken_while_the_directory_is_read_again_stays_taken(
    engine: Engine, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = people.load_people

    async def slowly(*args: Any) -> dict[str, Person]:
        found = await read(*args)
        directory.apply(f.RightsChanged(person="lin", roles=[], areas=[], active=False), number=9)
        return found

    monkeypatch.setattr(people, "load_people", slowly)
    await directory.refresh(engine)
    lin = directory.person("lin")
    assert lin is not None
    assert not lin.active
