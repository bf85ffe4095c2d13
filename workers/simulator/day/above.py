"""Supervisors: there by day, deciding on leave and swaps, replying to 督办, taking in hand what reaches their desk."""

import random
from datetime import datetime, time, timedelta
from typing import Any

from command.clock import district_now
from command.domain.worktime import LOCAL
from workers.simulator.accounts import Account
from workers.simulator.day.turns import until
from workers.simulator.link import Fact, Link
from workers.simulator.person import Person, World

_COMES, _GOES = time(7, 45), time(18, 10)
_APPROVED, _SEEN = 0.85, 0.5


class Supervisor(Person):
    """Of a community, a street or a group."""

    def __init__(self, world: World, account: Account, chance: random.Random) -> None:
        super().__init__(world, account, [f"staff:{account.id}"], chance)
        self.on_duty = False
        self._known: set[str] = set()

    def begin(self) -> None:
        self.start(self._days())

    async def joined(self, link: Link, *, recovered: bool) -> None:
        if not recovered:
            self.on_duty = (await self.ask("staff.get", {}))["duty"]["on_duty"]
        await super().joined(link, recovered=recovered)

    async def _days(self) -> None:
        await self.link.up.wait()
        while not self.world.ending:
            here = district_now().astimezone(LOCAL)
            comes, goes = (datetime.combine(here.date(), hour, LOCAL) for hour in (_COMES, _GOES))
            if here < goes:
                await until(comes + timedelta(minutes=self.chance.uniform(0, 12)))
                await self.come()
                await until(goes)
                await self.go()
            await until(comes + timedelta(days=1))

    async def come(self) -> None:
        """On duty, if they are not."""
        if not self.on_duty and not self.world.ending:
            await self.do("duty.check_in", "above: came")

    async def go(self) -> None:
        """Off duty, if they are on it."""
        if self.on_duty:
            await self.do("duty.check_out", "above: went")

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        me = self.account.id
        match fact["type"]:
            case "DutyStarted" | "DutyEnded" if fact["person"] == me:
                self.on_duty = fact["type"] == "DutyStarted"
            case "LeaveAsked" if me in fact.get("told", ()):
                self._once(fact["leave"], self._decide("leave", fact["leave"]))
            case "SwapAccepted" if me in fact.get("told", ()):
                self._once(fact["swap"], self._decide("swap", fact["swap"]))
            case "SupervisionOrdered" if me in fact["to"]:
                self._once(fact["supervision"], self._reply(fact["supervision"]))
            case "IncidentEscalated" if fact["level"] <= 2 and self.chance.random() < _SEEN and self.on_duty:
                self._once(fact["incident"], self._see(fact["incident"]))

    def _once(self, what: str, work: Any) -> None:
        if what in self._known or self.world.ending:
            work.close()
        else:
            self._known.add(what)
            self.start(work)

    async def _decide(self, what: str, id_: str) -> None:
        """Whoever of those told is quicker decides; the other hears that it is decided."""
        await self.pause(self.chance.uniform(300, 2400))
        approve = self.chance.random() < _APPROVED
        about: dict[str, Any] = {what: id_, "approve": approve, "reason": "" if approve else "人手不足"}
        await self.do(f"{what}.decide", f"{what} {'approved' if approve else 'refused'}", timed=False, **about)

    async def _reply(self, supervision: str) -> None:
        await self.pause(self.chance.uniform(300, 2000))
        await self.do("supervision.reply", "督办 replied", timed=False, supervision=supervision, text="已督促现场")

    async def _see(self, incident: str) -> None:
        await self.pause(self.chance.uniform(30, 200))
        await self.do("incident.seen", "desk: seen", timed=False, incident=incident)
