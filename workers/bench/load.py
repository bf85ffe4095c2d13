"""The process of the load: reads orders from standard input, answers each with one line. One process, one loop.

Run as `python -m workers.bench.load SEED`.
"""

import asyncio
import gc
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

import msgspec
import uvloop

from workers.bench import machine
from workers.bench.check import look_up
from workers.bench.crowd import Crowd
from workers.bench.frames import Subscribed, handshake
from workers.bench.orders import (
    Alarm,
    AnyOrder,
    Check,
    Cut,
    Enter,
    Flow,
    Receipts,
    Return,
    Settle,
    Times,
    Told,
)
from workers.bench.phone import Phone

HOST = "127.0.0.1"
ENTER_S = 120.0
LAST_S = 15.0
"""How long what was reported within the window may still take."""
TICK_S = 0.001
MOST_WAITING = 30_000
"""Reports without an offer at which a rate is given up: it is far above what can be sustained."""


class Load:
    """Does what it is told, one order after the other."""

    def __init__(self, seed: int) -> None:
        self.crowd = Crowd(seed)
        self._loop = asyncio.get_running_loop()
        self._orders: dict[type, Callable[[Any], Awaitable[Told]]] = {
            Enter: self.enter,
            Receipts: self.receipts,
            Flow: self.flow,
            Settle: self.settle,
            Check: self.check,
            Alarm: self.alarm,
            Cut: self.cut,
            Return: self.come_back,
        }

    async def obey(self, order: AnyOrder) -> Told:
        """Do it, and tell; counts and faults are of everything so far."""
        told = await self._orders[type(order)](order)
        crowd = self.crowd
        twice = sum(phone.twice for phone in (*crowd.reporters, *crowd.workers))
        told.counts = {**crowd.counts, "seen twice or out of order": twice, **told.counts}
        told.faults = [*crowd.faults, *told.faults]
        return told

    # --- coming in

    async def enter(self, order: Enter) -> Told:
        """Open sockets; seconds until the last is subscribed."""
        request = handshake(HOST, order.port)
        phones = [Phone(person, request, self.crowd, bare=order.bare) for person in order.people]
        took = await self._open(phones, order.port, ENTER_S)
        if order.works:
            self.crowd.hire(phones)
        else:
            self.crowd.reporters += phones
        return Told(seconds=max(took.values(), default=0.0), people=len(took))

    async def _open(
        self, phones: list[Phone], port: int, within_s: float, recovered: set[str] | None = None
    ) -> dict[str, float]:
        """Seconds until each was ready, by person; who recovered goes into `recovered`.

        A connection that is refused or lost is tried again.
        """
        begun, took, done = time.perf_counter(), dict[str, float](), asyncio.Event()

        def ready(phone: Phone, told: Subscribed | None) -> None:
            if recovered is not None and told is not None and told.recovered:
                recovered.add(phone.person.id)
            took[phone.person.id] = time.perf_counter() - begun
            if len(took) == len(phones):
                done.set()

        def lost(phone: Phone) -> None:
            self.crowd.counts["sockets lost while opening"] += 1
            self._loop.call_later(0.2, dial, phone)

        async def connect(phone: Phone) -> None:
            try:
                await self._loop.create_connection(lambda: phone, HOST, port)
            except OSError:
                lost(phone)

        tasks: set[asyncio.Task[None]] = set()

        def dial(phone: Phone) -> None:
            task = self._loop.create_task(connect(phone))
            tasks.add(task)
            task.add_done_callback(tasks.discard)

        self.crowd.on_ready, self.crowd.on_lost = ready, lost
        for phone in phones:
            dial(phone)
        try:
            async with asyncio.timeout(within_s):
                await done.wait()
        except TimeoutError:
            self.crowd.faulted(f"{len(phones) - len(took)} of {len(phones)} phones could not connect")
        self.crowd.on_lost = self._lost
        return took

    def _lost(self, _: Phone) -> None:
        self.crowd.faulted("a socket was closed by the other side")

    # --- receipts

    async def receipts(self, order: Receipts) -> Told:
        """Closed loop, one report in flight a phone."""
        crowd, going = self.crowd, True

        def again(phone: Phone, _: int) -> None:
            if going:
                crowd.report(phone, time.perf_counter())

        crowd.on_receipt, crowd.on_end = again, lambda _: None
        first = len(crowd.due)
        for phone in crowd.reporters:
            crowd.report(phone, time.perf_counter())
        window = await _window(order)
        going = False
        await self._until(lambda: not self._unheard(first), LAST_S)
        served = [n for n in range(first, len(crowd.due)) if window.begun <= crowd.received[n] < window.ended]
        return Told(
            per_s=len(served) / window.seconds,
            receipts_per_s=len(served) / window.seconds,
            receipt=_times([crowd.received[n] - crowd.due[n] for n in served]),
            cpu=window.cpu,
        )

    # --- from report to offer

    async def flow(self, order: Flow) -> Told:
        """Reports that become offers, at a rate or with a bound on how many wait."""
        first = len(self.crowd.due)
        late: list[float] = []
        sending = asyncio.create_task(self._at_rate(order.rate, late) if order.rate else self._bounded(order.in_flight))
        try:
            window = await _window(order)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        self.crowd.on_end = lambda _: None
        await self._until(lambda: not self._waiting(first), LAST_S)
        told = self._figures(first, window)
        told.late_ms = _times(late).p99
        return told

    async def _bounded(self, in_flight: int) -> None:
        turn = 0

        def again(_: int) -> None:
            nonlocal turn
            turn += 1
            self.crowd.report(self.crowd.reporters[turn % len(self.crowd.reporters)], time.perf_counter())

        self.crowd.on_receipt, self.crowd.on_end = lambda *_: None, again
        for _ in range(in_flight):
            again(0)
        try:
            await asyncio.Event().wait()
        finally:
            self.crowd.on_end = lambda _: None

    async def _at_rate(self, rate: float, late: list[float]) -> None:
        """At random moments, as independent people do; what the load is late counts as waiting."""
        crowd, turn, first = self.crowd, 0, len(self.crowd.due)
        crowd.on_receipt, crowd.on_end = lambda *_: None, lambda _: None
        due = time.perf_counter()
        while turn % 1000 or len(self._waiting(first)) < MOST_WAITING:
            now = time.perf_counter()
            while due <= now:
                turn += 1
                crowd.report(crowd.reporters[turn % len(crowd.reporters)], due)
                late.append(now - due)
                due += crowd.chance.expovariate(rate)
            await asyncio.sleep(max(TICK_S, min(due - now, 0.05)))

    def _waiting(self, first: int) -> list[int]:
        crowd = self.crowd
        return [n for n in range(first, len(crowd.due)) if not crowd.offered[n] and not crowd.over[n]]

    def _figures(self, first: int, window: "_Window") -> Told:
        crowd = self.crowd
        mine = range(first, len(crowd.due))
        inside = [n for n in mine if window.begun <= crowd.due[n] < window.ended]
        offered = [n for n in inside if crowd.offered[n]]
        quarter = len(offered) // 4
        head = _times([crowd.offered[n] - crowd.due[n] for n in offered[:quarter]])
        tail = _times([crowd.offered[n] - crowd.due[n] for n in offered[-quarter:]])
        return Told(
            per_s=sum(window.begun <= crowd.offered[n] < window.ended for n in mine) / window.seconds,
            receipts_per_s=sum(window.begun <= crowd.received[n] < window.ended for n in mine) / window.seconds,
            receipt=_times([crowd.received[n] - crowd.due[n] for n in inside if crowd.received[n]]),
            offer=_times([crowd.offered[n] - crowd.due[n] for n in offered]),
            growth=tail.p50 / head.p50 if head.p50 else 0.0,
            without_offer=len([n for n in inside if not crowd.offered[n] and not crowd.over[n]]),
            cpu=window.cpu,
        )

    # --- afterwards

    async def settle(self, order: Settle) -> Told:
        """Wait for the facts; what is still open is told, not a fault: the check decides."""
        begun = time.perf_counter()
        await self._until(lambda: not self.crowd.unanswered, order.within_s)
        return Told(seconds=time.perf_counter() - begun, counts={"not yet answered": len(self.crowd.unanswered)})

    async def check(self, order: Check) -> Told:
        """Each accepted request is one row, or still in the inbox."""
        counts, faults = await look_up(order, self.crowd)
        return Told(counts=counts, faults=faults)

    # --- an alert to all

    async def alarm(self, order: Alarm) -> Told:
        """A coordinator comes in and tells everybody, again and again; times from the request to each phone."""
        crowd = self.crowd
        caller = Phone(order.coordinator, handshake(HOST, order.port), crowd)
        await self._open([caller], order.port, ENTER_S)
        for _ in range(order.rounds):
            crowd.alarm(caller)
            await asyncio.sleep(order.every_s)
        wanted = order.rounds * (len(crowd.reporters) + 1)  # who asked hears of it too
        await self._until(lambda: len(crowd.told) >= wanted, LAST_S)
        return Told(receipt=_times(crowd.told), counts={"told": len(crowd.told), "wanted": wanted})

    # --- a cut

    async def cut(self, order: Cut) -> Told:
        """One report of each phone, and gone."""
        crowd = self.crowd
        crowd.on_lost = lambda _: None
        crowd.on_receipt, crowd.on_end = lambda phone, _: phone.cut(), lambda _: None
        first = len(crowd.due)
        for phone in crowd.reporters:
            crowd.report(phone, time.perf_counter(), b"settled")
        await self._until(lambda: not self._unheard(first), 60)
        await asyncio.sleep(0.5)
        return Told(people=len(crowd.reporters))

    async def come_back(self, order: Return) -> Told:
        """All at once, each from where it was."""
        crowd = self.crowd
        recovered: set[str] = set()
        crowd.on_receipt = lambda *_: None
        before = len(crowd.unanswered)
        for phone in crowd.reporters:
            phone.recovers = True
        took = await self._open(crowd.reporters, order.port, order.within_s, recovered)
        await self._until(lambda: not crowd.unanswered, 5)
        return Told(
            seconds=max(took.values(), default=0.0),
            people=len(took),
            receipt=_times(list(took.values())),
            counts={
                "recovered": len(recovered),
                "answers missed by the cut": before,
                "answers still missing": len(crowd.unanswered),
            },
        )

    def _unheard(self, first: int) -> list[int]:
        crowd = self.crowd
        return [n for n in range(first, len(crowd.due)) if not crowd.received[n] and not crowd.over[n]]

    async def _until(self, is_so: Callable[[], bool], within_s: float) -> bool:
        end = time.perf_counter() + within_s
        while not is_so():
            if time.perf_counter() > end:
                return False
            await asyncio.sleep(0.05)
        return True


