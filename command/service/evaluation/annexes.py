"""The annexes of the report on a drill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from command.domain.drill.evaluation.measuring import SHOWN
from command.domain.figures import DEFINITIONS
from command.service.evaluation.chapters import what_of
from command.service.evaluation.document import Block, Heading, Table, Word

if TYPE_CHECKING:
    from command.service.evaluation.telling import Source


def timeline(source: Source) -> list[Block]:
    """附录一: everything in order."""
    say = source.say
    rows: list[list[Word]] = [
        [source.time(one.at, "%H:%M:%S"), say.lasting(one.offset_s), what_of(source, one), str(one.number)]
        for one in source.made.timeline
    ]
    head = [say("h.time"), say("h.offset"), say("h.what"), say("ledger")]
    return [Heading(say("c.annex_time"), new_page=True), Table(head, rows, [2, 2, 9, 1.8])]


def participants(source: Source) -> list[Block]:
    """附录二: everybody, with what they were asked and did."""
    say = source.say
    rows: list[list[Word]] = [
        [
            source.name(one.person) or one.person,
            say.of("part", one.part),
            "、".join(say.of("role", role) for role in one.roles),
            source.area(one.areas[0]) if one.areas else "",
            str(one.offered),
            str(one.accepted),
        ]
        for one in source.made.people
    ]
    head = [say("h.name"), say("h.part"), say("h.role"), say("h.area"), say("h.offered"), say("h.accepted")]
    return [Heading(say("c.annex_people")), Table(head, rows, [2.4, 1.6, 3, 5, 1.4, 1.4])]


def formulas(source: Source) -> list[Block]:
    """附录三: what each figure is."""
    say = source.say
    rows: list[list[Word]] = []
    for figure in SHOWN:
        one = DEFINITIONS[figure]
        name, formula = (one.name_en, one.formula_en) if say.english else (one.name, one.formula)
        rows.append([name, formula, f"[{one.source}]"])
    head = [say("h.figure"), say("h.formula"), say("h.source")]
    return [Heading(say("c.annex_formulas")), Table(head, rows, [3, 10, 1.2])]
