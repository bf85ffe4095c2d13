"""A district to which everything happens, and what holds of every answer: P1, P5, P10."""

from collections import Counter
from typing import Any

import msgspec
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize

from command.domain import facts as f
from command.domain.picture import Assignment, Picture
from command.domain.policy import DEFAULT
from command.domain.standby import is_called_on
from tests.domain.builder import DISTRICT, grid, small_world

WORKERS = st.sampled_from(["w1", "w1b", "w2", "w3", "w4", "w5", "w6", "reporter"])
ABOVE = st.sampled_from(["s", "st", "op", "wl", "co"])
DESKS = st.sampled_from(["water-desk", "water2-desk"])
ANYBODY = st.one_of(WORKERS, ABOVE, DESKS)
REASONS = st.sampled_from(["", " ", "电话里说的"])
PICK = st.integers(0, 30)
SAMPLED = msgspec.structs.replace(DEFAULT, sampling=10.0)
"""Every second report that was settled on the spot is verified."""
STANDBY = {"name": "备班", "kind": "standby", "starts": "00:00", "ends": "00:00", "need": 1}
STANDBY_GROUP = {
    "group": "standby", "kind": "grid", "name": "备班组", "area": "460107001",
    "pattern": {"begins": "2026-07-17", "members": ["w5", "w3"], "lines": [{"shift": STANDBY, "cycle": [[0], [1]]}]},
}  # fmt: skip
"""w5 and w3 are on the stand-by list round the clock, a day each."""


class Lawful(RuleBasedStateMachine):
    """Workers, those above, a call button, two units with a desk each, and a stand-by list."""

    @initialize(away=st.sets(WORKERS, max_size=7))
    def begin(self, away: set[str]) -> None:
        self.world = small_world(SAMPLED)
        self.world.person("button", "device", grid(2))
        for unit in ("water", "water2"):
            area = DISTRICT if unit == "water" else "460107001001"
            self.world.keep(f.UnitRegistered(unit=unit, name=f"name of {unit}", kind="water", areas=[area]))
            self.world.person(f"{unit}-desk", "unit", DISTRICT, unit=unit)
        self.world.alive.add("water-desk")
        self.world.send("co", "roster.set_group", **STANDBY_GROUP)
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
        for one in self.world.last:
            if isinstance(one.fact, f.OfferMade):
                self._fits(one.fact)
            if isinstance(one.fact, f.NobodyAvailable):
                tally = one.fact.tally
                numbers = msgspec.structs.asdict(tally)
                counted = sum(n for why, n in numbers.items() if why != "people" and not why.startswith("standby"))
                assert tally.people == counted, "the numbers add up"
                assert tally.standby >= tally.standby_asked + tally.standby_busy
                assert one.fact.told or self.world.picture.incidents[one.fact.incident].seen, "somebody is always told"

    def _fits(self, fact: f.OfferMade) -> None:
        incident = self.world.picture.incidents[fact.incident]
        if fact.unit is not None:
            unit = self.world.picture.units[fact.unit]
            assert unit.active
            assert self.world.alive.intersection(unit.desks), "somebody reads its desk"
            assert any(fact.grid.startswith(area) for area in unit.areas)
        else:
            self._person_fits(fact, incident.reporters)
        slot = self.world.picture.slots.get(fact.slot or "")
        tried = incident.tried if fact.slot is None else slot.tried if slot is not None else {}
        assert tried.get(fact.person, "off_duty") == "off_duty"
        assert fact.answer_by > self.world.now
        if fact.next is not None:
            assert fact.answer_by == fact.next.due
        assert (fact.next is None) == (fact.slot is not None), "one deadline each, and its own"

    def _person_fits(self, fact: f.OfferMade, reporters: list[str]) -> None:
        person = self.world.picture.people[fact.person]
        assert person.active
        assert "worker" in person.roles
        assert person.id not in reporters
        if fact.reason.standby:
            assert not person.on_duty
            assert person.id in self.world.draft().standby, "of the list of this moment"
            assert is_called_on(self.world.picture.incidents[fact.incident]), "only what cannot wait"
            assert fact.reason.by_ladder == (person.id not in self.world.alive)
            return
        assert person.on_duty
        assert person.id in self.world.alive

    def held(self, which: int) -> Assignment:
        running = sorted(self.world.picture.assignments)
        return self.world.picture.assignments[running[which % len(running)]]

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

    def hand_of(self, holder: str) -> str:
        """Who answers for a holder of work: themselves, or the desk of a unit."""
        unit = self.world.picture.units.get(holder)
        return unit.desks[0] if unit is not None else holder
