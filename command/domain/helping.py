"""What waits is given to whoever is free: the most urgent incident first, then the places beside a lead."""

from itertools import islice

from command.domain.choosing import candidate, for_lead, for_slot, unfit
from command.domain.draft import Draft
from command.domain.offering import offer
from command.domain.picture import Person
from command.domain.storm.peak import is_held_out
from command.domain.surge.settle import settle


def take_on(draft: Draft, person: Person) -> bool:
    """The most urgent incident that waits and that this person fits is offered to them."""
    for waiting in draft.situation.waiting.values():
        for id_ in islice(waiting, 50):
            incident = draft.picture.incidents[id_]
            if incident.awaits is not None or is_held_out(draft, incident):
                continue
            if unfit(draft, for_lead(incident), person) is None:
                offer(draft, incident, candidate(draft, incident, person.id, 1, {}))
                return True
    return False


def finish(draft: Draft) -> None:
    """Whoever became free in this draft while many wait is given what is best for all together; then come the places
    beside a lead. To be called before a draft is kept."""
    if not draft.freed:
        return
    freed = [draft.situation.workers[id_] for id_ in draft.freed if id_ in draft.situation.workers]
    draft.freed.clear()
    settle(draft, offer)
    for person in freed:
        if person.on_duty and not draft.situation.offers_of.get(person.id):
            help_out(draft, person)


def help_out(draft: Draft, person: Person) -> None:
    """The place beside a lead that waits longest and that this person fits is offered to them."""
    for id_ in islice(draft.situation.unfilled, 50):
        slot = draft.picture.slots[id_]
        incident = draft.picture.incidents[slot.incident]
        if is_held_out(draft, incident):
            continue
        if slot.kind is None and unfit(draft, for_slot(incident, slot), person) is None:
            offer(draft, incident, candidate(draft, incident, person.id, 1, {}), slot=slot)
            return
