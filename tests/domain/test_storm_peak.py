"""人员安全第一: a track is entered and confirmed; at the peak nobody is sent outdoors; nothing that waits is lost."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest

from command.domain import facts as f
from command.domain.policy import DEFAULT
from command.domain.storm.track import Track
from tests.domain.builder import HOMES, START, World, addressed, grid, kinds, none, only, refused, small_world
from tests.domain.storms import request_of, ring, westward
from tests.domain.test_modes import response_world, switch

LAT, LON = HOMES[grid(1)]


def coming(km: float = 150.0, **more: Any) -> Track:
    """Force 10 reaches 100 km; it comes at 20 km/h from `km` to the east of the first grid, the last it hits."""
    return westward(
        START, LAT, LON, east_km=km, circles=[ring(7, 200), ring(10, 100)], hours=18, issued_after=0, **more
    )


def watched(km: float = 150.0) -> World:
    world = small_world()
    world.on_duty("w1", "w2")
    world.at_post("s", "op", "co")
    world.send("co", "storm.track", **request_of(coming(km)))
    return world


def at_peak() -> World:
    """The first grid is at the peak: force 10 has just been reckoned to come, half an hour ahead of it."""
    world = watched(115)
    world.wait(1)
    world.wait(1200)
    assert grid(1) in next(iter(world.picture.storms.values())).peak
    return world


def test_a_coordinators_track_holds_at_once_and_every_phone_hears_of_it() -> None:
    world = watched()
    (storm,) = world.picture.storms.values()
    assert storm.track is not None
    assert (storm.version, storm.code, storm.track.agency) == (1, "2609", "CMA")
    assert {"w1", "w6", "s"} <= addressed(world, f.StormTracked)


def test_an_operators_track_waits_for_a_coordinator_who_is_asked_again() -> None:
    world = small_world()
    world.at_post("op", "co")
    proposed = only(world.send("op", "storm.track", **request_of(coming())), f.StormProposed)
    (storm,) = world.picture.storms.values()
    assert storm.track is None
    assert proposed.told == ["co"]
    asked = only(world.wait(600), f.StormWatched)
    assert (asked.told, asked.version) == (["co"], 1)
    assert none(world.tick(), f.StormWatched)
    assert refused(world.send("op", "storm.confirm", storm=storm.id, version=1, accept=True)) == "not_allowed"
    tracked = only(world.send("co", "storm.confirm", storm=storm.id, version=1, accept=True), f.StormTracked)
    assert tracked.proposed_by == "name of op"
    assert world.picture.storms[storm.id].proposed is None
    assert refused(world.send("co", "storm.confirm", storm=storm.id, version=1, accept=True)) == "storm_version"


def test_a_rejected_first_track_leaves_nothing_and_needs_a_reason() -> None:
    world = small_world()
    world.at_post("op", "co")
    storm = only(world.send("op", "storm.track", **request_of(coming())), f.StormProposed).storm
    assert refused(world.send("co", "storm.confirm", storm=storm, version=1, accept=False)) == "reason_needed"
    world.send("co", "storm.confirm", storm=storm, version=1, accept=False, reason="typed wrongly")
    assert not world.picture.storms
    assert "op" in addressed(world, f.StormRejected)


def test_a_revision_is_the_next_version_of_the_same_storm_by_the_same_agency() -> None:
    world = watched()
    newer = msgspec.structs.replace(coming(140), issued_at=START + timedelta(hours=1))
    assert only(world.send("co", "storm.track", **request_of(newer)), f.StormTracked).version == 2
    assert len(world.picture.storms) == 1
    other = msgspec.structs.replace(newer, agency="JMA")
    assert refused(world.send("co", "storm.track", **request_of(other))) == "storm_agency"
    assert refused(world.send("co", "storm.track", **request_of(coming()))) == "storm_older"


def test_a_track_that_cannot_be_is_refused_whole() -> None:
    world = small_world()
    world.at_post("co")
    told = request_of(coming())
    told["points"][2]["lon"] += 12
    assert refused(world.send("co", "storm.track", **told)) == "track_jump"
    assert not world.picture.storms


def test_no_more_storms_than_could_threaten_one_district_are_open() -> None:
    world = small_world()
    world.at_post("co")
    for n in range(4):
        world.send("co", "storm.track", **request_of(coming(), code=f"260{n}"))
    assert refused(world.send("co", "storm.track", **request_of(coming(), code="2699"))) == "storm_too_many"


def test_the_clock_says_when_the_peak_begins_and_ends_and_names_who_is_still_out() -> None:
    world = watched(150)
    world.report()
    world.answer("w1", "accept")
    world.advance("w1", "on_scene")
    world.wait(1)
    seen: list[f.AnyFact] = []
    for _ in range(240):
        seen += world.wait(300)
        if len(seen) > 400:
            break
    began = [one for one in seen if isinstance(one, f.OutdoorPeakBegan)]
    over = [one for one in seen if isinstance(one, f.OutdoorPeakOver)]
    assert {code for one in began for code in one.grids} == set(HOMES)
    assert {code for one in over for code in one.grids} == set(HOMES)
    (named,) = [one for fact in began for one in fact.out]
    assert (named.person, named.grid) == ("w1", grid(1))
    (storm,) = world.picture.storms.values()
    assert storm.peak == {}


def test_who_is_out_and_at_what_is_told_to_the_people_of_that_grid_and_to_nobody_of_another() -> None:
    world = watched(150)
    for n, worker in enumerate(("w1", "w2"), start=1):
        world.report(n=n)
        world.answer(worker, "accept")
        (work,) = [one.id for one in world.picture.assignments.values() if one.person == worker]
        world.advance(worker, "on_scene", work)
    world.wait(3.5 * 3600)
    began = [(one.fact, one.channels) for one in world.last if isinstance(one.fact, f.OutdoorPeakBegan)]
    assert {code for fact, _ in began for code in fact.grids} == set(HOMES), "of one look"
    for worker, other in (("w1", "w2"), ("w1b", "w2"), ("w2", "w1"), ("w6", "w1")):
        named = {one.person for fact, channels in began if f"staff:{worker}" in channels for one in fact.out}
        assert other not in named
    assert {one.person for fact, channels in began if "staff:w1b" in channels for one in fact.out} == {"w1"}


def test_at_the_peak_a_report_is_filed_and_held_with_a_deadline_after_it() -> None:
    world = at_peak()
    told = world.report(category="grid.medical", hazard="life")
    held = only(told, f.DispatchHeld)
    assert none(told, f.OfferMade)
    assert none(told, f.NobodyAvailable)
    assert world.incident.status == "held"
    assert held.until is not None
    assert held.next.due >= held.until
    assert world.incident.next == held.next


def test_what_nobody_had_answered_when_the_peak_began_is_taken_back_and_held() -> None:
    world = watched(150)
    world.wait(1)
    world.wait(6600)
    world.report()
    (offer,) = world.picture.offers.values()
    seen: list[f.AnyFact] = []
    while not any(isinstance(one, f.DispatchHeld) for one in seen):
        world.send("w1", "duty.check_in") if not world.picture.people["w1"].on_duty else None
        seen += world.wait(30)
    assert not world.picture.offers
    assert world.incident.status == "held"
    assert refused(world.answer("w1", "accept", offer.id)) == "offer_closed"


def test_after_the_peak_what_was_held_is_worked_off_the_most_urgent_first() -> None:
    world = at_peak()
    world.report(north_m=0, category="component.0101")
    world.report(north_m=300, category="grid.medical", hazard="life")
    world.report(north_m=-300, category="event.0406")
    held = sorted(world.picture.incidents.values(), key=lambda one: one.priority)
    assert [one.status for one in held] == ["held"] * 3
    dues = [one.next.due for one in held if one.next is not None]
    assert dues == sorted(dues)
    world.alive |= {"w1", "w2"}
    offered: list[int] = []
    while len(offered) < 2:
        facts = world.wait(5)
        offered += [one.priority for one in facts if isinstance(one, f.OfferMade) and one.part == "lead"]
        assert world.now < START + timedelta(hours=30)
    assert offered == sorted(offered)
    assert offered[0] == 1


def test_every_held_incident_always_has_a_next_deadline_and_none_is_lost_when_the_track_changes() -> None:
    world = at_peak()
    world.report()
    slower = msgspec.structs.replace(coming(110, kmh=15), issued_at=START + timedelta(minutes=10))
    before = world.incident.next
    world.send("co", "storm.track", **request_of(slower))
    world.wait(1)
    after = world.incident.next
    assert world.incident.status == "held"
    assert before is not None
    assert after is not None
    assert after.due > before.due
    (storm,) = world.picture.storms.values()
    world.send("co", "storm.end", storm=storm.id, reason="turned away")
    assert world.incident.next is not None
    assert world.incident.next.due <= world.now + timedelta(seconds=30)
    world.wait(30)
    assert world.incident.status == "offered"


def test_a_peak_whose_end_nobody_knows_is_looked_at_again() -> None:
    world = small_world()
    world.on_duty("w1")
    world.at_post("co")
    short = westward(START, LAT, LON, east_km=115, circles=[ring(10, 100)], hours=6, issued_after=0)
    world.send("co", "storm.track", **request_of(short))
    world.wait(1)
    world.wait(1200)
    assert only(world.report(), f.DispatchHeld).until is None
    again = only(world.wait(2400), f.DispatchHeld)
    assert again.next.due > world.now


@pytest.mark.parametrize("sender", ["op", "s", "w1"])
def test_only_a_coordinator_sends_anybody_out_at_the_peak(sender: str) -> None:
    world = at_peak()
    world.report(hazard="life")
    number = str(world.incident.number)
    told = world.send(sender, "incident.send_out", incident=world.incident.id, confirm=number, reason="trapped")
    assert refused(told) == "not_allowed"


def test_sending_out_needs_a_life_a_reason_and_the_number_typed() -> None:
    world = at_peak()
    world.report(category="component.0101")
    incident = world.incident
    data = {"incident": incident.id, "confirm": str(incident.number), "reason": "x"}
    assert refused(world.send("co", "incident.send_out", **data)) == "send_out_not_life"
    world.report(category="component.0101", hazard="life", north_m=5)
    assert incident.priority == 1
    assert refused(world.send("co", "incident.send_out", **{**data, "reason": " "})) == "reason_needed"
    assert refused(world.send("co", "incident.send_out", **{**data, "confirm": "1000000"})) == "send_out_confirm"
    told = world.send("co", "incident.send_out", **data)
    assert kinds(told)[0] == "OutdoorOverridden"
    assert {"s", "op", "co"} <= addressed(world, f.OutdoorOverridden)
    assert only(told, f.OfferMade).person == "w1"
    assert refused(world.send("co", "incident.send_out", **data)) == "send_out_not_held"


def test_somebody_sent_out_for_a_life_is_followed_by_the_next_when_they_decline() -> None:
    world = at_peak()
    world.report(hazard="life")
    data = {"incident": world.incident.id, "confirm": str(world.incident.number), "reason": "x"}
    world.send("co", "incident.send_out", **data)
    told = world.answer("w1", "decline", reason="water too deep")
    assert only(told, f.OfferMade).person == "w2"
    assert none(told, f.DispatchHeld)
    assert kinds(world.answer("w2", "accept"))[0] == "AssignmentMade"


def test_nobody_goes_round_the_hold_by_naming_somebody() -> None:
    world = at_peak()
    world.report(hazard="life")
    id_ = world.incident.id
    assert refused(world.send("op", "incident.dispatch", incident=id_, to="w1")) == "outdoor_peak"
    assert refused(world.send("co", "incident.reassign", incident=id_, to="w1", reason="x")) == "outdoor_peak"


def test_whoever_becomes_free_elsewhere_is_not_sent_into_the_peak() -> None:
    world = at_peak()
    world.report(hazard="life")
    assert none(world.send("w3", "duty.check_in"), f.OfferMade)


def test_what_is_seen_outdoors_counts_more_than_the_model() -> None:
    world = at_peak()
    world.report()
    (storm,) = world.picture.storms.values()
    assert refused(world.send("co", "storm.lift", storm=storm.id, area=grid(1), reason="")) == "reason_needed"
    over = only(world.send("co", "storm.lift", storm=storm.id, area=grid(1), reason="calm"), f.OutdoorPeakOver)
    assert over.grids == [grid(1)]
    assert refused(world.send("co", "storm.lift", storm=storm.id, area=grid(1), reason="calm")) == "storm_not_held"
    world.wait(30)
    assert world.incident.status == "offered"
    world.wait(600)
    assert grid(1) not in storm.peak


def test_where_policy_sends_people_in_any_wind_nothing_is_held() -> None:
    world = World(msgspec.structs.replace(DEFAULT, peak_force=None, sampling=0.0))
    world.person("w1", "worker", grid(1))
    world.person("reporter", "worker")
    world.person("co", "coordinator", "460107")
    world.on_duty("w1")
    world.at_post("co")
    world.send("co", "storm.track", **request_of(coming(110)))
    world.wait(1800)
    assert only(world.report(), f.OfferMade).person == "w1"


def test_a_storm_nobody_ended_ends_by_itself_a_day_after_its_track() -> None:
    world = watched()
    facts: list[f.AnyFact] = []
    for _ in range(12):
        facts += world.wait(4 * 3600)
    ended = only(facts, f.StormEnded)
    assert (ended.by, ended.reason) == ("", "track_over")
    assert not world.picture.storms


def test_a_level_that_keeps_people_indoors_at_lesser_winds_does_so_at_once_and_its_end_lets_them_out() -> None:
    world = response_world()
    world.on_duty("w1", "w2")
    world.send("co", "storm.track", **request_of(coming(180)))  # inside force 7, far from force 10
    world.tick()
    assert not next(iter(world.picture.storms.values())).peak
    switched = switch(world, 1)  # Ⅰ holds people indoors from force 7 on
    began = [*[one for one in switched if isinstance(one, f.OutdoorPeakBegan)]]
    began += [one for one in world.tick() if isinstance(one, f.OutdoorPeakBegan)]
    assert began, "not only when force 10 would have come, or the next bulletin"
    assert began[0].force == 7
    assert grid(1) in next(iter(world.picture.storms.values())).peak
    lowered = [*switch(world, 3), *world.tick()]
    assert any(isinstance(one, f.OutdoorPeakOver) for one in lowered)
    assert not next(iter(world.picture.storms.values())).peak
