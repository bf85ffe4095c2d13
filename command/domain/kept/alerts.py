"""What a picture keeps about alerts to staff."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.alerts import AlertLevel


class Alert(Struct, kw_only=True):
    """An alert that is not over: ids of who was told (`people`), of who has `read` it, and since when (`read_at`, UTC).

    `due`: when it is over.
    """

    id: str
    number: int
    area: str
    level: AlertLevel
    text: str
    by: str
    by_name: str
    sent_at: datetime
    due: datetime | None
    people: list[str]
    read: list[str] = field(default_factory=list)
    read_at: dict[str, datetime] = field(default_factory=dict)

    @property
    def unread(self) -> list[str]:
        """Who has not read it."""
        read = set(self.read)
        return [person for person in self.people if person not in read]
