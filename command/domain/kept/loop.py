"""What a picture keeps of the closed loop beside the incidents: 督办, call-backs, hand-overs, changed limits.

Each of the first three has a `due` (UTC) at which silence is told upward, and leaves the picture when it is answered.
They outlive their incident: a call-back begins when it is closed.
"""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts import Caller, CategoryRule, Origin, Supervising


class Supervision(Struct, kw_only=True):
    """督办: an order that demands a reply from one of `to` (ids). `level`: how far silence has escalated."""

    id: str
    incident: str
    incident_number: int
    category: str
    area: str
    kind: Supervising
    to: list[str]
    reason: str
    by: str
    by_name: str
    ordered_at: datetime
    reply_by: datetime
    due: datetime | None
    level: int = 0


class CallBack(Struct, kw_only=True):
    """回访 that is due. `id` is the incident's. `tries`: how many times nobody was reached. `callers`: who else
    called about it, and is asked after `caller`."""

    id: str
    incident_number: int
    category: str
    area: str
    handler: str | None
    caller: Caller | None
    resident: str | None
    closed_at: datetime
    due: datetime | None
    tries: int = 0
    level: int = 0
    callers: list[Caller] = field(default_factory=list)


class Handover(Struct, kw_only=True):
    """A report that 110, 119, 120 or 12345 handed over, and that they wait for our answer to. `id`: the report's."""

    id: str
    incident: str
    area: str
    origin: Origin
    received_at: datetime
    answer_by: datetime
    due: datetime | None
    level: int = 0


class ChangedLimits(Struct, kw_only=True):
    """The rule of a category (`id`: its code) that holds instead of the built-in one, since when and by whom."""

    id: str
    rule: CategoryRule | None
    version: int
    reason: str
    by: str
    by_name: str
    at: datetime
