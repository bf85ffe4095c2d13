"""Laws that hold after anything at all: valid requests, invalid ones, silence, phones lost, rights changed.

One seed by default, so that a run can be repeated; `LAWS_SEED=n` takes another, `LAWS_EXAMPLES=n` more of them.
"""

import os
from collections import Counter
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from command.domain import facts as f
from command.domain.fold import apply
from command.domain.picture import Assignment, Picture
from command.domain.policy import DEFAULT
from command.domain.situation import Situation
from command.service.seal import opened, wire
from tests.domain.builder import DISTRICT, HOMES, grid, point, small_world
from tests.domain.chance import Day

SEED = int(os.environ.get("LAWS_SEED", "20140718"))
EXAMPLES = int(os.environ.get("LAWS_EXAMPLES", "60"))
WORKERS = st.sampled_from(["w1", "w1b", "w2", "w3", "w4", "w5", "w6", "reporter"])
ABOVE = st.sampled_from(["s", "st", "op", "wl", "co"])
ANYBODY = st.one_of(WORKERS, ABOVE)
REASONS = st.sampled_from(["", " ", "电话里说的"])
PICK = st.integers(0, 30)
SAMPLED = msgspec.structs.replace(DEFAULT, sampling=10.0)
"""Every second report that was settled on the spot is verified."""
INDEXES = (
    "mergeable",
    "offers_of",
    "assignments_of",
    "workers",
    "leaders",
    "workers_of_grid",
    "areas_of",
    "on_duty",
    "waiting",
    "unfilled",
    "supervisors_of",
    "operators",
    "coordinators",
)


