"""A drill's own rules: what a pause moves, who is out, what real work means for it, and that nothing comes twice."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command.domain import facts as f
from command.domain.drill.common import due_of, marked
from command.domain.drill.lookout import MATTERS, look_at, over_by_itself, react
from command.domain.drill.starting import Beginning, carried_of, start, unfit
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import (
    ContactInject,
    Content,
    Inject,
    MessageInject,
    ReportInject,
    Script,
    SilentInject,
)
from command.domain.fold import apply
from command.domain.fold.drill import put_off
from command.domain.kept import due_of as due_of_kept
from command.domain.kept.drill import DrillInject, DrillParticipant, Notice
from command.domain.kept.storm import Storm
from command.domain.picture import Person, Picture
from command.domain.place import Place, Spot
from command.domain.situation import Situation
from tests.domain.builder import AREAS, DISTRICT, HOMES, START, World, grid, only, refused, small_world

DRILL = "d1"


def person(id_: str, *roles: f.Role) -> Person:
    return Person(id=id_, name=f"name of {id_}", roles=list(roles), areas=[DISTRICT])


def cast() -> list[Participant]:
    return [
        Participant(person="dir", part="director"),
        Participant(person="obs", part="observer"),
        *(Participant(person=f"w{n}", roles=["worker"], areas=[grid(n)]) for n in (1, 2, 3)),
        Participant(person="op", roles=["operator"], areas=[DISTRICT]),
    ]


def inject(number: int, offset_s: int = 0, content: Content | None = None) -> Inject:
    told = content or ReportInject(
        category="event.0101", text=f"第 {number} 处", place=Place(grid=grid(1 + number % 3))
    )
    return Inject(number=number, offset_s=offset_s, title=f"情景 {number}", content=told)


def beginning(*injects: Inject, **changed: Any) -> Beginning:
    fields: dict[str, Any] = {"name": "演练", "form": "live", "compression": 10, "participants": cast()}
    plan = DrillPlan(**{**fields, **changed})
    people = {one.person: person(one.person, "worker") for one in plan.participants}
    places = {one.number: getattr(one.content, "place", None) for one in injects}
    spots = {number: AREAS.resolve(place) for number, place in places.items() if place is not None}
    return Beginning(
        exercise=DRILL,
        plan=plan,
        script=Script(name="试练", injects=list(injects)),
        people=people,
        carried={},
        spots={number: spot for number, spot in spots.items() if spot is not None},
        by="co",
        by_name="何主任",
    )


class Play(World):
    """A drill's universe, from its first fact."""

    def __init__(self, *injects: Inject, **changed: Any) -> None:
        super().__init__()
        self.situation = Situation(DISTRICT, Picture(), HOMES, f"exercise:{DRILL}")
        draft = self.draft()
        refusal = start(draft, beginning(*(injects or (inject(1),)), **changed))
        assert refusal is None, refusal
        self._keep(draft)
        self.alive = {one.person for one in cast()}

    def ask(self, sender: str, method: str, **data: Any) -> list[f.AnyFact]:
        return self.send(sender, method, exercise=DRILL, **data)

    def react(self, fact: f.AnyFact, *channels: str) -> list[f.AnyFact]:
        """Something real happened just now."""
        look = look_at(fact, self.now, channels)
        draft = self.draft()
        if look is not None:
            react(draft, look)
        return self._keep(draft)

    def injects(self) -> list[str]:
        return list(self.picture.injects)


def offered(person_: str = "w1", **more: Any) -> f.OfferMade:
    told: dict[str, Any] = {"reason": f.Choice("own_grid"), "answer_by": START, "place": Spot(20.0, 110.0, grid(1))}
    fields = {
        "offer": "o",
        "incident": "i",
        "person": person_,
        "category": "event.0101",
        "priority": 3,
        "grid": grid(1),
    }
    return f.OfferMade(**{**fields, **told, **more})


