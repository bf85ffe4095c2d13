"""Failures counted in a sliding window, so that guessing is slow and honest people never notice."""

from collections import OrderedDict, deque
from collections.abc import Callable
from datetime import datetime, timedelta

_MOST_KEYS = 10_000
"""Names and addresses remembered; the longest unheard of are forgotten first, so a flood cannot fill the memory."""


class Failures:
    """At most `limit` failures of one key in `window`. Only failures count. Per process, gone with a restart."""

    def __init__(self, limit: int, window: timedelta, now: Callable[[], datetime]) -> None:
        self._limit = limit
        self._window = window
        self._now = now
        self._times: OrderedDict[str, deque[datetime]] = OrderedDict()

    def count(self, key: str) -> None:
        """One more failure."""
        times = self._times.setdefault(key, deque(maxlen=self._limit))
        times.append(self._now())
        self._times.move_to_end(key)
        if len(self._times) > _MOST_KEYS:
            self._times.popitem(last=False)

    def forget(self, key: str) -> None:
        """The key's owner proved who they are."""
        self._times.pop(key, None)

    def wait_s(self, key: str) -> float:
        """Seconds until another try is allowed; 0 when it is allowed now."""
        times = self._times.get(key)
        if times is None or len(times) < self._limit:
            return 0.0
        return max(0.0, (times[0] + self._window - self._now()).total_seconds())
