"""The reading of a run with a drill finds whatever is wrong: a proof that cannot fail is none."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.chaos.drill_reading import Ledgers, Taken, Traces, given_once, needles, nothing_written, readable, spread
from tests.chaos.drill_script import FULL, SMALL, kills_of, reports_of, script_of

Json = dict[str, Any]
START = datetime(2026, 7, 18, 8, tzinfo=UTC)
DRILL = "0198f0ff-0000-7000-8000-000000000001"
INCIDENT = "0198f0ff-0000-7000-8000-00000000000a"
GRIDS = [f"460107001001{n:03d}" for n in range(1, 180)]


def fact(number: int, kind: str, after_s: float, **members: Any) -> Json:
    return {"type": kind, "number": number, "when": START + timedelta(seconds=after_s), **members}


def drill(*more: Json) -> list[Json]:
    """A drill of two players, an hour long."""
    return [
        fact(1, "DrillStarted", 0, drill=DRILL),
        *(fact(n, "ParticipantJoined", 0, participant={"person": who}) for n, who in ((2, "w1"), (3, "w2"))),
        *more,
        fact(99, "DrillEnded", 3600),
    ]


def taken(number: int, after_s: float, person: str = "w1") -> Json:
    return fact(number, "ParticipantTaken", after_s, person=person, why="real_event")


def offered(number: int, after_s: float, person: str = "w1") -> Json:
    return fact(number, "OfferMade", after_s, person=person)


def faults(real: list[Json], *in_drill: Json) -> list[str]:
    return Taken(Ledgers(real, drill(*in_drill))).faults


def test_who_is_offered_real_work_and_taken_out_once_is_as_it_should_be() -> None:
    found = Taken(Ledgers([offered(7, 60)], drill(offered(10, 30), taken(11, 61.5))))
    assert (found.faults, found.lags) == ([], [1.5])


def test_who_is_left_in_the_drill_is_found() -> None:
    assert "left in the drill: w1" in faults([offered(7, 60)])[0]
    assert faults([offered(7, 3590)]) == [], "it was over before anybody could look"


def test_who_is_asked_again_taken_out_twice_or_for_nothing_is_found() -> None:
    real = [offered(7, 60)]
    assert "asked in the drill after" in faults(real, taken(10, 61), offered(11, 70))[0]
    assert "twice" in faults(real, taken(10, 61), taken(11, 62))[0]
    assert "for nothing: w2" in faults(real, taken(10, 61), taken(11, 62, "w2"))[0]
    assert "for nothing" in faults(real, taken(10, 59))[0], "before anybody asked for them"


def test_an_inject_given_twice_or_never_is_found() -> None:
    planned = [fact(n, "InjectPlanned", 0, id=id_) for n, id_ in ((4, "a"), (5, "b"))]
    given = [fact(n, "InjectGiven", 10, inject=id_) for n, id_ in ((10, "a"), (11, "b"), (12, "b"))]
    assert given_once(Ledgers([], drill(*planned, *given[:2])), 2)[0] == []
    assert given_once(Ledgers([], drill(*planned, *given)), 2)[0] == ["given 2 times: b"]
    assert given_once(Ledgers([], drill(*planned, given[0])), 2)[0] == ["given 0 times: b"]
    assert given_once(Ledgers([], drill(*planned[:1], *given[:2])), 1)[0] == ["never planned: b"]


def test_an_id_or_a_word_of_the_drill_is_found_wherever_it_is() -> None:
    traces = Traces(needles(Ledgers([], drill(fact(10, "IncidentFiled", 9, incident=INCIDENT)))))
    assert traces.ids == {DRILL, INCIDENT}
    assert traces.of("socket x", '{"exercises":[]} 真实事件') == []
    assert traces.of("document figures", "已计入全部记录；演练不计") == []
    for text in (f"…{INCIDENT}…", "【演练】积水", f'"exercise":"{DRILL}"', f"staff exercise:{DRILL}"):
        assert traces.of("socket x", text), text
    assert traces.looked["socket"] == 5


def test_what_one_universe_wrote_into_the_other_is_found() -> None:
    stored = [
        fact(1, "IncidentFiled", 1, incident="i", request="r"),
        fact(2, "ReportStored", 1, incident="i", request="r"),
    ]
    assert nothing_written(Ledgers(stored, drill()), {"r"}, {"d"}) == []
    assert nothing_written(Ledgers(stored, drill()), set(), {"r"})
    assert nothing_written(Ledgers(stored, drill(fact(10, "ReportStored", 5, request="r"))), {"r"}, set())
    assert nothing_written(Ledgers(stored, drill()), {"other"}, set()) == ["nobody reported i"]


def test_a_documents_words_are_read_and_figures_are_what_they_say() -> None:
    assert readable("一".encode()) == "一"
    assert spread([1.0] * 98 + [3.0, 5.0]) == {"n": 100, "p50": 1.0, "p90": 1.0, "p99": 3.02, "max": 5.0}
    assert spread([]) == {"n": 0}


def test_the_same_seed_is_the_same_run_with_a_drill_and_without() -> None:
    people = [f"w{n}" for n in range(FULL.people)]
    for size in (SMALL, FULL):
        assert reports_of(7, size, GRIDS) == reports_of(7, size, GRIDS)
        assert kills_of(7, size) == kills_of(7, size)
        assert script_of(7, size, GRIDS, people) == script_of(7, size, GRIDS, people)
        assert len(script_of(7, size, GRIDS, people)["injects"]) == size.injects
        assert len(reports_of(7, size, GRIDS)) == size.real
    struck = {part for kill in kills_of(7, FULL) for part in kill.parts}
    assert struck == {"gateway", "worker", "redis", "postgres", "drills", "all"}
