"""Refusals about people who are called until they are heard of."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "summons_unknown": Template(
        "unknown", "没有这次叫应，或没有叫到此人，或它已经结束", "Nobody is being called for this, or not this person"
    ),
    "summons_word": Template("impossible", "对这次叫应只能回答：{words}", "This can only be answered with: {words}"),
    "summons_answered": Template("conflict", "{name} 已经应答", "{name} has already answered"),
}
