"""Whether a drill can start now: who plays, what they are really on, and at which level the district really is."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from command.domain.draft import Draft
from command.domain.drill.checking import Ground, check_script, in_order
from command.domain.drill.dryness import Asked, Load, forecast, load_of, runs_low
from command.domain.drill.expecting import can_do
from command.domain.drill.findings import Finding, finding, named
from command.domain.drill.measuring import ROLES, kind_of, measure, together
from command.domain.facts.drill import DrillPlan, Participant
from command.domain.facts.script import ContactInject, Inject, MessageInject, ReportInject, Script, SilentInject
from command.domain.kept.mode import MODE
from command.domain.mode.levels import NAMES, weight
from command.domain.mode.plans import plans_of
from command.domain.picture import Person
from command.domain.roster import Roster

WAYS = {
    "wecom": ("企业微信", "WeCom"),
    "dingtalk": ("钉钉", "DingTalk"),
    "feishu": ("飞书", "Feishu"),
    "sms": ("短信", "SMS"),
}
HIGHEST_LEVEL = 3
"""Ⅲ: at a graver real level no drill starts without a written reason."""


class Standing(Struct, frozen=True, kw_only=True):
    """The real district as a drill finds it. `now`: UTC; `level`: the response level in force; `others`: who is in
    another drill now, and its name; `plans`: response plans that there are; `life`: real incidents of priority 1;
    `ways`: messengers and SMS that a live drill may use; `load`: what real work asked of people lately."""

    now: datetime
    level: int
    roster: Roster
    others: Mapping[str, str] = {}
    plans: frozenset[str] = frozenset()
    life: int = 0
    ways: tuple[str, ...] = ()
    load: Load | None = None


def standing(draft: Draft, others: Mapping[str, str], asked: Asked | None = None) -> Standing:
    """How the district stands by its picture. `asked`: whom real work asked lately."""
    picture, roster = draft.picture, draft.roster
    mode = picture.modes.get(MODE)
    return Standing(
        now=draft.now,
        level=mode.level if mode is not None else 0,
        roster=roster,
        others=others,
        plans=frozenset(one.id for one in plans_of(picture)),
        life=sum(one.priority == 1 for one in picture.incidents.values()),
        ways=draft.policy.drill_ways,
        load=load_of(asked, draft.situation.on_duty, draft.situation.workers) if asked is not None else None,
    )


def check_start(plan: DrillPlan, script: Script, ground: Ground, real: Standing) -> list[Finding]:
    """Everything there is to say before STARTEX: of the script at the plan's compression, and of people and place.

    `findings.forbids` says for which of it the drill does not start.
    """
    found = check_script(script, ground, plan.compression)
    found += _parts(plan, ground)
    found += _settings(plan, script, ground, real)
    found += _people(plan, script, ground, real)
    found += _addressed(plan, script, ground)
    found += _overload(plan, script)
    found += _left(plan, script, real.load)
    return in_order(found)


def _players(plan: DrillPlan) -> list[Participant]:
    return [one for one in plan.participants if one.part == "player"]


def _names(ids: Iterable[str], people: Mapping[str, Person]) -> str:
    return named([people[one].name or one if one in people else one for one in sorted(ids)])


def _parts(plan: DrillPlan, ground: Ground) -> Iterator[Finding]:
    parts = Counter(one.part for one in plan.participants)
    if not parts["player"] and not plan.sign_in:
        yield finding("no_players")
    if not parts["director"]:
        yield finding("no_directors")
    if not parts["observer"]:
        yield finding("no_observers")
    ids = Counter(one.person for one in plan.participants)
    for code, wrong in (
        ("player_twice", [one for one, times in ids.items() if times > 1]),
        ("player_unknown", [one for one in ids if one not in ground.people]),
        ("player_inactive", [one for one in ids if one in ground.people and not ground.people[one].active]),
        ("player_roles", [one.person for one in _players(plan) if not one.roles]),
        ("unit_unknown", [one for one in plan.units if one not in ground.units]),
    ):
        if wrong:
            yield finding(code, names=_names(wrong, ground.people))


def _settings(plan: DrillPlan, script: Script, ground: Ground, real: Standing) -> Iterator[Finding]:
    if plan.level and plan.response_plan not in real.plans:
        yield finding("plan_unknown", level=plan.level)
    kinds = {kind_of(one) for one in script.injects}
    if plan.form == "contact" and "contact" not in kinds:
        yield finding("contact_none")
    if plan.form == "tabletop" and "silent" in kinds:
        yield finding("tabletop_silent")
    if weight(real.level) > weight(HIGHEST_LEVEL):
        zh, en = NAMES[real.level]
        said = finding("level_high", level=zh)
        english = finding("level_high", level=en).en
        yield Finding(**{name: getattr(said, name) for name in said.__struct_fields__ if name != "en"}, en=english)
    if real.life:
        yield finding("real_life", count=real.life)
    if plan.form == "live" or (plan.form == "contact" and real.ways):
        yield _messages(real.ways)
    elif plan.form == "contact":
        yield finding("messages_screen")


def _messages(ways: tuple[str, ...]) -> Finding:
    """Whether anybody hears of it beyond the screen: nobody should have to guess."""
    if not ways:
        return finding("messages_none")
    zh, en = ("、".join(WAYS[one][n] for one in ways) for n in (0, 1))
    return finding("messages", ways=zh, ways_en=en.replace("、", ", "))


def _people(plan: DrillPlan, script: Script, ground: Ground, real: Standing) -> Iterator[Finding]:
    ids = [one.person for one in plan.participants if one.person in ground.people]
    drills: dict[str, list[str]] = {}
    for one in ids:
        if one in real.others:
            drills.setdefault(real.others[one], []).append(one)
    for drill, members in drills.items():
        yield finding("other_drill", names=_names(members, ground.people), drill=drill)
    until = real.now + timedelta(seconds=max(60, measure(script, plan.compression).duration_s))
    players = [one.person for one in _players(plan) if one.person in ground.people]
    away = [one for one in ids if real.roster.on_leave(one, real.now, until) is not None]
    if away:
        yield finding("on_leave", names=_names(away, ground.people))
    on_shift = {
        turn.person
        for turn in real.roster.turns(real.now, until, {g for one in players for g in real.roster.groups_of(one)})
        if turn.person is not None and turn.shift.kind != "standby"
    }
    shifted = [one for one in players if one in on_shift]
    if shifted:
        yield finding("rostered", names=_names(shifted, ground.people))
    yield from _duty(plan, players, ground)


def _duty(plan: DrillPlan, players: list[str], ground: Ground) -> Iterator[Finding]:
    here = [one for one in players if ground.people[one].on_duty]
    missing = [one for one in players if one not in here and _works(ground.people[one])]
    if plan.form == "live" and missing:
        yield finding("not_on_duty", names=_names(missing, ground.people))
    if players:
        yield finding("on_duty", players=len(players), count=len(here))
    bare = _bare(set(players), ground)
    if bare:
        yield finding("bare", count=len(bare), names=named([ground.areas.name(one) for one in bare]))


def _works(person: Person) -> bool:
    """Whether being on duty means anything of them: screens and desks' devices never check in."""
    return bool({"worker", "supervisor"}.intersection(person.roles))


