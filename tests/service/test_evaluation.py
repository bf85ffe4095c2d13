"""A drill's evaluation over a real ledger: read a second time by SQL, frozen, and found out when it is not true."""

import random
from datetime import timedelta
from types import SimpleNamespace

import msgspec
import pytest
from sqlalchemy import text

from command.clock import new_id
from command.domain.drill.evaluation.entry import Entry
from command.domain.facts import drill as d
from command.domain.facts.script import ContactInject, Inject
from command.service.evaluation.evaluating import Books, current, freeze, holds
from command.service.evaluation.live import Live
from command.service.evaluation.testing import is_through
from command.store import evaluations
from tests.district import DISTRICT, District, report
from tests.domain.drilled import START, Drilled, expect
from tests.domain.storied import storied
from tests.domain.test_assessing import played
from tests.service.drill_by_sql import outcomes
from tests.service.drill_ledger import write


@pytest.fixture
def books(district: District) -> Books:
    return Books(district.engine, district.engine, DISTRICT)


def of(told: Drilled, exercise: str) -> list[Entry]:
    """The story under an id of its own: a ledger of its own for each test."""
    first = msgspec.structs.replace(told.entries[0].fact, drill=exercise)
    return [Entry(1, told.entries[0].at, first), *told.entries[1:]]


async def agreed(books: Books, exercise: str) -> None:
    """Ours and SQL's say the same of every expectation."""
    found = await current(books, exercise, storied().now)
    assert found is not None
    ours = [
        (one.id, each.index, each.expectation.what, each.outcome, each.took_s and round(each.took_s, 3), each.by)
        for one in found.evaluation.injects
        for each in one.expected
    ]
    theirs = [
        (one["id"], one["n"], one["what"], one["outcome"], one["took_s"] and round(one["took_s"], 3), one["by"])
        for one in await outcomes(books.engine, exercise)
    ]
    assert [one[:5] for one in ours] == [one[:5] for one in theirs]
    people = ("offered", "accepted", "arrived", "done", "answered", "switched")
    assert [one for one in ours if one[2] in people] == [one for one in theirs if one[2] in people]


async def test_an_independent_reader_finds_the_same_of_a_whole_drill(books: Books) -> None:
    exercise = new_id()
    await write(books.engine, exercise, of(storied(), exercise))
    await agreed(books, exercise)


@pytest.mark.parametrize("seed", range(8))
async def test_an_independent_reader_finds_the_same_whatever_happens(books: Books, seed: int) -> None:
    chance, exercise = random.Random(seed), new_id()
    acts = ["give", "offer", "accept", "en_route", "on_scene", "done", "answer", "pause", "note"]
    drawn = [
        (chance.choice(acts), chance.randint(1, 4), chance.choice(["w1", "w2"]), chance.randint(1, 90))
        for _ in range(60)
    ]
    starts = [("give", n, "w1", 5) for n in (1, 2, 3, 4)]
    given = [one for one in drawn if one[0] != "give"]
    await write(books.engine, exercise, of(played([*starts, *given], ends=seed % 2 == 0), exercise))
    await agreed(books, exercise)


async def test_when_it_is_over_it_is_frozen_by_whoever_comes_first_and_words_may_still_follow(books: Books) -> None:
    told, exercise = storied(), new_id()
    entries = of(told, exercise)
    over = next(n for n, one in enumerate(entries) if isinstance(one.fact, d.DrillEnded)) + 1
    hash_ = await write(books.engine, exercise, entries[: over - 1])
    running = await current(books, exercise, told.now)
    assert running is not None
    assert not running.frozen
    assert await freeze(books, exercise, told.now) is None, "what runs is never frozen"
    hash_ = await write(books.engine, exercise, entries[over - 1 : over], after=hash_)
    kept = await freeze(books, exercise, told.now)
    assert kept is not None
    assert (kept.number, kept.hash) == (over, hash_)
    await write(books.engine, exercise, entries[over:], after=hash_)
    later = told.now + timedelta(days=3)
    assert await freeze(books, exercise, later) == kept, "who comes second gets the same"
    found = await current(books, exercise, later)
    assert found is not None
    assert found.frozen
    assert found.made_at == kept.made_at
    assert found.evaluation.upto == over
    assert found.said.conclusion.startswith("总体达到演练目标"), "what people say of it is not frozen"
    assert [one.done for one in found.said.improvements] == [False, True]
    assert await holds(books, exercise) is True


