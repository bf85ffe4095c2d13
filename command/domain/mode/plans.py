"""Plans in force, what a warning's colour proposes, whether a plan is sound, and what differs between two versions."""

from itertools import pairwise
from typing import Any

import msgspec
from msgspec import Struct

from command.domain.category import CATEGORIES
from command.domain.facts.response import Layer, ResponsePlan, Threat
from command.domain.facts.warnings import SignalColour
from command.domain.limits.notation import span, written
from command.domain.mode.builtin import BUILT_IN
from command.domain.mode.levels import POOLS
from command.domain.picture import Picture
from command.domain.policy import DEFAULT, Policy

_LONGEST_S = 31 * 86_400


def plan_of(picture: Picture, id_: str) -> ResponsePlan | None:
    """The version of a plan that was published last, else the built-in one."""
    published = picture.responseplans.get(id_)
    return published.content if published is not None else BUILT_IN.get(id_)


def plans_of(picture: Picture) -> list[ResponsePlan]:
    """Every plan in its present version."""
    return [plan for id_ in sorted({*BUILT_IN, *picture.responseplans}) if (plan := plan_of(picture, id_)) is not None]


def plan_against(picture: Picture, threat: Threat) -> ResponsePlan | None:
    """The plan against a threat; of several the first by id."""
    return next((plan for plan in plans_of(picture) if plan.threat == threat), None)


def proposed_level(plan: ResponsePlan, threat: Threat, colour: SignalColour) -> int | None:
    """The level that a warning of this colour proposes by the plan's own table; None when it is not this plan's matter
    or the table says nothing."""
    return plan.triggers.get(colour) if plan.threat == threat else None


class Problem(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is wrong with a plan, and where: `levels.3.answer`. `code` has a sentence on the screens."""

    path: str
    code: str
    detail: str = ""


def problems(plan: ResponsePlan, policy: Policy = DEFAULT) -> list[Problem]:
    """Everything that keeps a plan from being published. A level that is laxer than the one below it, or than normal,
    would be passed over in silence when it is laid: its author is told instead."""
    found = _order(plan) + _triggers(plan)
    below: dict[str, Any] = {
        "answer": [written(one) for one in policy.answer],
        "arrive": [written(one) for one in policy.arrive],
        "handle": [written(one) for one in policy.finish],
        "verify": written(policy.verify),
    }
    pool, raised, tasks = policy.pool, dict[str, int](), set[str]()
    for layer in plan.levels:
        at = f"levels.{layer.level}"
        found += _limits(layer, at, below)
        found += _raised(layer, at, raised)
        if layer.pool is not None:
            if POOLS.index(layer.pool) < POOLS.index(pool):
                found.append(Problem(path=f"{at}.pool", code="narrower", detail=pool))
            pool = layer.pool
        if not layer.ordered_by:
            found.append(Problem(path=f"{at}.ordered_by", code="nobody_orders"))
        for task in layer.tasks:
            if task.id in tasks:
                found.append(Problem(path=f"{at}.tasks.{task.id}", code="task_twice", detail=task.id))
            tasks.add(task.id)
            found += _span(f"{at}.tasks.{task.id}.within", task.within)
        found += _kinds(layer, at)
    return found


def _order(plan: ResponsePlan) -> list[Problem]:
    levels = [layer.level for layer in plan.levels]
    return [] if levels == [4, 3, 2, 1] else [Problem(path="levels", code="levels_order", detail=str(levels))]


def _triggers(plan: ResponsePlan) -> list[Problem]:
    """A graver colour never proposes a lighter level."""
    told = [
        (colour, plan.triggers[colour]) for colour in ("blue", "yellow", "orange", "red") if colour in plan.triggers
    ]
    return [
        Problem(path=f"triggers.{colour}", code="lighter", detail=str(level))
        for (_, before), (colour, level) in pairwise(told)
        if level > before
    ]


def _limits(layer: Layer, at: str, below: dict[str, Any]) -> list[Problem]:
    found: list[Problem] = []
    for name in ("answer", "arrive", "handle"):
        mine = getattr(layer, name)
        for n, limit in enumerate(mine or []):
            path = f"{at}.{name}.{n + 1}"
            found += _span(path, limit) or _longer(path, limit, below[name][n])
        below[name] = mine or below[name]
    for name in ("verify", "recall_within", "report_every", "report_first"):
        mine = getattr(layer, name)
        if mine is not None:
            path = f"{at}.{name}"
            found += _span(path, mine) or (_longer(path, mine, below[name]) if name in below else [])
            below[name] = mine
    return found + (_span(f"{at}.round_least", layer.round_least) if layer.round_least is not None else [])


def _span(path: str, limit: str) -> list[Problem]:
    seconds = span(limit)[1].total_seconds()
    return [] if 0 < seconds <= _LONGEST_S else [Problem(path=path, code="no_limit", detail=limit)]


def _longer(path: str, limit: str, below: str) -> list[Problem]:
    return [Problem(path=path, code="longer", detail=below)] if span(limit)[1] > span(below)[1] else []


def _raised(layer: Layer, at: str, raised: dict[str, int]) -> list[Problem]:
    found: list[Problem] = []
    for category, priority in layer.raised.items():
        path = f"{at}.raised.{category}"
        known = CATEGORIES.get(category)
        if known is None:
            found.append(Problem(path=path, code="unknown_category", detail=category))
        elif priority == 1 and not (known.urgent or known.danger == "always"):
            found.append(Problem(path=path, code="not_life", detail=category))
        if priority > raised.get(category, 4):
            found.append(Problem(path=path, code="lowered", detail=str(raised[category])))
        raised[category] = min(priority, raised.get(category, 4))
    return found


def _kinds(layer: Layer, at: str) -> list[Problem]:
    named = [(f"{at}.two_person", one) for one in layer.two_person]
    named += [(f"{at}.helpers.{skill}", one) for skill, kinds in layer.helpers.items() for one in kinds]
    return [
        Problem(path=path, code="unknown_category", detail=prefix)
        for path, prefix in named
        if not any(code.startswith(prefix) for code in CATEGORIES)
    ]


class Change(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One difference between two versions, as JSON values. `old` or `new` is empty where there was or is nothing."""

    path: str
    old: str = ""
    new: str = ""


def compare(old: ResponsePlan | None, new: ResponsePlan) -> list[Change]:
    """Every value that differs, by its path, in order; the version itself is no difference."""
    before, after = _flat(old) if old is not None else {}, _flat(new)
    paths = [*after, *(path for path in before if path not in after)]
    return [
        Change(path=path, old=before.get(path, ""), new=after.get(path, ""))
        for path in paths
        if path != "version" and before.get(path) != after.get(path)
    ]


def _flat(plan: ResponsePlan) -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(path: str, node: Any) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                walk(f"{path}.{key}" if path else str(key), value)
        elif isinstance(node, list) and node and isinstance(node[0], dict):
            for n, one in enumerate(node):
                walk(f"{path}.{one.get('level') or one.get('id') or n}", one)
        else:
            found[path] = " ".join(map(str, node)) if isinstance(node, list) else str(node)

    walk("", msgspec.to_builtins(plan))
    return found
