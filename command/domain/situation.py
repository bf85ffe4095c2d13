"""The picture with what decisions need to find things quickly: an index of open incidents by kind and place,
of people on duty by place, of work by person, and of who waits. All of it follows from the picture.
"""

from datetime import datetime, tzinfo
from typing import TypeVar

from msgspec import Struct

from command.domain import facts as f
from command.domain.attention.queue import Queue
from command.domain.attention.rate import Rate
from command.domain.burden import Burdens, burden_of
from command.domain.fold import CHANGES_ROSTER, apply
from command.domain.kept.mode import MODE
from command.domain.limits.book import Book
from command.domain.mode.effective import laid_over
from command.domain.need import need_now
from command.domain.picture import Incident, Person, Picture
from command.domain.place import Spot
from command.domain.policy import Policy
from command.domain.roster import Roster
from command.domain.storm.arrivals import GridArrival

Cell = tuple[int, int]
_Key = TypeVar("_Key")
_LEADING = {"supervisor", "operator", "coordinator"}
_PERSONAL = (
    f.PersonRegistered | f.RightsChanged | f.DutyStarted | f.DutyEnding | f.DutyEnded
    | f.ParticipantTaken | f.ParticipantBack
)  # fmt: skip
"""After these somebody stands elsewhere in the indexes."""
HELPERS = frozenset({"volunteer", "assistant"})
"""Skills of people who are no staff of the grid: they are sent only where a response level says so."""
_MERGE_CELL = 0.0008  # degrees: no side shorter than 50 m below 55° of latitude
DUTY_CELL = 0.004
"""Degrees, some 400 m: the side of the squares in which people on duty are found."""


class Over(Struct, frozen=True):
    """An incident that is over: `status` closed or voided."""

    id: str
    number: int
    category: str
    priority: int
    status: str
    grid: str


class Told(Struct, frozen=True):
    """So many reports that went to an incident of this grid and number."""

    reports: int
    grid: str
    number: int


class Since(Struct, frozen=True):
    """What the tables know of the time since a chain of reports upward began: incidents filed since that are over, and
    the reports that came since, by incident."""

    over: list[Over]
    reports: dict[str, Told]


class Past(Struct):
    """Things already over that a request in hand speaks of, fetched from the tables: id → (person, why or status).

    `closed`: the last state of incidents that somebody wants to open again. `counted`: for reports upward
    that are cut, by the ledger number from which their chain counts.
    """

    offers: dict[str, tuple[str, str]] = {}
    assignments: dict[str, tuple[str, str]] = {}
    incidents: dict[str, str] = {}
    closed: dict[str, Incident] = {}
    counted: dict[int, Since] = {}


def roster_of(picture: Picture, zone: tzinfo) -> Roster:
    """The roster that a picture holds, in the district's time zone."""
    p = picture
    return Roster(zone, p.groups.values(), p.plans.values(), p.overrides.values(), p.swaps.values(), p.leaves.values())


