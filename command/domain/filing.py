"""立案: what becomes of a report. It is an incident of its own, or added to an open one of the same kind nearby."""

from datetime import UTC, datetime
from typing import Literal

from command.domain import facts as f
from command.domain.attention.flood import needs_no_key
from command.domain.category import CATEGORIES
from command.domain.dispatch import arrive_by, begin, close_offer, dispatch, fill, meet_need, withdraw
from command.domain.draft import Draft
from command.domain.freeing import release
from command.domain.geo import distance_m
from command.domain.limits import due_in, handled_by, is_drawn, span
from command.domain.loop.handing import handed_over
from command.domain.need import ONE_CLICK_WAITS, at_level
from command.domain.opening import Wanted, open_slot
from command.domain.picture import Incident, Offer
from command.domain.place import Spot
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.slots import close_slot, may_call_help
from command.domain.triage import by_level, may_merge, triage
from command.domain.units import desks
from command.domain.upward import is_watched
from command.domain.worktime import due_after
from command.wire.requests import SubmitReport


def submit_report(draft: Draft, asked: Asked, report: SubmitReport) -> Refusal | None:
    """File or merge a report; *help* is dispatched at once, *mine* assigned to the sender, *settled* closed."""
    if report.category not in CATEGORIES:
        return refuse("unknown_category", category=report.category)
    if asked.spot is None:
        return refuse("outside_district", district=draft.situation.district)
    if report.origin is not None and not {"operator", "coordinator"}.intersection(asked.sender.roles):
        return refuse("not_allowed")
    if report.disposition == "mine" and not {"worker", "supervisor"}.intersection(asked.sender.roles):
        return refuse("not_allowed")
    same = _same_matter(draft, report, asked.spot)
    if same is None:
        _file(draft, asked, report, asked.spot)
    else:
        _merge(draft, asked, report, asked.spot, *same)
    return None


def _same_matter(draft: Draft, report: SubmitReport, spot: Spot) -> tuple[Incident, int] | None:
    """The nearest open incident that this is another report of, and the metres to it."""
    if report.disposition == "settled" or not may_merge(report.category):
        return None
    oldest = draft.now - draft.policy.merge_window
    best: tuple[float, str, Incident] | None = None
    for incident in draft.situation.near(report.category, spot):
        metres = distance_m(spot.lat, spot.lon, incident.place.lat, incident.place.lon)
        if incident.status in ("handled", "suspended"):
            continue  # nobody is at work on it: whoever reports it now would find nobody coming
        if metres <= draft.policy.merge_radius_m and incident.last_report_at >= oldest:
            best = min(best or (metres, incident.id, incident), (metres, incident.id, incident), key=lambda x: x[:2])
    return (best[2], round(best[0])) if best is not None else None


def reported_at(draft: Draft, asked: Asked, at: datetime) -> tuple[datetime, float | None]:
    """The report's time (UTC) and, if the sender's clock was off by more than five minutes, by how many seconds:
    then it is the time of receipt."""
    off = (at - asked.received_at).total_seconds()
    if abs(off) <= draft.policy.clock_tolerance.total_seconds():
        return at.astimezone(UTC), None
    return asked.received_at, round(off, 1)


def _file(draft: Draft, asked: Asked, report: SubmitReport, spot: Spot) -> None:
    priority, reasons = by_level(
        draft.policy, report.category, *triage(report.category, report.hazard, report.disposition)
    )
    limits = draft.limits(report.category, priority)
    is_held = report.disposition == "help" and waits_for_leader(draft, report.category, priority)
    due = draft.deadline(None, "accept", _accept_by(draft, limits)) if is_held else _held(draft, report, priority)
    without_key = due is not None and needs_no_key(draft)
    at, off = reported_at(draft, asked, report.at)
    filed = f.IncidentFiled(
        incident=draft.new_id(),
        report=draft.new_id(),
        category=report.category,
        disposition=report.disposition,
        priority=priority,
        reasons=reasons,
        place=spot,
        text=report.text,
        photos=report.photos,
        hazard=report.hazard,
        reporter=asked.sender.id,
        reporter_name=asked.sender.name,
        caller=report.caller,
        reported_at=at,
        clock_off_s=off,
        limits=limits,
        handle_by=handled_by(limits, draft.now, draft.policy),
        need=draft.need(report.category, priority),
        next=None if without_key else due,
        without_key=without_key,
    )
    draft.add(filed)
    _answer(draft, asked, filed.report, filed.incident, "filed")
    if report.origin is not None:
        handed_over(draft, asked, filed.report, filed.incident, spot.grid, report.origin)
    if without_key or not is_held:
        _start(draft, asked, draft.picture.incidents[filed.incident])


