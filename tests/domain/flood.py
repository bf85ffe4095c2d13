"""A made flood: 185 grids in 33 communities and 11 streets, workers, operators, and a realistic mix of reports."""

from datetime import timedelta
from random import Random
from typing import Any

from command.domain.area import AreaIndex
from command.domain.attention.queue import Queue
from command.domain.picture import Picture
from command.domain.situation import Situation
from tests.district import DISTRICT, square
from tests.domain import builder
from tests.domain.builder import START, UNSAMPLED, World

STREETS = 11
COMMUNITIES = 33
GRIDS = 185
MIX = (
    ("event.0406", "property", 30),
    ("event.0404", "none", 14),
    ("event.0408", "none", 8),
    ("event.0205", "none", 10),
    ("grid.hidden_danger", "none", 12),
    ("event.0301", "none", 4),
    ("grid.service", "none", 8),
    ("event.0406", "life", 4),
    ("grid.medical", "none", 3),
    ("grid.rescue", "none", 3),
    ("event.0401", "life", 2),
    ("grid.dispute", "none", 2),
)
"""Category, hazard and weight: most of it is water, a tenth is about life."""


def codes() -> list[str]:
    """185 grids, spread over the communities."""
    found = []
    for n in range(GRIDS):
        community = n % COMMUNITIES
        street = community % STREETS
        found.append(f"{DISTRICT}{street + 1:03d}{community // STREETS + 1:03d}{n // COMMUNITIES + 1:03d}")
    return sorted(found)


HOMES = {code: (19.90 + 0.01 * (n // 15), 110.30 + 0.01 * (n % 15)) for n, code in enumerate(codes())}
AREAS = AreaIndex(
    [square(DISTRICT, 19.96, 110.37, 0.4, "district"), *(square(c, *at, 0.01, "grid") for c, at in HOMES.items())]
)


class FloodWorld(World):
    """A world with this geography."""

    def __init__(self, policy: Any = UNSAMPLED) -> None:
        super().__init__(policy)
        self.situation = Situation(DISTRICT, Picture(), HOMES)
        self.now = START

    def submit(self, draft: Any, sender: str, **data: Any) -> None:
        """A report, decided in a draft that is not kept yet."""
        known, builder.AREAS = builder.AREAS, AREAS
        try:
            self.decide(draft, sender, "report.submit", data)
        finally:
            builder.AREAS = known

    def matters(self) -> Queue:
        """Every concern and item, made anew from the picture alone."""
        return Queue(self.picture, DISTRICT)


def flooded(workers: int = 60, operators: int = 3, policy: Any = UNSAMPLED) -> FloodWorld:
    """A district at the beginning of a flood: so many of its workers on duty, so many operators on watch."""
    world = FloodWorld(policy)
    for n, code in enumerate(list(HOMES)[:workers]):
        world.person(f"w{n}", "worker", code)
        world.alive.add(f"w{n}")
        world.send(f"w{n}", "duty.check_in")
    world.person("reporter", "worker")
    for n in range(operators):
        world.person(f"op{n}", "operator", DISTRICT)
        world.alive.add(f"op{n}")
    world.person("co", "coordinator", DISTRICT)
    return world


def rain(world: FloodWorld, chance: Random, reports: int, low: list[str]) -> None:
    """So many reports in one transaction, half of them from low-lying grids."""
    draft = world.draft()
    weights = [weight for *_, weight in MIX]
    for _ in range(reports):
        category, hazard, _ = chance.choices(MIX, weights)[0]
        lat, lon = HOMES[chance.choice(low if chance.random() < 0.5 else list(HOMES))]
        place = {"lat": lat + chance.uniform(-0.004, 0.004), "lon": lon + chance.uniform(-0.004, 0.004)}
        world.submit(draft, "reporter", category=category, hazard=hazard, disposition="help", place=place)
    world._keep(draft)


def work(world: FloodWorld, chance: Random) -> None:
    """Who is asked accepts, mostly; who is at work gets on with it."""
    draft = world.draft()
    for offer in list(world.picture.offers.values()):
        if offer.id in world.picture.offers and chance.random() < 0.5:
            answer = "accept" if chance.random() < 0.9 else "decline"
            world.decide(draft, offer.person, "offer.answer", {"offer": offer.id, "answer": answer})
    for held in list(world.picture.assignments.values()):
        if held.id in world.picture.assignments and chance.random() < 0.1:
            world.decide(draft, held.person, "assignment.advance", {"assignment": held.id, "to": "done"})
    world._keep(draft)


STEP = timedelta(seconds=10)
