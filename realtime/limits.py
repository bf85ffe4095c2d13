"""Rates: buckets that fill with time. Per process; nothing is remembered over a restart."""

from collections import OrderedDict


class Bucket:
    """Holds at most `burst` and gains `per_s` each second. Times are any steadily rising seconds."""

    __slots__ = ("_at", "_burst", "_left", "_per_s")

    def __init__(self, per_s: float, burst: float, now: float) -> None:
        self._per_s = per_s
        self._burst = burst
        self._left = burst
        self._at = now

    def take(self, now: float) -> bool:
        """Take one out; False when it is empty."""
        self._left = min(self._burst, self._left + (now - self._at) * self._per_s)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def wait_s(self) -> float:
        """Seconds until there is one again."""
        return max(0.0, (1 - self._left) / self._per_s)


class Buckets:
    """A bucket for each of many keys; the longest unheard of are forgotten (and so are full again)."""

    def __init__(self, per_s: float, burst: float, most: int = 10_000) -> None:
        self._per_s = per_s
        self._burst = burst
        self._most = most
        self._all: OrderedDict[str, Bucket] = OrderedDict()

    def take(self, key: str, now: float) -> float:
        """0 when one could be taken, else the seconds to wait."""
        bucket = self._all.get(key)
        if bucket is None:
            bucket = self._all[key] = Bucket(self._per_s, self._burst, now)
            if len(self._all) > self._most:
                self._all.popitem(last=False)
        self._all.move_to_end(key)
        return 0.0 if bucket.take(now) else bucket.wait_s()
