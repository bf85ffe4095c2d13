"""What those above may do to an incident: verify and close it, void it, reassign it; and deal with a task."""

from typing import Literal

from msgspec.structs import replace

from command.domain import facts as f
from command.domain.choosing import Candidate, for_lead
from command.domain.dispatch import begin, candidate, dispatch, is_busy, meet_need, offer, unfit, withdraw
from command.domain.draft import Draft
from command.domain.filing import assign
from command.domain.freeing import release
from command.domain.loop.asking import ask_void
from command.domain.loop.common import leads, took_part
from command.domain.loop.ending import call_back_due, orders_end
from command.domain.loop.verifying import is_shown, may_verify, verified
from command.domain.permission import may_call, may_supervise
from command.domain.picture import Incident, Person
from command.domain.refusals import Refusal, refuse
from command.domain.safety.timers import work_over
from command.domain.sender import Asked
from command.domain.slots import close_slot, close_slots
from command.domain.standby import listed, standby_candidate, unfit_standby
from command.domain.storm.peak import is_held_out
from command.wire.requests import (
    CloseIncident,
    CloseTask,
    OrderDispatch,
    ReassignIncident,
    ReferIncident,
    VoidIncident,
)

Outcome = Literal["settled", "handled", "no_action"]
WorkEnd = Literal["reassigned", "incident_closed", "incident_voided", "suspended"]


def close_incident(draft: Draft, asked: Asked, request: CloseIncident) -> Refusal | None:
    """核查结案: only what was handled, and never by the handler. `no_action` closes what needs nobody, with a note."""
    incident, refusal = _incident(draft, asked, request.incident, "incident.close")
    if incident is None:
        return refusal
    if took_part(incident, asked.sender):
        return refuse("own_work")
    handled = request.outcome == "handled"
    refusal = may_verify(asked, incident) if handled else None
    if refusal is not None:
        return refusal
    if handled and not is_shown(incident):
        return refuse("feedback_missing")
    if not handled and not request.note.strip():
        return refuse("reason_needed")
    freed = end_work(draft, incident, "incident_closed", asked.sender.id)
    if handled:
        verified(draft, asked, incident, request.note)
    outcome: Outcome = "settled" if handled and incident.way.sampled else request.outcome
    close(draft, incident, outcome, asked.sender.id, request.note, request=asked.request)
    for person in freed:
        release(draft, person)
    return None


def close(
    draft: Draft, incident: Incident, outcome: Outcome, by: str, note: str = "", *, request: str | None = None
) -> None:
    """结案, with what that ends and begins. `by` is empty when nobody had to verify it."""
    orders_end(draft, incident, "incident_closed")
    call_back_due(draft, incident)
    closed = f.IncidentClosed(request=request, incident=incident.id, outcome=outcome, by=by, note=note)
    draft.add(closed, *([by] if by else []))


def void(draft: Draft, incident: Incident, by: str, reason: str, *, request: str) -> None:
    """作废: whoever is at work on it is free for something else."""
    freed = end_work(draft, incident, "incident_voided", by)
    orders_end(draft, incident, "incident_voided")
    draft.add(f.IncidentVoided(request=request, incident=incident.id, by=by, reason=reason), by)
    for person in freed:
        release(draft, person)


def void_incident(draft: Draft, asked: Asked, request: VoidIncident) -> Refusal | None:
    """作废: by a watch leader or a coordinator, with a reason; anybody else here asks them for it."""
    incident, refusal = _incident(draft, asked, request.incident, "incident.void")
    if incident is None:
        return refusal
    if not leads(asked.sender):
        return ask_void(draft, asked, incident, request)
    if not request.reason.strip():
        return refuse("reason_needed")
    void(draft, incident, asked.sender.id, request.reason, request=asked.request)
    return None


def reassign_incident(draft: Draft, asked: Asked, request: ReassignIncident) -> Refusal | None:
    """改派: whoever has it is told it is theirs no longer; it goes to `to`, or dispatch starts over in a new round.

    Dispatch is left to the clock, whose deadline is due at once: whoever decides this may hear no phones.
    """
    incident, refusal = _incident(draft, asked, request.incident, "incident.reassign")
    if incident is None:
        return refusal
    if not request.reason.strip():
        return refuse("reason_needed")
    if incident.status in ("suspended", "returned"):
        return refuse("suspended" if incident.status == "suspended" else "ruling_pending")
    if request.to is not None and is_held_out(draft, incident):
        return refuse("outdoor_peak")
    to = draft.picture.people.get(request.to) if request.to is not None else None
    refusal = _unfit(asked, request, to)
    if refusal is not None:
        return refusal
    overrode = _overrode(draft, incident, to)
    reassigned = f.IncidentReassigned(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        reason=request.reason,
        to=request.to,
        next=draft.deadline(incident, "dispatch", draft.now, round_=1),
    )
    draft.add(reassigned, asked.sender.id)
    freed = end_work(draft, incident, "reassigned", asked.sender.id)
    if to is not None:
        for slot in [draft.picture.slots[id_] for id_ in incident.slots]:
            if slot.handler == to.id or (slot.offer and draft.picture.offers[slot.offer].person == to.id):
                close_slot(draft, slot, "reassigned", asked.sender.id)
        assign(draft, incident, to.id, to.name, by=asked.sender.id, reason=request.reason, overrode=overrode)
    for person in freed:
        release(draft, person)
    return None


