"""What people do with one matter, as parts that paths are put together from."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from command.domain import facts as f
from command.domain.worktime import LOCAL
from tests.journeys.life.clockwork import ANY, Ask, Hear, Life, Script, pause
from tests.journeys.life.ground import COMMUNITIES, DESKS, GRIDS, WORKERS

LEAD = {"slot": None}


@dataclass(frozen=True)
class Spot:
    """Where it is: a place of its own, so that nothing is merged by accident."""

    grid: str
    lat: float
    lon: float

    @property
    def community(self) -> int:
        return next(c for c, code in COMMUNITIES.items() if self.grid.startswith(code))

    @property
    def place(self) -> dict[str, float]:
        return {"lat": self.lat, "lon": self.lon}


def spots(life: Life) -> dict[int, list[Spot]]:
    """A hundred places a grid, some 110 m apart, in the order of chance, by community."""
    found: dict[int, list[Spot]] = {c: [] for c in COMMUNITIES}
    for grid, (lat, lon) in GRIDS.items():
        for n in range(100):
            spot = Spot(grid, round(lat - 0.0045 + 0.001 * (n // 10), 6), round(lon - 0.0045 + 0.001 * (n % 10), 6))
            found[spot.community].append(spot)
    for some in found.values():
        life.chance.shuffle(some)
    return found


def is_day(moment: datetime) -> bool:
    return 8 <= moment.astimezone(LOCAL).hour < 20


def operator(life: Life) -> str:
    """Whoever of the watch takes calls."""
    return "op2" if is_day(life.now) else "op5"


def watch_leader(life: Life) -> str:
    return "op1" if is_day(life.now) else "op4"


def duty_leader(life: Life) -> str:
    return "co1" if is_day(life.now) else "co2"


def cadre(life: Life, spot: Spot) -> str:
    """Who stands above a place and is there: the community's, else the street's, else the watch."""
    if not 8 <= life.now.astimezone(LOCAL).hour < 18:
        return watch_leader(life)
    return f"cadre{spot.community}" if spot.community != 4 else "head2"


def ordinary(life: Life) -> str:
    """A kind that people of the grid deal with."""
    return life.chance.choice(
        ["event.0501", "event.0502", "event.0101", "event.0102", "grid.dispute", "component.0599"]
    )


def report(life: Life, spot: Spot, disposition: str, category: str, **more: Any) -> dict[str, Any]:
    return {
        "category": category, "disposition": disposition, "at": life.now.isoformat(), "place": spot.place,
        "text": "老人说门前又堵了", **more,
    }  # fmt: skip


def filed(life: Life, spot: Spot, disposition: str, category: str, by: str = "", **more: Any) -> Script:
    """A report that becomes an incident: its id. By a worker nearby, or, with a caller or at night, an operator."""
    sender = by or (
        operator(life) if "caller" in more or "origin" in more or not is_day(life.now) else neighbour(life, spot)
    )
    stored = yield Ask(sender, "report.submit", report(life, spot, disposition, category, **more))
    assert stored.outcome == "filed", "a place of its own"
    return stored.incident


def neighbour(life: Life, spot: Spot) -> str:
    """A worker of another grid of the district: not the one who would be sent."""
    others = [w for w, grid in WORKERS.items() if grid != spot.grid and w in life.alive]
    return life.chance.choice(others) if others else operator(life)


def actor(fact: Any) -> str:
    """Whose key it is: the person, or the desk of the unit."""
    return DESKS[fact.unit] if fact.unit else str(fact.person)


def offered(life: Life, incident: str, **matching: Any) -> Script:
    """The next offer to lead (or for the given place)."""
    offer = yield Hear((f.OfferMade,), {"incident": incident, **LEAD, **matching})
    return offer


def answered(life: Life, offer: Any, answer: str = "accept", *, after: tuple[float, float] = (15, 50)) -> Script:
    """Answered after a while; the fact it becomes."""
    yield from pause(life, *after)
    told = yield Ask(actor(offer), "offer.answer", {"offer": offer.offer, "answer": answer, "reason": ""})
    return told


def taken(life: Life, incident: str) -> Script:
    """Somebody has it in the end, whoever was asked before: their assignment."""
    while True:
        found = yield Hear((f.OfferMade, f.AssignmentMade), {"incident": incident, **LEAD})
        if isinstance(found, f.AssignmentMade):
            return found
        yield from pause(life, 15, 50)
        if not _is_over(life, incident, found.offer):
            made = yield Ask(actor(found), "offer.answer", {"offer": found.offer, "answer": "accept"}, ANY)
            if isinstance(made, f.AssignmentMade):
                return made


def _is_over(life: Life, incident: str, offer: str) -> bool:
    return any(isinstance(t.fact, f.OfferClosed) and t.fact.offer == offer for t in life.story[incident])


def advance(life: Life, made: Any, to: str, *, note: str = "", no: str = "", by: str = "", reason: str = "") -> Script:
    """One step of the work."""
    data = {"assignment": made.assignment, "to": to, "at": life.now.isoformat(), "note": note, "reason": reason}
    told = yield Ask(by or actor(made), "assignment.advance", data, no)
    return told


def finished(
    life: Life, made: Any, *, note: str = "已处理", steps: tuple[str, ...] = ("en_route", "on_scene", "done")
) -> Script:
    """The work, step by step, in minutes."""
    for to in steps:
        yield from pause(life, 60, 420)
        yield from advance(life, made, to, note=note if to == "done" else "")


def closed(life: Life, spot: Spot, incident: str, *, by: str = "") -> Script:
    """核查结案 by somebody above who had no part in it."""
    yield from pause(life, 120, 900)
    fact = yield Ask(by or cadre(life, spot), "incident.close", {"incident": incident, "note": "现场看过"})
    return fact


def done(life: Life, spot: Spot, incident: str) -> Script:
    """From wherever it is: taken, worked on, verified, closed."""
    made = yield from taken(life, incident)
    yield from finished(life, made)
    yield from closed(life, spot, incident)


def hear(incident: str, *types: type[f.Fact], or_not: bool = False, within_h: float = 9, **matching: Any) -> Script:
    """A fact of an incident."""
    fact = yield Hear(types, {"incident": incident, **matching}, within_h, or_not)
    return fact


def in_s(life: Life, seconds: float) -> str:
    """A moment so far ahead, as it travels."""
    return (life.now + timedelta(seconds=seconds)).isoformat()
