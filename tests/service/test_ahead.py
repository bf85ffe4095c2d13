"""Deciding ahead: what was decided before the lock is kept only if everything it was decided on is so."""

from datetime import timedelta

import pytest

from command.domain import facts as f
from command.service.desk import Deposed, Desk, Overtaken
from command.service.intake import Received, take, take_ahead
from command.store import universe
from tests.district import DISTRICT, District, received, report
from tests.service.busy import facts, kinds, must_hold, picture_of


async def writer(district: District) -> int:
    """This process is the district's writer, and knows what is so."""
    token = await universe.take_over(district.engine, DISTRICT, await universe.holder(district.engine, DISTRICT))
    assert token is not None
    await take(district.desk, [one(4)], district.areas, token=token)
    return token


def one(grid: int, **data: object) -> Received:
    """A report that is nobody else's matter."""
    return received("w4", "report.submit", **report(grid, category="grid.dispute", **data))


@pytest.fixture
def other(district: District) -> Desk:
    """Another process's desk."""
    return Desk(district.engine, DISTRICT, district.areas, district.phones)


async def test_two_batches_are_decided_before_the_first_is_committed_and_kept_in_order(district: District) -> None:
    token = await writer(district)
    sent = [one(1), one(2), one(3)]
    begun = [await take_ahead(district.desk, [each], district.areas, token=token) for each in sent]
    kept = [await flight for flight, _ in (each for each in begun if each is not None)]
    assert [kinds(each)[0] for each in kept] == ["IncidentFiled"] * 3
    numbers = [entry.number for each in kept for entry in each.entries]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    await must_hold(district, sent)


async def test_what_another_process_added_meanwhile_overtakes_everything_decided_ahead(
    district: District, other: Desk
) -> None:
    token = await writer(district)
    await take(other, [received("w1", "duty.check_in", at=report()["at"])], district.areas)
    sent = [one(1), one(2)]
    for each in [await take_ahead(district.desk, [each], district.areas, token=token) for each in sent]:
        if each is not None:  # by then this process may know that it knows nothing
            with pytest.raises(Overtaken):
                await each[0]
    assert len((await picture_of(district)).incidents) == 1
    for each in sent:
        await take(district.desk, [each], district.areas, token=token)
    await must_hold(district, sent)


async def test_a_request_answered_before_is_not_answered_twice(district: District) -> None:
    token = await writer(district)
    sent = one(1)
    first = await take_ahead(district.desk, [sent], district.areas, token=token)
    again = await take_ahead(district.desk, [one(2), sent], district.areas, token=token)
    assert first is not None
    assert again is not None
    await first[0]
    with pytest.raises(Overtaken):
        await again[0]
    await take(district.desk, [sent], district.areas, token=token)
    await must_hold(district, [sent])
    assert len((await picture_of(district)).incidents) == 2


async def test_time_that_went_on_by_itself_is_noticed(district: District) -> None:
    token = await writer(district)
    before = (await universe.look(district.engine, DISTRICT)).now
    await universe.fast_forward(district.engine, DISTRICT, 3600)
    begun = await take_ahead(district.desk, [one(1)], district.areas, token=token)
    assert begun is not None
    with pytest.raises(Overtaken):
        await begun[0]
    sent = one(2)
    done = await take(district.desk, [sent], district.areas, token=token)
    assert done.entries[0].at - before > timedelta(minutes=59)


async def test_a_writer_that_was_replaced_keeps_nothing_of_what_it_decided_ahead(district: District) -> None:
    token = await writer(district)
    count = len((await picture_of(district)).incidents)
    await universe.take_over(district.engine, DISTRICT, await universe.holder(district.engine, DISTRICT))
    begun = await take_ahead(district.desk, [one(1)], district.areas, token=token)
    assert begun is not None
    with pytest.raises(Overtaken):
        await begun[0]
    with pytest.raises(Deposed):
        await take(district.desk, [one(1)], district.areas, token=token)
    assert len((await picture_of(district)).incidents) == count


async def test_what_must_be_looked_up_first_is_not_decided_ahead(district: District) -> None:
    token = await writer(district)
    over = received("w1", "offer.answer", offer="long-gone", answer="accept")
    assert await take_ahead(district.desk, [over], district.areas, token=token) is None
    (fact,) = facts(await take(district.desk, [over], district.areas, token=token))
    assert isinstance(fact, f.RequestRefused)
