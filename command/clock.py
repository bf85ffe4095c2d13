"""The only place that reads the clock and draws chance. Everything else is given `now` and ids."""

import os
import time
from datetime import UTC, datetime


def now() -> datetime:
    """The time, aware, UTC."""
    return datetime.now(UTC)


def now_ms() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


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