async def test_it_is_frozen_once_whoever_evaluates_it_at_the_same_time(books: Books) -> None:
    exercise = new_id()
    await write(books.engine, exercise, of(storied(), exercise))
    first = await freeze(books, exercise, storied().now)
    assert first is not None
    later = msgspec.structs.replace(first, number=1, made_at=storied().now + timedelta(days=1))
    await evaluations.keep(books.engine, later)
    assert await evaluations.load(books.engine, DISTRICT, exercise) == first, "who comes second changes nothing"


async def test_a_ledger_or_a_frozen_evaluation_that_was_changed_is_found_out(books: Books) -> None:
    exercise = new_id()
    await write(books.engine, exercise, of(storied(), exercise))
    assert await holds(books, exercise) is None, "nothing is frozen yet"
    assert await freeze(books, exercise, storied().now) is not None
    assert await holds(books, exercise) is True
    async with books.engine.begin() as connection:
        await connection.execute(
            text('UPDATE evaluation SET body = replace(body, \'"outcome":"missed"\', \'"outcome":"met"\')')
        )
    assert await holds(books, exercise) is False


async def test_it_stands_beside_earlier_drills_of_its_kind_and_beside_real_work_that_it_leaves_as_it_was(
    books: Books, district: District
) -> None:
    await district.send("w1", "duty.check_in")
    await district.send("w1", "report.submit", **report())
    first, second, test = new_id(), new_id(), new_id()
    for n, exercise in enumerate((first, test, second)):
        told = storied()
        moved = [Entry(x.number, x.at + timedelta(days=n), x.fact) for x in of(told, exercise)]
        if exercise == test:
            plan = msgspec.structs.replace(moved[0].fact.plan, form="contact")  # type: ignore[attr-defined]
            moved[0] = Entry(1, moved[0].at, msgspec.structs.replace(moved[0].fact, plan=plan))  # type: ignore[call-arg]
        await write(books.engine, exercise, moved)
        await freeze(books, exercise, told.now)
    async with books.engine.connect() as connection:
        real = text("SELECT count(*), md5(string_agg(body, '' ORDER BY number)) FROM ledger WHERE universe = :u")
        before = (await connection.execute(real, {"u": DISTRICT})).one()
    found = await current(books, second, storied().now)
    assert found is not None
    mine = [one.exercise for one in found.comparison.earlier]
    assert first in mine
    assert test not in mine, "a contact test is compared with contact tests"
    assert all(len(row.earlier) == len(mine) for row in found.comparison.rows)
    async with books.engine.connect() as connection:
        assert (await connection.execute(real, {"u": DISTRICT})).one() == before


async def test_a_director_who_looks_often_does_not_have_it_made_often(books: Books) -> None:
    told, exercise = storied(), new_id()
    entries, live = of(told, exercise), Live()
    hash_ = await write(books.engine, exercise, entries[:80])
    first = await live.current(books, exercise, lambda: told.now)
    assert first is await live.current(books, exercise, lambda: told.now)
    await write(books.engine, exercise, entries[80:], after=hash_)
    live._known[books.district, exercise].made_at = float("-inf")
    second = await live.current(books, exercise, lambda: told.now)
    assert second is not None
    assert second.frozen
    assert second is await live.current(books, exercise, lambda: told.now)


def test_a_contact_test_ends_when_all_have_answered_or_a_minute_after_its_limit() -> None:
    inject = Inject(number=1, offset_s=0, title="点名", content=ContactInject(), expected=[expect("answered", 120)])
    one = SimpleNamespace(given_at=None, inject=inject)
    picture = SimpleNamespace(injects={"i": one}, notices={})
    assert not is_through(SimpleNamespace(picture=picture, now=START)), "it has not begun"  # type: ignore[arg-type]
    one.given_at, picture.notices = START, {"i": object()}
    for seconds, through in ((0, False), (120, False), (179, False), (180, True)):
        draft = SimpleNamespace(picture=picture, now=START + timedelta(seconds=seconds))
        assert is_through(draft) is through, seconds  # type: ignore[arg-type]
    picture.notices = {}
    assert is_through(SimpleNamespace(picture=picture, now=START)), "everybody answered"  # type: ignore[arg-type]


async def test_a_drill_that_never_was_has_no_evaluation(books: Books) -> None:
    assert await current(books, new_id(), storied().now) is None
    assert await freeze(books, new_id(), storied().now) is None
