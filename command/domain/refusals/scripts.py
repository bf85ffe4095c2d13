"""Refusals about drills' scripts."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "script_unknown": Template("unknown", "没有这个脚本或这一版", "There is no such script, or no such version of it"),
    "script_stale": Template(
        "conflict",
        "脚本已被他人改到第 {version} 版，您的修改没有保存：请另存，或重新载入后再改",
        "Somebody has saved version {version} meanwhile; yours was not saved: save it as another, or load it again",
    ),
    "script_editors": Template(
        "forbidden",
        "脚本只有指挥长和导调人员可以查看、修改：参演人员不应事先知道",
        "Only coordinators and those who direct a drill see and change scripts: players must not know them",
    ),
    "script_sheet": Template(
        "malformed", "表格里没有内容，或行数过多", "There is nothing in the table, or there are too many rows"
    ),
    "script_grid": Template("unknown", "没有这个网格：{grid}", "There is no such grid: {grid}"),
    "script_no_place": Template(
        "impossible",
        "该网格底账里没有小区和楼栋，请换一个网格",
        "The registry has no estate with buildings in that grid: choose another",
    ),
    "script_stretch": Template(
        "malformed",
        "时间段须在过去、先早后晚，最长 {days} 天",
        "The stretch must lie in the past, begin before it ends and be no longer than {days} days",
    ),
    "script_nothing_then": Template(
        "impossible",
        "这段时间、这个范围内没有可以编成脚本的事",
        "Nothing happened there then of which a script could be made",
    ),
    "script_many": Template(
        "limited",
        "这段时间内有 {count} 条，一个脚本最多 {limit} 条：请缩短时间或范围",
        "There are {count} then, and a script holds {limit}: choose less time or a smaller area",
    ),
}
