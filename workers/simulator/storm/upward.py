"""Reports upward in a storm: streets hand in their parts before the cut; the secretary-general reads it and sends."""

import random
from datetime import datetime
from typing import Any

from command.clock import district_now
from workers.simulator.link import Fact
from workers.simulator.person import Person
from workers.simulator.storm.crowd import StormCrowd

_FORGOTTEN = 0.05
"""The share of streets' parts that nobody thinks of: the report names them."""
_READ_S = (120, 480)


class Upward:
    """Whoever hands in and sends acts by what the picture tells. `secretary`: who sends."""

    def __init__(self, people: StormCrowd, secretary: Person, chance: random.Random) -> None:
        self._people, self._secretary, self._chance = people, secretary, chance
        people.record.on("SitrepAsked", self._asked)
        people.record.on("SitrepCut", lambda fact: secretary.start(self._send(fact)))

    def _asked(self, fact: Fact) -> None:
        for street in fact["streets"]:
            if self._chance.random() >= _FORGOTTEN:
                who = self._of(street)
                who.start(self._hand_in(who, fact, street))

    def _of(self, street: str) -> Person:
        """The street's own, else an operator on its behalf."""
        own = (one for one in self._people.cadres if one.account.area == street)
        return next(own, None) or self._people.operator()

    async def _hand_in(self, who: Person, fact: Fact, street: str) -> None:
        left = (datetime.fromisoformat(fact["cut_at"]) - district_now()).total_seconds()
        await who.pause(max(0.0, left) * self._chance.uniform(0.2, 0.8))
        own = who.account.area == street
        more: dict[str, Any] = {} if own else {"note": "街道来电口报"}
        about = {"sitrep": fact["sitrep"], "street": street, "nothing": True, **more}
        await who.do("sitrep.hand_in", "reports upward: handed in", timed=False, **about)

    async def _send(self, fact: Fact) -> None:
        await self._secretary.pause(self._chance.uniform(*_READ_S))
        words = {"situation": "按预案处置，情况见表。", "measures": "人员转移、户外停工，按时复报。"}
        about = {"sitrep": fact["sitrep"], "cut": fact["number"], "words": words}
        await self._secretary.do("sitrep.send", "reports upward: sent", timed=False, **about)
