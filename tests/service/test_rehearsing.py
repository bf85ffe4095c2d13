"""A demo rehearses by a clock of its own; nothing that concerns security does, and no other district can."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from command import clock
from command.domain import facts as f
from command.service.deadlines import pass_due
from command.service.rehearsing import adopt, begin, next_at
from command.store import universe
from tests.district import DISTRICT, District, report
from tests.service.busy import facts

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture(autouse=True)
def the_machines_clock_again() -> Iterator[None]:
    yield
    clock.rehearse(None)


async def test_a_rehearsal_begins_at_its_hour_and_runs_as_fast_as_it_says(district: District) -> None:
    await begin(district.engine, DISTRICT, 60, time(8), ZONE)
    first, real = await universe.now(district.engine, DISTRICT), clock.now()
    assert (first.astimezone(ZONE).hour, first.astimezone(ZONE).minute) == (8, 0)
    while (clock.now() - real).total_seconds() < 0.2:
        pass
    gone, passed = (await universe.now(district.engine, DISTRICT)) - first, clock.now() - real
    assert gone >= timedelta(seconds=12)
    assert gone <= passed * 60 + timedelta(seconds=1)


async def test_a_process_that_adopts_it_shows_what_the_database_shows(district: District) -> None:
    await begin(district.engine, DISTRICT, 60, time(8), ZONE)
    await adopt(district.engine, DISTRICT)
    before = clock.district_now()
    told = await universe.now(district.engine, DISTRICT)
    assert before - timedelta(seconds=3) <= told <= clock.district_now() + timedelta(seconds=3)
    assert abs((clock.now() - datetime.now(UTC)).total_seconds()) < 1, "security lives by the true time"


async def test_it_goes_on_where_it_stood_and_never_back(district: District) -> None:
    await begin(district.engine, DISTRICT, 60, time(8), ZONE)
    await district.send("w4", "report.submit", **report(1))
    stood = await universe.now(district.engine, DISTRICT)
    await begin(district.engine, DISTRICT, 60, time(8), ZONE)
    again = await universe.now(district.engine, DISTRICT)
    assert timedelta(seconds=-30) <= again - stood <= timedelta(seconds=60), "no night was skipped to the next morning"


async def test_a_deadline_passes_by_the_rehearsals_clock(district: District) -> None:
    district.phones.alive.add("w1")
    await district.send("w1", "duty.check_in", at=report()["at"])
    await begin(district.engine, DISTRICT, 120, time(8), ZONE)
    await adopt(district.engine, DISTRICT)
    done = await district.send("w4", "report.submit", **report(1, at=clock.district_now()))
    (offer,) = [fact for fact in facts(done) if isinstance(fact, f.OfferMade)]
    while clock.district_now() <= offer.answer_by:
        pass
    passed = await pass_due(district.desk)
    assert "OfferClosed" in [type(fact).__name__ for fact in facts(passed)]


async def test_the_true_time_is_left_alone_unless_a_rate_is_asked_for(district: District) -> None:
    await begin(district.engine, DISTRICT, 1.0, time(8), ZONE)
    await adopt(district.engine, DISTRICT)
    assert clock.rehearsal() is None
    assert abs((await universe.now(district.engine, DISTRICT) - clock.now()).total_seconds()) < 5


@pytest.mark.parametrize("now", ["07:59", "08:00", "23:00"])
def test_the_next_hour_is_ahead(now: str) -> None:
    moment = datetime.fromisoformat(f"2026-11-22T{now}:00+08:00")
    found = next_at(moment, time(8), ZONE)
    assert moment < found <= moment + timedelta(days=1)
    assert f"{found:%H:%M}" == "08:00"
