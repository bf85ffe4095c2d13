"""Who steers a group's roster, and who is told about it."""

from command.domain.draft import Draft
from command.domain.permission import answers_for
from command.domain.picture import Person
from command.domain.roster import Group


def may_roster(person: Person, group: Group) -> bool:
    """Coordinators any group; its leader, its overseer and the supervisors of its area their own."""
    if "coordinator" in person.roles:
        return True
    own = person.id in (group.leader, group.overseer) or answers_for(person, group.area)
    return "supervisor" in person.roles and own


def may_steer(draft: Draft, person: Person, groups: list[str], other: str) -> bool:
    """Whether `person` decides about `other`, who is of these groups (all of them): never about themselves."""
    known = [draft.picture.groups[id_] for id_ in groups if id_ in draft.picture.groups]
    if person.id == other:
        return False
    if not known:
        areas = draft.picture.people[other].areas if other in draft.picture.people else []
        mine = "supervisor" in person.roles and any(answers_for(person, area) for area in areas)
        return "coordinator" in person.roles or mine
    return all(may_roster(person, group) for group in known)


def above(draft: Draft, groups: list[str]) -> list[str]:
    """The leaders and overseers of the groups; of a group that has none, or of the watch, the coordinators."""
    told: dict[str, None] = {}
    for group in (draft.picture.groups[id_] for id_ in groups if id_ in draft.picture.groups):
        named = [id_ for id_ in (group.leader, group.overseer) if _is_active(draft, id_)]
        told |= dict.fromkeys(named)
        if group.kind == "watch" or not named:
            told |= dict.fromkeys(_coordinators(draft))
    return list(told) if told else _coordinators(draft)


def name_of(draft: Draft, person: str | None) -> str:
    """The person's name, or their id when nobody knows them."""
    known = draft.picture.people.get(person or "")
    return known.name if known is not None else person or ""


def _is_active(draft: Draft, person: str) -> bool:
    known = draft.picture.people.get(person)
    return known is not None and known.active


def _coordinators(draft: Draft) -> list[str]:
    return sorted(one.id for one in draft.situation.leaders.values() if "coordinator" in one.roles)
