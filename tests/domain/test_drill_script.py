"""A script is checked line by line before anybody plays it, and a drill before it starts."""

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.drill.checking import Ground, check_script
from command.domain.drill.findings import Finding, forbids
from command.domain.drill.measuring import busiest, given_s, measure
from command.domain.drill.readiness import HIGHEST_LEVEL, Standing, check_start
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import (
    CallInject,
    ContactInject,
    Expectation,
    Inject,
    MessageInject,
    ReportInject,
    RoadInject,
    Script,
    SilentInject,
    TrackFix,
    TrackInject,
    WarningInject,
)
from command.domain.kept.dispatch import Unit
from command.domain.place import Place
from command.domain.policy import DEFAULT
from command.domain.roster import Leave, Roster
from tests.domain.builder import AREAS, START, World, grid, small_world

HERE = Place(grid=grid(1))
THERE = Place(grid=grid(3))


def ground(world: World | None = None) -> Ground:
    people = (world or small_world()).picture.people
    unit = Unit(id="water", name="水务抢修", kind="water", areas=["460107"], desks=["desk"])
    return Ground(areas=AREAS, people=people, units={"water": unit})


def report(number: int = 1, at: int = 0, **more: Any) -> Inject:
    content = ReportInject(category=more.pop("category", "event.0406"), place=more.pop("place", HERE), text="积水")
    expected = more.pop("expected", [Expectation(what="accepted", within_s=120)])
    return Inject(number=number, offset_s=at, title="积水", content=content, expected=expected, **more)


def line(content: Any, *expected: Expectation, number: int = 1, at: int = 0) -> Inject:
    return Inject(number=number, offset_s=at, title="一条", content=content, expected=list(expected))


def script(*injects: Inject) -> Script:
    return Script(name="演练", injects=list(injects))


def said(*injects: Inject, compression: float = 1) -> dict[str, Finding]:
    return {one.code: one for one in check_script(script(*injects), ground(), compression)}


def test_a_sound_script_has_nothing_said_against_it() -> None:
    assert said(report()) == {}


@pytest.mark.parametrize(
    ("inject", "code"),
    [
        (report(category="event.9999"), "category_unknown"),
        (report(place=Place(grid="460107009009009")), "place_unknown"),
        (report(place=Place(lat=31.2, lon=121.4)), "place_unknown"),
        (report(place=Place(building="no-such")), "place_unknown"),
        (line(ReportInject(category="event.0406", place=HERE, by="nobody")), "person_unknown"),
        (line(MessageInject(text="请回复", to=["nobody"])), "person_unknown"),
        (line(ContactInject(to=["nobody"])), "person_unknown"),
        (line(SilentInject(people=["nobody"])), "person_unknown"),
        (line(SilentInject(area=grid(1))), "silent_nobody"),
        (line(SilentInject(area="460107009", count=3)), "area_unknown"),
        (line(WarningInject(event="11B01", colour="red", areas=["460108"])), "area_unknown"),
        (line(WarningInject(event="11B01", colour="red", areas=["460107"], expires_s=60), at=60), "warning_over"),
        (line(RoadInject(text="封闭", place=HERE, opens_s=600), at=600), "road_opens"),
        (report(expected=[Expectation(what="answered", within_s=60)]), "expects_never"),
        (report(expected=[Expectation(what="switched", within_s=60, value="二级")]), "expects_value"),
        (report(expected=[Expectation(what="accepted", within_s=60, who="nobody")]), "expects_unknown"),
        (report(expected=[Expectation(what="referred", within_s=60, who="worker")]), "expects_role"),
    ],
)
def test_what_cannot_be_played_is_refused_in_both_languages_at_its_line(inject: Inject, code: str) -> None:
    one = said(inject)[code]
    assert (one.severity, one.number) == ("refused", 1)
    assert one.zh != one.en
    assert "{" not in one.zh + one.en


def test_a_number_used_twice_is_refused() -> None:
    found = said(report(7), report(7, 60))
    assert (found["number_twice"].number, found["number_twice"].data["times"]) == (7, 2)


def test_an_empty_script_is_refused() -> None:
    assert said()["script_empty"].severity == "refused"


def test_lines_out_of_order_are_told() -> None:
    assert said(report(1, 600), report(2, 60))["unsorted"].number == 2


def test_a_real_telephone_number_is_told_and_a_made_up_one_is_not() -> None:
    def call(phone: str) -> Inject:
        content = CallInject(text="积水", category="event.0406", place=HERE, caller=f.Caller("陈女士", phone))
        return line(content, Expectation(what="stored", within_s=120))

    assert "phone_real" in said(call("13876543210"))
    assert said(call("000-0000000")) == {}


