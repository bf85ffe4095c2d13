"""通知: everybody who is meant is told wherever they are; reads are counted; who has not read it is on record."""

from command.domain import facts as f
from command.domain.fold import apply
from command.domain.picture import Picture
from tests.domain.builder import DISTRICT, World, kinds, only, small_world
from tests.domain.roster_world import rostered


def told(area: str = DISTRICT, **data: object) -> tuple[World, str]:
    world = small_world()
    world.on_duty("w1", "w6")
    sent = only(world.send("co", "alert.send", area=area, text="雨带将到", **data), f.AlertSent)
    return world, sent.alert


def test_everybody_of_the_roles_in_the_area_is_told_on_duty_or_not() -> None:
    world, alert = told("460107001001", roles=["worker"])
    assert world.picture.alerts[alert].people == ["w1", "w1b", "w2", "w3", "w4"]
    channels = world.last[0].channels
    assert {"staff:w1", "staff:w4"} <= set(channels)
    assert not {"staff:w5", "staff:s"} & set(channels)


def test_an_alert_may_be_for_those_on_duty_only() -> None:
    world, alert = told(on_duty=True)
    assert world.picture.alerts[alert].people == ["w1", "w6"]


def test_reads_are_counted_once_and_who_has_not_read_stays_on_record() -> None:
    world, alert = told("460107001001", roles=["worker"], for_s=600)
    assert kinds(world.send("w1", "alert.read", alert=alert)) == ["AlertRead"]
    again = only(world.send("w1", "alert.read", alert=alert), f.RequestRefused)
    assert again.refusal.code == "alert_read"
    over = only(world.wait(600), f.AlertEnded)
    assert (over.why, over.unread) == ("over", ["w1b", "w2", "w3", "w4"])
    assert world.picture.alerts == {}
    assert world.wait(600) == []


def test_it_is_withdrawn_with_a_reason_that_everybody_who_was_told_hears() -> None:
    world, alert = told("460107001001", roles=["worker"])
    world.send("w1", "alert.read", alert=alert)
    refused = only(world.send("co", "alert.withdraw", alert=alert, reason=" "), f.RequestRefused)
    assert refused.refusal.code == "reason_needed"
    only(world.send("co", "alert.withdraw", alert=alert, reason="改期"), f.AlertEnded)
    assert {"staff:w1", "staff:w2"} <= set(world.last[0].channels)


def test_nobody_reads_for_another_and_only_coordinators_send() -> None:
    world, alert = told("460107001001", roles=["worker"])
    assert only(world.send("w6", "alert.read", alert=alert), f.RequestRefused).refusal.code == "alert_unknown"
    for sender in ("w1", "s", "op"):
        refused = only(world.send(sender, "alert.send", area=DISTRICT, text="x"), f.RequestRefused)
        assert refused.refusal.code == "not_allowed"


def test_an_alert_without_words_or_for_nobody_is_refused() -> None:
    world = small_world()
    assert (
        only(world.send("co", "alert.send", area=DISTRICT, text="  "), f.RequestRefused).refusal.code == "alert_empty"
    )
    nobody = world.send("co", "alert.send", area="460107009", text="x")
    assert only(nobody, f.RequestRefused).refusal.code == "alert_for_nobody"


def test_the_ledger_alone_knows_who_was_told() -> None:
    world, alert = told("460107001001", on_duty=True)
    again = Picture()
    for number, at, one in world.ledger:
        apply(again, number, at, one.fact)
    assert again.alerts[alert].people == world.picture.alerts[alert].people == ["w1"]


def test_an_alert_may_be_for_one_group_only_and_the_ledger_knows_whom_that_was() -> None:
    world = rostered()
    members = world.picture.groups["g"].patterns[-1].members
    told = only(world.send("co", "alert.send", area=DISTRICT, text="集合", group="g", roles=["worker"]), f.AlertSent)
    assert world.picture.alerts[told.alert].people == sorted(members)
    assert told.people == len(members) < len([p for p in world.picture.people.values() if "worker" in p.roles])
    unknown = only(world.send("co", "alert.send", area=DISTRICT, text="集合", group="none"), f.RequestRefused)
    assert unknown.refusal.code == "group_unknown"
    again = Picture()
    for number, at, one in world.ledger:
        apply(again, number, at, one.fact)
    assert again.alerts == world.picture.alerts