def filed(priority: int) -> f.IncidentFiled:
    return f.IncidentFiled(
        incident="i",
        report="r",
        category="event.0101",
        disposition="help",
        priority=priority,  # type: ignore[arg-type]
        reasons=[],
        place=Spot(20.0, 110.0, grid(1)),
        reporter="x",
        reported_at=START,
    )


# --- the start


@pytest.mark.parametrize(
    ("changed", "injects", "code"),
    [
        ({"participants": [Participant(person="dir", part="director")]}, [inject(1)], "drill_empty"),
        ({"participants": [Participant(person="w1", roles=["worker"])]}, [inject(1)], "drill_no_director"),
        ({}, [], "drill_nothing"),
        ({"participants": [*cast(), Participant(person="w1", roles=["worker"])]}, [inject(1)], "drill_twice"),
        ({"participants": [*cast(), Participant(person="x", roles=["director"])]}, [inject(1)], "drill_role"),
        ({}, [inject(1), inject(1)], "inject_number"),
        (
            {},
            [inject(1, content=ReportInject(category="event.0101", place=Place(lat=0.0, lon=0.0)))],
            "drill_place",
        ),
    ],
)
def test_what_cannot_be_played_does_not_start(changed: dict[str, Any], injects: list[Inject], code: str) -> None:
    refusal = unfit(beginning(*injects, **changed))
    assert refusal is not None
    assert refusal.code == code


def test_offsets_are_divided_and_the_clock_is_not() -> None:
    play = Play(inject(1, 600), inject(2, 1200), compression=10)
    assert [one.due for one in play.picture.injects.values()] == [
        START + timedelta(seconds=60),
        START + timedelta(seconds=120),
    ]
    play.wait(60)
    (incident,) = play.picture.incidents.values()
    assert incident.next is not None
    offer = play.picture.offers[incident.offer or ""]
    assert offer.answer_by - play.now == play.policy.answer[offer.priority - 1], "people take as long as people take"


def test_only_units_that_somebody_in_the_drill_reads_are_in_it() -> None:
    world = small_world()
    world.send("co", "unit.set", unit="u1", name="供水", kind="water", areas=[DISTRICT])
    world.send("co", "unit.set", unit="u2", name="供电", kind="power", areas=[DISTRICT])
    world.person("desk", "unit", DISTRICT, unit=next(iter(world.picture.units)))
    ids = list(world.picture.units)
    plan = DrillPlan(name="演练", participants=[*cast(), Participant(person="desk", roles=["unit"])])
    assert list(carried_of(world.picture, plan)["units"]) == ids[:1]


def test_every_text_begins_with_the_mark_once() -> None:
    assert marked("积水") == "【演练】积水"
    assert marked(marked("积水")) == "【演练】积水"
    assert marked("EXERCISE: flood") == "EXERCISE: flood"
    assert marked("") == ""


# --- real work


def test_a_real_offer_takes_a_player_out_and_nobody_else() -> None:
    play = Play(inject(1))
    play.wait(0)
    mine = next(iter(play.picture.offers.values())).person
    done = play.react(offered(mine))
    assert isinstance(done[0], f.ParticipantTaken)
    assert mine not in {one.person for one in done if isinstance(one, f.OfferMade)}
    assert play.react(offered(mine)) == [], "once"
    assert play.react(offered("dir")) == [], "who directs goes on directing"
    assert play.react(offered("stranger")) == []
    assert not play.picture.people[mine].on_duty


def test_an_offer_to_a_unit_takes_out_who_reads_its_desk() -> None:
    play = Play(inject(1))
    done = play.react(offered("u1", unit="u1"), "staff:w2")
    assert only(done, f.ParticipantTaken).person == "w2"