class District(RuleBasedStateMachine):
    """A district to which everything happens."""

    @initialize(away=st.sets(WORKERS, max_size=7))
    def begin(self, away: set[str]) -> None:
        self.world = small_world(SAMPLED)
        self.world.person("button", "device", grid(2))
        self.world.on_duty(*sorted({"w1", "w1b", "w2", "w3", "w4", "w5", "w6"} - away))
        self.offers: list[str] = ["none"]
        self.assignments: list[str] = ["none"]
        self.incidents: list[str] = ["none"]
        self.replayed = Picture()
        self.seen = 0
        self.steps: set[tuple[str, int, int]] = set()
        self.passed: Counter[tuple[str, int, int]] = Counter()

    def sent(self, sender: str, method: str, **data: Any) -> None:
        """P1, P10: exactly one fact answers, and it is addressed to the sender."""
        request = self.world.new_id()
        self.world.send(sender, method, **{"id": request, **data})
        answers = [one for one in self.world.last if getattr(one.fact, "request", None) == request]
        assert len(answers) == 1, (method, self.world.last)
        assert f"staff:{sender}" in answers[0].channels
        if isinstance(answers[0].fact, f.RequestRefused):
            assert len(self.world.last) == 1, "a refusal changes nothing"
        self.offers_fit()

    def offers_fit(self) -> None:
        """P5: who is asked is on duty, can be reached, is fit for it, and the choice has a reason."""
        world = self.world
        for one in world.last:
            if isinstance(one.fact, f.OfferMade):
                person, incident = world.picture.people[one.fact.person], world.picture.incidents[one.fact.incident]
                assert person.active
                assert person.on_duty
                assert "worker" in person.roles
                assert person.id in world.alive
                assert person.id not in incident.reporters
                slot = world.picture.slots.get(one.fact.slot or "")
                tried = incident.tried if one.fact.slot is None else slot.tried if slot is not None else {}
                assert tried.get(person.id, "off_duty") == "off_duty"
                assert one.fact.answer_by > world.now
                if one.fact.next is not None:
                    assert one.fact.answer_by == one.fact.next.due
                assert (one.fact.next is None) == (one.fact.slot is not None), "one deadline each, and its own"
            if isinstance(one.fact, f.NobodyAvailable):
                tally = one.fact.tally
                assert tally.people == sum(msgspec.structs.astuple(tally)[1:]), "the numbers add up"
                assert one.fact.told, "somebody is always told"

    @rule(
        sender=ANYBODY,
        n=st.integers(1, 6),
        north=st.sampled_from([0, 30, 49, 60, 300]),
        category=st.sampled_from(["event.0406", "event.0406", "event.0404", "event.0404", "grid.medical", "no.such"]),
        hazard=st.sampled_from(["none", "none", "property", "life"]),
        disposition=st.sampled_from(["help", "help", "help", "mine", "settled"]),
    )
    def report(self, sender: str, n: int, north: float, **data: str) -> None:
        lat, lon = HOMES[grid(n)]
        self.sent(sender, "report.submit", place={"lat": lat + north / 111_195, "lon": lon}, **data)

    @rule(seed_=st.integers(0, 10_000))
    def turn(self, seed_: int) -> None:
        """A turn of the closed loop, of what is open or was, by anybody."""
        day = Day(seed_, ["w1", "w2", "reporter"], [point(1)])
        day.seen(self.incidents)
        who, method, data = day._loop(self.world.picture)
        self.sent(who, method, **data)

    @rule(sender=ANYBODY)
    def report_outside(self, sender: str) -> None:
        place = {"lat": 31.0, "lon": 121.0}
        self.sent(sender, "report.submit", category="event.0406", disposition="help", place=place)

    @precondition(lambda self: len(self.offers) > 1)
    @rule(sender=ANYBODY, which=PICK, answer=st.sampled_from(["accept", "decline"]), reason=REASONS)
    def answer_any(self, sender: str, which: int, answer: str, reason: str) -> None:
        self.sent(
            sender,
            "offer.answer",
            offer=self.offers[-1 - which % min(5, len(self.offers))],
            answer=answer,
            reason=reason,
        )

    @precondition(lambda self: self.world.picture.offers)
    @rule(which=PICK, answer=st.sampled_from(["accept", "accept", "decline"]))
    def answer_own(self, which: int, answer: str) -> None:
        open_ = sorted(self.world.picture.offers)
        offer = self.world.picture.offers[open_[which % len(open_)]]
        self.sent(offer.person, "offer.answer", offer=offer.id, answer=answer)

    @precondition(lambda self: len(self.assignments) > 1)
    @rule(sender=ANYBODY, which=PICK, to=st.sampled_from(["en_route", "on_scene", "done", "failed"]), reason=REASONS)
    def advance_any(self, sender: str, which: int, to: str, reason: str) -> None:
        assignment = self.assignments[-1 - which % min(5, len(self.assignments))]
        self.sent(sender, "assignment.advance", assignment=assignment, to=to, reason=reason)

    @precondition(lambda self: self.world.picture.assignments)
    @rule(which=PICK, to=st.sampled_from(["en_route", "on_scene", "done", "failed"]))
    def advance_own(self, which: int, to: str) -> None:
        running = sorted(self.world.picture.assignments)
        held = self.world.picture.assignments[running[which % len(running)]]
        self.sent(held.person, "assignment.advance", assignment=held.id, to=to)

    @precondition(lambda self: self.world.picture.assignments)
    @rule(which=PICK)
    def call_for_help(self, which: int) -> None:
        """Whoever is at work on an incident reports it again, and asks for help with it."""
        held = self.held(which)
        incident = self.world.picture.incidents[held.incident]
        place = {"lat": incident.place.lat, "lon": incident.place.lon}
        self.sent(held.person, "report.submit", place=place, category=incident.category, disposition="help")

    @precondition(lambda self: self.world.picture.assignments)
    @rule(sender=st.none() | ANYBODY, which=PICK, reason=REASONS)
    def confirm(self, sender: str | None, which: int, reason: str) -> None:
        held = self.held(which)
        self.sent(sender or held.person, "assignment.confirm", assignment=held.id, reason=reason)

    def held(self, which: int) -> Assignment:
        running = sorted(self.world.picture.assignments)
        return self.world.picture.assignments[running[which % len(running)]]

    @precondition(lambda self: any(i.status == "handled" for i in self.world.picture.incidents.values()))
    @rule(sender=ABOVE)
    def verify(self, sender: str) -> None:
        handled = [i.id for i in self.world.picture.incidents.values() if i.status == "handled"]
        self.sent(sender, "incident.close", incident=handled[0])

    @rule(button=st.sampled_from(["red", "green"]))
    def press(self, button: str) -> None:
        self.sent("button", "button.press", button=button)

    @precondition(lambda self: len(self.incidents) > 1)
    @rule(sender=ANYBODY, which=PICK)
    def order_dispatch(self, sender: str, which: int) -> None:
        incident = self.incidents[-1 - which % min(5, len(self.incidents))]
        self.sent(sender, "incident.dispatch", incident=incident)

    @rule(who=ANYBODY, reachable=st.sampled_from([True, True, True, False]), n=st.none() | st.integers(1, 6))
    def check_in(self, who: str, reachable: bool, n: int | None) -> None:
        if reachable:
            self.world.alive.add(who)
        self.sent(who, "duty.check_in", **({"place": {"grid": grid(n)}} if n else {}))

    @rule(who=ANYBODY)
    def check_out(self, who: str) -> None:
        self.sent(who, "duty.check_out")

    @rule(who=ANYBODY)
    def lose_touch(self, who: str) -> None:
        self.world.alive.discard(who)

    @rule(who=WORKERS, n=st.integers(1, 6))
    def move(self, who: str, n: int) -> None:
        self.world.situation.moved(who, *HOMES[grid(n)])

    @rule(who=WORKERS, active=st.sampled_from([True, True, False]), n=st.integers(1, 6))
    def change_rights(self, who: str, active: bool, n: int) -> None:
        self.world.rights(who, active=active, areas=[grid(n)])

    @precondition(lambda self: len(self.incidents) > 1)
    @rule(sender=ANYBODY, which=PICK, outcome=st.sampled_from(["handled", "no_action"]), note=REASONS)
    def close(self, sender: str, which: int, outcome: str, note: str) -> None:
        incident = self.incidents[-1 - which % min(5, len(self.incidents))]
        self.sent(sender, "incident.close", incident=incident, outcome=outcome, note=note)

    @precondition(lambda self: len(self.incidents) > 1)
    @rule(sender=ABOVE, which=PICK, reason=REASONS)
    def void(self, sender: str, which: int, reason: str) -> None:
        self.sent(
            sender, "incident.void", incident=self.incidents[-1 - which % min(5, len(self.incidents))], reason=reason
        )

    @precondition(lambda self: len(self.incidents) > 1)
    @rule(sender=ABOVE, which=PICK, reason=REASONS, to=st.none() | ANYBODY | st.just("nobody"))
    def reassign(self, sender: str, which: int, reason: str, to: str | None) -> None:
        incident = self.incidents[-1 - which % min(5, len(self.incidents))]
        self.sent(sender, "incident.reassign", incident=incident, reason=reason, **({"to": to} if to else {}))

    @rule(seconds=st.sampled_from([0.2, 30, 61, 301, 1800, 90_000]))
    def time_goes_by(self, seconds: float) -> None:
        self.world.wait(seconds)
        self.offers_fit()
        for incident in self.world.picture.incidents.values():
            assert incident.next is not None
            assert incident.next.due > self.world.now, "what is due was acted on"
        for slot in self.world.picture.slots.values():
            assert slot.due is None or slot.due > self.world.now, "beside the lead too"
        for one in self.world.last:
            if isinstance(one.fact, f.IncidentEscalated):
                self.passed[one.fact.incident, one.fact.passed.round, one.fact.passed.step] += 1
        assert max(self.passed.values(), default=1) == 1, "each escalation step happens once (P6)"

    @invariant()
    def facts_survive_the_wire_and_replay_to_the_same_picture(self) -> None:
        for number, at, one in self.world.ledger[self.seen :]:
            body = wire(one.fact, number, at, DISTRICT)
            again = opened(body)
            assert again == one.fact
            assert wire(again, number, at, DISTRICT) == body
            apply(self.replayed, number, at, again)
            self.note(one.fact)
        self.seen = len(self.world.ledger)
        assert self.replayed == self.world.picture

    def note(self, fact: f.AnyFact) -> None:
        """Remember ids to speak of later, and that no (incident, round, step) comes twice."""
        match fact:
            case f.OfferMade():
                self.offers.append(fact.offer)
            case f.AssignmentMade():
                self.assignments.append(fact.assignment)
            case f.IncidentFiled():
                self.incidents.append(fact.incident)
            case _:
                pass
        due, incident = getattr(fact, "next", None), getattr(fact, "incident", "")
        if due is not None:
            assert (incident, due.round, due.step) not in self.steps
            self.steps.add((incident, due.round, due.step))

    @invariant()
    def every_open_incident_has_a_next_deadline_and_one_status(self) -> None:
        picture = self.world.picture
        for incident in picture.incidents.values():
            assert incident.next is not None, "P6"
            offers = [o.id for o in picture.offers.values() if o.incident == incident.id and o.slot is None]
            work = [a.id for a in picture.assignments.values() if a.incident == incident.id and a.slot is None]
            assert len(offers) + len(work) <= 1
            assert [incident.offer] * (incident.offer is not None) == offers
            assert [incident.assignment] * (incident.assignment is not None) == work
            kind = {"filed": "dispatch", "offered": "answer", "unattended": "retry", "handled": "verify"}
            kind |= {"assigned": "arrive", "en_route": "arrive", "on_scene": "finish"}
            kind |= {"suspended": "resume", "returned": "rule"}
            held = incident.status == "filed" and incident.next.kind in ("confirm", "accept")
            assert held or incident.next.kind == kind[incident.status]
            assert (incident.status == "offered") == bool(offers)
            assert (incident.status in ("assigned", "en_route", "on_scene")) == bool(work)
            assert (incident.handler is not None) == (
                incident.status in ("assigned", "en_route", "on_scene", "handled")
            )

    @invariant()
    def every_place_beside_a_lead_has_one_status_and_one_deadline_of_its_own(self) -> None:
        """P6 beside the lead: who waits or is awaited there has a deadline; statuses of two jobs never mix."""
        picture = self.world.picture
        for slot in picture.slots.values():
            incident = picture.incidents[slot.incident]
            assert slot.id in incident.slots
            assert (slot.due is None) == (slot.status == "on_scene"), "P6"
            offers = [o for o in picture.offers.values() if o.slot == slot.id]
            work = [a for a in picture.assignments.values() if a.slot == slot.id]
            assert [slot.offer] * (slot.offer is not None) == [o.id for o in offers]
            assert [slot.assignment] * (slot.assignment is not None) == [a.id for a in work]
            assert (slot.status == "offered") == bool(offers)
            assert slot.status == work[0].status if work else slot.status in ("open", "offered", "unattended")
            assert [slot.handler] * (slot.handler is not None) == [a.person for a in work]
            assert all(o.answer_by == slot.due for o in offers)
        for incident in picture.incidents.values():
            assert sorted(incident.slots) == sorted(s.id for s in picture.slots.values() if s.incident == incident.id)
            parts = [o for o in picture.offers.values() if o.incident == incident.id]
            work = [a for a in picture.assignments.values() if a.incident == incident.id]
            people = [one.person for one in (*parts, *work)]
            assert len(people) == len(set(people)), "nobody holds two parts in one incident"
            beside = {one.person: one.part for one in (*parts, *work) if one.slot is not None}
            assert incident.crew == beside

    @invariant()
    def the_loop_keeps_its_limits(self) -> None:
        for incident in self.world.picture.incidents.values():
            way = incident.way
            assert way.extensions <= 2
            assert way.suspensions <= 1
            assert (way.suspension is not None) == (incident.status == "suspended")
            assert incident.status != "returned" or way.returns >= 2
            working = incident.status in ("assigned", "en_route", "on_scene")
            assert working or way.asked is None or way.asked.kind == "void"
            assert not working or incident.handle_by is not None
            assert incident.limits is not None
        for kept in (self.world.picture.supervisions, self.world.picture.callbacks, self.world.picture.handovers):
            assert all(thing.due is not None for thing in kept.values()), "silence about it is noticed"
        for order in self.world.picture.supervisions.values():
            assert order.incident in self.world.picture.incidents
        for due in self.world.picture.callbacks:
            assert due not in self.world.picture.incidents, "a call-back is due of what is closed"

    @invariant()
    def an_offer_lasts_as_long_as_its_incidents_deadline_and_is_as_urgent(self) -> None:
        for offer in self.world.picture.offers.values():
            incident = self.world.picture.incidents[offer.incident]
            assert incident.next is not None
            assert offer.priority == incident.priority
            assert offer.slot is not None or offer.answer_by == incident.next.due
        for held in self.world.picture.assignments.values():
            incident = self.world.picture.incidents[held.incident]
            assert held.priority == incident.priority
            assert held.slot is not None or held.person == incident.handler

    @invariant()
    def the_indexes_are_what_the_picture_says(self) -> None:
        kept = self.world.situation
        fresh = Situation(DISTRICT, kept.picture, HOMES)
        for name in INDEXES:
            assert getattr(kept, name) == getattr(fresh, name), name
        for priority in (1, 2, 3, 4):
            assert kept.burdens.free_for(priority) == fresh.burdens.free_for(priority)
        assert set(kept.where) <= kept.on_duty
        assert {p for people in kept.duty_cells.values() for p in people} == set(kept.where)


