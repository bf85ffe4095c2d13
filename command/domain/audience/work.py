"""Who sees facts about offers, assignments, slots and units."""

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, handler, person, told
from command.domain.picture import Picture


def _desks_and_released(fact: f.UnitRegistered, _: Picture) -> list[str]:
    return [*(fact.desks or ()), *fact.released]


AUDIENCES: Audiences = {
    f.OfferMade: Audience(person, hides=("text", "photos")),
    f.OfferClosed: Audience(person, hides=("reason",)),
    f.AssignmentMade: Audience(person, hides=("text", "photos", "reason")),
    f.AssignmentChanged: Audience(person, hides=("note", "photos", "reason")),
    f.AssignmentEnded: Audience(person),
    f.NobodyAvailable: Audience(told),
    f.IncidentEscalated: Audience(told),
    f.IncidentReassigned: Audience(handler, hides=("reason",)),
    f.SlotOpened: Audience(handler, hides=("reason",)),
    f.SlotUnfilled: Audience(told),
    f.SlotClosed: Audience(handler, hides=("reason",)),
    f.ArrivalAsked: Audience(person),
    f.ArrivalAnswered: Audience(person, hides=("reason",)),
    f.UnitRegistered: Audience(_desks_and_released, hides=("desks", "released", "by"), areas="none"),
}
