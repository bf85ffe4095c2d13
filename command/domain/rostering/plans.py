"""排班表 and 临时排班: a group's days written out; and several at once, all or none."""

from datetime import time, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Plan, Roster
from command.domain.roster.hours import day_of, instant
from command.domain.rostering.above import may_roster
from command.domain.rostering.clashes import first_overlap
from command.domain.rostering.groups import same_name, unknown_member
from command.domain.sender import Asked
from command.wire.requests import ImportRoster, PlanData, SetPlan

_LONGEST = 62
_DAY = timedelta(days=1)


def set_plan(draft: Draft, asked: Asked, request: SetPlan) -> Refusal | None:
    """One plan. A temporary one needs a reason: it silences swaps, leave and overrides of its days."""
    if request.temporary and not request.reason.strip():
        return refuse("reason_needed")
    refusal = unfit_plan(draft, asked, request.plan, temporary=request.temporary)
    if refusal is not None:
        return refusal
    fact = _fact(draft, asked, request.plan, request=asked.request, temporary=request.temporary, reason=request.reason)
    draft.add(fact, asked.sender.id)
    return None


def import_roster(draft: Draft, asked: Asked, request: ImportRoster) -> Refusal | None:
    """Every plan of a file, or none: each is looked at with those before it already written down."""
    refusal = unfit_plans(draft, asked, request.plans)
    if refusal is not None:
        return refusal
    facts = [_fact(draft, asked, plan) for plan in request.plans]
    for fact in facts:
        draft.add(fact)
    turns = sum(len(day.people) for plan in request.plans for day in plan.days)
    done = f.RosterImported(request=asked.request, plans=[fact.plan for fact in facts], turns=turns, by=asked.sender.id)
    draft.add(done, asked.sender.id)
    return None


def unfit_plans(draft: Draft, asked: Asked, plans: list[PlanData]) -> Refusal | None:
    """What is wrong with the first of these plans that something is wrong with; nothing is written down."""
    made: list[Plan] = []
    for plan in plans:
        refusal = _unfit_alone(draft, asked, plan)
        if refusal is not None:
            return refusal
        made.append(_plan(plan, number=draft.picture.number + len(made) + 1))
    roster = _roster_with(draft, made)
    for plan in plans:
        refusal = _overlaps(draft, roster, plan)
        if refusal is not None:
            return refusal
    return None


def unfit_plan(draft: Draft, asked: Asked, plan: PlanData, *, temporary: bool) -> Refusal | None:
    """What is wrong with a plan, if anything."""
    refusal = _unfit_alone(draft, asked, plan)
    if refusal is not None:
        return refusal
    made = _plan(plan, number=draft.picture.number + 1, temporary=temporary)
    return _overlaps(draft, _roster_with(draft, [made]), plan)


def _unfit_alone(draft: Draft, asked: Asked, plan: PlanData) -> Refusal | None:
    group = draft.picture.groups.get(plan.group)
    if group is None or not may_roster(asked.sender, group):
        return refuse("group_unknown")
    days = (plan.last - plan.first).days
    if not 0 <= days < _LONGEST or any(not plan.first <= one.day <= plan.last for one in plan.days):
        return refuse("plan_days", first=plan.first.isoformat(), last=plan.last.isoformat())
    if plan.last < day_of(draft.now, draft.policy.zone):
        return refuse("plan_past", last=plan.last.isoformat())
    for day in plan.days:
        if day.shift >= len(plan.shifts):
            return refuse("plan_shift_unknown", day=day.day.isoformat())
    people = dict.fromkeys(person for day in plan.days for person in day.people)
    return unknown_member(draft, list(people)) or same_name(plan.shifts)


def _overlaps(draft: Draft, roster: Roster, plan: PlanData) -> Refusal | None:
    starts = instant(plan.first, time(), draft.policy.zone)
    ends = instant(plan.last + _DAY, time(), draft.policy.zone)
    return first_overlap(draft, roster, plan.group, starts, ends)


def _roster_with(draft: Draft, plans: list[Plan]) -> Roster:
    p = draft.picture
    all_plans = [*p.plans.values(), *plans]
    return Roster(
        draft.policy.zone, p.groups.values(), all_plans, p.overrides.values(), p.swaps.values(), p.leaves.values()
    )


def _plan(plan: PlanData, *, number: int, temporary: bool = False) -> Plan:
    return Plan(
        id=f"{number}",
        number=number,
        group=plan.group,
        first=plan.first,
        last=plan.last,
        shifts=plan.shifts,
        days=plan.days,
        temporary=temporary,
    )


def _fact(
    draft: Draft,
    asked: Asked,
    plan: PlanData,
    *,
    request: str | None = None,
    temporary: bool = False,
    reason: str = "",
) -> f.PlanSet:
    """A plan leaves the picture a day after its last day: its last night is over then."""
    return f.PlanSet(
        request=request,
        plan=draft.new_id(),
        group=plan.group,
        area=draft.picture.groups[plan.group].area,
        first=plan.first,
        last=plan.last,
        shifts=plan.shifts,
        days=plan.days,
        temporary=temporary,
        reason=reason.strip(),
        by=asked.sender.id,
        due=instant(plan.last + 2 * _DAY, time(), draft.policy.zone),
    )
