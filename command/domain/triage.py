"""Triage: how soon a report must be acted on, and why. Figures are our own defaults, never statutory.

Priority 1 life, 2 property or a person in special need, 3 ordinary, 4 notice.
"""

from typing import Literal

from command.domain.category import CATEGORIES
from command.domain.facts import Disposition, Priority
from command.domain.policy import Policy

Hazard = Literal["life", "property", "none"]

ANSWER_LIMIT_S: dict[int, int] = {1: 60, 2: 120, 3: 300, 4: 600}
"""Seconds a person has to answer an offer, by priority."""


def is_urgent(category: str, hazard: str) -> bool:
    """Whether a report goes before routine ones: a hazard to life, or a kind that is urgent by itself.

    An unknown category is urgent only by its hazard; it is refused where it is decided.
    """
    known = CATEGORIES.get(category)
    return hazard == "life" or (known is not None and known.urgent)


def triage(
    category: str, hazard: Hazard, disposition: Disposition, *, special_need: bool = False
) -> tuple[Priority, list[str]]:
    """The priority and the codes of all reasons that speak for it, the strongest first; never without a reason.

    `special_need`: the report is about a person on the list of people in special need.
    Raises KeyError for an unknown category.
    """
    known = CATEGORIES[category]
    life = ["hazard_life"] * (hazard == "life") + ["urgent_category"] * known.urgent
    if life:
        return 1, life
    loss = ["hazard_property"] * (hazard == "property") + ["special_need"] * (special_need or known.special_need)
    if loss:
        return 2, loss
    notice = ["notice_category"] * (category == "grid.notice") + ["settled_on_the_spot"] * (disposition == "settled")
    return (4, notice) if notice else (3, ["ordinary"])


def by_level(policy: Policy, category: str, priority: Priority, reasons: list[str]) -> tuple[Priority, list[str]]:
    """The same under the response level in force: a level makes a kind more urgent, never less."""
    least = policy.raised.get(category)
    if least is None or least >= priority or "settled_on_the_spot" in reasons:
        return priority, reasons
    return least, [*reasons, "response_level"]


def may_merge(category: str) -> bool:
    """Whether a report of this category may be added to an open incident of the same category nearby.

    Raises KeyError for an unknown category.
    """
    return CATEGORIES[category].mergeable
