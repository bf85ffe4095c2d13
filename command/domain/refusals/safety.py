"""Refusals about the safety of workers."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "rollcall_unknown": Template(
        "unknown", "没有这次点名，或没有点到此人", "There is no such roll-call, or it does not name this person"
    ),
    "rollcall_empty": Template("impossible", "{area} 范围内没有人在岗，无人可点", "Nobody is on duty in {area}"),
    "sos_unknown": Template(
        "unknown", "没有这次呼救，或它已经解除", "There is no such call for help, or it is already over"
    ),
    "sos_seen": Template("conflict", "您已经应答过", "You have already answered this"),
    "sos_too_late": Template(
        "conflict",
        "已超过自行撤回的时间：请向指挥中心报平安，由值班员解除",
        "Too late to take it back yourself: tell the command centre that you are safe, they will end it",
    ),
    "timer_unknown": Template(
        "unknown", "没有这次报平安计时，或它已经结束", "There is no such safety timer, or it has ended"
    ),
    "rollcall_answered": Template("conflict", "此人已应到", "This person has already answered"),
}
