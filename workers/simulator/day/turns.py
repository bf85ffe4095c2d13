"""Who is on which shift when, as the product says it over HTTP; and waiting by the district's clock."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import Struct

from command.clock import district_now, rehearsal
from workers.simulator.person import Person
from workers.simulator.web import WebError

_FRESH_S = 20.0
_BACK, _AHEAD = timedelta(hours=12), timedelta(hours=54)


class Turn(Struct, frozen=True):
    """One person's shift. `rounds`: local hours of its patrols, such as ("08:30", "11:00")."""

    group: str
    shift: str
    kind: str
    day: str
    starts: datetime
    ends: datetime
    rounds: tuple[tuple[str, str], ...] = ()

    @property
    def ref(self) -> dict[str, str]:
        """As a swap names it."""
        return {"group": self.group, "day": self.day, "shift": self.shift}


class Turns:
    """The roster of two days, asked for anew when it may have changed. `reader` may see all of it."""

    def __init__(self, reader: Person) -> None:
        self._reader = reader
        self._of: dict[str, list[Turn]] = {}
        self._read = asyncio.Event()
        self.stale = False

    async def keep(self) -> None:
        """Read it, and again, until cancelled."""
        while True:
            try:
                await self._look()
            except WebError:
                await asyncio.sleep(1)
                continue
            for _ in range(int(_FRESH_S)):
                await asyncio.sleep(1)
                if self.stale:
                    break

    async def _look(self) -> None:
        await self._reader.link.up.wait()
        self.stale = False
        now = district_now()
        asked = {"starts": (now - _BACK).astimezone(UTC), "ends": (now + _AHEAD).astimezone(UTC)}
        query = "&".join(f"{name}={moment:%Y-%m-%dT%H:%M:%SZ}" for name, moment in asked.items())
        told = await self._reader.world.web.get(f"/api/duty/week?{query}", self._reader.token)
        found: dict[str, list[Turn]] = {}
        for one in told["turns"]:
            if one["person"] is not None and one["kind"] != "standby":
                found.setdefault(one["person"], []).append(_turn(one))
        self._of = found
        self._read.set()

    async def next_of(self, person: str, after: datetime) -> Turn | None:
        """Their shift that ends later than that, the first of them."""
        await self._read.wait()
        turns = [turn for turn in self._of.get(person, ()) if turn.ends > after]
        return min(turns, key=lambda turn: turn.starts, default=None)

    def has(self, person: str, turn: Turn) -> bool:
        """Whether it is still theirs: a leave or a swap may have come between."""
        return any((one.ref, one.starts) == (turn.ref, turn.starts) for one in self._of.get(person, ()))

    def is_free(self, person: str, starts: datetime, ends: datetime) -> bool:
        """Whether they have no shift in that time."""
        return not any(one.starts < ends and starts < one.ends for one in self._of.get(person, ()))


def _turn(told: dict[str, Any]) -> Turn:
    return Turn(
        told["group"],
        told["shift"],
        told["kind"],
        told["day"],
        datetime.fromisoformat(told["starts"]),
        datetime.fromisoformat(told["ends"]),
        tuple((one["starts"], one["ends"]) for one in told["rounds"]),
    )


async def until(moment: datetime) -> None:
    """Until the district's clock shows that, at whatever pace it runs."""
    while (left := (moment - district_now()).total_seconds()) > 0:
        clock = rehearsal()
        await asyncio.sleep(min(left / (clock.rate if clock is not None else 1.0), 5.0) + 0.001)
