"""The district's figures: what became of every incident, and the indicators made of it. Pure.

A *case* is one incident as the figures see it, folded from its facts; a *happening* is one thing that took place at one
moment and can be counted. Rates and durations are formulas over cases, counts are counts of happenings. A figure is
always a set of incidents, so any figure can open them. Exercises have a ledger of their own and are never read.
"""

from command.domain.figures.case import Case
from command.domain.figures.definition import Definition, Figure
from command.domain.figures.definitions import DEFINITIONS
from command.domain.figures.follow import FOLLOWED, VERSION, follow
from command.domain.figures.grouping import BY, By, key_of
from command.domain.figures.happening import Happening, HappeningKind
from command.domain.figures.measures import MEASURES, Mark
from command.domain.figures.period import Period
from command.domain.figures.table import Cell, Part, Tally, percentile

__all__ = [
    "BY",
    "DEFINITIONS",
    "FOLLOWED",
    "MEASURES",
    "VERSION",
    "By",
    "Case",
    "Cell",
    "Definition",
    "Figure",
    "Happening",
    "HappeningKind",
    "Mark",
    "Part",
    "Period",
    "Tally",
    "follow",
    "key_of",
    "percentile",
]
