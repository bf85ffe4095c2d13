"""The reading of deadlines is no blind witness: a ledger in which a step is lost, late, early or double is told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from command.domain.kept import KEPT as PICTURE_KEPT
from tests.journeys.life.deadlines import KEPT, SOON, read

NOON = datetime(2027, 3, 3, 4, tzinfo=UTC)


def fact(type_: str, after_s: float, **members: Any) -> dict[str, Any]:
    return {"type": type_, "at": (NOON + timedelta(seconds=after_s)).isoformat(), "incident": "i", **members}


def due(kind: str, step: int, after_s: float) -> dict[str, Any]:
    return {"kind": kind, "round": 0, "step": step, "due": (NOON + timedelta(seconds=after_s)).isoformat()}


def moment(after_s: float) -> str:
    return (NOON + timedelta(seconds=after_s)).isoformat()


FILED = fact("IncidentFiled", 0, next=due("verify", 1, 60))
ROSE = fact("IncidentEscalated", 60.2, next=due("verify", 2, 120))
CLOSED = fact("IncidentClosed", 90)
ORDER = fact("SupervisionOrdered", 0, supervision="s", due=moment(60))
ROSE_TOO = fact("SupervisionEscalated", 60.1, supervision="s", due=moment(120))
REPLY = fact("SupervisionReplied", 100, supervision="s", request="r")
SILENT = fact("OfferMade", 0, offer="o", answer_by=moment(60))
EXPIRED = fact("OfferClosed", 60.1, offer="o", why="expired")
OPENED = fact("AttentionOpened", 0, item="a", incident="", due=moment(300))
SHELVED = fact("AttentionShelved", 10, item="a", incident="", request="r", until=moment(70))
BACK = fact("AttentionReturned", 70.2, item="a", incident="", why="time", due=moment(370))
LOOKED = fact("AttentionLooked", 70.2, item="a", incident="", due=moment(370))
TASKS = fact("GridTasksSet", 0, area="g", incident="", tasks=[{"id": n, "due": moment(60)} for n in ("x", "y")])
DONE = fact("GridTaskDone", 30, area="g", incident="", grid_task="x", request="r")
MISSED = fact("GridTasksMissed", 60.2, area="g", incident="", tasks=["y"], due=moment(120))
ENDED = fact("GridTasksEnded", 100, area="g", incident="", request="r")
LEVEL = fact("ModeSwitched", 0, incident="", request="r", review_at=moment(60))
UNSEEN = fact("ModeReviewDue", 60.1, incident="", due=moment(600))
CARRIED = fact("SwitchCarriedOn", 0, incident="", due=None)
REPORT = fact("SitrepAsked", 0, incident="", chain="c", sitrep="s", cut_at=moment(120), due=moment(600))
REMINDED = fact("SitrepReminded", 60.1, incident="", sitrep="s", cut_at=moment(120))
CUT = fact("SitrepCut", 120.1, incident="", sitrep="s", due=moment(600))
HELD = fact("AttentionPaced", 0, incident="", held=3, due=moment(30))
PACED = fact("AttentionPaced", 30.1, incident="", held=0)


@pytest.mark.parametrize(
    ("story", "acted"),
    [
        ([OPENED, SHELVED, BACK], {"shelf": 1}),
        ([TASKS, DONE, MISSED, ENDED], {"gridtasks": 1}),
        ([LEVEL, CARRIED, UNSEEN], {"review": 1}),
        ([REPORT, REMINDED, CUT], {"sitreps": 2}),
        ([HELD, PACED], {"flow": 1}),
    ],
)
def test_what_a_storm_makes_wait_and_is_acted_on_once_is_right(
    story: list[dict[str, Any]], acted: dict[str, int]
) -> None:
    found = read(story, NOON + timedelta(seconds=150))
    assert (found.faults, dict(found.acted)) == ([], acted)


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ([OPENED, SHELVED], "nothing was ever done"),
        ([OPENED, SHELVED, LOOKED], "then only AttentionLooked"),
        ([OPENED, SHELVED, BACK | {"at": moment(40)}], "before it was due"),
        ([OPENED, SHELVED, BACK | {"at": moment(90)}], "was acted on at"),
        ([TASKS, DONE], "nothing was ever done"),
        ([TASKS, DONE, MISSED | {"at": moment(50)}, ENDED], "before it was due"),
        ([TASKS, MISSED, ENDED], "are overdue, told of ['y']"),
        ([TASKS, DONE, MISSED | {"tasks": ["x", "y"]}, ENDED], "are overdue, told of ['x', 'y']"),
        ([TASKS, DONE, MISSED, MISSED | {"at": moment(70)}, ENDED], "before it was due"),
        ([LEVEL, CARRIED], "nothing was ever done"),
        ([LEVEL], "nothing was ever done"),
        ([REPORT, CUT], "sitreps due"),
        ([REPORT, REMINDED], "nothing was ever done"),
        ([HELD], "nothing was ever done"),
        ([HELD, HELD | {"at": moment(10)}, PACED], "before it was due"),
    ],
)
def test_what_a_storm_makes_wait_and_is_lost_late_early_or_double_is_told(
    story: list[dict[str, Any]], told: str
) -> None:
    faults = read(story, NOON + timedelta(seconds=150)).faults
    assert any(told in fault for fault in faults), faults


def test_from_the_first_kill_on_the_clock_may_be_less_late_than_before() -> None:
    story = [FILED, fact("IncidentEscalated", 80, next=due("verify", 2, 140)), CLOSED]
    end, most = NOON + timedelta(seconds=150), timedelta(seconds=60)
    assert read(story, end, most).faults == []
    assert read(story, end, most, (NOON + timedelta(seconds=61), SOON)).faults == []
    assert read(story, end, most, (NOON + timedelta(seconds=59), SOON)).faults


def test_every_kept_thing_with_a_deadline_is_read_but_those_of_drills() -> None:
    told_otherwise = {"slots", "movelists", "modes", "switchings", "recalls", "bulletins", "attention", "flow"}
    told_otherwise |= {"gridtasks", "sitreps", "sitrepchains"}
    of_drills = {"participants", "injects", "notices"}
    kept = {name for name, struct in PICTURE_KEPT.items() if "due" in struct.__struct_fields__}
    assert kept - of_drills == {*KEPT, *told_otherwise}


@pytest.mark.parametrize("good", [[FILED, ROSE, CLOSED], [ORDER, ROSE_TOO, REPLY], [SILENT, EXPIRED]])
def test_what_happened_once_and_in_time_is_right(good: list[dict[str, Any]]) -> None:
    found = read(good, NOON + timedelta(seconds=100))
    assert found.faults == []
    assert sum(found.acted.values()) == 1


@pytest.mark.parametrize(
    ("story", "told"),
    [
        ([FILED], "nothing was ever done"),
        ([FILED, fact("IncidentClosed", 200, request="r")], "then only IncidentClosed"),
        ([FILED, fact("IncidentEscalated", 80, next=due("verify", 2, 140)), CLOSED], "was acted on at"),
        ([FILED, fact("IncidentEscalated", 30, next=due("verify", 2, 90)), CLOSED], "before it was due"),
        ([FILED, ROSE, fact("IncidentEscalated", 60.4, next=due("verify", 3, 121)), CLOSED], "before it was due"),
        ([FILED, ROSE, fact("IncidentEscalated", 60.4, next=due("verify", 2, 121)), CLOSED], "was set 2 times"),
        ([ORDER, ROSE_TOO, ROSE_TOO | {"at": moment(60.5)}, REPLY], "before it was due"),
        ([ORDER], "nothing was ever done"),
        ([SILENT, fact("OfferClosed", 30, offer="o", why="expired")], "before it was due"),
        ([SILENT], "nothing was ever done"),
    ],
)
def test_what_was_lost_late_early_or_double_is_told(story: list[dict[str, Any]], told: str) -> None:
    faults = read(story, NOON + timedelta(seconds=150)).faults
    assert any(told in fault for fault in faults), faults
