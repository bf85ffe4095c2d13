"""An operator: takes calls, watches the picture, and closes what was handled once it has been looked at."""

import random
from typing import Any

from workers.simulator.accounts import Account
from workers.simulator.link import Fact, Link
from workers.simulator.matters import Matter, caller
from workers.simulator.outbox import Note
from workers.simulator.person import Person, World

_VERIFY_LIFE_S = (600.0, 1500.0)
_RULING_LIFE_S = (60.0, 300.0)
_REWORK = 0.06
_GRANTED = 0.8


class Operator(Person):
    """`watches`: the one whose picture the figures are taken from, and who closes what was handled."""

    def __init__(self, world: World, account: Account, chance: random.Random, *, watches: bool = False) -> None:
        channels = [f"staff:{account.id}"] + ([f"picture:{account.area[:6]}"] if watches else [])
        super().__init__(world, account, channels, chance)
        self._watches = watches
        self._open: set[str] = set()
        self._seen = 0
        self._stale = watches

    def take_call(self, matter: Matter, place: dict[str, Any], *, line: int = 0, **more: Any) -> Note:
        """A caller's report."""
        return self.report(matter, place, line=line, caller=caller(self.chance), **more)

    async def joined(self, link: Link, *, recovered: bool) -> None:
        self._stale = self._watches and (self._stale or not recovered)
        if self._stale:
            await self._look()
            self._stale = False
        await super().joined(link, recovered=recovered)

    async def _look(self) -> None:
        told = await self.ask("picture.get", {})
        self._seen = max(self._seen, told["offset"])
        self._open = {incident["id"] for incident in told["picture"]["incidents"]}
        self.world.figures.open = len(self._open)

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        if channel.startswith("picture:") and fact["number"] > self._seen:
            self._seen = fact["number"]
            self._watch(fact)

    def _watch(self, fact: Fact) -> None:
        type_ = fact["type"]
        self.world.figures.district[type_] += 1
        if type_ in ("IncidentFiled", "IncidentReopened"):
            self._open.add(fact["incident"])
        elif type_ in ("IncidentClosed", "IncidentVoided"):
            self._open.discard(fact["incident"])
        elif type_ == "AssignmentChanged" and fact["to"] == "done" and fact.get("slot") is None:
            self.start(self._verify(fact["incident"]))
        elif type_ == "ExtensionAsked":
            self.start(self._rule(fact["incident"]))
        self.world.figures.open = len(self._open)

    async def _verify(self, incident: str) -> None:
        """核查结案: somebody looked at the result, and it is good."""
        await self.pause(self.chance.uniform(*_VERIFY_LIFE_S))
        if self.world.ending or incident not in self._open:
            return
        if self.chance.random() < _REWORK:
            note = self.outbox.add("incident.rework", incident=incident, reason="现场核查，还有遗留")
            await note.ended.wait()
            self.world.figures.work["sent back" if not note.refusal else "not sent back"] += 1
            return
        note = self.outbox.add("incident.close", incident=incident, note="现场核查，已恢复")
        await note.ended.wait()
        self.world.figures.work["closed" if not note.refusal else "not closed"] += 1

    async def _rule(self, incident: str) -> None:
        """批复: as a watch leader, a little later; whoever is none is refused, and another one rules."""
        await self.pause(self.chance.uniform(*_RULING_LIFE_S))
        if self.world.ending or incident not in self._open:
            return
        grant = self.chance.random() < _GRANTED
        note = self.outbox.add(
            "incident.rule", incident=incident, on="extension", grant=grant, reason="同意" if grant else "附近有人手"
        )
        await note.ended.wait()
        self.world.figures.work["ruled" if not note.refusal else "not ruled"] += 1
