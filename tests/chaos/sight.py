"""Who was sent what they may not see (P4), from the lines of the sockets themselves, against the ledger's bodies: by
rules written down here, none of the product's."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

Fact = dict[str, Any]
THINGS = (
    "incident",
    "assignment",
    "offer",
    "slot",
    "evacuation",
    "movelist",
    "evacuee",
    "shelter",
    "summons",
    "warning",
)
THINGS += ("proposal", "timer", "sos", "rollcall", "area")
"""Members that name a thing. Whoever a fact names may hear how the things in it go on."""
PRIVATE = ("搬迁甲户", "搬迁乙户")
"""What everybody on a list to be moved is called in this run: it travels on no socket at all."""
OF_NO_PASSER_BY = (*PRIVATE, "000-460107", "有人被困", "台风红色预警", "先办急的")
"""And a kiosk is shown no phone number, no reason, no text."""
WORDS = re.compile(r"〔\d+/\w+/\d+〕")
"""How reports say what happened, in this run: no two alike."""


def words_of(index: int, person: str) -> str:
    """The text of a report that nobody else ever writes."""
    return f"〔{index}/{person.replace('-', '')}/{index}〕"


def entitled(facts: Iterable[Fact]) -> dict[str, set[str]]:
    """By person: every thing that a fact naming them ever spoke of."""
    known: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        things = {str(fact[name]) for name in THINGS if fact.get(name)}
        for person in _named(fact):
            known[person] |= things
    return known


def _named(value: Any) -> Iterator[str]:
    """Every id in a fact that could be somebody's."""
    if isinstance(value, str):
        if len(value) == 36:
            yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            if len(key) == 36:
                yield key
            yield from _named(one)
    elif isinstance(value, list):
        for one in value:
            yield from _named(one)


def of_others(
    by_number: dict[int, Fact], person: str, grid: str, asked: Iterable[str], seen: Iterable[int], mine: set[str]
) -> list[str]:
    """Facts that came to a worker's phone and neither name them nor are about a thing of theirs (`mine`) or their own
    grid, nor answer what they `asked` (request ids)."""
    own, requests, wrong = mine | {grid}, set(asked), []
    for number in seen:
        fact = by_number.get(number)
        if fact is None or fact.get("request") in requests or person in _named(fact):
            continue
        if not any(str(fact.get(name)) in own for name in THINGS) and not _for_all_of(fact, grid):
            wrong.append(f"{person} ({grid}) was sent {number} {fact['type']}")
    return wrong


def named_to_others(
    by_number: dict[int, Fact], person: str, grid: str, seen: Iterable[int], mine: set[str]
) -> list[str]:
    """Colleagues named together with an incident in a fact that came to a worker's phone: they must be of the worker's
    grid, or the incident theirs, or they in the same grid just then."""
    wrong = []
    for number in seen:
        out = by_number.get(number, {}).get("out", [])
        here = {grid, *(one["grid"] for one in out if one["person"] == person)}
        wrong += [
            f"{person} ({grid}) was told by {number} that {one['person']} is at {one['incident']}"
            for one in out
            if one["grid"] not in here and one["incident"] not in mine
        ]
    return wrong


def _for_all_of(fact: Fact, grid: str) -> bool:
    """A storm; or a warning, an alert, a level or a peak for an area that the grid lies in."""
    areas = [fact.get("area") or "", *fact.get("areas", []), *fact.get("grids", ())]
    public = fact["type"].startswith(("Warning", "Alert", "Mode", "OutdoorPeak"))
    return fact["type"] == "StormTracked" or (public and any(one and grid.startswith(one) for one in areas))


def read_by_others(facts: list[Fact], person: str, lines: list[str], known: dict[str, set[str]]) -> list[str]:
    """Texts of reports on a worker's socket about incidents that are not theirs; and names of people to be moved."""
    told = "\n".join(lines)
    text_of = {text: fact["incident"] for fact in facts if (text := fact.get("text")) and fact.get("incident")}
    wrong = [f"{person}'s socket carried {one}" for one in PRIVATE if one in told]
    for text in set(WORDS.findall(told)):
        mine = text.split("/")[1] == person.replace("-", "")
        if not mine and text_of.get(text) not in known[person]:
            wrong.append(f"{person} read {text}, of {text_of.get(text)}")
    return wrong


def passed_by(lines: list[str]) -> list[str]:
    """Whatever a kiosk was sent that no passer-by may read: texts, reasons, telephone numbers, who reported."""
    told = "\n".join(lines)
    wrong = [f"a kiosk was sent {one}" for one in OF_NO_PASSER_BY if one in told]
    wrong += [f"a kiosk was sent the text {one}" for one in sorted(set(WORDS.findall(told)))[:3]]
    for fact in _carried(lines):
        hidden = {name for name in ("text", "caller", "reporter", "reporter_name", "photos") if fact.get(name)}
        if hidden:
            wrong.append(f"a kiosk was sent {sorted(hidden)} of {fact['type']} {fact['number']}")
    return wrong


def _carried(lines: list[str]) -> Iterator[Fact]:
    for line in lines:
        told = json.loads(line)
        pubs = [told.get("push", {}).get("pub"), *told.get("subscribe", {}).get("publications", ())]
        for pub in pubs:
            data = pub["data"] if pub else []
            yield from data if isinstance(data, list) else [data]
