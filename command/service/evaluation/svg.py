"""Drawing by hand, in SVG: charts for paper that need no network, no browser and no colours to be read."""

from collections.abc import Iterable

WIDTH = 680.0
"""Of every chart; a unit prints as a quarter of a millimetre."""
INK, SOFT, RULE = "#222222", "#666666", "#cfd6dc"
TONES = {
    "met": "#2f7d4f",
    "late": "#e8a33d",
    "missed": "#c23b2e",
    "open": "#9aa5ae",
    "not_given": "#dfe4e8",
    "this": "#1f5f99",
    "real": "#7a7a7a",
}
EARLIER = ("#6da3d1", "#9dc3e0", "#c9def0")


class Drawing:
    """A sheet so high (units) with things on it."""

    def __init__(self, height: float) -> None:
        self.height = height
        self._parts: list[str] = []

    def line(
        self, x1: float, y1: float, x2: float, y2: float, *, ink: str = RULE, wide: float = 1, dash: str = ""
    ) -> None:
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self._parts.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" '
            f'stroke="{ink}" stroke-width="{wide}"{dashed}/>'
        )

    def box(self, x: float, y: float, wide: float, high: float, fill: str, *, edge: str = "none") -> None:
        self._parts.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(high, 0):.1f}" fill="{fill}" '
            f'stroke="{edge}" stroke-width="0.8"/>'
        )

    def dot(self, x: float, y: float, fill: str, *, r: float = 4.5) -> None:
        self._parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r}" fill="{fill}" stroke="#fff" stroke-width="0.8"/>'
        )

    def path(self, points: Iterable[tuple[float, float]], *, ink: str, wide: float = 2) -> None:
        drawn = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        self._parts.append(f'<polyline points="{drawn}" fill="none" stroke="{ink}" stroke-width="{wide}"/>')

    def say(
        self, x: float, y: float, words: str, *, size: float = 11, ink: str = INK, at: str = "start", bold: bool = False
    ) -> None:
        weight = ' font-weight="700"' if bold else ""
        self._parts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{ink}" text-anchor="{at}"{weight}>'
            f"{safe(words)}</text>"
        )

    def legend(self, y: float, items: list[tuple[str, str]], x: float = 8) -> None:
        """Colours and what they mean, in a row."""
        for fill, words in items:
            self.box(x, y - 9, 11, 11, fill, edge=SOFT)
            self.say(x + 16, y, words, size=10.5, ink=SOFT)
            x += 30 + sum(11.0 if letter > "\u2e80" else 6.2 for letter in words)

    def svg(self) -> str:
        """The whole of it."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:.0f} {self.height:.0f}" '
            f'width="{WIDTH:.0f}" height="{self.height:.0f}" font-family="Noto Sans SC">'
            f'<rect width="{WIDTH:.0f}" height="{self.height:.0f}" fill="#fff"/>{"".join(self._parts)}</svg>'
        )


def safe(words: str) -> str:
    """Written as a text, whatever somebody called their inject."""
    kept = "".join(one for one in words if one >= " ")
    return kept.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def steps(top: float, most: int = 8) -> list[float]:
    """Round numbers from 0 to `top`, at most so many."""
    if top <= 0:
        return [0.0, 1.0]
    size = 1.0
    while top / size > most:
        size = next(one for one in _sizes(size) if one > size)
    count = int(top / size) + (top % size > 0)
    return [size * n for n in range(count + 1)]


def _sizes(size: float) -> list[float]:
    found, base = [], 1.0
    while base <= size * 10:
        found += [base, base * 2, base * 5]
        base *= 10
    return found
