"""A drill from STARTEX to ENDEX on a real database, and the district beside it, which knows nothing of it (P8)."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from command.clock import new_id, now
from command.domain import facts as f
from command.domain.kept import due_of
from command.service.deadlines import pass_due
from command.service.desk import Committed, Desk
from command.service.drills import NotNow, begin, end, of_code, open_sign_in, sign_in, take_out
from command.service.intake import take
from command.service.replay import differences, replay
from command.service.seal import opened
from command.store import exercises, ledger, universe
from command.store.exercises import Stale
from tests.district import DISTRICT, District, received, report
from tests.drill import DRILL, Play, begun, drafted, every_kind, inject, planned, reported


def facts(done: Committed | None) -> list[f.AnyFact]:
    return [opened(entry.body) for entry in done.entries] if done is not None else []


def only(done: Committed | None, kind: type[Any]) -> Any:
    (found,) = [fact for fact in facts(done) if isinstance(fact, kind)]
    return found


def refusal(done: Committed) -> str:
    return str(only(done, f.RequestRefused).refusal.code)


async def later(play: Play, seconds: float) -> list[f.AnyFact]:
    """What comes of it when so many seconds go by: each due thing in turn."""
    await universe.fast_forward(play.district.engine, play.universe, seconds)
    found: list[f.AnyFact] = []
    while (done := await pass_due(play.desk)) is not None and done.entries:
        found += facts(done)
    return found


def of(kind: type[Any], found: list[f.AnyFact]) -> list[Any]:
    return [fact for fact in found if isinstance(fact, kind)]


async def everything_of(district: District, universe_: str) -> dict[str, list[str]]:
    """Every row of every table that belongs to a universe, byte for byte, read past the product."""
    found: dict[str, list[str]] = {}
    async with district.engine.connect() as connection:
        tables = await connection.scalars(
            text("SELECT table_name FROM information_schema.columns WHERE column_name = 'universe' ORDER BY 1")
        )
        for table in list(tables):
            rows = await connection.scalars(
                text(f"SELECT t::text FROM {table} t WHERE universe = :universe ORDER BY 1"), {"universe": universe_}
            )
            found[table] = list(rows)
    return found


async def test_a_drill_begins_with_its_people_its_script_and_what_the_district_has(district: District) -> None:
    play = await begun(district, *every_kind())
    picture = await replay(district.engine, play.universe)
    assert set(picture.people) == set(picture.participants) == {"wl", "st", "w1", "w2", "s", "op", "co"}
    assert (picture.people["wl"].roles, picture.people["st"].roles) == (["director"], ["observer"])
    on_duty = {one.id for one in picture.people.values() if one.on_duty}
    assert on_duty == {"w1", "w2", "s", "op", "co"}, "players are on duty, directors and observers watch"
    drill = picture.drills["drill"]
    dues = [(one.due - drill.started_at).total_seconds() for one in picture.injects.values() if one.due]
    assert dues == [6.0 * n for n in range(1, 9)], "offsets are divided by the compression"
    entries = await ledger.read_after(district.engine, play.universe, 0, 100)
    assert opened(entries[0].body).__class__ is f.DrillStarted
    for entry in entries:
        assert b'"district":"460107","exercise":"%s"' % DRILL.encode() in entry.body
        assert all(c.startswith("staff:") or c == f"picture:{play.universe}" for c in entry.channels)
    stored = await exercises.load(district.engine, DISTRICT, DRILL)
    assert (stored.state, stored.started_at) == ("running", drill.started_at)
    assert await exercises.followed(district.engine, DRILL) == await _head(district)


async def _head(district: District) -> int:
    async with district.engine.connect() as connection:
        return await universe.head(connection, DISTRICT)


async def test_a_drill_is_played_by_the_very_same_rules_and_the_district_is_not_touched(district: District) -> None:
    district.phones.alive = {"w1", "w2", "op", "co"}
    await district.desk.record([f.DutyStarted(person="w3")])
    await district.send("w3", "report.submit", **report(4))
    before = await everything_of(district, DISTRICT)
    play = await begun(district)
    given = await later(play, 60)
    filed, asked, came = of(f.IncidentFiled, given)[0], of(f.OfferMade, given)[0], of(f.InjectGiven, given)[0]
    assert filed.text == "【演练】积水齐膝"
    assert filed.reporter == "wl"
    assert (came.incident, came.serial, came.kind) == (filed.incident, 1, "report")
    assert isinstance(given[-1], f.InjectGiven) or given.index(came) > given.index(asked)
    assert asked.person == "w1"
    made = only(await play.send("w1", "offer.answer", offer=asked.offer, answer="accept"), f.AssignmentMade)
    for to in ("en_route", "on_scene", "done"):
        await play.send("w1", "assignment.advance", assignment=made.assignment, to=to, at=now(), note="水已退")
    done = await play.send("s", "incident.close", incident=filed.incident)
    assert only(done, f.IncidentClosed).incident == filed.incident
    await play.send("wl", "drill.stop", why="done")
    assert await differences(district.engine, play.universe) == []
    assert (await exercises.load(district.engine, DISTRICT, DRILL)).state == "over"
    assert await everything_of(district, DISTRICT) == before, "byte for byte"
    assert await differences(district.engine, DISTRICT) == []


async def test_every_kind_of_inject_comes_once_by_the_rules_of_the_real_thing(district: District) -> None:
    district.phones.alive = {"w1", "w2", "s", "op", "co"}
    play = await begun(district, *every_kind())
    given = await later(play, 3600)
    came = {one.kind: one for one in of(f.InjectGiven, given)}
    assert sorted(came) == sorted(["report", "call", "warning", "track", "road", "silent", "message", "contact"])
    assert {one.failed for one in came.values()} == {""}
    assert came["call"].to == ["wl"]
    assert came["message"].to == ["op"]
    assert set(came["contact"].to) == {"w1", "w2", "s", "op", "co"}
    assert set(came["road"].to) == {"w1", "s", "op", "co"}
    warning = of(f.WarningReceived, given)[0]
    assert (warning.status, warning.counts) == ("Exercise", True)
    assert of(f.ProposalMade, given), "an exercise's warning proposes a level in its exercise"
    assert of(f.StormTracked, given)[0].pace == 10
    assert [one.person for one in of(f.ParticipantSilenced, given)] == ["w2"]
    assert await later(play, 3600) is not None
    picture = await replay(district.engine, play.universe)
    assert {one.state for one in picture.injects.values()} == {"given"}
    assert await differences(district.engine, play.universe) == []


async def test_a_warning_of_an_exercise_counts_in_no_other_universe(district: District) -> None:
    play = await begun(district, *every_kind())
    await later(play, 60)
    (warning,) = (await replay(district.engine, play.universe)).warnings.values()
    assert warning.is_real
    assert not (await replay(district.engine, DISTRICT)).warnings


async def test_the_drill_does_not_hear_whom_an_inject_made_silent(district: District) -> None:
    district.phones.alive = {"w1", "w2"}
    play = await begun(
        district, inject(1, 0, every_kind()[5].content), inject(2, 10, reported(2)), inject(3, 3000, reported(2))
    )
    found = await later(play, 2)
    assert [one.person for one in of(f.OfferMade, found)] == ["w1"], "w2 is nearer, and is not heard"
    found = await later(play, 200)
    assert [one.person for one in of(f.ParticipantHeard, found)] == ["w2"]


async def test_a_message_is_answered_once_by_those_it_went_to(district: District) -> None:
    play = await begun(district, every_kind()[6])
    given = of(f.InjectGiven, await later(play, 60))[0]
    assert refusal(await play.send("co", "drill.answer", inject=given.inject, text="我来")) == "inject_no_answer"
    done = await play.send("op", "drill.answer", inject=given.inject, text="已统一答复")
    assert only(done, f.InjectAnswered).person == "op"
    assert only(done, f.NoticeOver).notice == given.inject
    assert refusal(await play.send("op", "drill.answer", inject=given.inject)) == "inject_no_answer"


async def test_no_universe_takes_the_requests_of_another(district: District) -> None:
    play = await begun(district)
    data = report(1)
    assert refusal(await district.send("w1", "report.submit", **data, exercise=DRILL)) == "exercise_unknown"
    here = [received("w1", "report.submit", **data)]
    assert refusal(await take(play.desk, here, district.areas)) == "exercise_unknown"
    other = [received("w1", "report.submit", **data, exercise=new_id())]
    assert refusal(await take(play.desk, other, district.areas)) == "exercise_unknown"
    assert only(await play.send("w1", "report.submit", **data), f.IncidentFiled).reporter == "w1"
    assert not (await replay(district.engine, DISTRICT)).incidents


async def test_the_same_person_and_request_id_are_two_things_in_two_universes(district: District) -> None:
    play = await begun(district)
    id_ = new_id()
    here = await district.send("w1", "report.submit", **report(1), id=id_)
    there = await play.send("w1", "report.submit", **report(1), id=id_)
    assert only(here, f.IncidentFiled).incident != only(there, f.IncidentFiled).incident


async def test_a_real_event_takes_somebody_out_and_their_work_goes_to_others(district: District) -> None:
    district.phones.alive = {"w1", "w2"}
    play = await begun(district, inject(1, 0, reported(1)), inject(2, 0, reported(1, category="event.0101")))
    asked = of(f.OfferMade, await later(play, 1))
    mine = next(one for one in asked if one.person == "w1")
    await play.send("w1", "offer.answer", offer=mine.offer, answer="accept")
    done = await take_out(play.desk, "w1")
    assert isinstance(facts(done)[0], f.ParticipantTaken)
    assert only(done, f.AssignmentEnded).why == "taken_out"
    assert "w1" not in {one.person for one in of(f.OfferMade, facts(done))}
    assert refusal(await play.send("w1", "report.submit", **report(1))) == "drill_left"
    with pytest.raises(NotNow, match="participant_out"):
        await take_out(play.desk, "w1")
    found = await later(play, 3600)
    assert "w1" not in {one.person for one in of(f.OfferMade, found)}, "however often it is tried again"
    back = await play.send("wl", "drill.readmit", person="w1")
    assert only(back, f.DutyStarted).person == "w1"
    assert await differences(district.engine, play.universe) == []


async def test_while_a_drill_stands_still_nothing_comes_and_nobody_is_asked(district: District) -> None:
    district.phones.alive = {"w1", "w2"}
    play = await begun(district, inject(1, 0, reported(1)), inject(2, 600, reported(2)))
    asked = of(f.OfferMade, await later(play, 1))
    assert asked
    done = await play.send("wl", "drill.pause")
    assert only(done, f.OfferClosed).why == "drill_paused"
    assert refusal(await play.send("w1", "report.submit", **report(1))) == "drill_paused"
    assert await later(play, 7200) == []


async def test_when_it_goes_on_everything_is_due_as_much_later_exactly_once(district: District) -> None:
    district.phones.alive = {"w1", "w2"}
    play = await begun(district, inject(1, 0, reported(1)), inject(2, 600, reported(2)), every_kind()[4])
    await later(play, 1)
    await later(play, 30)
    before = await replay(district.engine, play.universe)
    await play.send("wl", "drill.pause")
    await universe.fast_forward(district.engine, play.universe, 7200)
    done = await play.send("wl", "drill.resume")
    resumed = only(done, f.DrillResumed)
    shift = timedelta(seconds=resumed.shift_s)
    assert shift >= timedelta(seconds=7200)
    after = await replay(district.engine, play.universe)
    for kind in ("injects", "notices"):
        for id_, one in getattr(before, kind).items():
            due = due_of(one)
            assert due_of(getattr(after, kind)[id_]) == (due + shift if due is not None else None)
    assert of(f.OfferMade, facts(done)), "who fits best is asked anew"
    assert await differences(district.engine, play.universe) == []
    async with district.engine.connect() as connection:
        rows = await connection.execute(
            text("SELECT incident, due FROM deadline WHERE universe = :universe AND closed_at IS NULL"),
            {"universe": play.universe},
        )
        held = {row.incident: row.due for row in rows}
    assert held == {one.id: one.next.due for one in after.incidents.values() if one.next}
    again = await play.send("wl", "drill.resume")
    assert refusal(again) == "drill_not_paused"


async def test_an_inject_is_held_released_skipped_repeated_and_added(district: District) -> None:
    play = await begun(district, inject(1, 600, reported(1)), inject(2, 600, reported(2)))
    first, second = (await replay(district.engine, play.universe)).injects.values()
    await play.send("wl", "drill.hold", inject=first.id)
    await play.send("wl", "drill.skip", inject=second.id, reason="来不及")
    assert not of(f.InjectGiven, await later(play, 120))
    assert refusal(await play.send("w1", "drill.release", inject=first.id)) == "not_allowed"
    await play.send("wl", "drill.release", inject=first.id)
    assert [one.inject for one in of(f.InjectGiven, await later(play, 1))] == [first.id]
    assert refusal(await play.send("wl", "drill.hold", inject=first.id)) == "inject_given"
    assert refusal(await play.send("wl", "drill.release", inject=second.id)) == "inject_skipped"
    again = only(await play.send("wl", "drill.repeat", inject=first.id), f.InjectPlanned)
    assert (again.repeats, again.inject.number) == (first.id, 3)
    fresh = inject(9, 0, reported(3))
    added = only(await play.send("wl", "drill.add", inject=msgspec.to_builtins(fresh), in_s=5), f.InjectPlanned)
    assert added.spot.grid == "460107001001003"
    assert refusal(await play.send("wl", "drill.add", inject=msgspec.to_builtins(fresh))) == "inject_number"
    came = of(f.InjectGiven, await later(play, 10))
    assert [one.inject for one in came] == [again.id, added.id]
    assert await differences(district.engine, play.universe) == []


async def test_a_drill_starts_once_and_only_as_it_was_last_seen(district: District) -> None:
    made = await drafted(district)
    desk = Desk(district.engine, f"exercise:{DRILL}", district.areas, district.phones)
    by = await district.desk.look(lambda draft: draft.picture.people["co"])

    async def go(version: int) -> Committed:
        return await begin(district.engine, district.desk, district.areas, DRILL, version, by, desk=desk)

    with pytest.raises(Stale):
        await go(made.version + 1)
    await go(made.version)
    with pytest.raises(NotNow, match="drill_running"):
        await go(made.version)
    with pytest.raises(Stale):
        await exercises.save(district.engine, DISTRICT, DRILL, made.version, planned(), made.script, "co")
    entries = await ledger.read_after(district.engine, f"exercise:{DRILL}", 0, 1000)
    assert [entry.type for entry in entries].count("DrillStarted") == 1


async def test_a_check_that_fails_keeps_a_drill_from_starting_unless_somebody_says_why(district: District) -> None:
    with pytest.raises(NotNow) as raised:
        await begun(district, participants=[])
    assert raised.value.refusal.code == "drill_not_ready"
    assert raised.value.findings
    assert (await exercises.load(district.engine, DISTRICT, DRILL)).state == "draft"


async def test_somebody_of_the_real_district_stops_it_at_one_touch(district: District) -> None:
    district.phones.alive = {"w1"}
    play = await begun(district, inject(1, 0, reported(1)), inject(2, 6000, reported(1)))
    await later(play, 1)
    stranger = await district.desk.look(lambda draft: draft.picture.people["w3"])
    done = await end(play.desk, stranger)
    assert only(done, f.DrillEnded).why == "real_event"
    assert await later(play, 86_400) == [], "nothing comes after ENDEX"
    assert refusal(await play.send("w1", "report.submit", **report(1))) == "drill_over"
    noted = await play.send("st", "drill.note", text="反应迅速")
    assert only(noted, f.ObserverNoted).by == "st"
    assert await differences(district.engine, play.universe) == []


async def test_whoever_has_the_code_joins_as_what_they_are(district: District) -> None:
    play = await begun(district, sign_in=True)
    code = await open_sign_in(district.engine, DISTRICT, DRILL)
    assert await of_code(district.engine, DISTRICT, f" {code[:4].lower()}-{code[4:]}") == DRILL
    with pytest.raises(NotNow, match="drill_code"):
        await of_code(district.engine, DISTRICT, "ABCD2345")
    person = await district.desk.look(lambda draft: draft.picture.people["w3"])
    joined = await sign_in(play.desk, person)
    assert only(joined, f.ParticipantJoined).guest
    assert only(joined, f.DutyStarted).person == "w3"
    with pytest.raises(NotNow, match="participant_in"):
        await sign_in(play.desk, person)


async def test_at_a_level_the_drill_begins_at_it_while_the_district_is_normal(district: District) -> None:
    play = await begun(district, level=1, response_plan="typhoon")
    assert (await replay(district.engine, play.universe)).modes["mode"].level == 1
    assert not (await replay(district.engine, DISTRICT)).modes
