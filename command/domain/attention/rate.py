"""How fast reports come: counted from the facts as they are folded in, in steps of ten seconds."""

from datetime import datetime

_STEP_S = 10
_KEPT = 60


class Rate:
    """Reports of the last ten minutes, as this process saw them. `since` (UTC): it has counted from then on."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self.since: datetime | None = None

    def note(self, at: datetime) -> None:
        """A report came."""
        if self.since is None:
            self.since = at
        step = int(at.timestamp()) // _STEP_S
        known = self._counts.get(step)
        if known is not None:
            self._counts[step] = known + 1
            return
        self._counts[step] = 1
        for old in [one for one in self._counts if one <= step - _KEPT]:
            del self._counts[old]

    def per_minute(self, now: datetime, minutes: int) -> int:
        """Reports a minute over the last `minutes` (at most ten)."""
        step = int(now.timestamp()) // _STEP_S
        steps = minutes * 60 // _STEP_S
        return sum(self._counts.get(one, 0) for one in range(step - steps + 1, step + 1)) // minutes
