"""Refusals about a grid worker's day."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "round_running": Template("conflict", "本轮巡查还没有结束", "A round is already under way: end it first"),
    "no_round": Template("conflict", "没有进行中的巡查", "No round is under way"),
    "visit_unknown": Template(
        "unknown", "此人不在您今天的走访名单上", "This person is not on your list of today's visits"
    ),
    "visited_already": Template("conflict", "今天已经走访过了", "They have been visited today already"),
    "care_late": Template("impossible", "截止时间已过", "That time has passed already"),
    "care_empty": Template(
        "impossible", "这个范围内没有登记的重点人群", "Nobody in special need is registered in this area"
    ),
}
