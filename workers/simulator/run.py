"""A whole run: sign in, live or send a file, leave in good order, count."""

import asyncio
import contextlib
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from msgspec import Struct

from workers.simulator.accounts import Account
from workers.simulator.check import check
from workers.simulator.crowd import Crowd
from workers.simulator.day.check import check_day
from workers.simulator.day.crowd import DayCrowd
from workers.simulator.day.living import begin_day, report_by_day
from workers.simulator.figures import Figures
from workers.simulator.fitting import Fitted, fit
from workers.simulator.ground import Ground
from workers.simulator.matters import Matter
from workers.simulator.person import World
from workers.simulator.reports import BadRow, Row
from workers.simulator.scenario import Entry, Scenario, on_duty, plan, walks_at
from workers.simulator.storm.crowd import StormCrowd
from workers.simulator.storm.living import Storm
from workers.simulator.storm.plan import StormPlan
from workers.simulator.telling import tell_faults, tell_merges, write
from workers.simulator.web import Web
from workers.simulator.worker import Worker

_SIGN_INS = 3
_FIRST_S = 5.0
_PATIENCE_S = 180.0
_ARRIVAL_S = 180.0
_LAST_FACTS_S = 0.3
Say = Callable[[str], None]


class NobodyToSend(Exception):
    """The accounts have no worker of this district, or no operator."""


class Options(Struct, frozen=True, kw_only=True):
    """What is to be done. `rows` with `pace`, a `scenario` as it is to be run, or a `storm` at the pace of the server's
    clock (`clock`: which must be that). `speed`: seconds of life a second."""

    url: str
    accounts: list[Account]
    seed: int
    speed: float
    people: int | None = None
    scenario: Scenario | None = None
    storm: StormPlan | None = None
    clock: float | None = None
    rows: list[Row] = []
    bad: list[BadRow] = []
    pace: float = 600.0
    json: Path | None = None


async def simulate(options: Options, say: Say, show: Say) -> list[str]:
    """Run it; `say` is for lines that stay, `show` for the status of each second. What did not agree.

    Raises NobodyToSend, WebError.
    """
    run = _Run(options, say, show)
    try:
        return await run.all()
    finally:
        await run.close()


