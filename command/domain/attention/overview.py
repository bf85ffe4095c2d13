"""The operators' queue as numbers: what is in each item, what is held back, and how much of the budget is used."""

from datetime import datetime

from msgspec import Struct

from command.domain.attention.attend import budget, on_watch
from command.domain.attention.queue import Group, Queue
from command.domain.draft import Draft
from command.domain.facts import ConcernKind
from command.domain.kept.attention import FLOW, AttentionItem, Flood

_STREET = 9


class ItemCount(Struct, frozen=True, kw_only=True):
    """An item with what is in it now. `priority` and `oldest` (UTC) of the gravest and the oldest; None when empty."""

    item: AttentionItem
    concerns: int
    priority: int | None
    oldest: datetime | None


class HeldBack(Struct, frozen=True, kw_only=True):
    """So many of a kind in a street (nine digits) that no item holds yet."""

    kind: ConcernKind
    area: str
    concerns: int
    priority: int
    oldest: datetime


class Overview(Struct, frozen=True, kw_only=True):
    """The queue at `at` (UTC) and ledger number. `waits`: all concerns, `life` of them about life, `held` held back.

    `used` of `most`: new items in the last ten minutes for all `operators` on watch.
    """

    at: datetime
    number: int
    waits: int
    life: int
    held: int
    operators: int
    used: int
    most: int
    flood: Flood | None
    items: list[ItemCount]
    held_back: list[HeldBack]


def overview(draft: Draft) -> Overview:
    """The queue now: life first, then the gravest, then the oldest."""
    queue, watching = draft.situation.queue, on_watch(draft)
    concerns = [concern for _, concern in queue.concerns()]
    spent, flow = budget(draft, watching), draft.picture.flow.get(FLOW)
    items = [_counted(queue, item) for item in draft.picture.attention.values()]
    held = _held_back(queue)
    return Overview(
        at=draft.now,
        number=draft.picture.number,
        waits=len(concerns),
        life=sum(concern.life for concern in concerns),
        held=sum(one.concerns for one in held),
        operators=watching,
        used=spent.life + spent.ordinary,
        most=spent.most,
        flood=flow.flood if flow is not None else None,
        items=sorted(items, key=_rank),
        held_back=held,
    )


def _rank(one: ItemCount) -> tuple[bool, bool, int, datetime, int]:
    return (
        one.concerns == 0,
        not one.item.life,
        one.priority or 4,
        one.oldest or one.item.opened_at,
        one.item.number,
    )


def _counted(queue: Queue, item: AttentionItem) -> ItemCount:
    groups = queue.groups_of(item)
    return ItemCount(
        item=item,
        concerns=sum(map(queue.count, groups)),
        priority=min(map(queue.priority, groups), default=None),
        oldest=min(map(queue.since, groups), default=None),
    )


def _held_back(queue: Queue) -> list[HeldBack]:
    streets: dict[tuple[ConcernKind, str], list[Group]] = {}
    for group in queue.held():
        streets.setdefault((group[0], group[2][:_STREET]), []).append(group)
    found = [
        HeldBack(
            kind=kind,
            area=area,
            concerns=sum(map(queue.count, groups)),
            priority=min(map(queue.priority, groups)),
            oldest=min(map(queue.since, groups)),
        )
        for (kind, area), groups in streets.items()
    ]
    return sorted(found, key=lambda one: (one.priority, -one.concerns, one.oldest))
