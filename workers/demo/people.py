"""Made-up people for the demo district, of every role of the outside contract. Names are drawn by rule from lists."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import get_args

from command.domain.area import Area
from command.domain.facts import Role
from command.service.accounts import KEYED, Account, new_key, new_password

_SURNAMES = "陈林王李吴黄符张周曾冯蔡许郑何云邢杨梁潘"
_GIVEN = ["海燕", "志强", "丽华", "文博", "晓东", "春梅", "国兴", "秀英", "子轩", "美玲", "建华", "小芳", "永福"]
_MADE_MS = 1_767_225_600_000  # the first moment of 2026: demo ids look like ids of that day


def demo_people(areas: Sequence[Area]) -> list[Account]:
    """Two workers a grid, a supervisor for each community and street, the centre's people, screens and buttons."""
    by_level = {level: [a for a in areas if a.level == level] for level in ("district", "street", "community", "grid")}
    district = by_level["district"]
    grids = by_level["grid"]
    return [
        *_people("worker", [grid for grid in grids for _ in range(2)], width=3),
        *_people("supervisor", by_level["community"] + by_level["street"]),
        *_people("operator", district * 3, leaders=1),
        *_people("coordinator", district * 2),
        *_people("admin", district),
        *_people("auditor", district),
        *_people("kiosk", district, names=["指挥大厅大屏"]),
        *_people("device", grids[:2], names=["一键呼叫按钮1", "一键呼叫按钮2"]),
    ]


def _people(
    role: Role, areas: Iterable[Area], *, width: int = 1, leaders: int = 0, names: Sequence[str] = ()
) -> list[Account]:
    """One account an area, `worker-001` and so on. The first `leaders` of them are watch leaders."""
    return [
        _account(
            f"{role}-{number:0{width}}",
            role,
            area,
            names[number - 1] if names else _name_of(role, number),
            leader=number <= leaders,
        )
        for number, area in enumerate(areas, start=1)
    ]


def _account(username: str, role: Role, area: Area, name: str, *, leader: bool) -> Account:
    keyed = role in KEYED
    return Account(
        id=_id_of(username),
        name=name,
        role=role,
        areas=[area.code],
        username=username,
        password=None if keyed else new_password(),
        key=new_key() if keyed else None,
        watch_leader=leader,
    )


def _name_of(role: Role, number: int) -> str:
    """Two lists of lengths without a common divisor, walked side by side: nobody's name comes twice."""
    place = sorted(get_args(Role)).index(role) * 20 + number  # workers come last and may be 119
    return _SURNAMES[place % len(_SURNAMES)] + _GIVEN[place % len(_GIVEN)]


def _id_of(username: str) -> str:
    """The same UUIDv7 every time, so that filling twice makes nobody twice."""
    chance = int.from_bytes(hashlib.sha256(f"demo:{username}".encode()).digest()[:10], "big")
    value = (_MADE_MS << 80) | chance
    value = value & ~(0xF << 76) | (0x7 << 76)
    value = value & ~(0x3 << 62) | (0x2 << 62)
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"
