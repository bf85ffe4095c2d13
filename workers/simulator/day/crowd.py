"""Everybody of a day: workers, supervisors, the watch and the units' desks, by one roster."""

import asyncio
import random
from collections.abc import Iterable

from workers.simulator.accounts import Account, of_role
from workers.simulator.crowd import Crowd, spread
from workers.simulator.day.above import Supervisor
from workers.simulator.day.desk import Desk
from workers.simulator.day.turns import Turns
from workers.simulator.day.watch import Watcher
from workers.simulator.day.worker import DayWorker
from workers.simulator.ground import Ground
from workers.simulator.habits import chance_of
from workers.simulator.person import Person, World

_COMMUNITY = 12


class DayCrowd(Crowd):
    """`most` workers at most, and of the supervisors those who stand above them."""

    def __init__(self, world: World, ground: Ground, accounts: list[Account], seed: int, most: int | None) -> None:
        super().__init__(world, ground, accounts, seed, 0)
        begun = asyncio.get_running_loop().time()
        known = [account for account in of_role(accounts, "worker") if account.area in ground.grids]
        self.workers = [
            self._worker(account, ground, seed, begun, number) for number, account in enumerate(spread(known, most))
        ]
        centre = [*of_role(accounts, "operator"), *of_role(accounts, "coordinator")]
        self.centre = [
            self._watcher(account, chance_of(seed, account.username, "watch"), watches=number == 0)
            for number, account in enumerate(centre)
        ]
        self.operators = list(self.centre)
        here = sorted({worker.account.area[:_COMMUNITY] for worker in self.workers})
        self.supervisors = [
            self._supervisor(account, chance_of(seed, account.username, "above"))
            for account in of_role(accounts, "supervisor")
            if any(code.startswith(account.area[:_COMMUNITY]) for code in here)
        ]
        self.desks = [Desk(world, one, chance_of(seed, one.username, "desk")) for one in of_role(accounts, "unit")]
        if self.centre:
            self._rostered(here)
        self._reading: asyncio.Task[None] | None = None

    def _worker(self, account: Account, ground: Ground, seed: int, begun: float, number: int) -> DayWorker:
        return DayWorker(self.world, account, ground, seed, begun, number)

    def _watcher(self, account: Account, chance: random.Random, *, watches: bool) -> Watcher:
        return Watcher(self.world, account, chance, watches=watches)

    def _supervisor(self, account: Account, chance: random.Random) -> Supervisor:
        return Supervisor(self.world, account, chance)

    def _rostered(self, communities: list[str]) -> None:
        """All live by the same roster, which a coordinator reads."""
        self.turns = Turns(self.centre[-1])
        for watcher in self.centre:
            watcher.turns, watcher.centre, watcher.communities = self.turns, self.centre, communities
        for worker in self.workers:
            if isinstance(worker, DayWorker):
                worker.turns = self.turns

    def live(self, people: Iterable[Person]) -> None:
        """Whoever lives, lives by the roster, which is read as long as anybody does."""
        super().live(people)
        if self._reading is None:
            self._reading = asyncio.create_task(self.turns.keep())

    async def close(self) -> None:
        """All sockets closed, and the roster."""
        if self._reading is not None:
            self._reading.cancel()
        await super().close()

    @property
    def people(self) -> list[Person]:
        return [*self.centre, *self.desks, *self.supervisors, *self.workers]

    async def leave(self) -> None:
        """Who has the watch stays: nobody leaves before relief."""
        await super().leave()
        async with asyncio.TaskGroup() as tasks:
            for supervisor in self.supervisors:
                tasks.create_task(supervisor.go())
