"""How long and how much, and what every measurement gives back."""

from pathlib import Path
from typing import Any

from msgspec import Struct

from workers.bench.district import WORKERS
from workers.bench.orders import Times, Told


class Plan(Struct, frozen=True, kw_only=True):
    """Seconds of warm-up and of the window; phones of each measurement; whom to sample."""

    folder: Path
    seed: int = 1
    warm_s: float = 10.0
    window_s: float = 60.0
    search_s: float = 5.0
    clients: int = 256
    workers: int = WORKERS
    idle: int = 2000
    returning: int = 5000
    sampled: tuple[str, ...] = ()


QUICK = {"warm_s": 2.0, "window_s": 8.0, "search_s": 2.0, "returning": 2000}


class Figure(Struct, kw_only=True):
    """One line of the table. `met` is None where there is no target to meet or it cannot be told."""

    what: str
    value: str
    target: str = ""
    met: bool | None = None
    notes: list[str] = []


class Measured(Struct, kw_only=True):
    """A measurement: lines, everything behind them, what was wrong (nothing should be), what the parts said."""

    name: str
    figures: list[Figure] = []
    raw: dict[str, Any] = {}
    faults: list[str] = []
    samples: dict[str, str] = {}
    said: list[str] = []


def shares(told: Told) -> str:
    """What each process used, of one core, and how much that is for one report: the second hardly depends on what else
    runs on the machine."""
    each = max(told.per_s, 1e-9)
    parts = [
        f"{name} {share:.0%}" + ("" if name == "others" else f" ({share / each * 1e6:.0f} us)")
        for name, share in sorted(told.cpu.items())
    ]
    ours = sum(share for name, share in told.cpu.items() if name != "others")
    return f"cpu (each): {', '.join(parts)}; ours {ours:.0%} ({ours / each * 1e6:.0f} us)"


def spread(times: Times) -> str:
    """p50 / p99 in milliseconds."""
    return f"{times.p50:.1f} / {times.p99:.1f} ms"
