"""Refusals about rosters, swaps, leave and handovers."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "group_unknown": Template("unknown", "没有这个班组，或不归您管", "There is no such group, or it is not yours"),
    "member_unknown": Template(
        "impossible",
        "名单里的 {person} 没有账号或已停用，请先核对",
        "{person} has no active account: check the list first",
    ),
    "member_place_unknown": Template(
        "impossible",
        "班次“{shift}”第 {day} 天写了第 {place} 名成员，但班组只有 {members} 人",
        "Shift {shift}, day {day}, names member number {place}, but the group has {members}",
    ),
    "shift_twice": Template(
        "impossible",
        "有两个班次同名“{shift}”，请改成不同的名称",
        "Two shifts are called {shift}: give them different names",
    ),
    "member_twice": Template(
        "impossible",
        "{name} 在名单里写了两次，请删去一处",
        "{name} is on the list of members twice: take one of them out",
    ),
    "round_outside": Template(
        "impossible",
        "班次“{shift}”的第 {round} 次巡查 {starts}–{ends} 不在当班时间内，或与上一次重叠，请改时间",
        "Round {round} of {shift}, {starts} to {ends}, is outside the shift or overlaps the one before: move it",
    ),
    "shift_overlap": Template(
        "conflict",
        "{name} 在 {day}“{shift}”与 {other_day}“{other}”（{group}）时间重叠，请先调开其中一个班",
        "{name} would be on {shift} of {day} and {other} of {other_day} ({group}) at once: move one of them first",
    ),
    "plan_days": Template(
        "impossible",
        "排班表应为 1 至 62 天，且每一行都在 {first} 至 {last} 之内",
        "A plan is 1 to 62 days long and every entry lies within {first} to {last}",
    ),
    "plan_past": Template(
        "conflict", "{last} 已经过去，不能再改当天及以前的排班", "{last} is over: past duty cannot be rostered any more"
    ),
    "plan_shift_unknown": Template(
        "impossible", "{day} 用了没有定义的班次", "An entry of {day} names a shift that is not defined"
    ),
    "period_wrong": Template(
        "impossible",
        "时间段不对：应先开始后结束、尚未结束，且不超过 {days} 天",
        "The period must end after it begins, not be over yet, and be no longer than {days} days",
    ),
    "override_empty": Template("impossible", "请写明谁来顶岗，或谁不在岗", "Say who comes, or whose place is empty"),
    "override_nobody": Template(
        "conflict",
        "{name} 在这段时间没有该班组的班，无需顶岗",
        "{name} has no shift of this group then: nobody needs to stand in",
    ),
    "item_unknown": Template(
        "unknown", "没有这项调整，或已结束", "There is no such change of the roster, or it is over"
    ),
    "swap_unknown": Template("unknown", "没有这个换班申请，或已结束", "There is no such swap, or it is over"),
    "swap_self": Template("impossible", "不能和自己换班", "You cannot swap with yourself"),
    "swap_not_theirs": Template(
        "conflict",
        "{day}“{shift}”不是 {name} 的整班，或已经开始，不能换",
        "{shift} of {day} is not wholly {name}'s, or has begun: it cannot be swapped",
    ),
    "swap_on_leave": Template(
        "conflict",
        "{name} 在 {day}“{shift}”期间已请假，请另找人换班",
        "{name} is on leave during {shift} of {day}: ask somebody else",
    ),
    "swap_open": Template(
        "conflict", "这个班已有一个未结束的换班申请", "There is an open request to swap this shift already"
    ),
    "swap_answered": Template("conflict", "这个换班申请已经答复过", "This swap has been answered already"),
    "swap_not_accepted": Template(
        "conflict", "对方还没有同意，不能审批", "The other has not agreed yet: it cannot be approved"
    ),
    "own_request": Template("forbidden", "不能审批与自己有关的申请", "You cannot decide your own request"),
    "leave_unknown": Template("unknown", "没有这个请假申请，或已结束", "There is no such leave, or it is over"),
    "leave_overlap": Template(
        "conflict",
        "这段时间已有一个请假申请，请先撤回原来的",
        "There is a leave for this time already: take it back first",
    ),
    "leave_decided": Template("conflict", "这个请假申请已经批准", "This leave has been approved already"),
    "leave_still_on_duty": Template(
        "conflict",
        "{name} 在 {day}“{shift}”由换班、顶岗或临时排班安排，优先于请假，请先撤销该安排",
        "{name} has {shift} of {day} by a swap, override or temporary plan, which wins over leave: undo that first",
    ),
    "relief_needed": Template(
        "conflict",
        "值班须有人接班并双方签字后才能下岗；急事请让班组长安排顶岗，顶岗的人到岗后即可离开",
        "You may go when the next watch has signed. In need, have a stand-in put in your place: once they are here, go",
    ),
    "handover_unknown": Template("unknown", "没有这次交接班，或已完成", "There is no such handover, or it is done"),
    "handover_not_yours": Template(
        "forbidden",
        "只有在岗的{side}人员可以在这一栏签字",
        "Only somebody of the {side} watch who is on duty signs here",
    ),
    "handover_signed": Template("conflict", "这一栏已经签过字", "This side has signed already"),
    "handover_order": Template("conflict", "请交班人员先签字", "The outgoing watch signs first"),
    "handover_same_person": Template(
        "conflict", "交班和接班不能由同一人签字", "The same person cannot sign for both sides"
    ),
    "relief_incomplete": Template(
        "conflict",
        "接班人员只到岗 {present} 人，至少 {need} 人到岗才能接班；请催促或安排顶岗",
        "Only {present} of the incoming watch are here and {need} are needed: call them, or put in a stand-in",
    ),
    "roster_columns": Template(
        "malformed",
        "表头不对：缺少“{missing}”。请下载模板，照模板的表头填写",
        "The header is wrong: {missing} is missing. Download the template and keep its header",
    ),
    "roster_encoding": Template(
        "malformed",
        "文件编码无法识别（只认 UTF-8 和 GB18030）。请在 Excel 里另存为 .xlsx 再上传",
        "The file's encoding is neither UTF-8 nor GB18030. Save it as .xlsx in Excel and send that",
    ),
    "roster_file": Template(
        "malformed",
        "读不出表格内容：文件损坏、加了密码，或不是 .xlsx、.xls、.ods、.csv",
        "No table can be read from the file: damaged, behind a password, or not .xlsx, .xls, .ods or .csv",
    ),
    "roster_rows": Template(
        "malformed",
        "表格有 {rows} 行，一次最多 {limit} 行。请按街道或按月拆成几个文件",
        "The table has {rows} rows and {limit} is the most at once. Split it by street or by month",
    ),
    "roster_slow": Template(
        "malformed",
        "文件解析超过 {limit} 秒已中止。请删去空白行列和图片，或拆成几个文件",
        "Reading the file took over {limit} s and was stopped. Remove empty rows, columns and pictures, or split it",
    ),
    "roster_empty": Template("malformed", "表格里没有排班内容", "There is nothing rostered in the table"),
    "roster_errors": Template(
        "impossible",
        "有 {errors} 处错误，一行也没有导入。请下载错误表，改好标红的行再上传",
        "{errors} errors: nothing was imported. Download the error workbook, mend the marked rows and send it again",
    ),
}
WORDS: dict[str, tuple[str, str]] = {
    "outgoing": ("交班", "outgoing"),
    "incoming": ("接班", "incoming"),
}
