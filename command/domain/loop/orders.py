"""督办: somebody above demands a reply. Silence is told upward until there is one."""

from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.kept.loop import Supervision
from command.domain.loop.common import find_below, leads
from command.domain.picture import Incident
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.domain.upward import standing, upward
from command.wire.requests import OrderSupervision, ReplySupervision


def order_supervision(draft: Draft, asked: Asked, request: OrderSupervision) -> Refusal | None:
    """By a supervisor of the area, a watch leader or a coordinator; of each kind one waits at a time."""
    incident, refusal = find_below(draft, asked, request.incident)
    if incident is None:
        return refusal
    refusal = _cannot_order(draft, asked, incident, request)
    if refusal is not None:
        return refusal
    to = list(dict.fromkeys(request.to)) or [p for p in responsible(draft, incident) if p != asked.sender.id]
    if not to:
        return refuse("nobody_to_reply")
    if not all(_can_reply(draft, one) for one in to):
        return refuse("person_unknown")
    within = timedelta(seconds=request.within_s) if request.within_s else _limit(draft, request.kind)
    _order(draft, incident, request.kind, to, draft.now + within, request.reason.strip(), asked)
    return None


def _can_reply(draft: Draft, one: str) -> bool:
    """An active account, or a unit, for which its desk replies."""
    known = draft.picture.people.get(one) or draft.picture.units.get(one)
    return known is not None and known.active


def _cannot_order(draft: Draft, asked: Asked, incident: Incident, request: OrderSupervision) -> Refusal | None:
    if not leads(asked.sender) and "supervisor" not in asked.sender.roles:
        return refuse("not_approver")
    if request.kind == "overdue" and not is_overdue(draft, incident):
        return refuse("not_overdue")
    if not request.reason.strip():
        return refuse("reason_needed")
    return refuse("supervised_already") if _waits(draft, incident, request.kind) else None


def reply_supervision(draft: Draft, asked: Asked, request: ReplySupervision) -> Refusal | None:
    """Whoever was to reply says how it stands, in words."""
    order = draft.picture.supervisions.get(request.supervision)
    ours = {asked.sender.id, asked.sender.unit}
    if order is None or not ours.intersection(order.to):
        return refuse("supervision_unknown")
    if not request.text.strip():
        return refuse("reason_needed")
    replied = f.SupervisionReplied(
        request=asked.request,
        supervision=order.id,
        incident=order.incident,
        area=order.area,
        kind=order.kind,
        text=request.text.strip(),
        by=asked.sender.id,
        by_name=asked.sender.name,
        took_s=round((draft.now - order.ordered_at).total_seconds()),
        late=draft.now > order.reply_by,
    )
    draft.add(replied, asked.sender.id)
    return None


def overdue_ordered(draft: Draft, incident: Incident) -> None:
    """The limit of handling has passed: who has it and the community's supervisors must say why."""
    to = responsible(draft, incident)
    if to and not _waits(draft, incident, "overdue"):
        _order(draft, incident, "overdue", to, draft.now + _limit(draft, "overdue"))


def supervision_due(draft: Draft, order: Supervision) -> None:
    """No reply: the next tier knows, and again after a while."""
    level, told = upward(draft, order.area, order.level + 1)
    draft.add(
        f.SupervisionEscalated(
            supervision=order.id,
            incident=order.incident,
            area=order.area,
            kind=order.kind,
            level=level,
            told=told,
            due=draft.now + draft.policy.reply_again,
        )
    )


def is_overdue(draft: Draft, incident: Incident) -> bool:
    """Whether a limit has passed: of handling, or one that silence was told upward for."""
    by = incident.handle_by
    return incident.level > 0 or (by is not None and by <= draft.now and incident.status != "handled")


def responsible(draft: Draft, incident: Incident) -> list[str]:
    """Who has it, and the supervisors of its community."""
    above = standing(draft.situation, incident.place.grid, 1)
    return list(dict.fromkeys([*([incident.handler] if incident.handler else []), *above]))


def _limit(draft: Draft, kind: f.Supervising) -> timedelta:
    policy = draft.policy
    return {"overdue": policy.reply_overdue, "leader": policy.reply_leader, "important": policy.reply_important}[kind]


def _waits(draft: Draft, incident: Incident, kind: f.Supervising) -> bool:
    return any(one.incident == incident.id and one.kind == kind for one in draft.picture.supervisions.values())


def _order(
    draft: Draft,
    incident: Incident,
    kind: f.Supervising,
    to: list[str],
    due: datetime,
    reason: str = "",
    asked: Asked | None = None,
) -> None:
    ordered = f.SupervisionOrdered(
        request=asked.request if asked is not None else None,
        supervision=draft.new_id(),
        incident=incident.id,
        incident_number=incident.number,
        category=incident.category,
        area=incident.place.grid,
        kind=kind,
        to=to,
        reason=reason,
        by=asked.sender.id if asked is not None else "",
        by_name=asked.sender.name if asked is not None else "",
        due=due,
    )
    draft.add(ordered, *([asked.sender.id] if asked is not None else []))
