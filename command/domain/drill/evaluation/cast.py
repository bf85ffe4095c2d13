"""Who takes part: names, roles and areas in the drill, and who was taken out of it."""

from datetime import datetime

from msgspec import Struct, field

from command.domain import facts as f
from command.domain.facts import drill as d
from command.domain.facts.base import Fact


class Member(Struct, kw_only=True):
    """Somebody in the drill. `taken_at`: the last time they were taken out, and not let in again."""

    person: str
    name: str = ""
    part: d.Part = "player"
    roles: list[str] = field(default_factory=list)
    areas: list[str] = field(default_factory=list)
    unit: str = ""
    guest: bool = False
    taken_at: datetime | None = None
    taken_why: str = ""


class Cast:
    """Everybody by id. Feed it fact by fact."""

    def __init__(self) -> None:
        self.members: dict[str, Member] = {}
        self.units: dict[str, str] = {}

    def take(self, at: datetime, fact: Fact) -> None:
        """Joining, rights and being taken out change it."""
        match fact:
            case d.DrillStarted():
                for one in fact.plan.participants:
                    self._joined(one, "", guest=False)
            case d.CarriedOver(kind="units"):
                self.units |= {key: str(one.get("name", key)) for key, one in fact.things.items()}
            case d.ParticipantJoined():
                self._joined(fact.participant, fact.name, guest=fact.guest)
            case f.UnitRegistered():
                self.units[fact.unit] = fact.name
            case f.PersonRegistered(person=person) if person in self.members:
                member = self.members[person]
                member.name = member.name or fact.name
                member.unit = fact.unit or member.unit
            case d.ParticipantTaken(person=person) if person in self.members:
                self.members[person].taken_at, self.members[person].taken_why = at, fact.why
            case d.ParticipantBack(person=person) if person in self.members:
                self.members[person].taken_at, self.members[person].taken_why = None, ""

    def _joined(self, one: d.Participant, name: str, *, guest: bool) -> None:
        known = self.members.setdefault(one.person, Member(person=one.person))
        known.part, known.roles, known.areas = one.part, list(one.roles), list(one.areas)
        known.name, known.guest = name or known.name, guest or known.guest

    def name(self, who: str) -> str:
        """Of a person or a unit; empty if nobody said it."""
        member = self.members.get(who)
        return (member.name if member is not None else "") or self.units.get(who, "")

    def is_(self, actor: str, who: str) -> bool:
        """Whether an actor is who was expected: anybody, they themselves, somebody of that role or of that unit,
        or (`unit`) any unit."""
        if not who or actor == who:
            return True
        if who == "unit" and actor in self.units:
            return True
        member = self.members.get(actor)
        return member is not None and (who in member.roles or who == member.unit)

    def is_taken(self, person: str) -> bool:
        """Whether real work has them, or they left."""
        member = self.members.get(person)
        return member is not None and member.taken_at is not None

    @property
    def players(self) -> list[str]:
        """Everybody whose part it is to play, by id."""
        return [one.person for one in self.members.values() if one.part == "player" and "kiosk" not in one.roles]
