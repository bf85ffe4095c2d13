"""What each figure is: its name, its formula in words and where the formula comes from, in both languages.

[P] practice seen in city systems, [D] our own default; none is the wording of a standard. Screens and workbook show
these words, `docs/figures.md` is made from them.
"""

from typing import Literal, get_args

from msgspec import Struct

from command.domain.figures.happening import HappeningKind
from command.domain.figures.measures import Measured

Counted = Literal[
    "filed",
    "settled",
    "merged",
    "handled_now",
    "closed",
    "voided",
    "nobody",
    "escalated_1",
    "escalated_2",
    "escalated_3",
    "escalated_4",
    "reassigned",
    "given_up",
    "referred",
]
Answered = Literal["accepted_offers", "valid_reports"]
Figure = Literal[Counted, Answered, Measured]
Kind = Literal["count", "rate", "duration"]


class Definition(Struct, frozen=True, kw_only=True):
    """One figure. `about`: whose it is when figures are by worker, who reported or who handled. `kinds`: a count's or a
    rate's happenings, `over` those below the line of a rate of happenings; `level` of the tier that was told."""

    figure: Figure
    kind: Kind
    name: str
    name_en: str
    formula: str
    formula_en: str
    source: Literal["P", "D"]
    about: Literal["reporter", "handler", "asked", "nobody"]
    kinds: tuple[HappeningKind, ...] = ()
    over: tuple[HappeningKind, ...] = ()
    level: int = 0


def _count(
    figure: Counted,
    about: Literal["reporter", "handler", "asked", "nobody"],
    name: str,
    name_en: str,
    formula: str,
    formula_en: str,
    *kinds: HappeningKind,
    level: int = 0,
) -> Definition:
    return Definition(
        figure=figure,
        kind="count",
        name=name,
        name_en=name_en,
        formula=formula,
        formula_en=formula_en,
        source="D",
        about=about,
        kinds=kinds,
        level=level,
    )


_TIERS = (("社区", "community"), ("街道", "street"), ("区指挥中心", "district centre"), ("带班领导", "coordinators"))
_DUE = "应处置：期内办结或处置时限在期内届满（以先到者计）的案件；不含当场办结、作废和无需处置"
_DUE_EN = (
    "due to be handled: done, or its limit for handling passed, in the period, whichever came first; without what was "
    "settled on the spot, void or in need of nobody"
)
_END = "应结案：期内结案或结案时限在期内届满（以先到者计）的案件；不含当场办结和作废"
_END_EN = (
    "due to be closed: closed, or its limit for closing passed, in the period, whichever came first; without what was "
    "settled on the spot or void"
)

_COUNTS: list[Definition] = [
    _count("filed", "reporter", "立案数", "Filed", "期内立案的案件", "incidents filed in the period", "filed"),
    _count(
        "settled",
        "reporter",
        "当场办结数",
        "Settled on the spot",
        "期内立案且当场办结的案件",
        "incidents filed in the period as settled on the spot",
        "settled",
    ),
    _count(
        "merged",
        "reporter",
        "并案上报数",
        "Reports merged",
        "期内并入已有案件的上报",
        "reports of the period that were added to an open incident",
        "merged",
    ),
    _count("handled_now", "handler", "办结数", "Handled", "期内的办结次数", "times work was finished", "handled"),
    _count(
        "closed",
        "handler",
        "结案数",
        "Closed",
        "期内结案的次数，含当场办结",
        "closings in the period, those settled on the spot too",
        "closed",
    ),
    _count("voided", "reporter", "作废数", "Voided", "期内作废的案件", "incidents voided in the period", "voided"),
    _count(
        "nobody",
        "nobody",
        "无人可派次数",
        "Nobody to send",
        "期内派不出人的次数",
        "times nobody could be sent",
        "nobody",
    ),
    *(
        _count(
            f"escalated_{n}",  # type: ignore[arg-type]
            "handler",
            f"升级至{zh}",
            f"Escalated to {en}",
            f"期内因超时逐级上报、报到{zh}的次数",
            f"times a passed deadline was told up as far as: {en}",
            "escalated",
            level=n,
        )
        for n, (zh, en) in enumerate(_TIERS, start=1)
    ),
    _count(
        "reassigned",
        "handler",
        "改派次数",
        "Reassigned",
        "期内改派次数",
        "times an incident was reassigned",
        "reassigned",
    ),
    _count(
        "given_up",
        "handler",
        "无法处置次数",
        "Given up",
        "期内被派人报告办不了的次数",
        "times whoever was sent could not do it",
        "given_up",
    ),
    _count(
        "referred",
        "nobody",
        "已转次数",
        "Referred",
        "期内转第一线（119、120 等）的次数",
        "times the first line (119, 120 …) was told",
        "referred",
    ),
]

