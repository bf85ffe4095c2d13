"""交接清单: the list of a handover as far as the record has it."""

from datetime import timedelta

from command.clock import new_id
from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.rostering.sheet import Entry, open_entries, shift_entries
from tests.domain.builder import World, grid, only
from tests.domain.roster_world import GROUP, WATCH, rostered

AREA = "460107001001"


def entries(world: World, group: str = "watch") -> list[Entry]:
    return open_entries(Draft(world.situation, world.now, new_id, lambda _: False), group)


def kinds(found: list[Entry]) -> set[tuple[str, str]]:
    return {(one.part, one.kind) for one in found}


def of(found: list[Entry], kind: str) -> Entry:
    (one,) = [one for one in found if one.kind == kind]
    return one


def test_a_quiet_shift_hands_over_nothing_made_up() -> None:
    world = rostered(GROUP, WATCH)
    assert [one for one in entries(world) if one.kind != "gap"] == []


def test_orders_from_above_are_handed_over_with_who_gave_them_and_by_when_they_must_be_answered() -> None:
    world = rostered(GROUP, WATCH)
    filed = only(world.report("w1"), f.IncidentFiled)
    world.send("co", "incident.supervise", incident=filed.incident, kind="leader", reason="今晚办结")
    world.send("co", "alert.send", area=AREA, text="八点前巡查完", level="urgent")
    found = entries(world)
    order = of(found, "supervision")
    number = world.picture.incidents[filed.incident].number
    told = (order.part, order.what, order.text, order.number)
    assert told == ("instructions", "leader", "今晚办结", number)
    assert order.due is not None
    alert = of(found, "alert")
    assert (alert.text, alert.what, alert.n) == ("八点前巡查完", "urgent", 0)
    assert alert.of > 0
    assert of(found, "incident").area == grid(1)


def test_danger_is_a_point_to_watch() -> None:
    world = rostered(GROUP, WATCH)
    only(world.send("w1", "sos.raise"), f.SosRaised)
    found = entries(world)
    assert of(found, "sos").who == world.picture.people["w1"].name


def test_of_the_shift_only_what_is_over_is_told_and_documents_by_their_reference() -> None:
    world = rostered(GROUP, WATCH)
    at = world.now
    sent = f.AlertSent(alert="a", area=AREA, roles=["worker"], level="info", text="x", people=3, by="co", until=at)
    referred = f.IncidentReferred(incident="i", to="119", reference="119-7", by="op")
    told: list[f.AnyFact] = [
        sent,
        referred,
        f.SosRaised(sos="s", person="w1", person_name="甲", pressed_at=at, told=[], near=[], due=at),
        f.SosEnded(sos="s", person="w1", by="co", why="safe", reason="已到场"),
        f.ContactLost(area=grid(1), people={}, since=at, due=at),
        f.ContactLost(area=grid(2), people={}, since=at, due=at),
    ]
    happened = [(at + timedelta(seconds=n), fact) for n, fact in enumerate(told)]
    found = shift_entries(happened, {"i": 7}, set())
    assert (of(found, "referred").number, of(found, "referred").text) == (7, "119-7")
    assert (of(found, "sos").who, of(found, "sos").text) == ("甲", "已到场")
    assert of(found, "lost").n == 2
    assert of(found, "alert_over").of == 3
    assert not [one for one in shift_entries(happened, {}, {"a"}) if one.kind == "alert_over"], "it is still open"