def _held(draft: Draft, report: SubmitReport, priority: f.Priority) -> f.Deadline | None:
    """一键派单: some kinds wait a while for an operator who picks whom to send, if one is there to see it."""
    need = at_level(draft.need(report.category, priority), report.category, draft.policy)
    if report.disposition != "help" or not need.one_click or not is_watched(draft):
        return None
    return draft.deadline(None, "confirm", draft.now + ONE_CLICK_WAITS[priority - 1])


def _start(draft: Draft, asked: Asked, incident: Incident) -> None:
    match incident.disposition:
        case "settled":
            _settle(draft, asked, incident)
        case "mine":
            assign(draft, incident, asked.sender.id, asked.sender.name, by=asked.sender.id)
            meet_need(draft, incident)
        case "help" if incident.next is None:
            begin(draft, incident)
        case "help":
            pass  # waits for an operator's key; silence dispatches it


def waits_for_leader(draft: Draft, category: str, priority: f.Priority) -> bool:
    """Whether the watch leader decides on the filing. What endangers somebody or something never waits for that."""
    waits = priority > 2 and draft.rule(category).filing == "leader"
    return waits and "leader_filing" not in draft.policy.not_done


def _accept_by(draft: Draft, limits: f.Limits) -> datetime:
    kind, length = span(limits.accept)
    return due_after(kind, draft.now, length, draft.policy.calendar)


def _settle(draft: Draft, asked: Asked, incident: Incident) -> None:
    """Closed at once; a sample of them only when somebody else has looked."""
    if is_drawn(incident.id, draft.rule(incident.category).sample * draft.policy.sampling):
        due = draft.deadline(incident, "verify", due_in(incident, "verify", draft.now, draft.policy))
        draft.add(f.IncidentSampled(incident=incident.id, person=asked.sender.id, next=due))
        return
    draft.add(f.IncidentClosed(incident=incident.id, outcome="settled", by=asked.sender.id))


def handle_by(draft: Draft, incident: Incident) -> datetime:
    """When whoever gets it must be done: the limit runs from the first dispatch, whoever has it in the meantime."""
    return incident.handle_by or due_in(incident, "handle", draft.now, draft.policy)


def assign(
    draft: Draft,
    incident: Incident,
    person: str,
    name: str,
    *,
    by: str,
    reason: str = "",
    overrode: tuple[str, ...] = (),
    unit: str | None = None,
) -> None:
    """Give the lead of the incident to a person, or to a unit's desk (`unit`, its id), unasked."""
    draft.add(
        f.AssignmentMade(
            assignment=draft.new_id(),
            incident=incident.id,
            person=person,
            person_name=name,
            category=incident.category,
            priority=incident.priority,
            place=incident.place,
            grid=incident.place.grid,
            text=incident.text,
            photos=incident.photos,
            by=by,
            reason=reason,
            rework=incident.way.rework.count if incident.way.rework is not None else 0,
            handle_by=handle_by(draft, incident),
            next=draft.deadline(incident, "arrive", arrive_by(draft, incident, unit)),
            unit=unit,
            overrode=list(overrode),
        )
    )


def give(draft: Draft, incident: Incident, to: str, *, by: str, reason: str) -> bool:
    """Give the lead to whoever has this id, a person or a unit's desk. False, and nothing, if it may not have work any
    more: the account is closed, the unit dissolved, or nobody reads its desk."""
    unit = draft.picture.units.get(to)
    if unit is not None:
        if not unit.active or not desks(draft, unit):
            return False
        assign(draft, incident, unit.id, unit.name, by=by, reason=reason, unit=unit.id)
        return True
    person = draft.picture.people.get(to)
    if person is None or not person.active:
        return False
    assign(draft, incident, person.id, person.name, by=by, reason=reason)
    return True


def take_up(draft: Draft, offer: Offer, *, by: str, request: str, reason: str = "") -> None:
    """An offer is accepted: to lead, or to take a place beside the lead. Whoever accepted (`by`) hears of it too."""
    incident = draft.picture.incidents[offer.incident]
    due = arrive_by(draft, incident, offer.unit)
    made = f.AssignmentMade(
        request=request,
        assignment=draft.new_id(),
        offer=offer.id,
        incident=incident.id,
        person=offer.person,
        person_name=offer.person_name,
        category=incident.category,
        priority=incident.priority,
        place=incident.place,
        grid=incident.place.grid,
        text=incident.text,
        photos=incident.photos,
        by=by,
        reason=reason,
        rework=incident.way.rework.count if incident.way.rework is not None else 0,
        handle_by=handle_by(draft, incident),
        next=draft.deadline(incident, "arrive", due) if offer.slot is None else None,
        part=offer.part,
        slot=offer.slot,
        unit=offer.unit,
        due=due if offer.slot is not None else None,
    )
    draft.add(made, by)


