"""Refusals about alerts to staff."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "alert_empty": Template("impossible", "请写明通知内容", "Write what everybody is to be told"),
    "alert_for_nobody": Template(
        "impossible",
        "{area} 范围内没有符合条件的人，请扩大范围或对象",
        "Nobody in {area} is meant: choose more",
    ),
    "alert_unknown": Template(
        "unknown", "没有这条通知，或已结束，或不是发给您的", "No such alert, or it is over, or it is not for you"
    ),
    "alert_read": Template("conflict", "您已读过这条通知", "You have already read this alert"),
}