def test_a_track_is_judged_by_the_rules_of_real_tracks_point_by_point() -> None:
    def track(*points: TrackFix) -> Inject:
        return line(
            TrackInject(storm="演练台风", agency="CMA", points=list(points)), Expectation(what="noted", within_s=1)
        )

    sound = (
        TrackFix(offset_s=-21600, lat=18.5, lon=113.4, wind_ms=42),
        TrackFix(offset_s=0, lat=19.1, lon=112.3, wind_ms=45),
    )
    assert said(track(*sound)) == {}
    jump = said(track(sound[0], TrackFix(offset_s=0, lat=30.0, lon=112.3, wind_ms=45)))["track_refused"]
    assert (jump.severity, jump.data["row"]) == ("refused", 2)
    assert "2" in jump.zh
    assert "track_refused" in said(track(sound[1], sound[0]))
    nested = replace(sound[1], r7_km=[100], r10_km=[200])
    assert "track_refused" in said(track(sound[0], nested))
    assert "track_refused" in said(track(replace(sound[1], r7_km=[100, 100])))


def test_a_compressed_track_is_judged_as_it_is_written() -> None:
    points = [
        TrackFix(offset_s=n * 21600, lat=18 + n * 0.5, lon=113.4 - n, wind_ms=42, forecast=n > 0) for n in range(4)
    ]
    one = line(TrackInject(storm="演练台风", agency="CMA", points=points), Expectation(what="noted", within_s=1))
    assert "track_refused" not in said(one, compression=60)


def test_what_is_expected_sooner_than_what_comes_before_it_is_told() -> None:
    expected = [Expectation(what="arrived", within_s=60), Expectation(what="accepted", within_s=120)]
    found = said(report(expected=expected))["expects_order"]
    assert (found.severity, found.expectation) == ("warning", 0)


def test_the_same_script_is_too_dense_only_at_the_compression_that_makes_it_so() -> None:
    injects = [report(n, n * 300) for n in range(1, 31)]
    assert "dense" not in said(*injects)
    found = said(*injects, compression=30)["dense"]
    assert found.severity == "warning"
    assert found.data["count"] == 30


def test_more_than_one_a_second_is_refused() -> None:
    assert said(*[report(n, n) for n in range(1, 602)], compression=100)["flood"].severity == "refused"


def test_nobody_is_expected_at_two_places_at_once() -> None:
    def ask(number: int, at: int, place: Place) -> Inject:
        return report(number, at, place=place, expected=[Expectation(what="done", within_s=1800, who="w1")])

    assert "two_places" not in said(ask(1, 0, HERE), ask(2, 3600, THERE))
    found = said(ask(1, 0, HERE), ask(2, 3600, THERE), compression=10)["two_places"]
    assert (found.severity, found.overridable, found.number, found.data["other"]) == ("refused", True, 2, 1)
    assert "two_places" not in said(ask(1, 0, HERE), ask(2, 3600, HERE), compression=10)


def test_one_person_is_not_asked_for_more_than_can_be_done() -> None:
    asked = [line(MessageInject(text="请回复", to=["w1"]), number=n, at=n * 300) for n in range(1, 13)]
    assert "one_person" not in said(*asked)
    assert said(*asked, compression=10)["one_person"].data["count"] == 12
    roles = [line(MessageInject(text="请回复", to=["worker"]), number=n, at=n) for n in range(1, 13)]
    assert "one_person" not in said(*roles), "a role is not one person"


@given(st.lists(st.integers(0, 100_000), max_size=60), st.floats(1, 100))
def test_compression_divides_offsets_and_nothing_else(offsets: list[int], compression: float) -> None:
    injects = [report(n, at, expected=[Expectation(what="done", within_s=900)]) for n, at in enumerate(offsets, 1)]
    measured = measure(script(*injects), compression)
    assert measured.injects == sum(measured.tens) == len(offsets)
    assert measured.duration_s == (round(max(offsets) / compression + 900) if offsets else 0)
    assert measured.written_s == max(offsets, default=0)
    moments = [given_s(one, compression) for one in injects]
    assert measured.most == max((sum(0 <= at - one < 600 for at in moments) for one in moments), default=0)


@given(st.lists(st.floats(0, 5000), max_size=40))
def test_the_busiest_ten_minutes_are_the_busiest(moments: list[float]) -> None:
    most, since = busiest(sorted(moments))
    assert most == max((sum(0 <= at - one < 600 for at in moments) for one in moments), default=0)
    assert not moments or sum(0 <= at - since < 600 for at in moments) == most


# ---- before the start


def player(person: str, *roles: str, part: str = "player") -> Participant:
    return Participant(person=person, part=part, roles=list(roles))  # type: ignore[arg-type]


PLAN = DrillPlan(
    name="演练",
    participants=[
        player("w1", "worker"),
        player("op", "operator"),
        player("co", "coordinator"),
        player("s", part="director"),
        player("st", part="observer"),
    ],
)


def real(level: int = 0, **more: Any) -> Standing:
    return Standing(**{"now": START, "level": level, "roster": Roster(DEFAULT.zone), **more})


def before(
    plan: DrillPlan = PLAN, *injects: Inject, now: Standing | None = None, world: World | None = None
) -> dict[str, Finding]:
    found = check_start(plan, script(*(injects or [report()])), ground(world), now or real())
    return {one.code: one for one in found}


def test_a_well_made_drill_may_start() -> None:
    found = before()
    assert forbids(list(found.values())) == []
    assert {one.severity for one in found.values()} <= {"note"}


