"""Going off duty, whoever or whatever ends it: nothing is left open with somebody who is not there."""

from datetime import datetime

from command.domain import facts as f
from command.domain.dispatch import close_offer, offer_over
from command.domain.draft import Draft
from command.domain.facts.people import OffDuty
from command.domain.safety.timers import gone_off_duty
from command.domain.summons.outdoors import off_duty


def leave_duty(
    draft: Draft,
    person: str,
    why: OffDuty,
    *,
    group: str | None = None,
    request: str | None = None,
    reported_at: datetime | None = None,
) -> None:
    """Off duty, and what they were asked and had not answered goes to the next candidate."""
    ended = f.DutyEnded(request=request, person=person, why=why, group=group, reported_at=reported_at)
    draft.add(ended, *([person] if request else []))
    gone_off_duty(draft, person)
    if why == "checked_out":
        off_duty(draft, person)
    _pass_on(draft, person)


def end_shift(draft: Draft, person: str, why: OffDuty, group: str) -> None:
    """Off duty now; or, with work in hand, as soon as that is done. Nothing more is offered to them either way."""
    if why == "shift_over" and draft.policy.pool in ("recalled", "volunteers"):
        return  # everybody is called in: nobody is sent home by the clock; they check out when they are let go
    if draft.in_hand(person):
        draft.add(f.DutyEnding(person=person, group=group))
        _pass_on(draft, person)
        return
    leave_duty(draft, person, why, group=group)


def end_if_done(draft: Draft, person: str) -> bool:
    """Whose shift was over goes off duty when their last work is; whether they did."""
    known = draft.picture.people.get(person)
    if known is None or known.leaving is None or draft.in_hand(person):
        return False
    leave_duty(draft, person, "shift_over", group=known.leaving)
    return True


def _pass_on(draft: Draft, person: str) -> None:
    """An offer they have not answered is not theirs to answer any more."""
    for id_ in sorted(draft.situation.offers_of.get(person, ())):
        offer = draft.picture.offers[id_]
        close_offer(draft, offer, "off_duty")
        offer_over(draft, offer)


def group_of(draft: Draft, person: str) -> str | None:
    """The group whose duty somebody is on, if any."""
    for watch in draft.picture.watches.values():
        if person in watch.running or any(person in named for named in (watch.early, watch.leaving, watch.holders)):
            return watch.id
    return None
