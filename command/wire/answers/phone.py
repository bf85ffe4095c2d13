"""`staff.get`: a phone's snapshot, of one person."""

from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from command.domain.kept.drill import DRILL, Drill, Notice
from command.domain.kept.mode import MODE, GridTasks, Mode, Recall
from command.domain.kept.sos import Sos, Timer
from command.domain.kept.summons import Summons
from command.domain.kept.warnings import Warning  # noqa: A004 - the field's word
from command.domain.picture import Person, Picture
from command.domain.warning.reach import concerns
from command.wire.answers.parts import AlertView, RollCallView, alert_view, rollcall_view
from command.wire.answers.work import (
    AssignmentView,
    FinishedView,
    OfferView,
    OrderView,
    assignment_view,
    finished_view,
    offer_view,
    order_view,
)


class DutyState(Struct, kw_only=True):
    """Whether the reader is on duty, and since when (UTC)."""

    on_duty: bool
    since: datetime | None = None


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
        offers=[offer_view(o, picture.incidents[o.incident]) for o in offers],
        assignments=[assignment_view(a, picture.incidents[a.incident]) for a in work],
        finished=[finished_view(i) for i in picture.incidents.values() if i.status == "handled" and i.handler in mine],
        alerts=[alert_view(a) for a in picture.alerts.values() if person.id in a.people and person.id not in a.read],
        rollcalls=[
            rollcall_view(r) for r in picture.rollcalls.values() if person.id in r.people and person.id not in r.answers
        ],
        sos=[s for s in picture.sos.values() if _told_of(s, person.id)],
        timers=[t for t in picture.timers.values() if t.person == person.id or person.id in t.told],
        centre_phone=centre_phone,
        supervisions=[order_view(one) for one in picture.supervisions.values() if person.id in one.to],
        warnings=[one for one in picture.warnings.values() if one.state == "active" and concerns(one.areas, me.areas)],
        mode=picture.modes.get(MODE),
        recall=_own_recall(picture.recalls.get(MODE), me.id),
        summonses=[_own_summons(one, *mine) for one in picture.summonses.values() if _asks(one, *mine)],
        gridtasks=[picture.gridtasks[code] for code in me.areas if code in picture.gridtasks],
        drill=picture.drills.get(DRILL),
        notices=[one for one in picture.notices.values() if person.id in one.to],
    )


def _told_of(sos: Sos, person: str) -> bool:
    return person == sos.person or person in sos.told or any(one.person == person for one in sos.near)


def _own_recall(recall: Recall | None, person: str) -> Recall | None:
    """The recall as one who was called in needs it: who else was is not their business."""
    if recall is None or person not in recall.people or person in recall.come:
        return None
    return replace(recall, people={person: recall.people[person]}, come={})


def _asks(summons: Summons, *mine: str | None) -> bool:
    return any(one is not None and summons.is_asked(one) for one in mine)


def _own_summons(summons: Summons, *mine: str | None) -> Summons:
    """A summons as one who is called needs it: themselves, and those they are asked about."""
    own = [one for one in mine if one is not None and one in summons.people]
    about = {other for one in own for other in summons.people[one].about}
    return replace(summons, people={id_: one for id_, one in summons.people.items() if id_ in about or id_ in own})
