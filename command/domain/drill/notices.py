"""Whom an inject is for: people, roles, units and areas of a drill, by those who are in it."""

import hashlib

from command.domain.facts.script import SilentInject
from command.domain.kept.drill import DrillParticipant
from command.domain.picture import Picture
from command.domain.warning.reach import concerns

_STEERING = {"operator", "coordinator"}


def _in(picture: Picture) -> list[DrillParticipant]:
    return [one for one in picture.participants.values() if one.is_in]


def players(picture: Picture) -> list[str]:
    """Every player who can answer: no wall does."""
    return [one.id for one in _in(picture) if one.participant.part == "player" and "kiosk" not in one.participant.roles]


def directors(picture: Picture) -> list[str]:
    """导调."""
    return [one.id for one in _in(picture) if one.participant.part == "director"]


def named(picture: Picture, names: list[str]) -> list[str]:
    """People by their ids, by a role, or by the unit whose desk is theirs, in the order in which they joined."""
    wanted = set(names)
    found = []
    for one in _in(picture):
        account = picture.people.get(one.id)
        unit = account.unit if account is not None else None
        if one.id in wanted or (unit or "") in wanted or not wanted.isdisjoint(one.participant.roles):
            found.append(one.id)
    return found


def working_in(picture: Picture, areas: list[str]) -> list[str]:
    """Players who work in one of the areas or above it, and whoever steers the whole."""
    return [
        one.id
        for one in _in(picture)
        if one.participant.part == "player"
        and (concerns(areas, one.participant.areas) or not _STEERING.isdisjoint(one.participant.roles))
    ]


def to_silence(picture: Picture, content: SilentInject, seed: str) -> list[str]:
    """Those named; or `count` workers of the area, drawn by lot: the same lot whenever it is drawn."""
    present = {one.id: one for one in _in(picture) if one.participant.part == "player"}
    chosen = [person for person in content.people if person in present]
    area = content.area or ""
    drawn = [
        one.id
        for one in present.values()
        if "worker" in one.participant.roles
        and one.id not in chosen
        and any(own.startswith(area) for own in one.participant.areas)
    ]
    drawn.sort(key=lambda person: hashlib.sha256(f"{seed}{person}".encode()).digest())
    return chosen + drawn[: content.count]
