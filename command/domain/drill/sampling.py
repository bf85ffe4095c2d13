"""点名抽查: whom an unannounced contact test asks. Seeded: the same people and seed always make the same sample.

Never anybody who is off duty, holds real work, or was asked lately unless that is wanted. Of every stratum (area and
role) its share, by largest remainders, so that no area is left out by chance.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import floor
from typing import Literal

from msgspec import Struct

NOT_TWICE = timedelta(days=7)
"""Nobody is asked twice within this [D], unless it is asked for."""

PassedOver = Literal["off_duty", "busy", "asked_lately", "in_a_drill"]


class Candidate(Struct, frozen=True, kw_only=True):
    """Somebody who could be asked. `busy`: holds an offer, an assignment or a call for help of real work; `drilling`:
    takes part in another drill; `asked_at`: by the last contact test (UTC)."""

    person: str
    area: str
    role: str
    on_duty: bool = True
    busy: bool = False
    drilling: bool = False
    asked_at: datetime | None = None


class Stratum(Struct, frozen=True, kw_only=True):
    """An area and role: how many could be asked, how many are, and why others are not."""

    area: str
    role: str
    there: int
    asked: int
    passed_over: dict[PassedOver, int] = {}


class Sample(Struct, frozen=True, kw_only=True):
    """Who is asked, by id, and how they came to be."""

    seed: str
    people: list[str]
    strata: list[Stratum]


def sample(
    candidates: Iterable[Candidate], size: int, seed: str, now: datetime, *, not_twice: timedelta = NOT_TWICE
) -> Sample:
    """At most `size` of them. A `not_twice` of nothing asks people again however lately they were."""
    passed: dict[tuple[str, str], Counter[PassedOver]] = defaultdict(Counter)
    strata: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in candidates:
        key = (one.area, one.role)
        why = _why_not(one, now, not_twice)
        if why is None:
            strata[key].append(one.person)
        else:
            passed[key][why] += 1
    shares = _shares({key: len(people) for key, people in strata.items()}, size, seed)
    drawn = {key: _draw(people, shares[key], seed) for key, people in strata.items()}
    told = [
        Stratum(
            area=key[0],
            role=key[1],
            there=len(strata.get(key, ())),
            asked=len(drawn.get(key, ())),
            passed_over=dict(passed[key]),
        )
        for key in sorted({*strata, *passed})
    ]
    return Sample(seed=seed, people=sorted(one for some in drawn.values() for one in some), strata=told)


def _why_not(one: Candidate, now: datetime, not_twice: timedelta) -> PassedOver | None:
    if not one.on_duty:
        return "off_duty"
    if one.busy:
        return "busy"
    if one.drilling:
        return "in_a_drill"
    if one.asked_at is not None and now - one.asked_at < not_twice:
        return "asked_lately"
    return None


def _shares(sizes: dict[tuple[str, str], int], wanted: int, seed: str) -> dict[tuple[str, str], int]:
    """Largest remainders; ties are drawn."""
    there = sum(sizes.values())
    wanted = max(0, min(wanted, there))
    if there == 0:
        return {}
    exact = {key: size * wanted / there for key, size in sizes.items()}
    shares = {key: floor(one) for key, one in exact.items()}
    by_rest = sorted(exact, key=lambda key: (shares[key] - exact[key], _lot(seed, *key)))
    for key in by_rest[: wanted - sum(shares.values())]:
        shares[key] += 1
    return shares


def _draw(people: Sequence[str], size: int, seed: str) -> list[str]:
    return sorted(people, key=lambda one: _lot(seed, one))[:size]


def _lot(seed: str, *of: str) -> bytes:
    """A lot that nobody can foresee without the seed, and everybody can draw again with it."""
    return hashlib.sha256("\x00".join((seed, *of)).encode()).digest()
