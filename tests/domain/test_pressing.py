"""一键通: what becomes of a press, who hears of it, and that silence never keeps anybody waiting."""

from datetime import timedelta

import msgspec
import pytest

from command.domain import facts as f
from command.domain.audience import View, shown
from command.domain.place import Spot
from command.domain.policy import DEFAULT
from command.domain.sender import Resident
from command.service.seal import wire
from command.wire.answers import shown_incident
from tests.domain.builder import DISTRICT, HOMES, World, addressed, grid, kinds, none, only, refused, small_world

GRANNY = Resident(
    "r1", "王桂英", "13800000001", "living_alone", "金桂花园3栋302室", Spot(*HOMES[grid(1)], grid(1), by="building")
)


@pytest.fixture
def world() -> World:
    """w1 and w2 are on duty, the operator sits before the console; button b hangs at Granny Wang's, b2 at nobody's."""
    made = small_world()
    made.person("b", "device", grid(3))
    made.person("b2", "device", grid(2))
    made.residents["b"] = GRANNY
    made.on_duty("w1", "w2")
    made.alive.add("op")
    return made


def press(world: World, button: str = "red", device: str = "b") -> list[f.AnyFact]:
    return world.send(device, "button.press", button=button)


def test_red_is_a_rescue_at_the_residents_door_held_for_an_operators_key(world: World) -> None:
    done = press(world)
    assert kinds(done) == ["IncidentFiled", "ButtonPressed"]
    filed, pressed = only(done, f.IncidentFiled), only(done, f.ButtonPressed)
    assert (filed.category, filed.priority, filed.place) == ("grid.rescue", 1, GRANNY.spot)
    assert filed.caller == f.Caller(name="王桂英", phone="13800000001")
    assert "302室" in filed.text
    assert filed.next == f.Deadline("confirm", 0, 1, world.now + timedelta(seconds=20))
    assert (pressed.button, pressed.resident, pressed.resident_name) == ("red", "r1", "王桂英")
    assert (pressed.incident, pressed.press, pressed.device) == (filed.incident, filed.report, "b")
    assert addressed(world, f.ButtonPressed) == {"b"}


def test_one_key_of_an_operator_dispatches_it_and_everybody_sees_whose(world: World) -> None:
    press(world)
    done = world.send("op", "incident.dispatch", incident=world.incident.id)
    assert kinds(done) == ["DispatchOrdered", "OfferMade"]
    ordered, offer = only(done, f.DispatchOrdered), only(done, f.OfferMade)
    assert (ordered.by, ordered.by_name) == ("op", "name of op")
    assert (offer.person, offer.priority) == ("w1", 1)
    assert refused(world.send("wl", "incident.dispatch", incident=world.incident.id)) == "dispatched_already"
    assert none(world.wait(21), f.DispatchOrdered)


def test_silence_dispatches_it_after_twenty_seconds_once(world: World) -> None:
    press(world)
    assert world.wait(19.9) == []
    assert kinds(world.wait(0.1)) == ["OfferMade"]
    assert world.tick() == []


def test_nobody_before_a_console_means_nobody_to_wait_for(world: World) -> None:
    world.alive.discard("op")
    assert kinds(press(world)) == ["IncidentFiled", "ButtonPressed", "OfferMade"]


def test_the_moment_it_is_held_is_policy(world: World) -> None:
    world.policy = msgspec.structs.replace(DEFAULT, press_hold=timedelta(0))
    assert kinds(press(world)) == ["IncidentFiled", "ButtonPressed", "OfferMade"]


def test_green_is_a_service_request_and_goes_out_at_once(world: World) -> None:
    done = press(world, "green")
    assert kinds(done) == ["IncidentFiled", "ButtonPressed", "OfferMade"]
    filed = only(done, f.IncidentFiled)
    assert (filed.category, filed.priority) == ("grid.service", 3)


def test_two_presses_are_two_incidents_whatever_their_colour(world: World) -> None:
    for button in ("red", "red", "green", "green"):
        press(world, button)
    assert len(world.picture.incidents) == 4


def test_a_button_whose_resident_nobody_knows_stands_for_its_place(world: World) -> None:
    done = press(world, device="b2")
    filed, pressed = only(done, f.IncidentFiled), only(done, f.ButtonPressed)
    assert filed.place.grid == grid(2)
    assert (filed.caller, pressed.resident, pressed.resident_name) == (None, None, "")
    assert "name of b2" in filed.text


def test_a_press_that_comes_late_says_when_it_was_pressed(world: World) -> None:
    pressed_at = world.now - timedelta(minutes=31)
    done = world.send("b", "button.press", button="red", at=pressed_at)
    assert only(done, f.ButtonPressed).pressed_at == pressed_at
    assert only(done, f.IncidentFiled).clock_off_s == -31 * 60


def test_a_kiosk_sees_that_a_button_was_pressed_and_not_whose(world: World) -> None:
    press(world)
    world.send("op", "incident.refer", incident=world.incident.id, to="120", reference="王桂英 13800000001")
    for number, at, one in world.ledger:
        if isinstance(one.fact, f.IncidentFiled | f.ButtonPressed | f.IncidentReferred):
            seen = shown(View(kiosk=True), type(one.fact).__name__, one.area, wire(one.fact, number, at, DISTRICT))
            assert seen is not None
            assert not any(secret in seen.decode() for secret in ("王桂英", "r1", "13800000001", "302"))
    incident = msgspec.json.encode(shown_incident(world.incident, View(kiosk=True))).decode()
    assert '"button":"red"' in incident
    assert not any(secret in incident for secret in ("王桂英", "r1", "13800000001", "302"))


def test_a_press_can_be_given_to_a_named_person_or_voided_while_it_is_held(world: World) -> None:
    press(world)
    done = world.send("op", "incident.reassign", incident=world.incident.id, reason="就在楼下", to="w2")
    assert only(done, f.AssignmentMade).person == "w2"
    assert world.wait(25) == []
    press(world)
    held = max(world.picture.incidents.values(), key=lambda i: i.number)
    world.send("wl", "incident.void", incident=held.id, reason="误触，已通话")
    assert world.wait(25) == []


def test_what_nobody_could_be_found_for_is_tried_again_at_an_operators_word(world: World) -> None:
    world.alive -= {"w1", "w2"}
    world.report()
    assert world.incident.status == "unattended"
    world.alive.add("w2")
    assert kinds(world.send("op", "incident.dispatch", incident=world.incident.id)) == ["DispatchOrdered", "OfferMade"]


def test_referring_to_the_first_line_is_remembered_and_our_own_work_goes_on(world: World) -> None:
    world.report(category="grid.medical")
    before = world.incident.next
    done = world.send("op", "incident.refer", incident=world.incident.id, to="120", reference=" 117 ")
    referred = only(done, f.IncidentReferred)
    assert (referred.to, referred.reference, referred.by_name) == ("120", "117", "name of op")
    assert addressed(world, f.IncidentReferred) == {"op", "w1"}
    (kept,) = world.incident.referrals
    assert (kept.to, kept.reference, kept.at) == ("120", "117", world.now)
    assert (world.incident.next, world.incident.status) == (before, "offered")


def test_a_device_of_the_whole_district_is_no_call_button(world: World) -> None:
    world.person("bureau", "device", DISTRICT)
    world.residents["bureau"] = GRANNY
    assert refused(world.send("bureau", "button.press", button="red")) == "not_allowed"
