"""The case: one incident as the figures see it."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts import Disposition, Priority


class Case(Struct, kw_only=True, omit_defaults=True):
    """One incident, open or over. Times are UTC; None means that it has not happened, or no longer holds.

    `priority` is as it stands (a merged report may raise it). `handle_by`, `close_by`: the limits that were set when it
    was filed, moved by extension and suspension. `offered_at`: first asked about; `asked_at`: when the offer that was
    the first to be accepted was made. `accepted_at`, `en_route_at`, `on_scene_at`, `done_at`: the first time each.
    `handled_at`: done, and neither sent back nor reopened since. `handler`: who has or had it last; `unit`: theirs.
    `misdirected`: how often whoever was sent turned out to be the wrong one. `suspended_at`: its clock stands still
    since then. `open_offers`: offer → when it was made.
    """

    id: str
    number: int
    grid: str
    category: str
    priority: Priority
    disposition: Disposition
    reporter: str
    reported_at: datetime
    filed_at: datetime
    handle_by: datetime | None = None
    close_by: datetime | None = None
    dispatched_at: datetime | None = None
    offered_at: datetime | None = None
    asked_at: datetime | None = None
    accepted_at: datetime | None = None
    en_route_at: datetime | None = None
    on_scene_at: datetime | None = None
    done_at: datetime | None = None
    handled_at: datetime | None = None
    verified_at: datetime | None = None
    closed_at: datetime | None = None
    voided_at: datetime | None = None
    outcome: str = ""
    handler: str = ""
    unit: str = ""
    misdirected: int = 0
    extensions: int = 0
    reworks: int = 0
    reopened: int = 0
    suspended_at: datetime | None = None
    open_offers: dict[str, datetime] = field(default_factory=dict)

    @property
    def is_settled(self) -> bool:
        """Settled on the spot, and it stayed so: nobody was sent to it afterwards."""
        return self.disposition == "settled" and self.reworks == 0 and self.reopened == 0

    @property
    def is_over(self) -> bool:
        """Closed or voided."""
        return self.closed_at is not None or self.voided_at is not None
