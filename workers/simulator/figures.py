"""What is counted while it runs, the line of each second, and the summary."""

from collections import Counter, deque
from collections.abc import Sequence
from typing import Any

from msgspec import Struct, field

_RECENT = 2_000


class Times:
    """How long something took, in seconds."""

    def __init__(self) -> None:
        self.all: list[float] = []
        self.recent: deque[float] = deque(maxlen=_RECENT)

    def add(self, seconds: float) -> None:
        """One more."""
        self.all.append(seconds)
        self.recent.append(seconds)

    def told(self) -> dict[str, float | int]:
        """Of all: how many, and milliseconds."""
        return {"n": len(self.all), **{f"p{share}_ms": quantile_ms(self.all, share) for share in (50, 90, 99, 100)}}


def quantile_ms(seconds: Sequence[float], percent: int) -> float:
    """The value in milliseconds that so many percent do not exceed; 0 of nothing."""
    if not seconds:
        return 0.0
    ordered = sorted(seconds)
    return round(ordered[min(len(ordered) - 1, len(ordered) * percent // 100)] * 1000, 1)


class Figures(Struct):
    """Reports: `sent` counts each once, however often it was sent. `offers`: to our people; what became of them."""

    people: int = 0
    online: int = 0
    on_duty: int = 0
    sent: int = 0
    accepted: int = 0
    filed: int = 0
    merged: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    put_off: Counter[str] = field(default_factory=Counter)
    """Refusals that ask for patience (too many, busy, unavailable), by code; a report can be put off many times."""
    resent: int = 0
    offers: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    work: Counter[str] = field(default_factory=Counter)
    requests_refused: Counter[str] = field(default_factory=Counter)
    """Of all requests but reports, by method and code."""
    district: Counter[str] = field(default_factory=Counter)
    """Facts of the operating picture, by type."""
    open: int = 0
    reconnects: int = 0
    unrecovered: int = 0
    receipts: Times = field(default_factory=Times)
    stored_after: Times = field(default_factory=Times)
    offered_after: Times = field(default_factory=Times)

    @property
    def stored(self) -> int:
        """Filed or merged."""
        return self.filed + self.merged

    @property
    def waiting(self) -> int:
        """Reports whose outcome is not known yet."""
        return self.sent - self.stored - sum(self.refused.values())

    def line(self, second: float) -> str:
        """The status of this second."""
        answered = sum(self.answers.values())
        recent = self.receipts.recent
        return (
            f"{second:5.0f} s  sent {self.sent}  accepted {self.accepted}  stored {self.stored} ({self.merged} merged)"
            f"  refused {sum(self.refused.values())}  offers {self.offers}  answered {answered}  open {self.open}"
            f"  receipt {quantile_ms(recent, 50):.0f}/{quantile_ms(recent, 99):.0f} ms"
            f"  online {self.online}/{self.people}"
        )

    def told(self) -> dict[str, Any]:
        """All of it, for JSON."""
        return {
            "people": self.people,
            "reports": {
                "sent": self.sent,
                "accepted": self.accepted,
                "stored": self.stored,
                "filed": self.filed,
                "merged": self.merged,
                "refused": dict(self.refused),
                "waiting": self.waiting,
                "put_off": dict(self.put_off),
                "sent_again": self.resent,
            },
            "offers": {"received": self.offers, "answers": dict(self.answers)},
            "work": dict(self.work),
            "requests_refused": dict(self.requests_refused),
            "district": dict(self.district),
            "open": self.open,
            "sockets": {"reconnects": self.reconnects, "unrecovered": self.unrecovered},
            "times": {
                "receipt": self.receipts.told(),
                "stored": self.stored_after.told(),
                "offered": self.offered_after.told(),
            },
        }

    def summary(self) -> list[str]:
        """For a person to read."""
        stored = f"stored {self.stored} ({self.filed} filed, {self.merged} merged)"
        return [
            f"reports    sent {self.sent}, accepted {self.accepted}, {stored}, refused {_listed(self.refused)}",
            f"           waiting {self.waiting}, sent again {self.resent}, put off {_listed(self.put_off)}",
            f"offers     {self.offers} received; {_listed(self.answers)}",
            f"work       {_listed(self.work)}",
            f"refused    requests that are no reports: {_listed(self.requests_refused)}",
            f"district   {_listed(self.district)}; open now {self.open}",
            f"sockets    {self.reconnects} reconnects, {self.unrecovered} of them not recovered",
            *(_spread(*one) for one in self._times()),
        ]

    def _times(self) -> list[tuple[str, Times]]:
        return [
            ("receipt    sent to accepted:", self.receipts),
            ("stored     sent to stored:", self.stored_after),
            ("offered    sent to the offer on a phone:", self.offered_after),
        ]


def _listed(counts: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.most_common()) or "0"


def _spread(name: str, times: Times) -> str:
    figures = " ".join(f"p{share} {quantile_ms(times.all, share):.0f} ms" for share in (50, 90, 99, 100))
    return f"{name} {figures} (of {len(times.all)})"
