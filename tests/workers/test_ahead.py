"""A worker that decides ahead beside another process that keeps adding facts: nothing is lost, doubled or reordered."""

import asyncio
from typing import Any

import pytest

from command.clock import now
from command.domain import facts as f
from command.service.desk import Committed, Desk, Overtaken
from tests.district import DISTRICT, report
from tests.workers.conftest import Wire, working


@pytest.fixture
def overtaken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often something decided ahead had to be decided again."""
    counted = [0]
    fly = Desk._fly

    async def counting(self: Desk, *arguments: Any) -> Committed:
        try:
            return await fly(self, *arguments)
        except Overtaken:
            counted[0] += 1
            raise

    monkeypatch.setattr(Desk, "_fly", counting)
    return counted


async def test_one_phones_requests_are_decided_in_their_order_whoever_adds_facts_meanwhile(
    wire: Wire, overtaken: list[int]
) -> None:
    other = Desk(wire.district.engine, DISTRICT, wire.district.areas)
    done = asyncio.Event()

    async def rights_change() -> None:
        while not done.is_set():
            await other.record([f.RightsChanged(person="w4", roles=["worker"], areas=["460107001001004"])])

    async with working(wire.settings, wire.district):
        await wire.fact("ReportStored", request=(await wire.put("w2", "report.submit", **report(2))).id)
        busy = asyncio.create_task(rights_change())
        sent = [await wire.put("w1", "duty.check_in" if n % 2 == 0 else "duty.check_out", at=now()) for n in range(200)]
        last = await wire.fact("DutyEnded", timeout_s=60, request=sent[-1].id)
        done.set()
        await busy
        facts = await wire.facts(last["number"])
    assert [fact for fact in facts if fact["type"] == "RequestRefused"] == []
    answered = [fact["request"] for fact in facts if fact["type"] in ("DutyStarted", "DutyEnded")]
    assert answered == [one.id for one in sent]
    assert overtaken[0] > 0, "nothing was overtaken, so nothing was proved"
