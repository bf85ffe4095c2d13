"""Rates, in words."""

from command.domain.figures.definition import Definition

_DUE = "应处置：期内办结或处置时限在期内届满（以先到者计）的案件；不含当场办结、作废、无需处置和挂账中的"
_DUE_EN = (
    "due to be handled: done, or its limit for handling passed, in the period, whichever came first; without what was "
    "settled on the spot, void, suspended or in need of nobody"
)
_END = "应结案：期内结案或结案时限在期内届满（以先到者计）的案件；不含当场办结、作废和挂账中的"
_END_EN = (
    "due to be closed: closed, or its limit for closing passed, in the period, whichever came first; without what was "
    "settled on the spot, void or suspended"
)

RATES: list[Definition] = [
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
        formula="派出且未改派、未退回、到了场、未报办不了 ÷ 应派遣：期内首次派出，或立案满 15 分钟仍未派出；"
        "不含当场办结、本人处置和作废",
        formula_en="dispatched and neither reassigned, returned, given up nor awaited in vain ÷ due to be dispatched: "
        "first dispatched in the period, or filed for 15 min and not dispatched; without what was settled, kept by its "
        "reporter or void",
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
        figure="reworked_share",
        kind="rate",
        name="返工率",
        name_en="Reworked",
        source="P",
        about="handler",
        formula="返工过的 ÷ 应结案（同结案率）",
        formula_en="sent back at least once ÷ due to be closed",
    ),
    Definition(
        figure="extended_share",
        kind="rate",
        name="延期率",
        name_en="Extended",
        source="P",
        about="handler",
        formula="准予延期的 ÷ 应处置（同处置率）；未准的不计",
        formula_en="extended at least once ÷ due to be handled; what was refused does not count",
    ),
    Definition(
        figure="satisfaction",
        kind="rate",
        name="满意率",
        name_en="Satisfied",
        source="D",
        about="handler",
        formula="回访满意 ÷ 期内有答复的回访（满意、不满意）",
        formula_en="call-backs answered “satisfied” ÷ call-backs of the period that were answered",
        kinds=("satisfied",),
        over=("satisfied", "unsatisfied"),
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
