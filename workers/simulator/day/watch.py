"""The watch of the centre: there round the clock, handing over with both signatures; and what its people do with what
the picture shows them: calls for help, rulings, call-backs, referrals, roll-calls."""

import random
from collections.abc import Coroutine, Sequence
from datetime import timedelta
from typing import Any

from command.clock import district_now
from workers.simulator.accounts import Account
from workers.simulator.day.turns import Turns, until
from workers.simulator.link import Fact, Link
from workers.simulator.operators import Operator
from workers.simulator.person import World

_FIRST_LINE = {"grid.medical": "120", "grid.fire": "119", "grid.crime": "110", "grid.gas": "gas"}
_SAID = (("satisfied", "unsatisfied", "unreached"), (82, 8, 10))
_ROLLCALL_EVERY = timedelta(hours=5)


class Watcher(Operator):
    """`centre`: all of them; whoever of them is there acts."""

    def __init__(self, world: World, account: Account, chance: random.Random, *, watches: bool = False) -> None:
        super().__init__(world, account, chance, watches=watches)
        self.turns: Turns | None = None
        self.centre: Sequence[Watcher] = ()
        self.communities: list[str] = []
        self.on_duty = False
        self._done: set[str] = set()
        self._looked = False

    def begin(self) -> None:
        if self.turns is not None:
            self.start(self._live_by(self.turns))
            if self._watches:
                self.start(self._rollcalls())

    async def joined(self, link: Link, *, recovered: bool) -> None:
        if not recovered or not self._looked:
            self.on_duty, self._looked = (await self.ask("staff.get", {}))["duty"]["on_duty"], True
        await super().joined(link, recovered=recovered)

    # --- shifts and handovers

    async def _live_by(self, turns: Turns) -> None:
        await self.link.up.wait()
        after = district_now()
        while not self.world.ending:
            turn = await turns.next_of(self.account.id, after)
            if turn is None:
                await self.pause(1800)
                continue
            after = turn.ends
            await until(turn.starts - timedelta(minutes=self.chance.uniform(5, 14)))
            if not self.on_duty and not self.world.ending:
                await self.do("duty.check_in", "watch: came")
            await until(turn.ends)

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        if not channel.startswith("staff:"):
            return
        me = self.account.id
        match fact["type"]:
            case "DutyStarted" | "DutyEnded" if fact["person"] == me:
                self.on_duty = fact["type"] == "DutyStarted"
            case "ReliefOpened" if me == _signer(fact, "out"):
                self._once(f"out {fact['relief']}", self._hand_over(fact["relief"]))
            case "ReliefOpened" if me == _signer(fact, "in"):
                self._once(f"in {fact['relief']}", self._take_over(fact["relief"]))
            case "SupervisionOrdered" if me in fact["to"]:
                about = {"supervision": fact["supervision"], "text": "已安排"}
                self._once(fact["supervision"], self.do_later("supervision.reply", "督办 replied", 900, **about))

    async def _hand_over(self, relief: str) -> None:
        """With the list, some minutes before the hour."""
        await self.pause(self.chance.uniform(120, 400))
        sheet = {"events": "见当班记录", "watch": "低洼路段、在建工地", "equipment": "对讲机、大屏正常"}
        await self.do("relief.sign", "handover: handed over", timed=False, relief=relief, side="outgoing", sheet=sheet)

    async def _take_over(self, relief: str) -> None:
        """When the others have signed and enough are there: tried until it is so."""
        for _ in range(40):
            await self.pause(self.chance.uniform(100, 160))
            if self.world.ending or await self._signed(relief):
                return

    async def _signed(self, relief: str) -> bool:
        if not self.on_duty:
            return False
        note = self.outbox.add("relief.sign", relief=relief, side="incoming")
        await note.ended.wait()
        if not note.refusal:
            self.world.figures.work["handover: taken over"] += 1
        return note.refusal not in ("handover_order", "relief_incomplete", "handover_not_yours")

    # --- what the picture shows

    def _watch(self, fact: Fact) -> None:
        super()._watch(fact)
        if self.world.ending or fact["number"] in self._done:
            return
        match fact["type"]:
            case "IncidentFiled":
                self._filed(fact)
            case "SosRaised":
                self.start(self._rescue(fact["sos"]))
            case "IncidentSampled":
                self.start(self._verify(fact["incident"]))
            case "RollCallEscalated":
                self.start(self._answer_for(fact))
            case "ContactLost":
                about = {"about": fact["area"], "how": "radio", "said_by": "对讲机", "minutes": 60, "text": "人安全"}
                self._later(fact, "contact.report", "radio reported", 300, said_at=self.moment(), **about)
            case _:
                self._owed(fact)

    def _owed(self, fact: Fact) -> None:
        """What somebody waits for: rulings, answers, call-backs."""
        match fact["type"]:
            case "SuspensionAsked":
                about = {"incident": fact["incident"], "on": "suspension", "grant": self.chance.random() < 0.7}
                self._later(fact, "incident.rule", "ruled on suspension", 300, lead=True, reason="按规定", **about)
            case "IncidentReturned" if fact.get("ruling"):
                about = {"incident": fact["incident"], "on": "return", "grant": self.chance.random() < 0.5}
                self._later(fact, "incident.rule", "ruled on return", 300, lead=True, reason="按职责清单", **about)
            case "CallBackDue":
                (said,) = self.chance.choices(*_SAID)
                note = "没修好" if said == "unsatisfied" else ""
                about = {"incident": fact["incident"], "outcome": said, "note": note}
                self._later(fact, "incident.call_back", f"called back: {said}", 3600, **about)
            case "ReportHandedOver":
                about = {"handover": fact["handover"], "note": "已派人"}
                self._later(fact, "handover.answer", "handover answered", 600, **about)

    def _filed(self, fact: Fact) -> None:
        incident, held = fact["incident"], (fact.get("next") or {}).get("kind")
        if held == "confirm" and self.chance.random() < 0.6:
            self._later(fact, "incident.dispatch", "sent by one key", 60, incident=incident)
        if (to := _FIRST_LINE.get(fact["category"])) is not None:
            self.start(self._refer(incident, to))
        if fact["priority"] <= 2 and self.chance.random() < 0.1:
            about = {"incident": incident, "kind": "leader", "reason": "领导关注"}
            self._later(fact, "incident.supervise", "督办 ordered", 1200, lead=True, **about)

    async def _rescue(self, sos: str) -> None:
        """Taken within seconds; over when somebody was there."""
        who = self._there()
        await self.pause(self.chance.uniform(3, 15))
        await who.do("sos.acknowledge", "SOS taken", sos=sos, coming=False)
        await self.pause(self.chance.uniform(600, 1800))
        await self._there().do("sos.cancel", "SOS over", sos=sos, reason="人已找到，平安")

    async def _refer(self, incident: str, to: str) -> None:
        """The first line is called at once; they take it over, and are done some time later."""
        who = self._there()
        await self.pause(self.chance.uniform(10, 60))
        note = who.outbox.add(
            "incident.refer", incident=incident, to=to, reference=f"{to}-{self.chance.randrange(9999)}"
        )
        await note.ended.wait()
        if note.refusal or note.outcome is None or "referral" not in note.outcome:
            return
        self.world.figures.work["referred"] += 1
        about = {"incident": incident, "referral": note.outcome["referral"]}
        for step in ("acknowledged", "closed"):
            await self.pause(self.chance.uniform(60, 300))
            await who.do("referral.move", f"referral {step}", timed=False, **about, step=step)

    async def _answer_for(self, fact: Fact) -> None:
        """Who did not answer is telephoned."""
        for person in fact["missing"]:
            await self.pause(self.chance.uniform(20, 60))
            about = {"rollcall": fact["rollcall"], "person": person, "reason": "电话确认平安"}
            await self._there().do("rollcall.answer", "answered for", **about)

    async def _rollcalls(self) -> None:
        """One community every few hours, by day."""
        await self.link.up.wait()
        while not self.world.ending:
            await self.pause(_ROLLCALL_EVERY.total_seconds() * self.chance.uniform(0.4, 0.8))
            about = {"area": self.chance.choice(self.communities), "within_s": 300, "reason": "例行点名"}
            await self._there(lead=True).do("rollcall.open", "roll-calls", timed=False, **about)

    def _later(self, fact: Fact, method: str, name: str, life_s: float, *, lead: bool = False, **data: Any) -> None:
        """By whoever is there then."""
        self._done.add(fact["number"])
        self.start(self._there(lead=lead).do_later(method, name, life_s, **data))

    def _there(self, *, lead: bool = False) -> "Watcher":
        """Somebody of the watch who is on duty; a duty leader where that is needed."""
        fit = [one for one in self.centre if one.account.role == "coordinator"] if lead else list(self.centre)
        here = [one for one in fit if one.on_duty]
        return self.chance.choice(here or fit or [self])

    def _once(self, what: str, work: Coroutine[Any, Any, Any]) -> None:
        if what in self._done or self.world.ending:
            work.close()
        else:
            self._done.add(what)
            self.start(work)


def _signer(fact: Fact, side: str) -> str:
    """Who signs for a side: its leader, or whoever is named first."""
    people = fact["outgoing" if side == "out" else "incoming"]
    return str(fact.get(f"{side}_leader") or min(people, default=""))
