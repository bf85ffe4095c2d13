"""An inject comes: by the very rules by which the real thing comes. What is refused is told to the directors."""

import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import Struct

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.drill import notices
from command.domain.drill.common import due_of, marked, running
from command.domain.facts import script
from command.domain.filing import submit_report
from command.domain.kept.drill import Drill, DrillInject, DrillParticipant, Notice
from command.domain.picture import Person
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.storm.track import Circle, TrackPoint
from command.domain.storm.tracking import track_storm
from command.domain.warning.events import EVENTS
from command.domain.warning.message import CapMessage
from command.domain.warning.receiving import receive
from command.wire.requests import SubmitReport, TrackStorm

BUREAU = "exercise"
"""The sender of an exercise's warnings."""


class Given(Struct):
    """What came of it: ids, and whom a notice is for."""

    incident: str | None = None
    made: str = ""
    to: list[str] = []
    text: str = ""
    areas: list[str] = []
    until: datetime | None = None
    answer: bool = False
    caller: f.Caller | None = None


def inject_due(draft: Draft, inject: DrillInject) -> None:
    """Its time has come: it is given once, whatever becomes of it."""
    drill = running(draft.picture)
    if drill is None or drill.state != "running" or inject.due is None:
        return
    content = inject.inject.content
    late = round((draft.now - inject.due).total_seconds(), 3)
    done = _GIVE[type(content)](draft, drill, inject, content)
    failed = done.code if isinstance(done, Refusal) else ""
    came = Given() if isinstance(done, Refusal) else done
    draft.add(
        f.InjectGiven(
            inject=inject.id,
            serial=inject.number,
            kind=kind_of(content),
            late_s=late,
            incident=came.incident,
            made=came.made,
            to=came.to,
            failed=failed,
            text=came.text,
            place=inject.spot if isinstance(content, script.RoadInject | script.CallInject) else None,
            areas=came.areas,
            until=came.until,
            answer=came.answer,
            caller=came.caller,
        )
    )


def kind_of(content: script.Content) -> str:
    """`report`, `call`, `warning` …"""
    return str(type(content).__struct_config__.tag)


def participant_due(draft: Draft, one: DrillParticipant) -> None:
    """The drill hears them again."""
    draft.add(f.ParticipantHeard(person=one.id))


def notice_due(draft: Draft, notice: Notice) -> None:
    """The road is open again."""
    draft.add(f.NoticeOver(notice=notice.id))


def _cell(draft: Draft) -> Person | None:
    """Who stands for everybody outside: the first of the directors who is in the drill."""
    for one in draft.picture.participants.values():
        if one.participant.part == "director" and one.is_in:
            return draft.picture.people.get(one.id)
    return None


def _asked(draft: Draft, inject: DrillInject, sender: Person) -> Asked:
    return Asked(sender, inject.id, draft.now, inject.spot)


def _report(draft: Draft, drill: Drill, inject: DrillInject, content: script.ReportInject) -> Given | Refusal:
    sender = draft.picture.people.get(content.by) if content.by else _cell(draft)
    if sender is None or inject.spot is None:
        return refuse("participant_unknown") if sender is None else refuse("drill_place", number=inject.number)
    text = marked(content.text or inject.inject.title)
    report = SubmitReport(
        id=inject.id,
        category=content.category,
        disposition="help",
        text=text[:2000],
        at=draft.now,
        place=content.place,
        hazard=content.hazard,
        caller=content.caller,
    )
    start = len(draft.facts)
    refusal = submit_report(draft, _asked(draft, inject, sender), report)
    if refusal is not None:
        return refusal
    stored = next(d.fact for d in draft.facts[start:] if isinstance(d.fact, f.ReportStored))
    return Given(incident=stored.incident)


def _call(draft: Draft, drill: Drill, inject: DrillInject, content: script.CallInject) -> Given | Refusal:
    """The directors ring the command centre and read it out."""
    to = notices.directors(draft.picture)
    return Given(to=to, text=marked(content.text), caller=content.caller) if to else refuse("inject_nobody")


def _message(draft: Draft, drill: Drill, inject: DrillInject, content: script.MessageInject) -> Given | Refusal:
    to = notices.named(draft.picture, content.to)
    return Given(to=to, text=marked(content.text), answer=True) if to else refuse("inject_nobody")


def _contact(draft: Draft, drill: Drill, inject: DrillInject, content: script.ContactInject) -> Given | Refusal:
    to = notices.named(draft.picture, content.to) if content.to else notices.players(draft.picture)
    text = marked(content.text or "点名抽查，请立即应答 / Contact test: please answer now")
    return Given(to=to, text=text, answer=True) if to else refuse("inject_nobody")


def _order(draft: Draft, drill: Drill, inject: DrillInject, content: script.OrderInject) -> Given | Refusal:
    """The people in the drill record it and switch; the drill does not."""
    to = notices.named(draft.picture, ["coordinator", "operator"])
    head = " ".join(part for part in (content.issuer, content.number) if part)
    text = marked(f"{head}：{content.text}" if content.text else head)
    return Given(to=to, text=text, made=str(content.level)) if to else refuse("inject_nobody")


