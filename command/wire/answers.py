"""What `picture.get` and `staff.get` answer: a snapshot with the number (`offset`) it stands at, seen by one person."""

from datetime import datetime
from typing import Any

import msgspec
from msgspec import Struct

from command.domain.audience import (
    View,
    held_for_passers_by,
    loop_for_passers_by,
    press_for_passers_by,
    referrals_for_passers_by,
)
from command.domain.facts import Asked, Feedback, Part, Supervising
from command.domain.facts.alerts import AlertLevel
from command.domain.kept.alerts import Alert
from command.domain.kept.attention import FLOW, AttentionItem, Flow
from command.domain.kept.bulletins import Bulletin
from command.domain.kept.dispatch import Slot, Unit
from command.domain.kept.drill import DRILL, Drill, Notice
from command.domain.kept.loop import CallBack, Handover, Supervision
from command.domain.kept.mode import MODE, GridTasks, Mode, Recall, SwitchProposal
from command.domain.kept.reach import Call, ContactReport, Ladder, Silence
from command.domain.kept.safety import RollCall
from command.domain.kept.sos import Sos, Timer
from command.domain.kept.summons import Summons
from command.domain.kept.warnings import Proposal, Warning  # noqa: A004 - the field's word
from command.domain.permission import may_call
from command.domain.picture import Assignment, Incident, Offer, Person, Picture, Task
from command.domain.place import Spot
from command.domain.warning.reach import concerns


class OnDuty(Struct, kw_only=True):
    """Somebody on duty, since when (UTC), and where they checked in."""

    person: str
    name: str
    roles: list[str]
    areas: list[str]
    since: datetime | None
    place: Spot | None = None


class Headcount(Struct, kw_only=True):
    """Grid workers: all, and on duty. `staff`: everybody who can be on duty, cadres and the watch too."""

    workers: int
    on_duty: int
    staff: int = 0


class Lag(Struct, kw_only=True):
    """What waits in the inbox: entries by lane, milliseconds the oldest has waited, open incidents without a
    deadline (must be 0), and how old this reading is. None of it is known when `at_ms_ago` is None."""

    urgent: int = 0
    routine: int = 0
    oldest_ms: int = 0
    without_deadline: int = 0
    at_ms_ago: int | None = None


class SentAlert(Struct, kw_only=True):
    """An alert that is not over, and how many of those who were told have read it."""

    id: str
    area: str
    level: AlertLevel
    text: str
    by_name: str
    sent_at: datetime
    until: datetime | None
    people: int
    read: int


class AlertView(Struct, kw_only=True):
    """An alert that the reader has not read yet."""

    alert: str
    level: AlertLevel
    text: str
    by_name: str
    sent_at: datetime
    until: datetime | None


class PictureView(Struct, kw_only=True):
    """The operating picture as one kind of viewer sees it."""

    district: str
    incidents: list[Incident]
    offers: list[Offer]
    assignments: list[Assignment]
    duty: list[OnDuty]
    tasks: list[Task]
    people: Headcount
    lag: Lag
    alerts: list[SentAlert] = []
    rollcalls: list[RollCall] = []
    sos: list[Sos] = []
    timers: list[Timer] = []
    silences: list[Silence] = []
    contacts: list[ContactReport] = []
    calls: list[Call] = []
    ladders: list[Ladder] = []
    supervisions: list[Supervision] = []
    callbacks: list[CallBack] = []
    handovers: list[Handover] = []
    slots: list[Slot] = []
    units: list[Unit] = []
    warnings: list[Warning] = []
    proposals: list[Proposal] = []
    bulletins: list[Bulletin] = []
    modes: list[Mode] = []
    switchproposals: list[SwitchProposal] = []
    recalls: list[Recall] = []
    summonses: list[Summons] = []
    gridtasks: list[GridTasks] = []
    attention: list[AttentionItem] = []
    flow: Flow | None = None
    drill: Drill | None = None
    notices: list[Notice] = []


