"""Spreading by rule: points over a ground, and draws that come out the same every time. No chance anywhere."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar
from zlib import crc32

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

Point = tuple[float, float]
_T = TypeVar("_T")
_MANY = 512  # enough for thirty points in any shape that is not a thread


def inside(ground: BaseGeometry, count: int) -> list[Point]:
    """`count` points inside the ground, evenly spread."""
    west, south, east, north = ground.bounds
    across, along = _halton()
    x, y = west + (east - west) * across, south + (north - south) * along
    hits = np.flatnonzero(shapely.contains_xy(ground, x, y))[:count]
    if len(hits) < count:
        raise ValueError(f"no room for {count} points")
    return [(float(x[hit]), float(y[hit])) for hit in hits]


def draw(key: str, below: int) -> int:
    """A number from 0 to `below` - 1 that depends on the key alone."""
    return crc32(key.encode()) % below


def pick(key: str, choices: Sequence[_T]) -> _T:
    """One of the choices, the same for the same key."""
    return choices[draw(key, len(choices))]


@lru_cache(maxsize=1)
def _halton() -> tuple[Any, Any]:
    return np.array([_term(n, 2) for n in range(1, _MANY)]), np.array([_term(n, 3) for n in range(1, _MANY)])


def _term(index: int, base: int) -> float:
    value, share = 0.0, 1.0
    while index > 0:
        share /= base
        index, digit = divmod(index, base)
        value += share * digit
    return value
