"""Fill an empty database with the demo district. Doing it again changes nothing; a half-filled one is completed."""

import asyncio
import json
import os
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from command.domain.area import Area, AreaIndex
from command.domain.facts import AnyFact
from command.service.accounts import Account, add_accounts
from command.service.desk import Desk
from command.service.places import register_places
from command.settings import Settings
from command.store.areas import load_areas
from command.store.database import create_engine
from command.store.engine import Engine
from command.store.kept import kept_at
from command.store.people import ensure_universe, load_people
from workers.demo.grids import demo_areas
from workers.demo.outline import DISTRICT
from workers.demo.people import People
from workers.demo.roster import demo_roster
from workers.demo.stock import demo_registry
from workers.demo.units import demo_units

_PIECE = 25
FILE_NAME = "demo-accounts.json"


def fill(settings: Settings) -> list[dict[str, Any]]:
    """The demo's accounts: `{username, password or key, role, id, name, area}` each, also kept in the data folder.

    Answers [] and touches nothing when the database already holds another district. The database must be migrated.
    Raises SQLAlchemyError when it cannot be reached.
    """
    return asyncio.run(_fill(settings))


async def _fill(settings: Settings) -> list[dict[str, Any]]:
    engine = create_engine(settings.database_url, name="gridcommand-demo")
    try:
        areas = await load_areas(engine)
        if any(not area.synthetic for area in areas) or settings.district != DISTRICT[0]:
            return []
        return await _kept(engine, settings, areas) or await _made(engine, settings)
    finally:
        await engine.dispose()


async def _kept(engine: Engine, settings: Settings, areas: Sequence[Area]) -> list[dict[str, Any]]:
    """The accounts of an earlier, complete filling, from its file."""
    try:
        accounts = msgspec.json.decode(_path(settings).read_bytes(), type=list[dict[str, Any]])
    except (OSError, msgspec.MsgspecError):
        return []
    people = await load_people(engine, settings.district)
    return accounts if areas and all(account.get("id") in people for account in accounts) else []


async def _made(engine: Engine, settings: Settings) -> list[dict[str, Any]]:
    areas = demo_areas()
    people = People(areas)
    registry = demo_registry(areas, people)
    people.add_buttons(registry.in_need)
    shown = [_shown(account) for account in people.accounts]
    _write(_path(settings), shown)  # before the database: a password nobody knows would be worse than one too many
    desk = Desk(engine, settings.district, AreaIndex(areas))
    await ensure_universe(engine, settings.district)
    await desk.record(list(demo_units(settings.district)))  # before the accounts of their desks
    async with asyncio.TaskGroup() as group:  # most of the time goes into hashing passwords, on other threads
        group.create_task(register_places(engine, areas, registry))
        group.create_task(add_accounts(engine, desk, settings.district, people.accounts))
    await _roster(engine, desk, people)
    return shown


async def _roster(engine: Engine, desk: Desk, people: People) -> None:
    """Who should be on duty. What was rostered before stays as it is."""
    facts = demo_roster(people)
    known = (await kept_at(engine, desk.universe, ["groups"], datetime.max.replace(tzinfo=UTC)))["groups"]
    ids = {group.id for group in known}
    fresh: list[AnyFact] = [fact for fact in facts if fact.group not in ids]
    for start in range(0, len(fresh), _PIECE):
        await desk.record(fresh[start : start + _PIECE])


def _shown(account: Account) -> dict[str, Any]:
    secret = {"key": account.key} if account.key is not None else {"password": account.password}
    return {
        "username": account.username,
        **secret,
        "role": account.role,
        "id": account.id,
        "name": account.name,
        "area": account.areas[0],
    }


def _path(settings: Settings) -> Path:
    return Path(settings.data_dir, FILE_NAME)


def _write(path: Path, accounts: list[dict[str, Any]]) -> None:
    """Only the owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        os.fchmod(handle, 0o600)
        json.dump(accounts, file, ensure_ascii=False, indent=2)
        file.write("\n")
