"""The auditor of promise P6 (every open incident has a next deadline) is itself watched: its silence is told."""

import asyncio
from typing import Any

import pytest

from command.clock import now_ms
from realtime import keys
from realtime.lag import UNAUDITED_MS, Lag
from tests.district import DISTRICT
from tests.workers.conftest import Wire, working

pytestmark = pytest.mark.timeout(90)


async def lag_of(wire: Wire) -> Lag:
    """What every gateway reads."""
    lag = Lag(20_000, 60)
    figures: Any = await wire.redis.hgetall(keys.lag(DISTRICT))  # type: ignore[misc]
    lag.read(figures, (0, 0), now_ms())
    return lag


async def audits(wire: Wire, since: int) -> Lag:
    """The lag once the auditor has looked again."""
    async with asyncio.timeout(30):
        while (lag := await lag_of(wire)).audited_ms <= since:
            await wire.redis.blpop("nothing", 0.1)  # type: ignore[misc]
    return lag


async def test_an_auditor_that_stalls_alone_is_known_to_stall_while_everything_else_goes_on(wire: Wire) -> None:
    stalled, go_on = asyncio.Event(), asyncio.Event()

    async def stalls(*_: object) -> list[str]:
        stalled.set()
        await go_on.wait()
        return []

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workers.clock.AUDIT_S", 0.2)
        async with working(wire.settings, wire.district):
            first = await audits(wire, 0)
            assert not first.is_unaudited(now_ms())
            patch.setattr("workers.clock.deadlines.without", stalls)
            async with asyncio.timeout(10):
                await stalled.wait()
            before = (await lag_of(wire)).audited_ms
            await wire.put("w1", "duty.check_in", at="2026-01-01T00:00:00Z")
            await wire.fact("DutyStarted")  # the writer and the relay are at work
            async with asyncio.timeout(30):
                while (lag := await lag_of(wire)).is_silent(now_ms()):
                    await wire.redis.blpop("nothing", 0.1)  # type: ignore[misc]
            assert lag.audited_ms == before, "no heartbeat of one who does not look"
            assert lag.is_unaudited(before + UNAUDITED_MS + 1), "three looks missed are told"
            assert not lag.is_unaudited(before + UNAUDITED_MS)
            go_on.set()
            assert not (await audits(wire, before)).is_unaudited(now_ms())


async def test_an_auditor_that_cannot_read_gives_no_sign_of_life(wire: Wire) -> None:
    asked = asyncio.Event()

    async def fails(*_: object) -> list[str]:
        asked.set()
        raise TimeoutError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("workers.clock.AUDIT_S", 0.2)
        patch.setattr("workers.clock.deadlines.without", fails)
        async with working(wire.settings, wire.district):
            async with asyncio.timeout(10):
                await asked.wait()
            await wire.put("w1", "duty.check_in", at="2026-01-01T00:00:00Z")
            await wire.fact("DutyStarted")
            lag = await lag_of(wire)
    assert (lag.audited_ms, lag.is_unaudited(now_ms())) == (0, True)