class _Run:
    def __init__(self, options: Options, say: Say, show: Say) -> None:
        self._options = options
        self._say, self._show = say, show
        self._loop = asyncio.get_running_loop()
        self._figures = Figures()
        self._web = Web(options.url)
        self._stop = asyncio.Event()
        self._crowd: Crowd | None = None
        self._storm: Storm | None = None
        self._begun = self._loop.time()

    async def all(self) -> list[str]:
        ground = await self._ground()
        crowd = self._crowd = self._gathered(ground)
        with self._stopping(), self._reporting():
            if isinstance(crowd, StormCrowd) and self._options.storm is not None:
                self._storm = Storm(crowd, ground, self._options.seed, self._say)
                await self._storm.live(self._options.storm, self._options.clock, self._pause)
            elif self._options.scenario is not None:
                await self._live(crowd, ground, self._options.scenario)
            else:
                await self._send(crowd, ground)
            if self._storm is not None:
                await self._storm.finished(_PATIENCE_S)
            await self._answered()
            self._say("everybody finishes what is in hand and checks out")
            await crowd.leave()
            await asyncio.sleep(_LAST_FACTS_S)
        return await self._count(crowd)

    async def close(self) -> None:
        if self._crowd is not None:
            await self._crowd.close()
        self._web.close()

    # --- begin

    async def _ground(self) -> Ground:
        someone = next((one for one in self._options.accounts if one.password), None)
        if someone is None:
            raise NobodyToSend("the file has no account with a password")
        token = await self._web.sign_in(someone, _FIRST_S)
        return Ground.of(await self._web.get("/api/areas?level=grid", token))

    def _gathered(self, ground: Ground) -> Crowd:
        options = self._options
        world = World(
            options.url,
            self._web,
            self._figures,
            asyncio.Semaphore(_SIGN_INS),
            options.speed,
            clocks_right=options.scenario is None,
        )
        by_roster = options.scenario is not None and options.scenario.by_roster
        kind = StormCrowd if options.storm is not None else DayCrowd if by_roster else Crowd
        crowd = kind(world, ground, options.accounts, options.seed, options.people)
        if not crowd.workers or not crowd.operators:
            raise NobodyToSend("the accounts have no grid worker of this district, or no operator")
        return crowd

    async def _arrive(self, crowd: Crowd, workers: list[Worker]) -> None:
        """Signed in, connected and on duty; whoever is out of coverage by then comes later."""
        crowd.workers = workers
        crowd.live(crowd.people)
        coming = [asyncio.create_task(worker.check_in()) for worker in workers]
        coming += [asyncio.create_task(_up(operator.link.up)) for operator in crowd.operators]
        until = self._loop.time() + _ARRIVAL_S
        while coming and not self._stop.is_set() and self._loop.time() < until:
            await asyncio.wait(coming, timeout=0.2)
            coming = [task for task in coming if not task.done()]
            crowd.failed()
        for task in coming:
            task.cancel()
        self._say(f"{self._figures.on_duty} on duty after {self._loop.time() - self._begun:.1f} s")
        self._begun = self._loop.time()

    # --- scenario

    async def _live(self, crowd: Crowd, ground: Ground, scenario: Scenario) -> None:
        chosen = on_duty(scenario, len(crowd.workers), self._options.seed)
        workers = [crowd.workers[index] for index in chosen]
        entries = plan(scenario, ground, [worker.account.area for worker in workers], self._options.seed)
        self._say(f"{len(entries)} reports to come in {scenario.duration_s:.0f} s")
        if isinstance(crowd, DayCrowd):
            await begin_day(crowd, self._say)
            self._begun = self._loop.time()
            await report_by_day(crowd, ground, entries, self._wait_until)
            await self._wait_until(scenario.duration_s)
            return
        await self._arrive(crowd, workers)
        walking = asyncio.create_task(self._rounds(crowd, scenario))
        for entry in entries:
            if not await self._wait_until(entry.due_s):
                break
            _enter(crowd, workers, entry)
        await self._wait_until(scenario.duration_s)
        walking.cancel()

    async def _rounds(self, crowd: Crowd, scenario: Scenario) -> None:
        while True:
            share = (self._loop.time() - self._begun) / scenario.duration_s
            for worker in crowd.workers:
                worker.walking = walks_at(scenario, share)
            await asyncio.sleep(1)

    # --- file

    async def _send(self, crowd: Crowd, ground: Ground) -> None:
        fitted = fit(self._options.rows, ground, self._options.pace)
        moved = sum(one.moved for one in fitted)
        last = fitted[-1].due_s if fitted else 0
        self._say(
            f"{len(fitted)} reports to come in {last:.0f} s; {moved} fell outside and were moved to the nearest grid"
        )
        await self._arrive(crowd, crowd.workers)
        for one in fitted:
            if not await self._wait_until(one.due_s):
                break
            _send(crowd, one)

    # --- while it runs

    async def _wait_until(self, due_s: float) -> bool:
        """False when it is to stop."""
        return await self._pause(self._begun + due_s - self._loop.time())

    async def _pause(self, left_s: float) -> bool:
        """So many seconds, unless it is to stop: False then."""
        if self._crowd is not None:
            self._crowd.failed()
        if left_s > 0:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(left_s):
                    await self._stop.wait()
        return not self._stop.is_set()

    async def _answered(self) -> None:
        """Every report has its outcome, or nothing has moved for three minutes."""
        last, at = self._figures.waiting, self._loop.time()
        while self._figures.waiting and self._loop.time() - at < _PATIENCE_S:
            await asyncio.sleep(0.1)
            if self._figures.waiting != last:
                last, at = self._figures.waiting, self._loop.time()

    @contextlib.contextmanager
    def _stopping(self) -> Any:
        """The first Ctrl-C ends it in good order, the second at once."""
        task = asyncio.current_task()

        def stop() -> None:
            if self._stop.is_set() and task is not None:
                task.cancel()
            self._stop.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            self._loop.add_signal_handler(number, stop)
        try:
            yield
        finally:
            for number in (signal.SIGINT, signal.SIGTERM):
                self._loop.remove_signal_handler(number)

    @contextlib.contextmanager
    def _reporting(self) -> Any:
        task = asyncio.create_task(self._each_second())
        try:
            yield
        finally:
            task.cancel()

    async def _each_second(self) -> None:
        begun = self._loop.time()
        while True:
            await asyncio.sleep(1)
            if self._crowd is not None:
                self._figures.online = sum(person.link.up.is_set() for person in self._crowd.people)
            stands = self._storm.status() if self._storm is not None else ""
            self._show(stands + self._figures.line(self._loop.time() - begun))

    # --- end

    async def _count(self, crowd: Crowd) -> list[str]:
        for line in self._figures.summary():
            self._say(line)
        checked = await check(self._web, crowd.reports(), next(iter(crowd.operators), None))
        if isinstance(crowd, DayCrowd):
            checked.faults += await check_day(self._web, crowd, self._figures)
        if isinstance(crowd, StormCrowd) and self._storm is not None:
            checked.faults += await self._storm.count(self._figures)
        is_file = self._options.scenario is None and self._options.storm is None
        late = tell_merges(checked.merges, self._options.pace, self._say) if is_file else 0
        tell_faults(checked, self._say)
        if self._options.json is not None:
            write(self._options.json, self._told(late, is_file=is_file), checked)
        return checked.faults

    def _told(self, late: int, *, is_file: bool) -> dict[str, Any]:
        options = self._options
        name = options.scenario.name if options.scenario else options.storm.code if options.storm else None
        told: dict[str, Any] = {"seed": options.seed, "scenario": name, "pace": options.pace if is_file else None}
        told |= {"speed": options.speed, **self._figures.told(), "bad_rows": options.bad, "merged_too_late": late}
        return told | ({"storm": self._storm.told()} if self._storm is not None else {})


def _enter(crowd: Crowd, workers: list[Worker], entry: Entry) -> None:
    if entry.worker is None:
        crowd.operator().take_call(entry.matter, _place(entry.place or (0.0, 0.0)))
        return
    worker = workers[entry.worker]
    worker.report(entry.matter, _place(entry.place or worker.place()))


def _send(crowd: Crowd, one: Fitted) -> None:
    matter = Matter(one.row.category, "help", "none", f"第 {one.row.line} 行")
    if one.row.called:
        crowd.operator().take_call(matter, _place(one.place), line=one.row.line)
    else:
        crowd.worker_near(one.grid).report(matter, _place(one.place), line=one.row.line)


def _place(point: tuple[float, float]) -> dict[str, Any]:
    return {"lat": point[0], "lon": point[1], "accuracy_m": 15}


async def _up(event: asyncio.Event) -> None:
    await event.wait()