@pytest.mark.parametrize(("level", "refused"), [(0, False), (4, False), (3, False), (2, True), (1, True)])
def test_at_a_real_level_above_three_no_drill_starts_without_a_reason(level: int, refused: bool) -> None:
    found = list(before(now=real(level)).values())
    assert ([one.code for one in forbids(found)] == ["level_high"]) is refused
    assert forbids(found, "省里布置的演练，已报指挥长同意") == []
    assert bool(forbids(found, "   ")) is refused, "blanks are no reason"


def test_before_a_live_drill_it_is_said_whether_anybody_hears_of_it_beyond_the_screen() -> None:
    live = replace(PLAN, form="live")
    assert "未配置" in before(live)["messages_none"].zh
    found = before(live, now=real(ways=("wecom", "sms")))
    assert "messages_none" not in found
    assert "企业微信、短信" in found["messages"].zh
    assert "WeCom, SMS" in found["messages"].en
    assert not {"messages", "messages_none"} & set(before(now=real(ways=("sms",)))), "nobody is rung at a table"


def test_a_reason_helps_against_nothing_that_cannot_be_played() -> None:
    found = list(before(PLAN, report(category="event.9999"), now=real(1)).values())
    assert [one.code for one in forbids(found, "必须开")] == ["category_unknown"]


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (replace(PLAN, participants=PLAN.participants[3:]), "no_players"),
        (replace(PLAN, participants=PLAN.participants[:3]), "no_directors"),
        (replace(PLAN, participants=[*PLAN.participants, player("w1", "worker")]), "player_twice"),
        (replace(PLAN, participants=[*PLAN.participants, player("ghost", "worker")]), "player_unknown"),
        (replace(PLAN, participants=[*PLAN.participants, player("w2")]), "player_roles"),
        (replace(PLAN, units=["ghost"]), "unit_unknown"),
        (replace(PLAN, level=1), "plan_unknown"),
        (replace(PLAN, form="contact"), "contact_none"),
    ],
)
def test_a_drill_without_what_it_needs_is_refused_whatever_the_reason(plan: DrillPlan, code: str) -> None:
    found = list(before(plan).values())
    assert code in [one.code for one in forbids(found, "必须开")]


def test_without_observers_it_starts_and_is_told_so() -> None:
    found = before(replace(PLAN, participants=PLAN.participants[:4]))
    assert found["no_observers"].severity == "note"


def test_nobody_is_in_two_drills_unless_somebody_says_why() -> None:
    found = before(now=real(others={"w1": "防汛演练"}))["other_drill"]
    assert (found.severity, found.overridable, found.data["drill"]) == ("refused", True, "防汛演练")


def test_who_is_on_leave_while_it_runs_is_named() -> None:
    leave = Leave(
        id="l", person="w1", starts=START + timedelta(minutes=1), ends=START + timedelta(days=1), state="approved"
    )
    away = Roster(DEFAULT.zone, leaves=[leave])
    assert before(now=real(roster=away))["on_leave"].data["names"] == "name of w1"
    assert "on_leave" not in before(now=real(roster=away, now=START - timedelta(days=3)))


def test_a_live_drill_names_who_is_not_on_duty_and_which_grids_it_leaves_bare() -> None:
    world = small_world()
    live = replace(PLAN, form="live")
    assert before(live, world=world)["not_on_duty"].data["names"] == "name of w1"
    world.on_duty("w1")
    found = before(live, world=world)
    assert "not_on_duty" not in found
    assert found["bare"].data["count"] == len(world.picture.people["w1"].areas)


def test_an_expectation_that_nobody_who_plays_could_fulfil_is_refused_but_for_a_reason() -> None:
    needs = report(expected=[Expectation(what="referred", within_s=60)])
    assert "expects_nobody" not in before(PLAN, needs)
    found = before(replace(PLAN, participants=[PLAN.participants[0], *PLAN.participants[3:]]), needs)["expects_nobody"]
    assert (found.overridable, found.number, found.expectation) == (True, 1, 0)
    named = report(expected=[Expectation(what="accepted", within_s=60, who="w2")])
    assert "expects_nobody" in before(PLAN, named), "w2 does not play"


def test_whom_a_script_speaks_of_should_play() -> None:
    assert "told_nobody" in before(PLAN, line(MessageInject(text="请回复", to=["w2"])))
    assert "told_nobody" not in before(PLAN, line(MessageInject(text="请回复", to=["operator"])))
    assert "silent_outside" in before(PLAN, line(SilentInject(people=["w2"])))
    assert "reporter_outside" in before(PLAN, line(ReportInject(category="event.0406", place=HERE, by="w2")))


def test_more_incidents_at_once_than_people_who_can_go_is_told() -> None:
    many = [report(n, n * 60, expected=[Expectation(what="done", within_s=3600)]) for n in range(1, 4)]
    assert before(PLAN, *many)["overload"].data["count"] == 3


def test_what_is_found_travels_as_plain_data() -> None:
    found = list(before(now=real(1)).values())
    assert msgspec.convert(msgspec.to_builtins(found), list[Finding]) == found
    assert HIGHEST_LEVEL == 3
