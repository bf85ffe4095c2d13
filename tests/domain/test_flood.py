"""A flood of reports: the operators' queue stays workable, nothing is lost from sight, and life is never behind."""

from collections import Counter
from datetime import timedelta
from random import Random

import pytest
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.attention.overview import overview
from command.domain.attention.queue import Queue
from command.domain.kept.attention import AttentionItem
from tests.domain.builder import DISTRICT, UNSAMPLED, grid, only, small_world
from tests.domain.flood import HOMES, STEP, FloodWorld, flooded, rain, work

WINDOW = timedelta(minutes=10)
OPERATORS = 3


def in_sight(world: FloodWorld) -> None:
    """Everything that needs somebody is in exactly one item or held back; nothing about life is held back."""
    queue = Queue(world.picture, DISTRICT)  # made anew from the picture: the law is not about the index
    seen = Counter(dict.fromkeys((key for key, _ in queue.concerns()), 0))
    groups = {(c.kind, c.life, c.area) for _, c in queue.concerns()}
    for group in groups:
        within = [one for one in world.picture.attention.values() if holds(one, *group)]
        finest = [one for one in within if len(one.area) == max(len(x.area) for x in within)]
        assert len(finest) <= 1, "two items of the same area and kind"
        assert (queue.covering(group) or "") == (finest[0].id if finest else "")
        assert finest or not group[1], f"{group} is about life, and in no item"
    held = sum(map(queue.count, queue.held()))
    told = sum(map(queue.size, world.picture.attention.values()))
    assert held + told == len(seen)
    shown = overview(world.draft())
    assert (shown.waits, shown.held) == (len(seen), held), "the index lags behind the picture"
    assert sum(one.concerns for one in shown.held_back) == held
    life = [one.item.life for one in shown.items if one.concerns]
    assert life == sorted(life, reverse=True), "something stands above what is about life"


def holds(item: AttentionItem, kind: str, life: bool, area: str) -> bool:
    return (item.kind, item.life) == (kind, life) and area.startswith(item.area)


def new_items(world: FloodWorld) -> list[tuple[int, bool]]:
    """Seconds since the first and whether about life, of every new item."""
    found = [(at, one.fact) for _, at, one in world.ledger if isinstance(one.fact, f.AttentionOpened)]
    return [(round((at - found[0][0]).total_seconds()), fact.life) for at, fact in found]


@pytest.mark.parametrize(("seed", "minutes"), [(1, 30), (2, 12)])
def test_at_500_reports_a_minute_no_operator_gets_more_than_ten_new_items_in_any_ten_minutes(
    seed: int, minutes: int
) -> None:
    chance = Random(seed)
    world = flooded(workers=chance.randint(40, 185), operators=OPERATORS)
    low = chance.sample(list(HOMES), 12)
    for step in range(minutes * 6):
        world.now += STEP
        rain(world, chance, 83 + step % 2, low)
        work(world, chance)
        world.tick()
        if step % 12 == 0 or step < 6:
            in_sight(world)
    opened = new_items(world)
    assert any(life for _, life in opened)
    assert not all(life for _, life in opened), "the made flood has both, or the law says nothing"
    for begin, _ in opened:
        in_window = [life for at, life in opened if begin <= at <= begin + WINDOW.total_seconds()]
        assert len(in_window) <= 10 * OPERATORS
    assert len(world.picture.incidents) > 150 * minutes, "and it was a flood"
    assert sum(not one.life for one in world.picture.attention.values()) <= 12 * OPERATORS


def test_one_operator_alone_gets_ten_and_life_beyond_that_widens_what_is_there() -> None:
    chance = Random(4)
    world = flooded(workers=0, operators=1)
    for _ in range(60):
        world.now += STEP
        rain(world, chance, 20, list(HOMES)[:30])
        in_sight(world)
    opened = new_items(world)
    assert len(opened) <= 10
    assert any(isinstance(one.fact, f.AttentionWidened) for *_, one in world.ledger)


