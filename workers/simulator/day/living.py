"""A day as it is lived: everybody in, at the pace of the server's clock; then what is found and told, hour by hour."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from command.clock import district_now, rehearsal
from command.domain.worktime import LOCAL
from workers.simulator.day.crowd import DayCrowd
from workers.simulator.ground import Ground, Point
from workers.simulator.matters import Matter
from workers.simulator.scenario import Entry

_PATIENCE_S = 60.0
_OTHERS = ("12345", "110", "119", "120")


async def begin_day(crowd: DayCrowd, say: Callable[[str], None]) -> None:
    """The first of the watch learns how fast the district's clock runs; all live as fast. Raises TimeoutError."""
    crowd.live(crowd.centre[:1])
    async with asyncio.timeout(_PATIENCE_S):
        await crowd.centre[0].link.up.wait()
    clock = rehearsal()
    crowd.world.speed = clock.rate if clock is not None else 1.0
    here = district_now().astimezone(LOCAL)
    say(f"it is {here:%H:%M} in the district, whose clock runs {crowd.world.speed:g} s a second")
    crowd.live(crowd.people[1:])


async def report_by_day(
    crowd: DayCrowd, ground: Ground, entries: Sequence[Entry], wait_until: Callable[[float], Awaitable[bool]]
) -> None:
    """By whoever was to find it; by a colleague who is there; and where nobody is, somebody calls the centre."""
    for number, entry in enumerate(entries):
        if not await wait_until(entry.due_s):
            return
        worker = crowd.workers[entry.worker] if entry.worker is not None else None
        if worker is not None and not worker.on_duty:
            worker = crowd.worker_near(entry.grid)
        if worker is not None and worker.on_duty:
            worker.report(entry.matter, _spot(entry.place or worker.place()))
        else:
            asked = Matter(entry.matter.category, "help", entry.matter.hazard, entry.matter.text)
            spot = _spot(entry.place or ground.grids[entry.grid].inside)
            crowd.operator().take_call(asked, spot, **_origin(number))


def _origin(number: int) -> dict[str, Any]:
    """One call of six comes by way of 12345, 110, 119 or 120, who wait for our answer."""
    if number % 6:
        return {}
    return {"origin": {"service": _OTHERS[number // 6 % len(_OTHERS)], "reference": f"HK-{number}"}}


def _spot(point: Point) -> dict[str, float]:
    return {"lat": point[0], "lon": point[1], "accuracy_m": 15}
