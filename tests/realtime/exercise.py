"""A running exercise beside the small district, and who plays in it: the test plays its writer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.place import Spot
from command.domain.universe import universe_of
from command.service.desk import Desk
from command.store import universe
from realtime.rooms.room import Room
from tests.district import DISTRICT, small_areas
from tests.realtime.conftest import House, put_live

NAME = "台风“威马逊”演练"
PLAYERS: dict[str, tuple[str, list[str], list[str]]] = {
    "w1": ("player", ["worker"], ["460107001001001"]),
    "s": ("player", ["supervisor"], ["460107001001001"]),
    "op": ("player", ["operator"], [DISTRICT]),
    "co": ("director", ["director"], [DISTRICT]),
}
"""Who is in it as what: part, roles, areas. The rest of the small district is not."""


_DRAFT = text(
    "INSERT INTO exercise (id, district, state, plan, script, version, made_by, made_at, changed_by, changed_at) "
    "VALUES (:id, :district, 'draft', '{}', '{}', 1, 'co', now(), 'co', now())"
)


@dataclass
class Drill:
    """A running exercise."""

    id: str
    house: House
    desk: Desk

    @property
    def channel(self) -> str:
        return universe_of(self.id)

    @property
    def room(self) -> Room:
        room = self.house.gateway.rooms.room(self.id)
        assert room is not None
        return room

    async def remember(self, *facts: f.AnyFact) -> int:
        """Append facts to the exercise's ledger; the gateway finds them itself."""
        committed = await self.desk.record(list(facts))
        return committed.entries[-1].number

    async def relay(self, *facts: f.AnyFact) -> int:
        """Append them and put them on the exercise's live stream."""
        committed = await self.desk.record(list(facts))
        await put_live(self.house.redis, committed.epoch, committed.entries, self.channel)
        return committed.entries[-1].number


@asynccontextmanager
async def drilled(house: House, id_: str = "d1", **plan: Any) -> AsyncIterator[Drill]:
    """An exercise that runs, once this gateway has a room for it."""
    engine = house.district.engine
    async with engine.begin() as connection:
        await connection.execute(_DRAFT, {"id": id_, "district": DISTRICT})
        await universe.create(connection, universe_of(id_))
    desk = Desk(engine, universe_of(id_), small_areas(), house.district.phones)
    await desk.record(first_facts(id_, **plan))
    drill = Drill(id_, house, desk)
    await until(lambda: house.gateway.rooms.room(id_) is not None)
    await until(lambda: drill.room.hub.is_ready() and drill.room.pulse.redis and drill.room.live.redis_alive)
    yield drill


def first_facts(id_: str, **plan: Any) -> list[f.AnyFact]:
    made: list[f.AnyFact] = [f.DrillStarted(drill=id_, plan=DrillPlan(name=NAME, form="live", **plan), by="co")]
    for person, (part, roles, areas) in PLAYERS.items():
        made.append(f.PersonRegistered(person=person, name=person, roles=roles, areas=areas))  # type: ignore[arg-type]
        made.append(joined(person, part, roles, areas))
    return made


def joined(person: str, part: str, roles: list[str], areas: list[str], **more: Any) -> f.ParticipantJoined:
    who = Participant(person=person, part=part, roles=roles, areas=areas, **more)  # type: ignore[arg-type]
    return f.ParticipantJoined(participant=who, name=person)


def filed(grid: int = 1, **more: Any) -> f.IncidentFiled:
    """An incident of the exercise in the grid with this serial."""
    return f.IncidentFiled(
        **{
            "incident": new_id(),
            "report": new_id(),
            "category": "event.0406",
            "disposition": "help",
            "priority": 3,
            "reasons": ["ordinary"],
            "place": Spot(20.0, 110.3, f"460107001001{grid:03d}"),
            "reporter": "w1",
            "reported_at": now(),
            "text": "演练险情",
            **more,
        }
    )


async def until(true: Any, within_s: float = 10) -> None:
    """Wait until something of this process's own is so: rooms that open and close, lanes that come up. The product
    looks at these itself when it needs them, and announces them to nobody; a fact's arrival is `hub.reached`."""
    async with asyncio.timeout(within_s):
        while not true():
            await asyncio.sleep(0.02)