def _merge(draft: Draft, asked: Asked, report: SubmitReport, spot: Spot, incident: Incident, metres: int) -> None:
    priority, reasons = by_level(
        draft.policy, report.category, *triage(report.category, report.hazard, report.disposition)
    )
    at, off = reported_at(draft, asked, report.at)
    raised = priority < incident.priority
    is_handler = asked.sender.id == incident.handler or asked.sender.id in incident.crew
    limits = draft.limits(incident.category, priority) if raised else None
    merged = f.ReportMerged(
        incident=incident.id,
        report=draft.new_id(),
        category=report.category,
        disposition=report.disposition,
        priority=priority if raised else incident.priority,
        raised=raised,
        reasons=reasons if raised else incident.reasons,
        place=spot,
        text=report.text,
        photos=report.photos,
        hazard=report.hazard,
        reporter=asked.sender.id,
        reporter_name=asked.sender.name,
        caller=report.caller,
        reported_at=at,
        clock_off_s=off,
        distance_m=metres,
        limits=limits,
        need=draft.need(incident.category, priority) if raised else None,
        handle_by=_sooner(draft, incident, limits) if limits is not None else None,
        next=_tightened(draft, incident, limits) if limits is not None else None,
    )
    draft.add(merged)
    _answer(draft, asked, merged.report, incident.id, "merged")
    if report.origin is not None:
        handed_over(draft, asked, merged.report, incident.id, spot.grid, report.origin)
    _take_over(draft, asked, report, incident)
    if incident.slots or is_handler:
        _beside(draft, asked, report, incident, is_handler=is_handler, raised=raised)
    if raised and incident.status != "filed":
        meet_need(draft, incident)
    if raised and incident.status in ("unattended", "held"):
        dispatch(draft, incident)  # who is busy with something less urgent can be asked now


def _tightened(draft: Draft, incident: Incident, limits: f.Limits) -> f.Deadline | None:
    """The deadline that runs, by the limit of the new priority; None if it is due sooner anyhow."""
    last = incident.next
    by_kind = {"answer": limits.answer, "arrive": limits.arrive, "finish": limits.handle}
    if last is None or last.kind not in by_kind:
        return None
    kind, length = span(by_kind[last.kind])
    due = due_after(kind, draft.now, length, draft.policy.calendar)
    return draft.deadline(incident, last.kind, due) if due < last.due else None


def _sooner(draft: Draft, incident: Incident, limits: f.Limits) -> datetime | None:
    """When it must be done by the new limits; None if nobody has it yet, or it is due sooner anyhow."""
    kind, length = span(limits.handle)
    due = due_after(kind, draft.now, length, draft.policy.calendar)
    return due if incident.handle_by is not None and due < incident.handle_by else None


def _take_over(draft: Draft, asked: Asked, report: SubmitReport, incident: Incident) -> None:
    """*mine* about something nobody has yet: the sender has it. And who reported a thing is not sent to it."""
    if incident.status not in ("filed", "offered", "unattended", "held"):
        return
    offer = draft.picture.offers.get(incident.offer or "")
    if report.disposition == "mine":
        _leave_crew(draft, asked, incident)
        withdraw(draft, incident, "withdrawn", by=asked.sender.id)
        assign(draft, incident, asked.sender.id, asked.sender.name, by=asked.sender.id)
        if offer is not None:
            release(draft, offer.person)
        return
    if offer is not None and offer.person == asked.sender.id:
        withdraw(draft, incident, "withdrawn", by=asked.sender.id)
        dispatch(draft, incident)


def _leave_crew(draft: Draft, asked: Asked, incident: Incident) -> None:
    """Whoever takes the lead no longer holds a place beside it."""
    for slot in [draft.picture.slots[id_] for id_ in incident.slots]:
        if slot.handler == asked.sender.id:
            close_slot(draft, slot, "reassigned", by=asked.sender.id)


def _beside(
    draft: Draft, asked: Asked, report: SubmitReport, incident: Incident, *, is_handler: bool, raised: bool
) -> None:
    """What a further report means for the places beside the lead: a handler's own call for help brings one more."""
    for slot in [draft.picture.slots[id_] for id_ in incident.slots]:
        offer = draft.picture.offers.get(slot.offer or "")
        if offer is not None and offer.person == asked.sender.id:
            close_offer(draft, offer, "withdrawn", by=asked.sender.id)
            fill(draft, slot)
        elif raised and slot.status == "unattended":
            fill(draft, slot)
    if is_handler and report.disposition == "help" and may_call_help(draft, incident, asked.sender.id):
        called = Wanted(why="called", by=asked.sender.id, reason=report.text[:200])
        fill(draft, open_slot(draft, incident, called))


def _answer(draft: Draft, asked: Asked, report: str, incident: str, outcome: Literal["filed", "merged"]) -> None:
    stored = f.ReportStored(request=asked.request, report=report, incident=incident, outcome=outcome)
    draft.add(stored, asked.sender.id)
