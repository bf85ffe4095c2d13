"""What a picture keeps of duty as it happens."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.duty import Sheet, Stint
from command.domain.roster.ahead import Gap


class Watch(Struct, kw_only=True):
    """How a group's duty stands. `running`: who is expected now, by id; `holders`: who has the watch, until relieved;
    `early`: who came for a shift that has not begun; `leaving`: whose shift is over and work is not; `gaps`: those that
    were told. One row for a whole group."""

    id: str
    due: datetime | None
    running: dict[str, Stint] = field(default_factory=dict)
    holders: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    leaving: list[str] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)


class Signature(Struct, kw_only=True):
    """Who signed a handover, when, and what the list said."""

    by: str
    by_name: str
    at: datetime
    sheet: Sheet


class Relief(Struct, kw_only=True):
    """交接班, not yet signed by both. Names by id; `need`: so many of the incoming must be there."""

    id: str
    number: int
    group: str
    area: str
    shift: str
    next_shift: str
    hands_over_at: datetime
    outgoing: dict[str, str]
    incoming: dict[str, str]
    out_leader: str
    in_leader: str
    need: int
    opened_at: datetime
    due: datetime | None
    out_signed: Signature | None = None
    in_signed: Signature | None = None
    level: int = 0


class Calendar(Struct, kw_only=True):
    """A key to a person's shifts. `id`: its SHA-256 in hex."""

    id: str
    person: str
