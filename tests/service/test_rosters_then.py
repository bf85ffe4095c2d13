"""Who should have been on duty, by what was known at that moment: later facts rewrite nothing."""

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.roster import Line, Pattern, Shift
from command.domain.roster.model import DayPlan, TurnRef
from command.domain.worktime import LOCAL
from command.service.replay import replay
from command.service.rosters import Kept, known_then, load_kept
from tests.district import DISTRICT, District

AREA = "460107001001"
SHIFT = Shift("白班", "patrol", "00:00", "00:00")
PEOPLE = ["w1", "w2", "w3", "w4"]


def today() -> date:
    return now().astimezone(LOCAL).date()


def group(*members: str, begins: date | None = None) -> f.GroupRostered:
    lines = [Line(SHIFT, [list(range(len(members)))])]
    pattern = Pattern(begins or today() - timedelta(days=30), list(members), lines)
    return f.GroupRostered(group="g", kind="grid", name="第1组", area=AREA, patterns=[pattern])


def leave(person: str, id_: str = "l") -> f.LeaveAsked:
    starts = now() - timedelta(hours=1)
    ends = starts + timedelta(days=9)
    return f.LeaveAsked(
        leave=id_, area=AREA, person=person, kind="sick", starts=starts, ends=ends, groups=["g"], due=ends
    )


def approved(id_: str = "l") -> f.LeaveApproved:
    return f.LeaveApproved(leave=id_, area=AREA, groups=["g"], by="co", due=now() + timedelta(days=8))


def plan(id_: str, *people: str, temporary: bool = False) -> f.PlanSet:
    day = today()
    return f.PlanSet(plan=id_, group="g", area=AREA, first=day, last=day + timedelta(days=3), shifts=[SHIFT],
                     days=[DayPlan(day, 0, list(people))], temporary=temporary,
                     due=now() + timedelta(days=5))  # fmt: skip


def override(id_: str, person: str, replaces: str) -> f.OverrideSet:
    starts = now() - timedelta(hours=1)
    return f.OverrideSet(override=id_, group="g", area=AREA, starts=starts, ends=starts + timedelta(hours=9),
                         person=person, replaces=replaces)  # fmt: skip


async def put(district: District, *facts: Any) -> datetime:
    """Write them down; a moment at which they are known and nothing after them is."""
    await district.desk.record(list(facts))
    picture = await district.desk.look(lambda draft: draft.picture)
    assert picture.at is not None
    return picture.at


def names(kept: Kept, at: datetime) -> list[str]:
    turns = kept.roster(LOCAL).turns(at, at + timedelta(microseconds=1), ["g"])
    return sorted(one.person for one in turns if one.person)


async def on(district: District, at: datetime) -> list[str]:
    return names(await known_then(district.engine, DISTRICT, at), at)


async def test_what_was_put_in_afterwards_does_not_change_what_was(district: District) -> None:
    first = await put(district, group("w1", "w2"))
    assert await on(district, first) == ["w1", "w2"]
    asked = await put(district, leave("w1"))
    said = await put(district, approved())
    stand_in = await put(district, override("o", "w3", "w2"))
    monthly = await put(district, plan("p", "w4", temporary=True))
    assert [await on(district, at) for at in (first, asked, said, stand_in, monthly)] == [
        ["w1", "w2"], ["w1", "w2"], ["w2"], ["w3"], ["w4"],
    ]  # fmt: skip
    by_now = await load_kept(district.engine, DISTRICT, first)
    assert names(by_now, first) == ["w4"], "what is known now is another answer, and can be asked for"


async def test_what_was_taken_back_later_was_there_then(district: District) -> None:
    await put(district, group("w1", "w2"))
    there = await put(district, plan("p", "w3", temporary=True), leave("w1", "l2"), approved("l2"))
    ended = await put(district, f.RosterItemEnded(kind="plans", item="p", group="g", area=AREA, why="withdrawn"))
    gone = await put(district, f.LeaveClosed(leave="l2", area=AREA, groups=["g"], why="withdrawn"))
    dissolved = await put(district, f.GroupDissolved(group="g", area=AREA, by="co", reason="x"))
    assert [await on(district, at) for at in (there, ended, gone, dissolved)] == [["w3"], ["w2"], ["w1", "w2"], []]


async def test_a_pattern_with_an_earlier_beginning_counts_from_when_it_was_written(district: District) -> None:
    before = await put(district, group("w1"))
    after = await put(district, group("w2", begins=today() - timedelta(days=60)))
    assert [await on(district, at) for at in (before, after)] == [["w1"], ["w2"]]
    long_ago = before - timedelta(days=1)
    assert await on(district, long_ago) == [], "then there was no such group"


@pytest.mark.parametrize("seed", range(4))
async def test_it_is_what_replaying_the_ledger_to_that_moment_says(district: District, seed: int) -> None:
    chance = random.Random(seed)
    moments: list[tuple[datetime, int]] = []
    open_: dict[str, list[str]] = {"plans": [], "overrides": [], "swaps": [], "leaves": []}
    for _ in range(40):
        await district.desk.record([anything(chance, open_)])
        picture = await district.desk.look(lambda draft: draft.picture)
        assert picture.at is not None
        moments.append((picture.at, picture.number))
    last = dict(moments)  # several in one instant: the last of them
    for at, number in last.items():
        then, told = await replay(district.engine, DISTRICT, number), await known_then(district.engine, DISTRICT, at)
        assert told.groups == then.groups
        for kind in ("plans", "overrides", "swaps", "leaves"):
            # what was over before and mattered no longer need not be there; what is there is as it was
            assert {one.id: one for one in getattr(told, kind)} == getattr(then, kind), (seed, kind)


def anything(chance: random.Random, open_: dict[str, list[str]]) -> f.AnyFact:
    """Some fact about rosters that could come next."""
    id_, who, other = new_id(), *chance.sample(PEOPLE, 2)
    made: dict[str, Any] = {
        "plans": lambda: plan(id_, who, temporary=chance.random() < 0.5),
        "overrides": lambda: override(id_, who, other),
        "leaves": lambda: leave(who, id_),
        "swaps": lambda: f.SwapAsked(swap=id_, area=AREA, giver=who, taker=other, turn=TurnRef("g", today(), "白班"),
                                     ends=now() + timedelta(days=1), due=now() + timedelta(days=1)),
    }  # fmt: skip
    kind = chance.choice([*made, "group"])
    if kind == "group":
        return group(*chance.sample(PEOPLE, 2))
    if not open_[kind] or chance.random() < 0.5:
        open_[kind].append(id_)
        fact: f.AnyFact = made[kind]()
        return fact
    old = chance.choice(open_[kind])
    if kind in ("leaves", "swaps") and chance.random() < 0.6:
        swapped = f.SwapApproved(swap=old, area=AREA, groups=["g"], by="co", due=now() + timedelta(days=1))
        return approved(old) if kind == "leaves" else swapped
    open_[kind].remove(old)
    ends: dict[str, f.AnyFact] = {
        "leaves": f.LeaveClosed(leave=old, area=AREA, groups=["g"], why="over"),
        "swaps": f.SwapClosed(swap=old, area=AREA, groups=["g"], why="over"),
        "plans": f.RosterItemEnded(kind="plans", item=old, group="g", area=AREA, why="over"),
        "overrides": f.RosterItemEnded(kind="overrides", item=old, group="g", area=AREA, why="over"),
    }
    return ends[kind]
