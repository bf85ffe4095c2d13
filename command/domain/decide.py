"""`decide`: any durable request, decided. One table from method to rule."""

from collections.abc import Callable
from typing import Any

from command.domain import facts as f
from command.domain.advancing import advance_assignment, confirm_arrival
from command.domain.alerts.telling import read_alert, send_alert, withdraw_alert
from command.domain.answering import answer_offer
from command.domain.attention.desk import close_attention, give_back_attention, shelve_attention, take_attention
from command.domain.bulletin.releasing import draft_bulletin, drop_bulletin, release_bulletin
from command.domain.draft import Draft
from command.domain.drill.common import gate
from command.domain.drill.directing import add_inject, hold_inject, release_inject, repeat_inject, skip_inject
from command.domain.drill.improving import conclude_drill, improve_drill
from command.domain.drill.noting import answer_inject, note_drill
from command.domain.drill.running import pause_drill, resume_drill, stop_drill
from command.domain.drill.taking import readmit, take_out
from command.domain.duty import check_in, check_out
from command.domain.filing import submit_report
from command.domain.loop.asking import ask_extension, ask_suspension
from command.domain.loop.calling import make_call_back, reopen_incident
from command.domain.loop.changing import change_limits
from command.domain.loop.handing import answer_handover, move_referral
from command.domain.loop.orders import order_supervision, reply_supervision
from command.domain.loop.returning import return_incident
from command.domain.loop.ruling import rule_incident
from command.domain.loop.suspending import resume_incident
from command.domain.loop.verifying import give_feedback, order_rework
from command.domain.mode.deciding import (
    approve_mode,
    countersign_mode,
    propose_mode,
    record_superior,
    refuse_mode,
    review_mode,
    switch_alone,
    withdraw_mode,
)
from command.domain.mode.publishing import draft_plan, drop_plan, publish_plan
from command.domain.mode.tasks import finish_task
from command.domain.moving.listing import (
    add_evacuees,
    amend_evacuee,
    assign_evacuees,
    close_evacuation,
    open_evacuation,
    remove_evacuee,
)
from command.domain.moving.marking import correct_evacuee, mark_evacuee
from command.domain.moving.shelters import arrive_evacuee, close_shelter, count_shelter, set_shelter
from command.domain.needing import change_need
from command.domain.patrol.rounds import finish_round, start_round
from command.domain.patrol.visits import order_care, record_visit
from command.domain.permission import may_call
from command.domain.pressing import press_button
from command.domain.reach.watching import finish_call, report_contact
from command.domain.refusals import Refusal, refuse
from command.domain.registering import set_unit
from command.domain.rights import change_rights
from command.domain.rostering.groups import dissolve_group, set_group
from command.domain.rostering.leaves import ask_leave, decide_leave, withdraw_leave
from command.domain.rostering.overrides import set_override, withdraw_item
from command.domain.rostering.plans import import_roster, set_plan
from command.domain.rostering.relief import sign_relief
from command.domain.rostering.swaps import answer_swap, ask_swap, decide_swap, withdraw_swap
from command.domain.safety.rollcall import answer_rollcall, close_rollcall, open_rollcall
from command.domain.safety.sos import acknowledge_sos, cancel_sos, raise_sos
from command.domain.safety.timers import answer_timer, start_timer
from command.domain.sender import Asked
from command.domain.sitrep.handing import hand_in
from command.domain.sitrep.making import correct_sitrep, cut_sitrep, drop_sitrep, send_sitrep
from command.domain.storm.tracking import confirm_storm, end_storm, lift_peak, send_out, track_storm
from command.domain.summons.answering import answer_summons
from command.domain.supervising import (
    close_incident,
    close_task,
    order_dispatch,
    reassign_incident,
    refer_incident,
    void_incident,
)
from command.domain.tiers import call_more, mark_seen, release_slot, route_incident, urge_incident
from command.domain.universe import exercise_of
from command.domain.warning.proposing import dismiss_proposal, take_proposal
from command.domain.warning.receiving import receive_warning

