"""What a picture keeps of people who are called until they are heard of."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.reach import Rung
from command.domain.facts.summons import SummonsKind, SummonsWord


class Called(Struct, kw_only=True, omit_defaults=True):
    """Somebody who is called, since `at` for the `turn`-th time (from 0); `word`: what they answered, "" for nothing.

    The rest: see `Summoned`.
    """

    name: str
    area: str
    at: datetime
    incident: str | None = None
    about: list[str] = field(default_factory=list)
    rungs: list[Rung] = field(default_factory=list)
    turn: int = 0
    word: SummonsWord | None = None
    heard_at: datetime | None = None
    by: str = ""
    by_name: str = ""
    reason: str = ""


class Summons(Struct, kw_only=True):
    """叫应. `ref`: what it is about; `due`: silence goes up then; `level`: how far it has gone."""

    id: str
    number: int
    kind: SummonsKind
    ref: str
    area: str
    priority: int
    people: dict[str, Called]
    opened_at: datetime
    level: int = 0
    due: datetime | None = None

    @property
    def missing(self) -> list[str]:
        """Who is asked of themselves and has not been heard of, by id."""
        return [id_ for id_, one in self.people.items() if not one.about and one.word is None]

    def is_asked(self, person: str) -> bool:
        """Whether this person still has to answer: whoever is asked about others, as long as one of them has not."""
        one = self.people.get(person)
        if one is None or one.word is not None:
            return False
        here = [self.people[id_] for id_ in one.about if id_ in self.people]
        return not here or any(other.word is None for other in here)
