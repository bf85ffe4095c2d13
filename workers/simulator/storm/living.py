"""A storm as it is lived: the bureau's messages, the track and everything that breaks, each at its time by the
district's clock; and everybody in between."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

from command.clock import district_now, new_id, rehearsal
from command.domain.storm.damage import Damage
from command.domain.worktime import LOCAL
from workers.simulator.day.living import begin_day
from workers.simulator.figures import Figures
from workers.simulator.ground import Ground
from workers.simulator.matters import Matter
from workers.simulator.storm.cap import message, stamp
from workers.simulator.storm.check import check_storm, counts, promises
from workers.simulator.storm.crowd import StormCrowd
from workers.simulator.storm.lead import Headquarters, hour
from workers.simulator.storm.plan import StormPlan, StormRun, TrackRefused, prepare
from workers.simulator.storm.status import status
from workers.simulator.storm.summary import summary
from workers.simulator.web import WebError

_CLOSES = timedelta(minutes=45)
"""So long before the end the headquarters closes what is over."""
_TWO = 2
_AFTER_BULLETIN = timedelta(minutes=5)
_FIRST_BULLETIN = timedelta(minutes=15)
"""So long before the beginning the track is entered as it is known by then: levels time their tasks by it."""
_PRESSED = {"grid.medical", "grid.rescue"}
"""What somebody with a call button at home presses it for."""
Wait = Callable[[float], Awaitable[bool]]
Say = Callable[[str], None]


class OtherPace(Exception):
    """The server's clock does not run as fast as was asked."""


