"""All phones of the load: they report, accept what they are offered, finish it, and keep count of every request."""

import os
import random  # noqa: TID251 - the load is drawn from a seed that is printed
import time
from array import array
from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from command.clock import now, now_ms
from command.domain.category import CATEGORIES
from command.store.requests import Key
from workers.bench.district import CODE
from workers.bench.frames import (
    ADVANCE,
    ALERT,
    ANSWER,
    REPORT,
    Fact,
    Refusal,
    RpcReply,
    Subscribed,
    serial_of,
    somewhere,
    text_of,
)
from workers.bench.phone import Listener, Phone

KINDS = list(CATEGORIES)
HAZARDS = ["life"] + ["property"] * 2 + ["none"] * 17
"""One report in twenty speaks of life, two of property: with the kinds that are urgent by themselves, a sixth of all
is urgent."""


class Asked(Struct, frozen=True, gc=False):
    """A request on its way: `serial` of a report, or -1."""

    key: Key
    serial: int
    phone: Phone


class Crowd(Listener):
    """`due`, `received`, `offered`: by a report's serial, seconds of `time.perf_counter`, 0 for not yet. `over`: 1 for
    a report that was merged or refused, and so has no offer of its own to wait for.

    `on_receipt` and `on_end` (the report has its offer, or will never have one) are for the scenario that runs.
    """

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - not for secrets
        self.reporters: list[Phone] = []
        self.workers: list[Phone] = []
        self.due = array("d")
        self.received = array("d")
        self.offered = array("d")
        self.over = bytearray()
        self.counts: Counter[str] = Counter()
        self.faults: list[str] = []
        self.accepted: list[Key] = []
        self.unanswered: dict[str, int] = {}
        self.told: list[float] = []
        self.alarms: dict[str, float] = {}
        self.on_receipt: Callable[[Phone, int], None] = _nothing
        self.on_end: Callable[[int], None] = _nothing
        self.on_ready: Callable[[Phone, Subscribed | None], None] = _nothing
        self.on_lost: Callable[[Phone], None] = _nothing
        self._told_before: dict[str, set[str]] = {}
        self._asked: dict[int, Asked] = {}
        self._serials: dict[str, int] = {}
        self._commands = 100
        self._ids = int.from_bytes(os.urandom(6), "big")
        self._works: set[str] = set()

    def hire(self, phones: list[Phone]) -> None:
        """These answer offers from now on."""
        self.workers += phones
        self._works |= {phone.person.id for phone in phones}

    # --- what phones send

    def report(self, phone: Phone, due: float, disposition: bytes = b"help") -> int:
        """Send a report of something, somewhere; its serial."""
        serial = len(self.due)
        self.due.append(due)
        self.received.append(0.0)
        self.offered.append(0.0)
        self.over.append(0)
        kind, hazard = self.chance.choice(KINDS).encode(), self.chance.choice(HAZARDS).encode()
        lat, lon = somewhere(self.chance)
        command, id_ = self._ask(phone, "report.submit", serial)
        self._serials[id_.decode()] = serial
        phone.send(REPORT % (command, id_, kind, disposition, hazard, text_of(serial), _moment(), lat, lon))
        return serial

    def alarm(self, phone: Phone) -> None:
        """A coordinator tells everybody."""
        command, id_ = self._ask(phone, "alert.send", -1)
        self.alarms[id_.decode()] = time.perf_counter()
        phone.send(ALERT % (command, id_, CODE.encode()))

    def _accept(self, phone: Phone, offer: str) -> None:
        command, id_ = self._ask(phone, "offer.answer", -1)
        phone.send(ANSWER % (command, id_, offer.encode()))

    def _finish(self, phone: Phone, assignment: str) -> None:
        command, id_ = self._ask(phone, "assignment.advance", -1)
        phone.send(ADVANCE % (command, id_, assignment.encode(), _moment()))

    def _ask(self, phone: Phone, method: str, serial: int) -> tuple[int, bytes]:
        self._commands += 1
        self._ids += 1
        id_ = _uuid7(self._ids)
        self._asked[self._commands] = Asked((phone.person.id, method, id_), serial, phone)
        self.counts[f"sent {method}"] += 1
        return self._commands, id_.encode()

    # --- what phones hear

    def ready(self, phone: Phone, told: Subscribed | None) -> None:
        self.on_ready(phone, told)

    def lost(self, phone: Phone) -> None:
        self.on_lost(phone)

    def answered(self, phone: Phone, command: int, reply: RpcReply | None) -> None:
        asked = self._asked.pop(command, None)
        if asked is None:
            self.faulted(f"an answer to nothing ({command})")
        elif reply is not None and reply.data.status == "accepted":
            self._accepted(asked)
        else:
            self._refused(asked, reply)

    def _accepted(self, asked: Asked) -> None:
        self.counts["accepted"] += 1
        self.accepted.append(asked.key)
        # A fact may overtake its receipt: then the request was counted as answered already.
        request = asked.key[2]
        self._balance(request, +1)
        if asked.serial >= 0:
            self.received[asked.serial] = time.perf_counter()
            self.on_receipt(asked.phone, asked.serial)

    def _refused(self, asked: Asked, reply: RpcReply | None) -> None:
        refusal = reply.data.refusal if reply is not None else None
        self.counts[f"refused at once: {_why(refusal)}"] += 1
        if asked.serial >= 0:
            self._serials.pop(asked.key[2], None)
            self.on_receipt(asked.phone, asked.serial)
            self._end(asked.serial)

    def saw(self, phone: Phone, fact: Fact) -> None:
        if fact.type == "AlertSent" and fact.request is not None:
            self._told(phone, fact.request)
        elif fact.request is not None:
            self._answer(fact, fact.request)
        if fact.type == "OfferMade":
            self._offer(phone, fact)
        elif fact.type == "AssignmentMade" and fact.person == phone.person.id:
            self._finish(phone, fact.assignment)

    def _told(self, phone: Phone, request: str) -> None:
        if phone.person.id in self._told_before.setdefault(request, set()):
            self.faulted(f"alert {request} came twice")
        self._told_before[request].add(phone.person.id)
        self.told.append(time.perf_counter() - self.alarms[request])

    def _answer(self, fact: Fact, request: str) -> None:
        self._balance(request, -1)
        self.counts["answered"] += 1
        serial = self._serials.pop(request, -1)
        if fact.type == "RequestRefused":
            self.counts[f"refused later: {_why(fact.refusal)}"] += 1
        elif fact.type == "ReportStored":
            self.counts[fact.outcome] += 1
        if serial >= 0 and fact.outcome != "filed":
            self._end(serial)

    def _end(self, serial: int) -> None:
        self.over[serial] = 1
        self.on_end(serial)

    def _balance(self, request: str, step: int) -> None:
        left = self.unanswered.get(request, 0) + step
        if left:
            self.unanswered[request] = left
        else:
            self.unanswered.pop(request, None)

    def _offer(self, phone: Phone, fact: Fact) -> None:
        if fact.person != phone.person.id or fact.person not in self._works:
            self.faulted(f"offer {fact.offer} came to the wrong phone")
            return
        serial = serial_of(fact.text)
        self.counts["offers"] += 1
        if 0 <= serial < len(self.offered) and not self.offered[serial]:
            self.offered[serial] = time.perf_counter()
            self.on_end(serial)
        else:
            self.counts["offered again"] += 1
        self._accept(phone, fact.offer or "")

    def faulted(self, what: str) -> None:
        self.counts["faults"] += 1
        if len(self.faults) < 20:
            self.faults.append(what)


def _nothing(*_: object) -> None:
    pass


def _why(refusal: Refusal | None) -> str:
    return "protocol error" if refusal is None else refusal.reason or refusal.code


def _uuid7(serial: int) -> str:
    ms = now_ms()
    middle = serial >> 36 & 0xFFF
    return f"{ms >> 16:08x}-{ms & 0xFFFF:04x}-7{middle:03x}-8000-{serial & 0xFFFFFFFFFFFF:012x}"


_stamp: tuple[int, bytes] = (0, b"")


def _moment() -> bytes:
    """Now, RFC 3339, made anew once a tenth of a second."""
    global _stamp  # noqa: PLW0603 - making it 10,000 times a second would be the load's largest part
    tenth = now_ms() // 100
    if _stamp[0] != tenth:
        _stamp = (tenth, now().isoformat().encode())
    return _stamp[1]
