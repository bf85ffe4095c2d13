"""Refusals about duty."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "already_on_duty": Template("conflict", "您已在岗", "You are already on duty"),
    "not_on_duty": Template("conflict", "您不在岗", "You are not on duty"),
    "on_assignment": Template(
        "conflict",
        "手上还有任务，办结或交出后才能下岗",
        "You still have an assignment: finish it or hand it over first",
    ),
}