def test_nobody_is_taken_out_for_what_was_before_they_came_in() -> None:
    play = Play(inject(1, 36_000))
    before = look_at(offered("w1"), play.now - timedelta(seconds=1), ())
    assert before is not None
    draft = play.draft()
    react(draft, before)
    assert play._keep(draft) == []
    play.react(offered("w1"))
    play.wait(5)
    play.ask("dir", "drill.readmit", person="w1")
    draft = play.draft()
    react(draft, before)
    assert play._keep(draft) == [], "a crash of the lookout reads it again"


@pytest.mark.parametrize(
    ("priority", "layout", "pauses"), [(1, "region", True), (1, "whole", False), (2, "region", False)]
)
def test_a_real_life_pauses_a_drill_only_where_it_shares_a_wall(priority: int, layout: str, pauses: bool) -> None:
    wall = Participant(person="wall", roles=["kiosk"], layout=layout)  # type: ignore[arg-type]
    play = Play(inject(1, 36_000), participants=[*cast(), wall])
    done = play.react(filed(priority))
    assert [type(one) for one in done] == ([f.DrillPaused] if pauses else [])


def test_no_fact_but_those_that_matter_is_looked_at() -> None:
    assert look_at(filed(3), START, ("staff:w1",)) is None
    assert "DutyStarted" not in MATTERS


# --- standing still


def test_nothing_is_asked_while_it_stands_still_and_everything_anew_when_it_goes_on() -> None:
    play = Play(inject(1))
    play.wait(0)
    (offer,) = play.picture.offers.values()
    play.ask("dir", "drill.pause")
    assert not play.picture.offers
    assert refused(play.ask(offer.person, "duty.check_out")) == "drill_paused"
    assert play.wait(86_400) == []
    done = play.ask("dir", "drill.resume")
    assert only(done, f.OfferMade).person == offer.person, "the pause does not count as having been asked"


def test_who_is_taken_out_while_it_stands_still_leaves_their_work_for_when_it_goes_on() -> None:
    play = Play(inject(1))
    play.wait(0)
    (offer,) = play.picture.offers.values()
    play.ask(offer.person, "offer.answer", offer=offer.id, answer="accept")
    play.ask("dir", "drill.pause")
    play.wait(60)
    done = play.react(offered(offer.person))
    assert not [one for one in done if isinstance(one, f.OfferMade)]
    play.wait(60)
    assert only(play.ask("dir", "drill.resume"), f.OfferMade).person != offer.person


@given(
    due_s=st.integers(-3600, 3600),
    at_s=st.integers(-3600, 3600),
    shift_s=st.integers(0, 100_000),
    member=st.sampled_from(["injects", "notices", "participants", "storms"]),
)
def test_a_pause_moves_what_was_due_after_it_began_by_its_length_and_nothing_else(
    due_s: int, at_s: int, shift_s: int, member: str
) -> None:
    paused, due = START + timedelta(seconds=at_s), START + timedelta(seconds=due_s)
    picture = Picture()
    getattr(picture, member)["x"] = _thing(member, due)
    put_off(picture, paused, timedelta(seconds=shift_s))
    moved = due > paused and member != "storms"  # what the weather does is not put off
    wanted = due + timedelta(seconds=shift_s) if moved else due
    assert due_of_kept(getattr(picture, member)["x"]) == wanted


def _thing(member: str, due: datetime) -> Any:
    """A thing of that kind, with nothing but its time."""
    match member:
        case "injects":
            return DrillInject(id="x", number=1, inject=inject(1), planned_for=due, due=due)
        case "notices":
            return Notice(id="x", number=1, kind="road", at=START, to=[], due=due)
        case "participants":
            return DrillParticipant(id="x", participant=Participant(person="x"), since=START, due=due)
        case _:
            return Storm(id="x", number=1, code="2609", due=due)


# --- a whole drill, whatever its directors do

_ACTS = st.one_of(
    st.tuples(st.just("wait"), st.integers(1, 400)),
    st.tuples(st.sampled_from(["hold", "release", "skip", "repeat"]), st.integers(0, 6)),
    st.tuples(st.sampled_from(["pause", "resume"]), st.just(0)),
    st.tuples(st.sampled_from(["take", "readmit", "real"]), st.integers(1, 3)),
)


