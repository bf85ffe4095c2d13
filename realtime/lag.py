"""How far behind the district's writer is, and what follows from it for senders."""

import math
from collections.abc import Mapping

from command.wire import answers

MOST_RESEND_S = 300
SILENT_MS = 5_000
"""A writer that has not written its lag for so long is not there."""

UNAUDITED_MS = 15_000
"""The auditor looks every 5 s; three looks missed are told."""


class Lag:
    """What waits in a district's inbox: the writer's own figures, or the streams' lengths when it is silent."""

    def __init__(self, most_routine: int, oldest_s: float) -> None:
        self._most_routine = most_routine
        self._oldest_s = oldest_s
        self.urgent = 0
        self.routine = 0
        self.without_deadline = 0
        self.at_ms = 0
        self.audited_ms = 0
        self._oldest_ms = 0
        self._since = 0

    def read(self, figures: Mapping[bytes, bytes], lengths: tuple[int, int], now_ms: int) -> None:
        """Take in the writer's hash and the lengths of both streams (urgent, routine)."""
        self.at_ms = _number(figures, b"at")
        self.urgent, self.routine = _number(figures, b"urgent"), _number(figures, b"routine")
        self.without_deadline = _number(figures, b"without_deadline")
        self.audited_ms = _number(figures, b"audited_at")
        self._oldest_ms = _number(figures, b"oldest_ms")
        self._since = 0
        if self.is_silent(now_ms):
            self.urgent, self.routine = lengths
            if any(lengths):
                self._oldest_ms += now_ms - self.at_ms if self.at_ms else SILENT_MS

    def told(self, now_ms: int) -> answers.Lag:
        """As snapshots carry it."""
        return answers.Lag(
            urgent=self.urgent,
            routine=self.routine,
            oldest_ms=self._oldest_ms,
            without_deadline=self.without_deadline,
            at_ms_ago=max(0, now_ms - self.at_ms) if self.at_ms else None,
        )

    def count_routine(self) -> None:
        """One more routine report was taken since the last reading."""
        self._since += 1

    def is_unaudited(self, now_ms: int) -> bool:
        """Whether nobody has looked lately for incidents without a deadline: an escalation may be missing unseen."""
        return now_ms - self.audited_ms > UNAUDITED_MS

    def is_silent(self, now_ms: int) -> bool:
        """Whether no writer is at work."""
        return now_ms - self.at_ms > SILENT_MS

    @property
    def oldest_s(self) -> float:
        """Age of the oldest entry that waits, seconds."""
        return self._oldest_ms / 1000

    def resend_after_s(self) -> int:
        """When a sender who has heard nothing should send again: seconds, 5 to 300."""
        return min(MOST_RESEND_S, max(5, math.ceil(2 * self.oldest_s)))

    def routine_wait_s(self) -> int | None:
        """None while routine reports are taken, else the seconds after which to try again."""
        if self.routine + self._since <= self._most_routine and self.oldest_s <= self._oldest_s:
            return None
        return min(MOST_RESEND_S, max(10, math.ceil(self.oldest_s / 2)))


def _number(figures: Mapping[bytes, bytes], name: bytes) -> int:
    return int(float(figures.get(name, b"0")))
