"""The chapters of the report on a drill that say what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command.domain.drill.evaluation.moments import Moment
from command.domain.drill.evaluation.reached import Person
from command.domain.drill.evaluation.whole import Injected
from command.domain.facts.drill import Assessed
from command.domain.figures import DEFINITIONS, Cell, Figure
from command.service.evaluation import charts
from command.service.evaluation.document import Block, Chart, Heading, Mark, Pairs, Table, Text, Word

if TYPE_CHECKING:
    from command.service.evaluation.telling import Source

MOST_LINES = 60


def overview(source: Source) -> list[Block]:
    """一: what was held, when, by whom."""
    say, made = source.say, source.made
    plan = made.plan
    parts = {part: [one for one in made.people if one.part == part] for part in ("player", "director", "observer")}
    names = "、".join(source.name(one.person) or one.person for one in parts["director"][:8])
    watching = "、".join(source.name(one.person) or one.person for one in parts["observer"][:8])
    rows = [
        (say("name"), plan.name),
        (say("time"), f"{source.time(made.started_at)} — {source.time(made.ended_at)}"),
        (say("lasted"), say.lasting(made.lasted_s)),
        (say("paused"), say("pauses_n", n=len(made.pauses), time=say.lasting(made.paused_s)) if made.pauses else "0"),
        (say("form"), say.of("form", plan.form)),
        (say("scope"), say.of("scope", plan.scope)),
        (say("purpose"), say.of("purpose", plan.purpose)),
        (say("script"), made.script or "—"),
        (say("level"), say.of("level", plan.level)),
        (say("compression"), f"{plan.compression:g}×"),
        (say("players"), _n_of(source, parts["player"])),
        (say("directors"), f"{say('people_n', n=len(parts['director']))} {names}"),
        (say("observers"), f"{say('people_n', n=len(parts['observer']))} {watching}"),
        (say("units"), _units(source)),
        (say("end"), say.of("end", made.end_why) if made.end_why else "—"),
    ]
    if plan.overridden:
        rows.append((say("overridden"), plan.overridden))
    return [Heading(say("c.overview")), Pairs(rows)]


def _n_of(source: Source, people: list[Person]) -> str:
    counts: dict[str, int] = {}
    for one in people:
        role = source.say.of("role", one.roles[0]) if one.roles else "—"
        counts[role] = counts.get(role, 0) + 1
    by_role = "、".join(f"{role} {n}" for role, n in sorted(counts.items(), key=lambda item: -item[1]))
    return f"{source.say('people_n', n=len(people))}（{by_role}）" if counts else source.say("people_n", n=0)


def _units(source: Source) -> str:
    units = source.made.plan.units
    names = "、".join(source.name(one) or one for one in units[:10])
    return f"{source.say('units_n', n=len(units))} {names}".strip()


def goals(source: Source) -> list[Block]:
    """二: what it was for, and how it is judged."""
    say = source.say
    return [
        Heading(say("c.goals")),
        Text(source.made.plan.goal or say("no_goal")),
        Text(say("basis"), small=True),
        Text(say("verdicts"), small=True),
    ]


def course(source: Source) -> list[Block]:
    """三: how it went."""
    say, injects = source.say, source.made.injects
    given = sum(one.given_at is not None for one in injects)
    skipped = sum(one.state == "skipped" for one in injects)
    added = sum(bool(one.added_by) for one in injects)
    rest = len(injects) - given - skipped
    told = Text(say("given_n", all=len(injects), given=given, skipped=skipped, rest=rest, added=added))
    svg = charts.course(source.made, say)
    key = [one for one in source.made.timeline if one.kind in _KEY]
    rows = [
        [source.time(one.at, "%H:%M:%S"), say.lasting(one.offset_s), what_of(source, one)] for one in key[:MOST_LINES]
    ]
    table = Table([say("h.time"), say("h.offset"), say("h.what")], plain(rows), [2, 2, 10])
    return [Heading(say("c.course")), told, *([Chart(svg, say("chart.course"))] if svg else []), table]


_KEY = {"started", "paused", "resumed", "taken", "back", "proposed", "switched", "lost", "sos", "failed", "ended"}


def what_of(source: Source, one: Moment) -> str:
    """A line of the timeline in words."""
    say = source.say
    text = say.of("why", one.text) if one.kind in ("paused", "taken", "ended") else one.text
    who = source.name(one.who) or one.who
    level = say.of("level", one.level)
    return say.of(
        "moment", one.kind, n=one.inject, text=text, who=who, level=level, tier=say.of("tier", one.level)
    ).strip()


def injects(source: Source) -> list[Block]:
    """四: inject by inject what was expected, and what came of it."""
    say, everything = source.say, source.made.counts[0]
    rate = f"{everything.met / everything.judged:.0%}" if everything.judged else "—"
    told = say(
        "summary",
        all=everything.all,
        judged=everything.judged,
        rate=rate,
        **{one: getattr(everything, one) for one in ("met", "late", "missed", "open", "not_given")},
    )
    blocks: list[Block] = [Heading(say("c.injects")), Text(told)]
    svg = charts.outcomes(source.made, say)
    if svg is not None:
        blocks.append(Chart(svg, say("chart.outcomes")))
    head = ["number", "inject", "given", "expected", "within", "by", "took", "outcome"]
    rows = [row for one in source.made.injects for row in _inject_rows(source, one)]
    blocks.append(Table([say(f"h.{one}") for one in head], rows, [1, 5, 2, 3.2, 1.7, 2.4, 1.7, 1.7]))
    return blocks


def _inject_rows(source: Source, one: Injected) -> list[list[Word]]:
    say = source.say
    state = source.time(one.given_at, "%H:%M:%S") if one.given_at is not None else say.of("state", one.state)
    head: list[Word] = [str(one.number), one.title, state]
    rest: list[Word] = ["", "", ""]
    if not one.expected:
        return [[*head, "—", "", "", "", ""]]
    return [[*(rest if n else head), *_expected(source, each)] for n, each in enumerate(one.expected)]


def _expected(source: Source, one: Assessed) -> list[Word]:
    say, wanted = source.say, one.expectation
    who = f"·{source.name(wanted.who) or wanted.who}" if wanted.who else ""
    value = f" {wanted.value}" if wanted.value else ""
    return [
        f"{say.of('what', wanted.what)}{value}{who}",
        say.lasting(wanted.within_s),
        source.name(one.by) or one.by,
        say.lasting(one.took_s),
        Mark(say.of("outcome", one.outcome), one.outcome),
    ]


def figures(source: Source) -> list[Block]:
    """五: the figures, beside those of other drills and of real work."""
    say, compared = source.say, source.comparison
    blocks: list[Block] = [Heading(say("c.figures"))]
    svg = charts.times(source.made, say)
    blocks += [Chart(svg, say("chart.times"))] if svg else []
    blocks += _by_kind(source)
    svg = charts.compared(compared, say)
    blocks += [Chart(svg, say("chart.compare"))] if svg else []
    head = [say("h.figure"), say("h.this"), *(f"{one.name}" for one in compared.earlier[:3]), say("h.real")]
    rows: list[list[Word]] = []
    for row in compared.rows:
        name = figure_name(source, row.figure, row.priority)
        cells = [row.this, *row.earlier[:3], row.real]
        rows.append([name, *(cell_words(source, row.figure, cell) for cell in cells)])
    blocks.append(Table(head, rows, [4.5, *(3.0 for _ in head[1:])]))
    real = compared.real
    if real is not None:
        period = {"start": source.time(real.start, "%Y-%m-%d"), "end": source.time(real.end, "%Y-%m-%d %H:%M")}
        blocks.append(Text(say("real_period", **period), small=True))
    else:
        blocks.append(Text(say("no_real"), small=True))
    return blocks if compared.earlier else [*blocks, Text(say("no_earlier"), small=True)]


def _by_kind(source: Source) -> list[Block]:
    say = source.say
    head = [say("by_kind"), *(say.of("outcome", one) for one in ("met", "late", "missed", "open", "not_given"))]
    head += [say("h.rate"), "P50", "P90", say("h.limit")]
    rows: list[list[Word]] = []
    for one in source.made.counts:
        if not one.all:
            continue
        name = say("all") if one.what is None else say.of("what", one.what)
        numbers = [str(n) for n in (one.met, one.late, one.missed, one.open, one.not_given)]
        rate = f"{one.met / one.judged:.0%}" if one.judged else "—"
        times = [] if one.what is None else [say.lasting(x) for x in (one.p50, one.p90, one.limit_s)]
        rows.append([name, *numbers, rate, *(times or ["", "", ""])])
    return [Table(head, rows, [2.6, *(1.5 for _ in range(5)), 1.6, 1.8, 1.8, 2.2])] if rows else []


def figure_name(source: Source, figure: Figure, priority: int = 0) -> str:
    """A figure in the report's language, with the priority it is of."""
    definition = DEFINITIONS[figure]
    name = definition.name_en if source.say.english else definition.name
    return f"{name}（{source.say('priority', n='ⅠⅡⅢⅣ'[priority - 1])}）" if priority else name


def cell_words(source: Source, figure: Figure, cell: Cell | None) -> str:
    """A figure as it is read: `12`, `80% (4/5)`, `3′05″ / 6′10″ (n=4)`."""
    if cell is None:
        return "—"
    kind = DEFINITIONS[figure].kind
    if kind == "count":
        return str(cell.n)
    if cell.value is None:
        return "—"
    if kind == "rate":
        return f"{cell.value:.0%} ({cell.n}/{cell.of})"
    return f"{source.say.lasting(cell.value)} / {source.say.lasting(cell.p90)} (n={cell.of})"


def plain(rows: list[list[str]]) -> list[list[Word]]:
    """Rows without tones."""
    return [list(row) for row in rows]


def or_none(source: Source, head: list[str], rows: list[list[str]], widths: list[float]) -> Block:
    """A table; or that there is nothing."""
    return Table(head, plain(rows), widths) if rows else Text(source.say("none"))
