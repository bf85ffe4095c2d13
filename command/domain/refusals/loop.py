"""Refusals of the closed loop: each says what to do instead."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "not_worked_on": Template(
        "conflict",
        "现在没有人在办这起事件（{status}），不能这样做",
        "Nobody is working on this incident now ({status}): this cannot be done",
    ),
    "overdue_already": Template(
        "conflict",
        "已超过办结时限（{due}），不能再延期：请尽快办结，或由值班员改派",
        "The limit has passed ({due}), it cannot be extended: finish it, or have it reassigned",
    ),
    "extended_twice": Template(
        "conflict",
        "已延期两次，不能再延：请办结，或申请挂账",
        "Extended twice already: finish it, or ask for a suspension",
    ),
    "asked_already": Template(
        "conflict",
        "{by} 已提出一项申请（{kind}），先等批复",
        "{by} has asked for something already ({kind}): wait for the ruling",
    ),
    "nothing_asked": Template("conflict", "没有等待批复的这项申请", "Nothing of this kind is waiting for a ruling"),
    "own_request": Template(
        "forbidden",
        "不能批复自己提出的或自己在办的：请别的负责人批复",
        "You asked for it or have it yourself: somebody else must rule",
    ),
    "not_approver": Template(
        "forbidden", "须由值班长或值班领导批复", "A watch leader or a coordinator has to rule on this"
    ),
    "not_duty_leader": Template("forbidden", "须由带班领导裁定", "The duty leader has to rule on this"),
    "suspended_before": Template(
        "conflict", "已挂账过一次，不能再挂", "It has been suspended once: it cannot be suspended again"
    ),
    "until_too_far": Template(
        "impossible", "挂账须在今后一年之内到期", "A suspension ends in the future, and within a year"
    ),
    "suspended": Template(
        "conflict",
        "事件挂账中，先恢复计时再操作",
        "The incident is suspended: let its clock run again first",
    ),
    "not_suspended": Template("conflict", "事件没有挂账", "The incident is not suspended"),
    "ruling_pending": Template("conflict", "回退正等待带班领导裁定", "The return waits for the duty leader's ruling"),
    "ruled_already": Template(
        "conflict",
        "带班领导已裁定，不能再回退：确实办不了请选“办不了”并说明",
        "The duty leader has ruled: it cannot be returned again. If it cannot be done, report it as failed and say why",
    ),
    "feedback_missing": Template(
        "conflict",
        "没有反馈，不能结案：请处置人补充说明或处置后照片，或退回返工",
        "It cannot be closed without feedback: have the handler add a note or a photo of the result, or send it back",
    ),
    "feedback_empty": Template(
        "impossible", "请写说明或附照片", "Write a note or add a photo: there is nothing in this feedback"
    ),
    "centre_verifies": Template(
        "forbidden", "这类事件由指挥中心核查", "Incidents of this kind are verified by the command centre"
    ),
    "not_yours": Template("forbidden", "不是您办的", "This is not your work"),
    "not_overdue": Template(
        "conflict", "还没有超时：请选领导督办或重要督办", "It is not overdue: order it as the leader's or as important"
    ),
    "supervised_already": Template("conflict", "同类督办还没有回复", "An order of this kind still waits for its reply"),
    "nobody_to_reply": Template(
        "impossible",
        "没有可以回复督办的人：请指定回复人",
        "There is nobody to reply: name who has to",
    ),
    "supervision_unknown": Template(
        "unknown", "没有这项督办，或不是要您回复的", "No such order, or it is not yours to reply to"
    ),
    "call_back_unknown": Template(
        "unknown", "这起事件没有等待的回访", "There is no call-back waiting for this incident"
    ),
    "own_call_back": Template(
        "forbidden", "处置人不能回访自己的结果", "The handler may not ask whether people are satisfied"
    ),
    "not_closed": Template("conflict", "事件还没有结案", "The incident is not closed"),
    "voided_for_good": Template(
        "conflict", "已作废的不能重新立案：请重新上报", "What was voided cannot be reopened: report it again"
    ),
    "referral_unknown": Template("unknown", "没有这次转办", "There is no such referral"),
    "referral_closed": Template("conflict", "这次转办已办完", "This referral is already done"),
    "handover_unknown": Template(
        "unknown", "没有等待答复的这次移交", "There is no such hand-over waiting for an answer"
    ),
    "limits_stale": Template(
        "conflict",
        "{by} 刚刚改过（现为第 {version} 版），请核对后再改",
        "{by} has just changed it (version {version} now): look at it again",
    ),
    "limits_wrong": Template(
        "impossible",
        "时限有误：{detail}",
        "These limits make no sense: {detail}",
    ),
    "filing_not_leader": Template(
        "forbidden", "立案须由值班长批准", "A watch leader or a coordinator decides whether this is filed"
    ),
}
