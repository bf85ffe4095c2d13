"""专业部门: who repairs is asked at its desk, a grid worker looks beside it, and its silence goes up."""

from datetime import timedelta
from typing import Any

import pytest

from command.domain import facts as f
from command.domain.category import CATEGORIES
from command.domain.repair import REPAIRS
from tests.domain.builder import DISTRICT, World, addressed, grid, kinds, none, only, small_world


def unit(world: World, id_: str = "water", kind: f.UnitKind = "water", **more: Any) -> None:
    """A unit with a desk account `<id>-desk`."""
    base: dict[str, Any] = {"unit": id_, "name": f"name of {id_}", "kind": kind, "areas": [DISTRICT]}
    world.keep(f.UnitRegistered(**{**base, **more}))
    world.person(f"{id_}-desk", "unit", DISTRICT, unit=id_)
    world.alive.add(f"{id_}-desk")


@pytest.fixture
def world() -> World:
    """The water company's desk is manned; w1 and w2 are on duty."""
    made = small_world()
    unit(made)
    made.at_post("s", "op")
    made.on_duty("w1", "w2")
    return made


def burst(world: World, **data: Any) -> list[f.AnyFact]:
    return world.report("w6", category="event.0402", hazard="property", **data)


def lead_of(facts: list[f.AnyFact]) -> f.OfferMade:
    (found,) = [fact for fact in facts if isinstance(fact, f.OfferMade) and fact.part == "lead"]
    return found


def test_every_line_of_the_table_names_a_category_there_is() -> None:
    assert set(REPAIRS) <= set(CATEGORIES)


def test_who_repairs_is_asked_to_lead_and_a_grid_worker_looks_at_the_same_moment(world: World) -> None:
    done = burst(world)
    assert kinds(done)[2:] == ["OfferMade", "SlotOpened", "OfferMade"]
    lead, look = [fact for fact in done if isinstance(fact, f.OfferMade)]
    assert (lead.part, lead.unit, lead.person_name, lead.reason.tier) == ("lead", "water", "name of water", "unit")
    assert (look.part, look.person) == ("look", "w1")


def test_what_goes_to_a_unit_goes_to_the_desks_of_that_unit_and_to_no_other(world: World) -> None:
    unit(world, "power", "power")
    burst(world)
    assert addressed(world, f.OfferMade) == {"water-desk", "w1"}


def test_only_its_own_desk_answers_for_a_unit(world: World) -> None:
    unit(world, "power", "power")
    offer = lead_of(burst(world))
    told = only(world.answer("power-desk", "accept", offer.offer), f.RequestRefused)
    assert told.refusal.code == "offer_unknown"
    made = only(world.answer("water-desk", "accept", offer.offer), f.AssignmentMade)
    assert (made.unit, world.incident.handler, world.incident.status) == ("water", "water", "assigned")
    assert only(world.advance("water-desk", "on_scene", made.assignment), f.AssignmentChanged).to == "on_scene"


def test_a_unit_has_an_answer_limit_of_its_own_and_its_silence_goes_to_the_next_unit_then_up(world: World) -> None:
    unit(world, "water2", areas=["460107001"])
    first = lead_of(burst(world))
    assert first.unit == "water2", "who answers for the smaller area"
    assert (first.answer_by - world.now).total_seconds() == 300
    world.answer("w1", "accept", next(o.id for o in world.picture.offers.values() if o.part == "look"))
    second = lead_of(world.wait(301))
    assert second.unit == "water"
    nobody = only(world.wait(301), f.NobodyAvailable)
    assert (nobody.lacking, nobody.tally.asked, nobody.told) == ("unit:water", 2, ["s"])
    assert world.incident.status == "unattended"
    assert world.incident.handler is None


def test_a_grid_worker_never_leads_in_place_of_a_unit_that_was_asked(world: World) -> None:
    offer = lead_of(burst(world))
    done = world.answer("water-desk", "decline", offer.offer, reason="不是我们的管线")
    assert only(done, f.NobodyAvailable).lacking == "unit:water"
    world.alive.add("w3")
    assert none(world.send("w3", "duty.check_in"), f.OfferMade)


