"""Facts that end an incident."""

from typing import Literal

from command.domain.facts.base import Fact

__all__ = [
    "ClosingFact",
    "IncidentClosed",
    "IncidentVoided",
]


class IncidentClosed(Fact, frozen=True, kw_only=True):
    """结案: settled on the spot, or handled and verified."""

    request: str | None = None
    incident: str
    outcome: Literal["settled", "handled", "no_action"]
    by: str = ""
    note: str = ""


class IncidentVoided(Fact, frozen=True, kw_only=True):
    """作废: never should have been filed; decided by a watch leader."""

    request: str | None = None
    incident: str
    by: str
    reason: str


ClosingFact = IncidentClosed | IncidentVoided