class PictureAnswer(Struct, kw_only=True):
    """The answer to `picture.get`. Facts with a number up to `offset` are in it."""

    epoch: str
    offset: int
    server_time: datetime
    picture: PictureView


class Matter(Struct, kw_only=True):
    """An incident as a phone that is asked or sent needs it."""

    incident: str
    number: int
    category: str
    priority: int
    place: Spot
    grid: str
    text: str
    photos: list[str]


class OfferView(Matter, kw_only=True):
    """An open offer to the reader."""

    offer: str
    person: str
    made_at: datetime
    answer_by: datetime
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None


class AssignmentView(Matter, kw_only=True):
    """A running assignment of the reader. `asked_by`: whether they come is to be answered until then (UTC)."""

    assignment: str
    person: str
    status: str
    made_at: datetime
    changed_at: datetime
    part: Part = "lead"
    slot: str | None = None
    unit: str | None = None
    asked_by: datetime | None = None
    handle_by: datetime | None = None
    rework: int = 0
    reason: str = ""
    asked: Asked | None = None
    extensions: int = 0
    returns: int = 0
    ruled: bool = False


class FinishedView(Matter, kw_only=True):
    """What the reader finished and nobody has verified yet: feedback may still be added. `since` (UTC): finished."""

    since: datetime
    rework: int = 0
    feedback: Feedback | None = None


class OrderView(Struct, kw_only=True):
    """督办 that the reader must reply to by `due`."""

    supervision: str
    incident: str
    incident_number: int
    category: str
    kind: Supervising
    reason: str
    by_name: str
    due: datetime


class DutyState(Struct, kw_only=True):
    """Whether the reader is on duty, and since when (UTC)."""

    on_duty: bool
    since: datetime | None = None


class RollCallView(Struct, kw_only=True):
    """A roll-call that waits for the reader's answer."""

    rollcall: str
    area: str
    reason: str
    by_name: str
    opened_at: datetime
    due: datetime | None


class StaffAnswer(Struct, kw_only=True):
    """The answer to `staff.get`: a phone's snapshot. `pending`: the sender's durable requests not yet decided."""

    epoch: str
    offset: int
    server_time: datetime
    duty: DutyState
    offers: list[OfferView]
    assignments: list[AssignmentView]
    finished: list[FinishedView] = []
    supervisions: list[OrderView] = []
    unit: str | None = None
    alerts: list[AlertView] = []
    pending: list[dict[str, str]] = []
    rollcalls: list[RollCallView] = []
    sos: list[Sos] = []
    timers: list[Timer] = []
    centre_phone: str = ""
    warnings: list[Warning] = []
    mode: Mode | None = None
    recall: Recall | None = None
    summonses: list[Summons] = []
    gridtasks: list[GridTasks] = []
    drill: Drill | None = None
    notices: list[Notice] = []


