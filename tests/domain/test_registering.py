"""登记单位, 谁来修: units and what categories need are changed by people, with versions, and frozen at filing."""

from typing import Any

import pytest

from command.domain import facts as f
from command.domain.need import built_in_need
from tests.domain.builder import DISTRICT, World, addressed, grid, kinds, none, only, refused, small_world
from tests.domain.test_units import burst, lead_of, unit


@pytest.fixture
def world() -> World:
    """The water company's desk is manned; w1 and w2 are on duty; `spare` is an account of a desk without a unit."""
    made = small_world()
    unit(made)
    made.person("spare", "unit", DISTRICT)
    made.at_post("s", "op")
    made.alive.add("spare")
    made.on_duty("w1", "w2")
    return made


def set_unit(world: World, who: str = "co", **data: Any) -> list[f.AnyFact]:
    base: dict[str, Any] = {"unit": "gas", "name": "燃气抢修站", "kind": "gas", "areas": [DISTRICT], "desks": ["spare"]}
    return world.send(who, "unit.set", **{**base, **data})


def test_a_unit_is_registered_with_its_desk_and_is_asked_from_then_on(world: World) -> None:
    made = only(set_unit(world), f.UnitRegistered)
    assert (made.desks, made.by) == (["spare"], "co")
    assert addressed(world, f.UnitRegistered) == {"co", "spare"}
    assert world.picture.people["spare"].unit == "gas"
    asked = lead_of(world.report("w6", category="event.0403"))
    assert asked.unit == "gas"
    assert only(world.answer("spare", "accept", asked.offer), f.AssignmentMade).unit == "gas"


def test_a_desk_that_is_taken_off_a_unit_answers_for_it_no_longer(world: World) -> None:
    done = set_unit(world, unit="water", name="供水", kind="water", desks=["spare"])
    assert only(done, f.UnitRegistered).released == ["water-desk"]
    assert world.picture.people["water-desk"].unit is None
    asked = lead_of(burst(world))
    assert refused(world.answer("water-desk", "accept", asked.offer)) == "offer_unknown"
    assert not none(world.answer("spare", "accept", asked.offer), f.AssignmentMade)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"desks": ["w1"]}, "unit_desk"),
        ({"desks": ["nobody"]}, "unit_desk"),
        ({"desks": ["water-desk"]}, "unit_desk_taken"),
        ({"areas": ["110101"]}, "unit_area"),
        ({"categories": ["event.9999"]}, "unknown_category"),
        ({"opens": "08:00"}, "unit_hours"),
        ({"opens": "08:00", "closes": "08:00"}, "unit_hours"),
        ({"name": " "}, "invalid"),
    ],
)
def test_what_is_wrong_with_a_unit_is_said_and_nothing_is_half_done(
    world: World, data: dict[str, Any], code: str
) -> None:
    assert refused(set_unit(world, **data)) == code
    assert "gas" not in world.picture.units


def test_a_desk_with_work_in_hand_is_not_closed_under_it(world: World) -> None:
    asked = lead_of(burst(world))
    water: dict[str, Any] = {"unit": "water", "name": "供水", "kind": "water", "desks": ["water-desk"]}
    told = only(set_unit(world, **water, active=False), f.RequestRefused).refusal
    assert (told.code, told.data) == ("unit_at_work", {"n": 1})
    made = only(world.answer("water-desk", "accept", asked.offer), f.AssignmentMade)
    assert refused(set_unit(world, **{**water, "desks": []})) == "unit_at_work"
    world.advance("water-desk", "done", made.assignment, note="已修")
    assert only(set_unit(world, **water, active=False), f.UnitRegistered).active is False


def test_only_coordinators_and_administrators_register_units(world: World) -> None:
    world.person("ad", "admin", DISTRICT)
    assert refused(set_unit(world, "op")) == "not_allowed"
    assert only(set_unit(world, "ad"), f.UnitRegistered).by == "ad"


# --- 谁来修, 几个人


def change(
    world: World, who: str = "co", version: int = 0, category: str = "event.0402", **need: Any
) -> list[f.AnyFact]:
    four = [{"people": 1}] * 4
    asked = {"by_priority": four, **need} if need else {}
    more = {"need": asked} if need else {}
    return world.send(who, "need.change", category=category, version=version, reason="试行", **more)


def test_who_repairs_is_changed_for_what_is_filed_from_then_on_and_frozen_for_what_is_not(world: World) -> None:
    burst(world)
    first = world.incident
    assert first.need is not None
    assert (first.need.repairs, first.need.version) == ("water", 0)
    assert only(change(world, look=False, repairs=None), f.NeedChanged).version == 1
    second = burst(world, n=2)
    offer = only(second, f.OfferMade)
    assert (offer.person, offer.unit, offer.part) == ("w2", None, "lead"), "the grid's own people now"
    assert first.need.repairs == "water", "what is filed keeps its own"
    world.wait(301)
    assert first.awaits == "water"


