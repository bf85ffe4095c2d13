"""Places by words: what an operator or grid worker types while somebody describes where they are.

Best first: an exact number or name; a name or number that begins so; one that is spelled so from its beginning (pinyin
or its initials); what contains it, address included; what contains every part of it. Among equals the nearer first, if
it is known where the asker or caller is.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from heapq import nsmallest
from math import cos, radians
from typing import Literal

from msgspec import Struct

from command.domain.geo import distance_m
from command.domain.place import Place

Kind = Literal["community", "grid", "estate", "building", "hydrant", "manhole", "camera", "lamp"]
KINDS: tuple[Kind, ...] = ("community", "grid", "estate", "building", "hydrant", "manhole", "camera", "lamp")
_NOISE = re.compile(r"[\s\-_·.,，、]+")
_PARTS = re.compile(r"\d+[^\W\d_]*|[^\W\d_]+")
_LAST = "\U0010ffff"
_MOST_PARTS = 4  # of a query; more would narrow nothing and cost time
Point = tuple[float, float]
"""Latitude, longitude; WGS84 degrees."""


class Entry(Struct, frozen=True, kw_only=True):
    """One place that can be found. `detail`: its address; `number`: what is painted on it or said of it.

    `spelled`: the name's pinyin, syllables apart. `area`: its grid, or the community itself.
    """

    kind: Kind
    id: str
    name: str
    detail: str
    number: str
    spelled: str
    area: str
    lat: float
    lon: float


class Found(Struct, frozen=True):
    """An entry that answers a query, and its distance in metres if it was said from where."""

    entry: Entry
    distance_m: int | None


def place_of(entry: Entry) -> Place:
    """The place to put in a report about the entry."""
    if entry.kind == "grid":
        return Place(grid=entry.id)
    if entry.kind == "building":
        return Place(building=entry.id)
    if entry.kind in ("community", "estate"):
        return Place(lat=entry.lat, lon=entry.lon)
    return Place(facility=entry.id)


class PlaceIndex:
    """All places of a district, ready to be searched. Immutable: build another when places change."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: (KINDS.index(entry.kind), entry.id))
        named = [(plain(entry.name), plain(entry.number), plain(entry.detail)) for entry in self.entries]
        spelled = [(_initials(entry.spelled), plain(entry.spelled)) for entry in self.entries]
        self._exact: dict[str, list[int]] = {}
        for index, (name, number, _) in enumerate(named):
            for key in {name, number, _serial(self.entries[index].number)} - {""}:
                self._exact.setdefault(key, []).append(index)
        self._begins = _Beginnings([words[:2] for words in named])
        self._spelled = _Beginnings(spelled)
        self._contains = _Lines(["\t".join(words) for words in named])
        self._initials = _Lines([initials for initials, _ in spelled])

    def search(self, query: str, *, near: Point | None = None, limit: int = 10) -> list[Found]:
        """The best `limit` places for what was typed; none for nothing."""
        found: dict[int, None] = {}
        for tier in self._tiers(query):
            fresh = [index for index in set(tier) if index not in found]
            found |= dict.fromkeys(self._first(fresh, near, limit - len(found)))
            if len(found) >= limit:
                break
        return [self._answer(self.entries[index], near) for index in found]

    def _tiers(self, query: str) -> Iterator[Iterable[int]]:
        whole = plain(query)
        if not whole:
            return
        yield self._exact.get(whole, ())
        yield self._begins.find(whole)
        yield self._spelled.find(whole)
        yield self._contains.find(whole)
        yield self._initials.find(whole) if len(whole) > 1 else ()
        yield self._with_all([part for word in query.split() for part in _PARTS.findall(plain(word))])

    def _with_all(self, parts: list[str]) -> set[int]:
        """What has all of the parts, the longest asked first: few have that."""
        first, *others = sorted(dict.fromkeys(parts), key=len, reverse=True)[:_MOST_PARTS] or [""]
        if not others:
            return set()
        found = self._with(first)
        for part in others:
            found = found and found & self._with(part)
        return found

    def _with(self, part: str) -> set[int]:
        return {*self._contains.find(part), *self._spelled.find(part), *self._initials.find(part)}

    def _first(self, indexes: list[int], near: Point | None, limit: int) -> list[int]:
        if near is None:
            return nsmallest(limit, indexes)  # communities before buildings before lamps, then by id
        entries, (lat, lon), narrow = self.entries, near, cos(radians(near[0])) ** 2
        squares = [
            ((entries[i].lat - lat) ** 2 + (entries[i].lon - lon) ** 2 * narrow, i) for i in indexes
        ]  # flat: only their order matters
        return [i for _, i in nsmallest(limit, squares)]

    @staticmethod
    def _answer(entry: Entry, near: Point | None) -> Found:
        return Found(entry, None if near is None else round(distance_m(*near, entry.lat, entry.lon)))


def plain(text: str) -> str:
    """As compared: full width as half width, small letters, no blanks or dashes."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text).casefold())


def _initials(spelled: str) -> str:
    return "".join(part if part[0].isdigit() else part[0] for part in spelled.casefold().split())


def _serial(number: str) -> str:
    """The last part of a number like L002-0134, which is often all that can be read."""
    return plain(number.rpartition("-")[2]) if "-" in number else ""


class _Beginnings:
    """Finds what has a word that begins so: a sorted list, halved."""

    def __init__(self, words: Sequence[tuple[str, ...]]) -> None:
        pairs = sorted((word, index) for index, group in enumerate(words) for word in group if word)
        self._words = [word for word, _ in pairs]
        self._indexes = [index for _, index in pairs]

    def find(self, start: str) -> list[int]:
        """Indexes, some twice."""
        return self._indexes[bisect_left(self._words, start) : bisect_right(self._words, start + _LAST)]


class _Lines:
    """Finds what contains it: all lines are one text, which is searched at C's speed."""

    def __init__(self, lines: list[str]) -> None:
        self._text = "\n".join([*lines, ""])
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def find(self, part: str) -> Iterator[int]:
        """Indexes, each once."""
        at = self._text.find(part)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            yield index
            at = self._text.find(part, self._starts[index + 1])
