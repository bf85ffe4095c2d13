"""What operators do with an item of their queue: take it, give it back, shelve it for a while, close it."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.attention.overview import overview
from command.domain.kept.attention import AttentionItem
from tests.domain.builder import UNSAMPLED, World, only, small_world


def queued(**data: object) -> tuple[World, AttentionItem]:
    """One report that nobody can be sent to, and an operator who sees it."""
    world = small_world()
    world.person("op2", "operator", "460107")
    world.at_post("op", "op2")
    world.report(**data)
    (item,) = world.picture.attention.values()
    return world, item


def asked(world: World, sender: str, what: str, item: AttentionItem, **data: object) -> f.AnyFact:
    """What a request about an item came to."""
    told = world.send(sender, f"attention.{what}", item=item.id, **data)
    return (told or world.attended)[0]


def code(fact: f.AnyFact) -> str:
    assert isinstance(fact, f.RequestRefused)
    return fact.refusal.code


def test_whoever_takes_it_has_it_and_nobody_else_does_without_knowing() -> None:
    world, item = queued()
    assert isinstance(asked(world, "op", "take", item), f.AttentionTaken)
    assert (item.taken_by, item.taken_name) == ("op", "name of op")
    refusal = only(world.send("op2", "attention.take", item=item.id), f.RequestRefused).refusal
    assert (refusal.code, refusal.data["who"]) == ("attention_taken", "name of op")
    taken = asked(world, "op2", "take", item, instead=True)
    assert isinstance(taken, f.AttentionTaken)
    assert taken.instead_of == "op"
    assert {"staff:op", "staff:op2"} <= set(world.last[0].channels)
    assert item.taken_by == "op2"


def test_it_is_given_back_by_whoever_has_it_alone() -> None:
    world, item = queued()
    assert code(asked(world, "op", "give_back", item)) == "attention_not_yours"
    asked(world, "op", "take", item)
    assert code(asked(world, "op2", "give_back", item)) == "attention_not_yours"
    back = asked(world, "op", "give_back", item)
    assert isinstance(back, f.AttentionReturned)
    assert (back.why, item.taken_by) == ("given_back", "")


@pytest.mark.parametrize(("hazard", "minutes"), [("life", 10), ("none", 30)])
def test_what_somebody_took_and_did_nothing_about_is_everybodys_again(hazard: str, minutes: int) -> None:
    world, item = queued(hazard=hazard)
    asked(world, "op", "take", item)
    for _ in range(minutes // 5 - 1):
        world.wait(300)
        assert item.taken_by == "op"
    world.wait(300)
    (back,) = [one for one in world.attended if isinstance(one, f.AttentionReturned)]
    assert (back.why, item.taken_by) == ("idle", "")
    assert any("staff:op" in one.channels for one in world.last if one.fact is back)


def test_what_is_shelved_comes_back_by_itself_exactly_once_and_is_in_sight_all_the_while() -> None:
    world, item = queued()
    shelved = asked(world, "op", "shelve", item, minutes=7, reason="等抢险队回来")
    assert isinstance(shelved, f.AttentionShelved)
    assert (shelved.until - world.now, shelved.concerns, shelved.reason) == (timedelta(minutes=7), 1, "等抢险队回来")
    assert overview(world.draft()).items[0].concerns == 1
    world.report(north_m=200)
    assert len(world.picture.attention) == 1, "and what is new of its kind makes no new item"
    returned = []
    for _ in range(40):
        world.wait(30)
        returned += [one for one in world.attended if isinstance(one, f.AttentionReturned)]
    assert [one.why for one in returned] == ["time"]
    assert item.shelved_until is None


def test_nothing_about_life_is_shelved_and_nothing_without_a_reason_or_again_and_again() -> None:
    world, item = queued(hazard="life")
    assert code(asked(world, "op", "shelve", item, reason="x")) == "attention_life"
    world, item = queued()
    assert code(asked(world, "op", "shelve", item, reason=" ")) == "reason_needed"
    asked(world, "op2", "take", item)
    assert code(asked(world, "op", "shelve", item, reason="x")) == "attention_taken"
    for n in range(UNSAMPLED.attention_shelvings):
        assert isinstance(asked(world, "op2", "shelve", item, minutes=1, reason=f"{n}"), f.AttentionShelved)
        assert code(asked(world, "op", "shelve", item, reason="x")) == "attention_shelved"
        world.wait(61)
    assert code(asked(world, "op", "shelve", item, reason="x")) == "attention_shelved_often"


def test_what_was_shelved_and_becomes_a_matter_of_life_is_on_the_table_at_once() -> None:
    world, item = queued()
    asked(world, "op", "shelve", item, minutes=60, reason="x")
    world.report(hazard="life")
    (opened,) = [one for one in world.attended if isinstance(one, f.AttentionOpened)]
    assert opened.life
    assert world.picture.attention[opened.item].shelved_until is None


def test_it_is_closed_by_hand_only_when_nothing_is_in_it() -> None:
    world, item = queued()
    refusal = only(world.send("op", "attention.close", item=item.id), f.RequestRefused).refusal
    assert (refusal.code, refusal.data["n"]) == ("attention_open", 1)
    world.on_duty("w2")
    assert isinstance(asked(world, "op", "close", item), f.AttentionClosed)
    assert not world.picture.attention
    assert code(asked(world, "op", "take", item)) == "attention_unknown"


def test_seen_and_mine_takes_it_off_the_queue_until_its_time_is_over() -> None:
    world, item = queued()
    world.send("op", "incident.seen", incident=world.incident.id)
    assert overview(world.draft()).waits == 0
    world.wait(1801)
    world.wait(121)
    assert overview(world.draft()).waits == 1
    assert item.id in world.picture.attention or len(world.picture.attention) == 1


def test_each_kind_of_concern_is_in_the_queue_while_it_lasts() -> None:
    world = small_world(replace(UNSAMPLED, press_hold=timedelta(seconds=20)))
    world.at_post("op", "wl")
    world.person("button", "device", "460107001001001")
    world.on_duty("w1", "w2", "w3")
    world.send("button", "button.press", button="red")
    assert {one.kind for one in world.picture.attention.values()} == {"press"}
    assert all(one.life for one in world.picture.attention.values())
    world.report("w6", category="grid.hidden_danger", n=3)
    assert "confirm" in {one.kind for one in world.picture.attention.values()}
