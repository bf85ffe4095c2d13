"""Which response level a warning proposes: a table of data, not a rule. Our own default [D], never statutory.

Domain facts §4: blue → Ⅳ, yellow → Ⅲ, orange → Ⅱ, red → Ⅰ, a practice seen in Guangdong. The province's numbered
notices are another ladder; that their numbers lead to the same levels is our default too.
"""

from msgspec import Struct

from command.domain.facts.warnings import NoticeGrade, ResponseLevel, SignalColour

BY_SIGNAL: dict[SignalColour, ResponseLevel] = {"blue": 4, "yellow": 3, "orange": 2, "red": 1}
BY_NOTICE: dict[NoticeGrade, ResponseLevel] = {"grade4": 4, "grade3": 3, "grade2": 2, "grade1": 1}
HAZARDS = frozenset({"typhoon", "rainstorm"})
"""Hazards that there is a response plan for: only these propose a level."""
SOURCE = "D"


class Levels(Struct, frozen=True):
    """The table of one response plan. `source`: its trust mark or the plan and version that it stands in."""

    by_signal: dict[SignalColour, ResponseLevel]
    by_notice: dict[NoticeGrade, ResponseLevel]
    source: str = SOURCE


DEFAULT = Levels(BY_SIGNAL, BY_NOTICE)
