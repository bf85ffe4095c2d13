"""What happens in a run with a drill beside real work: the drill's plan and script, the real reports and the kills, all
drawn from one seed beforehand, so that the run without the drill lives through the same."""

import random
from itertools import product
from typing import Any, NamedTuple

from tests.system import PARTS

Json = dict[str, Any]
COMPRESSION = 10
REASON = "全系统联合演练：真实工作照常"
KINDS = {"report": 64, "call": 14, "message": 6, "contact": 4, "silent": 3, "road": 4, "warning": 2, "order": 3}
"""Injects of a hundred."""
DRILLED = ("grid.dispute", "grid.service", "grid.special_need", "grid.medical", "grid.rescue", "grid.lost_person",
           "event.0404", "event.0406")  # fmt: skip
REAL = ("grid.dispute", "grid.service", "grid.special_need", "event.0404")
LIFE, LIFE_SHARE = "grid.medical", 0.06
STRUCK = (*PARTS, "drills")
LEADS_S, TAIL_S = 2.0, 4.0


class Size(NamedTuple):
    """How large a run is. Injects and reports come within `span_s` true seconds; nothing is expected for longer than
    `limit_s`."""

    people: int
    injects: int
    real: int
    kills: int
    span_s: float
    limit_s: int

    @property
    def lasts_s(self) -> float:
        """From STARTEX to ENDEX, unless kills make it longer."""
        return self.span_s + self.limit_s + TAIL_S


SMALL = Size(people=24, injects=12, real=20, kills=2, span_s=12, limit_s=10)
FULL = Size(people=260, injects=200, real=300, kills=20, span_s=440, limit_s=90)


class Incident(NamedTuple):
    """A real report to come: when, seconds after STARTEX; by which of the workers; of what and where."""

    at_s: float
    worker: int
    category: str
    grid: str


class Kill(NamedTuple):
    """`kill -9` of these parts; `all`: of every process at once."""

    at_s: float
    parts: list[str]


def chance_of(seed: int, name: str) -> random.Random:
    """Everything has chances of its own, so that one changes nothing of another."""
    return random.Random(f"{seed} {name}")


def reports_of(seed: int, size: Size, grids: list[str]) -> list[Incident]:
    """Each of its own kind and grid: nothing merges, so that each is offered to somebody."""
    chance = chance_of(seed, "real")
    places = list(product(grids, REAL))
    chosen = chance.sample(places, size.real)
    when = sorted(chance.uniform(LEADS_S, size.span_s) for _ in chosen)
    life = [chance.random() < LIFE_SHARE for _ in chosen]
    return [
        Incident(at, chance.randrange(size.people), LIFE if grave else category, grid)
        for at, grave, (grid, category) in zip(when, life, chosen, strict=True)
    ]


def kills_of(seed: int, size: Size) -> list[Kill]:
    """Each part in turn, in an order drawn; every sixth two at once; of twelve and more one that leaves nothing."""
    chance = chance_of(seed, "kills")
    turns: list[list[str]] = []
    while len(turns) < size.kills:
        turns += [[part] for part in chance.sample(STRUCK, len(STRUCK))]
        turns.append(chance.sample(STRUCK, 2))
    if size.kills < len(STRUCK):
        turns[0] = ["drills"]
    if size.kills >= 12:
        turns[size.kills // 2] = ["all"]
    step = (size.span_s - LEADS_S) / max(1, size.kills)
    return [Kill(LEADS_S + step * (n + chance.uniform(0.2, 0.8)), turns[n]) for n in range(size.kills)]


def script_of(seed: int, size: Size, grids: list[str], people: list[str]) -> Json:
    """As many injects as there are to be, by the shares of `KINDS`."""
    chance = chance_of(seed, "script")
    places = chance.sample(list(product(grids, DRILLED)), size.injects)
    kinds = [*KINDS][: size.injects]  # each at least once
    kinds += chance.choices(list(KINDS), weights=list(KINDS.values()), k=size.injects - len(kinds))
    chance.shuffle(kinds)
    when = sorted(chance.uniform(LEADS_S, size.span_s) for _ in kinds)
    injects = [
        {
            "number": n,
            "offset_s": round(at * COMPRESSION),
            "title": f"{kind} {n}",
            "content": {"kind": kind, **_content(kind, n, place, people, chance)},
            "expected": _expected(kind, size.limit_s, chance),
        }
        for n, (at, kind, place) in enumerate(zip(when, kinds, places, strict=True), 1)
    ]
    return {"name": "全系统演练", "scenario": "台风Ⅰ级响应", "source": "hand", "injects": injects}


def _content(kind: str, n: int, place: tuple[str, str], people: list[str], chance: random.Random) -> Json:
    grid, category = place
    where = {"grid": grid}
    hazard = "life" if category in (LIFE, "grid.rescue") else "none"
    said = {"category": category, "place": where, "hazard": hazard}
    caller = {"name": "演练来电", "phone": "000-0000000"}
    made: dict[str, Json] = {
        "report": {**said, "text": f"情景 {n}"},
        "call": {**said, "text": f"来电 {n}", "caller": caller},
        "message": {"text": f"媒体来电 {n}", "to": ["operator", "coordinator"]},
        "contact": {"text": f"点名 {n}", "to": chance.sample(people, min(5, len(people)))},
        "silent": {"people": chance.sample(people, 1), "for_s": 20},
        "road": {"text": f"道路封闭 {n}", "place": where, "areas": [grid], "opens_s": 7 * 86_400},
        "warning": {"event": "11B01", "colour": "red", "areas": [grid[:6]], "headline": f"预警 {n}"},
        "order": {"issuer": "市三防指挥部", "number": f"三防 {n} 号", "level": 1, "text": f"维持Ⅰ级 {n}"},
    }
    return made[kind]


def _expected(kind: str, limit_s: int, chance: random.Random) -> list[Json]:
    """Some so soon that nobody can, some with time enough: met, late and missed all come."""

    def within(share: float) -> int:
        return max(1, round(limit_s * share))

    if kind in ("report", "call"):
        first = {"what": "stored", "within_s": within(0.25), "who": "operator" if kind == "call" else ""}
        soon = chance.choice([0.05, 0.2, 0.4])
        steps = zip(("offered", "accepted", "set_out", "arrived", "done"), (0.3, soon, 0.5, 0.6, 1.0), strict=True)
        return [first, *({"what": what, "within_s": within(share)} for what, share in steps)]
    if kind in ("message", "contact"):
        return [{"what": "answered", "within_s": within(chance.choice([0.1, 0.5]))}]
    return [{"what": "noted", "within_s": within(0.5)}]


def plan_of(players: list[tuple[str, str, list[str]]], director: str, observer: str) -> Json:
    """A live drill at level Ⅰ. `players`: person, role, areas."""
    cast = [{"person": person, "roles": [role], "areas": areas} for person, role, areas in players]
    leads = [{"person": director, "part": "director"}, {"person": observer, "part": "observer"}]
    return {
        "name": "台风Ⅰ级实战演练",
        "form": "live",
        "scope": "combined",
        "goal": "真实工作不受影响",
        "compression": COMPRESSION,
        "participants": [*leads, *cast],
        "level": 1,
        "response_plan": "typhoon",
        "overridden": REASON,
    }
