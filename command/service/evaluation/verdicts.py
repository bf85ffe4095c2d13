"""The chapters of the report on a drill that say what to make of it: people, notes, problems, improvements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command.domain.drill.evaluation.problems import Problem
from command.domain.drill.evaluation.problems import problems as found_in
from command.service.evaluation import charts
from command.service.evaluation.chapters import MOST_LINES, or_none, plain
from command.service.evaluation.document import Block, Chart, Heading, Mark, Points, Table, Text, Word

if TYPE_CHECKING:
    from command.service.evaluation.telling import Source


def people(source: Source) -> list[Block]:
    """六: contact tests, who was not reached, who was taken out by real work."""
    say, made = source.say, source.made
    blocks: list[Block] = [Heading(say("c.people")), *_contacts(source)]
    lost = [one for one in made.people if one.was_unreachable]
    blocks.append(Heading(say("unreachable", n=len(lost)), level=2))
    head = ["name", "role", "area", "offered", "unanswered", "silent", "not_reached", "lost", "absent"]
    rows = [
        [
            source.name(one.person) or one.person,
            say.of("role", one.roles[0]) if one.roles else "",
            source.area(one.areas[0]) if one.areas else "",
            *(str(n) for n in (one.offered, one.unanswered, one.silent, one.not_reached, one.lost, one.absent)),
        ]
        for one in lost
    ]
    blocks.append(or_none(source, [say(f"h.{one}") for one in head], rows, [2.2, 2.2, 4, 1.3, 1.5, 1.5, 1.5, 1.3, 1.5]))
    taken = [one for one in made.people if one.taken_at is not None]
    blocks.append(Heading(say("taken", n=len(taken)), level=2))
    rows = [
        [source.name(one.person) or one.person, source.time(one.taken_at, "%H:%M:%S"), say.of("why", one.taken_why)]
        for one in taken
    ]
    blocks.append(or_none(source, [say("h.name"), say("h.time"), say("h.taken")], rows, [3, 3, 6]))
    return [*blocks, Text(say("taken_note"), small=True)]


def _contacts(source: Source) -> list[Block]:
    say, made = source.say, source.made
    if not made.asked:
        return []
    blocks: list[Block] = [Heading(say("contact"), level=2)]
    svg = charts.contacts(made, say)
    blocks += [Chart(svg, say("chart.contacts"))] if svg else []
    head = [say(f"h.{one}") for one in ("test", "time", "asked", "answered", "in_time", "p50", "p90", "way")]
    tests = [(made.plan.name, made.started_at, made.contacts)]
    tests += [(one.name, one.started_at, one.contacts) for one in source.comparison.earlier if one.contacts.asked]
    rows: list[list[Word]] = []
    for name, at, one in tests:
        ways = "、".join(f"{say.of('way', way)} {n}" for way, n in one.ways.items())
        numbers = [str(one.asked), str(one.answered), str(one.in_time)]
        rows.append([name, source.time(at, "%m-%d %H:%M"), *numbers, say.lasting(one.p50), say.lasting(one.p90), ways])
    blocks.append(Table(head, rows, [4, 2.4, 1.6, 1.6, 1.8, 1.6, 1.6, 3]))
    blocks += _by_area(source)
    silent = [one for one in made.asked if one.took_s is None and not one.taken]
    blocks.append(Heading(say("contact_no", n=len(silent)), level=2))
    named = [
        [one.name or one.person, say.of("role", one.role), source.area(one.area), say.of("way", one.way)]
        for one in silent
    ]
    head = [say("h.name"), say("h.role"), say("h.area"), say("h.way")]
    return [*blocks, or_none(source, head, named, [2.5, 2.5, 5, 2])]


def _by_area(source: Source) -> list[Block]:
    say = source.say
    counts: dict[str, list[int]] = {}
    for one in source.made.asked:
        if not one.taken:
            row = counts.setdefault(one.area[:9], [0, 0])
            row[0] += 1
            row[1] += one.took_s is not None
    rows = [[source.area(area), str(asked), str(n)] for area, (asked, n) in sorted(counts.items())]
    return [Table([say("by_area"), say("h.asked"), say("h.answered")], plain(rows), [6, 2, 2])] if rows else []


def notes(source: Source) -> list[Block]:
    """七: what observers wrote."""
    say = source.say
    numbers = {one.id: one for one in source.made.injects}
    rows = []
    for one in source.said.notes:
        about = numbers.get(one.inject)
        seen = "" if one.seen is None else ("✓ " if one.seen else "✗ ")
        observer = one.by_name or source.name(one.by) or one.by
        rows.append(
            [source.time(one.at, "%m-%d %H:%M:%S"), str(about.number) if about else "", seen + one.text, observer]
        )
    head = [say("h.time"), say("h.inject"), say("h.note"), say("h.observer")]
    return [Heading(say("c.notes")), or_none(source, head, rows, [2.6, 1.2, 8, 2])]


def problems(source: Source) -> list[Block]:
    """八: what went wrong, by rule."""
    say = source.say
    found = found_in(source.made)
    blocks: list[Block] = [Heading(say("c.problems")), Text(say("auto_problems"), small=True)]
    if not found:
        return [*blocks, Text(say("none"))]
    blocks.append(Points([problem_words(source, one) for one in found[:MOST_LINES]]))
    more = len(found) - MOST_LINES
    return [*blocks, Text(say("more", n=more), small=True)] if more > 0 else blocks


def problem_words(source: Source, one: Problem) -> str:
    """A problem in a sentence."""
    say = source.say
    who = source.name(one.who) or one.who
    names = [source.name(each) or each for each in one.people]
    return say(
        f"p.{one.kind}",
        n=one.inject,
        title=one.title,
        what=say.of("what", one.what) if one.what else "",
        who=(f" ({who})" if say.english else f"（{who}）") if who else "",
        over=say.lasting(one.over_s),
        times=one.times,
        people="、".join(names[:12]) + ("…" if len(names) > 12 else ""),
    )


def improvements(source: Source) -> list[Block]:
    """九: what will be done better, by whom and when."""
    say = source.say
    rows = [
        [
            str(n),
            one.text,
            one.owner_name or source.name(one.owner) or one.owner or "—",
            source.time(one.due, "%Y-%m-%d"),
            say.of("done", one.done),
        ]
        for n, one in enumerate(source.said.improvements, 1)
    ]
    head = [say("h.number"), say("h.measure"), say("h.owner"), say("h.due"), say("h.state")]
    own = [Heading(say("c.improve")), or_none(source, head, rows, [1, 7.5, 2, 2.2, 1.6])]
    return [*own, *_outstanding(source)]


def _outstanding(source: Source) -> list[Block]:
    """And what earlier drills were to make better, and nobody has said is done."""
    say = source.say
    rows: list[list[Word]] = [
        [
            str(n),
            f"{one.drill}（{source.time(one.started_at, '%Y-%m-%d')}）",
            one.text,
            one.owner_name or source.name(one.owner) or one.owner or "—",
            source.time(one.due, "%Y-%m-%d"),
            Mark(say("overdue"), "missed") if one.overdue else say.of("done", False),
        ]
        for n, one in enumerate(source.outstanding, 1)
    ]
    told = Text(say("outstanding", n=len(rows), late=sum(one.overdue for one in source.outstanding)))
    if not rows:
        return [Text(say("no_outstanding"), small=True)]
    head = [say(f"h.{one}") for one in ("number", "drill", "measure", "owner", "due", "state")]
    return [told, Table(head, rows, [1, 3.4, 5.2, 1.8, 2.2, 1.4])]


def conclusion(source: Source) -> list[Block]:
    """十: what those who led it say."""
    say, said = source.say, source.said
    blocks: list[Block] = [Heading(say("c.conclusion")), Text(said.conclusion or say("not_written"))]
    if said.conclusion:
        blocks.append(Text(say("signed", by=said.concluded_by, at=source.time(said.concluded_at)), small=True))
    return [*blocks, Text(say("signature"))]
