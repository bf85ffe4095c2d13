"""What can be reported: components and events of a city, and the grid's own kinds.

Codes are ours: `component.` or `event.` and four digits (two of the group, two of the kind), or `grid.` and a
word. Each carries the trust mark of where its name comes from: "P" practice seen in city systems (never the
wording of a standard, whose text was not available), "D" our own default.
"""

from typing import Literal

from msgspec import Struct

Kind = Literal["event", "component", "grid"]
Danger = Literal["", "always", "night"]


class Category(Struct, frozen=True, kw_only=True):
    """One kind of report, in both languages.

    `urgent`: goes before routine reports whatever its hazard. `mergeable`: a second report nearby may be the same
    thing. `special_need`: speaks of a person in special need. `danger`: whoever
    goes there must say now and then that they are well. `source`: trust mark, see above.
    """

    code: str
    name: str
    name_en: str
    group: str
    group_en: str
    kind: Kind
    urgent: bool = False
    mergeable: bool = True
    special_need: bool = False
    danger: Danger = ""
    source: Literal["P", "D"] = "P"


_GROUPS: dict[str, tuple[str, str]] = {
    "component.01": ("公用设施", "Public utilities"),
    "component.02": ("道路交通", "Road traffic"),
    "component.03": ("市容环境", "City appearance"),
    "component.04": ("园林绿化", "Greening"),
    "component.05": ("其他部件", "Other components"),
    "event.01": ("市容环境", "City appearance"),
    "event.02": ("宣传广告", "Signs and advertising"),
    "event.03": ("施工管理", "Construction"),
    "event.04": ("突发事件", "Emergencies"),
    "event.05": ("街面秩序", "Street order"),
    "event.06": ("扩展事件", "Further events"),
    "grid": ("网格事项", "Grid matters"),
}

_CITY: dict[str, tuple[str, str]] = {
    "component.0101": ("上水井盖", "Water supply manhole cover"),
    "component.0102": ("污水井盖", "Sewer manhole cover"),
    "component.0103": ("雨水井盖", "Storm drain manhole cover"),
    "component.0104": ("雨水箅子", "Storm drain grating"),
    "component.0105": ("电力井盖", "Power manhole cover"),
    "component.0106": ("路灯", "Street lamp"),
    "component.0107": ("消防栓", "Fire hydrant"),
    "component.0199": ("其他公用设施", "Other public utility"),
    "component.0201": ("交通信号灯", "Traffic light"),
    "component.0202": ("交通标志牌", "Traffic sign"),
    "component.0203": ("护栏", "Guard rail"),
    "component.0204": ("沟盖板", "Trench cover"),
    "component.0299": ("其他道路交通设施", "Other road fixture"),
    "component.0301": ("公共厕所", "Public toilet"),
    "component.0302": ("垃圾箱", "Litter bin"),
    "component.0303": ("户外广告牌", "Billboard"),
    "component.0399": ("其他市容环境设施", "Other city fixture"),
    "component.0401": ("行道树", "Street tree"),
    "component.0402": ("绿地护栏", "Green space railing"),
    "component.0499": ("其他园林绿化设施", "Other greening fixture"),
    "component.0599": ("其他部件", "Other component"),
    "event.0101": ("暴露垃圾", "Exposed rubbish"),
    "event.0102": ("积存渣土", "Piled-up spoil"),
    "event.0103": ("道路破损", "Damaged road"),
    "event.0199": ("其他市容环境问题", "Other appearance problem"),
    "event.0201": ("违章张贴", "Illegal posters"),
    "event.0205": ("招牌破损", "Broken signboard"),
    "event.0299": ("其他宣传广告问题", "Other sign problem"),
    "event.0301": ("工地扬尘", "Construction dust"),
    "event.0302": ("占道施工", "Road works without leave"),
    "event.0303": ("脚手架隐患", "Unsafe scaffolding"),
    "event.0399": ("其他施工问题", "Other construction problem"),
    "event.0401": ("路面塌陷", "Road collapse"),
    "event.0402": ("自来水管破裂", "Water main burst"),
    "event.0403": ("燃气泄漏", "Gas leak"),
    "event.0404": ("下水道堵塞", "Blocked sewer"),
    "event.0406": ("道路积水", "Flooded road"),
    "event.0408": ("架空线缆损坏", "Overhead line down"),
    "event.0499": ("其他突发事件", "Other emergency"),
    "event.0501": ("占道经营", "Street trading"),
    "event.0502": ("机动车乱停放", "Illegal parking"),
    "event.0599": ("其他街面秩序问题", "Other street order problem"),
    "event.0601": ("树木倒伏", "Fallen tree"),
    "event.0602": ("房屋倒塌", "Building collapse"),
    "event.0699": ("其他扩展事件", "Other event"),
}

_GRID: dict[str, tuple[str, str]] = {
    "grid.medical": ("医疗急救", "Medical help"),
    "grid.fire": ("火情", "Fire"),
    "grid.gas": ("燃气异味", "Smell of gas"),
    "grid.lost_person": ("人员走失", "Lost person"),
    "grid.crime": ("治安警情", "Crime"),
    "grid.rescue": ("紧急呼救", "Call for rescue"),
    "grid.call_button": ("一键呼叫", "Call button"),
    "grid.dispute": ("矛盾纠纷", "Dispute"),
    "grid.hidden_danger": ("安全隐患", "Hidden danger"),
    "grid.special_need": ("重点人群关怀", "Person in special need"),
    "grid.service": ("代办服务", "Service to a resident"),
    "grid.notice": ("情况通报", "Notice"),
    "grid.other": ("其他事项", "Other"),
}

# Medical, fire, gas, collapse and lost persons are urgent by themselves (our default, configurable later); of
# the collapses a fallen billboard or tree is not one unless somebody says that it endangers life.
_URGENT = {
    "grid.rescue",
    "grid.medical",
    "grid.fire",
    "grid.gas",
    "grid.lost_person",
    "event.0401",
    "event.0403",
    "event.0602",
}
# Two of these close together are two people, not one thing.
_APART = {
    "grid.rescue",
    "grid.medical",
    "grid.lost_person",
    "grid.dispute",
    "grid.call_button",
    "grid.special_need",
    "grid.service",
}
# Where whoever goes there is in danger themselves [D]: gas, fire, collapse, wires; water when it is dark.
_DANGER: dict[str, Danger] = {
    "grid.fire": "always",
    "grid.gas": "always",
    "event.0401": "always",
    "event.0403": "always",
    "event.0408": "always",
    "event.0602": "always",
    "event.0406": "night",
}
_SPECIAL_NEED = {"grid.special_need", "grid.call_button"}
_OURS = {
    "event.0601",
    "event.0602",
    "grid.rescue",
    "grid.gas",
    "grid.crime",
    "grid.call_button",
    "grid.notice",
    "grid.other",
}


def _made(code: str, names: tuple[str, str]) -> Category:
    kind: Kind = "grid" if code.startswith("grid.") else "event" if code.startswith("event.") else "component"
    group, group_en = _GROUPS["grid" if kind == "grid" else code[:-2]]
    return Category(
        code=code,
        name=names[0],
        name_en=names[1],
        group=group,
        group_en=group_en,
        kind=kind,
        urgent=code in _URGENT,
        mergeable=code not in _APART,
        special_need=code in _SPECIAL_NEED,
        danger=_DANGER.get(code, ""),
        source="D" if code in _OURS else "P",
    )


CATEGORIES: dict[str, Category] = {code: _made(code, names) for code, names in {**_CITY, **_GRID}.items()}
"""Every category by its code, in the order they are shown."""
