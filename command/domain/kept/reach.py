"""What a picture keeps of who can be reached."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.reach import Heard, Rung, RungOutcome


class Silence(Struct, kw_only=True):
    """失联: a grid (`id`: its code) of whose people on duty nobody was heard since `since`. `due`: told again then."""

    id: str
    people: dict[str, str]
    since: datetime
    lost_at: datetime
    told: list[str]
    level: int = 1
    due: datetime | None


class ContactReport(Struct, kw_only=True):
    """What was heard of a person or grid (`id`) by other ways than their phone. Good until `due`."""

    id: str
    area: str
    how: Heard
    said_by: str
    said_at: datetime
    text: str
    by: str
    by_name: str
    at: datetime
    due: datetime | None


class Tried(Struct, kw_only=True):
    """What came of one rung."""

    rung: Rung
    outcome: RungOutcome
    why: str
    at: datetime


class Call(Struct, kw_only=True):
    """Somebody is to be telephoned by an operator."""

    id: str
    about: str
    person: str
    person_name: str
    leader: str
    leader_name: str
    area: str
    incident: str | None
    at: datetime


class Ladder(Struct, kw_only=True):
    """The rungs tried for an offer, a call for help or a roll-call (`id`), by person."""

    id: str
    area: str
    incident: str | None
    tried: dict[str, list[Tried]] = field(default_factory=dict)