def test_what_is_new_in_the_grid_and_of_the_kind_of_an_item_makes_no_new_one() -> None:
    world = small_world()
    world.at_post("op")
    world.report()
    (item,) = world.picture.attention.values()
    assert (item.kind, item.life, item.area) == ("unattended", False, "460107001001001")
    world.report(north_m=200)
    assert list(world.picture.attention) == [item.id]
    assert overview(world.draft()).items[0].concerns == 2


def test_what_becomes_a_matter_of_life_stands_in_an_item_of_its_own_at_once() -> None:
    world = small_world()
    world.at_post("op")
    world.report()
    world.report(hazard="life")
    (opened,) = [one for one in world.attended if isinstance(one, f.AttentionOpened)]
    assert (opened.kind, opened.life) == ("unattended", True)
    assert [one.concerns for one in overview(world.draft()).items] == [1, 0]


def test_what_is_held_back_comes_by_itself_when_there_is_room_the_gravest_first() -> None:
    policy = replace(UNSAMPLED, attention_items=2, attention_life=0.5)
    world = small_world(policy)
    world.at_post("op")
    world.report(n=1)
    world.report(n=2, category="event.0404")
    world.report(n=6, category="event.0406", hazard="property")
    assert len(world.picture.attention) == 1
    assert overview(world.draft()).held == 2
    world.wait(601)
    world.wait(31)
    areas = {one.area for one in world.picture.attention.values()}
    assert areas == {grid(1), grid(6)}, "property goes before what is ordinary"
    assert overview(world.draft()).held == 1


def test_an_item_lingers_so_that_what_comes_and_goes_does_not_flap_and_is_closed_at_last() -> None:
    world = small_world()
    world.at_post("op")
    world.report()
    (item,) = world.picture.attention.values()
    world.on_duty("w2")
    assert overview(world.draft()).items[0].concerns == 0
    world.answer("w2", "decline")
    assert list(world.picture.attention) == [item.id]
    world.on_duty("w3")
    world.answer("w3", "accept")
    world.wait(300)
    assert list(world.picture.attention) == [item.id]
    world.wait(300)
    assert not world.picture.attention


def test_a_flood_files_and_dispatches_what_else_waits_for_a_key_and_says_so_and_it_ends() -> None:
    world = small_world(replace(UNSAMPLED, flood_from=5, flood_until=2))
    world.at_post("op", "wl")
    world.on_duty("w1", "w2")
    held = only(world.report("w6", category="grid.hidden_danger"), f.IncidentFiled)
    assert held.next is not None
    assert held.next.kind == "confirm"
    for n in range(9):
        world.report(n=4, north_m=10 * n, category="event.0404")
    (began,) = [one for one in world.attended if isinstance(one, f.FloodBegan)]
    assert (began.rate, began.automatic, began.released) == (5, True, [held.incident])
    assert world.picture.incidents[held.incident].next.kind != "confirm"  # type: ignore[union-attr]
    filed = only(world.report("w6", n=2, category="grid.hidden_danger"), f.IncidentFiled)
    assert filed.without_key
    assert world.picture.incidents[filed.incident].next is not None
    for _ in range(25):
        world.wait(30)
    assert world.picture.flow["flow"].flood is None
    again = only(world.report("w6", n=3, category="grid.hidden_danger"), f.IncidentFiled)
    assert not again.without_key
    assert again.next is not None
    assert again.next.kind == "confirm"


def test_where_policy_does_not_let_it_nothing_is_filed_or_sent_without_a_key() -> None:
    world = small_world(replace(UNSAMPLED, flood_from=5, flood_auto=False))
    world.at_post("op")
    world.on_duty("w1")
    for n in range(11):
        world.report(n=4, north_m=10 * n, category="event.0404")
    assert world.picture.flow["flow"].flood is not None
    filed = only(world.report("w6", category="grid.hidden_danger"), f.IncidentFiled)
    assert filed.next is not None
    assert filed.next.kind == "confirm"
