"""What a picture keeps of grid workers' days."""

from datetime import datetime

from msgspec import Struct, field

from command.domain.facts.patrol import CareWhy, Unattended, VisitOutcome


class Round(Struct, kw_only=True):
    """One round; None while it runs."""

    id: str
    began_at: datetime
    over_at: datetime | None = None
    short: bool = False


class WorkDay(Struct, kw_only=True):
    """A grid worker's day, until it ends at `due`. `visits`: who is to be visited; `done`: when they were."""

    id: str
    person: str
    person_name: str
    area: str
    date: str
    need: int
    due: datetime | None
    visits: list[str] = field(default_factory=list)
    done: dict[str, datetime] = field(default_factory=dict)
    rounds: list[Round] = field(default_factory=list)

    @property
    def running(self) -> Round | None:
        """The round under way."""
        return next((one for one in self.rounds if one.over_at is None), None)

    @property
    def missed(self) -> list[str]:
        """Who was not visited yet."""
        return [one for one in self.visits if one not in self.done]


class Evening(Struct, kw_only=True):
    """What a community (`id`) heard on the last evening: who is on nobody's list. The district's own (its code) only
    says on which `date` it was looked at."""

    id: str
    date: str
    unattended: dict[str, Unattended] = field(default_factory=dict)


class Visited(Struct, kw_only=True):
    """When somebody in special need was visited last. `id`: theirs in the registry: one row a person there is."""

    id: str
    at: datetime
    person: str
    outcome: VisitOutcome


class Care(Struct, kw_only=True):
    """An order to look after everybody in special need in an area, until `due`. `visits`: person → residents."""

    id: str
    area: str
    why: CareWhy
    reason: str
    visits: dict[str, list[str]]
    by: str
    by_name: str
    ordered_at: datetime
    due: datetime | None
    done: dict[str, datetime] = field(default_factory=dict)

    @property
    def missed(self) -> dict[str, list[str]]:
        """Who was not looked after yet, by whom they were to be."""
        left = {who: [one for one in people if one not in self.done] for who, people in self.visits.items()}
        return {who: people for who, people in left.items() if people}
