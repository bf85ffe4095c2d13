"""Urgent before routine, and routine never starved."""

from collections import Counter
from typing import Any

from workers.inbox import Inbox, Waiting


def inbox(urgent: int, routine: int, answers: int = 0) -> Inbox:
    made = Inbox(redis=None, universe="1")  # type: ignore[arg-type]
    for lane, count in (("answers", answers), ("urgent", urgent), ("routine", routine)):
        made.give_back([Waiting(lane, b"%d-0" % n, {}) for n in range(count)])
    return made


def lanes(entries: list[Waiting]) -> Counter[Any]:
    return Counter(entry.lane for entry in entries)


def test_under_a_flood_of_urgent_entries_a_tenth_of_each_batch_is_routine() -> None:
    assert lanes(inbox(1000, 1000).batch(200)) == {"urgent": 180, "routine": 20}


def test_without_urgent_entries_the_batch_is_all_routine_and_the_other_way_round() -> None:
    assert lanes(inbox(0, 300).batch(200)) == {"routine": 200}
    assert lanes(inbox(300, 0).batch(200)) == {"urgent": 200}


def test_urgent_entries_come_first_in_a_batch_and_each_lane_keeps_its_order() -> None:
    batch = inbox(5, 5).batch(200)
    assert [e.lane for e in batch] == ["urgent"] * 5 + ["routine"] * 5
    assert [e.id for e in batch[:5]] == [b"%d-0" % n for n in range(5)]


def test_answers_do_not_wait_behind_a_flood_of_urgent_reports_and_do_not_starve_them() -> None:
    """Who cannot say "done" stays busy, and then nobody can be sent to what is urgent."""
    assert lanes(inbox(1000, 1000, 50).batch(200)) == {"answers": 50, "urgent": 130, "routine": 20}
    assert lanes(inbox(1000, 1000, 1000).batch(200)) == {"answers": 140, "urgent": 40, "routine": 20}
