"""What silence of somebody in danger leads to: they are asked, then their leader and the operators know, then it is a
call for help.
"""

from datetime import timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.sos import Timer
from command.domain.place import Spot
from command.domain.safety.sos import raise_for
from command.domain.safety.timers import ended
from command.domain.upward import appointed_up_to

_OPERATORS = 3
"""The level of `upward` that is the district's operators: they and all below are told."""


def timer_due(draft: Draft, timer: Timer) -> None:
    """Ask; then tell the group leader and the operators; then call for help."""
    match timer.stage:
        case "running":
            due = draft.now + min(draft.policy.timer_ask, timedelta(seconds=timer.period_s / 2))
            draft.add(f.TimerAsked(timer=timer.id, person=timer.person, area=timer.area, due=due))
        case "asked":
            told = appointed_up_to(draft, timer.area, _OPERATORS)
            due = draft.now + draft.policy.timer_missed
            missed = f.TimerMissed(
                timer=timer.id,
                person=timer.person,
                person_name=timer.person_name,
                area=timer.area,
                told=told,
                due=due,
            )
            draft.add(missed)
        case "missed":
            _call(draft, timer)


def _call(draft: Draft, timer: Timer) -> None:
    draft.add(ended(timer, "sos"))
    person = draft.picture.people.get(timer.person)
    if person is None or any(sos.person == timer.person for sos in draft.picture.sos.values()):
        return  # they have called for help themselves
    spot, whence = _spot(draft, timer)
    raise_for(draft, person, spot, whence, at=draft.now)


def _spot(draft: Draft, timer: Timer) -> tuple[Spot | None, f.Whence | None]:
    """Where the work is; else where they were last heard of, in the grid that the timer was made for."""
    held = draft.picture.assignments.get(timer.assignment or "")
    incident = draft.picture.incidents.get(held.incident) if held is not None else None
    if incident is not None:
        return incident.place, "last"
    where = draft.situation.where.get(timer.person) or draft.situation.homes.get(timer.area)
    return (Spot(*where, timer.area), "last") if where is not None and timer.area else (None, None)
