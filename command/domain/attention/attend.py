"""What needs an operator becomes an item of their queue, at the end of every draft.

Life first, and never held back: while there is room a new item, coarser the more there were; then an item that is
there is widened. What is not about life gets what room is left, the most urgent and largest first; the rest is held
back, counted, and comes when there is room.
"""

from collections.abc import Iterable
from datetime import datetime

from command.domain import facts as f
from command.domain.attention.budget import Budget, budget_of
from command.domain.attention.concern import LEVELS, common
from command.domain.attention.flood import flood_of, watch_flood
from command.domain.attention.queue import Group
from command.domain.draft import Draft
from command.domain.kept.attention import FLOW, AttentionItem

_COARSER = ((0.3, 15), (0.5, 12), (0.7, 9))
"""Life: up to this part of all new items an item is for a grid, a community, a street (digits); then it is widened."""
_STREET = 9


def attend(draft: Draft) -> None:
    """To be called before a draft is kept. Doing it twice changes nothing."""
    watch_flood(draft)
    queue = draft.situation.queue
    queue.catch_up()
    flow = draft.picture.flow.get(FLOW)
    if not queue.is_covered:
        operators = on_watch(draft)
        for group in queue.uncovered(life=True):
            _life(draft, group, operators)
        _ordinary(draft, operators)
    elif flow is None or (flow.due is None and flow.flood is None):
        return
    _pace(draft)


def on_watch(draft: Draft) -> int:
    """Operators and coordinators who can be reached now."""
    people = draft.situation.operators | draft.situation.coordinators
    return sum(draft.reachable(person) for person in people)


def budget(draft: Draft, operators: int) -> Budget:
    """How many new items there may be now."""
    return budget_of(draft.picture.flow.get(FLOW), draft.now, operators, draft.policy)


def _life(draft: Draft, group: Group, operators: int) -> None:
    if draft.situation.queue.covering(group) is not None:  # just now, by another
        return
    now = budget(draft, operators)
    part = now.life / now.most
    digits = next((n for most, n in _COARSER if part < most), 0)
    kind, _, area = group
    if digits and now.left > 0:
        _open(draft, (kind, True, area[:digits]), [group], operators)
        return
    item = _nearest(draft, group)
    if item is None:  # the first of its kind: nothing about life is held back, whatever the number
        _open(draft, group, [group], operators)
        return
    wider = common(item.area, area)
    draft.add(f.AttentionWidened(item=item.id, kind=item.kind, area=wider, was=item.area))


def _nearest(draft: Draft, group: Group) -> AttentionItem | None:
    """The item of this kind that has to be widened least."""
    here = [one for one in draft.picture.attention.values() if (one.kind, one.life) == group[:2]]
    return max(here, key=lambda one: (len(common(one.area, group[2])), one.number), default=None)


def _ordinary(draft: Draft, operators: int) -> None:
    items = draft.picture.attention.values()
    open_ = sum(not (one.life or one.quiet or one.shelved_until) for one in items)
    most_open = draft.policy.attention_open * max(1, operators)
    room = budget(draft, operators).ordinary_room(draft.now, open_, most_open)
    if room <= 0:
        return
    for area, groups in _chosen(draft, draft.situation.queue.uncovered(life=False), room):
        kind = groups[0][0]
        _open(draft, (kind, False, area), groups, operators)


def _chosen(draft: Draft, held: list[Group], room: int) -> list[tuple[str, list[Group]]]:
    """As fine as there is room for, but no coarser than a street: the most urgent first, then the largest."""
    for digits in LEVELS:
        merged = _merged(held, digits)
        if len(merged) <= room or digits == _STREET:
            break
    queue = draft.situation.queue

    def weight(groups: list[Group]) -> tuple[int, int, datetime]:
        return min(map(queue.priority, groups)), -sum(map(queue.count, groups)), min(map(queue.since, groups))

    return [(_area(groups), groups) for groups in sorted(merged, key=weight)[:room]]


def _merged(held: list[Group], digits: int) -> list[list[Group]]:
    found: dict[tuple[str, str], list[Group]] = {}
    for group in held:
        found.setdefault((group[0], group[2][:digits]), []).append(group)
    return list(found.values())


def _area(groups: Iterable[Group]) -> str:
    """The smallest area that holds them all."""
    areas = [group[2] for group in groups]
    found = areas[0]
    for area in areas[1:]:
        found = common(found, area)
    return found


def _open(draft: Draft, to: Group, groups: list[Group], operators: int) -> None:
    queue = draft.situation.queue
    kind, life, area = to
    opened = f.AttentionOpened(
        item=draft.new_id(),
        kind=kind,
        life=life,
        area=area,
        concerns=sum(map(queue.count, groups)),
        oldest=min(map(queue.since, groups)),
        operators=operators,
        due=draft.now + draft.policy.attention_look,
    )
    draft.add(opened)


def _pace(draft: Draft) -> None:
    """While something is held back, or a flood goes on, the clock looks again and again."""
    flow, queue = draft.picture.flow.get(FLOW), draft.situation.queue
    if not queue.is_covered or flood_of(draft) is not None:
        if flow is None or flow.due is None or flow.due <= draft.now:
            held = sum(map(queue.count, queue.held()))
            draft.add(f.AttentionPaced(held=held, due=draft.now + draft.policy.attention_pace))
    elif flow is not None and flow.due is not None:
        draft.add(f.AttentionPaced(held=0))
