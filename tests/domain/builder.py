"""A small world for the rules alone: a situation, a fixed clock, counted ids. No database, no chance, no waiting.

    street 001   community 001   grids 001 002 003 004   |   community 002   grid 001
    street 002   community 001   grid 001

Six grids in a row from west to east, about a kilometre each.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any, TypeVar

import msgspec

from command.domain import facts as f
from command.domain.area import AreaIndex
from command.domain.decide import decide
from command.domain.draft import Draft, Draftee
from command.domain.expiring import pass_deadline, pass_kept
from command.domain.finishing import finish
from command.domain.kept import KEPT, due_of
from command.domain.picture import Incident, Person, Picture
from command.domain.place import Place
from command.domain.policy import DEFAULT, Policy
from command.domain.rights import enact
from command.domain.safety.sos import locate
from command.domain.sender import Asked, Resident
from command.domain.situation import Over, Since, Situation, Told
from command.wire.requests import DURABLE
from tests.district import DISTRICT, square

START = datetime(2026, 7, 18, 7, 30, tzinfo=UTC)
LATITUDE = 20.005
GRID_CODES = [f"460107001001{n:03d}" for n in range(1, 5)] + ["460107001002001", "460107002001001"]
HOMES = {code: (LATITUDE, 110.31 + 0.01 * n) for n, code in enumerate(GRID_CODES)}
AREAS = AreaIndex(
    [
        square(DISTRICT, LATITUDE, 110.335, 0.2, "district"),
        *(square(code, lat, lon, 0.01, "grid") for code, (lat, lon) in HOMES.items()),
    ]
)
METRE = 1 / 111_195
"""A metre to the north, in degrees."""
Fact = TypeVar("Fact", bound=f.Fact)


def grid(n: int) -> str:
    """The code of the nth grid from the west, from 1."""
    return GRID_CODES[n - 1]


def point(n: int = 1, north_m: float = 0) -> dict[str, float]:
    """A place some metres north of the middle of the nth grid."""
    lat, lon = HOMES[grid(n)]
    return {"lat": lat + north_m * METRE, "lon": lon}


UNSAMPLED = msgspec.structs.replace(DEFAULT, sampling=0.0)
"""Our defaults, but nothing settled on the spot is drawn to be verified: ids are counted here, not drawn."""


class World:
    """A district that decides, without remembering anything but its picture."""

    def __init__(self, policy: Policy = UNSAMPLED) -> None:
        self.situation = Situation(DISTRICT, Picture(), HOMES)
        self.now = START
        self.alive: set[str] = set()
        self.policy = policy
        self.residents: dict[str, Resident] = {}
        self.last: list[Draftee] = []
        self.attended: list[f.AnyFact] = []  # what changed in the operators' queue last: no part of what `send` returns
        self.ledger: list[tuple[int, datetime, Draftee]] = []
        self._ids = count(1)

    @property
    def picture(self) -> Picture:
        return self.situation.picture

    @property
    def incident(self) -> Incident:
        """The open incident that was filed first."""
        return min(self.picture.incidents.values(), key=lambda i: i.number)

    def new_id(self) -> str:
        """Counted, but shaped like a UUIDv7."""
        return f"00000000-0000-7000-8000-{next(self._ids):012d}"

    def person(self, id_: str, role: f.Role = "worker", *areas: str, **more: Any) -> Person:
        """An account, off duty and not to be reached."""
        registered = f.PersonRegistered(person=id_, name=f"name of {id_}", roles=[role], areas=list(areas), **more)
        self._keep(self.draft(), [registered])
        return self.picture.people[id_]

    def rights(self, id_: str, **changed: Any) -> None:
        """What the person may do changes."""
        known = self.picture.people[id_]
        fact = f.RightsChanged(**{"person": id_, "roles": known.roles, "areas": known.areas, **changed})
        draft = self.draft()
        enact(draft, fact)
        self._keep(draft)

    def keep(self, fact: f.AnyFact) -> None:
        """A fact that needs no decision."""
        draft = self.draft()
        enact(draft, fact)
        self._keep(draft)

    def on_duty(self, *people: str, place: dict[str, Any] | None = None) -> None:
        """They check in and can be reached."""
        for one in people:
            self.alive.add(one)
            told = self.send(one, "duty.check_in", **({"place": place} if place else {}))
            assert only(told, f.DutyStarted).person == one

    def at_post(self, *people: str) -> None:
        """They can be told: supervisors are on duty, operators and coordinators at their desks."""
        self.alive |= set(people)
        for one in people:
            if "supervisor" in self.picture.people[one].roles and not self.picture.people[one].on_duty:
                self.send(one, "duty.check_in")

    def send(self, sender: str, method: str, **data: Any) -> list[f.AnyFact]:
        """A durable request, decided now. Its `id` and `at` are made unless given; `received_at` is now."""
        draft = self.draft()
        self.decide(draft, sender, method, data)
        return self._keep(draft)

    def send_together(self, *requests: tuple[str, str, dict[str, Any]]) -> list[f.AnyFact]:
        """Several durable requests (sender, method, data) that are decided in one transaction, in this order."""
        draft = self.draft()
        for sender, method, data in requests:
            self.decide(draft, sender, method, data)
        return self._keep(draft)

    def decide(self, draft: Draft, sender: str, method: str, data: dict[str, Any]) -> None:
        """Decide a request in a draft that is not kept yet."""
        given = {"id": self.new_id(), **data}
        if "at" in {field.name for field in msgspec.structs.fields(DURABLE[method])}:
            given.setdefault("at", self.now)
        request = msgspec.convert(given, DURABLE[method])
        place = getattr(request, "place", None)
        spot = AREAS.resolve(place) if place is not None else None
        person, resident = self.picture.people[sender], self.residents.get(sender)
        if method == "button.press":
            spot = resident.spot if resident is not None else AREAS.resolve(Place(grid=person.areas[0]))
        whence = None
        if method == "sos.raise":
            spot, whence = locate(self.situation, AREAS, person, place)
        decide(draft, Asked(person, request.id, self.now, spot, resident, whence), method, request)

    def report(self, sender: str = "reporter", n: int = 1, north_m: float = 0, **data: Any) -> list[f.AnyFact]:
        """A report of a flooded road, asking for help, in the nth grid."""
        base = {"category": "event.0406", "disposition": "help", "place": point(n, north_m)}
        return self.send(sender, "report.submit", **{**base, **data})

    def answer(self, sender: str, answer: str, offer: str | None = None, **data: Any) -> list[f.AnyFact]:
        """An answer to the only open offer, or to the one named."""
        if offer is None:
            (offer,) = self.picture.offers
        return self.send(sender, "offer.answer", offer=offer, answer=answer, **data)

    def advance(self, sender: str, to: str, assignment: str | None = None, **data: Any) -> list[f.AnyFact]:
        """Progress of the only running assignment, or of the one named."""
        if assignment is None:
            (assignment,) = self.picture.assignments
        return self.send(sender, "assignment.advance", assignment=assignment, to=to, **data)

    def wait(self, seconds: float) -> list[f.AnyFact]:
        """Time goes by; the clock acts once on what is due then."""
        self.now += timedelta(seconds=seconds)
        return self.tick()

    def tick(self, draft: Draft | None = None) -> list[f.AnyFact]:
        """The clock looks once, in a draft of its own or in this one: each deadline that is due, the oldest first."""
        open_ = [i for i in self.picture.incidents.values() if i.next is not None and i.next.due <= self.now]
        due = sorted((i.next.due, i.id, i.next.round, i.next.step) for i in open_ if i.next is not None)
        draft = self.draft() if draft is None else draft
        for _, incident, round_, step in due:
            pass_deadline(draft, incident, round_, step)
        kept = [(due_of(thing), member, id_) for member in KEPT for id_, thing in getattr(self.picture, member).items()]
        for _, member, id_ in sorted((due, m, i) for due, m, i in kept if due is not None and due <= self.now):
            pass_kept(draft, member, id_)
        return self._keep(draft)

    def wait_for_deadline(self) -> list[f.AnyFact]:
        """Until the next deadline of the open incident that was filed first passes."""
        assert self.incident.next is not None
        return self.wait((self.incident.next.due - self.now).total_seconds())

    def draft(self) -> Draft:
        """What a transaction begins with."""
        for chain in self.picture.sitrepchains.values():
            self.situation.past.counted[chain.since] = self._since(chain.since)
        return Draft(self.situation, self.now, self.new_id, self.alive.__contains__, self.policy)

    def _since(self, number: int) -> Since:
        """What the tables would say of the time since a ledger number."""
        over = [
            Over(i.id, i.number, i.category, i.priority, i.status, i.place.grid)
            for i in self.situation.past.closed.values()
            if i.number > number and i.id not in self.picture.incidents
        ]
        told: dict[str, Told] = {}
        for at, _, one in self.ledger:
            if at > number and isinstance(one.fact, f.IncidentFiled | f.ReportMerged):
                id_, before = one.fact.incident, told.get(one.fact.incident)
                known = self.picture.incidents.get(id_) or self.situation.past.closed[id_]
                told[id_] = Told((before.reports if before is not None else 0) + 1, known.place.grid, known.number)
        return Since(over, told)

    def _keep(self, draft: Draft, facts: Iterable[f.AnyFact] = ()) -> list[f.AnyFact]:
        for fact in facts:
            draft.add(fact)
        finish(draft)
        past = self.situation.past
        past.offers |= {id_: (offer.person, why) for id_, (offer, why) in draft.ended.offers.items()}
        past.assignments |= {id_: (held.person, why) for id_, (held, why) in draft.ended.assignments.items()}
        past.closed |= draft.ended.incidents
        past.incidents |= {id_: incident.status for id_, incident in draft.ended.incidents.items()}
        self.last = draft.facts
        self.attended = [one.fact for one in draft.facts if isinstance(one.fact, f.AttentionFact)]
        self.ledger += [(one.number, draft.now, one) for one in draft.facts]
        return [one.fact for one in draft.facts if not isinstance(one.fact, f.AttentionFact)]


def small_world(policy: Policy = UNSAMPLED) -> World:
    """Workers w1, w1b (grid 1), w2, w3, w4 (theirs), w5 (the other community), w6 (the other street), a reporter
    without a grid, supervisors of community and street, operator, watch leader, coordinator. All off duty."""
    world = World(policy)
    for name, n in (("w1", 1), ("w1b", 1), ("w2", 2), ("w3", 3), ("w4", 4), ("w5", 5), ("w6", 6)):
        world.person(name, "worker", grid(n))
    world.person("reporter", "worker")
    world.person("s", "supervisor", "460107001001")
    world.person("st", "supervisor", "460107001")
    world.person("op", "operator", DISTRICT)
    world.person("wl", "operator", DISTRICT, watch_leader=True)
    world.person("co", "coordinator", DISTRICT, language="en")
    return world


def kinds(facts: list[f.AnyFact]) -> list[str]:
    return [type(fact).__name__ for fact in facts]


def only(facts: list[f.AnyFact], kind: type[Fact]) -> Fact:
    """The one fact of a kind."""
    (found,) = [fact for fact in facts if isinstance(fact, kind)]
    return found


def none(facts: list[f.AnyFact], kind: type[f.Fact]) -> bool:
    return not any(isinstance(fact, kind) for fact in facts)


def refused(facts: list[f.AnyFact]) -> str:
    """The code of the refusal that is all that happened."""
    (fact,) = facts
    assert isinstance(fact, f.RequestRefused), fact
    return fact.refusal.code


def addressed(world: World, kind: type[f.Fact]) -> set[str]:
    """The people whose own channel carries the last facts of a kind."""
    channels = {c for one in world.last if isinstance(one.fact, kind) for c in one.channels}
    return {c.removeprefix("staff:") for c in channels if c.startswith("staff:")}