def picture_view(picture: Picture, district: str, view: View, lag: Lag, me: str = "") -> PictureView:
    """What `view` may see of the picture; `me`: whose notices of a drill are in it."""
    incidents = [_shown(i, view) for i in picture.incidents.values() if _in_sight(view, i.place.grid)]
    seen = {incident.id for incident in incidents}
    workers = [p for p in picture.people.values() if p.active and "worker" in p.roles and _of_interest(view, p)]
    on_duty = [p for p in picture.people.values() if p.active and p.on_duty and _of_interest(view, p)]
    active = [p for p in picture.people.values() if p.active and _of_interest(view, p)]
    staff = sum(may_call(list(p.roles), "duty.check_in") for p in active)
    return PictureView(
        district=district,
        incidents=sorted(incidents, key=lambda i: i.number),
        offers=[o for o in picture.offers.values() if o.incident in seen],
        assignments=[a for a in picture.assignments.values() if a.incident in seen],
        duty=[_on_duty(p) for p in on_duty],
        tasks=list(picture.tasks.values()) if view.whole else [],
        people=Headcount(workers=len(workers), on_duty=sum("worker" in p.roles for p in on_duty), staff=staff),
        lag=lag,
        alerts=[_sent_alert(a, view) for a in picture.alerts.values() if _overlaps(view, a.area)],
        rollcalls=[_plain_rollcall(r, view) for r in picture.rollcalls.values() if _overlaps(view, r.area)],
        sos=[s for s in picture.sos.values() if _overlaps(view, s.area)],
        timers=[_plain_timer(t, view) for t in picture.timers.values() if _overlaps(view, t.area)],
        silences=[s for s in picture.silences.values() if _overlaps(view, s.id)],
        contacts=[_plain_report(c, view) for c in picture.contacts.values() if _overlaps(view, c.area)],
        calls=[c for c in picture.calls.values() if _overlaps(view, c.area)],
        ladders=[one for one in picture.ladders.values() if _overlaps(view, one.area)],
        supervisions=[one for one in picture.supervisions.values() if _owed(view, one.area)],
        callbacks=[one for one in picture.callbacks.values() if _owed(view, one.area)],
        handovers=[one for one in picture.handovers.values() if _owed(view, one.area)],
        units=[_shown_unit(one, view) for one in picture.units.values()],
        slots=[one for one in picture.slots.values() if one.incident in seen],
        warnings=[_plain_warning(one, view) for one in picture.warnings.values() if _warns(view, one.areas)],
        bulletins=[one for one in picture.bulletins.values() if not view.kiosk and _overlaps(view, one.area)],
        proposals=[_plain_proposal(one, view) for one in picture.proposals.values() if _overlaps(view, one.area)],
        modes=[_plain_mode(one, view) for one in picture.modes.values()],
        switchproposals=[_plain_switch(p, view) for p in picture.switchproposals.values() if not view.areas],
        recalls=[_plain_recall(one, view) for one in picture.recalls.values() if not view.areas],
        summonses=[_plain_summons(one, view) for one in picture.summonses.values() if _overlaps(view, one.area)],
        gridtasks=[_plain_tasks(one, view) for one in picture.gridtasks.values() if _overlaps(view, one.id)],
        attention=[_plain_item(one, view) for one in picture.attention.values()] if _sees_queue(view) else [],
        flow=picture.flow.get(FLOW) if _sees_queue(view) else None,
        drill=picture.drills.get(DRILL),
        notices=[one for one in picture.notices.values() if view.directs or me in one.to],
    )


def staff_answer(
    picture: Picture,
    person: Person,
    epoch: str,
    now: datetime,
    pending: list[dict[str, str]],
    centre_phone: str = "",
) -> StaffAnswer:
    """The phone's snapshot of one person. `centre_phone`: whom to call when nothing else goes through."""
    me = picture.people.get(person.id, person)
    mine = (person.id, me.unit)
    offers = [o for o in picture.offers.values() if o.person in mine and o.incident in picture.incidents]
    work = [a for a in picture.assignments.values() if a.person in mine and a.incident in picture.incidents]
    return StaffAnswer(
        epoch=epoch,
        offset=picture.number,
        server_time=now,
        unit=me.unit,
        duty=DutyState(on_duty=me.on_duty or me.unit is not None, since=me.duty_since),
        pending=pending,
        offers=[
            OfferView(
                **_matter(picture.incidents[o.incident]),
                offer=o.id,
                person=o.person,
                made_at=o.made_at,
                answer_by=o.answer_by,
                part=o.part,
                slot=o.slot,
                unit=o.unit,
            )
            for o in offers
        ],
        assignments=[
            AssignmentView(
                **_matter(picture.incidents[a.incident]),
                assignment=a.id,
                person=a.person,
                status=a.status,
                made_at=a.made_at,
                changed_at=a.changed_at,
                part=a.part,
                slot=a.slot,
                unit=a.unit,
                asked_by=a.asked_by,
                **_turns(picture.incidents[a.incident]),
            )
            for a in work
        ],
        finished=[
            FinishedView(
                **_matter(i),
                since=i.changed_at,
                rework=i.way.rework.count if i.way.rework is not None else 0,
                feedback=i.way.feedback,
            )
            for i in picture.incidents.values()
            if i.status == "handled" and i.handler in mine
        ],
        alerts=[
            AlertView(alert=a.id, level=a.level, text=a.text, by_name=a.by_name, sent_at=a.sent_at, until=a.due)
            for a in picture.alerts.values()
            if person.id in a.people and person.id not in a.read
        ],
        rollcalls=[
            RollCallView(
                rollcall=r.id, area=r.area, reason=r.reason, by_name=r.by_name, opened_at=r.opened_at, due=r.due
            )
            for r in picture.rollcalls.values()
            if person.id in r.people and person.id not in r.answers
        ],
        sos=[s for s in picture.sos.values() if _told_of(s, person.id)],
        timers=[t for t in picture.timers.values() if t.person == person.id or person.id in t.told],
        centre_phone=centre_phone,
        supervisions=[_order(one) for one in picture.supervisions.values() if person.id in one.to],
        warnings=[one for one in picture.warnings.values() if one.state == "active" and concerns(one.areas, me.areas)],
        mode=picture.modes.get(MODE),
        recall=_own_recall(picture.recalls.get(MODE), me.id),
        summonses=[_own_summons(one, *mine) for one in picture.summonses.values() if _asks(one, *mine)],
        gridtasks=[picture.gridtasks[code] for code in me.areas if code in picture.gridtasks],
        drill=picture.drills.get(DRILL),
        notices=[one for one in picture.notices.values() if person.id in one.to],
    )


