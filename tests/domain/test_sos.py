"""呼救: told to everybody above at once and again, to those who are near, and somebody is sent."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.policy import DEFAULT
from tests.domain.builder import World, addressed, grid, kinds, none, only, point, refused, small_world

ABOVE = {"s", "st", "op", "wl", "co"}


def called(**data: object) -> tuple[World, f.SosRaised]:
    world = small_world()
    world.on_duty("w1", "w2", "w3")
    world.alive.update(ABOVE)
    raised = only(world.send("w1", "sos.raise", place=point(1), **data), f.SosRaised)
    return world, raised


def test_everybody_above_and_the_nearest_colleagues_are_told_at_once() -> None:
    world, raised = called()
    assert set(raised.told) == ABOVE
    assert [one.person for one in raised.near] == ["w2", "w3"]
    assert raised.near[0].distance_m < raised.near[1].distance_m
    assert addressed(world, f.SosRaised) == ABOVE | {"w1", "w2", "w3"}


def test_a_rescue_of_the_first_priority_is_filed_and_dispatched_never_to_who_calls() -> None:
    world, raised = called()
    incident = world.picture.incidents[str(raised.incident)]
    assert (incident.category, incident.priority, incident.reporters) == ("grid.rescue", 1, ["w1"])
    (offer,) = world.picture.offers.values()
    assert offer.person == "w2"


def test_who_is_offline_off_duty_or_far_is_not_told_to_be_near() -> None:
    world = small_world()
    world.on_duty("w1", "w2", "w5")
    world.alive.discard("w2")
    raised = only(world.send("w1", "sos.raise", place=point(1)), f.SosRaised)
    assert raised.near == []


def test_without_a_fix_it_goes_out_with_the_last_place_known() -> None:
    world = small_world()
    world.on_duty("w1", place=point(1))
    world.situation.moved("w1", 20.0061, 110.3312)
    raised = only(world.send("w1", "sos.raise"), f.SosRaised)
    assert (raised.whence, raised.place and round(raised.place.lon, 4)) == ("last", 110.3312)


def test_without_any_place_it_goes_out_from_the_area_they_answer_for_and_without_one_it_still_goes_out() -> None:
    world = small_world()
    raised = only(world.send("w4", "sos.raise"), f.SosRaised)
    assert (raised.whence, raised.place and raised.place.grid) == ("home", grid(4))
    raised = only(world.send("reporter", "sos.raise"), f.SosRaised)
    assert (raised.place, raised.incident) == (None, None)
    assert {"op", "wl", "co"} <= set(raised.told)


def test_a_place_outside_the_district_is_kept_as_the_phone_said_it() -> None:
    world = small_world()
    raised = only(world.send("w1", "sos.raise", place={"lat": 21.5, "lon": 111.0}), f.SosRaised)
    assert raised.place is not None
    assert (raised.place.lat, raised.place.lon, raised.place.grid) == (21.5, 111.0, grid(1))


def test_unacknowledged_it_goes_to_everybody_above_every_twenty_seconds_for_ever() -> None:
    world, _ = called()
    for level in range(1, 8):
        escalated = only(world.wait(20), f.SosEscalated)
        assert (escalated.level, set(escalated.told), escalated.why) == (level, ABOVE, "silence")
        assert none(world.tick(), f.SosEscalated)


def test_an_operator_who_has_it_stops_the_calling_and_a_colleague_on_the_way_does_not() -> None:
    world, raised = called()
    coming = only(world.send("w2", "sos.acknowledge", sos=raised.sos, coming=True), f.SosAcknowledged)
    assert (coming.coming, coming.above) == (True, False)
    assert not none(world.wait(20), f.SosEscalated)
    seen = only(world.send("op", "sos.acknowledge", sos=raised.sos), f.SosAcknowledged)
    assert seen.above
    assert addressed(world, f.SosAcknowledged) == ABOVE | {"w1", "w2", "w3"}
    assert none(world.wait(300), f.SosEscalated)
    assert [one.by for one in world.picture.sos[raised.sos].answers] == ["w2", "op"]


def test_one_that_was_seen_and_then_forgotten_goes_up_again() -> None:
    world, raised = called()
    world.send("op", "sos.acknowledge", sos=raised.sos)
    assert only(world.wait(600), f.SosEscalated).why == "open"


def test_nobody_acknowledges_what_they_were_not_told_of() -> None:
    world, raised = called()
    world.on_duty("w6")
    assert refused(world.send("w6", "sos.acknowledge", sos=raised.sos, coming=True)) == "sos_unknown"
    assert refused(world.send("w2", "sos.acknowledge", sos=raised.sos)) == "sos_unknown"
    world.send("op", "sos.acknowledge", sos=raised.sos)
    assert refused(world.send("op", "sos.acknowledge", sos=raised.sos)) == "sos_seen"


def test_taken_back_within_seconds_it_and_its_incident_are_void_and_nobody_is_sent() -> None:
    world, raised = called()
    world.now += timedelta(seconds=5)
    facts = world.send("w1", "sos.cancel", sos=raised.sos)
    assert kinds(facts)[0] == "SosEnded"
    assert only(facts, f.SosEnded).why == "mistake"
    assert only(facts, f.OfferClosed).why == "incident_closed"
    assert only(facts, f.IncidentVoided).incident == raised.incident
    assert not world.picture.sos
    assert not world.picture.incidents


def test_a_phone_without_a_network_takes_back_by_the_id_of_its_request_and_its_own_clock() -> None:
    world = small_world()
    world.on_duty("w1")
    raised = only(world.send("w1", "sos.raise", id="00000000-0000-7000-8000-00000000abcd"), f.SosRaised)
    pressed = world.now
    world.now += timedelta(hours=1)
    facts = world.send(
        "w1", "sos.cancel", sos="00000000-0000-7000-8000-00000000abcd", at=pressed + timedelta(seconds=4)
    )
    assert only(facts, f.SosEnded).sos == raised.sos


def test_later_only_somebody_above_ends_it_with_a_reason_and_the_incident_stays_open() -> None:
    world, raised = called()
    world.now += timedelta(seconds=60)
    assert refused(world.send("w1", "sos.cancel", sos=raised.sos, reason="我没事")) == "sos_too_late"
    assert refused(world.send("w2", "sos.cancel", sos=raised.sos, reason="他没事")) == "sos_unknown"
    assert refused(world.send("op", "sos.cancel", sos=raised.sos)) == "reason_needed"
    ended = only(world.send("op", "sos.cancel", sos=raised.sos, reason="电话确认平安"), f.SosEnded)
    assert (ended.why, ended.reason) == ("safe", "电话确认平安")
    assert raised.incident in world.picture.incidents


def test_a_second_call_wakes_everybody_again_with_the_newest_place() -> None:
    world, raised = called()
    world.send("op", "sos.acknowledge", sos=raised.sos)
    repeated = world.send("w1", "sos.raise", place=point(2))
    assert kinds(repeated) == ["SosRepeated"]
    sos = world.picture.sos[raised.sos]
    assert (sos.place and sos.place.grid, sos.taken) == (grid(2), False)
    assert not none(world.wait(20), f.SosEscalated)


def test_a_supervisor_takes_what_is_in_their_own_area_only() -> None:
    world, raised = called()
    world.person("s2", "supervisor", "460107002")
    assert refused(world.send("s2", "sos.acknowledge", sos=raised.sos)) == "sos_unknown"
    assert only(world.send("s", "sos.acknowledge", sos=raised.sos), f.SosAcknowledged).above


@given(st.lists(st.floats(0.5, 90), max_size=20), st.booleans())
def test_an_open_call_always_has_a_next_moment_at_which_silence_is_acted_on(waits: list[float], taken: bool) -> None:
    world, raised = called()
    if taken:
        world.send("op", "sos.acknowledge", sos=raised.sos)
    for seconds in waits:
        world.wait(seconds)
        due = world.picture.sos[raised.sos].due
        assert due is not None
        assert world.now < due <= world.now + max(DEFAULT.sos_again, DEFAULT.sos_open)
