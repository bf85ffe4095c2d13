"""What operators do with an item of the queue, and what silence about one leads to."""

from datetime import timedelta
from typing import Literal

from command.domain import facts as f
from command.domain.attention.attend import attend
from command.domain.draft import Draft
from command.domain.kept.attention import AttentionItem, Flow
from command.domain.refusals import Refusal, refuse
from command.domain.sender import Asked
from command.wire.requests import CloseAttention, GiveBackAttention, ShelveAttention, TakeAttention

_Back = Literal["time", "given_back", "idle"]


def take_attention(draft: Draft, asked: Asked, request: TakeAttention) -> Refusal | None:
    """我来处理: nobody else need look at it. It comes off the shelf. Somebody else's is taken only knowingly."""
    item = draft.picture.attention.get(request.item)
    if item is None:
        return refuse("attention_unknown")
    other = item.taken_by if item.taken_by != asked.sender.id else ""
    if other and not request.instead:
        return refuse("attention_taken", who=item.taken_name or other)
    taken = f.AttentionTaken(
        request=asked.request,
        item=item.id,
        kind=item.kind,
        area=item.area,
        by=asked.sender.id,
        by_name=asked.sender.name,
        instead_of=other,
    )
    draft.add(taken, asked.sender.id, *([other] if other else []))
    return None


def give_back_attention(draft: Draft, asked: Asked, request: GiveBackAttention) -> Refusal | None:
    """Whoever has it does not any more; what was shelved is on the table again."""
    item = draft.picture.attention.get(request.item)
    if item is None:
        return refuse("attention_unknown")
    if item.taken_by != asked.sender.id and item.shelved_until is None:
        return refuse("attention_not_yours")
    draft.add(_returned(draft, item, "given_back", asked), asked.sender.id)
    return None


def shelve_attention(draft: Draft, asked: Asked, request: ShelveAttention) -> Refusal | None:
    """Not now, for a reason, and not for long."""
    item = draft.picture.attention.get(request.item)
    if item is None:
        return refuse("attention_unknown")
    refusal = _unshelvable(draft, asked, item, request.reason)
    if refusal is not None:
        return refusal
    shelved = f.AttentionShelved(
        request=asked.request,
        item=item.id,
        kind=item.kind,
        area=item.area,
        until=draft.now + timedelta(minutes=request.minutes),
        reason=request.reason.strip(),
        concerns=draft.situation.queue.size(item),
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(shelved, asked.sender.id)
    return None


def _unshelvable(draft: Draft, asked: Asked, item: AttentionItem, reason: str) -> Refusal | None:
    if item.life:
        return refuse("attention_life")
    if not reason.strip():
        return refuse("reason_needed")
    if item.taken_by not in ("", asked.sender.id):
        return refuse("attention_taken", who=item.taken_name or item.taken_by)
    if item.shelved_until is not None:
        return refuse("attention_shelved", who=item.shelved_name)
    often = item.shelvings >= draft.policy.attention_shelvings
    return refuse("attention_shelved_often", n=item.shelvings) if often else None


def close_attention(draft: Draft, asked: Asked, request: CloseAttention) -> Refusal | None:
    """What is empty need not linger. What is not, is not over."""
    item = draft.picture.attention.get(request.item)
    if item is None:
        return refuse("attention_unknown")
    if size := draft.situation.queue.size(item):
        return refuse("attention_open", n=size)
    closed = f.AttentionClosed(
        request=asked.request,
        item=item.id,
        kind=item.kind,
        area=item.area,
        by=asked.sender.id,
        by_name=asked.sender.name,
    )
    draft.add(closed, asked.sender.id)
    return None


def attention_due(draft: Draft, item: AttentionItem) -> None:
    """The clock looks at an item: back from the shelf, over, taken and forgotten, or still there."""
    if item.shelved_until is not None:
        draft.add(_returned(draft, item, "time"))
        return
    is_empty = draft.situation.queue.size(item) == 0
    if is_empty and item.quiet:
        draft.add(f.AttentionClosed(item=item.id, kind=item.kind, area=item.area))
    elif not is_empty and _is_idle(draft, item):
        draft.add(_returned(draft, item, "idle"), item.taken_by)
    else:
        due = draft.now + draft.policy.attention_look
        draft.add(f.AttentionLooked(item=item.id, area=item.area, quiet=is_empty, due=due))


def flow_due(draft: Draft, _: Flow) -> None:
    """Something is held back, or a flood goes on: the queue is looked at again."""
    attend(draft)


def _is_idle(draft: Draft, item: AttentionItem) -> bool:
    limit = draft.policy.attention_taken[0 if item.life else 1]
    return item.taken_at is not None and draft.now - item.taken_at >= limit


def _returned(draft: Draft, item: AttentionItem, why: _Back, asked: Asked | None = None) -> f.AttentionReturned:
    return f.AttentionReturned(
        request=asked.request if asked is not None else None,
        item=item.id,
        kind=item.kind,
        area=item.area,
        why=why,
        by=asked.sender.id if asked is not None else "",
        by_name=asked.sender.name if asked is not None else "",
        due=draft.now + draft.policy.attention_look,
    )