class _Window(msgspec.Struct):
    begun: float
    ended: float
    cpu: dict[str, float]

    @property
    def seconds(self) -> float:
        """Its length."""
        return self.ended - self.begun


async def _window(order: Receipts | Flow) -> _Window:
    """Warm up, then wait for the window to pass; what each process used in it is a share of one core."""
    await asyncio.sleep(order.warm_s)
    begun, before = time.perf_counter(), _used(order.pids)
    await asyncio.sleep(order.window_s)
    ended, after = time.perf_counter(), _used(order.pids)
    cpu = {name: (after[name] - before[name]) / (ended - begun) for name in after}
    whole = cpu.pop(_MACHINE)
    cpu["others"] = max(0.0, whole - sum(cpu.values()))
    return _Window(begun, ended, cpu)


_MACHINE = "machine"


def _used(pids: dict[str, int]) -> dict[str, float]:
    whole = machine.busy_s()
    return {_MACHINE: whole, **machine.cpu_s(pids), "load": time.process_time()}


def _times(seconds: list[float]) -> Times:
    if not seconds:
        return Times()
    ordered = sorted(seconds)
    picked = [ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000 for share in (0.5, 0.9, 0.99)]
    return Times(len(ordered), *(round(ms, 3) for ms in (*picked, ordered[-1] * 1000)))


async def run(seed: int) -> None:
    """Until standard input ends."""
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=64 * 1024 * 1024)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    load = Load(seed)
    orders = msgspec.json.Decoder(AnyOrder)
    while line := await reader.readline():
        told = await load.obey(orders.decode(line))
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    gc.disable()  # nothing here is thrown away in cycles, and a pause of ours would look like one of theirs
    uvloop.run(run(int(sys.argv[1])))