def _bare(players: set[str], ground: Ground) -> list[str]:
    """Grids for whose real work nobody is left: everybody on duty there plays."""
    there: dict[str, set[str]] = {}
    for person in ground.people.values():
        if person.active and person.on_duty and "worker" in person.roles:
            for area in person.areas:
                if len(area) == 15:
                    there.setdefault(area, set()).add(person.id)
    return sorted(grid for grid, on_duty in there.items() if on_duty <= players)


def _addressed(plan: DrillPlan, script: Script, ground: Ground) -> Iterator[Finding]:
    """Whether those are in the drill whom the script speaks of, and somebody who could do what is expected."""
    roles = {one.person: {str(role) for role in one.roles} for one in _players(plan)}
    for unit in plan.units:
        roles[unit] = {"unit"}
        roles.update({desk: {"unit"} for desk in (ground.units[unit].desks if unit in ground.units else ())})
    everything = {role for held in roles.values() for role in held}
    for inject in script.injects:
        yield from _reached(inject, roles, everything, ground)
        for n, one in enumerate(inject.expected):
            able = _able(one.who, roles, everything)
            if able is not None and not can_do(sorted(able), one.what) and not plan.sign_in:
                yield finding("expects_nobody", inject.number, n, what=one.what, who=one.who or "*")


def _able(who: str, roles: Mapping[str, set[str]], everything: set[str]) -> set[str] | None:
    """The roles in which it could be done by whom it is expected of; None: there is nothing more to say of them."""
    if not who:
        return everything
    if who in ROLES:
        return everything & {who}
    return roles.get(who, set())


def _reached(inject: Inject, roles: Mapping[str, set[str]], everything: set[str], ground: Ground) -> Iterator[Finding]:
    content = inject.content
    if isinstance(content, ReportInject) and content.by and content.by not in roles:
        yield finding("reporter_outside", inject.number, person=_names([content.by], ground.people))
    if isinstance(content, SilentInject):
        outside = [one for one in content.people if one not in roles]
        if outside:
            yield finding("silent_outside", inject.number, names=_names(outside, ground.people))
    told = content.to if isinstance(content, MessageInject | ContactInject) else []
    if told and not any(one in roles or one in everything for one in told):
        yield finding("told_nobody", inject.number)


def _left(plan: DrillPlan, script: Script, load: Load | None) -> Iterator[Finding]:
    """Whether there are people left to play it to its end beside real work."""
    seen = forecast(plan, script, load) if load is not None else None
    if load is None or seen is None or not seen.players or not seen.incidents:
        return
    if not load.asked:
        yield finding("players_quiet", players=seen.players, incidents=seen.incidents)
        return
    said: dict[str, Any] = {
        "hours": max(0.1, round(load.window_s / 3600, 1)),
        "asked": load.asked,
        "there": load.there,
        "players": seen.players,
        "left": round(seen.left),
    }
    yield finding("players_left", incidents=seen.incidents, **said)
    if runs_low(seen.players, seen.left) or seen.short:
        numbers = named([str(one) for one in seen.short])
        zh, en = (f"（编号 {numbers}）", f" (numbers {numbers})") if seen.short else ("", "")
        yield finding("runs_dry", numbers=zh, numbers_en=en, **said)


def _overload(plan: DrillPlan, script: Script) -> Iterator[Finding]:
    """More to be dealt with at once than there are players who could go."""
    going = sum(bool({"worker", "unit"}.intersection(one.roles)) for one in _players(plan)) + len(plan.units)
    count, when = together(script, plan.compression)
    if going and count > going:
        yield finding(
            "overload", minute=int(when // 60), count=count, people=going, compression=round(plan.compression, 2)
        )
