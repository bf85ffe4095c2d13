"""Whom to telephone about somebody."""

from datetime import timedelta

from command.domain.draft import Draft
from command.domain.picture import Person


def leader_of(draft: Draft, area: str, person: str) -> Person | None:
    """Whom to telephone about somebody: who leads their shift by the roster, else their group's leader, else the leader
    nearest above their area, best one whose own phone lives."""
    moment = timedelta(seconds=1)
    for own in draft.roster.turns_of(person, draft.now, draft.now + moment):
        turns = draft.roster.turns(draft.now, draft.now + moment, [own.group])
        first = [turn.person for turn in turns if turn.leads and turn.shift.name == own.shift.name]
        group = draft.picture.groups.get(own.group)
        for id_ in [*first, group.leader if group is not None else None]:
            leader = draft.picture.people.get(id_ or "")
            if leader is not None and leader.active and leader.id != person:
                return leader
    return _above(draft, area, person)


def _above(draft: Draft, area: str, but: str) -> Person | None:
    above = [
        (max(len(own) for own in p.areas if area.startswith(own)), draft.reachable(p.id), p.id, p)
        for p in draft.situation.leaders.values()
        if "supervisor" in p.roles and p.id != but and any(area.startswith(own) for own in p.areas)
    ]
    return max(above, key=lambda one: one[:3])[3] if above else None