def test_when_no_unit_can_be_asked_a_grid_worker_leads_at_once_and_what_lacks_is_said(world: World) -> None:
    world.alive.discard("water-desk")
    offer = lead_of(burst(world))
    assert (offer.person, offer.reason.lacking) == ("w1", "unit:water")


@pytest.mark.parametrize(("opens", "closes", "open_now"), [("08:00", "18:00", True), ("16:00", "08:00", False)])
def test_a_desk_is_asked_in_its_hours_only(opens: str, closes: str, open_now: bool) -> None:
    world = small_world()
    unit(world, opens=opens, closes=closes)
    world.on_duty("w1")
    assert (lead_of(burst(world)).unit == "water") is open_now, "it is 15:30 in the district"


def test_a_unit_is_asked_only_where_and_about_what_it_answers_for() -> None:
    world = small_world()
    unit(world, areas=["460107002"])
    unit(world, "mains", categories=["component.0101"])
    world.on_duty("w1")
    offer = lead_of(burst(world))
    assert (offer.unit, offer.reason.lacking) == (None, ""), "nobody lacks who does not answer for it"


def test_a_desk_that_can_be_reached_again_is_offered_what_waits_for_its_unit(world: World) -> None:
    offer = lead_of(burst(world))
    world.alive.discard("water-desk")
    world.wait(301)
    assert world.incident.status == "unattended"
    world.alive.add("water-desk")
    assert lead_of(world.wait(60)).unit == "water", "in the next round"
    assert offer.offer not in world.picture.offers


def test_somebody_above_calls_a_unit_beside_the_lead(world: World) -> None:
    unit(world, "power", "power")
    world.report("w6", category="grid.dispute")
    done = world.send("op", "incident.call", incident=world.incident.id, kind="power", reason="电线落地")
    asked = only(done, f.OfferMade)
    assert (asked.unit, asked.part) == ("power", "co")
    made = only(world.answer("power-desk", "accept", asked.offer), f.AssignmentMade)
    assert world.incident.crew == {"power": "co"}
    assert none(world.advance("power-desk", "done", made.assignment), f.NobodyAvailable)


def test_a_desk_reads_what_is_its_units_and_nothing_else(world: World) -> None:
    from command.domain.permission import may_read_incident

    burst(world)
    world.report("w6", category="grid.dispute", n=2)
    water, other = sorted(world.picture.incidents.values(), key=lambda i: i.number)
    desk = world.picture.people["water-desk"]
    lead = next(o.id for o in world.picture.offers.values() if o.unit == "water")
    world.answer("water-desk", "accept", lead)
    assert may_read_incident(desk, water)
    assert not may_read_incident(desk, other)


def test_the_districts_own_workers_are_asked_as_ever_where_no_unit_is_registered() -> None:
    world = small_world()
    world.on_duty("w1")
    assert kinds(burst(world)) == ["IncidentFiled", "ReportStored", "OfferMade"]
    assert grid(1) == world.incident.place.grid


def held_by_unit(world: World) -> str:
    """The water company has it; its assignment's id."""
    return only(world.answer("water-desk", "accept", lead_of(burst(world)).offer), f.AssignmentMade).assignment


def about(world: World, who: str, method: str, **data: Any) -> list[f.AnyFact]:
    return world.send(who, f"incident.{method}", incident=world.incident.id, **{"reason": "还在漏", **data})


def test_rework_goes_back_to_the_units_desk_with_its_count_and_history(world: World) -> None:
    assignment = held_by_unit(world)
    world.advance("water-desk", "done", assignment, note="已换管", photos=[])
    done = about(world, "s", "rework")
    assert kinds(done) == ["ReworkOrdered", "AssignmentMade"], "not dispatched anew"
    again = only(done, f.AssignmentMade)
    assert (again.person, again.unit, again.rework, again.reason) == ("water", "water", 1, "还在漏")
    assert addressed(world, f.AssignmentMade) == {"water-desk"}
    world.advance("water-desk", "done", again.assignment, note="重新接好")
    assert only(about(world, "s", "rework"), f.AssignmentMade).rework == 2


