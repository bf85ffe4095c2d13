"""接单 or not: the answer to an offer, by the person asked or, with a reason, by somebody who may act for them."""

from command.domain import facts as f
from command.domain.behalf import not_theirs
from command.domain.dispatch import offer_over
from command.domain.draft import Draft
from command.domain.filing import take_up
from command.domain.freeing import release
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.storm.peak import is_held_out
from command.wire.requests import AnswerOffer


def answer_offer(draft: Draft, asked: Asked, answer: AnswerOffer) -> Refusal | None:
    """Accept: the person has the incident. Decline: the next candidate is asked. Whoever is late is told why."""
    offer = draft.picture.offers.get(answer.offer)
    past = draft.past_offer(answer.offer)
    owner = offer.person if offer is not None else past[0] if past is not None else None
    refusal = not_theirs(draft, asked, owner, answer.reason, "offer_unknown")
    if refusal is not None:
        return refusal
    if offer is None:
        return refuse("offer_closed", why=past[1] if past is not None else "")
    incident = draft.picture.incidents[offer.incident]
    if answer.answer == "accept" and is_held_out(draft, incident):
        return refuse("outdoor_peak")  # the clock takes the offer back in a moment
    if answer.answer == "accept":
        take_up(draft, offer, by=asked.sender.id, request=asked.request, reason=answer.reason)
        return None
    declined = f.OfferClosed(
        request=asked.request,
        offer=offer.id,
        incident=incident.id,
        person=offer.person,
        why="declined",
        reason=answer.reason,
        by=asked.sender.id,
        slot=offer.slot,
        unit=offer.unit,
    )
    draft.add(declined, asked.sender.id)
    offer_over(draft, offer)
    release(draft, offer.person)
    return None