_RATES: list[Definition] = [
    Definition(
        figure="handled",
        kind="rate",
        name="处置率",
        name_en="Handled",
        source="P",
        about="handler",
        formula=f"已处置 ÷ 应处置。{_DUE}",
        formula_en=f"handled ÷ due to be handled; {_DUE_EN}",
    ),
    Definition(
        figure="handled_in_time",
        kind="rate",
        name="按期处置率",
        name_en="Handled in time",
        source="P",
        about="handler",
        formula="按期处置 ÷ 应处置（同处置率）",
        formula_en="handled within the limit ÷ due to be handled",
    ),
    Definition(
        figure="closed_cases",
        kind="rate",
        name="结案率",
        name_en="Closed",
        source="P",
        about="handler",
        formula=f"已结案 ÷ 应结案。{_END}",
        formula_en=f"closed ÷ due to be closed; {_END_EN}",
    ),
    Definition(
        figure="closed_in_time",
        kind="rate",
        name="按期结案率",
        name_en="Closed in time",
        source="P",
        about="handler",
        formula="按期结案 ÷ 应结案（同结案率）",
        formula_en="closed within the limit ÷ due to be closed",
    ),
    Definition(
        figure="filed_in_time",
        kind="rate",
        name="按时立案率",
        name_en="Filed in time",
        source="P",
        about="reporter",
        formula="上报后 15 分钟内立案 ÷ 期内立案",
        formula_en="filed within 15 min of the report ÷ filed in the period",
    ),
    Definition(
        figure="dispatched_right",
        kind="rate",
        name="准确派遣率",
        name_en="Dispatched right",
        source="P",
        about="handler",
        formula="派出且未改派、未退回、未报办不了 ÷ 应派遣：期内首次派出，或立案满 15 分钟仍未派出；"
        "不含当场办结、本人处置和作废",
        formula_en="dispatched and neither reassigned, returned nor given up ÷ due to be dispatched: first dispatched "
        "in the period, or filed for 15 min and not dispatched; without what was settled, kept by its reporter or void",
    ),
    Definition(
        figure="valid_reports",
        kind="rate",
        name="有效上报率",
        name_en="Valid reports",
        source="P",
        about="reporter",
        formula="所属案件未作废的上报 ÷ 期内上报（立案与并案）",
        formula_en="reports whose incident was not voided ÷ reports of the period, filed or merged",
        kinds=("filed", "merged"),
        over=("filed", "merged"),
    ),
    Definition(
        figure="settled_share",
        kind="rate",
        name="当场办结比",
        name_en="Settled on the spot",
        source="D",
        about="reporter",
        formula="当场办结 ÷ 期内立案",
        formula_en="settled on the spot ÷ filed in the period",
    ),
    Definition(
        figure="accepted_offers",
        kind="rate",
        name="接单率",
        name_en="Offers accepted",
        source="D",
        about="asked",
        formula="接单 ÷ 期内有结果的派单（接单、谢绝、超时）",
        formula_en="accepted ÷ offers of the period that were accepted, declined or not answered",
        kinds=("accepted",),
        over=("accepted", "declined", "unanswered"),
    ),
]

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
        *_RATES,
        *_COUNTS,
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
