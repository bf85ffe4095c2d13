"""A unit's desk: it answers, comes, finishes, and gives back what is not its own."""

import random
from typing import Any

from workers.simulator.accounts import Account
from workers.simulator.link import Fact, Link
from workers.simulator.person import Person, World

_DECLINES, _SILENT = 0.04, 0.06
_RETURNS, _EXTENDS, _SUSPENDS = 0.06, 0.06, 0.03


class Desk(Person):
    """All that comes on its channel is its unit's."""

    def __init__(self, world: World, account: Account, chance: random.Random) -> None:
        super().__init__(world, account, [f"staff:{account.id}"], chance)
        self._known: set[str] = set()
        self._over: set[str] = set()

    async def joined(self, link: Link, *, recovered: bool) -> None:
        if not recovered:
            told = await self.ask("staff.get", {})
            for offer in told["offers"]:
                self._asked(offer)
            for assignment in told["assignments"]:
                self._sent(assignment)
        await super().joined(link, recovered=recovered)

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        match fact["type"]:
            case "OfferMade":
                self._asked(fact)
            case "OfferClosed":
                self._over.add(fact["offer"])
            case "AssignmentMade":
                self._sent(fact)
            case "AssignmentEnded":
                self._over.add(fact["assignment"])
            case "ArrivalAsked" if not self.world.ending:
                self.start(self.do_later("assignment.confirm", "on the way", 30, assignment=fact["assignment"]))

    def _asked(self, offer: dict[str, Any]) -> None:
        if offer["offer"] not in self._known and not self.world.ending:
            self._known.add(offer["offer"])
            self.world.figures.offers += 1
            self.start(self._answer(offer["offer"]))

    async def _answer(self, offer: str) -> None:
        point = self.chance.random()
        if point < _SILENT:
            self.world.figures.answers["a desk was silent"] += 1
            return
        await self.pause(self.chance.uniform(20, 150))
        if offer not in self._over:
            said = "decline" if point < _SILENT + _DECLINES else "accept"
            await self.do("offer.answer", f"desk: {said}", timed=False, offer=offer, answer=said, reason="")

    def _sent(self, assignment: dict[str, Any]) -> None:
        if assignment["assignment"] not in self._known and not self.world.ending:
            self._known.add(assignment["assignment"])
            self.start(self._work(assignment["assignment"], assignment["incident"]))

    async def _work(self, assignment: str, incident: str) -> None:
        """Half an hour on the way, an hour of work."""
        await self.pause(self.chance.uniform(120, 400))
        if self.chance.random() < _RETURNS and await self.do(
            "incident.return", "desk: returned", timed=False, incident=incident, reason="不属本单位管护"
        ):
            return
        for to, life_s in (("en_route", 300), ("on_scene", 1200), ("done", 3000)):
            await self.pause(life_s * self.chance.uniform(0.5, 1.1))
            if assignment in self._over or self.world.ending:
                return
            if to == "done" and await self._stands_still(incident):
                return
            note = "已抢修" if to == "done" else ""
            if not await self.do("assignment.advance", f"desk: {to}", assignment=assignment, to=to, note=note):
                return

    async def _stands_still(self, incident: str) -> bool:
        """More time, or none for a while: asked for. True when it waits for material."""
        point = self.chance.random()
        if point < _EXTENDS:
            await self.do("incident.extend", "desk: asked for time", timed=False, incident=incident, reason="等材料")
        elif point < _EXTENDS + _SUSPENDS:
            until = self.later(7200)
            return await self.do(
                "incident.suspend",
                "desk: asked to suspend",
                timed=False,
                incident=incident,
                reason="等审批",
                until=until,
            )
        return False
