"""The readings of the peak are no blind witnesses: whatever they are to find, they find in a small story of it."""

from typing import Any

import pytest

from tests.chaos import sight, watching
from tests.chaos.peak_screens import Seen, Told

ME, YOU, JOB = (f"00000000-0000-7000-8000-00000000000{n}" for n in (1, 2, 3))
GRID, OTHER = "460107001001001", "460107001001002"


class Screen:
    """What the reading of a wall looks at."""

    def __init__(
        self, told: list[Told], came: dict[int, float], end: float = 100.0, loaded: float | None = None
    ) -> None:
        self.channel = "picture"
        self.sessions = [[0.0, end]]
        self.noted = Seen(told, came, [] if loaded is None else [(loaded, 5)])


class Witnessed(watching.Witness):
    def __init__(self, *samples: tuple[float, float, int]) -> None:
        self.samples = list(samples)


FIVE_AT_10 = Witnessed((8.9, 9.0, 4), (9.9, 10.0, 5), (19.9, 20.0, 5), (29.9, 30.0, 6))


def young(told: Told, came: float, **more: Any) -> list[str]:
    screen = Screen([told], {4: 9.0, 5: came}, **more)
    return watching.told_younger_than_it_is(screen, FIVE_AT_10, [4, 5])  # type: ignore[arg-type]


def test_a_wall_that_lacks_a_fact_and_is_told_that_it_is_fresh_is_found() -> None:
    assert young(Told(14.9, 15.0, 0.2), came=18.0), "it was committed five seconds before"
    assert young(Told(14.9, 15.0, 0.2), came=1e9), "or never comes"
    assert young(Told(14.9, 15.0, 4.0), came=18.0), "it is older than that"


def test_a_wall_that_is_told_how_old_it_is_or_has_it_all_is_right() -> None:
    assert young(Told(14.9, 15.0, 5.5), came=18.0) == [], "the age says that it lacks what is younger"
    assert young(Told(14.9, 15.0, 0.2), came=15.3) == [], "gathered for a moment"
    assert young(Told(14.9, 15.0, None), came=18.0) == [], "never whole since the start"
    assert young(Told(14.9, 15.0, 0.2), came=18.0, end=15.2) == [], "cut off, it grows old by itself"
    assert young(Told(14.9, 15.0, 0.2), came=1e9, loaded=12.0) == [], "it loaded a picture that holds it"


def test_what_is_not_back_at_the_end_is_found() -> None:
    good, old, down = (Told(1, 1, 0.4), Told(1, 1, 9.0), Told(1, 1, 0.4, frozenset({"redis"})))
    assert watching.not_healed([Screen([down, good], {})]) == []  # type: ignore[list-item]
    assert len(watching.not_healed([Screen([good, one], {}) for one in (old, down)])) == 2  # type: ignore[list-item]


def offered(**reason: Any) -> dict[str, Any]:
    return {"type": "OfferMade", "number": 6, "person": ME, "reason": reason}


@pytest.mark.parametrize(("sessions", "wrong"), [([(25.0, 26.0)], 0), ([(0.0, 1e9)], 0), ([(31.0, 40.0)], 1), ([], 1)])
def test_who_is_asked_and_was_not_connected_is_found(sessions: list[tuple[float, float]], wrong: int) -> None:
    found = watching.asked_out_of_reach([offered()], FIVE_AT_10, {ME: sessions})
    assert len(found) == wrong


def test_who_fell_silent_longer_ago_than_counts_is_found_and_the_stand_by_list_is_asked_otherwise() -> None:
    late = Witnessed((0.0, 0.1, 5), (99.9, 100.0, 5), (109.9, 110.0, 6))
    assert watching.asked_out_of_reach([offered()], late, {ME: [(0.0, 66.0)]})
    assert watching.asked_out_of_reach([offered()], late, {ME: [(0.0, 70.0)]}) == []
    assert watching.asked_out_of_reach([offered(standby=True)], late, {}) == []


def test_a_grid_that_is_called_silent_though_a_phone_there_is_connected_is_found() -> None:
    lost = {"type": "ContactLost", "number": 6, "area": GRID, "people": {ME: "甲"}}
    assert watching.lost_while_connected([lost], FIVE_AT_10, {ME: [(0.0, 1e9)]})
    late = Witnessed((0.0, 0.1, 5), (99.8, 99.9, 5), (99.9, 100.0, 6))
    assert watching.lost_while_connected([lost], late, {ME: [(0.0, 60.0)]}) == []


# --- P4

TEXT = sight.words_of(7, YOU)
FILED = {"type": "IncidentFiled", "number": 1, "incident": JOB, "reporter": YOU, "text": TEXT, "place": {"grid": OTHER}}
ASKED = {"type": "OfferMade", "number": 2, "incident": JOB, "person": ME}
MOVED = {"type": "AssignmentChanged", "number": 3, "incident": JOB, "person": YOU, "request": "r"}


def sent(facts: list[dict[str, Any]], *seen: int) -> list[str]:
    by_number = {one["number"]: one for one in facts}
    return sight.of_others(by_number, ME, GRID, (), seen, sight.entitled(facts)[ME])


def test_a_fact_about_what_is_somebody_elses_is_found_on_a_workers_phone() -> None:
    assert sent([FILED, MOVED], 3)
    assert sent([FILED, ASKED, MOVED], 2, 3) == [], "they were asked about it"
    assert sent([{"type": "GridTasksSet", "number": 4, "area": OTHER}], 4)
    assert sent([{"type": "GridTasksSet", "number": 4, "area": GRID}], 4) == []


def test_a_colleague_named_with_what_they_are_at_in_another_grid_is_found() -> None:
    def told(*out: tuple[str, str]) -> list[str]:
        fact = {"number": 5, "out": [{"person": who, "grid": where, "incident": JOB} for who, where in out]}
        return sight.named_to_others({5: fact}, ME, GRID, [5], set())

    assert told((YOU, OTHER))
    assert told((YOU, GRID)) == []
    assert told((YOU, OTHER), (ME, OTHER)) == [], "both are there"


def test_a_text_that_is_not_theirs_and_a_name_that_travels_are_found_in_the_lines() -> None:
    assert sight.read_by_others([FILED], ME, [f'{{"text":"{TEXT}"}}'], sight.entitled([FILED]))
    assert sight.read_by_others([FILED], YOU, [f'{{"text":"{TEXT}"}}'], sight.entitled([FILED])) == []
    assert sight.read_by_others([FILED, ASKED], ME, [TEXT], sight.entitled([FILED, ASKED])) == []
    assert sight.read_by_others([], ME, ["搬迁甲户 001"], sight.entitled([]))


@pytest.mark.parametrize(
    "line",
    [
        '{"push":{"pub":{"offset":1,"data":[{"type":"IncidentFiled","number":1,"reporter":"w"}]}}}',
        '{"push":{"pub":{"offset":1,"data":[{"type":"IncidentFiled","number":1,"text":"积水"}]}}}',
        '{"id":1,"subscribe":{"publications":[{"data":{"type":"ReportMerged","number":1,"caller":{"name":"x"}}}]}}',
        f'{{"x":"{TEXT}"}}',
        '{"phone":"000-460107001001001"}',
    ],
)
def test_whatever_a_passer_by_must_not_read_is_found_on_a_kiosk(line: str) -> None:
    assert sight.passed_by([line])
    assert sight.passed_by(['{"push":{"pub":{"data":[{"type":"IncidentFiled","number":1,"text":""}]}}}', "{}"]) == []
