"""Refusals about reports, incidents and the work on them."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "own_work": Template("forbidden", "处置人不能核查自己的结果", "The handler may not verify their own work"),
    "unknown_category": Template("unknown", "没有这个类别：{category}", "There is no such category: {category}"),
    "offer_unknown": Template("unknown", "没有找到这份派单，或不是派给您的", "No such offer, or it is not yours"),
    "assignment_unknown": Template("unknown", "没有找到这项任务，或不是您的", "No such assignment, or it is not yours"),
    "incident_unknown": Template(
        "unknown", "没有找到这起事件，或您无权操作", "No such incident, or not yours to act on"
    ),
    "offer_closed": Template("conflict", "这份派单已结束（{why}）", "This offer is already over ({why})"),
    "assignment_over": Template("conflict", "这项任务已结束", "This assignment is already over"),
    "seen_already": Template("conflict", "{who} 已在处理", "{who} has it in hand already"),
    "at_work": Template(
        "conflict", "已有人在办：先改派，或增派人手", "Somebody is at work on it: reassign it first, or call for more"
    ),
    "unit_unknown": Template("unknown", "没有这个单位", "There is no such unit"),
    "unit_area": Template(
        "impossible",
        "{area} 不是本区的区划或网格：请从列表里选",
        "{area} is no area of this district: choose one of the list",
    ),
    "unit_hours": Template(
        "impossible",
        "值守时间须同时填起止，且不能相同；全天值守请都留空",
        "Give both hours of the desk, not the same; leave both empty for round the clock",
    ),
    "unit_at_work": Template(
        "conflict",
        "该单位还有 {n} 件在派或在办：先改派，再停用或撤掉值班账号",
        "This unit still has {n} in hand: reassign them before it is closed or left without a desk",
    ),
    "unit_desk": Template(
        "impossible",
        "{person} 不是单位值班账号：请先建一个角色为“单位”的账号",
        "{person} is no account of a unit's desk: make one with the role unit first",
    ),
    "unit_desk_taken": Template(
        "conflict",
        "{person} 已是 {unit} 的值班账号：先从那里撤下",
        "{person} reads the desk of {unit}: take the account off there first",
    ),
    "grid_unknown": Template("unknown", "本区没有网格 {grid}", "There is no grid {grid} in this district"),
    "need_stale": Template(
        "conflict",
        "{by} 刚改过（第 {version} 版）：请看过新的再改",
        "{by} has just changed it (version {version}): look at that first",
    ),
    "need_waits": Template(
        "impossible",
        "危及生命的不能等人点选：一级须自动派单",
        "What endangers a life never waits for a key: priority 1 is dispatched by itself",
    ),
    "slot_unknown": Template(
        "unknown", "没有这个协办席位，或已撤销", "There is no such place beside the lead any more"
    ),
    "nobody_at_work": Template("conflict", "还没有人在办，无人可催", "Nobody is at work on it yet: nobody to urge"),
    "not_beside_lead": Template(
        "conflict", "只能增派协办或察看，且事件未办结", "Only others beside the lead, and only before it is handled"
    ),
    "not_asked": Template(
        "conflict", "现在没有人问您是否在途", "Nobody is asking whether you are on your way: nothing to confirm"
    ),
    "step_backwards": Template(
        "conflict", "进度只能向前：现在是“{status}”", "Progress only goes forward: it is now “{status}”"
    ),
    "incident_over": Template("conflict", "这起事件已经{status}", "This incident is already {status}"),
    "incident_not_handled": Template(
        "conflict", "还没有人办结，不能核查结案", "Nobody has finished the work yet: it cannot be verified and closed"
    ),
    "person_unfit": Template("impossible", "此人现在不能派：{why}", "This person cannot be sent now: {why}"),
    "outside_district": Template(
        "impossible",
        "地点不在本区（{district}），请核对或改报所在区",
        "This place is outside the district ({district})",
    ),
    "dispatched_already": Template("conflict", "这起事件已经派出", "This incident has already been dispatched"),
}