def test_how_many_go_with_which_skills_is_the_categorys_own(world: World) -> None:
    world.on_duty("w3", "w4")
    four = [{"people": 3, "skills": ["first_aid"], "leader": True}] + [{}] * 3
    change(world, category="grid.medical", by_priority=four)
    filed = world.report("w6", category="grid.medical")
    slots = [fact for fact in filed if isinstance(fact, f.SlotOpened)]
    assert [(slot.skills, slot.leader) for slot in slots] == [(["first_aid"], True), ([], False)]


def test_without_a_grid_worker_to_look_only_the_unit_is_asked(world: World) -> None:
    change(world, repairs="water", look=False)
    assert kinds(burst(world)) == ["IncidentFiled", "ReportStored", "OfferMade"]


def test_a_change_needs_a_reason_the_version_in_force_and_a_coordinator(world: World) -> None:
    assert refused(change(world, "op")) == "not_allowed"
    change(world, repairs="gas")
    told = only(change(world, repairs="power"), f.RequestRefused).refusal
    assert (told.code, told.data) == ("need_stale", {"by": "name of co", "version": 1})
    blank = world.send("co", "need.change", category="event.0402", version=1, reason=" ")
    assert refused(blank) == "reason_needed"
    assert only(change(world, version=1), f.NeedChanged).need is None, "the built-in one again"
    assert world.draft().need("event.0402", 1).repairs == built_in_need("event.0402").repairs
    assert refused(change(world, category="none")) == "unknown_category"


def test_what_endangers_a_life_never_waits_for_a_key(world: World) -> None:
    assert refused(change(world, by_priority=[{"one_click": True}] + [{}] * 3)) == "need_waits"


def test_a_need_holds_at_the_priority_that_a_later_report_raised(world: World) -> None:
    change(world, category="event.0103", by_priority=[{"people": 2}] + [{}] * 3)
    world.report("w6", category="event.0103")
    assert not world.incident.slots
    world.report("reporter", category="event.0103", hazard="life", north_m=5)
    assert len(world.incident.slots) == 1


# --- 分流到网格


def route(world: World, **data: Any) -> list[f.AnyFact]:
    return world.send("op", "incident.route", incident=world.incident.id, reason="网格划错了", **data)


def test_an_operator_routes_to_another_grid_by_hand_whose_people_are_asked_first(world: World) -> None:
    world.on_duty("w4")
    world.report("w6", n=2)
    routed = only(route(world, to="grid", grid=grid(4)), f.IncidentRouted)
    assert (routed.grid, routed.reason) == (grid(4), "网格划错了")
    asked = only(world.tick(), f.OfferMade)
    assert (asked.person, asked.reason.tier) == ("w4", "own_grid"), "although w1 is nearer"
    assert refused(route(world, to="grid", grid="110101001001001")) == "grid_unknown"


def test_routed_to_its_own_grid_it_is_that_grids_again(world: World) -> None:
    world.report("w6", n=2)
    route(world, to="grid", grid=grid(4))
    world.tick()
    assert only(route(world, to="grid"), f.IncidentRouted).grid is None
    assert only(world.tick(), f.OfferMade).person == "w2"


# --- 回访: everybody who called


def test_who_called_later_about_the_same_is_called_back_too_one_by_one(world: World) -> None:
    for name, phone in (("黄阿婆", "0001"), ("李先生", "0002"), ("黄阿婆", "0001"), ("王女士", "0003")):
        world.report("op", category="event.0103", caller={"name": name, "phone": phone})
    assert [one.phone for one in world.incident.callers] == ["0002", "0003"]
    (offer,) = world.picture.offers
    made = only(world.answer("w1", "accept", offer), f.AssignmentMade)
    world.advance("w1", "done", made.assignment, note="已清")
    due = only(world.send("s", "incident.close", incident=made.incident), f.CallBackDue)
    assert (due.caller and due.caller.phone, [one.phone for one in due.callers]) == ("0001", ["0002", "0003"])
    first = call_back(world, made.incident, "satisfied")
    assert (first.asked and first.asked.phone, first.then and first.then.phone) == ("0001", "0002")
    for _ in range(3):
        second = call_back(world, made.incident, "unreached")
    assert (second.tries, second.then and second.then.phone) == (3, "0003")
    last = world.send("op", "incident.call_back", incident=made.incident, outcome="unsatisfied", note="又堵了")
    again = only(last, f.IncidentReopened)
    assert [one.phone for one in again.callers] == ["0002", "0003"], "and asked again when it is closed again"
    assert made.incident not in world.picture.callbacks


def call_back(world: World, incident: str, outcome: str) -> f.CallBackMade:
    return only(world.send("op", "incident.call_back", incident=incident, outcome=outcome), f.CallBackMade)
