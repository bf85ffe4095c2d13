"""A draft: the facts that decisions of one transaction add, each folded into the situation at once, so that the
next decision sees it. Whoever holds the lock turns a draft into ledger entries, or throws it away whole.
"""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from command.domain import facts as f
from command.domain.audience import channels_of, people_of
from command.domain.picture import Incident
from command.domain.place import Spot
from command.domain.policy import DEFAULT, Policy
from command.domain.situation import Situation


class Draftee(Struct, frozen=True):
    """A fact of a draft, with its future number, its channels, and the area and incident it is about."""

    number: int
    fact: f.AnyFact
    channels: tuple[str, ...]
    area: str | None
    incident: str | None


class Draft:
    """`now` (UTC) and `new_id` (UUIDv7 maker) are the only ways in which the world enters a decision,
    with `reachable`: who has been heard of in the last 30 s."""

    def __init__(
        self,
        situation: Situation,
        now: datetime,
        new_id: Callable[[], str],
        reachable: Callable[[str], bool],
        policy: Policy = DEFAULT,
    ) -> None:
        self.situation = situation
        self.picture = situation.picture
        self.now = now
        self.new_id = new_id
        self.reachable = reachable
        self.policy = policy
        self.facts: list[Draftee] = []
        self.touched: set[str] = set()

    def add(self, fact: f.AnyFact, *also: str) -> f.AnyFact:
        """Append a fact, addressed to whom it concerns and to `also` (the sender of the request it answers)."""
        number = self.picture.number + 1
        incident = getattr(fact, "incident", None)
        people = [*also, *people_of(fact, self.picture)]
        channels = channels_of(fact, self.situation.district, people)
        area = self._area(fact, incident)
        self.facts.append(Draftee(number, fact, channels, area, incident))
        self.situation.apply(number, self.now, fact)
        return fact

    def deadline(
        self, incident: Incident | None, kind: f.DeadlineKind, due: datetime, *, round_: int = 0
    ) -> f.Deadline:
        """The incident's next deadline: the next step of its round (`round_` more rounds on)."""
        last = incident.next if incident is not None else None
        if last is None:
            return f.Deadline(kind, round_, 1, due)
        return f.Deadline(kind, last.round + round_, last.step + 1, due)

    def _area(self, fact: f.AnyFact, incident: str | None) -> str | None:
        place = getattr(fact, "place", None)
        if isinstance(place, Spot):
            return place.grid
        known = self.picture.incidents.get(incident or "")
        if known is not None:
            return known.place.grid
        person = self.picture.people.get(getattr(fact, "person", ""))
        return person.areas[0] if person is not None and person.areas else None
