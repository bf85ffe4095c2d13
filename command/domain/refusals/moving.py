"""Refusals about moving people."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "evacuation_unknown": Template(
        "unknown", "没有这个转移令，或它已结束", "There is no such evacuation, or it is over"
    ),
    "evacuation_none": Template(
        "conflict",
        "现在没有转移令：请先由指挥中心发布",
        "No evacuation is under way: the command centre must open one first",
    ),
    "evacuation_late": Template("impossible", "截止时间已过", "That time has passed already"),
    "evacuation_lists": Template(
        "conflict",
        "还有 {away} 人没有着落（其中 {unsafe} 人尚未安全）：逐人核实，或写明理由后结束",
        "{away} people are not accounted for ({unsafe} of them not safe yet): settle each, or close with a reason",
    ),
    "evacuee_unknown": Template("unknown", "名单上没有此人", "Nobody of that name is on a list"),
    "evacuee_twice": Template(
        "conflict",
        "{name} 已在名单上（共 {count} 人重复）。如是同名的另一人，请补填电话或地址",
        "{name} is on a list already ({count} in all). If it is somebody else of that name, add a phone or an address",
    ),
    "evacuee_so_already": Template(
        "conflict",
        "已经登记过了：{status}，{at}",
        "It is recorded already: {status}, {at}",
    ),
    "evacuee_older": Template(
        "conflict",
        "{at} 已有更晚的登记：{status}。如登记有误，请更正",
        "A later record of {at} says: {status}. If that is wrong, correct it",
    ),
    "evacuee_returned": Template(
        "conflict",
        "此人已返回（{at}）。如登记有误，请更正",
        "They have returned already ({at}). If that is wrong, correct it",
    ),
    "evacuee_not_yet": Template(
        "conflict",
        "现在登记为{status}，不能这样改；如登记有误，请更正",
        "They are recorded as {status}: that cannot follow. If the record is wrong, correct it",
    ),
    "evacuee_time": Template(
        "impossible",
        "时间不对：不能晚于现在，也不能早于转移令发布前一天",
        "That time can't be: not later than now, nor more than a day before the evacuation was ordered",
    ),
    "evacuee_under_way": Template(
        "conflict", "此人已转移，不能从名单上删除", "They have been moved: they can't be taken off the list"
    ),
    "relative_needed": Template(
        "impossible",
        "投亲靠友要写明地址和电话",
        "Where the relative lives, and their telephone, are needed",
    ),
    "shelter_unknown": Template("unknown", "没有这个安置点，或它已关闭", "There is no such shelter, or it is closed"),
    "shelter_full": Template(
        "conflict",
        "{name}容量 {capacity} 人，已有 {here} 人，还有 {coming} 人在路上：换一个安置点，或写明理由",
        "{name} has room for {capacity}; {here} are there and {coming} on the way: choose another, or say why",
    ),
    "shelter_held": Template(
        "conflict",
        "还有 {here} 人在安置点、{coming} 人在路上，不能关闭",
        "{here} people are there and {coming} on the way: it can't be closed",
    ),
    "evacuee_nobody": Template(
        "impossible",
        "没有可列入的人（{skipped} 人已在名单上）",
        "There is nobody to be listed ({skipped} are on a list already)",
    ),
    "line_unreadable": Template(
        "impossible", "行号有误，请对照纸面再看一遍", "That is no line's code: look at the paper again"
    ),
    "line_unknown": Template(
        "unknown",
        "没有这一行：可能属于已结束的转移，或不归您管",
        "There is no such line: of an evacuation that is over, or not yours",
    ),
    "pack_fonts": Template(
        "temporary",
        "打印字体没有安装：请重新构建界面（web/ 下 npm ci && npm run build）",
        "The fonts for print are missing: build the screens again (npm ci && npm run build in web/)",
    ),
    "pack_failed": Template(
        "temporary", "应急包没有排好，请换更小的范围再试", "The pack could not be set: try a smaller area"
    ),
    "keeper_unknown": Template("unknown", "没有这个账号：{person}", "There is no such account: {person}"),
}
WORDS: dict[str, tuple[str, str]] = {
    "evacuee:to_move": ("待转移", "to be moved"),
    "evacuee:told": ("已通知", "told"),
    "evacuee:moved": ("已转移", "moved"),
    "evacuee:safe": ("已投亲靠友", "with a relative"),
    "evacuee:arrived": ("已安置", "at a shelter"),
    "evacuee:refused": ("拒绝转移", "refused"),
    "evacuee:returned": ("已返回", "returned"),
}
