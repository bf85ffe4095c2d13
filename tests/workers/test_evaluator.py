"""An evaluation that fails is tried again, by this process or the next, later and later."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text

from command.clock import new_id
from command.settings import load_settings
from command.store import evaluations
from tests.district import DISTRICT, District, small_district
from tests.drill import Play, begun, inject, reported
from workers import evaluator as module
from workers.evaluator import Evaluator


@pytest.fixture
async def district(fresh_database: str) -> AsyncIterator[District]:
    async with small_district(fresh_database) as made:
        yield made


async def over(district: District) -> Play:
    play = await begun(district, inject(1, 6000, reported(1)), id_=new_id())
    await play.send("wl", "drill.stop", why="done")
    return play


async def wait_is_over(district: District) -> None:
    async with district.engine.begin() as connection:
        await connection.execute(text("UPDATE evaluation_try SET next_at = clock_timestamp()"))


async def waits(district: District) -> float:
    """Seconds between the last try and the next one."""
    async with district.engine.connect() as connection:
        found = await connection.scalar(text("SELECT extract(epoch FROM next_at - last_at) FROM evaluation_try"))
    return float(found or 0)


async def test_a_failed_evaluation_is_tried_again_later_and_later_and_stops_no_other(
    district: District, fresh_database: str
) -> None:
    broken, well = await over(district), await over(district)
    settings = load_settings({}, database_url=fresh_database, district=DISTRICT)
    first = Evaluator(settings, district.areas)
    freeze, tried = module.freeze, []

    async def fails(books: Any, exercise: str, now: Any) -> Any:
        tried.append(exercise)
        if exercise == broken.id:
            raise ValueError("no such figure")
        return await freeze(books, exercise, now)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "freeze", fails)
        await first.look()
        assert await evaluations.unmade(district.engine, DISTRICT) == {broken.id: 1}
        assert await evaluations.load(district.engine, DISTRICT, well.id) is not None, "the other one is made"
        await first.look()
        assert tried.count(broken.id) == 1, "not before its time"
        waited = [await waits(district)]
        for _ in range(9):
            await wait_is_over(district)
            await Evaluator(settings, district.areas).look()  # a process that begins anew knows of it
            waited.append(await waits(district))
    assert [round(one) for one in waited] == [5, 10, 20, 40, 80, 160, 320, 600, 600, 600]
    await wait_is_over(district)
    await first.look()
    assert await evaluations.load(district.engine, DISTRICT, broken.id) is not None, "and in the end it is made"
    assert await evaluations.unmade(district.engine, DISTRICT) == {}
