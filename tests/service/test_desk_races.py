"""Two processes, one district: nothing is decided on stale state, and of two who are at it at once one wins."""

import asyncio
from collections.abc import Awaitable

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from command.domain import facts as f
from command.domain.draft import Draft
from command.service.deadlines import pass_due
from command.service.desk import Committed, Deposed, Desk
from command.service.intake import take
from command.store import ledger, universe
from command.store.engine import Connection
from command.store.rows import Answered
from tests.district import DISTRICT, District, received, report
from tests.service.busy import busy_day, clear_due, facts, kinds, must_hold, picture_of


@pytest.fixture
def other(district: District) -> Desk:
    """Another process's desk, with its own copy of everything."""
    return Desk(district.engine, DISTRICT, district.areas, district.phones)


async def on_duty(district: District, *people: str) -> None:
    for one in people:
        district.phones.alive.add(one)
        await district.send(one, "duty.check_in", at=report()["at"])


async def _after(seconds: float, work: Awaitable[Committed]) -> Committed:
    await asyncio.sleep(seconds)
    return await work


async def offered(district: District, grid: int = 1) -> f.OfferMade:
    """A report by w4 that somebody is now asked about."""
    done = facts(await district.send("w4", "report.submit", **report(grid)))
    (offer,) = [fact for fact in done if isinstance(fact, f.OfferMade)]
    return offer


@pytest.mark.parametrize("seed", [11, 12])
async def test_two_processes_that_take_turns_never_decide_on_stale_state(
    district: District, other: Desk, seed: int
) -> None:
    sent = await busy_day(district, seed, 60, [district.desk, other])
    await must_hold(district, sent)


async def test_what_one_process_filed_the_other_merges_into_at_once(district: District, other: Desk) -> None:
    for n in range(10):
        desk = (district.desk, other)[n % 2]
        done = await take(desk, [received("w1", "report.submit", **report(1))], district.areas)
        assert kinds(done)[0] == ("ReportMerged" if n else "IncidentFiled")
    (incident,) = (await picture_of(district)).incidents.values()
    assert incident.reports == 10


async def test_two_processes_at_once_leave_no_gap_and_lose_nothing(district: District, other: Desk) -> None:
    await on_duty(district, "w1", "w2", "w3")
    requests = [received("w4", "report.submit", **report(n % 4 + 1, category="grid.dispute")) for n in range(40)]
    await asyncio.gather(
        *(take((district.desk, other)[n % 2], [one], district.areas) for n, one in enumerate(requests))
    )
    await must_hold(district, requests)
    assert len((await picture_of(district)).incidents) == 40


async def test_an_offer_accepted_while_its_deadline_fires_is_won_by_one_and_the_other_is_told(
    district: District, other: Desk
) -> None:
    await on_duty(district, "w1", "w1b")
    won = {"accepted": 0, "expired": 0}
    for turn in range(24):
        offer = await offered(district)
        answer = received(offer.person, "offer.answer", offer=offer.offer, answer="accept")
        await universe.fast_forward(district.engine, DISTRICT, 300.001)
        accepting = asyncio.ensure_future(_after(0.002 * turn, take(district.desk, [answer], district.areas)))
        if turn == 0:
            await accepting  # as early as can be
        clock = asyncio.ensure_future(pass_due(other))
        if turn == 23:
            await clock  # as late as can be
        both = (accepting, clock)
        done = [fact for one in await asyncio.gather(*both) for fact in facts(one)]
        (answered,) = [fact for fact in done if getattr(fact, "request", None) == answer.id]
        closed = [fact for fact in done if isinstance(fact, f.OfferClosed) and fact.offer == offer.offer]
        if isinstance(answered, f.AssignmentMade):
            won["accepted"] += 1
            assert closed == []
        else:
            won["expired"] += 1
            assert isinstance(answered, f.RequestRefused)
            assert answered.refusal.data == {"why": "expired"}
            assert [fact.why for fact in closed] == ["expired"]
        await district.send("wl", "incident.void", incident=offer.incident, reason="下一轮")
    assert sum(won.values()) == 24
    assert all(won.values()), f"both must happen, or nothing was raced: {won}"
    await must_hold(district, [])


async def test_two_answers_to_one_offer_at_once_make_one_assignment(district: District, other: Desk) -> None:
    await on_duty(district, "w1")
    for _ in range(10):
        offer = await offered(district)
        mine = received("w1", "offer.answer", offer=offer.offer, answer="accept")
        theirs = received("op", "offer.answer", offer=offer.offer, answer="accept", reason="电话答应")
        done = await asyncio.gather(take(district.desk, [mine], district.areas), take(other, [theirs], district.areas))
        assert sorted(kind for one in done for kind in kinds(one)) == ["AssignmentMade", "RequestRefused"]
        await district.send("wl", "incident.void", incident=offer.incident, reason="下一轮")
    await must_hold(district, [])


