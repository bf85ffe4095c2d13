"""Refusals about reports upward."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "sitrep_unknown": Template(
        "unknown", "没有这份情况报告，或已经报出", "There is no such report, or it was sent already"
    ),
    "sitrep_street": Template("impossible", "{street} 不在本次报送的街镇中", "{street} is no street of this report"),
    "sitrep_not_nothing": Template(
        "impossible",
        "零报告不能带伤亡或损失数；有数请取消“零报告”",
        "Nothing to report cannot come with losses: take one of the two back",
    ),
    "sitrep_fewer": Template(
        "impossible",
        "灾情数是累计数，比上次少了（{name} 原为 {was}）：确需核减请在备注写明原因",
        "Losses are counted from the beginning and are fewer than before ({name} was {was}): say in the note why",
    ),
    "sitrep_not_cut": Template(
        "conflict", "尚未截数，请先截数再报送", "The figures are not filled in yet: fill them before it is sent"
    ),
    "sitrep_stale": Template(
        "conflict",
        "数据已重新截取，请看过新数再报送",
        "The figures were filled in again since: read them before it is sent",
    ),
    "sitrep_not_correction": Template(
        "conflict",
        "按时限应报的报告不能撤，只有更正稿可以撤",
        "A report that is due cannot be dropped, a correction can",
    ),
    "sitrep_correcting": Template(
        "conflict", "这一期已有一份更正稿未报出", "A correction of this report is being made already"
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    "losses:dead": ("死亡", "dead"),
    "losses:missing": ("失踪", "missing"),
    "losses:injured": ("受伤", "injured"),
    "losses:trapped": ("受困", "trapped"),
    "losses:collapsed": ("倒塌房屋", "houses collapsed"),
    "losses:damaged": ("损坏房屋", "houses damaged"),
}
