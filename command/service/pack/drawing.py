"""The map of a grid on paper, drawn from the geometry on file as SVG: no tiles, no network."""

import math
from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import Struct
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from command.domain.area import Area

WIDTH, HEIGHT = 728.0, 820.0
"""Of the drawing, in points that print as 0.25 mm each."""
_MARGIN = 24.0
_METRES = 111_195.0
_HEAD = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" '
    'font-family="Noto Sans SC" font-size="11">'
)
_SCALES = (20, 50, 100, 200, 500, 1000, 2000, 5000)


class Mark(Struct, frozen=True):
    """Something on the map (WGS84). `kind`: house, hazard, people, shelter, hydrant, manhole, camera, lamp; `label`:
    what stands beside it."""

    lat: float
    lon: float
    kind: str
    label: str = ""


def draw(grid: Area, marks: Iterable[Mark]) -> str:
    """The grid's outline to the north, filling the sheet, with its marks, a scale and an arrow to the north."""
    ground = shape(msgspec.json.decode(grid.geometry))
    to, per_metre = _projection(ground)
    parts = [
        _HEAD,
        f'<rect width="{WIDTH:.0f}" height="{HEIGHT:.0f}" fill="#fff" stroke="#888"/>',
        *(_ring(ring, to) for ring in _rings(ground)),
        *(_mark(one, *to(one.lon, one.lat)) for one in sorted(marks, key=_above)),
        _scale(per_metre),
        '<path d="M700 22l8 26l-8-6l-8 6z" fill="#222"/><text x="700" y="64" text-anchor="middle">北 N</text>',
        "</svg>",
    ]
    return "".join(parts)


def _projection(ground: BaseGeometry) -> tuple[Any, float]:
    """Degrees to the sheet's points, true to shape at this latitude; and how many points a metre is."""
    west, south, east, north = ground.bounds
    narrow = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * narrow * _METRES, (north - south) * _METRES
    per_metre = min((WIDTH - 2 * _MARGIN) / max(wide, 1.0), (HEIGHT - 2 * _MARGIN - 40) / max(high, 1.0))
    left, top = (WIDTH - wide * per_metre) / 2, (HEIGHT - 40 - high * per_metre) / 2

    def to(lon: float, lat: float) -> tuple[float, float]:
        return (
            left + (lon - west) * narrow * _METRES * per_metre,
            top + (north - lat) * _METRES * per_metre,
        )

    return to, per_metre


def _rings(ground: BaseGeometry) -> list[Any]:
    parts = list(getattr(ground, "geoms", [ground]))
    return [ring for part in parts for ring in (part.exterior, *part.interiors)]


def _ring(ring: Any, to: Any) -> str:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in (to(lon, lat) for lon, lat in ring.coords))
    return f'<polygon points="{points}" fill="#f4f4f0" stroke="#222" stroke-width="2"/>'


def _above(one: Mark) -> int:
    """What matters is drawn last."""
    order = ("lamp", "camera", "manhole", "hydrant", "house", "hazard", "shelter", "people")
    return order.index(one.kind) if one.kind in order else 0


def _mark(one: Mark, x: float, y: float) -> str:
    if not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
        return ""
    return _shape(one.kind, x, y) + _label(one, x, y)


_SHAPES = {
    "house": '<rect x="-3" y="-3" width="6" height="6" fill="#999"/>',
    "hazard": '<path d="M0 -8l8 14h-16z" fill="#fff" stroke="#222" stroke-width="2"/>',
    "people": '<circle r="9" fill="#222"/>',
    "shelter": '<rect x="-9" y="-9" width="18" height="18" fill="#fff" stroke="#222" stroke-width="3"/>',
    "hydrant": '<circle r="4" fill="#fff" stroke="#555" stroke-width="1.5"/>',
    "manhole": '<path d="M-4 -4l8 8m0 -8l-8 8" stroke="#555" stroke-width="1.2"/>',
    "other": '<circle r="1.6" fill="#bbb"/>',
}


def _shape(kind: str, x: float, y: float) -> str:
    return f'<g transform="translate({x:.1f} {y:.1f})">{_SHAPES.get(kind, _SHAPES["other"])}</g>'


def _label(one: Mark, x: float, y: float) -> str:
    if not one.label:
        return ""
    inside = one.kind == "people"
    place = (
        f'x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" fill="#fff"'
        if inside
        else f'x="{x + 11:.1f}" y="{y + 4:.1f}"'
    )
    return f"<text {place}>{_safe(one.label)}</text>"


def _scale(per_metre: float) -> str:
    metres = max((one for one in _SCALES if one * per_metre <= 200), default=_SCALES[0])
    long = metres * per_metre
    y = HEIGHT - 18
    return (
        f'<path d="M24 {y - 5:.0f}v5h{long:.1f}v-5" fill="none" stroke="#222" stroke-width="1.5"/>'
        f'<text x="{30 + long:.1f}" y="{y:.0f}">{metres} m</text>'
    )


def _safe(words: str) -> str:
    """Written as a text, whatever somebody called their building."""
    kept = "".join(one for one in words if one >= " ")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
