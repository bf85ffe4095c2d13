"""Injects put in order and numbered: what every way of making a script ends with."""

from collections.abc import Iterable
from typing import Literal

from command.domain.facts.script import Content, Expectation, Inject, Script

Line = tuple[float, str, Content, list[Expectation]]
"""Seconds after STARTEX, title, content, what is expected."""
MOST = 2000


def arranged(
    name: str,
    scenario: str,
    source: Literal["risks", "ledger", "shipped"],
    origin: str,
    lines: Iterable[Line],
    note: str = "",
) -> Script:
    """A script of these lines in the order of their time, numbered from 1."""
    ordered = sorted(lines, key=lambda one: one[0])[:MOST]
    injects = [
        Inject(number=n, offset_s=round(at), title=title, content=content, expected=expected, note=note)
        for n, (at, title, content, expected) in enumerate(ordered, 1)
    ]
    return Script(name=name, scenario=scenario, source=source, origin=origin[:200], injects=injects)