class Storm:
    """One run. After `live`, `run`, `sent` (what the bureau sent and was told is stored) and `presses` are for the
    check."""

    def __init__(self, crowd: StormCrowd, ground: Ground, seed: int, say: Say) -> None:
        self._crowd, self._ground, self._seed, self._say = crowd, ground, seed, say
        self._points = random.Random(f"{seed}/points")
        self.run: StormRun | None = None
        self.headquarters: Headquarters | None = None
        self.sent: list[tuple[str, str]] = []
        self.presses: list[dict[str, Any]] = []
        self.complete = False
        self._tasks: list[asyncio.Task[None]] = []
        self._pushing = asyncio.Lock()
        self._last: tuple[str, str] | None = None

    async def live(self, plan: StormPlan, pace: float | None, wait: Wait) -> None:
        """All of it. `wait`: so many seconds; False when it is to stop. Raises TrackRefused, OtherPace, WebError."""
        if self._crowd.bureau is None or len(self._crowd.coordinators) < _TWO:
            raise TrackRefused("the accounts have no device of the bureau (cap-…), or fewer than two coordinators")
        await begin_day(self._crowd, self._say)
        clock = rehearsal()
        rate = clock.rate if clock is not None else 1.0
        if pace is not None and abs(pace - rate) > 0.01 * rate:
            raise OtherPace(
                f"the server's clock runs {rate:g} s a second, not {pace:g}: start it with "
                f"GRIDCOMMAND_REHEARSAL_RATE={pace:g} (make demo RATE={pace:g}), or leave --rate out"
            )
        places = {code: grid.inside for code, grid in self._ground.grids.items()}
        self.run = run = await asyncio.to_thread(prepare, plan, places, district_now(), self._seed)
        self._tell(run, rate)
        self.headquarters = Headquarters(run, self._crowd.shared, self._crowd, self._ground, self._seed, self._say)
        await self._play(run, rate, wait)

    def _tell(self, run: StormRun, rate: float) -> None:
        here = [at.astimezone(LOCAL) for at in (run.begins, run.ends)]
        minutes = (run.ends - district_now()).total_seconds() / rate / 60
        self._say(
            f"storm {run.plan.code} {run.plan.name}: {here[0]:%m-%d %H:%M} to {here[1]:%m-%d %H:%M} by the district's "
            f"clock, {minutes:.0f} min at this pace; {len(run.signals)} messages of the bureau, {len(run.bulletins)} "
            f"bulletins of the track, {len(run.damages)} reports"
        )
        left = (run.begins - district_now()).total_seconds() / rate
        if left > 30:
            self._say(f"it begins in {left / 60:.1f} min")

    async def _play(self, run: StormRun, rate: float, wait: Wait) -> None:
        """Everything in its order of time. What takes long goes on beside it."""
        headquarters = self.headquarters
        if headquarters is None:
            return
        await headquarters.convene()
        acts: list[tuple[datetime, Callable[[], Any]]] = [(run.begins, headquarters.open_shelters)]
        acts += [(signal.at, self._signal(n)) for n, signal in enumerate(run.signals)]
        acts += [(run.begins - _FIRST_BULLETIN, headquarters.bulletin)]
        acts += [(at + _AFTER_BULLETIN, headquarters.bulletin) for at in run.bulletins if at > run.begins]
        acts += [(one.at, self._breaks(one)) for one in run.damages]
        acts += [(run.ends - _CLOSES, headquarters.close), (run.ends, _nothing)]
        for at, act in sorted(acts, key=lambda one: one[0]):
            if not await wait(max(0.0, (at - district_now()).total_seconds() / rate)):
                return
            self._failed()
            self._tasks.append(asyncio.create_task(act()))
        self.complete = True
        self._say(f"{hour()}  the storm is over")

    def _failed(self) -> None:
        """What went wrong beside: a mistake of ours, or an answer that is no success."""
        for task in [task for task in self._tasks if task.done()]:
            self._tasks.remove(task)
            task.result()

    async def finished(self, timeout_s: float) -> None:
        """What was begun is over, or so many seconds have gone by."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=timeout_s)
        self._failed()
        for task in self._tasks:
            task.cancel()

    async def count(self, figures: Figures) -> list[str]:
        """Tells what it came to; everything that does not agree, in words."""
        if self.run is None:
            return []
        for line in summary(self.run, self._crowd.record, self._ground):
            self._say(line)
        if not self.complete:
            self._say("it was stopped before its end: what was begun is not judged")
        sent, presses = len(self.sent), self.presses
        begins = self.run.begins
        found = await check_storm(self._crowd, figures, sent, presses, begins)
        homes = {worker.account.area for worker in self._crowd.workers}
        return found + (promises(self._crowd.record, homes) if self.complete else [])

    def status(self) -> str:
        """Where it stands."""
        return status(self._crowd.record)

    def told(self) -> dict[str, Any]:
        """For JSON."""
        return {**counts(self._crowd.record), "warnings": len(self.sent), "presses": len(self.presses)}

    # --- from outside

    def _signal(self, n: int) -> Callable[[], Any]:
        """The bureau pushes a message, with its own key."""

        async def push() -> None:
            run, bureau = self.run, self._crowd.bureau
            if run is None or bureau is None:
                return
            signal = run.signals[n]
            async with self._pushing:  # one after the other, also when the run is joined late
                now = district_now()
                identifier = f"46010041600000_{now:%Y%m%d%H%M%S}_{n:02}"
                content = message(signal, identifier, bureau.area[:6], run.plan.name, now, self._last)
                self._last = (identifier, stamp(now))
                web = self._crowd.world.web
                told = await web.post("/api/warnings", bureau.key, content, kind="application/cap+xml")
            self.sent.append((identifier, told.get("warning") or told.get("cancel") or ""))
            self._crowd.world.figures.work["warnings sent"] += 1
            self._say(f"{hour()}  the bureau: typhoon signal {signal.colour or 'cancelled'}")

        return push

    def _breaks(self, one: Damage) -> Callable[[], Any]:
        """A button is pressed where somebody has one; somebody calls; or a worker of the grid sees it."""

        async def report() -> None:
            crowd, grid = self._crowd, one.grid
            button = crowd.buttons.get(grid)
            if button is not None and one.matter.hazard == "life" and one.matter.category in _PRESSED:
                await self._press(button.id, button.key)
                return
            lat, lon = self._ground.point_in(grid, self._points)
            place = {"lat": lat, "lon": lon, "accuracy_m": 15}
            worker = None if one.called else crowd.worker_near(grid)
            if worker is not None and worker.on_duty:
                worker.report(one.matter, place)
            else:
                matter = Matter(one.matter.category, "help", one.matter.hazard, one.matter.text)
                crowd.operator().take_call(matter, place)

        return report

    async def _press(self, device: str, key: str) -> None:
        """Pressed again with the same id until it is answered."""
        id_ = new_id()
        body = {"id": id_, "button": "red", "at": district_now().isoformat(timespec="milliseconds")}
        try:
            told = await self._crowd.world.web.post(f"/api/buttons/{device}/press", key, body)
        except WebError as error:
            self.presses.append({"id": id_, "refused": str(error)})
            return
        self.presses.append({"id": id_, "press": told["press"], "incident": told["incident"]})
        self._crowd.world.figures.work["buttons pressed"] += 1


async def _nothing() -> None:
    """The last moment."""
