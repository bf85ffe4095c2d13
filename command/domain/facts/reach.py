"""Facts about who can be reached: grids that fall silent, what was heard of them by other ways, and the ladder."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Fact

__all__ = [
    "CallAsked",
    "CallDone",
    "ContactEscalated",
    "ContactLapsed",
    "ContactLost",
    "ContactRegained",
    "ContactReported",
    "LadderClosed",
    "ReachFact",
    "RungTried",
]

Heard = Literal["radio", "runner", "phone"]
Rung = Literal["messenger", "sms", "call"]
RungOutcome = Literal["sent", "skipped", "failed"]


class ContactLost(Fact, frozen=True, kw_only=True):
    """失联: nobody on duty in a grid (`area`: its code) was heard of since `since`. `people`: their names by id."""

    area: str
    people: dict[str, str]
    since: datetime
    told: list[str] = []
    due: datetime


class ContactEscalated(Fact, frozen=True, kw_only=True):
    """A grid is still silent: the next tier knows; it is told again at `due`."""

    area: str
    level: int
    told: list[str] = []
    due: datetime


class ContactRegained(Fact, frozen=True, kw_only=True):
    """A grid was heard of again: by a phone, by a report of somebody else; or nobody is on duty there any more."""

    area: str
    how: Literal["socket", "report", "off_duty"]
    person: str = ""


class ContactReported(Fact, frozen=True, kw_only=True):
    """Somebody heard of a person or a grid (`about`) by other ways, said `said_by` at `said_at`; good until `until`."""

    request: str | None = None
    about: str
    area: str
    how: Heard
    said_by: str
    said_at: datetime
    text: str = ""
    by: str
    by_name: str = ""
    until: datetime


class ContactLapsed(Fact, frozen=True, kw_only=True):
    """What was reported of a person or grid is too old to count."""

    about: str
    area: str


class RungTried(Fact, frozen=True, kw_only=True):
    """One rung of the ladder for one person: what came of it. `about`: `offer:`, `sos:` or `rollcall:` and its id,
    `summons:` with the id and the how-manieth turn,
    or `told:` with the person and the ledger number of what they were told of upward."""

    about: str
    person: str
    area: str = ""
    incident: str | None = None
    rung: Rung
    outcome: RungOutcome
    why: str = ""
    attempts: int = 1


class CallAsked(Fact, frozen=True, kw_only=True):
    """The last rung: an operator is to telephone `leader`, who answers for `person`, whom nothing has reached."""

    call: str
    about: str
    person: str
    person_name: str = ""
    leader: str = ""
    leader_name: str = ""
    area: str = ""
    incident: str | None = None


class CallDone(Fact, frozen=True, kw_only=True):
    """An operator telephoned, with what came of it."""

    request: str | None = None
    call: str
    area: str = ""
    outcome: Literal["reached", "not_reached"]
    by: str
    by_name: str = ""
    note: str = ""


class LadderClosed(Fact, frozen=True, kw_only=True):
    """What the ladder was climbed for was acknowledged, or is over: nothing more is sent,
    and the `calls` that were still to be made need not be."""

    about: str
    area: str = ""
    incident: str | None = None
    calls: list[str] = []


ReachFact = (
    ContactLost
    | ContactEscalated
    | ContactRegained
    | ContactReported
    | ContactLapsed
    | RungTried
    | CallAsked
    | CallDone
    | LadderClosed
)
