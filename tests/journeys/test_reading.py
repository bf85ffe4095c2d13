"""The reading of deadlines is no blind witness: a ledger in which a step is lost, late, early or double is told."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.life.deadlines import read

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
