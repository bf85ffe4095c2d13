"""真实事件: somebody is taken out of a drill, and let in again. What they held in it goes to others at once."""

from command.domain import facts as f
from command.domain.dispatch import close_offer, dispatch, fill, offer_over
from command.domain.draft import Draft
from command.domain.drill.common import stands_still
from command.domain.drill.notices import directors
from command.domain.facts.drill import TakenWhy
from command.domain.freeing import release
from command.domain.kept.drill import DrillParticipant
from command.domain.refusals import Refusal, refuse
from command.domain.rostering.ending import leave_duty
from command.domain.sender import Asked
from command.domain.slots import take_back
from command.wire.requests import Readmit, TakeOut


def take_out(draft: Draft, asked: Asked, request: TakeOut) -> Refusal | None:
    """A director takes somebody out."""
    return take(draft, request.person, "director", by=asked.sender.id, request=asked.request)


def take(draft: Draft, person: str, why: TakenWhy, *, by: str = "", request: str | None = None) -> Refusal | None:
    """The same, whoever or whatever asks for it; nothing if they are out already."""
    known = draft.picture.participants.get(person)
    if known is None:
        return refuse("participant_unknown")
    if not known.is_in:
        return refuse("participant_out")
    if known.participant.part == "director" and (refusal := _directed(draft, known, by)) is not None:
        return refusal
    draft.add(f.ParticipantTaken(request=request, person=person, why=why, by=by), *([by] if by else []))
    account = draft.picture.people.get(person)
    if account is not None and account.on_duty:
        leave_duty(draft, person, "taken_out")
    _hand_on(draft, person)
    if account is not None and account.unit is not None and not _read(draft, account.unit):
        _hand_on(draft, account.unit)
    return None


def _directed(draft: Draft, leaving: DrillParticipant, by: str) -> Refusal | None:
    """Whether a director may go: somebody must be there who can pause and stop, and no director makes themselves the
    only one by taking out the other, who may be about to stop it."""
    others = [one for one in directors(draft.picture) if one != leaving.id]
    if not others:
        return refuse("director_last", name=leaving.name or leaving.id)
    if others == [by]:
        return refuse("director_other", name=leaving.name or leaving.id)
    return None


def _read(draft: Draft, unit: str) -> bool:
    """Whether anybody in the drill still reads the unit's desk."""
    known = draft.picture.units.get(unit)
    mine = draft.picture.participants
    return known is not None and any(desk in mine and mine[desk].is_in for desk in known.desks)


def _hand_on(draft: Draft, person: str) -> None:
    """Offers and work of theirs: the next best is asked, unless the drill stands still."""
    still = stands_still(draft.picture)
    for id_ in sorted(draft.situation.offers_of.get(person, ())):
        offer = draft.picture.offers[id_]
        close_offer(draft, offer, "off_duty")
        if not still:
            offer_over(draft, offer)
    for id_ in sorted(draft.situation.assignments_of.get(person, ())):
        work = draft.picture.assignments[id_]
        take_back(draft, work, "taken_out")
        if still:
            continue
        if work.slot is None:
            dispatch(draft, draft.picture.incidents[work.incident])
        elif work.slot in draft.picture.slots:
            fill(draft, draft.picture.slots[work.slot])


def readmit(draft: Draft, asked: Asked, request: Readmit) -> Refusal | None:
    """A director lets them in again: players are on duty, and offered what waits."""
    known = draft.picture.participants.get(request.person)
    if known is None:
        return refuse("participant_unknown")
    if known.is_in:
        return refuse("participant_in")
    draft.add(f.ParticipantBack(request=asked.request, person=known.id, by=asked.sender.id), asked.sender.id)
    if plays(known.participant.roles) and known.participant.part == "player":
        draft.add(f.DutyStarted(person=known.id, name=known.name))
        if not stands_still(draft.picture):
            release(draft, known.id)
    return None


def plays(roles: list[f.Role]) -> bool:
    """Whether somebody with these roles is on duty in a drill as soon as they are in it."""
    return not {"worker", "supervisor", "operator", "coordinator"}.isdisjoint(roles)
