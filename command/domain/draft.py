"""A draft: the facts that decisions of one transaction add, each folded into the situation at once, so that the
next decision sees it. Whoever holds the lock turns a draft into ledger entries, or throws it away whole.
"""

from collections.abc import Callable
from datetime import datetime

from msgspec import Struct

from command.domain import facts as f
from command.domain.audience import channels_of, people_of
from command.domain.fold import touched
from command.domain.picture import Assignment, Incident, Offer, Picture
from command.domain.place import Spot
from command.domain.policy import DEFAULT, Policy
from command.domain.roster import Roster, standby_at
from command.domain.situation import Situation


class Draftee(Struct, frozen=True):
    """A fact of a draft, with its future number, its channels, and the area and incident it is about."""

    number: int
    fact: f.AnyFact
    channels: tuple[str, ...]
    area: str | None
    incident: str | None


class Ended(Struct):
    """What a draft ends: the last state of things that leave the picture, with why. The tables keep them."""

    incidents: dict[str, Incident] = {}
    offers: dict[str, tuple[Offer, str]] = {}
    assignments: dict[str, tuple[Assignment, str]] = {}
    kept: dict[tuple[str, str], object] = {}

    def note(self, fact: f.AnyFact, picture: Picture) -> None:
        """Keep what `fact` is about to remove from the picture. A kept thing is noted by every fact that touches it:
        what changes and ends in one draft is kept as it was changed."""
        for member, id_ in touched(fact):
            thing = getattr(picture, member).get(id_)
            if thing is not None:
                self.kept[member, id_] = thing
        match fact:
            case f.OfferClosed():
                self._offer(fact.offer, fact.why, picture)
            case f.AssignmentMade(offer=str(offer)):
                self._offer(offer, "accepted", picture)
            case f.AssignmentChanged(to="done" | "failed"):
                self._assignment(fact.assignment, fact.to, picture)
            case f.AssignmentEnded():
                self._assignment(fact.assignment, fact.why, picture)
            case f.IncidentClosed() | f.IncidentVoided():
                incident = picture.incidents.get(fact.incident)
                if incident is not None:
                    incident.status = "closed" if isinstance(fact, f.IncidentClosed) else "voided"
                    self.incidents[incident.id] = incident
            case f.IncidentReopened():
                self.incidents.pop(fact.incident, None)
            case _:
                pass

    def _offer(self, id_: str, why: str, picture: Picture) -> None:
        if id_ in picture.offers:
            self.offers[id_] = (picture.offers[id_], why)

    def _assignment(self, id_: str, why: str, picture: Picture) -> None:
        if id_ in picture.assignments:
            self.assignments[id_] = (picture.assignments[id_], why)


class Draft:
    """`now` (UTC) and `new_id` (UUIDv7 maker) are the only ways in which the world enters a decision,
    with `reachable`: who has been heard of in the last 30 s. `policy`: the normal one."""

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
        self.normal = policy
        self.facts: list[Draftee] = []
        self.freed: dict[str, None] = {}  # became free while many wait: settled together, by `helping.finish`
        self.ended = Ended()
        self._standby: tuple[Roster, list[str]] | None = None

    @property
    def policy(self) -> Policy:
        """What holds now: the normal policy under the response level that is in force as decided so far."""
        return self.situation.effective(self.normal)

    @property
    def roster(self) -> Roster:
        """Who should be on duty, as decided so far."""
        return self.situation.roster(self.policy.zone)

    @property
    def standby(self) -> list[str]:
        """备班: who is on the stand-by list at this moment, whether at home or not."""
        roster = self.roster
        if self._standby is None or self._standby[0] is not roster:
            names = (turn.person for turn in standby_at(roster, self.now))
            self._standby = roster, [one for one in names if one is not None]
        return self._standby[1]

    def in_hand(self, person: str) -> bool:
        """Whether somebody holds work, or is in danger by a clock of theirs: then their duty does not end by itself."""
        return bool(self.situation.assignments_of.get(person)) or any(
            timer.person == person for timer in self.picture.timers.values()
        )

    def add(self, fact: f.AnyFact, *also: str) -> f.AnyFact:
        """Append a fact, addressed to whom it concerns and to `also` (the sender of the request it answers)."""
        number = self.picture.number + 1
        incident = getattr(fact, "incident", None)
        people = [*also, *people_of(fact, self.picture)]
        channels = channels_of(fact, self.situation.universe, people)
        area = self._area(fact, incident)
        self.facts.append(Draftee(number, fact, channels, area, incident))
        self.ended.note(fact, self.picture)
        self.situation.apply(number, self.now, fact)
        return fact

    def rule(self, category: str) -> f.CategoryRule:
        """What holds for a category that is filed now."""
        return self.situation.book.rule(category, self.picture.limits, self.policy)

    def limits(self, category: str, priority: f.Priority) -> f.Limits:
        """The limits that an incident filed now gets and keeps."""
        return self.situation.book.limits(category, priority, self.picture.limits, self.policy)

    def need(self, category: str, priority: f.Priority) -> f.Need:
        """What an incident filed now needs, and keeps."""
        return self.situation.need(category, priority)

    def past_offer(self, id_: str) -> tuple[str, str] | None:
        """Whose offer it was and how it ended, if it is over."""
        ended = self.ended.offers.get(id_)
        return (ended[0].person, ended[1]) if ended is not None else self.situation.past.offers.get(id_)

    def past_assignment(self, id_: str) -> tuple[str, str] | None:
        """Whose assignment it was and how it ended, if it is over."""
        ended = self.ended.assignments.get(id_)
        return (ended[0].person, ended[1]) if ended is not None else self.situation.past.assignments.get(id_)

    def past_incident(self, id_: str) -> str | None:
        """`closed` or `voided`, if the incident is over."""
        ended = self.ended.incidents.get(id_)
        return ended.status if ended is not None else self.situation.past.incidents.get(id_)

    def past_closed(self, id_: str) -> Incident | None:
        """The last state of an incident that is over, if the request in hand speaks of opening it again."""
        ended = self.ended.incidents.get(id_)
        return ended if ended is not None else self.situation.past.closed.get(id_)

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
        if isinstance(area := getattr(fact, "area", None), str):
            return area
        known = self.picture.incidents.get(incident or "")
        if known is not None:
            return known.place.grid
        person = self.picture.people.get(getattr(fact, "person", ""))
        return person.areas[0] if person is not None and person.areas else None
