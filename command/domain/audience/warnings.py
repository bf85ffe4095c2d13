"""Who sees facts about warnings and what they propose. A warning for the district is one for each part of it."""

from typing import Any

from command.domain import facts as f
from command.domain.audience.row import Audience, Audiences, told
from command.domain.picture import Picture
from command.domain.warning.reach import concerns


def _those_in(areas: list[str], picture: Picture) -> list[str]:
    """Everybody on the staff who works where a warning is for, on duty or not."""
    staff = (p for p in picture.people.values() if p.active and not {"kiosk", "device", "unit"}.intersection(p.roles))
    return [person.id for person in staff if concerns(areas, person.areas)]


def _received(fact: f.WarningReceived, picture: Picture) -> list[str]:
    return _those_in(fact.areas, picture)


def _warned(fact: Any, picture: Picture) -> list[str]:
    """Who was warned hears that it is over."""
    if isinstance(fact, f.WarningExpired) and fact.state != "active":
        return []  # they heard when it was replaced or cancelled
    ids = fact.warnings if isinstance(fact, f.WarningCancelled) else [fact.warning]
    areas = [area for id_ in ids if (known := picture.warnings.get(id_)) is not None for area in known.areas]
    return _those_in(areas, picture) if areas else []


def _proposed_to(fact: Any, picture: Picture) -> list[str]:
    known = picture.proposals.get(fact.proposal)
    return known.told if known is not None else []


AUDIENCES: Audiences = {
    f.WarningReceived: Audience(_received, hides=("by", "by_name"), areas="touched"),
    f.WarningCancelled: Audience(_warned, hides=("by", "by_name"), areas="touched"),
    f.WarningExpired: Audience(_warned, areas="touched"),
    f.ProposalMade: Audience(told, hides=("told",)),
    f.ProposalEscalated: Audience(told, hides=("told",)),
    f.ProposalTaken: Audience(_proposed_to, hides=("by_name",)),
    f.ProposalClosed: Audience(_proposed_to, hides=("reason", "by_name")),
}
