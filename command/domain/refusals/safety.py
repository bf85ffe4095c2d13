"""Refusals about the safety of workers."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "rollcall_unknown": Template(
        "unknown", "没有这次点名，或没有点到此人", "There is no such roll-call, or it does not name this person"
    ),
    "rollcall_empty": Template("impossible", "{area} 范围内没有人在岗，无人可点", "Nobody is on duty in {area}"),
    "rollcall_answered": Template("conflict", "此人已应到", "This person has already answered"),
}
