"""`picture.get`: the operating picture as one kind of viewer sees it."""

from datetime import datetime

from msgspec import Struct

from command.domain.audience import View
from command.domain.kept.attention import FLOW, AttentionItem, Flow
from command.domain.kept.bulletins import Bulletin
from command.domain.kept.dispatch import Slot, Unit
from command.domain.kept.drill import DRILL, Drill, Notice
from command.domain.kept.loop import CallBack, Handover, Supervision
from command.domain.kept.mode import GridTasks, Mode, Recall, SwitchProposal
from command.domain.kept.reach import Call, ContactReport, Ladder, Silence
from command.domain.kept.safety import RollCall
from command.domain.kept.sos import Sos, Timer
from command.domain.kept.summons import Summons
from command.domain.kept.warnings import Proposal, Warning  # noqa: A004 - the field's word
from command.domain.picture import Assignment, Incident, Offer, Picture, Task
from command.wire.answers import plain, sight
from command.wire.answers.parts import Headcount, Lag, OnDuty, SentAlert, headcount, on_duty, sent_alert


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


def picture_view(picture: Picture, district: str, view: View, lag: Lag, me: str = "") -> PictureView:
    """What `view` may see of the picture; `me`: whose notices of a drill are in it."""
    incidents = [plain.incident(i, view) for i in picture.incidents.values() if sight.in_sight(view, i.place.grid)]
    seen = {incident.id for incident in incidents}
    staff = [p for p in picture.people.values() if p.active and sight.of_interest(view, p)]
    return PictureView(
        district=district,
        incidents=sorted(incidents, key=lambda i: i.number),
        offers=[o for o in picture.offers.values() if o.incident in seen],
        assignments=[a for a in picture.assignments.values() if a.incident in seen],
        duty=[on_duty(p) for p in staff if p.on_duty],
        tasks=list(picture.tasks.values()) if view.whole else [],
        people=headcount(staff),
        lag=lag,
        alerts=[sent_alert(a, view) for a in picture.alerts.values() if sight.in_sight(view, a.area)],
        rollcalls=[plain.rollcall(r, view) for r in picture.rollcalls.values() if sight.in_sight(view, r.area)],
        sos=[s for s in picture.sos.values() if sight.in_sight(view, s.area)],
        timers=[plain.timer(t, view) for t in picture.timers.values() if sight.in_sight(view, t.area)],
        silences=[s for s in picture.silences.values() if sight.in_sight(view, s.id)],
        contacts=[plain.report(c, view) for c in picture.contacts.values() if sight.in_sight(view, c.area)],
        calls=[c for c in picture.calls.values() if sight.in_sight(view, c.area)],
        ladders=[one for one in picture.ladders.values() if sight.in_sight(view, one.area)],
        supervisions=[one for one in picture.supervisions.values() if sight.owed(view, one.area)],
        callbacks=[one for one in picture.callbacks.values() if sight.owed(view, one.area)],
        handovers=[one for one in picture.handovers.values() if sight.owed(view, one.area)],
        units=[plain.unit(one, view) for one in picture.units.values()],
        slots=[one for one in picture.slots.values() if one.incident in seen],
        warnings=[plain.warning(one, view) for one in picture.warnings.values() if sight.warns(view, one.areas)],
        bulletins=[one for one in picture.bulletins.values() if not view.kiosk and sight.in_sight(view, one.area)],
        proposals=[plain.proposal(one, view) for one in picture.proposals.values() if sight.in_sight(view, one.area)],
        modes=[plain.mode(one, view) for one in picture.modes.values()],
        switchproposals=[plain.switch(p, view) for p in picture.switchproposals.values() if not view.areas],
        recalls=[plain.recall(one, view) for one in picture.recalls.values() if not view.areas],
        summonses=[plain.summons(one, view) for one in picture.summonses.values() if sight.in_sight(view, one.area)],
        gridtasks=[plain.tasks(one, view) for one in picture.gridtasks.values() if sight.in_sight(view, one.id)],
        attention=[plain.item(one, view) for one in picture.attention.values()] if sight.sees_queue(view) else [],
        flow=picture.flow.get(FLOW) if sight.sees_queue(view) else None,
        drill=picture.drills.get(DRILL),
        notices=[one for one in picture.notices.values() if view.directs or me in one.to],
    )


def shown_incident(incident: Incident, view: View) -> Incident | None:
    """One incident as `view` may see it, or None."""
    return plain.incident(incident, view) if sight.in_sight(view, incident.place.grid) else None