def shown_incident(incident: Incident, view: View) -> Incident | None:
    """One incident as `view` may see it, or None."""
    return _shown(incident, view) if _in_sight(view, incident.place.grid) else None


def _in_sight(view: View, grid: str) -> bool:
    return view.whole or view.kiosk or any(grid.startswith(area) for area in view.areas)


def _overlaps(view: View, area: str) -> bool:
    """As `shown` decides for a fact of this area."""
    return view.whole or view.kiosk or any(area.startswith(own) for own in view.areas)


def _told_of(sos: Sos, person: str) -> bool:
    return person == sos.person or person in sos.told or any(one.person == person for one in sos.near)


def _sent_alert(alert: Alert, view: View) -> SentAlert:
    return SentAlert(
        id=alert.id,
        area=alert.area,
        level=alert.level,
        text="" if view.kiosk else alert.text,
        by_name=alert.by_name,
        sent_at=alert.sent_at,
        until=alert.due,
        people=len(alert.people),
        read=len(alert.read),
    )


def _warns(view: View, areas: list[str]) -> bool:
    return view.whole or view.kiosk or concerns(areas, view.areas)


def _plain_mode(mode: Mode, view: View) -> Mode:
    return msgspec.structs.replace(mode, reason="", below_reason="") if view.kiosk else mode


def _plain_switch(proposal: SwitchProposal, view: View) -> SwitchProposal:
    return msgspec.structs.replace(proposal, reason="", below_reason="", by_name="") if view.kiosk else proposal


def _plain_recall(recall: Recall, view: View) -> Recall:
    """How many have come, for a kiosk; not who."""
    return msgspec.structs.replace(recall, people=dict.fromkeys(recall.people, "")) if view.kiosk else recall


def _own_recall(recall: Recall | None, person: str) -> Recall | None:
    """The recall as one who was called in needs it: who else was is not their business."""
    if recall is None or person not in recall.people or person in recall.come:
        return None
    return msgspec.structs.replace(recall, people={person: recall.people[person]}, come={})


def _plain_summons(summons: Summons, view: View) -> Summons:
    """Who is not heard of is shown to everybody; what was said of whom is not."""
    if not view.kiosk:
        return summons
    plain = {id_: msgspec.structs.replace(p, by_name="", reason="") for id_, p in summons.people.items()}
    return msgspec.structs.replace(summons, people=plain)


def _asks(summons: Summons, *mine: str | None) -> bool:
    return any(one is not None and summons.is_asked(one) for one in mine)


