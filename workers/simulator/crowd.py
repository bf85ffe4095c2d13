"""Everybody: signed in a few at a time, on duty, and out again in good order."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import TypeVar

from command.clock import district_now
from workers.simulator.accounts import Account, of_role
from workers.simulator.ground import Ground
from workers.simulator.habits import chance_of
from workers.simulator.operators import Operator
from workers.simulator.outbox import Note
from workers.simulator.person import Person, World
from workers.simulator.worker import Worker

P = TypeVar("P", bound=Person)

_MINUTE_S = 60.0
_CAREFUL = 100
"""Reports a minute of one person from which on others are asked first: the product allows 120."""


class Turns:
    """Whose turn it is: of those who can, the one who did the fewest in the last minute."""

    def __init__(self) -> None:
        self._times: dict[str, list[float]] = {}

    def busy(self, person: Person) -> int:
        """How many in the last minute."""
        now = asyncio.get_running_loop().time()
        times = self._times.setdefault(person.account.id, [])
        while times and times[0] < now - _MINUTE_S:
            times.pop(0)
        return len(times)

    def take(self, people: Sequence[P]) -> P:
        """The next of these, of whom there is at least one."""
        chosen = min(people, key=self.busy)
        self._times[chosen.account.id].append(asyncio.get_running_loop().time())
        return chosen


class Crowd:
    """The people of one run."""

    def __init__(self, world: World, ground: Ground, accounts: list[Account], seed: int, most: int | None) -> None:
        begun = asyncio.get_running_loop().time()
        known = [
            account
            for account in of_role(accounts, "worker")
            if account.area in ground.grids and "volunteer" not in account.username
        ]
        self.world = world
        self.workers = [Worker(world, account, ground, seed, begun) for account in spread(known, most)]
        desk = [*of_role(accounts, "operator"), *of_role(accounts, "coordinator")]
        self.operators = [
            Operator(world, account, chance_of(seed, account.username), watches=number == 0)
            for number, account in enumerate(desk)
        ]
        self._turns = Turns()
        self._lives: list[asyncio.Task[None]] = []

    @property
    def people(self) -> list[Person]:
        """Workers and operators."""
        return [*self.operators, *self.workers]

    def live(self, people: Iterable[Person]) -> None:
        """Let them begin; they connect by and by."""
        new = list(people)
        self._lives += [asyncio.create_task(person.live(), name=person.account.username) for person in new]
        self.world.figures.people += len(new)

    def failed(self) -> None:
        """Raises what went wrong in a life: WebError for an account that is refused, else a mistake of ours."""
        for life in self._lives:
            error = life.exception() if life.done() and not life.cancelled() else None
            if isinstance(error, BaseExceptionGroup):
                raise error.exceptions[0]
            if error is not None:
                raise error

    def operator(self) -> Operator:
        """Who takes the next call: operators, and coordinators when every operator has their hands full."""
        fresh = [o for o in self.operators if o.account.role == "operator" and self._turns.busy(o) < _CAREFUL]
        return self._turns.take(fresh or self.operators)

    def worker_near(self, grid: str) -> Worker:
        """Who reports from there: somebody of the grid, else of the community, the street, the district; nobody who
        has reported a hundred times in the last minute, if there is anybody else."""
        for length in (15, 12, 9, 0):
            here = [w for w in self.workers if w.account.area[:length] == grid[:length] and w.on_duty]
            fresh = [w for w in here if self._turns.busy(w) < _CAREFUL]
            if fresh:
                return self._turns.take(fresh)
        return self._turns.take([w for w in self.workers if w.on_duty] or self.workers)

    def reports(self) -> list[tuple[Person, Note]]:
        """Every report of everybody."""
        return [(person, note) for person in self.people for note in person.outbox.reports]

    async def leave(self) -> None:
        """Nobody takes on anything new; what is in hand is finished; everybody checks out."""
        self.world.ending, self.world.ended = True, district_now()
        async with asyncio.TaskGroup() as tasks:
            for worker in self.workers:
                tasks.create_task(worker.leave())

    async def close(self) -> None:
        """All sockets closed."""
        for life in self._lives:
            life.cancel()
        await asyncio.gather(*self._lives, return_exceptions=True)


def spread(accounts: list[Account], most: int | None) -> list[Account]:
    """At most so many, evenly over the list, which follows the map."""
    if most is None or most >= len(accounts):
        return accounts
    return [accounts[number * len(accounts) // most] for number in range(most)]
