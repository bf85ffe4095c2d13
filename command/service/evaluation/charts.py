"""The charts of the report on a drill, each a function from the evaluation to SVG; None where there is nothing."""

from datetime import datetime

from command.domain.drill.evaluation.comparing import Comparison
from command.domain.drill.evaluation.entry import Pauses
from command.domain.drill.evaluation.whole import OUTCOMES, Evaluation, Injected
from command.domain.figures import DEFINITIONS, Figure
from command.service.evaluation.svg import EARLIER, INK, RULE, SOFT, TONES, WIDTH, Drawing, steps
from command.service.evaluation.words import Speech

_LEFT, _RIGHT = 96.0, 60.0
_GRAVITY = ("missed", "late", "open", "met")
_COMPARED: tuple[Figure, ...] = ("to_accept", "to_arrive", "to_help", "to_finish")


def course(made: Evaluation, say: Speech) -> str | None:
    """Injects over the exercise's clock, in a lane by kind, coloured by the worst that came of them; pauses and
    switches of the level as lines."""
    given = [one for one in made.injects if one.given_at is not None]
    if not given:
        return None
    lanes = list(dict.fromkeys(one.kind for one in given))
    drawing = Drawing(74 + 26 * len(lanes))
    top = max(made.lasted_s / 60, 1)
    ticks = steps(top, 10)
    scale = (WIDTH - _LEFT - _RIGHT) / max(ticks[-1], 1)
    low = 30 + 26 * len(lanes)
    for tick in ticks:
        x = _LEFT + tick * scale
        drawing.line(x, 22, x, low)
        drawing.say(x, low + 15, f"{tick:g}", size=10, ink=SOFT, at="middle")
    drawing.say(WIDTH - 8, low + 15, say("minutes"), size=10, ink=SOFT, at="end")
    for line in made.timeline:
        x = _LEFT + line.offset_s / 60 * scale
        if line.kind == "switched":
            drawing.line(x, 20, x, low, ink=INK, wide=1.4, dash="4 3")
            drawing.say(x + 3, 18, say.of("level", line.level), size=9.5)
        elif line.kind == "paused":
            drawing.line(x, 22, x, low, ink=TONES["missed"], wide=1.4, dash="1 2")
    for row, kind in enumerate(lanes):
        y = 43 + 26 * row
        drawing.say(_LEFT - 10, y + 4, kind_name(kind, say), at="end")
        drawing.line(_LEFT, y, WIDTH - _RIGHT, y)
        for one in given:
            if one.kind == kind:
                drawing.dot(_LEFT + _offset_s(made, one.given_at) / 60 * scale, y, TONES[_worst(one)])
    drawing.legend(low + 36, [(TONES[one], say.of("outcome", one)) for one in _GRAVITY])
    return drawing.svg()


def _offset_s(made: Evaluation, at: datetime | None) -> float:
    pauses = Pauses()
    pauses.pauses, pauses.ended_at = made.pauses, made.ended_at
    return pauses.elapsed_s(made.started_at, at or made.started_at)


def _worst(one: Injected) -> str:
    found = {each.outcome for each in one.expected}
    return next((outcome for outcome in _GRAVITY if outcome in found), "open")


def outcomes(made: Evaluation, say: Speech) -> str | None:
    """A bar for everything that was expected, divided by what came of it; the numbers are in the bars."""
    rows = [one for one in made.counts if one.all]
    if not rows:
        return None
    drawing = Drawing(34 + 24 * len(rows))
    wide = WIDTH - _LEFT - _RIGHT
    for n, row in enumerate(rows):
        y, x = 6 + 24 * n, _LEFT
        drawing.say(
            _LEFT - 10, y + 13, say("all") if row.what is None else say.of("what", row.what), at="end", bold=not n
        )
        for outcome in OUTCOMES:
            count = getattr(row, outcome)
            part = wide * count / row.all
            drawing.box(x, y, part, 17, TONES[outcome], edge="#ffffff")
            if part > 14:
                light = outcome in ("met", "missed")
                drawing.say(x + part / 2, y + 12.5, str(count), size=10.5, at="middle", ink="#ffffff" if light else INK)
            x += part
        if row.judged:
            drawing.say(WIDTH - 8, y + 13, f"{row.met / row.judged:.0%}", at="end", bold=not n)
    drawing.legend(24 + 24 * len(rows), [(TONES[one], say.of("outcome", one)) for one in OUTCOMES])
    return drawing.svg()


