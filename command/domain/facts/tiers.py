"""Facts of the desks of community and street: seen, routed, urged."""

from datetime import datetime
from typing import Literal

from command.domain.facts.base import Deadline, Fact, Tier

__all__ = [
    "EscalationSeen",
    "IncidentRouted",
    "IncidentUrged",
    "TierFact",
]


class EscalationSeen(Fact, frozen=True, kw_only=True):
    """已阅, 我来处理: somebody of a tier has it in hand. Nothing more rings for it until `until` (UTC)."""

    request: str | None = None
    incident: str
    by: str
    by_name: str = ""
    level: int
    until: datetime
    next: Deadline | None = None


class IncidentRouted(Fact, frozen=True, kw_only=True):
    """分流: a desk sent the matter back to the grid, to a unit, or up to the next tier, with a reason. What is asked of
    whom follows. `grid`: whose people are asked first, if it is not the grid it lies in."""

    request: str | None = None
    incident: str
    to: Literal["grid", "unit", "up"]
    tier: Tier
    level: int = 0
    unit: str | None = None
    grid: str | None = None
    told: list[str] = []
    by: str
    by_name: str = ""
    reason: str
    next: Deadline | None = None


class IncidentUrged(Fact, frozen=True, kw_only=True):
    """催办: somebody above asks those at work to get on with it."""

    request: str | None = None
    incident: str
    people: list[str]
    by: str
    by_name: str = ""
    reason: str


TierFact = EscalationSeen | IncidentRouted | IncidentUrged