def test_the_laws_hold_whatever_happens_in_whatever_order() -> None:
    print(f"LAWS_SEED={SEED}")
    how = settings(
        max_examples=EXAMPLES,
        stateful_step_count=60,
        deadline=None,
        database=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    seed(SEED)(run_state_machine_as_test)(District, settings=how)


@pytest.mark.parametrize("seed_", [SEED + n for n in range(max(4, EXAMPLES // 20))])
def test_the_laws_hold_through_a_long_and_busy_day(seed_: int) -> None:
    district = District()
    district.begin(away=set())
    world = district.world
    world.at_post("s", "op")
    workers = ["w1", "w1b", "w2", "w3", "w4", "w5", "w6", "reporter"]
    day = Day(seed_, workers, [point(n, north) for n in range(1, 7) for north in (0, 40, 80)])
    for _ in range(400):
        who, method, data = day.ask(world.picture)
        if day.chance.random() < 0.1:
            district.time_goes_by(day.chance.choice([0.2, 30, 61, 301, 1800]))
        if day.chance.random() < 0.05:
            (world.alive.discard if day.chance.random() < 0.5 else world.alive.add)(day.chance.choice(workers))
        if day.chance.random() < 0.02:
            district.change_rights(day.chance.choice(workers), day.chance.random() < 0.7, day.chance.randint(1, 6))
        district.sent(who, method, **data)
        district.facts_survive_the_wire_and_replay_to_the_same_picture()
        district.the_loop_keeps_its_limits()
        district.every_open_incident_has_a_next_deadline_and_one_status()
        district.every_place_beside_a_lead_has_one_status_and_one_deadline_of_its_own()
        district.an_offer_lasts_as_long_as_its_incidents_deadline_and_is_as_urgent()
        district.the_indexes_are_what_the_picture_says()
    told = {type(one.fact) for _, _, one in world.ledger}
    assert len(told) >= 22, "a day in which much happens"
