"""A drill in a running system, whose facts the test writes: what screens do with it hangs on nothing else."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

from sqlalchemy import text

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.place import Place, Spot
from command.domain.universe import universe_of
from command.service.desk import Desk as Writer
from command.service.directory import Directory
from command.store import universe
from command.store.database import create_engine
from tests.browser.screens import Account
from tests.district import DISTRICT
from tests.system import System

_DRAFT = text(
    "INSERT INTO exercise (id, district, state, plan, script, version, made_by, made_at, changed_by, changed_at) "
    "VALUES (:id, :district, 'draft', '{}', '{}', 1, 'test', now(), 'test', now())"
)


class Drill:
    """`writer` writes its ledger."""

    def __init__(self, id_: str, writer: Writer, directory: Directory) -> None:
        self.id = id_
        self.writer = writer
        self._directory = directory

    async def say(self, *facts: f.AnyFact) -> None:
        """What happened in the drill."""
        await self.writer.record(list(facts))

    async def join(self, account: Account, *roles: str, part: str = "player", layout: str = "whole") -> None:
        """Somebody of the district is in it, on duty if they work in it."""
        known = self._directory.person(account["id"])
        assert known is not None
        areas = list(known.areas)
        who = Participant(person=known.id, part=part, roles=list(roles), areas=areas, layout=layout)  # type: ignore[arg-type]
        duty = [f.DutyStarted(person=known.id, name=known.name)] if {"worker", "operator"} & set(roles) else []
        mine = list(roles) or [part]
        await self.say(
            f.PersonRegistered(person=known.id, name=known.name, roles=mine, areas=areas),  # type: ignore[arg-type]
            f.ParticipantJoined(participant=who, name=known.name),
            *duty,
        )

    def spot(self, grid: str) -> Spot:
        """The middle of a grid."""
        found = self._directory.areas.resolve(Place(grid=grid))
        assert found is not None
        return found

    async def file(self, grid: str, category: str = "event.0406", priority: int = 3, words: str = "") -> str:
        """An incident of the drill that waits; its id."""
        incident = new_id()
        await self.say(
            f.IncidentFiled(
                incident=incident,
                report=new_id(),
                category=category,
                disposition="help",
                priority=priority,  # type: ignore[arg-type]
                reasons=["ordinary"],
                place=self.spot(grid),
                reporter="director",
                reported_at=now(),
                text=words,
                next=f.Deadline(kind="dispatch", round=1, step=1, due=now() + timedelta(minutes=5)),
            )
        )
        return incident

    async def offer(self, account: Account, incident: str, **more: Any) -> str:
        """Ask a player to take it; the offer's id."""
        grid, offer, due = account["area"], new_id(), now() + timedelta(minutes=5)
        base: dict[str, Any] = {"category": "event.0406", "priority": 3, "text": ""}
        await self.say(
            f.OfferMade(
                offer=offer,
                incident=incident,
                person=account["id"],
                person_name=account["name"],
                place=self.spot(grid),
                grid=grid,
                reason=f.Choice(tier="own_grid"),
                answer_by=due,
                next=f.Deadline(kind="answer", round=1, step=2, due=due),
                **{**base, **more},
            )
        )
        return offer

    async def ask(self, kind: str, words: str, *accounts: Account) -> str:
        """An inject that is to be answered; its id."""
        inject = new_id()
        to = [one["id"] for one in accounts]
        await self.say(f.InjectGiven(inject=inject, serial=1, kind=kind, to=to, text=words, answer=True))
        return inject


@asynccontextmanager
async def drilling(system: System, name: str = "防汛防风演练", form: str = "live") -> AsyncIterator[Drill]:
    """A drill that runs until the block ends."""
    engine = create_engine(system.servers()["database_url"])
    directory = await Directory.load(engine, DISTRICT)
    id_ = new_id()
    async with engine.begin() as connection:
        await connection.execute(_DRAFT, {"id": id_, "district": DISTRICT})
        await universe.create(connection, universe_of(id_))
    drill = Drill(id_, Writer(engine, universe_of(id_), directory.areas), directory)
    await drill.say(f.DrillStarted(drill=id_, plan=DrillPlan(name=name, form=form), by="test"))  # type: ignore[arg-type]
    try:
        yield drill
        await drill.say(f.DrillEnded(why="done", by="test"))
    finally:
        await engine.dispose()
