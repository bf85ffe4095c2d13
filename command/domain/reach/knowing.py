"""What is known of somebody, and what could reach them: pure, over what was heard and what is on file.

A grid is *in contact* when a phone of somebody on duty there lives; *thin* when we know of it only in part or by other
ways; *out of contact* (失联) when nothing was heard for so long that nobody may take it for quiet. Never "idle".
"""

from datetime import datetime, timedelta
from typing import Literal

from msgspec import Struct

ALIVE = timedelta(seconds=30)
"""A phone heard of within this time can be reached (domain facts §7)."""
Way = Literal["socket", "messenger", "sms", "call", "report"]
State = Literal["contact", "thin", "lost", "unstaffed"]
Why = Literal["socket", "some_silent", "fading", "report", "silent", "nobody_on_duty"]


class Known(Struct, frozen=True, kw_only=True):
    """What is known of somebody. Times UTC, None for never. `heard_at`: a frame or a request of their phone.

    `messengers`, `phone`: what is on file; `reported_at`, `report_until`: what an operator noted of them.
    """

    heard_at: datetime | None = None
    on_duty_since: datetime | None = None
    position_at: datetime | None = None
    answered_at: datetime | None = None
    messengers: tuple[str, ...] = ()
    phone: bool = False
    reported_at: datetime | None = None
    report_until: datetime | None = None


class Rung(Struct, frozen=True):
    """One way to somebody: whether it could work now, why we think so (a code), and since or until when."""

    way: Way
    could: bool
    how: str
    at: datetime | None = None


class GridContact(Struct, frozen=True):
    """A grid's contact, since when it is so (the last that was heard), why, and how many of its people live."""

    state: State
    why: Why
    since: datetime | None
    on_duty: int
    alive: int


def is_alive(known: Known, now: datetime) -> bool:
    """Whether their phone was heard of in the last 30 s."""
    return known.heard_at is not None and now - known.heard_at <= ALIVE


def rungs(known: Known, now: datetime) -> list[Rung]:
    """The ladder of one person, from the socket to the telephone."""
    alive = is_alive(known, now)
    heard = "heard" if alive else "silent" if known.heard_at is not None else "never"
    found = [Rung("socket", alive, heard, known.heard_at)]
    found += [Rung("messenger", True, name) for name in known.messengers] or [Rung("messenger", False, "not_on_file")]
    found += [Rung(way, known.phone, "on_file" if known.phone else "not_on_file") for way in ("sms", "call")]
    if known.report_until is not None:
        valid = known.report_until > now
        found.append(Rung("report", valid, "reported" if valid else "lapsed", known.reported_at))
    return found


def last_heard(known: Known) -> datetime | None:
    """The last sign of them, by their phone; that they came on duty was one."""
    signs = [at for at in (known.heard_at, known.answered_at, known.on_duty_since) if at is not None]
    return max(signs, default=None)


def contact_of(
    people: list[Known], now: datetime, silent: timedelta, report_until: datetime | None = None
) -> GridContact:
    """The contact of a grid whose people on duty are these. `report_until`: so long a report of the grid is good.

    `silent`: after so long without a sign somebody counts as lost.
    """
    alive = sum(is_alive(one, now) for one in people)
    since = max((at for one in people if (at := last_heard(one)) is not None), default=None)
    if not people:
        return GridContact("unstaffed", "nobody_on_duty", None, 0, 0)
    if alive == len(people):
        return GridContact("contact", "socket", since, len(people), alive)
    if alive:
        return GridContact("thin", "some_silent", since, len(people), alive)
    reports = [report_until, *(one.report_until for one in people)]
    if any(until is not None and until > now for until in reports):
        return GridContact("thin", "report", since, len(people), 0)
    if since is not None and now - since < silent:
        return GridContact("thin", "fading", since, len(people), 0)
    return GridContact("lost", "silent", since, len(people), 0)
