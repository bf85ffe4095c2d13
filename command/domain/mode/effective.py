"""有效策略: the policy that holds, and for any value of it the layer it came from. Pure."""

from datetime import timedelta
from typing import Literal

import msgspec
from msgspec import Struct

from command.domain.facts import CategoryRule
from command.domain.facts.response import Overlay, ResponsePlan
from command.domain.limits.book import capped, frozen
from command.domain.limits.notation import span, written
from command.domain.limits.table import built_in
from command.domain.mode.levels import POOLS
from command.domain.mode.overlay import overlay_of
from command.domain.policy import Policy


def effective(policy: Policy, plan: ResponsePlan, level: int) -> Policy:
    """The policy at a level of a plan; at 0 the normal one."""
    return laid_over(policy, overlay_of(plan, level))


def laid_over(policy: Policy, overlay: Overlay | None) -> Policy:
    """The policy with an overlay on it. No limit becomes longer by it, whatever the overlay says."""
    if overlay is None:
        return policy
    no = set(overlay.not_done)
    return msgspec.structs.replace(
        policy,
        answer=_least(policy.answer, overlay.answer),
        arrive=_least(policy.arrive, overlay.arrive),
        finish=_least(policy.finish, overlay.handle),
        verify=min(policy.verify, _time(overlay.verify) or policy.verify),
        arrive_most=_times(overlay.arrive),
        handle_most=_times(overlay.handle),
        verify_most=_time(overlay.verify),
        raised=overlay.raised,
        pool=max(policy.pool, overlay.pool or policy.pool, key=POOLS.index),
        helpers={skill: tuple(kinds) for skill, kinds in overlay.helpers.items()},
        two_person=tuple(overlay.two_person),
        rounds_a_day=0 if "patrol" in no else policy.rounds_a_day if overlay.rounds is None else overlay.rounds,
        round_least=_time(overlay.round_least) or policy.round_least,
        report_every=_time(overlay.report_every),
        report_first=_time(overlay.report_first) or policy.report_first,
        recall_within=_time(overlay.recall_within) or policy.recall_within,
        peak_force=overlay.hold.force if overlay.hold is not None else policy.peak_force,
        sampling=0.0 if "sampling" in no else policy.sampling,
        not_done=frozenset(no),
        level=overlay.level,
    )


def _time(text: str | None) -> timedelta | None:
    return None if text is None else span(text)[1]


def _times(limits: list[str] | None) -> tuple[timedelta, ...] | None:
    return None if limits is None else tuple(span(one)[1] for one in limits)


def _least(normal: tuple[timedelta, ...], limits: list[str] | None) -> tuple[timedelta, ...]:
    return normal if limits is None else tuple(map(min, normal, _times(limits) or normal))


class Origin(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a value is from: normal policy, a category's own limits, or a level of a version of a plan."""

    layer: Literal["normal", "category", "level"]
    plan: str = ""
    version: int = 0
    level: int = 0


class Value(Struct, frozen=True, kw_only=True):
    """One value that holds (`name`, as in an overlay's sources), what it is normally, and where it came from."""

    name: str
    value: str
    normal: str
    origin: Origin


NORMAL = Origin(layer="normal")


def values(policy: Policy, overlay: Overlay | None) -> list[Value]:
    """Everything that a level may change, as it is now. `policy`: the normal one."""
    now = laid_over(policy, overlay)
    found = [
        _value(f"{name}.{n + 1}", written(getattr(now, field)[n]), written(getattr(policy, field)[n]), overlay)
        for name, field in (("answer", "answer"), ("arrive", "arrive"), ("handle", "finish"))
        for n in range(4)
    ]
    found += [
        _value("verify", written(now.verify), written(policy.verify), overlay),
        _value("pool", now.pool, policy.pool, overlay),
        _value("recall_within", written(now.recall_within), written(policy.recall_within), overlay),
        _value("rounds", str(now.rounds_a_day), str(policy.rounds_a_day), overlay, _rounds_from(overlay)),
        _value("round_least", written(now.round_least), written(policy.round_least), overlay),
        _value("report_every", written(now.report_every) if now.report_every else "", "", overlay),
        _value("report_first", written(now.report_first) if now.report_every else "", "", overlay),
        _value("hold", str(now.peak_force or ""), str(policy.peak_force or ""), overlay),
    ]
    return found + (_lists(overlay) if overlay is not None else [])


def _rounds_from(overlay: Overlay | None) -> str:
    return "not_done.patrol" if overlay is not None and "patrol" in overlay.not_done else "rounds"


def _lists(overlay: Overlay) -> list[Value]:
    """What there is only because of a level, in the order of its being laid."""
    texts = {f"raised.{category}": str(priority) for category, priority in overlay.raised.items()}
    texts |= {f"helpers.{skill}": " ".join(kinds) for skill, kinds in overlay.helpers.items()}
    texts |= {f"{name}.{one}": one for name in ("two_person", "wall", "not_done") for one in getattr(overlay, name)}
    texts |= {f"tasks.{one.template.id}": one.template.title.zh for one in overlay.tasks}
    texts |= {f"messages.{reader}": words.zh for reader, words in overlay.messages.items()}
    return [_value(name, text, "", overlay) for name, text in texts.items()]


def _value(name: str, value: str, normal: str, overlay: Overlay | None, source: str = "") -> Value:
    origin = NORMAL
    if overlay is not None and value != normal and (source or name) in overlay.sources:
        level = overlay.sources[source or name]
        origin = Origin(layer="level", plan=overlay.plan, version=overlay.version, level=level)
    return Value(name=name, value=value, normal=normal, origin=origin)


def category_values(
    policy: Policy, overlay: Overlay | None, category: str, changed: CategoryRule | None, version: int
) -> list[Value]:
    """The limits of one category by priority, and the priority it has at least."""
    now = laid_over(policy, overlay)
    own = changed if changed is not None else built_in(category, policy)
    found: list[Value] = []
    for priority in (1, 2, 3, 4):
        limits = frozen(changed if changed is not None else built_in(category, now), priority, now, version)
        for stage in ("arrive", "handle"):
            mine = getattr(own, stage)[priority - 1]
            is_ours = mine != written(getattr(policy, "finish" if stage == "handle" else stage)[priority - 1])
            found.append(_of(f"{stage}.{priority}", getattr(limits, stage), mine, overlay, is_ours=is_ours))
    verify = capped(own.verify, now.verify_most)
    found.append(_of("verify", verify, own.verify, overlay, is_ours=own.verify != written(policy.verify)))
    if category in now.raised:
        found.append(_value(f"raised.{category}", str(now.raised[category]), "", overlay))
    return found


def _of(name: str, value: str, own: str, overlay: Overlay | None, *, is_ours: bool) -> Value:
    if value != own and overlay is not None:
        level = overlay.sources.get(name, overlay.level)
        origin = Origin(layer="level", plan=overlay.plan, version=overlay.version, level=level)
    else:
        origin = Origin(layer="category") if is_ours else NORMAL
    return Value(name=name, value=value, normal=own, origin=origin)
