"""上岗, 下岗: who is on duty is, until rosters exist, who has checked in."""

from command.domain import facts as f
from command.domain.dispatch import close_offer, offer_over, release
from command.domain.draft import Draft
from command.domain.filing import reported_at
from command.domain.refusals import Refusal, refuse
from command.domain.safety.timers import gone_off_duty
from command.domain.sender import Asked
from command.wire.requests import CheckIn, CheckOut


def check_in(draft: Draft, asked: Asked, request: CheckIn) -> Refusal | None:
    """From now on offers may reach the sender; what waits for somebody is offered to them at once."""
    if asked.sender.on_duty:
        return refuse("already_on_duty")
    started = f.DutyStarted(
        request=asked.request,
        person=asked.sender.id,
        name=asked.sender.name,
        place=asked.spot,
        reported_at=reported_at(draft, asked, request.at)[0],
    )
    draft.add(started, asked.sender.id)
    release(draft, asked.sender.id)
    return None


def check_out(draft: Draft, asked: Asked, request: CheckOut) -> Refusal | None:
    """Nobody leaves with work in hand; an offer that was not answered goes to the next candidate."""
    if not asked.sender.on_duty:
        return refuse("not_on_duty")
    if draft.situation.assignments_of.get(asked.sender.id):
        return refuse("on_assignment")
    ended = f.DutyEnded(
        request=asked.request, person=asked.sender.id, reported_at=reported_at(draft, asked, request.at)[0]
    )
    draft.add(ended, asked.sender.id)
    gone_off_duty(draft, asked.sender.id)
    for id_ in sorted(draft.situation.offers_of.get(asked.sender.id, ())):
        offer = draft.picture.offers[id_]
        close_offer(draft, offer, "off_duty")
        offer_over(draft, offer)
    return None
