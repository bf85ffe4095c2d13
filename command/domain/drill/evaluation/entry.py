"""What an evaluation is made of: the entries of an exercise's ledger, and its clock without the pauses."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec import Struct

from command.domain.facts import drill as d
from command.domain.facts.base import Fact


class Entry(Struct, frozen=True):
    """One fact of the ledger, with its number and its time (UTC)."""

    number: int
    at: datetime
    fact: Fact


class Pause(Struct, frozen=True):
    """From `start` to before `end` (UTC) nothing ran. `end` None: it still stands, or stood when the drill ended."""

    start: datetime
    end: datetime | None = None
    why: d.PauseWhy = "director"


class Pauses:
    """The exercise's clock: it stands while the drill is paused and after it is over. Feed it entry by entry."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.pauses: list[Pause] = []
        self.ended_at: datetime | None = None
        for entry in entries:
            self.take(entry)

    def take(self, entry: Entry) -> None:
        """Pauses, resumptions and the end move it; nothing else does."""
        if self.ended_at is not None:
            return
        match entry.fact:
            case d.DrillPaused(why=why) if not self.is_paused:
                self.pauses.append(Pause(entry.at, why=why))
            case d.DrillResumed() if self.is_paused:
                last = self.pauses[-1]
                self.pauses[-1] = Pause(last.start, entry.at, last.why)
            case d.DrillEnded():
                self.ended_at = entry.at

    @property
    def is_paused(self) -> bool:
        """Whether it stands now."""
        return bool(self.pauses) and self.pauses[-1].end is None

    def elapsed_s(self, start: datetime, end: datetime) -> float:
        """Seconds that ran between two moments, in that order."""
        end = self._clipped(end)
        return max(0.0, (end - start).total_seconds() - self._stood_s(start, end))

    def running(self, at: datetime) -> datetime:
        """The moment as it would have been without any pause before it."""
        if not self.pauses:
            return at
        return at - timedelta(seconds=self._stood_s(self.pauses[0].start, at))

    def stood_s(self, now: datetime) -> float:
        """Seconds that the drill was paused until now or its end."""
        return self._stood_s(self.pauses[0].start, self._clipped(now)) if self.pauses else 0.0

    def _clipped(self, at: datetime) -> datetime:
        return at if self.ended_at is None else min(at, self.ended_at)

    def _stood_s(self, start: datetime, end: datetime) -> float:
        parts = ((max(one.start, start), min(one.end or end, end)) for one in self.pauses)
        return sum(max(0.0, (over - begun).total_seconds()) for begun, over in parts)