@settings(max_examples=60, deadline=None)
@given(acts=st.lists(_ACTS, max_size=40))
def test_whatever_is_done_each_inject_comes_once_and_the_ledger_folds_into_the_same(
    acts: list[tuple[str, int]],
) -> None:
    contents: list[Content | None] = [
        None,
        None,
        MessageInject(text="问", to=["worker"]),
        SilentInject(people=["w2"]),
        None,
    ]
    play = Play(*(inject(n, n * 1200, one) for n, one in enumerate(contents, 1)))
    for what, n in acts:
        still, out = play.picture.drills["drill"].state == "paused", _out(play)
        done = _act(play, what, n)
        if still and what != "resume":
            assert not [one for one in done if isinstance(one, f.OfferMade | f.InjectGiven)]
        for one in done:
            if isinstance(one, f.OfferMade):
                assert one.person not in out or what == "readmit"
        assert not _out(play).intersection(one.person for one in play.picture.offers.values())
        assert not _out(play).intersection(one.person for one in play.picture.assignments.values())
    came = Counter(one.fact.inject for _, _, one in play.ledger if isinstance(one.fact, f.InjectGiven))
    assert all(times == 1 for times in came.values())
    again = Picture()
    for number, at, one in play.ledger:
        apply(again, number, at, one.fact)
    assert msgspec.to_builtins(again) == msgspec.to_builtins(play.picture)
    for incident in play.picture.incidents.values():
        assert incident.next is not None, "every open incident has a next deadline, in a drill too"


def _out(play: Play) -> set[str]:
    return {one.id for one in play.picture.participants.values() if not one.is_in}


def _act(play: Play, what: str, n: int) -> list[f.AnyFact]:
    if what == "wait":
        return play.wait(n)
    if what in ("pause", "resume"):
        return play.ask("dir", f"drill.{what}")
    if what in ("take", "readmit"):
        return play.ask("dir", f"drill.{what}", person=f"w{n}")
    if what == "real":
        return play.react(offered(f"w{n}"))
    ids = play.injects()
    return play.ask("dir", f"drill.{what}", inject=ids[n % len(ids)])


# --- contact tests and notes


def test_a_contact_test_is_over_when_all_answered_or_its_time_is_up() -> None:
    for answers in (True, False):
        play = Play(inject(1, 0, ContactInject(to=["w1", "w2"])), form="contact")
        play.wait(0)
        assert not over_by_itself(play.draft())
        if answers:
            for who in ("w1", "w2"):
                play.ask(who, "drill.answer", inject=play.injects()[0])
        else:
            play.now += timedelta(minutes=10)
        draft = play.draft()
        assert over_by_itself(draft, end=True)
        assert play._keep(draft)[-1:] == [f.DrillEnded(why="done")]
        assert not play.picture.incidents


def test_a_note_says_something_of_an_expectation_that_there_is() -> None:
    play = Play(inject(1))
    id_ = play.injects()[0]
    assert refused(play.ask("obs", "drill.note", text=" ")) == "note_empty"
    assert refused(play.ask("obs", "drill.note", text="好", inject="none")) == "inject_unknown"
    assert refused(play.ask("obs", "drill.note", text="好", inject=id_, expectation=0)) == "expectation_unknown"
    assert only(play.ask("obs", "drill.note", text="好", inject=id_), f.ObserverNoted).by == "obs"


def test_pauses_are_not_counted_when_an_inject_is_added_by_its_offset() -> None:
    play = Play(inject(1, 36_000), compression=10)
    play.ask("dir", "drill.pause")
    play.now += timedelta(seconds=500)
    play.ask("dir", "drill.resume")
    drill = play.picture.drills["drill"]
    assert due_of(drill, 6000) == START + timedelta(seconds=600 + 500)
