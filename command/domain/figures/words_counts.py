"""Counts of what happened, in words."""

from typing import Literal

from command.domain.figures.definition import Counted, Definition
from command.domain.figures.happening import HappeningKind


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
COUNTS: list[Definition] = [
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
    _count(
        "returned",
        "handler",
        "回退次数",
        "Returned",
        "期内处置人回退的次数",
        "times whoever had an incident returned it as not theirs",
        "returned",
    ),
    _count(
        "extended", "handler", "延期次数", "Extended", "期内准予延期的次数", "extensions that were granted", "extended"
    ),
    _count(
        "suspended",
        "handler",
        "挂账次数",
        "Suspended",
        "期内挂账的次数",
        "times an incident was suspended",
        "suspended",
    ),
    _count(
        "reworked",
        "handler",
        "返工次数",
        "Reworked",
        "期内核查不通过、退回返工的次数",
        "times a result was not accepted and went back",
        "reworked",
    ),
    _count(
        "reopened",
        "handler",
        "重开次数",
        "Reopened",
        "期内结案后重开的次数",
        "times a closed incident was opened again",
        "reopened",
    ),
    _count(
        "supervised",
        "handler",
        "督办次数",
        "Supervised",
        "期内发出的督办",
        "supervisions that were ordered",
        "supervised",
    ),
    _count(
        "not_arrived",
        "handler",
        "未到场次数",
        "Never arrived",
        "期内接单后未到场、被换下的次数",
        "times whoever accepted never arrived",
        "not_arrived",
    ),
    _count("rounds", "handler", "巡查轮数", "Rounds", "期内结束的巡查", "rounds that ended in the period", "round"),
    _count(
        "short_rounds",
        "handler",
        "不足时巡查",
        "Short rounds",
        "其中不足两小时的",
        "rounds of less than two hours [P]",
        "short_round",
    ),
    _count(
        "missed_rounds",
        "handler",
        "缺巡轮数",
        "Rounds missed",
        "上岗之日应巡未巡（一日双巡）",
        "rounds that were to be made on a day on duty (two [P]) and were not",
        "missed_round",
    ),
    _count(
        "visits", "handler", "走访次数", "Visits", "期内走访重点人群的次数", "visits to people in special need", "visit"
    ),
    _count(
        "missed_visits",
        "handler",
        "漏访人次",
        "Visits missed",
        "当日到期未走访的人次",
        "visits that were due on a day and were not made",
        "missed_visit",
    ),
]
