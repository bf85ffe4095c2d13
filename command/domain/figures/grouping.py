"""What figures are counted by: the district as a whole, areas, people, units, and kinds of incident."""

from typing import Literal, get_args

from command.domain.figures.case import Case

By = Literal["district", "street", "community", "grid", "worker", "unit", "category", "priority", "disposition"]
BY: tuple[By, ...] = get_args(By)
DIGITS: dict[str, int] = {"district": 6, "street": 9, "community": 12, "grid": 15}


def key_of(by: By, case: Case, person: str) -> str:
    """The row a case is counted in: an area's code, a person's or unit's id, …; empty where there is none."""
    match by:
        case "worker":
            return person
        case "unit":
            return case.unit
        case "category":
            return case.category
        case "priority":
            return str(case.priority)
        case "disposition":
            return case.disposition
        case _:
            return case.grid[: DIGITS[by]]
