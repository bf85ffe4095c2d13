"""The ranking a person looks at before they choose: every candidate with the parts of their figure, everybody left out
with the reason, and what lacks. The automatic choice takes the first of it, by a faster way (`choosing.choose`).
"""

from msgspec import Struct
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.choosing import Search, count, for_lead, unfit
from command.domain.draft import Draft
from command.domain.fitness import Parts, Tier, home_grid, is_first, parts, tier_of
from command.domain.need import at_level, need_of
from command.domain.picture import Incident, Person
from command.domain.standby import listed, parts_at_home, unfit_standby, with_standby
from command.domain.units import find_unit, units_for

MOST = 20
"""So many candidates, and so many of those left out, are listed; the figures count everybody."""


class Ranked(Struct, frozen=True, kw_only=True):
    """A candidate. `score_s`: the figure, seconds, the fewer the better; `parts` adds up to it, `reasons` are codes.

    `standby`: of the stand-by list, asked only when nobody on duty can be sent.
    """

    person: str
    name: str
    tier: Tier
    score_s: float
    parts: Parts
    reasons: list[str]
    skills: list[str] = []
    assignments: list[str] = []
    standby: bool = False


class Excluded(Struct, frozen=True, kw_only=True):
    """Somebody who cannot be asked now, and why."""

    person: str
    name: str
    why: str
    tier: Tier
    distance_m: int | None = None
    standby: bool = False


class RankedUnit(Struct, frozen=True, kw_only=True):
    """A unit of the trade that repairs this. `why`: not to be asked now; None: it can be."""

    unit: str
    name: str
    kind: f.UnitKind
    why: str | None = None


class Ranking(Struct, frozen=True, kw_only=True):
    """`lacking`: what is needed and cannot be sent (`unit:water`, `skill:leader`)."""

    candidates: list[Ranked]
    excluded: list[Excluded]
    units: list[RankedUnit]
    tally: f.Tally
    need: f.Need
    lacking: list[str]


def rank(draft: Draft, incident: Incident, need: f.Need | None = None) -> Ranking:
    """Everybody who could lead the incident now, the fittest first; who was asked before may be asked again."""
    needed = need if need is not None else at_level(need_of(incident), incident.category, draft.policy)
    search = for_lead(incident, again=True)
    fit: list[Ranked] = []
    out: list[Excluded] = []
    at_home = {one.id: one for one in listed(draft, incident)}
    for person in draft.situation.workers.values():
        if person.id in at_home:
            continue
        why = unfit(draft, search, person)
        if why is None:
            fit.append(_ranked(draft, incident, person, needed))
        else:
            out.append(_excluded(draft, incident, person, why))
    for person in at_home.values():
        why = unfit_standby(draft, search, person)
        if why is None:
            fit.append(_on_standby(draft, incident, person, needed))
        else:
            away = parts_at_home(draft, incident, person).distance_m
            out.append(_left_out(incident, person, why, away, standby=True))
    fit.sort(key=lambda one: (one.standby, "by_ladder" in one.reasons, one.tier != "own_grid", one.score_s, one.person))
    out.sort(key=lambda one: (not one.standby and one.tier != "own_grid", one.why == "off_duty",
                              one.distance_m or 10**9, one.person))  # fmt: skip
    units = _units(draft, incident)
    return Ranking(
        candidates=fit[:MOST],
        excluded=out[:MOST],
        units=units,
        tally=with_standby(draft, search, count(draft, search)),
        need=needed,
        lacking=_lacking(draft, search, needed, units),
    )


def _on_standby(draft: Draft, incident: Incident, person: Person, need: f.Need) -> Ranked:
    """At home: whether they are heard of there, or only the ladder reaches them, is said."""
    told = ["standby"] if draft.reachable(person.id) else ["standby", "by_ladder"]
    found = _ranked(draft, incident, person, need, parts_at_home(draft, incident, person))
    return replace(found, reasons=[*told, *found.reasons], standby=True)


def _ranked(draft: Draft, incident: Incident, person: Person, need: f.Need, made: Parts | None = None) -> Ranked:
    made = made if made is not None else parts(draft, incident, person.id)
    tier = tier_of(person, home_grid(incident))
    first = is_first(draft.situation, home_grid(incident), person.id)
    reasons = ["first_worker" if first else "second_worker"] if tier == "own_grid" else []
    reasons += ["place_unknown"] if made.distance_m is None else []
    reasons += ["old_position"] if made.age_s >= 60 else []
    reasons += ["has_other_work"] if made.load else []
    reasons += ["just_finished"] if made.rest_s else []
    wanted = (*need.skills, "leader") if need.leader else need.skills
    reasons += [f"skill:{skill}" for skill in wanted if skill in person.skills]
    held = [draft.picture.assignments[id_].incident for id_ in draft.situation.assignments_of.get(person.id, ())]
    return Ranked(
        person=person.id,
        name=person.name,
        tier=tier,
        score_s=round(made.total_s, 1),
        parts=made,
        reasons=reasons,
        skills=list(person.skills),
        assignments=held,
    )


def _excluded(draft: Draft, incident: Incident, person: Person, why: str) -> Excluded:
    return _left_out(incident, person, why, parts(draft, incident, person.id).distance_m)


def _left_out(incident: Incident, person: Person, why: str, away: int | None, *, standby: bool = False) -> Excluded:
    tier = tier_of(person, home_grid(incident))
    return Excluded(person=person.id, name=person.name, why=why, tier=tier, distance_m=away, standby=standby)


def _units(draft: Draft, incident: Incident) -> list[RankedUnit]:
    kind = incident.awaits or need_of(incident).repairs
    if kind is None:
        return []
    passed = find_unit(draft, incident, kind, incident.tried, again=True).passed
    return [
        RankedUnit(unit=unit.id, name=unit.name, kind=unit.kind, why=passed.get(unit.id))
        for unit in units_for(draft, incident, kind)
    ]


def _lacking(draft: Draft, search: Search, need: f.Need, units: list[RankedUnit]) -> list[str]:
    found = [f"unit:{units[0].kind}"] if units and all(unit.why is not None for unit in units) else []
    free = [one for one in draft.situation.workers.values() if unfit(draft, search, one) is None]
    wanted = (*need.skills, "leader") if need.leader else need.skills
    found += [f"skill:{skill}" for skill in wanted if not any(skill in one.skills for one in free)]
    return [*found, f"people:{need.people - len(free)}"] if len(free) < need.people else found
