"""What people are like. Every choice is drawn from a chance of the person's own, so that a seed gives the same people.

Shares and times are our own, made to exercise the product; they describe no real workforce.
"""

import random
from typing import Literal

from msgspec import Struct

Kind = Literal["quick", "slow", "silent", "offline", "dead_spot", "wrong"]
Answer = Literal["accept", "decline", "ignore", "late"]


class Habit(Struct, frozen=True):
    """`answer_s`: the usual seconds to an answer. Shares are of offers (`declines`, `ignores`, `late`), of
    assignments (`fails`). `away_every_s`, `away_s`: without coverage so often, for so long (0: never).
    `clock_off_s`: how wrong the phone's clock is."""

    kind: Kind
    answer_s: float
    declines: float = 0.04
    ignores: float = 0.02
    late: float = 0.0
    fails: float = 0.02
    away_every_s: float = 0.0
    away_s: float = 0.0
    clock_off_s: float = 0.0


HABITS: dict[Kind, tuple[int, Habit]] = {
    "quick": (46, Habit("quick", 8)),
    "slow": (24, Habit("slow", 40, declines=0.08, ignores=0.05)),
    "silent": (6, Habit("silent", 30, declines=0.0, ignores=1.0)),
    "offline": (8, Habit("offline", 15, away_every_s=2400, away_s=900)),
    "dead_spot": (9, Habit("dead_spot", 12, away_every_s=420, away_s=45)),
    "wrong": (7, Habit("wrong", 20, declines=0.45, ignores=0.05, late=0.25, fails=0.12)),
}
"""How many of a hundred are like that, and what it means."""
_WRONG_CLOCKS_S = (-7200.0, -2400.0, -400.0, 390.0, 3600.0, 0.0)


def chance_of(seed: int, *names: object) -> random.Random:
    """The chance of one thing under a seed: it depends on nothing else that happens."""
    return random.Random("/".join(map(str, (seed, *names))))


def habit_of(chance: random.Random) -> Habit:
    """Somebody's habit."""
    kinds = list(HABITS)
    share, habit = HABITS[chance.choices(kinds, [HABITS[kind][0] for kind in kinds])[0]]
    del share
    if habit.kind == "wrong":
        return _with_clock(habit, chance.choice(_WRONG_CLOCKS_S))
    return habit


def _with_clock(habit: Habit, off_s: float) -> Habit:
    return Habit(habit.kind, habit.answer_s, habit.declines, habit.ignores, habit.late, habit.fails, clock_off_s=off_s)


def answer(habit: Habit, chance: random.Random) -> tuple[Answer, float]:
    """What becomes of an offer, and after how many seconds of life (not counting for `late` and `ignore`)."""
    took_s = habit.answer_s * chance.lognormvariate(0, 0.5)
    point = chance.random()
    for choice, share in (("decline", habit.declines), ("ignore", habit.ignores), ("late", habit.late)):
        if point < share:
            return choice, took_s  # type: ignore[return-value] # the three are of Answer
        point -= share
    return "accept", took_s


class Work(Struct, frozen=True):
    """How an assignment goes: seconds of life before each step, and the steps taken."""

    steps: tuple[tuple[str, float], ...]


def work(habit: Habit, metres: float, chance: random.Random) -> Work:
    """From an assignment to its end: on the way after some seconds, there by scooter or on foot, done in minutes."""
    leave_s = chance.uniform(5, 60)
    travel_s = 60 + metres / chance.uniform(2, 6)
    handle_s = 60 * chance.lognormvariate(2.2, 0.6)  # some nine minutes
    if chance.random() < habit.fails:
        return Work((("en_route", leave_s), ("failed", travel_s)))
    if chance.random() < 0.2:  # who forgets the phone until it is over
        return Work((("done", leave_s + travel_s + handle_s),))
    return Work((("en_route", leave_s), ("on_scene", travel_s), ("done", handle_s)))


def next_absence(habit: Habit, chance: random.Random) -> tuple[float, float]:
    """Seconds of life with coverage, then without. Only for those who lose it at all."""
    return chance.expovariate(1 / habit.away_every_s), habit.away_s * chance.uniform(0.3, 2)
