"""What people find and callers tell: kinds as often as in life, what was done about them, and words for them.

The weights are our own after what domain texts say of a normal day: most entries are settled on the spot.
"""

import random

from command.domain.storm.damage import Disposition, Hazard, Matter

__all__ = ["Disposition", "Hazard", "Matter", "caller", "found_on_patrol", "told_by_a_caller"]

_PATROL: dict[str, tuple[float, tuple[str, ...]]] = {
    "event.0101": (16, ("楼道口堆放垃圾", "绿化带内有暴露垃圾", "垃圾桶满溢")),
    "event.0502": (14, ("电动车占用消防通道", "机动车停在人行道上", "非机动车乱停")),
    "event.0501": (9, ("占道摆摊，已劝离", "店外经营")),
    "event.0201": (8, ("电线杆上有小广告", "楼道内张贴小广告")),
    "grid.hidden_danger": (9, ("楼道堆放杂物", "飞线充电", "灭火器过期")),
    "grid.dispute": (6, ("邻里噪音纠纷", "停车位纠纷", "漏水引起的纠纷")),
    "grid.service": (9, ("代办老年证", "协助社保认证", "帮忙取药")),
    "grid.special_need": (6, ("独居老人探访，情况良好", "残疾居民探访", "低保户走访")),
    "component.0106": (4, ("路灯不亮", "路灯闪烁")),
    "component.0302": (4, ("垃圾箱破损", "垃圾箱移位")),
    "component.0102": (2, ("污水井盖松动", "井盖破损")),
    "component.0204": (2, ("沟盖板断裂",)),
    "component.0401": (2, ("行道树枝条下垂", "树池破损")),
    "event.0103": (3, ("路面坑洼", "人行道砖松动")),
    "event.0404": (2, ("下水道堵塞，污水外溢",)),
    "event.0302": (1, ("占道施工未见许可",)),
    "event.0205": (1, ("招牌松动",)),
    "grid.notice": (3, ("消防宣传已张贴", "停水通知已告知")),
    "grid.other": (2, ("流浪犬聚集", "居民咨询")),
}
_CALLS: dict[str, tuple[float, tuple[str, ...]]] = {
    "grid.service": (14, ("老人需要上门办理认证", "请帮忙联系维修")),
    "grid.dispute": (12, ("楼上噪音扰民", "邻居装修纠纷")),
    "event.0404": (10, ("下水道堵了，污水漫到院子",)),
    "event.0502": (10, ("小区门口被车堵住",)),
    "component.0106": (8, ("门口路灯坏了",)),
    "event.0406": (5, ("路口积水，车过不去",)),
    "grid.special_need": (6, ("独居老人两天没出门，请去看看",)),
    "grid.medical": (4, ("老人摔倒，站不起来",)),
    "grid.gas": (2, ("楼道里有煤气味",)),
    "grid.fire": (1, ("垃圾桶冒烟",)),
    "grid.lost_person": (1, ("孩子走丢了，穿蓝色校服",)),
    "event.0601": (3, ("树倒了压着车",)),
}
_STORM: dict[str, tuple[float, tuple[str, ...]]] = {
    "event.0406": (64, ("路面积水没过脚踝", "积水进了一楼", "积水淹到车轮，车辆绕行")),
    "event.0404": (12, ("雨水井排不下去",)),
    "event.0601": (10, ("树倒在路上",)),
    "component.0103": (4, ("雨水井盖被冲开",)),
    "event.0408": (3, ("电线垂到路面",)),
    "event.0205": (4, ("招牌要掉下来",)),
    "grid.special_need": (2, ("老人被困一楼",)),
    "grid.medical": (1, ("有人在水里摔伤",)),
}
_NEVER_SETTLED = {"grid.medical", "grid.gas", "grid.fire", "grid.lost_person", "event.0408"}
_SURNAMES = "陈林王李吴黄符张周"
_CALLERS = ("女士", "先生", "阿姨", "大爷")


def found_on_patrol(chance: random.Random) -> Matter:
    """What a worker on a round enters: nine of ten are settled on the spot, one in fourteen is kept, few need help."""
    return _drawn(_PATROL, (90, 7, 3), chance)


def told_by_a_caller(chance: random.Random) -> Matter:
    """What an operator takes down: always for somebody to look at."""
    return _drawn(_CALLS, (0, 0, 1), chance)


def in_a_storm(chance: random.Random) -> Matter:
    """What is reported while water rises: mostly floods, mostly for help."""
    return _drawn(_STORM, (15, 12, 73), chance)


def caller(chance: random.Random) -> dict[str, str]:
    """A made-up caller. The number is none that can be dialled."""
    return {
        "name": chance.choice(_SURNAMES) + chance.choice(_CALLERS),
        "phone": f"000-{chance.randrange(10_000_000):07}",
    }


def _drawn(
    kinds: dict[str, tuple[float, tuple[str, ...]]], dispositions: tuple[int, int, int], chance: random.Random
) -> Matter:
    """`dispositions`: the weights of settled, mine, help."""
    category = chance.choices(list(kinds), [weight for weight, _ in kinds.values()])[0]
    options: tuple[Disposition, ...] = ("settled", "mine", "help")
    disposition = chance.choices(options, dispositions)[0]
    if category in _NEVER_SETTLED:
        disposition = "help"
    return Matter(category, disposition, _hazard(category, chance), chance.choice(kinds[category][1]))


def _hazard(category: str, chance: random.Random) -> Hazard:
    if category in ("event.0406", "event.0408", "event.0205", "grid.hidden_danger"):
        return chance.choices(("none", "property", "life"), (85, 13, 2))[0]
    return "none"
