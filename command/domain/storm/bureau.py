"""The weather bureau of a rehearsal: which typhoon signal it issues when, from the modelled wind at the district.

The rule of the signals is the published one (domain facts §4 [S]: mean wind or gust expected within so many hours; the
mean wind alone is used here). That a bureau sees the future without error is ours: it makes the run repeatable.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal

import numpy as np
from msgspec import Struct

from command.domain.storm.track import Track
from command.domain.storm.wind import winds_at

Colour = Literal["blue", "yellow", "orange", "red"]
STEP = timedelta(minutes=30)
RULE: tuple[tuple[Colour, timedelta, float], ...] = (
    ("red", timedelta(hours=6), 32.7),
    ("orange", timedelta(hours=12), 24.5),
    ("yellow", timedelta(hours=24), 17.2),
    ("blue", timedelta(hours=24), 10.8),
)
"""The gravest first: colour, within how long, mean wind in m/s of at least (forces 12, 10, 8 and 6)."""
SOFTENS_AFTER = timedelta(hours=3)
"""A signal is lowered, or ended, when it has not been due for so long; it is raised by one colour at a time [D]."""
Places = Mapping[str, tuple[float, float]]


class Signal(Struct, frozen=True):
    """One message of the bureau. `colour` None: the signal that was in force is cancelled."""

    at: datetime
    colour: Colour | None
    strongest_ms: float


def strongest(track: Track, places: Places, moments: Sequence[datetime]) -> list[float]:
    """The greatest modelled mean wind in any of the places at each moment, m/s."""
    lat, lon = (np.array([place[axis] for place in places.values()]) for axis in (0, 1))
    return [float(winds_at(track, lat, lon, at).max()) for at in moments]


def signals(track: Track, places: Places, begin: datetime, end: datetime) -> list[Signal]:
    """All messages from `begin` to `end`, in their order."""
    farthest = max(within for _, within, _ in RULE)
    moments = [begin + STEP * n for n in range(int((end + farthest - begin) / STEP) + 1)]
    winds = strongest(track, places, moments)
    said, due_last, found = None, begin, list[Signal]()
    for n, at in enumerate(moments):
        if at > end:
            break
        due = _due(winds[n:])
        if _rank(due) >= _rank(said):
            due_last = at
        if _rank(due) > _rank(said) or (_rank(due) < _rank(said) and at - due_last >= SOFTENS_AFTER):
            said, due_last = (_above(said) if _rank(due) > _rank(said) else due), at
            found.append(Signal(at, said, max(winds[n : n + int(farthest / STEP) + 1])))
    return found


def _due(ahead: list[float]) -> Colour | None:
    """The gravest colour whose wind is reached within its time."""
    for colour, within, wind in RULE:
        if max(ahead[: int(within / STEP) + 1], default=0.0) >= wind:
            return colour
    return None


def _above(colour: Colour | None) -> Colour:
    """The next graver colour."""
    return RULE[max(0, 3 - _rank(colour))][0]


def _rank(colour: Colour | None) -> int:
    return 0 if colour is None else 4 - [one[0] for one in RULE].index(colour)
