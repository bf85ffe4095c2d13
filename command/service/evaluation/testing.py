"""点名抽查: an unannounced contact test is drawn, begun as a drill of one inject, and ends by itself.

Only looks at the district; what it writes is a drill like any other, in a universe of its own, and never an incident.
"""

from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from command.domain.draft import Draft
from command.domain.drill.sampling import NOT_TWICE, Candidate, Sample, sample
from command.domain.facts import Role
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import ContactInject, Expectation, Inject, Script
from command.domain.permission import answers_for
from command.domain.picture import Person, Picture
from command.service.desk import Desk
from command.store import exercises
from command.store.engine import Engine

LATEST = timedelta(seconds=60)
"""So long after its limit a test still takes answers, if not all have come; then it ends by itself [D]."""


class Wanted(Struct, frozen=True, kw_only=True):
    """Who is to be asked: at most `size` of these roles in an area (its code), `again`: also who was asked lately."""

    area: str
    roles: tuple[Role, ...]
    size: int
    again: bool = False


async def draw(engine: Engine, district: Desk, wanted: Wanted, seed: str, *, but: str) -> Sample:
    """Who would be asked now. `but`: whoever starts it is never asked."""
    asked_at, drilling = await _elsewhere(engine, district.universe)

    def look(draft: Draft) -> Sample:
        people = [
            Candidate(
                person=one.id,
                area=_street(one),
                role=next(role for role in wanted.roles if role in one.roles),
                on_duty=one.on_duty,
                busy=is_busy(draft.picture, one.id),
                drilling=one.id in drilling,
                asked_at=asked_at.get(one.id),
            )
            for one in draft.picture.people.values()
            if one.active and one.id != but and set(wanted.roles) & set(one.roles) and _in(one, wanted.area)
        ]
        not_twice = timedelta() if wanted.again else NOT_TWICE
        return sample(people, wanted.size, seed, draft.now, not_twice=not_twice)

    return await district.look(look)


def is_busy(picture: Picture, person: str) -> bool:
    """Whether real work has them: an offer, an assignment, or a call for help of their own."""
    held = (picture.offers, picture.assignments, picture.sos)
    return any(one.person == person for kind in held for one in kind.values())


def _in(person: Person, area: str) -> bool:
    return answers_for(person, area) or any(one.startswith(area) for one in person.areas)


def _street(person: Person) -> str:
    """The street of their first area, or the whole district."""
    return person.areas[0][:9] if person.areas else ""


async def _elsewhere(engine: Engine, district: str) -> tuple[dict[str, datetime], set[str]]:
    """When each was last asked by a contact test, and who takes part in a drill that runs."""
    asked: dict[str, datetime] = {}
    drilling: set[str] = set()
    for one in await exercises.listed(engine, district, ("running", "paused", "over")):
        players = [each.person for each in one.plan.participants if each.part == "player"]
        if one.plan.form == "contact" and one.started_at is not None:
            for person in players:
                asked[person] = max(asked.get(person, one.started_at), one.started_at)
        if one.state != "over":
            drilling.update(players)
    return asked, drilling


async def planned(
    district: Desk, drawn: Sample, by: Person, *, name: str, text: str, within_s: int, overridden: str
) -> tuple[DrillPlan, Script]:
    """The drill that asks them: one inject for everybody, at once."""
    ids = set(drawn.people)
    people = await district.look(lambda draft: [one for id_, one in draft.picture.people.items() if id_ in ids])
    players = [Participant(person=one.id, roles=_roles(one), areas=list(one.areas)[:400]) for one in people]
    plan = DrillPlan(
        name=name,
        form="contact",
        goal=text,
        participants=[*players, Participant(person=by.id, part="director")],
        overridden=overridden,
    )
    inject = Inject(
        number=1,
        offset_s=0,
        title="点名",
        content=ContactInject(text=text),
        expected=[Expectation(what="answered", within_s=within_s)],
    )
    return plan, Script(name=name, injects=[inject])


def _roles(person: Person) -> list[Role]:
    return [one for one in person.roles if one in ("worker", "supervisor")]


def is_through(draft: Draft) -> bool:
    """Whether a contact test that runs has nothing more to wait for: all answered, or its time is up."""
    picture = draft.picture
    injects = list(picture.injects.values())
    if not injects or any(one.given_at is None for one in injects):
        return False
    if not picture.notices:
        return True
    limits = [
        one.given_at + timedelta(seconds=each.within_s) + LATEST
        for one in injects
        if one.given_at is not None
        for each in one.inject.expected
    ]
    return bool(limits) and draft.now >= max(limits)


def seeded(plan: DrillPlan, seed: str) -> DrillPlan:
    """The seed stays with the plan: anybody can draw again and compare."""
    return replace(plan, goal=f"{plan.goal}（抽样种子 {seed}）" if plan.goal else f"抽样种子 {seed}")
