"""A witness beside the system: at which moment the ledger stood at which number, as PostgreSQL says by itself; and what
follows from that for the age of a picture (P7) and for who could be asked (P5). Moments are the event loop's."""

import asyncio
import contextlib
from bisect import bisect_left
from collections.abc import Iterable
from math import inf
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from command.store.database import create_engine
from tests.chaos.checks import DISTRICT
from tests.chaos.peak_screens import Seen, Wall
from tests.system import System

EVERY_S = 0.1
GATHERED_S = 0.5
"""A wall's facts are gathered for a tenth of a second; the rest is what a busy machine makes of it."""
ALIVE_S = 30.0
"""[domain facts §7] A phone heard of in the last 30 s can be reached."""
SLACK_S = 3.0
"""Presence is read twice a second, and a dead writer's successor reads it anew."""
HEALED_S = 2.5


class Witness:
    """Asks PostgreSQL for the ledger's last number, again and again. `samples`: (asked, answered, number)."""

    def __init__(self, system: System) -> None:
        self._system = system
        self.samples: list[tuple[float, float, int]] = []

    async def run(self) -> None:
        """For ever; while PostgreSQL is dead there is nothing to be seen."""
        while True:
            with contextlib.suppress(SQLAlchemyError, OSError, TimeoutError, ValueError):
                await self._watch()
            await asyncio.sleep(EVERY_S)

    async def _watch(self) -> None:
        engine = create_engine(self._system.servers()["database_url"], read_only=True)
        loop = asyncio.get_running_loop()
        try:
            while True:
                asked = loop.time()
                async with asyncio.timeout(3), engine.connect() as connection:
                    question = text(f"SELECT number FROM universe WHERE universe = '{DISTRICT}'")
                    number = await connection.scalar(question)
                self.samples.append((asked, loop.time(), int(number)))
                await asyncio.sleep(EVERY_S)
        finally:
            await engine.dispose()

    def committed_before(self, moment: float) -> int:
        """The ledger stood at least at this number then."""
        index = bisect_left(self.samples, moment, key=lambda one: one[1])
        return self.samples[index - 1][2] if index else 0

    def committed(self, number: int) -> tuple[float, float]:
        """Between which moments a fact was committed."""
        index = bisect_left(self.samples, number, key=lambda one: one[2])
        begun = self.samples[index - 1][0] if index else -inf
        return begun, self.samples[index][1] if index < len(self.samples) else inf


# --- P7


def told_younger_than_it_is(wall: Wall, witness: Witness, facts: list[int]) -> list[str]:
    """A picture said to be whole as of a moment holds whatever was committed before it, or does within the time for
    which facts are gathered: whatever the wall lacks is younger than the age that it shows."""
    wrong, noted = [], wall.noted
    for told in noted.told:
        if told.behind_s is None:
            continue
        whole = witness.committed_before(told.asked - told.behind_s)
        index = bisect_left(facts, whole + 1)
        if not index:
            continue
        came = _had(noted, facts[index - 1])
        if min(came, _cut_off(wall, told.heard)) > told.heard + GATHERED_S:
            wrong.append(
                f"{wall.channel}: told {told.behind_s:.2f} s at {told.heard:.2f}, and {facts[index - 1]} (committed by "
                f"{witness.committed(facts[index - 1])[1]:.2f}) came at {came:.2f}"
            )
    return wrong


def _had(noted: Seen, number: int) -> float:
    """When the wall had a fact, or a whole picture that held it."""
    whole = min((at for at, upto in noted.loaded if upto >= number), default=inf)
    return min(noted.came.get(number, inf), whole)


def _cut_off(wall: Wall, moment: float) -> float:
    """When the connection of that moment ended: from then on the age grows by itself."""
    return next((end for begun, end in wall.sessions if begun <= moment <= end), moment)


def not_healed(walls: Iterable[Wall]) -> list[str]:
    """At the end, with everything back, each wall is told that its picture is fresh and nothing is down (P9)."""
    last = [(wall.channel, wall.noted.told[-1]) for wall in walls]
    return [f"{name}: {one}" for name, one in last if one.parts or one.behind_s is None or one.behind_s > HEALED_S]


def ages(walls: Iterable[Wall], witness: Witness, facts: list[int]) -> dict[str, float]:
    """How late a fact was at most, and how old a wall showed its picture at most: the proof was put to the test."""
    late = oldest = told = 0.0
    for wall in walls:
        shown: float | None = None
        for one in wall.noted.told:
            if shown is not None:
                oldest = max(oldest, one.heard - shown)
            if one.behind_s is not None:
                shown, told = max(shown or 0.0, one.heard - one.behind_s), max(told, one.behind_s)
        came = [_had(wall.noted, n) - witness.committed(n)[1] for n in facts if n in wall.noted.came]
        late = max([late, *(one for one in came if one < inf)])
    return {"latest fact": round(late, 2), "oldest picture shown": round(oldest, 2), "oldest told": round(told, 2)}


# --- P5


def asked_out_of_reach(
    facts: list[dict[str, Any]], witness: Witness, sessions: dict[str, list[tuple[float, float]]]
) -> list[str]:
    """Offers to people whose phone had not been connected for longer than counts as reachable; the stand-by list and
    other services are asked by other ways. `sessions`: by person, from when to when their phones were connected."""
    wrong = []
    for fact in facts:
        if fact["type"] != "OfferMade" or fact.get("unit") or fact["reason"].get("standby"):
            continue
        begun, done = witness.committed(fact["number"])
        here = sessions.get(fact["person"], [])
        if not any(start <= done and end >= begun - ALIVE_S - SLACK_S for start, end in here):
            wrong.append(f"{fact['number']}: {fact['person']} is asked, who was not connected at {begun:.1f}")
    return wrong


def lost_while_connected(
    facts: list[dict[str, Any]], witness: Witness, sessions: dict[str, list[tuple[float, float]]]
) -> list[str]:
    """A grid said to be out of contact while a phone of its people was connected (P7: we may have been deaf)."""
    wrong = []
    for fact in facts:
        if fact["type"] == "ContactLost":
            done = witness.committed(fact["number"])[1]
            here = [end for one in fact["people"] for start, end in sessions.get(one, []) if start <= done]
            if any(end >= done - ALIVE_S + SLACK_S for end in here):
                wrong.append(f"{fact['number']}: {fact['area']} is called silent, and a phone there is connected")
    return wrong
