"""Everybody of a storm: workers who come when called, cadres, the watch by its roster, units' desks, the bureau and the
call buttons."""

import random

from workers.simulator.accounts import Account, keyed
from workers.simulator.day.above import Supervisor
from workers.simulator.day.crowd import DayCrowd
from workers.simulator.day.watch import Watcher
from workers.simulator.day.worker import DayWorker
from workers.simulator.ground import Ground
from workers.simulator.operators import Operator
from workers.simulator.person import World
from workers.simulator.storm.people import Cadre, Shared, StormWorker
from workers.simulator.storm.record import Record
from workers.simulator.storm.watch import StormWatcher

_DISTRICT, _COMMUNITY = 6, 12
_MOST = 0.9
"""Where workers live in so many of the grids, orders are for the whole district."""


class StormCrowd(DayCrowd):
    """`areas`: where people are to be moved, since somebody is there to do it."""

    def __init__(self, world: World, ground: Ground, accounts: list[Account], seed: int, most: int | None) -> None:
        self.record = Record()
        self.shared = Shared(self.record)
        super().__init__(world, ground, accounts, seed, most)
        homes = {worker.account.area for worker in self.workers}
        whole = len(homes) > _MOST * len(ground.grids)
        self.areas = [next(iter(homes))[:_DISTRICT]] if whole else sorted(homes)
        self.bureau = next(iter(keyed(accounts, "cap-")), None)
        self.buttons = {one.area: one for one in keyed(accounts, "device-")}

    def _worker(self, account: Account, ground: Ground, seed: int, begun: float, number: int) -> DayWorker:
        worker = StormWorker(self.world, account, ground, seed, begun, number)
        worker.shared = self.shared
        return worker

    def _watcher(self, account: Account, chance: random.Random, *, watches: bool) -> Watcher:
        watcher = StormWatcher(self.world, account, chance, watches=watches)
        watcher.record = self.record
        return watcher

    def _supervisor(self, account: Account, chance: random.Random) -> Supervisor:
        cadre = Cadre(self.world, account, chance)
        cadre.shared = self.shared
        return cadre

    def _rostered(self, communities: list[str]) -> None:
        """Only the watch lives by the roster: in a storm whoever came stays."""
        super()._rostered(communities)
        for worker in self.workers:
            if isinstance(worker, DayWorker):
                worker.turns = None

    @property
    def coordinators(self) -> list[Operator]:
        """Who may confirm, approve and send out."""
        return [one for one in self.operators if one.account.role == "coordinator"]

    @property
    def cadres(self) -> list[Cadre]:
        """Supervisors of communities."""
        found = [one for one in self.supervisors if isinstance(one, Cadre)]
        return [one for one in found if len(one.account.area) == _COMMUNITY]