def _road(draft: Draft, drill: Drill, inject: DrillInject, content: script.RoadInject) -> Given | Refusal:
    areas = content.areas or ([inject.spot.grid] if inject.spot is not None else [])
    opens = due_of(drill, content.opens_s) if content.opens_s is not None else None
    if opens is not None and opens <= draft.now:
        opens = draft.now + timedelta(seconds=1)
    to = notices.working_in(draft.picture, areas)
    return Given(to=to, text=marked(content.text), areas=areas, until=opens) if to else refuse("inject_nobody")


def _silent(draft: Draft, drill: Drill, inject: DrillInject, content: script.SilentInject) -> Given | Refusal:
    """By their own phones nothing changes: the drill does not hear them."""
    chosen = notices.to_silence(draft.picture, content, inject.id)
    if not chosen:
        return refuse("inject_nobody")
    due = draft.now + timedelta(seconds=content.for_s)
    for person in chosen:
        draft.add(f.ParticipantSilenced(person=person, inject=inject.id, due=due))
    return Given(made=" ".join(chosen)[:2000])


def _warning(draft: Draft, drill: Drill, inject: DrillInject, content: script.WarningInject) -> Given | Refusal:
    code = _event(content.event)
    words = f.WarningWords(
        event=EVENTS[code].zh if code in EVENTS else content.event,
        headline=marked(content.headline or inject.inject.title),
        description=marked(content.description),
        sender_name="【演练】气象台",
    )
    message = CapMessage(
        identifier=f"{drill.drill}-{inject.id}",
        sender=BUREAU,
        sent=draft.now,
        status="Exercise",
        msg_type="Alert",
        codes=list(content.areas),
        event_code=code,
        colour=content.colour,
        zh=words,
        expires=max(due_of(drill, content.expires_s), draft.now + timedelta(minutes=5)),
        digest=_digest(inject),
    )
    start = len(draft.facts)
    refusal = receive(draft, message, "push", None, ("", ""))
    if refusal is not None:
        return refusal
    came = next(d.fact for d in draft.facts[start:] if isinstance(d.fact, f.WarningReceived))
    return Given(made=came.warning, areas=list(came.areas))


def _event(code: str) -> str:
    """The event code of a hazard's name; what is a code already stays one."""
    return next((one.code for one in EVENTS.values() if one.hazard == code), code)


def _digest(inject: DrillInject) -> str:
    return hashlib.sha256(inject.id.encode() + msgspec.json.encode(inject.inject)).hexdigest()


def _track(draft: Draft, drill: Drill, inject: DrillInject, content: script.TrackInject) -> Given | Refusal:
    sender = _cell(draft)
    if sender is None:
        return refuse("participant_unknown")
    request = TrackStorm(
        id=inject.id,
        code=_code_of(content.storm),
        name=marked(content.storm)[:60],
        agency=content.agency,
        averaging=_AVERAGING[content.averaging],
        issued_at=draft.now,
        points=[_point(drill, one, draft.now) for one in content.points],
        source="exercise",
    )
    start = len(draft.facts)
    by = Person(id=sender.id, name=sender.name, roles=["coordinator"], areas=sender.areas)
    refusal = track_storm(draft, _asked(draft, inject, by), request, drill.plan.compression)
    if refusal is not None:
        return refusal
    came = next(d.fact for d in draft.facts[start:] if isinstance(d.fact, f.StormTracked))
    return Given(made=came.storm)


_AVERAGING: dict[str, Any] = {"1min": "1-min", "2min": "2-min", "10min": "10-min"}


def _code_of(storm: str) -> str:
    """A code that the storm's name always gets."""
    plain = "".join(one for one in storm if one.isascii() and (one.isalnum() or one == "-"))[:12]
    return plain or "E" + hashlib.sha256(storm.encode()).hexdigest()[:8].upper()


def _point(drill: Drill, fix: script.TrackFix, now: datetime) -> TrackPoint:
    """Offsets are divided as all are. What lies after now is forecast."""
    at = due_of(drill, fix.offset_s).replace(microsecond=0)
    radii = ((7, fix.r7_km), (10, fix.r10_km), (12, fix.r12_km))
    circles = [_circle(force, km) for force, km in radii if any(km)]
    return TrackPoint(
        at=at,
        lat=fix.lat,
        lon=fix.lon,
        wind_ms=fix.wind_ms,
        pressure_hpa=fix.pressure_hpa,
        grade="" if fix.wind_ms is not None else "TD",
        circles=circles,
        forecast=fix.forecast or at > now,
    )


def _circle(force: Any, km: list[float | None]) -> Circle:
    four = list(km) if len(km) == 4 else [km[0]] * 4
    return Circle(force, *[one or None for one in four])


_GIVE: dict[type, Callable[[Draft, Drill, DrillInject, Any], Given | Refusal]] = {
    script.ReportInject: _report,
    script.CallInject: _call,
    script.WarningInject: _warning,
    script.TrackInject: _track,
    script.OrderInject: _order,
    script.RoadInject: _road,
    script.SilentInject: _silent,
    script.MessageInject: _message,
    script.ContactInject: _contact,
}
