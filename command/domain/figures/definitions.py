"""What each figure is: its name, its formula in words and where the formula comes from, in both languages.

[P] practice seen in city systems, [D] our own default; none is the wording of a standard. Screens and workbook show
these words, `docs/figures.md` is made from them.
"""

from typing import get_args

from command.domain.figures.definition import Definition, Figure
from command.domain.figures.measures import Measured
from command.domain.figures.words_counts import COUNTS
from command.domain.figures.words_rates import RATES

_PHASES: list[tuple[Measured, str, str, str, str]] = [
    ("to_file", "上报→立案", "Report → filed", "上报至立案", "from the report to its filing"),
    ("to_offer", "立案→派单", "Filed → offered", "立案至首次派单", "from filing to the first offer"),
    (
        "to_accept",
        "派单→接单",
        "Offered → accepted",
        "首个被接受的派单至接单",
        "from the first offer that was accepted to yes",
    ),
    (
        "to_leave",
        "接单→出发",
        "Accepted → en route",
        "首次接单至首次出发",
        "from the first acceptance to the first setting out",
    ),
    ("to_arrive", "出发→到场", "En route → on scene", "首次出发至首次到场", "from first setting out to first arriving"),
    ("to_finish", "到场→办结", "On scene → done", "首次到场至首次办结", "from first arriving to first done"),
    ("to_verify", "办结→核查", "Done → verified", "最后一次办结至核查", "from the last done to its verification"),
    ("to_close", "核查→结案", "Verified → closed", "核查至结案", "from the verification to the closing"),
    ("to_help", "上报→到场", "Report → on scene", "上报至首次到场", "from the report to the first arriving"),
    (
        "whole",
        "上报→结案",
        "Report → closed",
        "上报至结案，不含当场办结",
        "from the report to the closing, not what was settled",
    ),
]

DEFINITIONS: dict[Figure, Definition] = {
    one.figure: one
    for one in [
        *RATES,
        *COUNTS,
        *(
            Definition(
                figure=figure,
                kind="duration",
                name=name,
                name_en=name_en,
                source="D",
                about="handler",
                formula=f"{formula}的时长，取后者在期内的案件；P50、P90 为最近秩",
                formula_en=f"time {formula_en}, of cases whose later moment lies in the period; P50 and P90 by nearest "
                "rank",
            )
            for figure, name, name_en, formula, formula_en in _PHASES
        ),
    ]
}
"""Every figure, in the order in which they are shown."""
MEASURED: tuple[Measured, ...] = get_args(Measured)
"""Those that are formulas over cases; the others count happenings."""
