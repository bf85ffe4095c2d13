"""通知: everybody of some roles in an area is told something, and says that they have read it."""

from datetime import timedelta

from command.domain import facts as f
from command.domain.alerts.recipients import recipients
from command.domain.draft import Draft
from command.domain.kept.alerts import Alert
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import ReadAlert, SendAlert, WithdrawAlert


def send_alert(draft: Draft, asked: Asked, request: SendAlert) -> Refusal | None:
    """Tell everybody who is meant, wherever they are."""
    text = request.text.strip()
    if not text:
        return refuse("alert_empty")
    if request.group is not None and request.group not in draft.picture.groups:
        return refuse("group_unknown")
    told = recipients(draft.picture, request.area, request.roles, on_duty=request.on_duty, group=request.group)
    if not told:
        return refuse("alert_for_nobody", area=request.area)
    sent = f.AlertSent(
        request=asked.request,
        alert=draft.new_id(),
        area=request.area,
        roles=list(request.roles),
        group=request.group,
        on_duty=request.on_duty,
        level=request.level,
        text=text,
        people=len(told),
        by=asked.sender.id,
        by_name=asked.sender.name,
        until=draft.now + timedelta(seconds=request.for_s),
    )
    draft.add(sent, asked.sender.id, *told)
    return None


def read_alert(draft: Draft, asked: Asked, request: ReadAlert) -> Refusal | None:
    """The sender has read it. Reading it twice is no mistake of theirs, and is refused without harm."""
    alert = draft.picture.alerts.get(request.alert)
    if alert is None or asked.sender.id not in alert.people:
        return refuse("alert_unknown")
    if asked.sender.id in alert.read:
        return refuse("alert_read")
    draft.add(f.AlertRead(request=asked.request, alert=alert.id, area=alert.area, person=asked.sender.id))
    return None


def withdraw_alert(draft: Draft, asked: Asked, request: WithdrawAlert) -> Refusal | None:
    """It was wrong, or is over: it leaves the phones of those who have not read it, and those who have are told too."""
    alert = draft.picture.alerts.get(request.alert)
    if alert is None:
        return refuse("alert_unknown")
    if not request.reason.strip():
        return refuse("reason_needed")
    ended = f.AlertEnded(
        request=asked.request,
        alert=alert.id,
        area=alert.area,
        why="withdrawn",
        unread=alert.unread,
        by=asked.sender.id,
        reason=request.reason.strip(),
    )
    draft.add(ended, asked.sender.id, *alert.people)
    return None


def alert_due(draft: Draft, alert: Alert) -> None:
    """Its time is over: who has not read it stays on the record."""
    ended = f.AlertEnded(alert=alert.id, area=alert.area, why="over", unread=alert.unread)
    draft.add(ended, *alert.unread)
