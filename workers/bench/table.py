"""The figures as people read them, and as programs do."""

from collections.abc import Sequence
from typing import Any

import msgspec

from workers.bench.plan import Figure, Measured

_MARK = {True: "met", False: "NOT MET", None: ""}
_WIDTHS = (46, 44, 30)


def head(machine: dict[str, Any], seed: int, limits: dict[str, object]) -> str:
    """What it is measured on, and what was set aside for it."""
    packages = ", ".join(f"{name} {number}" for name, number in machine["packages"].items())
    raised = ", ".join(f"{name}={value:g}" if isinstance(value, float) else f"{name}={value}" for name, value in
                       limits.items())  # fmt: skip
    return "\n".join(
        [
            f"{machine['cores']} cores, {machine['memory_gib']} GiB, {machine['system']}, Python {machine['python']}",
            f"fsync {machine['fsync_ms']} ms, load before {machine['load_before']}, seed {seed}",
            packages,
            f"limits of the product out of the way: {raised}",
            "Load, servers and system share these cores.",
        ]
    )


def line(figure: Figure) -> str:
    """One figure, its notes below it."""
    cells = (figure.what, figure.value, f"{figure.target:<26}{_MARK[figure.met]}")
    text = "".join(f"{cell:<{width}}  " for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()
    return "\n".join([text, *(f"    {note}" for note in figure.notes)])


def faults(measured: Sequence[Measured]) -> list[str]:
    """Everything that must never be."""
    return [f"{one.name}: {fault}" for one in measured for fault in one.faults]


def document(machine: dict[str, Any], seed: int, measured: Sequence[Measured], *, quick: bool) -> bytes:
    """JSON."""
    told = {
        "seed": seed,
        "quick": quick,
        "machine": machine,
        "figures": [figure for one in measured for figure in one.figures],
        "raw": {one.name: one.raw for one in measured},
        "faults": faults(measured),
    }
    return msgspec.json.format(msgspec.json.encode(told), indent=2)
