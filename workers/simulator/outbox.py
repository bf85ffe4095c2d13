"""What a phone keeps until it is answered: sent, and sent again with the same id, until a fact or a result ends it."""

import asyncio
import random
from collections.abc import Callable
from typing import Any

from command.clock import new_id
from workers.simulator.figures import Figures
from workers.simulator.link import Cut, Fact, Link

_PATIENT = ("limited", "temporary")
_LONGEST_S = 300.0
_IDLE_S = 30.0
_CUT_S = 0.2


class Note:
    """One durable request. `sent`: when it last went out until it was accepted. `outcome`: the fact or result that
    ended it; `refusal`: its code, if it was a no. `line`: of the file it comes from."""

    __slots__ = (
        "accepted",
        "data",
        "due",
        "ended",
        "line",
        "method",
        "outcome",
        "refusal",
        "sent",
        "tries",
    )  # fmt: skip

    def __init__(self, method: str, data: dict[str, Any], line: int = 0) -> None:
        self.method = method
        self.data = data
        self.line = line
        self.accepted = False
        self.outcome: dict[str, Any] | None = None
        self.refusal = ""
        self.tries = 0
        self.due = 0.0
        self.sent = 0.0
        self.ended = asyncio.Event()

    @property
    def id(self) -> str:
        """The request's id."""
        return str(self.data["id"])


class Outbox:
    """One person's. `work` sends over the link until cancelled; `clock_off_s` is how wrong the phone's clock is."""

    def __init__(self, figures: Figures, chance: random.Random, clock_off_s: float = 0.0) -> None:
        self.waiting: dict[str, Note] = {}
        self.reports: list[Note] = []
        self._figures = figures
        self._chance = chance
        self._off_ms = round(clock_off_s * 1000)
        self._more = asyncio.Event()
        self._held = 0.0
        self.on_stored: Callable[[Note], None] = lambda _note: None

    def add(self, method: str, *, line: int = 0, **data: Any) -> Note:
        """Keep a request; it goes out as soon as there is a link."""
        note = Note(method, {"id": _shifted(new_id(), self._off_ms), **data}, line)
        self.waiting[note.id] = note
        if method == "report.submit":
            self.reports.append(note)
            self._figures.sent += 1
        self._more.set()
        return note

    def heard(self, fact: Fact) -> None:
        """A fact that may answer one of ours."""
        note = self.waiting.get(fact.get("request") or "")
        if note is not None:
            self._end(note, fact)

    def again(self) -> None:
        """The link is new: what has no answer is sent at once."""
        for note in self.waiting.values():
            note.due = 0.0
        self._more.set()

    async def work(self, link: Link) -> None:
        """Send what is due, for ever."""
        loop = asyncio.get_running_loop()
        while True:
            await link.up.wait()
            self._more.clear()
            due = [note for note in self.waiting.values() if self._due(note) <= loop.time()]
            try:
                for note in due:
                    if self._due(note) <= loop.time():  # what was told about another may have changed it
                        await self._send(note, link)
            except Cut:
                await asyncio.sleep(_CUT_S)
                continue
            if not due:
                await self._pause(loop.time())

    def _due(self, note: Note) -> float:
        return max(note.due, self._held if note.method == "report.submit" else 0.0)

    async def _pause(self, now: float) -> None:
        next_due = min((self._due(note) for note in self.waiting.values()), default=now + _IDLE_S)
        wait_s = min(max(next_due - now, 0.01), _IDLE_S)
        try:
            async with asyncio.timeout(wait_s):
                await self._more.wait()
        except TimeoutError:
            pass

    async def _send(self, note: Note, link: Link) -> None:
        """Raises Cut: whether it came is not known then, and it stays due."""
        if note.ended.is_set():
            return
        loop = asyncio.get_running_loop()
        begun = loop.time()
        if not note.accepted:
            note.sent = begun
        note.tries += 1
        self._figures.resent += note.tries > 1 and note.method == "report.submit"
        told = await link.call(note.method, note.data)
        now = loop.time()
        if "error" in told:
            self._failed(note, told["error"], now)
        else:
            self._received(note, told["rpc"]["data"], now, now - begun)

    def _failed(self, note: Note, error: dict[str, Any], now: float) -> None:
        if error.get("temporary"):
            note.due = now + self._chance.uniform(0.5, 2)
            self._held = max(self._held, note.due)
            self._put_off(note, f"error {error['code']}")
        else:
            self._end(note, {"refusal": {"code": f"error {error['code']}"}})

    def _received(self, note: Note, told: dict[str, Any], now: float, took_s: float) -> None:
        if told["status"] == "accepted":
            if not note.accepted and note.method == "report.submit":
                self._figures.accepted += 1
                self._figures.receipts.add(took_s)
            note.accepted = True
            note.due = now + float(told["resend_after"]) * self._chance.uniform(1, 1.2)
        elif told["status"] == "refused" and told["refusal"]["reason"] in _PATIENT:
            wait_s = float(told["refusal"].get("retry_after_s") or 1)
            note.due = now + min(wait_s, _LONGEST_S) * self._chance.uniform(1, 1.2)
            self._put_off(note, told["refusal"]["code"])
            if note.method == "report.submit":
                self._held = note.due  # it is true of all of this person's reports
        else:
            self._end(note, told)

    def _put_off(self, note: Note, code: str) -> None:
        if note.method == "report.submit":
            self._figures.put_off[code] += 1

    def _end(self, note: Note, outcome: dict[str, Any]) -> None:
        if note.ended.is_set():
            return
        del self.waiting[note.id]
        note.outcome = outcome
        note.refusal = (outcome.get("refusal") or {}).get("code", "")
        note.ended.set()
        if note.method == "report.submit":
            self._count(note, outcome)
        elif note.refusal:
            self._figures.requests_refused[f"{note.method} {note.refusal}"] += 1

    def _count(self, note: Note, outcome: dict[str, Any]) -> None:
        if note.refusal:
            self._figures.refused[note.refusal] += 1
            return
        if not note.accepted:  # stored before the receipt could reach us
            note.accepted = True
            self._figures.accepted += 1
        if outcome["outcome"] == "merged":
            self._figures.merged += 1
        else:
            self._figures.filed += 1
        self._figures.stored_after.add(asyncio.get_running_loop().time() - note.sent)
        self.on_stored(note)


def _shifted(id_: str, off_ms: int) -> str:
    """A UUIDv7 as a phone with a wrong clock makes it."""
    if not off_ms:
        return id_
    made = max(0, int(id_.replace("-", "")[:12], 16) + off_ms) & (2**48 - 1)
    return f"{made:012x}"[:8] + "-" + f"{made:012x}"[8:] + id_[13:]