def order_dispatch(draft: Draft, asked: Asked, request: OrderDispatch) -> Refusal | None:
    """派单 at once: what was held for an operator's key, or what nobody could be found for."""
    incident, refusal = _incident(draft, asked, request.incident, "incident.dispatch")
    if incident is None:
        return refusal
    held = incident.next.kind if incident.next is not None else ""
    is_held = held in ("confirm", "accept")
    refusal = _undispatchable(draft, asked, incident, held, is_held=is_held)
    if refusal is not None:
        return refusal
    to = draft.situation.workers.get(request.to or "")
    at_home = to is not None and to in listed(draft, incident)
    if request.to is not None:
        if to is None:
            return refuse("person_unknown")
        why = (unfit_standby if at_home else unfit)(draft, for_lead(incident, again=True), to)
        if why is not None:
            return refuse("person_unfit", why=why)
    ordered = f.DispatchOrdered(
        request=asked.request,
        incident=incident.id,
        by=asked.sender.id,
        by_name=asked.sender.name,
        next=draft.deadline(incident, "dispatch", draft.now),
    )
    draft.add(ordered, asked.sender.id)
    if to is not None:
        offer(draft, incident, named(draft, incident, to, at_home=at_home))
        meet_need(draft, incident)
    elif is_held:
        begin(draft, incident)
    else:
        dispatch(draft, incident, round_=1)
    return None


def named(draft: Draft, incident: Incident, to: Person, *, at_home: bool) -> Candidate:
    """Somebody whom an operator picked, on duty or of the stand-by list."""
    if not at_home:
        return candidate(draft, incident, to.id, 1, {}, "named")
    found = standby_candidate(draft, incident, to, 1, {})
    return Candidate(to, replace(found.choice, tier="named"))


def _undispatchable(draft: Draft, asked: Asked, incident: Incident, held: str, *, is_held: bool) -> Refusal | None:
    if is_held_out(draft, incident):
        return refuse("outdoor_peak")
    if not is_held and incident.status != "unattended":
        return refuse("dispatched_already")
    return refuse("filing_not_leader") if held == "accept" and not leads(asked.sender) else None


def refer_incident(draft: Draft, asked: Asked, request: ReferIncident) -> Refusal | None:
    """已转: the first line knows. It changes nothing of our own work: a grid worker goes too."""
    incident, refusal = _incident(draft, asked, request.incident, "incident.refer")
    if incident is None:
        return refusal
    referred = f.IncidentReferred(
        request=asked.request,
        incident=incident.id,
        to=request.to,
        reference=request.reference.strip(),
        referral=draft.new_id(),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(referred, asked.sender.id)
    return None


def close_task(draft: Draft, asked: Asked, request: CloseTask) -> Refusal | None:
    """An operator has looked at an entry that was set aside."""
    if not may_call(list(asked.sender.roles), "task.close"):
        return refuse("not_allowed")
    if request.task not in draft.picture.tasks:
        return refuse("task_unknown")
    draft.add(
        f.TaskDone(request=asked.request, task=request.task, by=asked.sender.id, note=request.note), asked.sender.id
    )
    return None


def _incident(draft: Draft, asked: Asked, id_: str, method: str) -> tuple[Incident | None, Refusal | None]:
    if not may_call(list(asked.sender.roles), method):
        return None, refuse("not_allowed")
    incident = draft.picture.incidents.get(id_)
    if incident is not None:
        if may_supervise(asked.sender, incident):
            return incident, None
        return None, refuse("incident_unknown")
    past = draft.past_incident(id_)
    return None, refuse("incident_over", status=past) if past is not None else refuse("incident_unknown")


def _unfit(asked: Asked, request: ReassignIncident, to: Person | None) -> Refusal | None:
    """A coordinator may set every rule aside but these: there is such a person, and it is their trade."""
    if request.to is None:
        return None
    if to is None or not {"worker", "supervisor"}.intersection(to.roles) or not to.active:
        return refuse("person_unknown")
    if "coordinator" in asked.sender.roles:
        return None
    if "worker" not in to.roles:
        return refuse("person_unknown")
    return None if to.on_duty and to.leaving is None else refuse("person_unfit", why="off_duty")


def _overrode(draft: Draft, incident: Incident, to: Person | None) -> tuple[str, ...]:
    """Which of the rules of dispatch speak against this person: kept with the assignment."""
    if to is None:
        return ()
    broken = {
        "off_duty": not to.on_duty or to.leaving is not None,
        "busy": to.on_duty and is_busy(draft.situation, to.id, incident.priority),
        "unreachable": not draft.reachable(to.id),
        "asked": to.id in incident.tried,
        "reporter": to.id in incident.reporters,
    }
    return tuple(why for why, is_so in broken.items() if is_so)


def end_work(draft: Draft, incident: Incident, why: WorkEnd, by: str) -> list[str]:
    """Take back the offers and work of an incident; who was asked about it or had it is free again."""
    asked = draft.picture.offers.get(incident.offer or "")
    withdraw(draft, incident, "withdrawn" if why in ("reassigned", "suspended") else "incident_closed", by)
    held = draft.picture.assignments.get(incident.assignment or "")
    if held is not None:
        ended = f.AssignmentEnded(
            assignment=held.id, incident=incident.id, person=held.person, why=why, by=by, unit=held.unit
        )
        draft.add(ended)
        work_over(draft, held.id)
    freed = [work.person for work in (asked, held) if work is not None]
    if why == "reassigned":
        return freed
    return freed + close_slots(draft, incident, "released" if why == "suspended" else why, by)
