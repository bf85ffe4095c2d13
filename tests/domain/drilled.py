"""Ledgers of drills, written by hand: a clock, counted numbers, and the facts in the order in which they are kept."""

from datetime import UTC, datetime, timedelta
from typing import Any

from command.domain import facts as f
from command.domain.drill.evaluation.entry import Entry
from command.domain.drill.evaluation.whole import Evaluation, evaluate
from command.domain.facts import drill as d
from command.domain.facts import script as s
from command.domain.facts.base import Fact
from command.domain.place import Place, Spot

START = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
GRID = "460107001001001"
SPOT = Spot(lat=20.0, lon=110.3, grid=GRID)
CHOICE = f.Choice(tier="own_grid")
NEXT = f.Deadline(kind="accept", round=1, step=1, due=START)


def player(person: str, *roles: Any, area: str = GRID) -> d.Participant:
    return d.Participant(person=person, roles=list(roles), areas=[area])


CAST = [
    player("w1", "worker"),
    player("w2", "worker"),
    player("op", "operator", area="460107"),
    player("co", "coordinator", area="460107"),
    d.Participant(person="dir", part="director"),
    d.Participant(person="obs", part="observer"),
]


def report(number: int, *expected: s.Expectation, category: str = "event.0101", text: str = "") -> s.Inject:
    content = s.ReportInject(category=category, place=Place(grid=GRID), text=text)
    return s.Inject(
        number=number, offset_s=60 * number, title=f"情景{number}", content=content, expected=list(expected)
    )


def inject(number: int, content: s.Content, *expected: s.Expectation) -> s.Inject:
    return s.Inject(
        number=number, offset_s=60 * number, title=f"情景{number}", content=content, expected=list(expected)
    )


def expect(what: Any, within_s: int = 300, who: str = "", value: str = "") -> s.Expectation:
    return s.Expectation(what=what, within_s=within_s, who=who, value=value)


class Drilled:
    """A drill as it goes. Facts of one `tell` are of one transaction."""

    def __init__(self, plan: d.DrillPlan | None = None) -> None:
        self.now = START
        self.entries: list[Entry] = []
        self.planned: dict[int, str] = {}
        plan = plan or d.DrillPlan(name="防风演练", form="live", participants=CAST)
        names = {"w1": "王一", "w2": "王二", "op": "席一", "co": "何主任", "dir": "导一", "obs": "评一"}
        joined = [d.ParticipantJoined(participant=one, name=names.get(one.person, "")) for one in plan.participants]
        self.tell(d.DrillStarted(drill="d1", plan=plan, script="试练", by="co"), *joined)

    def tell(self, *facts: Fact) -> None:
        for fact in facts:
            self.entries.append(Entry(len(self.entries) + 1, self.now, fact))

    def wait(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)

    def plan(self, *injects: s.Inject) -> None:
        for one in injects:
            self.planned[one.number] = f"i{one.number}"
            self.tell(d.InjectPlanned(id=f"i{one.number}", inject=one, due=START + timedelta(seconds=one.offset_s)))

    def give(self, number: int, incident: str | None = None, **more: Any) -> None:
        """With the filing before it, as the drill's process writes them."""
        one = next(
            e.fact.inject for e in self.entries if isinstance(e.fact, d.InjectPlanned) and e.fact.id == f"i{number}"
        )
        filed = [self.filed(incident, one.content, report=f"i{number}")] if incident is not None else []
        self.tell(*filed, d.InjectGiven(inject=f"i{number}", serial=number, incident=incident, **more))

    def filed(self, incident: str, content: Any = None, **more: Any) -> f.IncidentFiled:
        said = {
            "category": getattr(content, "category", "event.0101"),
            "text": getattr(content, "text", ""),
            "reporter": getattr(content, "by", ""),
            "priority": 2,
            "report": f"r-{incident}",
            **more,
        }
        return f.IncidentFiled(
            incident=incident,
            disposition="help",
            reasons=[],
            place=SPOT,
            reported_at=self.now,
            **said,
        )

    def offer(self, incident: str, person: str) -> None:
        self.tell(
            f.OfferMade(
                offer=f"o-{incident}-{person}", incident=incident, person=person, category="event.0101", priority=2,
                place=SPOT, grid=GRID, reason=CHOICE, answer_by=self.now + timedelta(seconds=60),
            )
        )  # fmt: skip

    def expire(self, incident: str, person: str, why: Any = "expired") -> None:
        self.tell(f.OfferClosed(offer=f"o-{incident}-{person}", incident=incident, person=person, why=why))

    def accept(self, incident: str, person: str, **more: Any) -> None:
        self.tell(
            f.AssignmentMade(
                assignment=f"a-{incident}-{person}", offer=f"o-{incident}-{person}", incident=incident, person=person,
                category="event.0101", priority=2, place=SPOT, grid=GRID, **more,
            )
        )  # fmt: skip

    def advance(self, incident: str, person: str, to: Any) -> None:
        self.tell(f.AssignmentChanged(assignment=f"a-{incident}-{person}", incident=incident, person=person, to=to))

    def pause(self, seconds: float, why: Any = "director") -> None:
        began = self.now
        self.tell(d.DrillPaused(why=why))
        self.wait(seconds)
        self.tell(resumed(began, seconds))

    def end(self) -> None:
        self.tell(d.DrillEnded(why="done", by="dir"))

    def outcomes(self, now: datetime | None = None) -> list[str]:
        from command.domain.drill.assessing import assess

        return [one.outcome for one in assess(self.entries, now or self.now)]

    def evaluation(self) -> Evaluation:
        made = evaluate(self.entries, self.now)
        assert made is not None
        return made


def resumed(began: datetime, seconds: float) -> d.DrillResumed:
    return d.DrillResumed(shift_s=seconds, by="dir", paused_at=began)
