"""What a picture keeps about what the public is told."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.bulletins import BulletinKind, Certainty, PublicStatus, PublicWords, Severity, Urgency


class Agreement(Struct, kw_only=True):
    """Somebody who agreed to a release, and when (UTC)."""

    by: str
    by_name: str
    at: datetime


class Bulletin(Struct, kw_only=True):
    """A draft, or a message that is public. `ended_by`: the bulletin that updated or cancelled it.

    `due`: of a draft, when it is told again; of a released one, when it is over (`expires`).
    """

    id: str
    number: int
    area: str
    areas: list[str]
    kind: BulletinKind
    status: PublicStatus
    hazard: str
    urgency: Urgency
    severity: Severity
    certainty: Certainty
    zh: PublicWords
    en: PublicWords | None
    refers: str | None
    expires: datetime
    by: str
    by_name: str
    drafted_at: datetime
    signatures: list[Agreement] = field(default_factory=list)
    times: int = 0
    identifier: str = ""
    sender: str = ""
    sender_name: str = ""
    sent: datetime | None = None
    references: list[str] = field(default_factory=list)
    ended_by: str | None = None
    due: datetime | None = None

    @property
    def is_public(self) -> bool:
        """Released."""
        return self.sent is not None