def cell(lat: float, lon: float, size: float) -> Cell:
    """The square of a grid of `size` degrees that a point lies in."""
    return int(lat // size), int(lon // size)


class Situation:
    """A picture and its indexes, kept in step by `apply`."""

    def __init__(
        self, district: str, picture: Picture, homes: dict[str, tuple[float, float]], universe: str = ""
    ) -> None:
        """`homes`: a point (lat, lon) inside each grid, for people whose place is not known. `universe`: an
        exercise's, if it is not the district's own."""
        self.district = district
        self.universe = universe or district
        self.picture = picture
        self.homes = homes
        self.past = Past()
        self._roster: Roster | None = None
        self._effective: Policy | None = None
        self._laid: tuple[Policy | None, f.Overlay | None] = (None, None)
        self.helpers: set[str] = set()
        self.mergeable: dict[tuple[str, Cell], set[str]] = {}
        self.offers_of: dict[str, set[str]] = {}
        self.assignments_of: dict[str, set[str]] = {}
        self.leaders: dict[str, Person] = {}
        self.supervisors_of: dict[str, dict[str, None]] = {}
        self.operators: dict[str, None] = {}
        self.coordinators: dict[str, None] = {}
        self._led_by: dict[str, tuple[str, ...]] = {}
        self.workers: dict[str, Person] = {}
        self.workers_of_grid: dict[str, set[str]] = {}
        self.areas_of: dict[str, tuple[str, ...]] = {}
        self.duty_cells: dict[Cell, set[str]] = {}
        self.where: dict[str, tuple[float, float]] = {}
        self.heard_at: dict[str, datetime] = {}
        self.freed_at: dict[str, datetime] = {}
        self.on_duty: set[str] = set()
        self.burdens = Burdens()
        self.book = Book()
        self._needs: dict[tuple[str, f.Priority], f.Need] = {}
        self.queue = Queue(picture, district)
        self.rate = Rate()
        self.waiting: dict[int, dict[str, None]] = {1: {}, 2: {}, 3: {}, 4: {}}
        self.arrivals: dict[str, tuple[int, dict[str, GridArrival]]] = {}
        self.units_of_kind: dict[str, list[str]] = {}
        self._index_units()
        self.unfilled = {slot.id: None for slot in picture.slots.values() if slot.status == "unattended"}
        for incident in picture.incidents.values():
            self._index_incident(incident)
        for offer in picture.offers.values():
            self.offers_of.setdefault(offer.person, set()).add(offer.id)
        for assignment in picture.assignments.values():
            self.assignments_of.setdefault(assignment.person, set()).add(assignment.id)
        for person in picture.people.values():
            self._index_person(person)

    @property
    def is_exercise(self) -> bool:
        """Not the district's own universe."""
        return self.universe != self.district

    def apply(self, number: int, at: datetime, fact: f.AnyFact) -> None:
        """Fold in a fact and bring the indexes along."""
        about = getattr(fact, "incident", None)
        before = self.picture.incidents.get(about or "")
        priority = before.priority if before is not None else None
        apply(self.picture, number, at, fact)
        self.queue.note(fact, about)
        if isinstance(fact, f.IncidentFiled | f.ReportMerged):
            self.rate.note(at)
        incident = self.picture.incidents.get(about or "")
        if incident is not None:
            self._index_incident(incident)
        if before is not None and priority is not None:
            self._forget_incident(before, priority, incident)
        self._index_work(fact, at)
        self._index_settings(fact)
        if isinstance(fact, _PERSONAL):
            person = self.picture.people.get(fact.person)
            if person is not None:
                self._index_person(person)

    def effective(self, normal: Policy) -> Policy:
        """The normal policy under the level in force; the same object until another is."""
        mode = self.picture.modes.get(MODE)
        overlay = mode.overlay if mode is not None else None
        if self._effective is None or normal is not self._laid[0] or overlay is not self._laid[1]:
            self._effective, self._laid = laid_over(normal, overlay), (normal, overlay)
        return self._effective

    def roster(self, zone: tzinfo) -> Roster:
        """Who should be on duty, by what the picture holds; made anew only when that has changed."""
        if self._roster is None or self._roster.zone != zone:
            self._roster = roster_of(self.picture, zone)
        return self._roster

    def need(self, category: str, priority: f.Priority) -> f.Need:
        """What an incident filed now needs; kept ready, since it is asked at each report."""
        found = self._needs.get((category, priority))
        if found is None:
            found = self._needs[category, priority] = need_now(category, priority, self.picture.needs)
        return found

    def moved(self, person: str, lat: float, lon: float, at: datetime | None = None) -> None:
        """A phone told where it is (WGS84), and when (UTC). Not a fact: it only changes who is nearest."""
        if person in self.on_duty:
            self._place(person, lat, lon)
            if at is not None:
                self.heard_at[person] = at

    def near(self, category: str, spot: Spot) -> list[Incident]:
        """Open incidents of a category in the squares around a spot (a superset of those within 50 m)."""
        row, column = cell(spot.lat, spot.lon, _MERGE_CELL)
        found: list[Incident] = []
        for r in (row - 1, row, row + 1):
            for c in (column - 1, column, column + 1):
                ids = self.mergeable.get((category, (r, c)), ())
                found += [self.picture.incidents[id_] for id_ in ids]
        return found

    def ring(self, spot: Spot, radius: int) -> list[str]:
        """People on duty in the squares exactly `radius` squares away from the spot's own."""
        row, column = cell(spot.lat, spot.lon, DUTY_CELL)
        if radius == 0:
            return list(self.duty_cells.get((row, column), ()))
        found: list[str] = []
        for c in range(column - radius, column + radius + 1):
            found += self.duty_cells.get((row - radius, c), ())
            found += self.duty_cells.get((row + radius, c), ())
        for r in range(row - radius + 1, row + radius):
            found += self.duty_cells.get((r, column - radius), ())
            found += self.duty_cells.get((r, column + radius), ())
        return found

    def _index_incident(self, incident: Incident) -> None:
        key = (incident.category, cell(incident.place.lat, incident.place.lon, _MERGE_CELL))
        self.mergeable.setdefault(key, set()).add(incident.id)
        if incident.status == "unattended":
            self.waiting[incident.priority][incident.id] = None

    def _forget_incident(self, before: Incident, priority: int, after: Incident | None) -> None:
        """Who still waits as urgently keeps their place: the longest waiting come first."""
        if after is None or after.status != "unattended" or after.priority != priority:
            self.waiting[priority].pop(before.id, None)
        if after is None:
            key = (before.category, cell(before.place.lat, before.place.lon, _MERGE_CELL))
            _discard(self.mergeable, key, before.id)

    def _index_settings(self, fact: f.AnyFact) -> None:
        """Units, limits, needs and rosters; an exercise begins with the district's."""
        carried = isinstance(fact, f.CarriedOver)
        if carried or isinstance(fact, f.UnitRegistered):
            self._index_units()
        if carried or isinstance(fact, CHANGES_ROSTER):
            self._roster = None
        if carried or isinstance(fact, f.LimitsChanged):
            self.book.changed()
        if carried or isinstance(fact, f.NeedChanged):
            self._needs.clear()

    def _index_units(self) -> None:
        self.units_of_kind = {}
        for unit in self.picture.units.values():
            self.units_of_kind.setdefault(unit.kind, []).append(unit.id)

    def _index_slot(self, slot: str) -> None:
        known = self.picture.slots.get(slot)
        if known is not None and known.status == "unattended":
            self.unfilled[slot] = None
        else:
            self.unfilled.pop(slot, None)

    def _index_work(self, fact: f.AnyFact, at: datetime) -> None:
        slot: str | None = getattr(fact, "slot", None)
        if slot is not None:
            self._index_slot(slot)
        match fact:
            case f.OfferMade():
                self.offers_of.setdefault(fact.person, set()).add(fact.offer)
            case f.OfferClosed():
                _discard(self.offers_of, fact.person, fact.offer)
            case f.AssignmentMade():
                self.assignments_of.setdefault(fact.person, set()).add(fact.assignment)
                if fact.offer is not None:
                    _discard(self.offers_of, fact.person, fact.offer)
            case f.AssignmentEnded() | f.AssignmentChanged(to="done" | "failed"):
                _discard(self.assignments_of, fact.person, fact.assignment)
                if fact.person in self.on_duty:
                    self.freed_at[fact.person] = at
            case f.ReportMerged(raised=True):
                self._weigh_handlers(fact.incident)
            case _:
                return
        if not isinstance(fact, f.ReportMerged):
            self._weigh(fact.person)

    def _weigh_handlers(self, incident: str) -> None:
        """An incident became more urgent, and with it the work of those who have it."""
        known = self.picture.incidents.get(incident)
        if known is None:
            return
        offer = self.picture.offers.get(known.offer or "")
        assignment = self.picture.assignments.get(known.assignment or "")
        for held in (offer, assignment):
            if held is not None:
                self._weigh(held.person)
        for person in known.crew:
            self._weigh(person)

    def _weigh(self, person: str) -> None:
        if person in self.on_duty:
            offers, work = self.offers_of.get(person, set()), self.assignments_of.get(person, set())
            self.burdens.note(person, burden_of(self.picture, offers, work))

    def _index_person(self, person: Person) -> None:
        for area in self.areas_of.pop(person.id, ()):
            _discard(self.workers_of_grid, area, person.id)
        self._index_leader(person)
        if person.active and "worker" in person.roles:
            self.workers[person.id] = person
            if HELPERS.isdisjoint(person.skills):
                self.areas_of[person.id] = tuple(person.areas)
                for area in person.areas:
                    self.workers_of_grid.setdefault(area, set()).add(person.id)
            else:
                self.helpers.add(person.id)
        else:
            self.workers.pop(person.id, None)
            self.helpers.discard(person.id)
        if person.on_duty and not person.leaving and person.id in self.workers:
            self.on_duty.add(person.id)
            self._weigh(person.id)
            self._unplace(person.id)
            if (home := self.home(person)) is not None:
                self._place(person.id, *home)
            if person.duty_since is not None:
                self.heard_at[person.id] = person.duty_since
        else:
            self.on_duty.discard(person.id)
            self.heard_at.pop(person.id, None)
            self.freed_at.pop(person.id, None)
            self.burdens.forget(person.id)
            self._unplace(person.id)

    def _taken_out(self, person: str) -> bool:
        """Whether somebody was taken out of the drill that this is: nothing is told them any more."""
        known = self.picture.participants.get(person)
        return known is not None and not known.is_in

    def _index_leader(self, person: Person) -> None:
        for area in self._led_by.pop(person.id, ()):
            led = self.supervisors_of.get(area, {})
            led.pop(person.id, None)
            if not led:
                self.supervisors_of.pop(area, None)
        roles = set(person.roles) if person.active and not self._taken_out(person.id) else set[str]()
        if _LEADING & roles:
            self.leaders[person.id] = person
        else:
            self.leaders.pop(person.id, None)
        for role, people in (("operator", self.operators), ("coordinator", self.coordinators)):
            if role in roles:
                people[person.id] = None
            else:
                people.pop(person.id, None)
        if "supervisor" in roles:
            self._led_by[person.id] = tuple(person.areas)
            for area in person.areas:
                self.supervisors_of.setdefault(area, {})[person.id] = None

    def home(self, person: Person) -> tuple[float, float] | None:
        """Where they checked in, else a point of their own grid; None when neither is known."""
        if person.last_place is not None:
            return person.last_place.lat, person.last_place.lon
        return next((self.homes[a] for a in person.areas if a in self.homes), None)

    def _place(self, person: str, lat: float, lon: float) -> None:
        self._unplace(person)
        self.where[person] = (lat, lon)
        self.duty_cells.setdefault(cell(lat, lon, DUTY_CELL), set()).add(person)

    def _unplace(self, person: str) -> None:
        old = self.where.pop(person, None)
        if old is not None:
            _discard(self.duty_cells, cell(*old, DUTY_CELL), person)


def _discard(index: dict[_Key, set[str]], key: _Key, id_: str) -> None:
    """Take an id out of an index; nothing empty is left behind, however long the process lives."""
    ids = index.get(key)
    if ids is not None:
        ids.discard(id_)
        if not ids:
            del index[key]
