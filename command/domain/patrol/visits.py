"""走访 and 特殊关照: who is on a list is visited with one touch; an order puts everybody of an area on a list."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.patrol import Care, WorkDay
from command.domain.patrol.day import leaders_of
from command.domain.patrol.rounds import phones_time
from command.domain.permission import covers
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import OrderCare, RecordVisit


def record_visit(draft: Draft, asked: Asked, request: RecordVisit) -> Refusal | None:
    """Somebody on one's own list, or on that of a colleague of the same grid. *Absent* is a try: they stay due on the
    days to come."""
    day, care = _on_day(draft, asked, request.resident), _on_care(draft, asked, request.resident)
    if day is None and care is None and not _is_unattended(draft, asked, request.resident):
        return refuse("visit_unknown")
    lists = [one for one in (day, care) if one is not None]
    if lists and all(request.resident in one.done for one in lists):
        return refuse("visited_already")
    recorded = f.VisitRecorded(
        request=asked.request,
        visit=draft.new_id(),
        day=day.id if day is not None else None,
        care=care.id if care is not None else None,
        person=asked.sender.id,
        area=next(iter(asked.sender.areas)),
        resident=request.resident,
        outcome=request.outcome,
        note=request.note.strip(),
        spot=asked.spot,
        at_door=phones_time(draft, asked, request.at),
    )
    draft.add(recorded, asked.sender.id)
    if care is not None and not care.missed:
        draft.add(f.CareClosed(care=care.id, area=care.area))
    return None


def order_care(draft: Draft, asked: Asked, request: OrderCare) -> Refusal | None:
    """Everybody in special need in an area is to be looked after, each by their own worker, until a time."""
    if not covers(asked.sender, request.area):
        return refuse("not_allowed")
    if request.until <= draft.now:
        return refuse("care_late")
    people = draft.picture.people
    fit = {
        who: list(dict.fromkeys(residents)) for who, residents in request.visits.items() if who in people and residents
    }
    if not fit:
        return refuse("care_empty")
    ordered = f.CareOrdered(
        request=asked.request,
        care=draft.new_id(),
        area=request.area,
        why=request.why,
        reason=request.reason.strip(),
        visits=fit,
        by=asked.sender.id,
        by_name=asked.sender.name,
        due=request.until,
    )
    draft.add(ordered, asked.sender.id)
    return None


def care_due(draft: Draft, care: Care) -> None:
    """The time is up: who was not looked after is told to their workers' leaders and to whoever ordered it."""
    told: dict[str, None] = {care.by: None}
    for who in care.missed:
        person = draft.picture.people.get(who)
        for grid in person.areas if person is not None else ():
            told |= dict.fromkeys(leaders_of(draft, grid))
    draft.add(f.CareClosed(care=care.id, area=care.area, missed=care.missed, told=list(told)))


def _on_day(draft: Draft, asked: Asked, resident: str) -> WorkDay | None:
    """The open day whose list the resident is on: one's own first, else a colleague's of the same grid."""
    days = [day for day in draft.picture.days.values() if resident in day.visits and day.area in asked.sender.areas]
    return min(days, key=lambda day: (day.person != asked.sender.id, day.id), default=None)


def _is_unattended(draft: Draft, asked: Asked, resident: str) -> bool:
    """Whether they are on nobody's list this evening: whoever is on duty in their grid may go."""
    lists = (one.unattended for one in draft.picture.evenings.values())
    return any(resident in of and of[resident].grid in asked.sender.areas for of in lists)


def _on_care(draft: Draft, asked: Asked, resident: str) -> Care | None:
    for care in draft.picture.cares.values():
        for who, residents in care.visits.items():
            if resident in residents and (who == asked.sender.id or _is_colleague(draft, who, asked)):
                return care
    return None


def _is_colleague(draft: Draft, who: str, asked: Asked) -> bool:
    other = draft.picture.people.get(who)
    return other is not None and not set(other.areas).isdisjoint(asked.sender.areas)
