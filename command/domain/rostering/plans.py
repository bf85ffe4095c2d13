"""排班表 and 临时排班: a group's days written out; and several at once, all or none."""

from collections.abc import Iterator
from datetime import time, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.domain.roster import Plan, Roster
from command.domain.roster.hours import day_of, instant
from command.domain.rostering.above import may_roster
from command.domain.rostering.clashes import overlaps
from command.domain.rostering.faults import person_faults, shift_faults
from command.domain.rostering.groups import at_field
from command.domain.sender import Asked
from command.wire.requests import ImportRoster, PlanData, SetPlan

_LONGEST = 62
_DAY = timedelta(days=1)


def set_plan(draft: Draft, asked: Asked, request: SetPlan) -> Refusal | None:
    """One plan. A temporary one needs a reason: it silences swaps, leave and overrides of its days."""
    if request.temporary and not request.reason.strip():
        return refuse("reason_needed")
    faults = plan_faults(draft, asked.sender, request.plan, temporary=request.temporary)
    if faults:
        return faults[0]
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
        refusal = next(_faults_alone(draft, asked.sender, plan), None)
        if refusal is not None:
            return refusal
        made.append(_plan(plan, number=draft.picture.number + len(made) + 1))
    roster = _roster_with(draft, made)
    for plan in plans:
        refusal = next(_overlaps(draft, roster, plan), None)
        if refusal is not None:
            return refusal
    return None


def plan_faults(draft: Draft, sender: Person, plan: PlanData, *, temporary: bool) -> list[Refusal]:
    """Everything that is wrong with a plan, each with its field."""
    faults = list(_faults_alone(draft, sender, plan))
    return faults or list(_overlaps(draft, roster_with_plan(draft, plan, temporary=temporary), plan))


def roster_with_plan(draft: Draft, plan: PlanData, *, temporary: bool) -> Roster:
    """The roster as it would be with this plan in it."""
    return _roster_with(draft, [_plan(plan, number=draft.picture.number + 1, temporary=temporary)])


def _faults_alone(draft: Draft, sender: Person, plan: PlanData) -> Iterator[Refusal]:
    group = draft.picture.groups.get(plan.group)
    if group is None or not may_roster(sender, group):
        yield refuse("group_unknown", field="plan.group")
        return
    first, last = plan.first.isoformat(), plan.last.isoformat()
    if not 0 <= (plan.last - plan.first).days < _LONGEST:
        yield refuse("plan_days", first=first, last=last, field="plan.last")
    elif plan.last < day_of(draft.now, draft.policy.zone):
        yield refuse("plan_past", last=last, field="plan.last")
    yield from shift_faults(plan.shifts, "plan.shifts.{}")
    for n, one in enumerate(plan.days):
        if not plan.first <= one.day <= plan.last:
            yield refuse("plan_days", first=first, last=last, field=f"plan.days.{n}")
        if one.shift >= len(plan.shifts):
            yield refuse("plan_shift_unknown", day=one.day.isoformat(), field=f"plan.days.{n}")
    named = {person: f"plan.days.{n}" for n, one in reversed(list(enumerate(plan.days))) for person in one.people}
    yield from person_faults(draft, ((field, person) for person, field in named.items()))


def _overlaps(draft: Draft, roster: Roster, plan: PlanData) -> Iterator[Refusal]:
    starts = instant(plan.first, time(), draft.policy.zone)
    ends = instant(plan.last + _DAY, time(), draft.policy.zone)
    places = {(one.day.isoformat(), plan.shifts[one.shift].name): n for n, one in enumerate(plan.days)}
    for refusal in overlaps(draft, roster, plan.group, starts, ends):
        where = places.get((str(refusal.data["day"]), str(refusal.data["shift"])))
        yield at_field(refusal, f"plan.days.{where}" if where is not None else "plan.days")


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
