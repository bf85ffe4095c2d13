"""Who could not be reached, who was taken out by real work, and what each participant did."""

from datetime import datetime

from msgspec import Struct

from command.domain import facts as f
from command.domain.drill.evaluation.cast import Cast
from command.domain.drill.evaluation.entry import Entry
from command.domain.drill.evaluation.runs import Run
from command.domain.facts import drill as d
from command.domain.facts.script import ContactInject


class Person(Struct, kw_only=True, omit_defaults=True):
    """A participant in numbers. `unanswered`: offers that expired; `silent`: contact tests and messages to them by name
    that they left unanswered; `failed`: rungs of the ladder that reached nobody, `not_reached`: telephone calls;
    `lost`: times their grid was silent, without an inject that silenced them; `absent`: roll calls that ended without
    them. Times UTC."""

    person: str
    name: str = ""
    part: d.Part = "player"
    roles: list[str] = []
    areas: list[str] = []
    guest: bool = False
    offered: int = 0
    accepted: int = 0
    declined: int = 0
    unanswered: int = 0
    silent: int = 0
    failed: int = 0
    not_reached: int = 0
    lost: int = 0
    absent: int = 0
    taken_at: datetime | None = None
    taken_why: str = ""

    @property
    def was_unreachable(self) -> bool:
        """Whether anything that was meant for them got no answer."""
        return bool(self.unanswered or self.silent or self.not_reached or self.lost or self.absent)


class Reached:
    """Follows a ledger, person by person."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._people: dict[str, Person] = {}
        self._calls: dict[str, str] = {}
        self._silenced: set[str] = set()

    def take(self, entry: Entry) -> None:
        """The next entry, after the cast took it."""
        match entry.fact:
            case f.OfferMade(unit=None) as fact:
                self.of(fact.person).offered += 1
            case f.OfferClosed(unit=None) as fact:
                one = self.of(fact.person)
                one.unanswered += fact.why == "expired"
                one.declined += fact.why == "declined"
            case f.AssignmentMade(unit=None) as fact if fact.offer is not None:
                self.of(fact.person).accepted += 1
            case f.RungTried(outcome="failed") as fact:
                self.of(fact.person).failed += 1
            case f.CallAsked() as fact:
                self._calls[fact.call] = fact.person
            case f.CallDone(outcome="not_reached") as fact if fact.call in self._calls:
                self.of(self._calls[fact.call]).not_reached += 1
            case _:
                self._silence(entry)

    def _silence(self, entry: Entry) -> None:
        match entry.fact:
            case f.ContactLost() as fact:
                for person in set(fact.people) - self._silenced:
                    self.of(person).lost += 1
            case f.RollCallClosed() as fact:
                for person in fact.missing:
                    self.of(person).absent += 1
            case d.ParticipantSilenced() as fact:  # by an inject: that they are silent is no fault of theirs
                self._silenced.add(fact.person)
            case d.ParticipantTaken() as fact:
                one = self.of(fact.person)
                one.taken_at, one.taken_why = one.taken_at or entry.at, one.taken_why or fact.why

    def of(self, person: str) -> Person:
        """Theirs, made when it is needed first."""
        return self._people.setdefault(person, Person(person=person))

    def people(self, runs: list[Run], asked: dict[str, list[str]]) -> list[Person]:
        """Everybody in the drill, by id. `asked`: inject → whom its contact test asked."""
        for run in runs:
            named = asked.get(run.id, run.to)
            if run.is_given and (isinstance(run.inject.content, ContactInject) or _is_answered(run)):
                for person in set(named) & set(self._cast.members) - set(run.answers):
                    self.of(person).silent += not self._cast.is_taken(person)
        for member in self._cast.members.values():
            one = self.of(member.person)
            one.name, one.part, one.roles, one.areas = member.name, member.part, member.roles, member.areas
            one.guest = member.guest
        return sorted(self._people.values(), key=lambda one: one.person)


def _is_answered(run: Run) -> bool:
    """Whether an answer of those whom it named was expected at all."""
    return any(one.what == "answered" and one.who in run.to for one in run.inject.expected)
