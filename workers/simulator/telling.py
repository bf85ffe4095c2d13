"""What a run says at its end: why reports were merged, and its figures as a file."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from workers.simulator.check import Checked, Merge

_DAY_S = 86_400.0
Say = Callable[[str], None]


def tell_merges(merges: Sequence[Merge], pace: float, say: Say) -> int:
    """Why each was merged; how many later than the scaled window allows. `pace`: how much faster the file was sent."""
    window_s = _DAY_S / pace
    for merge in merges:
        hours = merge.after_s * pace / 3600
        say(
            f"merged     line {merge.line} into incident #{merge.number}: {merge.metres} m from its first report, "
            f"{merge.after_s:.2f} s after its latest ({hours:.1f} h of the file)"
        )
    late = sum(merge.after_s > window_s + 1 for merge in merges)
    if late:
        say(
            f"{late} were merged after more than 24 h of the file: the server's merge window is not scaled. "
            f"Start it with GRIDCOMMAND_MERGE_WINDOW_S={window_s:g}"
        )
    return late


def tell_faults(checked: Checked, say: Say) -> None:
    """Whether all counts agree, and the first of those that do not."""
    say("sender and product: " + ", ".join(f"{name} {n}" for name, n in checked.counts.items()))
    for fault in checked.faults[:20]:
        say(f"DISAGREES  {fault}")
    say("all counts agree" if not checked.faults else f"{len(checked.faults)} do not agree")


def write(file: Path, figures: dict[str, Any], checked: Checked) -> None:
    """As JSON for whoever compares runs."""
    told = {**figures, "merges": checked.merges, "counts": checked.counts, "faults": checked.faults}
    file.write_bytes(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
