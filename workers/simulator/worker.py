"""A grid worker: on duty, on the round, asked and sent, with their habits and their coverage."""

import asyncio
import contextlib
from datetime import datetime
from typing import Any

from command.clock import now
from command.domain.geo import distance_m
from workers.simulator import habits
from workers.simulator.accounts import Account
from workers.simulator.ground import Ground, Point
from workers.simulator.habits import Habit, chance_of
from workers.simulator.link import Cut, Fact, Link
from workers.simulator.person import Person, World
from workers.simulator.walking import Walk

_RETURNS, _EXTENDS = 0.02, 0.04
_FEEDBACK = {"done": "已处理，现场恢复", "failed": "人手不够"}
_POSITION_S = 8.0
_LATE_S = 3.0
_LEAVING_S = 30.0
_COVERED_S, _AWAY_S = 6.0, 1.0  # however fast life goes, a socket takes its time


class Worker(Person):
    """`begun` is the moment (of the loop) at which life began; the walk is counted from there."""

    def __init__(self, world: World, account: Account, ground: Ground, seed: int, begun: float) -> None:
        name = account.username
        self.habit: Habit = habits.habit_of(chance_of(seed, name, "habit"))
        off_s = 0.0 if world.clocks_right else self.habit.clock_off_s
        super().__init__(world, account, [f"staff:{account.id}"], chance_of(seed, name, "link"), off_s)
        self.walk = Walk(ground, account.area, chance_of(seed, name, "walk"))
        self.on_duty = False
        self.walking = True
        self.ready = asyncio.Event()
        self._begun = begun
        self._stale = True
        self._answers = chance_of(seed, name, "answers")
        self._absences = chance_of(seed, name, "absences")
        self._offers: set[str] = set()
        self._known: set[str] = set()
        self._work: dict[str, Point] = {}
        self._incident_of: dict[str, str] = {}

    def begin(self) -> None:
        self.start(self._tell_position())
        if self.habit.away_every_s:
            self.start(self._lose_coverage())

    # --- duty

    async def check_in(self) -> None:
        """Begin duty, unless the server says that it never ended. Returns when it is answered."""
        await self.ready.wait()
        if not self.on_duty:
            note = self.outbox.add("duty.check_in", at=self.moment(), place=self._place())
            await note.ended.wait()

    async def leave(self) -> None:
        """Finish what is in hand and end duty; gives up after half a minute."""
        try:
            async with asyncio.timeout(_LEAVING_S):
                while self.on_duty:
                    await self._try_to_leave()
        except TimeoutError:
            self.world.figures.work["left without checking out"] += 1

    async def _try_to_leave(self) -> None:
        await self.link.up.wait()
        for assignment in list(self._work):
            note = self.outbox.add(
                "assignment.advance", assignment=assignment, to="done", at=self.moment(), note="收工前办结"
            )
            await note.ended.wait()
            self._work.pop(assignment, None)
        note = self.outbox.add("duty.check_out", at=self.moment())
        await note.ended.wait()
        if note.refusal == "not_on_duty":
            self._duty(on_duty=False)
        elif note.refusal:
            await asyncio.sleep(0.3)
            with contextlib.suppress(Cut):
                await self._look()

    def _duty(self, *, on_duty: bool) -> None:
        if on_duty != self.on_duty:
            self.on_duty = on_duty
            self.world.figures.on_duty += 1 if on_duty else -1

    # --- what the phone hears

    async def joined(self, link: Link, *, recovered: bool) -> None:
        self._stale = self._stale or not recovered
        if self._stale:
            await self._look()
            self._stale = False
        self.ready.set()
        await super().joined(link, recovered=recovered)

    async def _look(self) -> None:
        """The snapshot: what is open for us."""
        told = await self.ask("staff.get", {})
        self._duty(on_duty=told["duty"]["on_duty"])
        for offer in told["offers"]:
            self._asked(offer)
        for assignment in told["assignments"]:
            self._sent(assignment)

    def heard(self, channel: str, fact: Fact) -> None:
        super().heard(channel, fact)
        mine = fact.get("person") == self.account.id
        match fact["type"]:
            case "DutyStarted" | "DutyEnded" if mine:
                self._duty(on_duty=fact["type"] == "DutyStarted")
            case "OfferMade" if mine:
                self._asked(fact)
            case "OfferClosed" if mine:
                self._offers.discard(fact["offer"])
            case "AssignmentMade" if mine:
                self._offers.discard(fact.get("offer") or "")
                self._sent(fact)
            case "AssignmentEnded" if mine:
                self._work.pop(fact["assignment"], None)

    def _asked(self, offer: dict[str, Any]) -> None:
        if offer["offer"] in self._known:
            return
        self._known.add(offer["offer"])
        self._offers.add(offer["offer"])
        self.world.figures.offers += 1
        self.offered(offer["incident"])
        if not self.world.ending:
            self.start(self._consider(offer))

    def _sent(self, assignment: dict[str, Any]) -> None:
        if assignment["assignment"] not in self._known:
            self._known.add(assignment["assignment"])
            spot = assignment["place"]
            self._work[assignment["assignment"]] = (spot["lat"], spot["lon"])
            if assignment.get("slot") is None:
                self._incident_of[assignment["assignment"]] = assignment["incident"]
            self.start(self._do(assignment["assignment"]))

    # --- what they do

    async def _consider(self, offer: dict[str, Any]) -> None:
        choice, took_s = habits.answer(self.habit, self._answers)
        if choice == "ignore":
            self.world.figures.answers["ignored"] += 1
            return
        if choice == "late":
            await asyncio.sleep(_until(offer["answer_by"]) + _LATE_S)
        else:
            await self.pause(took_s)
        if choice != "late" and offer["offer"] not in self._offers:
            self.world.figures.answers["too slow"] += 1
            return
        await self._answer(offer["offer"], choice)

    async def _answer(self, offer: str, choice: str) -> None:
        said = "decline" if choice == "decline" else "accept"
        note = self.outbox.add("offer.answer", offer=offer, answer=said, reason="走不开" if said == "decline" else "")
        await note.ended.wait()
        self.world.figures.answers[note.refusal or ("accepted" if said == "accept" else "declined")] += 1

    async def _do(self, assignment: str) -> None:
        spot = self._work.get(assignment)
        if spot is None:  # it was over as soon as it was made
            return
        metres = distance_m(*self.place(), *spot)
        for step, life_s in habits.work(self.habit, metres, self._answers).steps:
            await self.pause(life_s)
            if self.world.ending or assignment not in self._work:
                return
            if step == "on_scene" and await self._turns(assignment):
                return
            to, words = self._step(assignment, step)
            said: dict[str, Any] = {"assignment": assignment, "to": to, "at": self.moment(), "note": words}
            note = self.outbox.add("assignment.advance", **said)
            await note.ended.wait()
            if not note.refusal:
                self.world.figures.work[to] += 1
            if note.refusal or to in ("done", "failed"):
                self._work.pop(assignment, None)

    def _step(self, assignment: str, step: str) -> tuple[str, str]:
        """What is done next, with what is said of it."""
        return step, _FEEDBACK.get(step, "")

    async def _turns(self, assignment: str) -> bool:
        """Now and then it is not theirs and given back, or more time is asked for. True: it is gone."""
        point = self._answers.random()
        incident = self._incident_of.pop(assignment, "")
        if not incident or point > _RETURNS + _EXTENDS:
            return False
        if point > _RETURNS:
            note = self.outbox.add("incident.extend", incident=incident, reason="等材料")
            await note.ended.wait()
            self.world.figures.work["asked for time" if not note.refusal else "no time"] += 1
            return False
        note = self.outbox.add("incident.return", incident=incident, reason="不归网格办，建议转专业部门")
        await note.ended.wait()
        self.world.figures.work["returned" if not note.refusal else "not returned"] += 1
        if not note.refusal:
            self._work.pop(assignment, None)
        return not note.refusal

    async def _tell_position(self) -> None:
        while True:
            await asyncio.sleep(_POSITION_S * self.chance.uniform(0.8, 1.2))
            if self.on_duty and self.walking:
                lat, lon = self.place()
                position = {"lat": lat, "lon": lon, "accuracy_m": 12, "at": self.moment()}
                await self.link.send("position.update", position)

    async def _lose_coverage(self) -> None:
        while True:
            covered_s, away_s = habits.next_absence(self.habit, self._absences)
            await asyncio.sleep(max(_COVERED_S, covered_s / self.world.speed))
            if self.world.ending:
                return
            self.link.drop(max(_AWAY_S, away_s / self.world.speed))

    def place(self) -> Point:
        """Where the worker is now."""
        return self.walk.at((asyncio.get_running_loop().time() - self._begun) * self.world.speed)

    def _place(self) -> dict[str, Any]:
        lat, lon = self.place()
        return {"lat": lat, "lon": lon, "accuracy_m": 12}


def _until(moment: str) -> float:
    return max(0.0, (datetime.fromisoformat(moment) - now()).total_seconds())
