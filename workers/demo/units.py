"""Made-up units of the demo district that repair, each with one desk account. Who answers for what is ours [D]."""

from command.domain.facts import UnitKind, UnitRegistered
from command.service.accounts import Account, new_password
from workers.demo.names import id_of

_UNITS: tuple[tuple[str, str, str, UnitKind, str | None, str | None], ...] = (
    ("municipal", "市政维护中心", "Municipal works centre", "municipal", None, None),
    ("drainage", "排水抢险队", "Drainage crew", "municipal", None, None),
    ("greening", "园林绿化所", "Greening office", "greening", "08:00", "20:00"),
    ("power", "供电抢修班", "Power repair crew", "power", None, None),
    ("water", "供水抢修队", "Water repair crew", "water", None, None),
    ("gas", "燃气抢修站", "Gas repair station", "gas", None, None),
    ("sanitation", "环卫作业队", "Sanitation crew", "sanitation", "05:00", "22:00"),
    ("housing", "住建安全站", "Housing safety station", "housing", "08:00", "18:00"),
    ("traffic", "交通设施所", "Traffic fixtures office", "traffic", None, None),
    ("urban", "城管中队", "Urban management squad", "urban_management", "07:00", "23:00"),
)


def demo_units(district: str) -> list[UnitRegistered]:
    """All units, answering for the whole district."""
    return [
        UnitRegistered(
            unit=id_of(f"unit-desk-of-{key}"),
            name=name,
            name_en=name_en,
            kind=kind,
            areas=[district],
            opens=opens,
            closes=closes,
        )
        for key, name, name_en, kind, opens, closes in _UNITS
    ]


def demo_desks(district: str) -> list[Account]:
    """A desk account for each: `unit-1` and so on, in the order of the units."""
    return [
        Account(
            id=id_of(f"unit-{number}"),
            name=f"{unit.name}值班台",
            role="unit",
            areas=[district],
            username=f"unit-{number}",
            password=new_password(),
            unit=unit.unit,
            simulated=True,
        )
        for number, unit in enumerate(demo_units(district), start=1)
    ]
