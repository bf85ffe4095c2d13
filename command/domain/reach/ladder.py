"""The ladder: socket → enterprise messenger → SMS → a telephone call by hand, until it is acknowledged.

Pure: which rung is next for one person, and when. A rung that cannot work burns no time: the next one is due at once.
"""

from datetime import datetime, timedelta

from msgspec import Struct

from command.domain.facts.reach import Rung, RungOutcome

RUNGS: tuple[Rung, ...] = ("messenger", "sms", "call")
"""In their order. The socket is the rung below them: whatever is asked of somebody is on it at once."""


SCALE = (1, 1, 2, 5, 10)
"""By priority, from 0."""


class Delays(Struct, frozen=True, kw_only=True):
    """How long each rung waits for an answer to the one before it [D], and how long one is tried at all."""

    messenger: timedelta = timedelta(seconds=15)
    sms: timedelta = timedelta(seconds=20)
    call: timedelta = timedelta(seconds=25)
    patience: timedelta = timedelta(seconds=30)

    def scaled(self, priority: int) -> "Delays":
        """As long again as an offer of this priority may wait for its answer (domain facts §7: 60, 120, 300, 600 s);
        0 is a call for help."""
        by = SCALE[priority]
        return Delays(messenger=self.messenger * by, sms=self.sms * by, call=self.call * by, patience=self.patience)

    def before(self, rung: Rung) -> timedelta:
        """What is waited before this rung when the one before it got through."""
        delay: timedelta = getattr(self, rung)
        return delay


class Outcome(Struct, frozen=True):
    """What came of a rung, and when."""

    outcome: RungOutcome
    at: datetime


def next_rung(
    asked_at: datetime,
    tried: dict[Rung, Outcome],
    delays: Delays,
    *,
    live: bool = True,
    rungs: tuple[Rung, ...] = RUNGS,
) -> tuple[Rung, datetime] | None:
    """The next rung for somebody asked at `asked_at`, and when it is due; None at the top.

    `live`: their phone is heard of, so the socket carried it. After a rung that was skipped or failed nobody waits.
    """
    since, waits = asked_at, live
    for rung in rungs:
        before = tried.get(rung)
        if before is None:
            due = since + (delays.before(rung) if waits else timedelta())
            # A person who is to telephone is not a message: never before their own delay, whatever could not work.
            return rung, max(due, asked_at + delays.call) if rung == "call" else due
        since, waits = max(since, before.at), before.outcome == "sent"
    return None
