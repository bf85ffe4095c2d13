"""How long one dispatch decision takes in a small and in a large district. Pure, in this process, nothing else runs."""

import random  # noqa: TID251 - drawn from a seed that is printed
import time
from datetime import timedelta

from command.clock import new_id, now
from command.domain.choosing import choose, count, for_lead
from command.domain.draft import Draft
from command.domain.picture import Incident, Offer, Person, Picture
from command.domain.place import Spot
from command.domain.situation import Situation
from command.domain.upward import climb
from workers.bench.district import CODE, EAST, GRIDS, NORTH, SOUTH, WEST, WORKERS, Box, boxes, grid_code
from workers.bench.plan import Figure, Measured, Plan

NAME = "decision"
LARGE_GRIDS, LARGE_WORKERS = 3916, 4000
RATIO = 2.0
INCIDENTS = 300
PEOPLE_OF_A_LEADER = 8
CASES = {"somebody free in the grid": 0.0, "half of all at work": 0.5, "nobody free": 1.0}
"""The share of workers who are busy with something as urgent."""


class Model:
    """A district with everybody on duty, and incidents in it. The area grows with the number of grids."""

    def __init__(self, grids: int, workers: int, busy: float, seed: int) -> None:
        chance = random.Random(seed)  # noqa: S311 - not for secrets
        side = (grids / GRIDS) ** 0.5
        places = boxes(grids, (SOUTH, WEST, SOUTH + (NORTH - SOUTH) * side, WEST + (EAST - WEST) * side))
        picture = Picture()
        for number in range(workers):
            person = _worker(number, number % grids)
            picture.people[person.id] = person
            if number % PEOPLE_OF_A_LEADER == 0:
                leader = _leader(number, number % grids)
                picture.people[leader.id] = leader
            if number < workers * busy:
                picture.offers[f"o{number}"] = _offer(number)
        homes = {grid_code(n): ((s + n_) / 2, (w + e) / 2) for n, (s, w, n_, e) in enumerate(places)}
        ours = [id_ for id_, person in picture.people.items() if "worker" in person.roles]
        shuffled = sorted(ours, key=lambda _: chance.random())
        for offer, person_id in zip(picture.offers.values(), shuffled, strict=False):
            offer.person = person_id
        self.draft = Draft(Situation(CODE, picture, homes), now(), new_id, lambda _: True)
        self.incidents = [_incident(n, _point(chance, places)) for n in range(INCIDENTS)]

    def decide(self) -> float:
        """The median time of one decision, microseconds. When nobody is found all are counted too, as dispatch does."""
        took = []
        for _ in range(3):
            for incident in self.incidents:
                begun = time.perf_counter()
                search = for_lead(incident)
                if choose(self.draft, search) is None:
                    count(self.draft, search)
                    climb(self.draft, incident.place.grid, 1)
                took.append(time.perf_counter() - begun)
        return sorted(took)[len(took) // 2] * 1e6


async def measure(plan: Plan) -> Measured:
    """Every case, small and large."""
    measured = Measured(name=NAME)
    for case, busy in CASES.items():
        small = Model(GRIDS, WORKERS, busy, plan.seed).decide()
        large = Model(LARGE_GRIDS, LARGE_WORKERS, busy, plan.seed).decide()
        measured.raw[case] = {"small_us": small, "large_us": large, "ratio": large / small}
        measured.figures.append(
            Figure(
                what=f"one decision, {case}",
                value=f"{small:.0f} -> {large:.0f} us = {large / small:.2f} x",
                target=f"<= {RATIO:.0f} x",
                met=large / small <= RATIO,
            )
        )
    return measured


def _worker(number: int, grid: int) -> Person:
    id_ = f"w{number}"
    return Person(id=id_, name=id_, roles=["worker"], areas=[grid_code(grid)], on_duty=True)


def _leader(number: int, grid: int) -> Person:
    id_ = f"s{number}"
    return Person(id=id_, name=id_, roles=["supervisor"], areas=[grid_code(grid)[:12]], on_duty=number % 16 == 0)


def _offer(number: int) -> Offer:
    at = now()
    return Offer(
        id=f"o{number}",
        incident=f"i{number}",
        person="",
        person_name="",
        priority=1,
        made_at=at,
        answer_by=at + timedelta(minutes=1),
    )


def _incident(number: int, spot: Spot) -> Incident:
    at = now()
    return Incident(
        id=f"n{number}",
        number=number,
        category="event.0406",
        disposition="help",
        priority=3,
        reasons=["ordinary"],
        status="filed",
        place=spot,
        reporters=["r"],
        filed_at=at,
        last_report_at=at,
        changed_at=at,
    )


def _point(chance: random.Random, places: list[Box]) -> Spot:
    index = chance.randrange(len(places))
    south, west, north, east = places[index]
    return Spot(chance.uniform(south, north), chance.uniform(west, east), grid_code(index))
