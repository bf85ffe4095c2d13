"""The only place that reads the clock and draws chance. Everything else is given `now` and ids."""

import os
import random
import time
from datetime import UTC, datetime, timedelta

from msgspec import Struct


def now() -> datetime:
    """The time, aware, UTC."""
    return datetime.now(UTC)


def now_ms() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


class Rehearsal(Struct, frozen=True):
    """A clock of its own that a demo rehearses by: at `since` (machine's clock) it stood at `start`, and it runs `rate`
    seconds in a second. All aware, UTC. The live district never has one (ADR 25)."""

    since: datetime
    start: datetime
    rate: float

    def at(self, moment: datetime) -> datetime:
        """What it shows when the machine's clock shows `moment`."""
        return self.start + timedelta(seconds=(moment - self.since).total_seconds() * self.rate)


_rehearsal: Rehearsal | None = None


def rehearse(clock: Rehearsal | None) -> None:
    """This process lives by a rehearsal's clock from now on; None: by the machine's again."""
    global _rehearsal  # noqa: PLW0603 - the one clock of a process
    _rehearsal = clock


def rehearsal() -> Rehearsal | None:
    """The clock this process rehearses by, if it does."""
    return _rehearsal


def district_now() -> datetime:
    """The district's time (UTC): the machine's, or the rehearsal's. What concerns security reads `now`."""
    return district_time(now())


def district_time(moment: datetime) -> datetime:
    """The district's time when the machine's clock showed `moment`."""
    return moment if _rehearsal is None else _rehearsal.at(moment)


def chance(seed: str) -> random.Random:
    """Chance that is the same for the same seed: for what is made up, never for what is secret."""
    return random.Random(seed)


def new_id() -> str:
    """A UUIDv7: 48 bits of milliseconds, then 74 random bits."""
    value = (now_ms() << 80) | int.from_bytes(os.urandom(10), "big")
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def id_ms(id_: str) -> int | None:
    """The milliseconds since 1970 in a UUIDv7, or None if it is not one."""
    digits = id_.replace("-", "")
    return int(digits[:12], 16) if len(digits) == 32 and digits[12] == "7" else None
