"""Figures put together: what was counted for each row, and what is shown of it."""

from collections.abc import Sequence
from math import ceil
from typing import Literal

from msgspec import Struct, field

Part = Literal["all", "counted", "rest"]
"""Of a rate: everything below the line, what is above it, and what is missing there. Else only `all`."""


def percentile(values: Sequence[float], share: float) -> float | None:
    """The smallest value that at least this share of them does not exceed (nearest rank), or None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


class Cell(Struct, frozen=True, omit_defaults=True):
    """A figure as it is shown. A count: `n`. A rate: `n` of `of`, `value` their ratio (None of nothing). A duration:
    `of` cases, `value` their P50 and `p90`, in seconds."""

    n: int = 0
    of: int = 0
    value: float | None = None
    p90: float | None = None


class Tally(Struct):
    """What was counted of one figure in one row."""

    n: int = 0
    of: int = 0
    values: list[float] = field(default_factory=list)

    def add(self, *, counts: bool, value: float) -> None:
        """One more case: below the line, and above it if it `counts`."""
        self.of += 1
        self.n += int(counts)
        self.values.append(value)

    def count(self) -> Cell:
        """As a count."""
        return Cell(n=self.n)

    def rate(self) -> Cell:
        """As a rate."""
        return Cell(n=self.n, of=self.of, value=self.n / self.of if self.of else None)

    def duration(self) -> Cell:
        """As a duration."""
        return Cell(of=self.of, value=percentile(self.values, 0.5), p90=percentile(self.values, 0.9))
