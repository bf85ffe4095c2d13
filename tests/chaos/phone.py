"""A phone that never gives up, with a notebook: what it sent, what it was told, what it saw, in order.

Its socket speaks the Centrifugo JSON protocol by itself, so that every frame can be written down.
"""

import asyncio
import contextlib
import json
import random
from math import inf
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from command.clock import new_id, now


class Note:
    """One durable request: how often sent, whether it was ever accepted, and the facts that answered it."""

    def __init__(self, method: str, data: dict[str, Any]) -> None:
        self.method = method
        self.data = data
        self.accepted = False
        self.refused_at_once = False
        self.answer: dict[str, Any] | None = None
        self.due = 0.0

    @property
    def settled(self) -> bool:
        """Nothing more to wait for."""
        return self.answer is not None or self.refused_at_once


class Phone:
    """One socket of one person. `notes` by request id; `seen`: facts of the own channel by number, as they came."""

    def __init__(self, url: str, token: str, person: str, grid: str, chance: random.Random, channel: str = "") -> None:
        self.url = url.replace("http", "ws", 1) + "/connection/websocket"
        self.person = person
        self.channel = channel or f"staff:{person}"
        self.grid = grid
        self.notes: dict[str, Note] = {}
        self.seen: list[int] = []
        self.gaps = 0
        self.faults: list[str] = []
        self.working = True
        self.sessions: list[list[float]] = []
        """From when to when it was connected, by the event loop."""
        self._token = token
        self._chance = chance
        self._socket: ClientConnection | None = None
        self._replies: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._ids = iter(range(1, 10**9))
        self._position: tuple[str, int] | None = None
        self._loop = asyncio.get_running_loop()
        self._assignments: set[str] = set()

    async def live(self) -> None:
        """Connect, and again, until cancelled."""
        while True:
            try:
                async with asyncio.timeout(10):
                    socket = await connect(self.url, ping_interval=None, compression=None, max_size=2**24)
                async with socket:
                    await self._session(socket)
            except (OSError, WebSocketException, TimeoutError, json.JSONDecodeError):
                pass
            await asyncio.sleep(self._chance.uniform(0.05, 0.4))

    def submit(self, method: str, **data: Any) -> Note:
        """Note a request down; it is sent until it is answered."""
        note = Note(method, {"id": new_id(), **data})
        self.notes[note.data["id"]] = note
        return note

    async def report(self, index: int) -> None:
        """Report something of the own grid or another: mostly things that merge with nothing."""
        kinds = ["grid.dispute", "event.0406", "event.0404", "component.0101", "grid.medical"]
        self.submit(
            "report.submit",
            category=self._chance.choice(kinds),
            disposition=self._chance.choice(["help", "help", "settled", "mine"]),
            at=now().isoformat(),
            place={"grid": self.grid},
            text=f"{self.person} {index}",
        )

    async def _session(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.sessions.append([self._loop.time(), inf])
        reader = asyncio.create_task(self._read(socket))
        try:
            async with asyncio.timeout(10):
                await self._call({"connect": {"token": self._token}})
                await self._subscribe()
            while not reader.done():
                await self._drain()
                self._lose_the_network(socket)
                await self._breathe()
            reader.result()
        finally:
            reader.cancel()
            self._socket = None
            self.sessions[-1][1] = self._loop.time()
            with contextlib.suppress(BaseException):
                await reader
            for reply in self._replies.values():
                reply.cancel()
            self._replies.clear()

    async def _breathe(self) -> None:
        """Between two looks at the notebook: the pace of a phone, no waiting for anything."""
        await asyncio.sleep(0.05)

    def _lose_the_network(self, socket: ClientConnection) -> None:
        """Now and then a phone is cut, or leaves without a word, while facts are on their way to it."""
        fate = self._chance.random()
        if fate < 0.0003:
            socket.transport.abort()
        elif fate < 0.0006:
            socket.transport.write_eof()

    async def _subscribe(self) -> None:
        asked: dict[str, Any] = {"channel": self.channel}
        if self._position is not None:
            asked.update(recover=True, epoch=self._position[0], offset=self._position[1])
        told = (await self._call({"subscribe": asked}))["subscribe"]
        if not told.get("recovered"):
            await self._snapshot()

    def _subscribed(self, told: dict[str, Any]) -> None:
        """In the same step as the reply is read: what is pushed right behind it comes later than what it recovers."""
        if told.get("recovered"):
            for publication in told.get("publications", ()):
                self._take(publication)
            return
        if self._position is not None:
            self.gaps += 1
            self.seen.append(-1)
        self._position = (told["epoch"], told.get("offset", 0))

    async def _snapshot(self) -> None:
        if not self.channel.startswith("staff:"):
            return  # a wall only watches here
        told = (await self._call({"rpc": {"method": "staff.get", "data": {}}}))["rpc"]["data"]
        for offer in told["offers"]:
            self._answer(offer)
        for assignment in told["assignments"]:
            self._work(assignment["assignment"])

    async def _drain(self) -> None:
        """Send what is due; a request stays in the notebook until a fact answers it."""
        for note in [n for n in self.notes.values() if not n.settled and n.due <= self._loop.time()]:
            note.due = self._loop.time() + 3
            reply = await self._call({"rpc": {"method": note.method, "data": note.data}})
            if "error" in reply:
                if not reply["error"].get("temporary"):
                    self.faults.append(f"{note.method}: {reply['error']}")
                    note.refused_at_once = True
                continue
            self._receive(note, reply["rpc"]["data"])

    def _receive(self, note: Note, told: dict[str, Any]) -> None:
        if told["status"] == "accepted":
            note.accepted = True
            note.due = self._loop.time() + min(float(told["resend_after"]), 6)
        elif told["status"] == "stored":
            note.accepted = True
            note.answer = note.answer or told
        elif told["refusal"]["reason"] in ("temporary", "limited"):
            note.due = self._loop.time() + min(float(told["refusal"].get("retry_after_s") or 0.5), 3)
        elif not note.accepted:
            note.refused_at_once = True
        else:
            note.answer = note.answer or told

    async def _call(self, command: dict[str, Any]) -> dict[str, Any]:
        number = next(self._ids)
        reply: asyncio.Future[dict[str, Any]] = self._loop.create_future()
        self._replies[number] = reply
        if self._socket is None:
            raise ConnectionResetError
        await self._socket.send(json.dumps({"id": number, **command}))
        async with asyncio.timeout(10):
            try:
                return await reply
            except asyncio.CancelledError:
                task = asyncio.current_task()
                if task is not None and task.cancelling():
                    raise  # the phone itself is over, not only its connection
                raise ConnectionResetError from None

    async def _read(self, socket: ClientConnection) -> None:
        async for frame in socket:
            for line in str(frame).split("\n"):
                if line == "{}":
                    await socket.send("{}")
                    continue
                self._hear(json.loads(line), line)
        raise ConnectionResetError

    def _hear(self, told: dict[str, Any], line: str) -> None:
        """One reply or push; `line`: as it came."""
        if "subscribe" in told:
            self._subscribed(told["subscribe"])
        if "id" in told:
            reply = self._replies.pop(told["id"], None)
            if reply is not None and not reply.done():
                reply.set_result(told)
        elif "pub" in told.get("push", {}):
            self._take(told["push"]["pub"])

    def _take(self, publication: dict[str, Any]) -> None:
        facts = publication["data"]
        for fact in facts if isinstance(facts, list) else [facts]:
            self._see(fact)
        if self._position is not None:
            self._position = (self._position[0], max(self._position[1], publication["offset"]))

    def _see(self, fact: dict[str, Any]) -> None:
        self.seen.append(fact["number"])
        note = self.notes.get(fact.get("request", ""))
        if note is not None:
            if note.answer is not None and note.answer.get("number", fact["number"]) != fact["number"]:
                self.faults.append(f"answered twice: {note.data['id']}")
            note.answer = fact
        if fact["type"] == "OfferMade" and fact["person"] == self.person:
            self._answer(fact)
        elif fact["type"] == "AssignmentMade" and fact["person"] == self.person:
            self._work(fact["assignment"])

    def _answer(self, offer: dict[str, Any]) -> None:
        if not self.working:
            return
        choice = self._chance.random()
        if choice < 0.7:
            self.submit("offer.answer", offer=offer["offer"], answer="accept")
        elif choice < 0.9:
            self.submit("offer.answer", offer=offer["offer"], answer="decline")

    def _work(self, assignment: str) -> None:
        if assignment not in self._assignments:
            self._assignments.add(assignment)
            steps = ["en_route", "on_scene", "done"] if self._chance.random() < 0.5 else ["done"]
            for step in steps:
                self.submit("assignment.advance", assignment=assignment, to=step, at=now().isoformat())
