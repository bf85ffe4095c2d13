"""Whom an alert is for."""

from collections.abc import Sequence

from command.domain.facts import Role
from command.domain.picture import Person, Picture


def recipients(
    picture: Picture, area: str, roles: Sequence[Role], *, on_duty: bool, group: str | None = None
) -> list[str]:
    """The ids of everybody of one of the roles who works inside the area (its code), in the order of their ids.

    With a `group` (its id), only of its people: rather one too many, who is in it before long or was, than one too few.
    """
    members = members_of(picture, group) if group is not None else None
    return sorted(
        p.id
        for p in picture.people.values()
        if _is_meant(p, area, roles) and (p.on_duty or not on_duty) and (members is None or p.id in members)
    )


def members_of(picture: Picture, group: str) -> set[str]:
    """Everybody whom a rostered group's patterns name, its leader and its overseer; nobody, of an unknown group."""
    found = picture.groups.get(group)
    if found is None:
        return set()
    named = {person for pattern in found.patterns for person in pattern.members}
    return (named | {found.leader, found.overseer}) - {""}


def _is_meant(person: Person, area: str, roles: Sequence[Role]) -> bool:
    inside = any(own.startswith(area) for own in person.areas)
    return person.active and inside and any(role in roles for role in person.roles)