async def test_one_request_sent_to_two_processes_at_once_is_decided_once(district: District, other: Desk) -> None:
    for _ in range(10):
        one = received("w1", "report.submit", **report(1, category="grid.dispute"))
        done = await asyncio.gather(take(district.desk, [one], district.areas), take(other, [one], district.areas))
        assert min(len(committed.entries) for committed in done) == 0
        await must_hold(district, [one])


async def test_two_clocks_pass_each_step_once(district: District, other: Desk) -> None:
    for grid in (1, 2, 3, 4):
        await district.send("w4", "report.submit", **report(grid))
    for _ in range(6):
        await universe.fast_forward(district.engine, DISTRICT, 121)
        done = await asyncio.gather(pass_due(district.desk), pass_due(other))
        passed = [fact.incident for one in done for fact in facts(one) if isinstance(fact, f.NobodyAvailable)]
        assert len(passed) == len(set(passed)) == 4
    await must_hold(district, [])


async def test_after_a_long_stop_every_deadline_is_acted_on_in_pieces_and_none_is_left(district: District) -> None:
    reports = [received("w4", "report.submit", **report(n % 4 + 1, category="grid.dispute")) for n in range(150)]
    await take(district.desk, reports, district.areas)
    await universe.fast_forward(district.engine, DISTRICT, 86_400)
    passed = await clear_due(district.desk)
    assert sum(isinstance(fact, f.NobodyAvailable) for fact in passed) == 150
    assert await pass_due(district.desk) is None


class Unlucky(Exception):
    """What a test throws into a transaction."""


@pytest.mark.parametrize("trouble", ["raises", "integrity", "cancelled"])
async def test_a_transaction_that_fails_leaves_nothing_and_the_desk_goes_on(district: District, trouble: str) -> None:
    await on_duty(district, "w1")
    before = await universe.look(district.engine, DISTRICT)
    offer_id = (await offered(district)).offer
    after = await universe.look(district.engine, DISTRICT)
    started = asyncio.Event()

    async def work(draft: Draft, connection: Connection, _: object) -> list[Answered]:
        draft.add(f.OfferClosed(offer=offer_id, incident="x", person="w1", why="declined"))
        draft.add(f.DutyEnded(person="w1"))
        started.set()
        if trouble == "integrity":
            await connection.execute(text("INSERT INTO universe SELECT * FROM universe"))
        if trouble == "cancelled":
            await asyncio.sleep(0.5)
        raise Unlucky

    task = asyncio.ensure_future(district.desk.transact(work))
    await started.wait()
    if trouble == "cancelled":
        task.cancel()
    with pytest.raises((Unlucky, IntegrityError, asyncio.CancelledError)):
        await task
    assert (await universe.look(district.engine, DISTRICT)).number == after.number > before.number
    taken = await district.send("w1", "offer.answer", offer=offer_id, answer="accept")
    assert kinds(taken) == ["AssignmentMade"]
    assert taken.entries[0].number == after.number + 1, "no gap"
    await must_hold(district, [])


async def test_a_ledger_that_refuses_an_entry_keeps_nothing_of_its_batch(district: District) -> None:
    """The insert itself fails, after the decision: the number is taken by a stray row."""
    head = (await universe.look(district.engine, DISTRICT)).number
    stray = (
        f"INSERT INTO ledger SELECT universe, {head + 2}, at, type, incident, area, channels, body, hash FROM ledger"
    )
    async with district.engine.begin() as connection:
        await connection.execute(text(stray + " WHERE number = 1"))
    with pytest.raises(IntegrityError):
        await district.send("w4", "report.submit", **report(1))
    async with district.engine.begin() as connection:
        await connection.execute(text(f"DELETE FROM ledger WHERE number = {head + 2}"))
    assert (await picture_of(district)).incidents == {}
    await district.send("w4", "report.submit", **report(1))
    await must_hold(district, [])


async def test_a_writer_that_was_replaced_while_it_slept_writes_nothing(district: District, other: Desk) -> None:
    old = (await universe.look(district.engine, DISTRICT)).token
    seen = await universe.holder(district.engine, DISTRICT)
    new = await universe.take_over(district.engine, DISTRICT, seen)
    one = received("w4", "report.submit", **report(1))
    with pytest.raises(Deposed):
        await take(district.desk, [one], district.areas, token=old)
    assert await ledger.read_after(district.engine, DISTRICT, 10, 10) == []
    assert kinds(await take(other, [one], district.areas, token=new))[0] == "IncidentFiled"


async def test_the_districts_time_never_goes_back(district: District, other: Desk) -> None:
    await universe.fast_forward(district.engine, DISTRICT, 3600)
    await district.send("w4", "report.submit", **report(1))
    async with district.engine.begin() as connection:
        await connection.execute(text("UPDATE universe SET ahead = '0'"))
    await take(other, [received("w3", "report.submit", **report(2))], district.areas)
    times = [entry.at for entry in await ledger.read_after(district.engine, DISTRICT, 0, 100)]
    assert times == sorted(times)
