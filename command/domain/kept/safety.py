"""What a picture keeps about the safety of workers."""

from datetime import datetime

from msgspec import Struct, field


class RollCallAnswer(Struct, kw_only=True):
    """Somebody is accounted for: by themselves, or by `by` with a reason."""

    at: datetime
    by: str
    reason: str = ""


class RollCall(Struct, kw_only=True):
    """点名: everybody named must answer until `due`. `people`: names by id. `level`: how far silence has escalated."""

    id: str
    number: int
    area: str
    reason: str
    by: str
    by_name: str
    opened_at: datetime
    due: datetime | None
    people: dict[str, str]
    answers: dict[str, RollCallAnswer] = field(default_factory=dict)
    level: int = 0

    @property
    def missing(self) -> list[str]:
        """Who has not answered, by id."""
        return [person for person in self.people if person not in self.answers]
