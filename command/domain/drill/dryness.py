"""Whether a drill has people left to play it: before the start by what real work asked of people in the last hours, and
while it runs by who is still in it.

Real work takes players out and is right to. A drill that goes on with nobody to play it proves nothing, and says so.
"""

from collections.abc import Collection, Container, Iterator
from datetime import datetime, timedelta
from math import exp, log
from typing import Literal

from msgspec import Struct

from command.domain.drill.common import running
from command.domain.drill.expecting import can_do
from command.domain.drill.measuring import ROLES, at_scene, given_s, longest_s
from command.domain.drill.notices import directors, named, players, to_silence, working_in
from command.domain.facts.drill import DrillPlan
from command.domain.facts.script import (
    CallInject,
    ContactInject,
    Inject,
    MessageInject,
    OrderInject,
    ReportInject,
    RoadInject,
    Script,
    SilentInject,
)
from command.domain.kept.drill import Drill, DrillInject, DrillParticipant
from command.domain.picture import Picture
from command.domain.place import Spot

WINDOW = timedelta(hours=4)
"""So far back the real load is looked at [D]."""
LOW = 3
"""With a third of its players left a drill runs low [D]."""
UNSAID_S = 900
"""So long somebody is taken to be at an incident of which the script does not say [D]."""
SETTLES_S = 120.0
"""A rate seen for less than this says nothing yet [D]."""
GOING = frozenset({"worker", "unit"})
STEERING = frozenset({"operator", "coordinator"})

Level = Literal["enough", "low", "dry"]
"""`low`: a third of the players or fewer are left, or will be before its end, or somebody expected is out; `dry`: what
is to come has nobody to be given to or to go, or nobody steers."""
Why = Literal["nobody_told", "nobody_goes", "nobody_files", "nobody_does"]
"""Why an inject cannot be played: it is addressed to nobody; nobody can go; nobody takes the call; nobody who is left
can do what is expected of it."""


class Asked(Struct, frozen=True, kw_only=True):
    """Whom real work asked or sent in the last `window_s` seconds, by id."""

    window_s: float
    people: frozenset[str] = frozenset()


class Load(Struct, frozen=True, kw_only=True):
    """What real work asked in the last `window_s` seconds: `asked` of the `there` workers who were on duty or asked."""

    window_s: float
    asked: int
    there: int

    def stays(self, seconds: float) -> float:
        """The share of people whom real work has left alone after so long, if it goes on like this: 0 to 1."""
        if not self.asked or not self.there or self.window_s <= 0:
            return 1.0
        free = max(0.0, 1 - self.asked / self.there)
        return float(free ** (max(0.0, seconds) / self.window_s))


def load_of(asked: Asked, on_duty: Collection[str], workers: Container[str]) -> Load:
    """Whom it asked, of the workers who are on duty or were asked."""
    people = {one for one in asked.people if one in workers}
    return Load(window_s=asked.window_s, asked=len(people), there=len(people.union(on_duty)))


class Forecast(Struct, frozen=True, kw_only=True):
    """`players` who can go at the start, `left` of them when the last is done; `incidents` for which somebody must go;
    `short`: numbers of those that come when fewer are left than are needed at once."""

    players: int
    left: float
    incidents: int
    short: list[int] = []


class Unplayable(Struct, frozen=True, kw_only=True):
    """An inject to come (its id and number) that nobody is there for. `who`: of whom it is expected and who is out."""

    inject: str
    number: int
    why: Why
    who: str = ""


class Dryness(Struct, frozen=True, kw_only=True):
    """Of the `players` who could go so many are `left`; of the others real work took `real`. `steering_left` of the
    `steering` operators and coordinators. `left_at_end`: at the pace until now, when the last inject is done (None: no
    pace is seen yet). `unplayable`: in the order of their numbers."""

    level: Level
    players: int
    left: int
    real: int = 0
    steering: int = 0
    steering_left: int = 0
    left_at_end: float | None = None
    unplayable: list[Unplayable] = []


def forecast(plan: DrillPlan, script: Script, load: Load) -> Forecast:
    """What a drill begins with and what real work will have left of it."""
    going = sum(not GOING.isdisjoint(one.roles) for one in plan.participants if one.part == "player")
    incidents = [one for one in script.injects if isinstance(one.content, ReportInject | CallInject)]
    needs = sorted((given_s(one, plan.compression), at_scene(one) or UNSAID_S, one.number) for one in incidents)
    short = []
    for at, _, number in needs:
        together = sum(since <= at < since + for_s for since, for_s, _ in needs)
        if going * load.stays(at) < min(together, going):
            short.append(number)
    end = max((given_s(one, plan.compression) + longest_s(one) for one in script.injects), default=0.0)
    return Forecast(players=going, left=going * load.stays(end), incidents=len(needs), short=sorted(short))


