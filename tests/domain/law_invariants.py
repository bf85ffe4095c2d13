"""What holds at every moment of a district, whatever happened before."""

from hypothesis.stateful import invariant

from command.domain.fold import apply
from command.domain.situation import Situation
from command.service.seal import opened, wire
from tests.domain.builder import DISTRICT, HOMES
from tests.domain.lawful import Lawful

INDEXES = (
    "mergeable",
    "offers_of",
    "assignments_of",
    "workers",
    "leaders",
    "workers_of_grid",
    "areas_of",
    "on_duty",
    "waiting",
    "unfilled",
    "supervisors_of",
    "operators",
    "coordinators",
)


class Kept(Lawful):
    """The laws."""

    @invariant()
    def facts_survive_the_wire_and_replay_to_the_same_picture(self) -> None:
        for number, at, one in self.world.ledger[self.seen :]:
            body = wire(one.fact, number, at, DISTRICT)
            again = opened(body)
            assert again == one.fact
            assert wire(again, number, at, DISTRICT) == body
            apply(self.replayed, number, at, again)
            self.note(one.fact)
        self.seen = len(self.world.ledger)
        assert self.replayed == self.world.picture

    @invariant()
    def every_open_incident_has_a_next_deadline_and_one_status(self) -> None:
        picture = self.world.picture
        for incident in picture.incidents.values():
            assert incident.next is not None, "P6"
            offers = [o.id for o in picture.offers.values() if o.incident == incident.id and o.slot is None]
            work = [a.id for a in picture.assignments.values() if a.incident == incident.id and a.slot is None]
            assert len(offers) + len(work) <= 1
            assert [incident.offer] * (incident.offer is not None) == offers
            assert [incident.assignment] * (incident.assignment is not None) == work
            kind = {"filed": "dispatch", "offered": "answer", "unattended": "retry", "handled": "verify"}
            kind |= {"assigned": "arrive", "en_route": "arrive", "on_scene": "finish"}
            kind |= {"suspended": "resume", "returned": "rule"}
            held = incident.status == "filed" and incident.next.kind in ("confirm", "accept")
            assert held or incident.next.kind == kind[incident.status]
            assert (incident.status == "offered") == bool(offers)
            assert (incident.status in ("assigned", "en_route", "on_scene")) == bool(work)
            assert (incident.handler is not None) == (
                incident.status in ("assigned", "en_route", "on_scene", "handled")
            )

    @invariant()
    def every_place_beside_a_lead_has_one_status_and_one_deadline_of_its_own(self) -> None:
        """P6 beside the lead: who waits or is awaited there has a deadline; statuses of two jobs never mix."""
        picture = self.world.picture
        for slot in picture.slots.values():
            incident = picture.incidents[slot.incident]
            assert slot.id in incident.slots
            assert (slot.due is None) == (slot.status == "on_scene"), "P6"
            offers = [o for o in picture.offers.values() if o.slot == slot.id]
            work = [a for a in picture.assignments.values() if a.slot == slot.id]
            assert [slot.offer] * (slot.offer is not None) == [o.id for o in offers]
            assert [slot.assignment] * (slot.assignment is not None) == [a.id for a in work]
            assert (slot.status == "offered") == bool(offers)
            assert slot.status == work[0].status if work else slot.status in ("open", "offered", "unattended")
            assert [slot.handler] * (slot.handler is not None) == [a.person for a in work]
            assert all(o.answer_by == slot.due for o in offers)
        for incident in picture.incidents.values():
            assert sorted(incident.slots) == sorted(s.id for s in picture.slots.values() if s.incident == incident.id)
            parts = [o for o in picture.offers.values() if o.incident == incident.id]
            work = [a for a in picture.assignments.values() if a.incident == incident.id]
            people = [one.person for one in (*parts, *work)]
            assert len(people) == len(set(people)), "nobody holds two parts in one incident"
            beside = {one.person: one.part for one in (*parts, *work) if one.slot is not None}
            assert incident.crew == beside

    @invariant()
    def the_loop_keeps_its_limits(self) -> None:
        for incident in self.world.picture.incidents.values():
            way = incident.way
            assert way.extensions <= 2
            assert way.suspensions <= 1
            assert (way.suspension is not None) == (incident.status == "suspended")
            assert incident.status != "returned" or way.returns >= 2
            working = incident.status in ("assigned", "en_route", "on_scene")
            assert working or way.asked is None or way.asked.kind == "void"
            assert not working or incident.handle_by is not None
            assert incident.limits is not None
        for kept in (self.world.picture.supervisions, self.world.picture.callbacks, self.world.picture.handovers):
            assert all(thing.due is not None for thing in kept.values()), "silence about it is noticed"
        for order in self.world.picture.supervisions.values():
            assert order.incident in self.world.picture.incidents
        for due in self.world.picture.callbacks:
            assert due not in self.world.picture.incidents, "a call-back is due of what is closed"

    @invariant()
    def an_offer_lasts_as_long_as_its_incidents_deadline_and_is_as_urgent(self) -> None:
        for offer in self.world.picture.offers.values():
            incident = self.world.picture.incidents[offer.incident]
            assert incident.next is not None
            assert offer.priority == incident.priority
            assert offer.slot is not None or offer.answer_by == incident.next.due
        for held in self.world.picture.assignments.values():
            incident = self.world.picture.incidents[held.incident]
            assert held.priority == incident.priority
            assert held.slot is not None or held.person == incident.handler

    @invariant()
    def the_indexes_are_what_the_picture_says(self) -> None:
        kept = self.world.situation
        fresh = Situation(DISTRICT, kept.picture, HOMES)
        for name in INDEXES:
            assert getattr(kept, name) == getattr(fresh, name), name
        for priority in (1, 2, 3, 4):
            assert kept.burdens.free_for(priority) == fresh.burdens.free_for(priority)
        assert set(kept.where) <= kept.on_duty
        assert {p for people in kept.duty_cells.values() for p in people} == set(kept.where)

    @invariant()
    def what_a_unit_holds_is_on_its_desk_and_what_it_waits_for_is_its_trade(self) -> None:
        picture = self.world.picture
        for one in (*picture.offers.values(), *picture.assignments.values()):
            assert (one.unit is not None) == (one.person in picture.units)
        for incident in picture.incidents.values():
            held = picture.assignments.get(incident.assignment or "")
            assert incident.awaits is None or held is None or held.unit is not None, "a grid worker never goes instead"
            assert incident.need is not None, "frozen at filing"
            assert not incident.skipped or incident.level > 0 or incident.status in ("filed", "returned", "suspended")
