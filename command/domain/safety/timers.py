"""报平安: whoever goes into danger says now and then that they are well. Silence is told upward, then calls for help.

A timer is made when somebody arrives at a dangerous kind of incident, or when they ask for one.
"""

from datetime import datetime, timedelta
from typing import Literal

from command.domain import facts as f
from command.domain.behalf import not_theirs
from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.kept.sos import Timer
from command.domain.policy import Policy
from command.domain.refusals import Refusal
from command.domain.sender import Asked
from command.wire.requests import AnswerTimer, StartTimer

TimerEnd = Literal["out", "work_over", "off_duty", "sos"]


def start_timer(draft: Draft, asked: Asked, request: StartTimer) -> Refusal | None:
    """我要进危险处, N 分钟. A timer that runs already goes on with the new period."""
    for timer in _of(draft, asked.sender.id):
        draft.add(ended(timer, "out", by=asked.sender.id))
    _start(draft, asked.sender.id, request.minutes * 60.0, note=request.note.strip(), request=asked.request)
    return None


def answer_timer(draft: Draft, asked: Asked, request: AnswerTimer) -> Refusal | None:
    """还好: well, and still in danger; or out of it. Somebody above may say so for them, with a reason."""
    timer = draft.picture.timers.get(request.timer)
    refusal = not_theirs(draft, asked, timer.person if timer is not None else None, request.reason, "timer_unknown")
    if refusal is not None or timer is None:
        return refusal
    if request.answer == "out":
        over = ended(timer, "out", by=asked.sender.id, reason=request.reason.strip(), request=asked.request)
        draft.add(over, asked.sender.id)
        return None
    answered = f.TimerAnswered(
        request=asked.request,
        timer=timer.id,
        person=timer.person,
        area=timer.area,
        by=asked.sender.id,
        reason=request.reason.strip(),
        due=_asking(draft, timer.period_s),
    )
    draft.add(answered, asked.sender.id)
    return None


def arrived(draft: Draft, person: str, category: str, assignment: str) -> None:
    """Somebody is on the scene of an incident of this kind: if it is dangerous, and nothing watches them yet, watch. A
    unit (`person` is its id) has trained people and its own supervision: it is not asked every few minutes."""
    if person in draft.picture.people and is_dangerous(draft, category) and not _of(draft, person):
        _start(draft, person, draft.policy.timer_period.total_seconds(), cause=category, assignment=assignment)


def work_over(draft: Draft, assignment: str) -> None:
    """An assignment ended: nobody needs to ask any more."""
    for timer in list(draft.picture.timers.values()):
        if timer.assignment == assignment:
            draft.add(ended(timer, "work_over"))


def gone_off_duty(draft: Draft, person: str) -> None:
    """They checked out, so they are well."""
    for timer in _of(draft, person):
        draft.add(ended(timer, "off_duty"))


def is_dangerous(draft: Draft, category: str) -> bool:
    """Whether a kind of incident is dangerous now: some always, flooding at night."""
    known = CATEGORIES.get(category)
    if known is None or not known.danger:
        return False
    return known.danger == "always" or is_night(draft.policy, draft.now.astimezone(draft.policy.zone).hour)


def is_night(policy: Policy, hour: int) -> bool:
    """Whether an hour (0-23) of the district's own time is in the night, which may pass midnight or not be at all."""
    begins, ends = policy.night
    return (hour - begins) % 24 < (ends - begins) % 24


def _start(
    draft: Draft,
    person: str,
    period_s: float,
    *,
    cause: str = "asked",
    assignment: str | None = None,
    note: str = "",
    request: str | None = None,
) -> None:
    known = draft.picture.people[person]
    started = f.TimerStarted(
        request=request,
        timer=draft.new_id(),
        person=person,
        person_name=known.name,
        area=_area(draft, person, assignment),
        cause=cause,
        assignment=assignment,
        period_s=period_s,
        note=note,
        due=_asking(draft, period_s),
    )
    draft.add(started, person)


def _area(draft: Draft, person: str, assignment: str | None) -> str:
    held = draft.picture.assignments.get(assignment or "")
    incident = draft.picture.incidents.get(held.incident) if held is not None else None
    return incident.place.grid if incident is not None else next(iter(draft.picture.people[person].areas), "")


def _asking(draft: Draft, period_s: float) -> datetime:
    """When they are asked: so long before the period ends that an answer is in time."""
    lead = min(draft.policy.timer_ask, timedelta(seconds=period_s / 2))
    return draft.now + timedelta(seconds=period_s) - lead


def _of(draft: Draft, person: str) -> list[Timer]:
    return [timer for timer in draft.picture.timers.values() if timer.person == person]


def ended(timer: Timer, why: TimerEnd, *, by: str = "", reason: str = "", request: str | None = None) -> f.TimerEnded:
    """The fact that a timer is over."""
    return f.TimerEnded(
        request=request, timer=timer.id, person=timer.person, area=timer.area, why=why, by=by, reason=reason
    )