_Rule = Callable[[Draft, Asked, Any], Refusal | None]
RULES: dict[str, _Rule] = {
    "alert.send": send_alert,
    "alert.read": read_alert,
    "alert.withdraw": withdraw_alert,
    "report.submit": submit_report,
    "offer.answer": answer_offer,
    "assignment.advance": advance_assignment,
    "assignment.confirm": confirm_arrival,
    "duty.check_in": check_in,
    "duty.check_out": check_out,
    "button.press": press_button,
    "incident.dispatch": order_dispatch,
    "incident.refer": refer_incident,
    "incident.close": close_incident,
    "incident.void": void_incident,
    "incident.reassign": reassign_incident,
    "incident.extend": ask_extension,
    "incident.suspend": ask_suspension,
    "incident.rule": rule_incident,
    "incident.resume": resume_incident,
    "incident.feedback": give_feedback,
    "incident.rework": order_rework,
    "incident.return": return_incident,
    "incident.reopen": reopen_incident,
    "incident.supervise": order_supervision,
    "supervision.reply": reply_supervision,
    "incident.call_back": make_call_back,
    "referral.move": move_referral,
    "handover.answer": answer_handover,
    "limits.change": change_limits,
    "need.change": change_need,
    "unit.set": set_unit,
    "rights.change": change_rights,
    "incident.call": call_more,
    "slot.release": release_slot,
    "incident.seen": mark_seen,
    "incident.route": route_incident,
    "incident.urge": urge_incident,
    "task.close": close_task,
    "round.start": start_round,
    "round.finish": finish_round,
    "visit.record": record_visit,
    "care.order": order_care,
    "rollcall.open": open_rollcall,
    "rollcall.answer": answer_rollcall,
    "rollcall.close": close_rollcall,
    "sos.raise": raise_sos,
    "sos.acknowledge": acknowledge_sos,
    "sos.cancel": cancel_sos,
    "timer.start": start_timer,
    "timer.answer": answer_timer,
    "roster.set_group": set_group,
    "roster.dissolve": dissolve_group,
    "roster.plan": set_plan,
    "roster.import": import_roster,
    "roster.override": set_override,
    "roster.withdraw": withdraw_item,
    "swap.ask": ask_swap,
    "swap.answer": answer_swap,
    "swap.decide": decide_swap,
    "swap.withdraw": withdraw_swap,
    "leave.ask": ask_leave,
    "leave.decide": decide_leave,
    "leave.withdraw": withdraw_leave,
    "relief.sign": sign_relief,
    "contact.report": report_contact,
    "call.finish": finish_call,
    "warning.receive": receive_warning,
    "proposal.take": take_proposal,
    "proposal.dismiss": dismiss_proposal,
    "bulletin.draft": draft_bulletin,
    "bulletin.release": release_bulletin,
    "bulletin.drop": drop_bulletin,
    "evacuation.open": open_evacuation,
    "evacuation.close": close_evacuation,
    "evacuee.add": add_evacuees,
    "evacuee.assign": assign_evacuees,
    "evacuee.remove": remove_evacuee,
    "evacuee.mark": mark_evacuee,
    "evacuee.arrive": arrive_evacuee,
    "evacuee.amend": amend_evacuee,
    "evacuee.correct": correct_evacuee,
    "shelter.set": set_shelter,
    "shelter.count": count_shelter,
    "shelter.close": close_shelter,
    "storm.track": track_storm,
    "storm.confirm": confirm_storm,
    "storm.end": end_storm,
    "storm.lift": lift_peak,
    "summons.answer": answer_summons,
    "incident.send_out": send_out,
    "mode.propose": propose_mode,
    "mode.approve": approve_mode,
    "mode.refuse": refuse_mode,
    "mode.withdraw": withdraw_mode,
    "mode.switch_alone": switch_alone,
    "mode.countersign": countersign_mode,
    "mode.review": review_mode,
    "mode.superior": record_superior,
    "response_plan.draft": draft_plan,
    "response_plan.publish": publish_plan,
    "response_plan.drop": drop_plan,
    "grid_task.finish": finish_task,
    "attention.take": take_attention,
    "attention.give_back": give_back_attention,
    "attention.shelve": shelve_attention,
    "attention.close": close_attention,
    "sitrep.hand_in": hand_in,
    "sitrep.cut": cut_sitrep,
    "sitrep.send": send_sitrep,
    "sitrep.correct": correct_sitrep,
    "sitrep.drop": drop_sitrep,
    "drill.hold": hold_inject,
    "drill.release": release_inject,
    "drill.skip": skip_inject,
    "drill.repeat": repeat_inject,
    "drill.add": add_inject,
    "drill.pause": pause_drill,
    "drill.resume": resume_drill,
    "drill.stop": stop_drill,
    "drill.take": take_out,
    "drill.readmit": readmit,
    "drill.note": note_drill,
    "drill.answer": answer_inject,
    "drill.improve": improve_drill,
    "drill.conclude": conclude_drill,
}


def decide(draft: Draft, asked: Asked, method: str, request: object) -> Refusal | None:
    """Decide a request, adding facts to the draft; exactly one of them answers the sender.

    A refusal is returned and is a fact too (`RequestRefused`), in the sender's language.
    """
    refusal = _refused(draft, asked, method, request)
    if refusal is not None:
        told = refusal.told(asked.language or asked.sender.language)
        draft.add(f.RequestRefused(request=asked.request, method=method, refusal=told), asked.sender.id)
    return refusal


def _refused(draft: Draft, asked: Asked, method: str, request: object) -> Refusal | None:
    rule = RULES.get(method)
    if rule is None:
        return refuse("unknown_method", method=method)
    exercise = getattr(request, "exercise", None)
    if exercise != exercise_of(draft.situation.universe):  # before all else: it is another universe's business
        return refuse("exercise_unknown", exercise=exercise or "-")
    if not asked.sender.active or not may_call(list(asked.sender.roles), method):
        return refuse("not_allowed")
    return gate(draft.picture, asked.sender, method) or rule(draft, asked, request)
