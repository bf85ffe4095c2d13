"""Everything that may be asked of a district, sensible or not, and time going by."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from command.domain import facts as f
from tests.domain.builder import HOMES, grid, point
from tests.domain.chance import Day
from tests.domain.lawful import ABOVE, ANYBODY, DESKS, PICK, REASONS, WORKERS, Lawful


class Requests(Lawful):
    """One rule a kind of request."""

    @rule(
        sender=ANYBODY,
        n=st.integers(1, 6),
        north=st.sampled_from([0, 30, 49, 60, 300]),
        category=st.sampled_from(
            ["event.0406", "event.0404", "event.0404", "event.0402", "event.0402", "grid.medical", "no.such"]
        ),
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
        self.sent(self.hand_of(who), method, **data)

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
        self.sent(self.hand_of(offer.person), "offer.answer", offer=offer.id, answer=answer)

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
        self.sent(self.hand_of(held.person), "assignment.advance", assignment=held.id, to=to)

    @precondition(lambda self: self.world.picture.assignments)
    @rule(which=PICK)
    def call_for_help(self, which: int) -> None:
        """Whoever is at work on an incident reports it again, and asks for help with it."""
        held = self.held(which)
        incident = self.world.picture.incidents[held.incident]
        place = {"lat": incident.place.lat, "lon": incident.place.lon}
        self.sent(
            self.hand_of(held.person), "report.submit", place=place, category=incident.category, disposition="help"
        )

    @precondition(lambda self: self.world.picture.assignments)
    @rule(sender=st.none() | ANYBODY, which=PICK, reason=REASONS)
    def confirm(self, sender: str | None, which: int, reason: str) -> None:
        held = self.held(which)
        self.sent(sender or self.hand_of(held.person), "assignment.confirm", assignment=held.id, reason=reason)

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

    @rule(who=DESKS)
    def desk_is_back(self, who: str) -> None:
        self.world.alive.add(who)

    @rule(who=DESKS)
    def desk_is_lost(self, who: str) -> None:
        self.world.alive.discard(who)

    @precondition(lambda self: len(self.incidents) > 1)
    @rule(
        sender=ABOVE,
        which=PICK,
        to=st.sampled_from(["grid", "unit", "up"]),
        unit=st.sampled_from(["water", "water2", "none"]),
        n=st.none() | st.integers(1, 6),
        reason=REASONS,
    )
    def route(self, sender: str, which: int, to: str, unit: str, n: int | None, reason: str) -> None:
        incident = self.incidents[-1 - which % min(5, len(self.incidents))]
        where: dict[str, Any] = {"grid": grid(n)} if n and to == "grid" else {}
        where |= {"unit": unit} if to == "unit" else {}
        self.sent(sender, "incident.route", incident=incident, to=to, reason=reason, **where)

    @rule(sender=st.sampled_from(["co", "op"]), people=st.integers(1, 4), repairs=st.sampled_from([None, "water"]))
    def change_need(self, sender: str, people: int, repairs: str | None) -> None:
        known = self.world.picture.needs.get("event.0406")
        need = {"repairs": repairs, "look": True, "by_priority": [{"people": people}] * 4}
        version = known.version if known is not None else 0
        self.sent(sender, "need.change", category="event.0406", version=version, reason="试行", need=need)
