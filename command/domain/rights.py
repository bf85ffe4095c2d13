"""What follows at once when somebody's rights end: they are off duty, and what they had is somebody else's."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.rostering.ending import group_of
from command.domain.slots import take_back


def enact(draft: Draft, fact: f.AnyFact) -> None:
    """Add a fact that needs no decision, with what follows from it. Who takes over is found by the clock, at once."""
    draft.add(fact)
    if isinstance(fact, f.RightsChanged) and not fact.active:
        _leave(draft, fact.person)


def _leave(draft: Draft, person: str) -> None:
    known = draft.picture.people.get(person)
    if known is None:
        return
    if known.on_duty:
        draft.add(f.DutyEnded(person=person, group=group_of(draft, person)))
    for id_ in sorted(draft.situation.offers_of.get(person, ())):
        offer = draft.picture.offers[id_]
        incident = draft.picture.incidents[offer.incident]
        draft.add(
            f.OfferClosed(
                offer=id_,
                incident=incident.id,
                person=person,
                why="off_duty",
                slot=offer.slot,
                unit=offer.unit,
                next=draft.deadline(incident, "dispatch", draft.now) if offer.slot is None else None,
            )
        )
    for id_ in sorted(draft.situation.assignments_of.get(person, ())):
        take_back(draft, draft.picture.assignments[id_], "rights_ended")
