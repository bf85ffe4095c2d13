"""What the process of the load is told to do, and what it answers: one JSON line each way."""

from msgspec import Struct

from workers.bench.district import Someone


class Order(Struct, frozen=True, kw_only=True, tag_field="do", tag=True):
    """The root of all orders."""


class Enter(Order, frozen=True, kw_only=True):
    """Open sockets, all at once, sign in and subscribe. `bare`: to the floor, which knows neither.

    `works`: these answer offers and finish their work at once; the others report.
    """

    port: int
    people: list[Someone]
    works: bool = False
    bare: bool = False


class Receipts(Order, frozen=True, kw_only=True):
    """Every reporter sends the next report when the last one was accepted."""

    pids: dict[str, int]
    warm_s: float
    window_s: float


class Flow(Order, frozen=True, kw_only=True):
    """Reports that become offers: `rate` a second at random moments, or as many as keep `in_flight` without one."""

    pids: dict[str, int]
    warm_s: float
    window_s: float
    rate: float = 0.0
    in_flight: int = 0


class Settle(Order, frozen=True, kw_only=True):
    """Wait until every request was answered by a fact."""

    within_s: float


class Check(Order, frozen=True, kw_only=True):
    """Look every accepted request up in the database, and, with `inbox`, the rest of them in Redis."""

    database_url: str
    redis_url: str
    inbox: bool = False


class Alarm(Order, frozen=True, kw_only=True):
    """This coordinator tells everybody, `rounds` times, `every_s` apart."""

    port: int
    coordinator: Someone
    rounds: int
    every_s: float


class Cut(Order, frozen=True, kw_only=True):
    """Every reporter reports once and is cut off the moment it was accepted."""


class Return(Order, frozen=True, kw_only=True):
    """All come back at once and recover."""

    port: int
    within_s: float


AnyOrder = Enter | Receipts | Flow | Settle | Check | Alarm | Cut | Return


class Times(Struct, frozen=True):
    """Milliseconds."""

    count: int = 0
    p50: float = 0.0
    p90: float = 0.0
    p99: float = 0.0
    most: float = 0.0


class Told(Struct, kw_only=True):
    """The answer to any order; what it does not speak of keeps its default.

    `growth`: the median time to the offer in the window's last quarter, by that in its first. `cpu`: share of one core
    by process; `others` is whatever else ran on this machine, and should be nearly nothing. `late_ms`: how late the
    load itself was, 99th percentile; the times include it.
    """

    seconds: float = 0.0
    people: int = 0
    per_s: float = 0.0
    receipts_per_s: float = 0.0
    receipt: Times = Times()
    offer: Times = Times()
    growth: float = 0.0
    late_ms: float = 0.0
    without_offer: int = 0
    cpu: dict[str, float] = {}
    counts: dict[str, int] = {}
    faults: list[str] = []