def runs_low(players: float, left: float) -> bool:
    """Whether a third or less is left."""
    return players > 0 and left * LOW <= players


def dryness(picture: Picture, now: datetime) -> Dryness | None:
    """How a drill that has begun stands for people; None once it is over, and outside of drills."""
    drill = running(picture)
    if drill is None or drill.state == "over":
        return None
    cast = [one for one in picture.participants.values() if one.participant.part == "player"]
    going = [one for one in cast if not GOING.isdisjoint(one.participant.roles)]
    left = [one for one in going if one.is_in]
    steering = [one for one in cast if not STEERING.isdisjoint(one.participant.roles)]
    steers = sum(one.is_in for one in steering)
    unplayable = sorted(_unplayable(picture), key=lambda one: one.number)
    real = sum(one.out_why == "real_event" for one in going)
    at_end = _at_end(picture, drill, now, len(going), len(left), real)
    if not any(one.state in ("planned", "held") for one in picture.injects.values()):
        level: Level = "enough"
    elif any(one.why != "nobody_does" for one in unplayable) or (steering and not steers) or (going and not left):
        level = "dry"
    else:
        low = unplayable or runs_low(len(going), len(left) if at_end is None else min(len(left), at_end))
        level = "low" if low else "enough"
    return Dryness(
        level=level,
        players=len(going),
        left=len(left),
        real=real,
        steering=len(steering),
        steering_left=steers,
        left_at_end=None if at_end is None else round(at_end, 1),
        unplayable=unplayable,
    )


def _at_end(picture: Picture, drill: Drill, now: datetime, players: int, left: int, real: int) -> float | None:
    """How many will be left when the last inject to come is done, if real work goes on as it did since STARTEX."""
    until = drill.paused_at or now
    ran_s = (until - drill.started_at).total_seconds() - drill.paused_s
    ends = [one.due + timedelta(seconds=longest_s(one.inject)) for one in picture.injects.values() if one.due]
    if not real or not left or not ends or ran_s < SETTLES_S:
        return None
    pace = log(players / max(1, players - real)) / ran_s if players > real else 1 / ran_s
    return left * exp(-pace * max(0.0, (max(ends) - until).total_seconds()))


def _unplayable(picture: Picture) -> Iterator[Unplayable]:
    present = [one for one in picture.participants.values() if one.is_in and one.participant.part == "player"]
    for one in picture.injects.values():
        if one.state not in ("planned", "held"):
            continue
        why = _why(picture, one, present)
        if why is not None:
            yield Unplayable(inject=one.id, number=one.number, why=why)
        elif who := _nobody_does(picture, one.inject, present):
            yield Unplayable(inject=one.id, number=one.number, why="nobody_does", who=who)


def _why(picture: Picture, one: DrillInject, present: list[DrillParticipant]) -> Why | None:
    content = one.inject.content
    roles = {role for who in present for role in who.participant.roles}
    if isinstance(content, CallInject) and (STEERING.isdisjoint(roles) or not directors(picture)):
        return "nobody_files"
    if isinstance(content, ReportInject | CallInject):
        return "nobody_goes" if GOING.isdisjoint(roles) else None
    return None if _addressed(picture, one.inject, one.spot, one.id) else "nobody_told"


def _addressed(picture: Picture, inject: Inject, spot: Spot | None, id_: str) -> bool:
    """Whether anybody is left whom it would be given to, by the rules by which it is given (`giving`)."""
    match inject.content:
        case MessageInject(to=to):
            return bool(named(picture, to))
        case ContactInject(to=to):
            return bool(named(picture, to) if to else players(picture))
        case OrderInject():
            return bool(named(picture, ["coordinator", "operator"]))
        case RoadInject(areas=areas):
            return bool(working_in(picture, areas or ([spot.grid] if spot is not None else [])))
        case SilentInject() as content:
            return bool(to_silence(picture, content, id_))
        case _:
            return True


def _nobody_does(picture: Picture, inject: Inject, present: list[DrillParticipant]) -> str:
    """Of whom something is expected and who cannot do it any more: a role or an id, `*` for anybody; empty for none."""
    for one in inject.expected:
        if one.what == "noted":  # by an observer, whom nothing takes out
            continue
        if one.who in ROLES:
            able = [role for who in present for role in who.participant.roles if role == one.who]
        elif one.who:
            mine = (who for who in present if one.who in (who.id, _unit(picture, who.id)))
            able = [role for who in mine for role in who.participant.roles]
        else:
            able = [role for who in present for role in who.participant.roles]
        if not can_do([str(role) for role in able], one.what) or (one.who and not able):
            return one.who or "*"
    return ""


def _unit(picture: Picture, person: str) -> str | None:
    account = picture.people.get(person)
    return account.unit if account is not None else None
