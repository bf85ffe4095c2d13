"""`gridcommand user add`: the first account of a district, made on the command line."""

import asyncio
import re

import pytest
import typer
from typer.testing import CliRunner, Result

from command.domain.picture import Person
from command.service.directory import Directory
from command.service.passwords import password_matches
from command.store.database import create_engine
from command.store.people import find_username
from workers import cli_users

DISTRICT = "460107"
GRID = "460107001001001"


@pytest.fixture
def app(servers, fresh_database: str, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("DATABASE_URL", fresh_database)
    monkeypatch.setenv("REDIS_URL", servers.redis_url)
    app = typer.Typer()
    cli_users.register(app)
    return app


def add(app: typer.Typer, *words: str) -> Result:
    return CliRunner().invoke(app, ["user", "add", *words])


async def signs_in(database_url: str, username: str, password: str) -> bool:
    engine = create_engine(database_url)
    found = await find_username(engine, username)
    await engine.dispose()
    return found is not None and await password_matches(found.password_hash, password)


async def holder(database_url: str, key: str) -> Person | None:
    engine = create_engine(database_url)
    directory = await Directory.load(engine, DISTRICT)
    await engine.dispose()
    return directory.by_key(key)


def test_the_first_administrator_of_an_empty_district_gets_a_password_once(
    app: typer.Typer, fresh_database: str
) -> None:
    made = add(app, "root", "--role", "admin", "--name", "管理员", "--area", DISTRICT)
    assert made.exit_code == 0, made.output
    password = re.search(r"password (\S+)", made.output)
    assert password is not None
    assert asyncio.run(signs_in(fresh_database, "root", password.group(1)))
    taken = add(app, "root", "--role", "operator", "--name", "别人", "--area", DISTRICT)
    assert taken.exit_code != 0
    assert "taken" in taken.output
    assert asyncio.run(signs_in(fresh_database, "root", password.group(1)))


def test_a_kiosk_gets_a_key(app: typer.Typer, fresh_database: str) -> None:
    made = add(app, "wall", "--role", "kiosk", "--name", "大屏", "--area", DISTRICT)
    key = re.search(r"key (\S+)", made.output)
    assert key is not None
    person = asyncio.run(holder(fresh_database, key.group(1)))
    assert person is not None
    assert (person.name, person.roles) == ("大屏", ["kiosk"])


@pytest.mark.parametrize(
    "words",
    [
        ["--role", "king", "--name", "x", "--area", DISTRICT],
        ["--role", "worker", "--name", "x", "--area", DISTRICT],
        ["--role", "worker", "--name", "x", "--area", "110101001001001"],
    ],
)
def test_an_account_that_makes_no_sense_is_refused_in_a_sentence(app: typer.Typer, words: list[str]) -> None:
    refused = add(app, "someone", *words)
    assert refused.exit_code != 0
    assert "gridcommand: " in refused.output
    assert "Traceback" not in refused.output