def _own_summons(summons: Summons, *mine: str | None) -> Summons:
    """A summons as one who is called needs it: themselves, and those they are asked about."""
    own = [one for one in mine if one is not None and one in summons.people]
    about = {other for one in own for other in summons.people[one].about}
    return msgspec.structs.replace(
        summons, people={id_: one for id_, one in summons.people.items() if id_ in about or id_ in own}
    )


def _plain_tasks(mine: GridTasks, view: View) -> GridTasks:
    if not view.kiosk:
        return mine
    plain = {id_: msgspec.structs.replace(t, note="", photos=[], done_by_name="") for id_, t in mine.tasks.items()}
    return msgspec.structs.replace(mine, tasks=plain)


def _plain_warning(warning: Warning, view: View) -> Warning:
    return msgspec.structs.replace(warning, by_name="") if view.kiosk else warning


def _plain_proposal(proposal: Proposal, view: View) -> Proposal:
    return msgspec.structs.replace(proposal, taken_by_name="", told=[]) if view.kiosk else proposal


def _sees_queue(view: View) -> bool:
    return view.whole or view.kiosk


def _plain_item(item: AttentionItem, view: View) -> AttentionItem:
    return msgspec.structs.replace(item, taken_name="", shelved_name="", shelved_why="") if view.kiosk else item


def _plain_rollcall(rollcall: RollCall, view: View) -> RollCall:
    if not view.kiosk:
        return rollcall
    answers = {id_: msgspec.structs.replace(one, reason="") for id_, one in rollcall.answers.items()}
    return msgspec.structs.replace(rollcall, reason="", answers=answers)


def _plain_timer(timer: Timer, view: View) -> Timer:
    return msgspec.structs.replace(timer, note="") if view.kiosk else timer


def _owed(view: View, area: str) -> bool:
    """What somebody waits for is nothing for passers-by."""
    return not view.kiosk and _in_sight(view, area)


def _plain_report(report: ContactReport, view: View) -> ContactReport:
    return msgspec.structs.replace(report, text="", said_by="") if view.kiosk else report


def _of_interest(view: View, person: Person) -> bool:
    return view.whole or view.kiosk or any(_in_sight(view, area) for area in person.areas)


def _shown(incident: Incident, view: View) -> Incident:
    if not view.kiosk:
        return incident
    return msgspec.structs.replace(
        incident,
        caller=None,
        callers=[],
        text="",
        photos=[],
        reporters=[],
        tried={},
        press=press_for_passers_by(incident.press),
        referrals=referrals_for_passers_by(incident.referrals),
        loop=loop_for_passers_by(incident.loop),
        held=held_for_passers_by(incident.held),
    )


def _shown_unit(unit: Unit, view: View) -> Unit:
    """Who reads a desk is no business of whoever passes a screen."""
    return msgspec.structs.replace(unit, desks=[]) if view.kiosk else unit


def _on_duty(p: Person) -> OnDuty:
    return OnDuty(person=p.id, name=p.name, roles=list(p.roles), areas=p.areas, since=p.duty_since, place=p.last_place)


def _turns(i: Incident) -> dict[str, Any]:
    """What the closed loop did to somebody's work."""
    way = i.way
    return {
        "handle_by": i.handle_by,
        "rework": way.rework.count if way.rework is not None else 0,
        "reason": way.rework.reason if way.rework is not None else "",
        "asked": way.asked.kind if way.asked is not None else None,
        "extensions": way.extensions,
        "returns": way.returns,
        "ruled": way.ruled,
    }


def _order(one: Supervision) -> OrderView:
    return OrderView(
        supervision=one.id,
        incident=one.incident,
        incident_number=one.incident_number,
        category=one.category,
        kind=one.kind,
        reason=one.reason,
        by_name=one.by_name,
        due=one.reply_by,
    )


def _matter(i: Incident) -> dict[str, Any]:
    return {
        "incident": i.id,
        "number": i.number,
        "category": i.category,
        "priority": i.priority,
        "place": i.place,
        "grid": i.place.grid,
        "text": i.text,
        "photos": i.photos,
    }
