"""The screens of a district at the peak: walls that ask how old their picture is, a kiosk, an operator at the queue;
and somebody who tries what they may not."""

from dataclasses import dataclass, field
from typing import Any

from tests.chaos.checks import DISTRICT
from tests.chaos.peak import Worker
from tests.chaos.phone import Phone

ASKED_EVERY_S = 0.3
"""So often a wall asks for the age of its picture; a real one asks once a second."""
FORBIDDEN = 103


@dataclass
class Told:
    """One answer about the age of the picture. Times of the event loop; `parts`: what the gateway said was down."""

    asked: float
    heard: float
    behind_s: float | None
    parts: frozenset[str] = frozenset()


@dataclass
class Seen:
    """What a wall wrote down: answers, when each fact came, when a picture was loaded and up to which number."""

    told: list[Told] = field(default_factory=list)
    came: dict[int, float] = field(default_factory=dict)
    loaded: list[tuple[float, int]] = field(default_factory=list)


class Wall(Phone):
    """Only watches; asks for the age of its picture, whatever is killed, and writes down what it was told and had."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.noted = Seen()
        self._ask_at = 0.0

    def _subscribed(self, told: dict[str, Any]) -> None:
        super()._subscribed(told)
        if not told.get("recovered"):
            self.noted.loaded.append((self._loop.time(), told.get("offset", 0)))

    def _see(self, fact: dict[str, Any]) -> None:
        super()._see(fact)
        self.noted.came.setdefault(fact["number"], self._loop.time())

    async def _drain(self) -> None:
        await super()._drain()
        if self._loop.time() >= self._ask_at:
            self._ask_at = self._loop.time() + ASKED_EVERY_S
            asked = self._loop.time()
            reply = await self._call({"rpc": {"method": "picture.age", "data": {}}})
            if "rpc" in reply:
                age = reply["rpc"]["data"]
                down = {one for one in ("redis", "database") if not age[one]}
                down |= set() if age["lag"]["writer"] else {"writer"}
                self.noted.told.append(Told(asked, self._loop.time(), age["behind_s"], frozenset(down)))


class Overheard(Wall):
    """A kiosk: keeps every line of its socket."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.lines: list[str] = []

    def _hear(self, told: dict[str, Any], line: str) -> None:
        self.lines.append(line)
        super()._hear(told, line)


class Desk(Phone):
    """An operator: takes what is new in the queue, shelves some of it for minutes, gives some back; and tries to shelve
    what is about life."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.for_life: list[str] = []

    def _see(self, fact: dict[str, Any]) -> None:
        super()._see(fact)
        if not self.working:
            return
        chance = self._chance.random()
        if fact["type"] == "AttentionOpened" and chance < 0.7:
            if fact["life"]:
                self.for_life.append(self._shelve(fact["item"]))
            elif chance < 0.4:
                self._shelve(fact["item"])
            else:
                self.submit("attention.take", item=fact["item"])
        elif fact["type"] in ("AttentionTaken", "AttentionShelved") and fact["by"] == self.person and chance < 0.2:
            self.submit("attention.give_back", item=fact["item"])

    def _shelve(self, item: str) -> str:
        note = self.submit("attention.shelve", item=item, minutes=self._chance.randint(1, 8), reason="先办急的")
        return str(note.data["id"])


class Curious(Worker):
    """A worker whose phone tries, at every connect, what it may not: others' channels, the whole picture, orders."""

    tried = 0

    async def _subscribe(self) -> None:
        await super()._subscribe()
        for channel in (f"picture:{DISTRICT}", f"positions:{DISTRICT}", f"staff:{self.others[0]}"):
            await self._try({"subscribe": {"channel": channel}})
        for method in ("picture.get", "picture.age", "incident.send_out", "mode.propose", "attention.take"):
            await self._try({"rpc": {"method": method, "data": {}}})

    async def _try(self, command: dict[str, Any]) -> None:
        reply = await self._call(command)
        self.tried += 1
        code = reply.get("error", {}).get("code")
        if code != FORBIDDEN:
            self.faults.append(f"{command} was answered {code} {str(reply)[:200]}")
