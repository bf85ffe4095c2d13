"""Facts about the units that repair: who they are, where and when they can be called on."""

from command.domain.facts.base import Fact, UnitKind

__all__ = [
    "UnitFact",
    "UnitRegistered",
]


class UnitRegistered(Fact, frozen=True, kw_only=True):
    """专业部门: a unit exists, or is changed to this. What is offered to it goes to the desk accounts that name it.

    `areas`: codes; `categories`: only these, or all that its kind repairs; `opens`, `closes`: hours of the district's
    time ("08:00") in which its desk is manned, round the clock without them; past midnight when `closes` is earlier.
    `desks`: the accounts of its desk from now on, if that is said; `released`: those that are no longer.
    """

    request: str | None = None
    unit: str
    name: str
    name_en: str = ""
    kind: UnitKind
    areas: list[str]
    categories: list[str] = []
    opens: str | None = None
    closes: str | None = None
    active: bool = True
    by: str = ""
    desks: list[str] | None = None
    released: list[str] = []


UnitFact = UnitRegistered
