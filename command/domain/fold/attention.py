"""Folding the operators' attention."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from command.domain import facts as f
from command.domain.fold.step import Steps, Touches
from command.domain.kept.attention import FLOW, AttentionItem, Flood, Flow, Opening
from command.domain.picture import Picture

REMEMBERED = timedelta(minutes=30)
"""Openings older than this are in the ledger alone. No policy counts further back."""


def flow_of(p: Picture) -> Flow:
    """The district's only flow, made when it is first needed."""
    return p.flow.setdefault(FLOW, Flow())


def _opened(p: Picture, number: int, at: datetime, fact: f.AttentionOpened) -> None:
    p.attention[fact.item] = AttentionItem(
        id=fact.item, number=number, kind=fact.kind, life=fact.life, area=fact.area, opened_at=at, due=fact.due
    )
    flow = flow_of(p)
    flow.opened = [*(one for one in flow.opened if one.at > at - REMEMBERED), Opening(at=at, life=fact.life)]


def _widened(p: Picture, number: int, at: datetime, fact: f.AttentionWidened) -> None:
    item = p.attention.get(fact.item)
    if item is not None:
        item.area, item.quiet = fact.area, False


def _taken(p: Picture, number: int, at: datetime, fact: f.AttentionTaken) -> None:
    item = p.attention.get(fact.item)
    if item is not None:
        _unshelve(item)
        item.taken_by, item.taken_name, item.taken_at = fact.by, fact.by_name, at


def _shelved(p: Picture, number: int, at: datetime, fact: f.AttentionShelved) -> None:
    item = p.attention.get(fact.item)
    if item is not None:
        _give_back(item)
        item.shelved_until = item.due = fact.until
        item.shelved_by, item.shelved_name, item.shelved_why = fact.by, fact.by_name, fact.reason
        item.shelvings += 1


def _returned(p: Picture, number: int, at: datetime, fact: f.AttentionReturned) -> None:
    item = p.attention.get(fact.item)
    if item is not None:
        _unshelve(item)
        _give_back(item)
        item.due = fact.due


def _unshelve(item: AttentionItem) -> None:
    item.shelved_until, item.shelved_by, item.shelved_name, item.shelved_why = None, "", "", ""


def _give_back(item: AttentionItem) -> None:
    item.taken_by, item.taken_name, item.taken_at = "", "", None


def _looked(p: Picture, number: int, at: datetime, fact: f.AttentionLooked) -> None:
    item = p.attention.get(fact.item)
    if item is not None:
        item.quiet, item.due = fact.quiet, fact.due


def _closed(p: Picture, number: int, at: datetime, fact: f.AttentionClosed) -> None:
    p.attention.pop(fact.item, None)


def _paced(p: Picture, number: int, at: datetime, fact: f.AttentionPaced) -> None:
    flow = flow_of(p)
    flow.held, flow.due = fact.held, fact.due


def _flood_began(p: Picture, number: int, at: datetime, fact: f.FloodBegan) -> None:
    flow_of(p).flood = Flood(since=at, rate=fact.rate, automatic=fact.automatic)


def _flood_ended(p: Picture, number: int, at: datetime, fact: f.FloodEnded) -> None:
    flow_of(p).flood = None


def _flow(_: object) -> Iterable[tuple[str, str]]:
    return [("flow", FLOW)]


def _item(fact: f.AttentionTaken) -> Iterable[tuple[str, str]]:
    return [("attention", fact.item)]


STEPS: Steps = {
    f.AttentionOpened: _opened,
    f.AttentionWidened: _widened,
    f.AttentionTaken: _taken,
    f.AttentionShelved: _shelved,
    f.AttentionReturned: _returned,
    f.AttentionLooked: _looked,
    f.AttentionClosed: _closed,
    f.AttentionPaced: _paced,
    f.FloodBegan: _flood_began,
    f.FloodEnded: _flood_ended,
}
_OF_FLOW = (f.AttentionPaced, f.FloodBegan, f.FloodEnded)
TOUCHES: Touches = {step: _flow if step in _OF_FLOW else _item for step in STEPS} | {
    f.AttentionOpened: lambda fact: [*_item(fact), *_flow(fact)]
}
