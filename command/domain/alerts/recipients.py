"""Whom an alert is for."""

from collections.abc import Sequence

from command.domain.facts import Role
from command.domain.picture import Person, Picture


def recipients(picture: Picture, area: str, roles: Sequence[Role], *, on_duty: bool) -> list[str]:
    """The ids of everybody of one of the roles who works inside the area (its code), in the order of their ids."""
    told = [p.id for p in picture.people.values() if _is_meant(p, area, roles) and (p.on_duty or not on_duty)]
    return sorted(told)


def _is_meant(person: Person, area: str, roles: Sequence[Role]) -> bool:
    inside = any(own.startswith(area) for own in person.areas)
    return person.active and inside and any(role in roles for role in person.roles)
