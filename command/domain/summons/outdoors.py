"""人员安全第一: whoever is outdoors as the peak comes in is called until it is heard that they are indoors."""

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.facts.summons import Summoned
from command.domain.kept.summons import Summons
from command.domain.reach.leader import leader_of
from command.domain.summons.calling import anew, call, heard, summoned, widen
from command.domain.upward import upward

_OPERATORS, _TOP = 3, 4


def call_indoors(draft: Draft, storm: str, grids: set[str], out: list[f.StillOut]) -> None:
    """Everybody with work outdoors in these grids, or on a round there, unless somebody sent them all the same."""
    already = {id_ for one in draft.picture.summonses.values() if one.kind == "outdoors" for id_ in one.missing}
    for grid in sorted(grids):
        found: dict[str, Summoned] = {}
        for one in out:
            incident = draft.picture.incidents.get(one.incident)
            sent = incident is not None and incident.held is not None and incident.held.sent_by != ""
            if one.grid == grid and not sent:
                found[one.person] = Summoned(name=one.person_name, area=grid, incident=one.incident)
        for day in draft.picture.days.values():
            if day.area == grid and day.running is not None:
                found.setdefault(day.person, Summoned(name=day.person_name, area=grid))
        fresh = {id_: found[id_] for id_ in sorted(found) if id_ not in already}
        call(draft, "outdoors", storm, grid, fresh, draft.now + draft.policy.indoors_answer)


def indoors_due(draft: Draft, known: Summons) -> None:
    """Not heard of: they are called again, and whoever leads them, then all who stand above; without an end."""
    missing = known.missing
    level, told = upward(draft, known.area, max(_OPERATORS, known.level + 1))
    people = anew(known.people, missing)
    about: dict[str, list[str]] = {}
    for id_ in missing:
        leader = leader_of(draft, known.area, id_)
        above = [leader.id] if leader is not None else []
        above += draft.situation.coordinators if not above or known.level + 1 >= _TOP else []
        for one in above:
            about.setdefault(one, []).append(id_)
    for one, of in about.items():
        if one not in people:
            people[one] = summoned(draft, one, of, known.area)
    due = draft.now + draft.policy.indoors_again
    widen(draft, known, people, due=due, told=[*told, *about], level=max(level, known.level + 1))


def off_duty(draft: Draft, person: str) -> None:
    """They checked out, so they were heard of."""
    for known in [one for one in draft.picture.summonses.values() if one.kind == "outdoors"]:
        if person in known.missing:
            heard(draft, known, person, "off_duty")
