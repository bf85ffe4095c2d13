"""Rosters for those who ask: as they are, and as they were at an earlier moment."""

from datetime import datetime, timedelta, tzinfo
from typing import Any

from msgspec import Struct

from command.domain.draft import Draft
from command.domain.facts.duty import Stint
from command.domain.fold import apply
from command.domain.kept.duty import Relief, Watch
from command.domain.picture import Person, Picture
from command.domain.policy import Policy
from command.domain.refusals import Refusal
from command.domain.roster import Group, Leave, OnDuty, Override, Plan, Presence, Roster, Swap, on_duty_at
from command.domain.rostering.plans import unfit_plans
from command.domain.sender import Asked
from command.service.desk import Desk
from command.service.seal import opened
from command.store.attendance import Over, presences_at, shifts_over
from command.store.engine import Connection, Engine
from command.store.kept import kept_at
from command.store.people import load_people
from command.store.requests import Key, Known
from command.store.roster_ledger import roster_facts
from command.store.rows import Answered
from command.wire.requests import PlanData

_KINDS = ("groups", "plans", "overrides", "swaps", "leaves", "watches", "reliefs")
_NOW = timedelta(seconds=30)
"""A moment so near to now is now: presence is read from the people and not from the ledger."""


class Kept(Struct, frozen=True):
    """Everything that is kept of rosters, with everybody of the district."""

    people: dict[str, Person]
    groups: dict[str, Group]
    plans: list[Plan]
    overrides: list[Override]
    swaps: list[Swap]
    leaves: list[Leave]
    watches: dict[str, Watch]
    reliefs: list[Relief]

    def roster(self, zone: tzinfo) -> Roster:
        """Who should be on duty."""
        return Roster(zone, self.groups.values(), self.plans, self.overrides, self.swaps, self.leaves)

    def name(self, person: str | None) -> str:
        """A person's name."""
        known = self.people.get(person or "")
        return known.name if known is not None else person or ""


async def load_kept(engine: Engine, universe: str, at: datetime) -> Kept:
    """As it is, with what was not yet over at `at`."""
    found: dict[str, Any] = await kept_at(engine, universe, _KINDS, at)
    people = await load_people(engine, universe)
    by_id = {name: {one.id: one for one in found[name]} for name in ("groups", "watches")}
    return Kept(people=people, **{**found, **by_id})


async def known_then(engine: Engine, universe: str, at: datetime) -> Kept:
    """The roster as it was known at `at`, folded anew from the ledger: what was put in, approved, or taken back since
    does not count. People are as they are now. Nothing is there of watches and handovers, whose stints are facts."""
    picture = Picture()
    for number, when, body in await roster_facts(engine, universe, at):
        apply(picture, number, when, opened(body))
    p = picture
    return Kept(
        people=await load_people(engine, universe),
        groups=p.groups,
        plans=list(p.plans.values()),
        overrides=list(p.overrides.values()),
        swaps=list(p.swaps.values()),
        leaves=list(p.leaves.values()),
        watches={},
        reliefs=[],
    )


def is_over(at: datetime, now: datetime) -> bool:
    """Whether a moment lies so far back that it is answered from what was known then."""
    return now - at > _NOW


async def duty_at(
    engine: Engine, universe: str, kept: Kept, at: datetime, now: datetime, policy: Policy
) -> list[OnDuty]:
    """Everybody who is, was or will be on duty at `at`. Of a moment to come only the roster is known."""
    if abs(at - now) <= _NOW:
        here = presences(kept.people)
    else:
        here = await presences_at(engine, universe, at) if at < now else []
    grace = timedelta(days=3) if at > now + _NOW else policy.absent_after
    return on_duty_at(kept.roster(policy.zone), here, at, grace=grace)


def presences(people: dict[str, Person]) -> list[Presence]:
    """Who is checked in."""
    here = [one for one in people.values() if one.active and one.on_duty and one.duty_since is not None]
    return [Presence(p.id, p.duty_since, staying=p.duty_since if p.leaving else None) for p in here if p.duty_since]


class Attended(Struct, frozen=True):
    """One person's attendance over a period. Hours: of shifts, from coming to going."""

    person: str
    name: str
    shifts: int
    came: int
    absent: int
    late: int
    early: int
    hours: float


async def attendance(engine: Engine, universe: str, since: datetime, upto: datetime) -> list[tuple[Over, Stint]]:
    """Every stint of a shift that was over in (since, upto], with its group."""
    return [(over, stint) for over in await shifts_over(engine, universe, since, upto) for stint in over.stints]


def summed(stints: list[Stint], policy: Policy) -> list[Attended]:
    """Attendance by person, in the order of their names."""
    of: dict[str, list[Stint]] = {}
    for one in stints:
        of.setdefault(one.person, []).append(one)
    return sorted((_summed(own, policy) for own in of.values()), key=lambda one: (one.name, one.person))


def _summed(own: list[Stint], policy: Policy) -> Attended:
    there = [one for one in own if one.came is not None]
    late = sum(one.came > one.starts + policy.absent_after for one in there if one.came is not None)
    early = sum(one.left < one.ends - policy.left_early for one in there if one.left is not None)
    seconds = sum(
        max(0.0, ((one.left or one.ends) - one.came).total_seconds()) for one in there if one.came is not None
    )
    return Attended(
        own[-1].person, own[-1].name, len(own), len(there), len(own) - len(there), late, early, round(seconds / 3600, 1)
    )


async def unfit_plans_at(desk: Desk, sender: str, plans: list[PlanData]) -> Refusal | None:
    """What the rules say against these plans as things stand, under the lock; nothing is written down."""
    found: list[Refusal] = []

    async def work(draft: Draft, connection: Connection, known: dict[Key, Known]) -> list[Answered]:
        asked = Asked(draft.picture.people[sender], "", draft.now)
        refusal = unfit_plans(draft, asked, plans)
        if refusal is not None:
            found.append(refusal)
        return []

    await desk.transact(work)
    return found[0] if found else None
