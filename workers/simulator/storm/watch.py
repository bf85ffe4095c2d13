"""The watch in a storm: besides what it does every day it works off its queue, looks at what is done, and keeps the
run's record of what the picture tells."""

from typing import Any

from workers.simulator.day.watch import Watcher
from workers.simulator.link import Fact, Link
from workers.simulator.storm.record import Record

_OPERATORS_LEVEL = 3
_STAYS = 3
"""Looks at one item after which somebody gives it back, so that another may have it."""


class StormWatcher(Watcher):
    """`record` is kept by the one who watches."""

    record: Record

    async def joined(self, link: Link, *, recovered: bool) -> None:
        if self._watches and link.times > 1 and not recovered:
            self.record.whole = False
        await super().joined(link, recovered=recovered)

    def _watch(self, fact: Fact) -> None:
        self.record.take(fact)
        super()._watch(fact)
        if self.world.ending:
            return
        match fact["type"]:
            case "AttentionOpened":
                self._once(fact["item"], self._attend(fact["item"]))
            case "AttentionReturned":
                self._once(f"{fact['item']} {fact['number']}", self._attend(fact["item"]))
            case "IncidentEscalated" if fact["level"] >= _OPERATORS_LEVEL and self.chance.random() < 0.5:
                self._later(fact, "incident.seen", "queue: seen to", 60, incident=fact["incident"])
            case "ModeReviewDue":
                self._later(fact, "mode.review", "levels reviewed", 300, lead=True, **self._review(fact))

    def _review(self, fact: Fact) -> dict[str, Any]:
        return {"version": fact["version"], "review_at": self.later(86_400), "reason": "研判：维持"}

    async def _attend(self, item: str) -> None:
        """An operator has it, and says so when nothing is in it any more."""
        who = self._there()
        await self.pause(self.chance.uniform(15, 120))
        if self.world.ending or not await who.do("attention.take", "queue: taken", timed=False, item=item):
            return
        for _ in range(_STAYS):
            await self.pause(self.chance.uniform(300, 900))
            note = who.outbox.add("attention.close", item=item)
            await note.ended.wait()
            if note.refusal != "attention_open":
                self.world.figures.work["queue: closed"] += not note.refusal
                return

    async def _verify(self, incident: str) -> None:
        """核查结案, by somebody of the watch who had no part in it; another one tries when the first had."""
        await self.pause(self.chance.uniform(300, 1200))
        for _ in range(3):
            if self.world.ending or incident not in self._open:
                return
            note = self._there().outbox.add("incident.close", incident=incident, note="电话核查，已恢复")
            await note.ended.wait()
            if not note.refusal:
                self.world.figures.work["closed"] += 1
                return

    def _there(self, *, lead: bool = False) -> "Watcher":
        """The one with the least in hand of those who are there: in a storm nobody waits for a favourite."""
        fit = [one for one in self.centre if one.account.role == "coordinator"] if lead else list(self.centre)
        here = [one for one in fit if one.on_duty] or fit
        return min(here, key=lambda one: len(one.outbox.waiting), default=self)
