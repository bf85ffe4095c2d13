"""Refusals about who can be reached."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "contact_unknown": Template(
        "unknown", "没有这个人或网格，或不归您管", "There is no such person or grid, or it is not yours"
    ),
    "contact_too_old": Template(
        "impossible", "这个消息已经太旧，不能算联系上", "This was said too long ago to count as contact"
    ),
    "call_unknown": Template(
        "unknown", "没有这个待打的电话，或已经不用打了", "There is no such call to make, or it is no longer needed"
    ),
}
