"""A plan's layers laid on each other: what lies over the normal policy at a level, and which level each value is from.

Every level contains the ones below it because of how they are laid, not because a plan's author took care: a limit
becomes only shorter, a priority only more urgent, the pool only wider; lists only grow. What goes both ways (rounds,
the hold outdoors, words) is the gravest level's that says something about it.
"""

from typing import Any

from command.domain.facts.response import Layer, LevelTask, Overlay, ResponsePlan
from command.domain.limits.notation import span
from command.domain.mode.levels import POOLS, weight

_BY_PRIORITY = ("answer", "arrive", "handle")
_SHORTEST = ("verify", "recall_within", "report_every", "report_first")
_LAST = ("rounds", "round_least", "hold")
_LISTS = ("two_person", "wall", "not_done")


def overlay_of(plan: ResponsePlan, level: int) -> Overlay | None:
    """What lies over the normal policy at a level of the plan; None for normal."""
    if level == 0:
        return None
    laid: dict[str, Any] = dict.fromkeys((*_BY_PRIORITY, *_SHORTEST, *_LAST, "pool"))
    laid |= {name: [] for name in (*_LISTS, "tasks")} | {name: {} for name in ("raised", "helpers", "messages")}
    sources: dict[str, int] = {}
    for layer in plan.levels:
        if weight(layer.level) <= weight(level):
            _lay(laid, sources, layer)
    return Overlay(
        plan=plan.id, version=plan.version, name=plan.name, threat=plan.threat, level=level, sources=sources, **laid
    )


def shorter(one: str | None, other: str | None) -> str | None:
    """The shorter of two limits that run on; None is no limit."""
    if one is None or other is None:
        return one if other is None else other
    return other if span(other)[1] < span(one)[1] else one


def _lay(laid: dict[str, Any], sources: dict[str, int], layer: Layer) -> None:
    for name in _BY_PRIORITY:
        _lay_by_priority(laid, sources, layer, name)
    for name in _SHORTEST:
        made = shorter(laid[name], getattr(layer, name))
        _take(laid, sources, layer, name, made)
    for name in _LAST:
        if getattr(layer, name) is not None:
            _take(laid, sources, layer, name, getattr(layer, name))
    if layer.pool is not None and (laid["pool"] is None or POOLS.index(layer.pool) > POOLS.index(laid["pool"])):
        _take(laid, sources, layer, "pool", layer.pool)
    _lay_tables(laid, sources, layer)
    _lay_lists(laid, sources, layer)


def _lay_lists(laid: dict[str, Any], sources: dict[str, int], layer: Layer) -> None:
    for name in _LISTS:
        for one in getattr(layer, name):
            if one not in laid[name]:
                laid[name].append(one)
                sources[f"{name}.{one}"] = layer.level
    known = {task.template.id for task in laid["tasks"]}
    for template in layer.tasks:
        if template.id not in known:
            known.add(template.id)
            laid["tasks"].append(LevelTask(template=template, level=layer.level))
            sources[f"tasks.{template.id}"] = layer.level


def _take(laid: dict[str, Any], sources: dict[str, int], layer: Layer, name: str, value: object) -> None:
    if value is not None and value != laid[name]:
        laid[name], sources[name] = value, layer.level


def _lay_by_priority(laid: dict[str, Any], sources: dict[str, int], layer: Layer, name: str) -> None:
    mine = getattr(layer, name)
    if mine is None:
        return
    before = laid[name] or [None] * 4
    after = [shorter(one, other) for one, other in zip(before, mine, strict=True)]
    sources |= {f"{name}.{n + 1}": layer.level for n in range(4) if after[n] != before[n]}
    laid[name] = after


def _lay_tables(laid: dict[str, Any], sources: dict[str, int], layer: Layer) -> None:
    for category, priority in layer.raised.items():
        if priority < laid["raised"].get(category, 5):
            laid["raised"][category] = priority
            sources[f"raised.{category}"] = layer.level
    for skill, kinds in layer.helpers.items():
        before = laid["helpers"].get(skill, [])
        fresh = [kind for kind in kinds if kind not in before]
        if fresh or skill not in laid["helpers"]:
            laid["helpers"][skill] = [*before, *fresh]
            sources[f"helpers.{skill}"] = layer.level
    for reader, words in layer.messages.items():
        laid["messages"][reader] = words
        sources[f"messages.{reader}"] = layer.level
