"""What everybody does by themselves in the storm: scripts that begin when a fact is heard."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from command.domain import facts as f
from tests.journeys.life.clockwork import ANY, Ask, Hear, Life, Script, Told, Until, pause
from tests.journeys.life.ground import District
from tests.journeys.storm.ground import SHELTERS, workers
from tests.journeys.storm.upward import reported_up, sent_up

WORKERS = workers()
OVERRIDDEN = 0.3
"""The share of what is about life, held at the peak, for which the commander sends people out all the same."""
RELATIVES, REFUSALS, STRAGGLERS = 0.2, 0.05, 0.04
RETURN_FROM = timedelta(hours=50)
"""After the beginning: people go home in the morning after the storm."""


class StormLife(Life):
    """`mode`: the last switch; `peak`: the grids at the peak; `numbers`: what each incident is called."""

    def __init__(self, district: District, seed: int) -> None:
        super().__init__(district, seed)
        self.begun = self.now
        self.mode: f.ModeSwitched | None = None
        self.peak: set[str] = set()
        self.numbers: dict[str, int] = {}
        self.shelters: list[str] = []
        self.on_duty: set[str] = set()

    def _told(self, told: Told) -> None:
        fresh = told.number > self._number
        super()._told(told)
        if fresh:
            self._react(told)

    def _react(self, told: Told) -> None:
        if isinstance(told.fact, f.IncidentFiled):
            self.numbers[told.fact.incident] = told.number
        reaction = REACTIONS.get(type(told.fact))
        if reaction is not None:
            reaction(self, told.fact)

    def soon(self, name: str, script: Script) -> None:
        self.begin(name, script, self.now + timedelta(seconds=self.chance.uniform(3, 9)))


# --- reactions


def _duty(life: StormLife, fact: f.DutyStarted) -> None:
    life.on_duty.add(fact.person)


def _peak_began(life: StormLife, fact: f.OutdoorPeakBegan) -> None:
    life.peak |= set(fact.grids)


def _peak_over(life: StormLife, fact: f.OutdoorPeakOver) -> None:
    life.peak -= set(fact.grids)


def _offered(life: StormLife, fact: f.OfferMade) -> None:
    if fact.slot is None:
        life.soon("answered an offer", answer(life, fact))


def _advanced(life: StormLife, fact: f.AssignmentChanged) -> None:
    if fact.slot is None and fact.to == "done":
        life.soon("looked at and closed", close(life, fact.incident))


def _held(life: StormLife, fact: f.DispatchHeld) -> None:
    if fact.priority == 1 and life.chance.random() < OVERRIDDEN:
        life.soon("sent out for a life", send_out(life, fact))


def _switched(life: StormLife, fact: f.ModeSwitched) -> None:
    life.mode = fact
    for person in fact.recalled:
        life.soon("came when called in", come(life, person))
    if fact.level == 2 and fact.was > 2:
        life.soon("ordered to move people", order_moving(life))


def _tasks(life: StormLife, fact: f.GridTasksSet) -> None:
    for task in fact.tasks:
        life.soon(f"task {task.id}", do_task(life, fact, task))


def _proposed(life: StormLife, fact: f.ProposalMade) -> None:
    life.soon("level switched", lead(life, fact))


def _listed(life: StormLife, fact: f.EvacueesListed) -> None:
    for one in fact.people:
        life.soon("moved to safety", move(life, fact, one.id))


# --- incidents


def answer(life: StormLife, offer: f.OfferMade) -> Script:
    """Accepted in half a minute, and worked on; whoever is caught by the peak goes inside and is asked again later."""
    yield from pause(life, 4, 20)
    made = yield Ask(offer.person, "offer.answer", {"offer": offer.offer, "answer": "accept"}, ANY)
    if not isinstance(made, f.AssignmentMade):
        return
    for to in ("en_route", "on_scene", "done"):
        yield from pause(life, 60, 420)
        data = {"assignment": made.assignment, "to": to, "at": life.now.isoformat(), "note": "已处理"}
        told = yield Ask(made.person, "assignment.advance", data, ANY)
        if isinstance(told, f.RequestRefused):
            return


def close(life: StormLife, incident: str) -> Script:
    """核查结案 by the watch, which had no part in it."""
    yield from pause(life, 300, 1200)
    yield Ask(life.chance.choice(["op1", "op2"]), "incident.close", {"incident": incident, "note": "电话核查"}, ANY)


def send_out(life: StormLife, held: f.DispatchHeld) -> Script:
    """The commander, for a life, typing the number."""
    yield from pause(life, 30, 240)
    data = {"incident": held.incident, "confirm": str(life.numbers[held.incident]), "reason": "有人被困，救命"}
    yield Ask("co1", "incident.send_out", data, ANY)


def come(life: StormLife, person: str) -> Script:
    """Who was called in comes within the hour."""
    yield from pause(life, 900, 3400)
    life.alive.add(person)
    yield Ask(person, "duty.check_in", {"at": life.now.isoformat()}, ANY)


# --- tasks

FROM_INDOORS = {"move", "shelters", "indoors"}
"""Told from inside: a level may hold the outdoors at lesser winds than these are timed by."""


def do_task(life: StormLife, set_: f.GridTasksSet, task: Any) -> Script:
    """Done by somebody of the grid, before it is due; the search of houses when the wind has gone down."""
    first = life.now + timedelta(minutes=10)
    if task.kind == "search":
        first = life.begun + timedelta(hours=44)
    last = max(first + timedelta(minutes=5), task.due - timedelta(minutes=10))
    yield Until(first + (last - first) * life.chance.random())
    while set_.area in life.peak and task.id not in FROM_INDOORS:
        yield Hear((f.OutdoorPeakOver,), {}, 30)
    here = [person for person in set_.people if person in life.on_duty]
    if not here:
        yield Hear((f.DutyStarted,), {"person": set_.people[0]}, 30)
        here = [set_.people[0]]
    data = {"area": set_.area, "grid_task": task.id, "at": life.now.isoformat(), "note": "已查", "photos": []}
    if task.photo:
        data["photos"] = [life.new_id()]
    yield Ask(here[0], "grid_task.finish", data)


# --- levels


def lead(life: StormLife, made: f.ProposalMade) -> Script:
    """The secretary takes it up and proposes, with the order; whoever may order that level decides."""
    yield from pause(life, 60, 300)
    taken = yield Ask("co3", "proposal.take", {"proposal": made.proposal}, ANY)
    if isinstance(taken, f.RequestRefused):
        return
    level, before = made.level or 0, life.mode
    asked = {
        "response_plan": "typhoon",
        "plan_version": 1,
        "level": level,
        "mode_version": before.version if before is not None else 0,
        "reason": f"预警建议{level}级",
        "order": {"issuer": "区三防指挥部", "number": f"三防〔2014〕{level}号", "at": life.now.isoformat()},
    }
    if level:
        asked["review_at"] = (life.now + timedelta(hours=24)).isoformat()
    proposed = yield Ask("co3", "mode.propose", asked)
    yield from pause(life, 120, 600)
    gravest = min((one for one in (level, before.level if before is not None else 0) if one), default=4)
    decides = "co1" if gravest == 1 else "co2"  # who leaves a level must be allowed to order it, too
    yield Ask(decides, "mode.approve", {"proposal": proposed.proposal, "mode_version": asked["mode_version"]})


# --- moving people


def order_moving(life: StormLife) -> Script:
    """转移令: two in each grid, a household and somebody in special need."""
    people = [
        {
            "grid": grid,
            "name": f"{kind}{grid[6:]}",
            "phone": f"000-{grid[6:]}",
            "heads": heads,
            "source": "hand",
            "need": need,
        }
        for grid in sorted(set(WORKERS.values()))
        for kind, heads, need in (("低洼户", 3, ""), ("独居老人", 1, "living_alone"))
    ]
    data = {"area": "460107", "title": "威马逊转移", "reason": "Ⅱ级响应", "people": people}
    opened = yield Ask("co2", "evacuation.open", data)
    yield Until(life.begun + timedelta(hours=59))
    yield Ask("co2", "evacuation.close", {"evacuation": opened.evacuation})


def move(life: StormLife, listed: f.EvacueesListed, evacuee: str) -> Script:
    """Told, then to a shelter or a relative, or refused and signed; home again after the storm."""
    worker = next(w for w, grid in WORKERS.items() if grid == listed.area)
    yield from pause(life, 600, 5400)
    yield Ask(worker, "evacuee.mark", _mark(life, evacuee, "told"), ANY)
    yield from pause(life, 1200, 9000)
    luck = life.chance.random()
    if luck < REFUSALS:
        refused = {"reason": "不愿离家，已签字", "signed": "photo", "photos": [life.new_id()]}
        yield Ask(worker, "evacuee.mark", _mark(life, evacuee, "refused", **refused))
        return
    if luck < REFUSALS + RELATIVES:
        kin = {"whither": "relative", "relative_phone": "000", "relative_address": "府城亲戚家"}
        yield Ask(worker, "evacuee.mark", _mark(life, evacuee, "moved", **kin))
    else:
        yield from _to_shelter(life, worker, evacuee)
    yield Until(life.begun + RETURN_FROM + timedelta(hours=life.chance.uniform(0, 6)))
    yield Ask(worker, "evacuee.mark", _mark(life, evacuee, "returned"))


def _to_shelter(life: StormLife, worker: str, evacuee: str) -> Script:
    """On the way, and registered at the door; a few are missed first, and found."""
    n = life.chance.randrange(SHELTERS)
    moved = yield Ask(worker, "evacuee.mark", _mark(life, evacuee, "moved", shelter=life.shelters[n]))
    late = life.chance.random() < STRAGGLERS
    if late:
        yield Until(moved.arrive_by + timedelta(minutes=15))
        life.lived["moved and not there: missed, and found"] += 1
    else:
        yield from pause(life, 600, 1500)
    data = {"shelter": life.shelters[n], "evacuee": evacuee, "at": life.now.isoformat()}
    yield Ask(f"keeper{n}", "evacuee.arrive", data)


def _mark(life: StormLife, evacuee: str, to: str, **more: Any) -> dict[str, Any]:
    return {"evacuee": evacuee, "to": to, "at": life.now.isoformat(), **more}


REACTIONS: dict[type, Callable[[StormLife, Any], None]] = {
    f.DutyStarted: _duty,
    f.OutdoorPeakBegan: _peak_began,
    f.OutdoorPeakOver: _peak_over,
    f.OfferMade: _offered,
    f.AssignmentChanged: _advanced,
    f.DispatchHeld: _held,
    f.ModeSwitched: _switched,
    f.GridTasksSet: _tasks,
    f.ProposalMade: _proposed,
    f.EvacueesListed: _listed,
    f.SitrepAsked: reported_up,
    f.SitrepRetimed: reported_up,
    f.SitrepCut: sent_up,
}
