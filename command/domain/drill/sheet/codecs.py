"""One cell to one value and back. Reading raises `Unfit` with a code of `words.SAID`."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from command.domain.category import CATEGORIES
from command.domain.drill.sheet import words
from command.domain.facts.script import TrackFix
from command.domain.place import Place

_WEEK_S = 7 * 86_400
_CLOCK = re.compile(r"^(?:T\s*)?(?P<minus>[+-]?)(?:(?P<d>\d+) days?, )?(?P<h>\d+):(?P<m>\d{1,2})(?::(?P<s>\d{1,2}))?$")


class Unfit(ValueError):
    """A cell that cannot be read; `said`: which sentence, `data`: what goes into it."""

    def __init__(self, said: str, **data: str) -> None:
        super().__init__(said)
        self.said = said
        self.data = data


class Codec(Struct, frozen=True):
    """`write` takes the value and whether in English."""

    write: Callable[[Any, bool], str]
    read: Callable[[str], Any]


def clock(seconds: int) -> str:
    """h:mm:ss, as many hours as there are."""
    minus, left = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{minus}{left // 3600}:{left // 60 % 60:02}:{left % 60:02}"


def seconds(text: str, *, least: int = 0, most: int = _WEEK_S) -> int:
    """Back again; `1:30` is an hour and a half."""
    found = _CLOCK.match(text.strip())
    if found is None or int(found["m"]) > 59 or int(found["s"] or 0) > 59:
        raise Unfit("time")
    whole = int(found["d"] or 0) * 86_400 + int(found["h"]) * 3600 + int(found["m"]) * 60 + int(found["s"] or 0)
    whole = -whole if found["minus"] == "-" else whole
    if not least <= whole <= most:
        raise Unfit("time")
    return whole


def choice(table: Mapping[str, tuple[str, str]]) -> Codec:
    """One of a table of words."""
    known = {word.casefold(): key for key, both in table.items() for word in (*both, key)}

    def read(text: str) -> str:
        key = known.get(text.strip().casefold())
        if key is None:
            allowed = "、".join("/".join(dict.fromkeys(both)) for both in table.values())
            raise Unfit("choice", value=text, allowed=allowed)
        return key

    return Codec(lambda value, english: table[str(value)][english], read)


def joined(parts: list[str]) -> str:
    """Several in one cell."""
    return "；".join(one.replace("\\", "\\\\").replace("；", "\\；").replace(";", "\\;") for one in parts)


def parted(text: str) -> list[str]:
    """Back again."""
    found, part, escaped = [], "", False
    for one in text:
        if escaped:
            part, escaped = part + one, False
        elif one == "\\":
            escaped = True
        elif one in "；;":
            found.append(part.strip())
            part = ""
        else:
            part += one
    found.append(part.strip())
    return [one for one in found if one]


def _person(text: str, names: Mapping[str, str]) -> str:
    """A role by its word, somebody by their name if only one has it, else what is written: an id."""
    for role, both in words.ROLES.items():
        if text in both:
            return role
    return names.get(text, text)


def people(names: Mapping[str, str]) -> Codec:
    """Roles and people. `names`: name → id, of those whose name is theirs alone."""
    return Codec(
        lambda value, english: joined([words.ROLES[one][english] if one in words.ROLES else one for one in value]),
        lambda text: [_person(one, names) for one in parted(text)],
    )


def person(names: Mapping[str, str]) -> Codec:
    """One of them."""
    return Codec(
        lambda value, english: words.ROLES[value][english] if value in words.ROLES else value,
        lambda text: _person(text.strip(), names),
    )


def _category(text: str) -> str:
    code, _, rest = text.strip().partition(" ")
    if code in CATEGORIES:
        return code
    named = [one.code for one in CATEGORIES.values() if text.strip() in {one.name, one.name_en}]
    if len(named) != 1:
        if re.fullmatch(r"[a-z]+\.\w+", code) and len(code) <= 40 and not rest:
            return code  # unknown, and told so by the checks
        raise Unfit("category", value=text)
    return named[0]


def _category_word(code: str, english: bool) -> str:
    known = CATEGORIES.get(code)
    return code if known is None else f"{code} {known.name_en if english else known.name}"


def _place(place: Place, english: bool) -> str:
    parts = [f"{both[english]} {getattr(place, name)}" for name, both in words.PLACES.items() if getattr(place, name)]
    if place.lat is not None or place.lon is not None:
        said = f"{place.lat if place.lat is not None else ''},{place.lon if place.lon is not None else ''}"
        said += f" ±{place.accuracy_m}" if place.accuracy_m is not None else ""
        parts.append(said + (f" {place.datum}" if place.datum != "wgs84" else ""))
    return joined(parts)


_POINT = re.compile(
    r"^(?P<lat>[-+\d.e]*)\s*[,，]\s*(?P<lon>[-+\d.e]*)(?:\s*±\s*(?P<off>[-+\d.e]+))?(?:\s+(?P<datum>\w+))?$"
)


def _read_place(text: str) -> Place:
    found: dict[str, Any] = {}
    for part in parted(text):
        kind, _, id_ = part.partition(" ")
        name = next((name for name, both in words.PLACES.items() if kind in both), None)
        if name is not None and id_.strip():
            found[name] = id_.strip()
        elif re.fullmatch(r"[0-9]{15}", part):
            found["grid"] = part
        else:
            found |= _read_point(part)
    if not found:
        raise Unfit("place")
    return Place(**found)


def _read_point(text: str) -> dict[str, Any]:
    matched = _POINT.match(text)
    if matched is None:
        raise Unfit("place")
    numbers = {"lat": matched["lat"], "lon": matched["lon"], "accuracy_m": matched["off"]}
    try:
        found: dict[str, Any] = {name: float(said) for name, said in numbers.items() if said}
    except ValueError:
        raise Unfit("place") from None
    return {**found, "datum": matched["datum"]} if matched["datum"] else found


def _number(value: float | None) -> str:
    return "" if value is None else repr(value)


def _point(one: TrackFix, english: bool) -> str:
    radii = ["/".join("-" if r is None else repr(r) for r in rs) for rs in (one.r7_km, one.r10_km, one.r12_km)]
    numbers = [_number(one.lat), _number(one.lon), _number(one.wind_ms), _number(one.pressure_hpa)]
    return ",".join([clock(one.offset_s), *numbers, *radii, words.FORECAST[english] if one.forecast else ""])


def _read_point_line(line: str) -> TrackFix:
    cells = [one.strip() for one in line.replace("，", ",").split(",")]
    if not 3 <= len(cells) <= 9:
        raise Unfit("points")
    cells += [""] * (9 - len(cells))
    try:
        radii = [[None if r == "-" else float(r) for r in cell.split("/")] if cell else [] for cell in cells[5:8]]
        wind, pressure = (float(one) if one else None for one in cells[3:5])
        at = seconds(cells[0], least=-(10**9), most=10**9)
        lat, lon = float(cells[1]), float(cells[2])
    except ValueError:
        raise Unfit("points") from None
    if cells[8] not in {"", *words.FORECAST}:
        raise Unfit("points")
    return TrackFix(
        offset_s=at,
        lat=lat,
        lon=lon,
        wind_ms=wind,
        pressure_hpa=pressure,
        r7_km=radii[0],
        r10_km=radii[1],
        r12_km=radii[2],
        forecast=bool(cells[8]),
    )


def _count(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text.strip()) or int(text) > 200:
        raise Unfit("count")
    return int(text)


TEXT = Codec(lambda value, _: value, lambda text: text)
CATEGORY = Codec(_category_word, _category)
PLACE = Codec(_place, _read_place)
POINTS = Codec(
    lambda value, english: "\n".join(_point(one, english) for one in value),
    lambda text: [_read_point_line(one) for one in text.splitlines() if one.strip()],
)
COUNT = Codec(lambda value, _: str(value), _count)
TIME = Codec(lambda value, _: clock(value), seconds)
CODES = Codec(lambda value, _: joined(value), parted)
HAZARD, COLOUR, AVERAGING = choice(words.HAZARDS), choice(words.COLOURS), choice(words.AVERAGING)
_LEVEL = choice(words.LEVELS)
LEVEL = Codec(_LEVEL.write, lambda text: int(_LEVEL.read(text)))
