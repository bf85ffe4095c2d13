"""Phones of a run with a drill in it: of whoever plays, holding the real district and the drill on one socket, and of
outsiders, who write down every line that they hear."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from command.clock import now
from tests.chaos.phone import Note, Phone

REAL_STEPS_S, DRILL_STEPS_S = (1.0, 4.0), (0.5, 2.5)
"""Between two steps of real work, and of work in the drill."""


class Watch:
    """The one clock and the one notebook of all phones together: when a report was sent, when somebody was first
    offered it (seconds of the event loop)."""

    def __init__(self) -> None:
        self.sent: dict[str, float] = {}
        self.offered: dict[str, float] = {}

    def offer_shown(self, incident: str) -> None:
        self.offered.setdefault(incident, asyncio.get_running_loop().time())


class Lively(Phone):
    """Sends at once what is written down, and keeps what came over its own channel as it came."""

    def __init__(self, *given: Any, watch: Watch) -> None:
        super().__init__(*given)
        self.watch = watch
        self.lines: list[str] = []
        self._wake = asyncio.Event()

    def submit(self, method: str, **data: Any) -> Note:
        note = super().submit(method, **data)
        self._wake.set()
        return note

    async def _breathe(self) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.25):
                await self._wake.wait()
        self._wake.clear()

    def after(self, between: tuple[float, float], do: Callable[[], Any]) -> None:
        """As people do: a while later, if they are still at it."""
        self._loop.call_later(self._chance.uniform(*between), lambda: do() if self.working else None)

    def _hear(self, told: dict[str, Any], line: str) -> None:
        if self._keeps(told):
            self.lines.append(line)
        super()._hear(told, line)

    def _keeps(self, told: dict[str, Any]) -> bool:
        return "id" not in told or "subscribe" in told

    # --- real work

    def report_real(self, category: str, grid: str, text: str, **more: Any) -> Note:
        note = self.submit(
            "report.submit",
            category=category,
            disposition="help",
            at=now().isoformat(),
            place={"grid": grid},
            text=text,
            **more,
        )
        self.watch.sent[note.data["id"]] = self._loop.time()
        return note

    def _answer(self, offer: dict[str, Any]) -> None:
        self.watch.offer_shown(offer["incident"])
        self._decide(offer["offer"], (0.3, 2.0), {})

    def _decide(self, offer: str, between: tuple[float, float], where: dict[str, str]) -> None:
        if offer in self._assignments:
            return
        self._assignments.add(offer)
        choice = self._chance.random()
        if choice < 0.92:
            word = "accept" if choice < 0.82 else "decline"
            self.after(between, lambda: self.submit("offer.answer", offer=offer, answer=word, **where))

    def _work(self, assignment: str) -> None:
        self._walk(assignment, ["en_route", "on_scene", "done"], REAL_STEPS_S, {})

    def _walk(self, assignment: str, steps: list[str], pace: tuple[float, float], where: dict[str, str]) -> None:
        if not steps or (len(steps) == 3 and assignment in self._assignments):
            return
        self._assignments.add(assignment)

        def step() -> None:
            self.submit("assignment.advance", assignment=assignment, to=steps[0], at=now().isoformat(), **where)
            self._walk(assignment, steps[1:], pace, where)

        self.after(pace, step)


class Outsider(Lively):
    """Not in the drill: keeps every line of its socket, whatever it is."""

    def _keeps(self, told: dict[str, Any]) -> bool:
        return True


class Player(Lively):
    """In the drill as well. `acts`: what it does about a fact of the drill besides; `drilled`: numbers as they came."""

    def __init__(self, *given: Any, watch: Watch) -> None:
        super().__init__(*given, watch=watch)
        self.drill = ""
        self.drilled: list[int] = []
        self.unmarked: list[str] = []
        self.taken = False
        self.acts: Callable[[dict[str, Any]], None] | None = None
        self._place: tuple[str, int] | None = None
        self._open = self._wanted = self._asking = False

    @property
    def where(self) -> dict[str, str]:
        """What every request of the drill carries."""
        return {"exercise": self.drill}

    def act(self, between: tuple[float, float], method: str, **data: Any) -> None:
        """A request of the drill, a while later."""
        self.after(between, lambda: None if self.taken else self.submit(method, **data, **self.where))

    # --- the socket

    async def _subscribe(self) -> None:
        await super()._subscribe()
        await self._follow()

    async def _drain(self) -> None:
        if self._wanted:
            await self._follow()
        await super()._drain()

    async def _follow(self) -> None:
        """Follow the drill, from where it was left."""
        if not self._open:
            return
        asked: dict[str, Any] = {"channel": f"exercise:{self.drill}"}
        if self._place is not None:
            asked.update(recover=True, epoch=self._place[0], offset=self._place[1])
        self._asking = True
        try:
            told = await self._call({"subscribe": asked})
        finally:
            self._asking = False
        self._wanted = False
        if "error" in told:
            self._loop.call_later(1.0, self._ask_again)
        elif not told["subscribe"].get("recovered"):
            await self._drill_snapshot()

    def _ask_again(self) -> None:
        self._wanted = self._open

    async def _drill_snapshot(self) -> None:
        told = await self._call({"rpc": {"method": "staff.get", "data": self.where}})
        own = told.get("rpc", {}).get("data", {})
        for offer in own.get("offers", ()):
            self._decide(offer["offer"], (0.3, 3.0), self.where)
        for work in own.get("assignments", ()):
            self._walk(work["assignment"], ["en_route", "on_scene", "done"], DRILL_STEPS_S, self.where)

    def _keeps(self, told: dict[str, Any]) -> bool:
        """Of the real district: not of the drill's channel, and not what tells which drills one is in."""
        push = told.get("push", {})
        if "message" in push or push.get("channel", "").startswith("exercise:"):
            return False
        return super()._keeps(told) and not (self._asking and "subscribe" in told)

    def _hear(self, told: dict[str, Any], line: str) -> None:
        push = told.get("push", {})
        if "connect" in told:
            self._told_of(told["connect"]["data"]["exercises"])
        if "message" in push:
            self._told_of(push["message"]["data"]["exercises"])
        if push.get("channel", "").startswith("exercise:"):
            self._of_drill(push, line)
        else:
            super()._hear(told, line)

    def _told_of(self, exercises: list[dict[str, Any]]) -> None:
        was, self._open = self._open, bool(exercises)
        self._wanted = self._open and (self._wanted or not was)
        self.drill = exercises[0]["id"] if exercises else self.drill
        self._wake.set()

    def _of_drill(self, push: dict[str, Any], line: str) -> None:
        if "pub" in push:
            self._carry(push["pub"], line)
        elif "unsubscribe" in push:
            self._wanted = self._open and not self.taken

    def _subscribed(self, told: dict[str, Any]) -> None:
        if not self._asking:
            super()._subscribed(told)
        elif told.get("recovered"):
            for publication in told.get("publications", ()):
                self._carry(publication, "")
        else:
            self.drilled.append(-1)
            self._place = (told["epoch"], told.get("offset", 0))

    # --- what happens in the drill

    def _carry(self, publication: dict[str, Any], line: str) -> None:
        facts = publication["data"]
        for fact in facts if isinstance(facts, list) else [facts]:
            if fact.get("exercise") != self.drill:
                self.unmarked.append(line[:200] or str(fact)[:200])
            self.drilled.append(fact["number"])
            self._see_drill(fact)
        if self._place is not None:
            self._place = (self._place[0], max(self._place[1], publication["offset"]))

    def _see_drill(self, fact: dict[str, Any]) -> None:
        note = self.notes.get(fact.get("request", ""))
        if note is not None:
            if note.answer is not None and note.answer.get("number", fact["number"]) != fact["number"]:
                self.faults.append(f"answered twice in the drill: {note.data['id']}")
            note.answer = fact
        mine = fact.get("person") == self.person
        match fact["type"]:
            case "OfferMade" if mine:
                self._decide(fact["offer"], (0.3, 3.0), self.where)
            case "AssignmentMade" if mine:
                self._walk(fact["assignment"], ["en_route", "on_scene", "done"], DRILL_STEPS_S, self.where)
            case "ParticipantTaken" if mine:
                self.taken = True
            case "InjectGiven" if self.person in fact.get("to", ()) and fact.get("answer"):
                if self._chance.random() < 0.9:
                    self.act((0.5, 6.0), "drill.answer", inject=fact["inject"], text="收到")
        if self.acts is not None:
            self.acts(fact)
