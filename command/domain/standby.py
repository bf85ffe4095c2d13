"""备班: whom to ask about what endangers somebody or something when nobody on duty can be sent.

They may be at home with a silent phone: the ladder reaches them by other ways, so being heard of only puts one before
the others. Ours [D]: for priorities 1 and 2 alone; less urgent things wait for whoever comes on duty.
"""

from msgspec.structs import replace

from command.domain import facts as f
from command.domain.choosing import Candidate, Search, has_skills
from command.domain.draft import Draft
from command.domain.fitness import Parts, home_grid, parts, tier_of
from command.domain.fold import LASTING
from command.domain.geo import distance_m
from command.domain.picture import Incident, Person

LEAST_URGENT: f.Priority = 2


def is_called_on(incident: Incident) -> bool:
    """Whether the stand-by list is asked about it at all."""
    return incident.priority <= LEAST_URGENT


def listed(draft: Draft, incident: Incident) -> list[Person]:
    """Everybody of the stand-by list who is not on duty anyhow; nobody if the incident may wait."""
    if not is_called_on(incident):
        return []
    people = (draft.situation.workers.get(id_) for id_ in draft.standby)
    return [one for one in people if one is not None and not one.on_duty]


def unfit_standby(draft: Draft, search: Search, person: Person) -> str | None:
    """Why this person of the list cannot be asked now: busy, asked, reporter, unskilled; None if they can."""
    situation, incident = draft.situation, search.incident
    if situation.offers_of.get(person.id) or situation.assignments_of.get(person.id) or person.id in incident.crew:
        return "busy"
    tried = search.tried.get(person.id, "off_duty")
    if tried in LASTING or (tried != "off_duty" and not search.again):
        return "asked"
    if person.id in incident.reporters:
        return "reporter"
    return None if search.is_plain or has_skills(person, search) else "unskilled"


def choose_standby(draft: Draft, search: Search) -> Candidate | None:
    """The best of the list: who is heard of first, then the grid's own, then whoever would be there soonest."""
    passed: dict[str, int] = {}
    fit: list[Person] = []
    here = listed(draft, search.incident)
    for person in here:
        why = unfit_standby(draft, search, person)
        if why is None:
            fit.append(person)
        else:
            passed[why] = passed.get(why, 0) + 1
    if not fit:
        return None
    best = min(fit, key=lambda one: _rank(draft, search.incident, one))
    return standby_candidate(draft, search.incident, best, len(here), passed)


def standby_candidate(
    draft: Draft, incident: Incident, person: Person, considered: int, passed: dict[str, int]
) -> Candidate:
    """Somebody of the list, with the reasons for them."""
    away = parts_at_home(draft, incident, person).distance_m
    tier = tier_of(person, home_grid(incident))
    choice = f.Choice(tier, away, considered, passed, standby=True, by_ladder=not draft.reachable(person.id))
    return Candidate(person, choice)


def parts_at_home(draft: Draft, incident: Incident, person: Person) -> Parts:
    """The figure of somebody who is not on the map: from where they were on duty last, or from their own grid."""
    home = draft.situation.home(person)
    away = None if home is None else round(distance_m(*home, incident.place.lat, incident.place.lon))
    return parts(draft, incident, person.id, away)


def with_standby(draft: Draft, search: Search, tally: f.Tally) -> f.Tally:
    """无人可派 with the numbers of the stand-by list, where it is asked at all."""
    whys = [unfit_standby(draft, search, one) for one in listed(draft, search.incident)]
    return replace(tally, standby=len(whys), standby_asked=whys.count("asked"), standby_busy=whys.count("busy"))


def _rank(draft: Draft, incident: Incident, person: Person) -> tuple[bool, bool, float, str]:
    silent = not draft.reachable(person.id)
    return silent, tier_of(person, home_grid(incident)) != "own_grid", _cost(draft, incident, person), person.id


def _cost(draft: Draft, incident: Incident, person: Person) -> float:
    return parts_at_home(draft, incident, person).total_s
