"""A press through the whole worker: held for a console that is watched, dispatched by the clock when nobody answers."""

import msgspec
from sqlalchemy import text

from command.clock import now
from command.domain import facts as f
from tests.district import GRIDS
from tests.workers.conftest import Wire, working

GRID = next(iter(GRIDS))


async def with_button(wire: Wire) -> None:
    device = f.PersonRegistered(person="b", name="一键呼叫按钮1", roles=["device"], areas=[GRID])
    await wire.district.desk.record([device])


async def test_the_clock_dispatches_a_red_press_that_no_operator_answered(wire: Wire) -> None:
    await with_button(wire)
    await wire.alive("w1", "op")
    settings = msgspec.structs.replace(wire.settings, press_hold_s=1.0)
    async with working(settings, wire.district):
        await wire.put("w1", "duty.check_in", at=now())
        sent = await wire.put("b", "button.press", button="red", at=now())
        pressed = await wire.fact("ButtonPressed", request=sent.id)
        filed = await wire.fact("IncidentFiled", incident=pressed["incident"])
        assert filed["next"]["kind"] == "confirm"
        offer = await wire.fact("OfferMade", incident=pressed["incident"])
        assert offer["person"] == "w1"
        assert offer["at"] >= filed["next"]["due"], "not before its moment is over"
        await wire.put_again(sent)
        done = await wire.put("b", "button.press", button="green", at=now())
        await wire.fact("ButtonPressed", request=done.id)
    async with wire.district.engine.connect() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM incident")) == 2, "a repeated press is one press"


async def test_an_operators_key_does_not_wait_for_the_clock(wire: Wire) -> None:
    await with_button(wire)
    await wire.alive("w1", "op")
    async with working(wire.settings, wire.district):
        await wire.put("w1", "duty.check_in", at=now())
        sent = await wire.put("b", "button.press", button="red", at=now())
        pressed = await wire.fact("ButtonPressed", request=sent.id)
        await wire.put("op", "incident.dispatch", incident=pressed["incident"])
        ordered = await wire.fact("DispatchOrdered", incident=pressed["incident"])
        offer = await wire.fact("OfferMade", incident=pressed["incident"])
        assert (ordered["by"], offer["number"]) == ("op", ordered["number"] + 1)
