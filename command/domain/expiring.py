"""Deadlines: what silence leads to. Each open incident has exactly one next deadline; each step happens once."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from command.domain import facts as f
from command.domain.alerts.telling import alert_due
from command.domain.attention.desk import attention_due, flow_due
from command.domain.bulletin.releasing import bulletin_due
from command.domain.dispatch import begin, close_offer, dispatch
from command.domain.draft import Draft
from command.domain.drill.common import stands_still
from command.domain.drill.giving import inject_due, notice_due, participant_due
from command.domain.kept import due_of
from command.domain.leading import who_rules
from command.domain.limits import due_in
from command.domain.loop.calling import call_back_missed
from command.domain.loop.handing import handover_due
from command.domain.loop.orders import overdue_ordered, supervision_due
from command.domain.loop.suspending import resume
from command.domain.mode.deciding import mode_due, switch_proposal_due
from command.domain.mode.recall import recall_due
from command.domain.mode.switch import carry_on
from command.domain.mode.tasks import tasks_due
from command.domain.moving.listing import evacuation_due
from command.domain.moving.shelters import list_due
from command.domain.patrol.day import day_due
from command.domain.patrol.visits import care_due
from command.domain.picture import Incident
from command.domain.reach.watching import report_due, silence_due
from command.domain.rostering.leaves import leave_due
from command.domain.rostering.overrides import override_over, plan_over
from command.domain.rostering.relief import relief_due
from command.domain.rostering.swaps import swap_due
from command.domain.rostering.watching import watch_due
from command.domain.safety.rollcall import rollcall_due
from command.domain.safety.sos import sos_due
from command.domain.safety.unanswered import timer_due
from command.domain.sitrep.making import chain_due, sitrep_due
from command.domain.slots import await_arrival, slot_due
from command.domain.storm.watching import storm_due
from command.domain.summons.answering import summons_due
from command.domain.upward import Climb, ring, told_in
from command.domain.warning.proposing import proposal_due
from command.domain.warning.receiving import cancel_due, warning_due


def pass_deadline(draft: Draft, incident_id: str, round_: int, step: int) -> bool:
    """Act on a deadline that is due. False, and nothing, if the incident has moved on since (another step is next)."""
    incident = draft.picture.incidents.get(incident_id)
    if incident is None or incident.next is None or stands_still(draft.picture):
        return False
    due = incident.next
    if (due.round, due.step) != (round_, step) or due.due > draft.now:
        return False
    match due.kind:
        case "answer":
            _offer_expired(draft, incident)
        case "resume":
            resume(draft, incident)
        case "retry" | "dispatch":
            dispatch(draft, incident, round_=int(due.kind == "retry"))
        case "confirm" | "accept" | "peak":
            begin(draft, incident, round_=int(due.kind == "peak"))
        case "arrive":
            await_arrival(draft, draft.picture.assignments[incident.assignment or ""])
        case "finish" | "verify" | "rule":
            _escalate(draft, incident, due)
    return True


_KEPT: dict[str, Callable[[Draft, Any], None]] = {
    "rollcalls": rollcall_due,
    "sos": sos_due,
    "timers": timer_due,
    "plans": plan_over,
    "overrides": override_over,
    "swaps": swap_due,
    "leaves": leave_due,
    "watches": watch_due,
    "reliefs": relief_due,
    "silences": silence_due,
    "contacts": report_due,
    "days": day_due,
    "cares": care_due,
    "slots": slot_due,
    "alerts": alert_due,
    "supervisions": supervision_due,
    "callbacks": call_back_missed,
    "handovers": handover_due,
    "warnings": warning_due,
    "cancels": cancel_due,
    "proposals": proposal_due,
    "bulletins": bulletin_due,
    "evacuations": evacuation_due,
    "movelists": list_due,
    "storms": storm_due,
    "modes": mode_due,
    "switchproposals": switch_proposal_due,
    "switchings": carry_on,
    "recalls": recall_due,
    "summonses": summons_due,
    "gridtasks": tasks_due,
    "attention": attention_due,
    "flow": flow_due,
    "sitrepchains": chain_due,
    "sitreps": sitrep_due,
    "participants": participant_due,
    "injects": inject_due,
    "notices": notice_due,
}


def pass_kept(draft: Draft, member: str, id_: str) -> bool:
    """Act on a kept thing whose time has come. False, and nothing, if it is gone or due later by now, or if the drill
    it belongs to stands still."""
    thing = getattr(draft.picture, member).get(id_)
    due = due_of(thing)
    if due is None or due > draft.now or stands_still(draft.picture):
        return False
    _KEPT[member](draft, thing)
    return True


def _offer_expired(draft: Draft, incident: Incident) -> None:
    offer = draft.picture.offers.get(incident.offer or "")
    if offer is not None:
        close_offer(draft, offer, "expired")
    dispatch(draft, incident)


def _again(draft: Draft, incident: Incident, kind: f.DeadlineKind) -> datetime:
    """The same limit once more, by the incident's own limits."""
    match kind:
        case "finish":
            return due_in(incident, "handle", draft.now, draft.policy)
        case "rule":
            return draft.now + draft.policy.ruling
        case _:
            return due_in(incident, "verify", draft.now, draft.policy)


def _escalate(draft: Draft, incident: Incident, passed: f.Deadline) -> None:
    """Tell the next level up, and set the same limit again: silence goes on being noticed.

    Only the duty leader, whoever it is by now, and the coordinators can rule on a return: nobody below is told.
    """
    up = ring(draft, incident, incident.level + 1)
    if passed.kind == "rule":
        told = told_in(draft, [*who_rules(draft).people, *draft.situation.coordinators])
        up = Climb(draft.policy.top_level, told, [])
    handler = [incident.handler] if incident.handler and incident.handler not in up.told else []
    draft.add(
        f.IncidentEscalated(
            incident=incident.id,
            category=incident.category,
            priority=incident.priority,
            grid=incident.place.grid,
            passed=passed,
            level=up.level,
            told=up.told + handler,
            skipped=up.skipped,
            next=draft.deadline(incident, passed.kind, _again(draft, incident, passed.kind)),
        )
    )
    if passed.kind == "finish":
        overdue_ordered(draft, incident)