def test_rework_of_a_unit_whose_desk_is_gone_is_dispatched_anew(world: World) -> None:
    world.advance("water-desk", "done", held_by_unit(world), note="已换管")
    world.rights("water-desk", active=False)
    assert kinds(about(world, "s", "rework")) == ["ReworkOrdered"]
    told = world.tick()
    assert only(told, f.NobodyAvailable).lacking == "unit:water"


def test_a_units_desk_asks_for_more_time_for_a_pause_and_gives_back_what_is_not_theirs(world: World) -> None:
    held_by_unit(world)
    assert only(about(world, "water-desk", "extend"), f.ExtensionAsked).by == "water-desk"
    assert only(about(world, "s", "rule", on="extension", grant=True), f.ExtensionGranted).count == 1
    until = world.now + timedelta(days=3)
    about(world, "water-desk", "suspend", until=until)
    suspended = only(about(world, "wl", "rule", on="suspension", grant=True), f.IncidentSuspended)
    assert suspended.handler == "water"
    world.now = until
    assert [one.unit for one in world.tick() if isinstance(one, f.AssignmentMade)] == ["water"], "theirs again"
    given = about(world, "water-desk", "return", reason="是小区内部管线")
    assert only(given, f.IncidentReturned).person == "water"


def test_a_second_return_that_is_refused_goes_back_to_the_unit(world: World) -> None:
    unit(world, "water2")
    held_by_unit(world)
    about(world, "water-desk", "return")
    world.tick()
    offer = next(one for one in world.picture.offers.values() if one.unit == "water2")
    world.answer("water2-desk", "accept", offer.id)
    about(world, "water2-desk", "return")
    world.alive.add("co")
    done = about(world, "co", "rule", on="return", grant=False)
    assert only(done, f.AssignmentMade).unit == "water2"
    assert only(about(world, "water2-desk", "return"), f.RequestRefused).refusal.code == "ruled_already"


def test_feedback_after_the_end_is_the_desks_too(world: World) -> None:
    world.advance("water-desk", "done", held_by_unit(world))
    given = only(about(world, "water-desk", "feedback", note="已恢复供水", reason=""), f.FeedbackGiven)
    assert given.person == "water"
    assert addressed(world, f.FeedbackGiven) == {"water-desk"}


def test_somebody_above_demands_a_reply_of_a_unit_and_its_desk_gives_it(world: World) -> None:
    lead = lead_of(burst(world))
    world.send("water-desk", "offer.answer", offer=lead.offer, answer="accept")
    order = {"incident": world.incident.id, "kind": "leader", "reason": "群众关注"}
    ordered = only(world.send("co", "incident.supervise", **order), f.SupervisionOrdered)
    assert ordered.to[0] == "water"
    assert "water-desk" in addressed(world, f.SupervisionOrdered)
    said = {"supervision": ordered.supervision, "text": "正在抢修"}
    assert only(world.send("water-desk", "supervision.reply", **said), f.SupervisionReplied).kind == "leader"


def test_a_unit_arrives_at_wires_that_are_down_and_nobody_asks_it_every_few_minutes(world: World) -> None:
    unit(world, "power", "power")
    lead = lead_of(world.report("w6", category="event.0408", hazard="property"))
    made = only(world.send("power-desk", "offer.answer", offer=lead.offer, answer="accept"), f.AssignmentMade)
    world.send("power-desk", "assignment.advance", assignment=made.assignment, to="en_route", at=world.now)
    done = world.send("power-desk", "assignment.advance", assignment=made.assignment, to="on_scene", at=world.now)
    assert kinds(done)[:1] == ["AssignmentChanged"]
    assert not [fact for fact in done if isinstance(fact, f.TimerStarted)]
