"""失联: grids whose phones fall silent are noticed, told upward, told again, and cleared when they are heard of."""

from collections.abc import Callable
from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.dispatch import upward
from command.domain.draft import Draft
from command.domain.kept.reach import ContactReport, Silence
from command.domain.permission import covers, may_act_for
from command.domain.picture import Person
from command.domain.reach.knowing import Known, contact_of, is_alive
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.summons.team import heard_again, still_silent
from command.wire.requests import FinishCall, ReportContact

HeardS = Callable[[str], float | None]
"""Seconds since somebody's phone was heard of, None for never."""
_OPERATORS = 3


def watch(draft: Draft, heard_s: HeardS) -> None:
    """Look at every grid once: what fell silent, what is back, where nobody is on duty any more."""
    staffed = _staffed(draft)
    for grid, people in staffed.items():
        known = [known_of(draft, person, heard_s) for person in people]
        silent = draft.picture.silences.get(grid)
        if silent is None:
            report = draft.picture.contacts.get(grid)
            contact = contact_of(known, draft.now, draft.policy.silent, report.due if report is not None else None)
            if contact.state == "lost":
                _lose(draft, grid, people, contact.since or draft.now)
        elif back := next((p.id for p, one in zip(people, known, strict=True) if is_alive(one, draft.now)), None):
            _regain(draft, f.ContactRegained(area=grid, how="socket", person=back))
    for grid in [grid for grid in draft.picture.silences if grid not in staffed]:
        _regain(draft, f.ContactRegained(area=grid, how="off_duty"))


def known_of(draft: Draft, person: Person, heard_s: HeardS) -> Known:
    """What the desk knows of somebody, without what is on file."""
    ago, report = heard_s(person.id), draft.picture.contacts.get(person.id)
    return Known(
        heard_at=draft.now - timedelta(seconds=ago) if ago is not None else None,
        on_duty_since=person.duty_since,
        reported_at=report.said_at if report is not None else None,
        report_until=report.due if report is not None else None,
    )


def silence_due(draft: Draft, silence: Silence) -> None:
    """Still silent: the next tier, again and again."""
    level, told = upward(draft, silence.id, min(silence.level + 1, draft.policy.top_level))
    due = draft.now + draft.policy.silent_again
    draft.add(f.ContactEscalated(area=silence.id, level=level, told=told, due=due))
    still_silent(draft, silence)


def _regain(draft: Draft, fact: f.ContactRegained) -> None:
    draft.add(fact)
    heard_again(draft, fact.area)


def report_due(draft: Draft, report: ContactReport) -> None:
    """A report is not good for ever."""
    draft.add(f.ContactLapsed(about=report.id, area=report.area))


def report_contact(draft: Draft, asked: Asked, request: ReportContact) -> Refusal | None:
    """An operator notes what a radio, a runner or a telephone said of a person or of a whole grid."""
    person = draft.picture.people.get(request.about)
    area = next(iter(person.areas), "") if person is not None else request.about
    if person is None and request.about not in draft.situation.homes:
        return refuse("contact_unknown")
    if not (may_act_for(asked.sender, person) if person is not None else covers(asked.sender, area)):
        return refuse("contact_unknown")
    said_at = min(request.said_at.astimezone(draft.now.tzinfo), draft.now)
    until = said_at + timedelta(minutes=request.minutes)
    if until <= draft.now:
        return refuse("contact_too_old")
    reported = f.ContactReported(
        request=asked.request,
        about=request.about,
        area=area,
        how=request.how,
        said_by=request.said_by.strip(),
        said_at=said_at,
        text=request.text.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        until=until,
    )
    draft.add(reported, asked.sender.id)
    for grid in [grid for grid in (person.areas if person is not None else [area]) if grid in draft.picture.silences]:
        _regain(draft, f.ContactRegained(area=grid, how="report", person=person.id if person is not None else ""))
    return None


def finish_call(draft: Draft, asked: Asked, request: FinishCall) -> Refusal | None:
    """An operator telephoned whom the ladder asked to be telephoned."""
    call = draft.picture.calls.get(request.call)
    if call is None or not covers(asked.sender, call.area):
        return refuse("call_unknown")
    done = f.CallDone(
        request=asked.request,
        call=call.id,
        area=call.area,
        outcome=request.outcome,
        by=asked.sender.id,
        by_name=asked.sender.name,
        note=request.note.strip(),
    )
    draft.add(done, asked.sender.id)
    return None


def _staffed(draft: Draft) -> dict[str, list[Person]]:
    found: dict[str, list[Person]] = {}
    for id_ in sorted(draft.situation.on_duty):
        person = draft.situation.workers[id_]
        for area in person.areas:
            if len(area) == _GRID:
                found.setdefault(area, []).append(person)
    return found


_GRID = 15
"""Digits of a grid's code."""


def _lose(draft: Draft, grid: str, people: list[Person], since: datetime) -> None:
    told = upward(draft, grid, _OPERATORS)[1]
    named = {person.id: person.name for person in people}
    due = draft.now + draft.policy.silent_again
    draft.add(f.ContactLost(area=grid, people=named, since=since, told=told, due=due))