def times(made: Evaluation, say: Speech) -> str | None:
    """P50 and P90 of what was done as bars, the limit as a mark across them."""
    rows = [one for one in made.counts if one.what is not None and one.p50 is not None]
    if not rows:
        return None
    drawing = Drawing(58 + 34 * len(rows))
    ticks = steps(max(max(one.p90 or 0, one.limit_s or 0) for one in rows) / 60)
    scale, low = (WIDTH - _LEFT - _RIGHT) / max(ticks[-1], 0.1), 8 + 34 * len(rows)
    for tick in ticks:
        drawing.line(_LEFT + tick * scale, 4, _LEFT + tick * scale, low)
        drawing.say(_LEFT + tick * scale, low + 14, f"{tick:g}", size=10, ink=SOFT, at="middle")
    drawing.say(WIDTH - 8, low + 14, say("minutes"), size=10, ink=SOFT, at="end")
    for n, row in enumerate(rows):
        y, limit = 8 + 34 * n, row.limit_s or 0
        drawing.say(_LEFT - 10, y + 16, say.of("what", row.what), at="end")
        for high, value, name in ((0, row.p50 or 0, "P50"), (12, row.p90 or 0, "P90")):
            over = value > limit
            drawing.box(_LEFT, y + high, value / 60 * scale, 10, TONES["late" if over else "met"])
            end = max(value, limit) if value <= limit < value + 75 * 60 / scale else value  # clear of the limit's mark
            drawing.say(_LEFT + end / 60 * scale + 5, y + high + 9, f"{name} {say.lasting(value)}", size=9.5)
        x = _LEFT + limit / 60 * scale
        drawing.line(x, y - 3, x, y + 25, ink=TONES["missed"], wide=2)
    items = [("met", say.of("outcome", "met")), ("late", say.of("outcome", "late")), ("missed", say("limit"))]
    drawing.legend(low + 38, [(TONES[tone], words) for tone, words in items])
    return drawing.svg()


def compared(comparison: Comparison, say: Speech) -> str | None:
    """P50 of answering, travelling, arriving and finishing: this drill, at most three earlier ones, real work."""
    rows = [one for one in comparison.rows if one.figure in _COMPARED and one.priority == 0]
    names = [(TONES["this"], say("this"))]
    names += [(EARLIER[n], one.name[:14]) for n, one in enumerate(comparison.earlier[:3])]
    names += [(TONES["real"], say("real"))] if comparison.real is not None else []
    found = {one.figure: [one.this, *one.earlier[:3], *([one.real] if comparison.real else [])] for one in rows}
    values = [cell.value for cells in found.values() for cell in cells if cell is not None and cell.value is not None]
    if not values:
        return None
    each = 11.0 * len(names) + 14
    drawing = Drawing(46 + each * len(rows))
    ticks = steps(max(values) / 60)
    scale, low = (WIDTH - _LEFT - _RIGHT) / max(ticks[-1], 0.1), 6 + each * len(rows)
    for tick in ticks:
        drawing.line(_LEFT + tick * scale, 4, _LEFT + tick * scale, low, ink=RULE)
        drawing.say(_LEFT + tick * scale, low + 13, f"{tick:g}", size=10, ink=SOFT, at="middle")
    for n, row in enumerate(rows):
        y = 6 + each * n
        name = DEFINITIONS[row.figure]
        drawing.say(_LEFT - 10, y + each / 2, name.name_en if say.english else name.name, at="end", size=10)
        for bar, cell in enumerate(found[row.figure]):
            value = cell.value if cell is not None else None
            if value is not None:
                drawing.box(_LEFT, y + 11 * bar, value / 60 * scale, 9.5, names[bar][0])
                drawing.say(_LEFT + value / 60 * scale + 4, y + 11 * bar + 8.5, say.lasting(value), size=9)
    drawing.legend(low + 34, names)
    return drawing.svg()


def contacts(made: Evaluation, say: Speech) -> str | None:
    """How many of those who were asked had answered, second by second."""
    took = sorted(one.took_s for one in made.asked if one.took_s is not None and not one.taken)
    if not took:
        return None
    drawing = Drawing(230)
    limit = made.contacts.within_s
    ticks = steps(max(took[-1], limit or 0) / 60)
    scale, low, high = (WIDTH - _LEFT - _RIGHT) / max(ticks[-1], 0.1), 190.0, 160.0
    for tick in ticks:
        drawing.line(_LEFT + tick * scale, low - high, _LEFT + tick * scale, low)
        drawing.say(_LEFT + tick * scale, low + 14, f"{tick:g}", size=10, ink=SOFT, at="middle")
    for share in (0, 0.5, 1):
        drawing.line(_LEFT, low - high * share, WIDTH - _RIGHT, low - high * share)
        drawing.say(_LEFT - 8, low - high * share + 4, f"{share:.0%}", size=10, ink=SOFT, at="end")
    points, of = [(_LEFT, low)], made.contacts.asked
    for n, one in enumerate(took, 1):
        x = _LEFT + one / 60 * scale
        points += [(x, points[-1][1]), (x, low - high * n / of)]
    points.append((WIDTH - _RIGHT, points[-1][1]))
    drawing.path(points, ink=TONES["this"])
    if limit is not None:
        x = _LEFT + limit / 60 * scale
        drawing.line(x, low - high - 6, x, low, ink=TONES["missed"], wide=2)
        drawing.say(x + 4, low - high - 2, f"{say('limit')} {say.lasting(limit)}", size=10, ink=TONES["missed"])
    drawing.say(WIDTH - 8, low + 14, say("minutes"), size=10, ink=SOFT, at="end")
    drawing.say(WIDTH - _RIGHT, points[-1][1] - 6, f"{len(took)} / {of}", at="end", bold=True)
    return drawing.svg()


_KINDS = {
    "report": ("报告", "report"),
    "call": ("来电", "call"),
    "warning": ("预警", "warning"),
    "track": ("台风路径", "track"),
    "order": ("上级命令", "order"),
    "road": ("道路封闭", "closed road"),
    "silent": ("人员失联", "silence"),
    "message": ("信息", "message"),
    "contact": ("点名", "contact test"),
}


def kind_name(kind: str, say: Speech) -> str:
    """What an inject is."""
    return _KINDS.get(kind, (kind, kind))[say.english]
