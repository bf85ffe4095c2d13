"""STARTEX: a drill's universe begins with people, what is carried over of the district, a level, and the script."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from command.domain import facts as f
from command.domain.draft import Draft
from command.domain.drill.common import due_of, running
from command.domain.drill.taking import plays
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import Inject, Script
from command.domain.kept.dispatch import Unit
from command.domain.mode.plans import plan_of
from command.domain.mode.switch import Wanted, switch
from command.domain.picture import Person, Picture
from command.domain.place import Spot
from command.domain.refusals import Refusal, refuse

CARRIED = ("units", "limits", "needs", "responseplans", "shelters")
"""What a drill begins with of the district's. Rosters are not among it: whoever plays is on duty, nobody else is."""


class Beginning(Struct, frozen=True, kw_only=True):
    """All that a start needs. `people`, `carried`: of the district as it is; `spots`: where each inject's place is, by
    its number."""

    exercise: str
    plan: DrillPlan
    script: Script
    people: Mapping[str, Person]
    carried: Mapping[str, Mapping[str, Struct]]
    spots: Mapping[int, Spot]
    by: str
    by_name: str


def carried_of(picture: Picture, plan: DrillPlan) -> dict[str, dict[str, Struct]]:
    """The district's things that the drill begins with; of units those that take part, read by who does."""
    members = {one.person for one in plan.participants}
    units = {id_: _unit(unit, members) for id_, unit in picture.units.items() if unit.active}
    found: dict[str, dict[str, Struct]] = {kind: dict(getattr(picture, kind)) for kind in CARRIED}
    found["units"] = {id_: unit for id_, unit in units.items() if unit.desks or id_ in plan.units}
    return found


def _unit(unit: Unit, members: set[str]) -> Unit:
    return replace(unit, desks=[desk for desk in unit.desks if desk in members])


def unfit(begin: Beginning) -> Refusal | None:
    """What no override helps against: nobody in it, nobody to direct it, nothing to come, or what cannot be played."""
    parts = {one.part for one in begin.plan.participants}
    if "player" not in parts and not begin.plan.sign_in:
        return refuse("drill_empty")
    if "director" not in parts:
        return refuse("drill_no_director")
    return _people(begin) or _lines(begin)


def _people(begin: Beginning) -> Refusal | None:
    seen: set[str] = set()
    for one in begin.plan.participants:
        person = begin.people.get(one.person)
        if person is None or not person.active:
            return refuse("drill_person", person=one.person)
        if one.person in seen:
            return refuse("drill_twice", person=one.person)
        if one.part == "player" and (wrong := {"director", "observer", "admin", "device"}.intersection(one.roles)):
            return refuse("drill_role", person=one.person, role=min(wrong))
        seen.add(one.person)
    return None


def _lines(begin: Beginning) -> Refusal | None:
    numbers: set[int] = set()
    for inject in begin.script.injects:
        if inject.number in numbers:
            return refuse("inject_number", number=inject.number)
        if getattr(inject.content, "place", None) is not None and inject.number not in begin.spots:
            return refuse("drill_place", number=inject.number)
        numbers.add(inject.number)
    return None if numbers else refuse("drill_nothing")


def start(draft: Draft, begin: Beginning) -> Refusal | None:
    """The first facts of the drill's ledger, all in one transaction. Refused when it has begun already."""
    if running(draft.picture) is not None or draft.picture.number:
        return refuse("drill_running")
    refusal = unfit(begin)
    if refusal is not None:
        return refusal
    plan = begin.plan
    draft.add(
        f.DrillStarted(drill=begin.exercise, plan=plan, script=begin.script.name, by=begin.by, by_name=begin.by_name)
    )
    for kind in CARRIED:
        things = begin.carried.get(kind)
        if things:
            builtins = {id_: msgspec.to_builtins(one) for id_, one in sorted(things.items())}
            draft.add(f.CarriedOver(kind=kind, things=builtins))
    for one in plan.participants:
        join(draft, one, begin.people[one.person])
    if plan.level:
        refusal = _level(draft, begin)
        if refusal is not None:
            return refusal
    for inject in sorted(begin.script.injects, key=lambda one: (one.offset_s, one.number)):
        _plan(draft, inject, begin.spots.get(inject.number))
    return None


def join(draft: Draft, who: Participant, person: Person, *, guest: bool = False) -> None:
    """Somebody is in the drill, as what the plan says; players are on duty at once, where they really are."""
    roles = who.roles if who.part == "player" else [who.part]
    roles = list(roles) or list(person.roles)
    areas = list(who.areas) or list(person.areas)
    draft.add(
        f.PersonRegistered(
            person=person.id,
            name=person.name,
            roles=roles,
            areas=areas,
            language=person.language,
            watch_leader=person.watch_leader,
            simulated=person.simulated,
            skills=list(person.skills),
            unit=person.unit if "unit" in roles else None,
            rank=person.rank if "coordinator" in roles else None,
        )
    )
    joined = replace(who, roles=roles, areas=areas)
    draft.add(f.ParticipantJoined(participant=joined, name=person.name, guest=guest))
    if plays(roles) and who.part == "player":
        draft.add(f.DutyStarted(person=person.id, name=person.name, place=person.last_place))


def _level(draft: Draft, begin: Beginning) -> Refusal | None:
    """The level in force at STARTEX, by whoever started the drill."""
    plan = plan_of(draft.picture, begin.plan.response_plan)
    if plan is None:
        return refuse("drill_plan", plan=begin.plan.response_plan or "-")
    switch(
        draft,
        Wanted(
            plan=plan,
            level=begin.plan.level,
            order=None,
            reason="【演练】STARTEX",
            review_at=None,
            by=begin.by,
            by_name=begin.by_name,
        ),
        None,
        begin.by,
    )
    return None


def _plan(draft: Draft, inject: Inject, spot: Spot | None) -> None:
    drill = running(draft.picture)
    if drill is not None:
        due = due_of(drill, inject.offset_s)
        draft.add(f.InjectPlanned(id=draft.new_id(), inject=inject, spot=spot, due=due))
