"""Refusals about response levels and plans."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "plan_unknown": Template("unknown", "没有这个预案：{plan}", "There is no such response plan: {plan}"),
    "plan_stale": Template(
        "conflict",
        "预案已更新为第 {version} 版，请刷新后再办",
        "The plan is at version {version} by now: load it again",
    ),
    "plan_wrong": Template(
        "impossible",
        "预案有 {count} 处不合格，第一处：{path}（{detail}）",
        "The plan has {count} faults; the first: {path} ({detail})",
    ),
    "plan_same": Template("conflict", "与现行版本没有差别", "Nothing differs from the version in force"),
    "plan_pending": Template(
        "conflict",
        "{by} 起草的新版本还在等待发布，请先发布或撤下",
        "A version by {by} still waits to be published: publish or drop it first",
    ),
    "plan_no_draft": Template("unknown", "没有待发布的版本", "No version waits to be published"),
    "second_person": Template(
        "forbidden",
        "须由另一人审批：起草或提议的人不能自己批准",
        "A second person must decide: nobody approves what they proposed",
    ),
    "mode_stale": Template(
        "conflict",
        "响应级别已由 {by} 改变，请看清现状后再办",
        "{by} has switched the level meanwhile: look at it again first",
    ),
    "mode_same": Template("conflict", "现在就是这个级别", "That level is in force already"),
    "mode_pending": Template(
        "conflict",
        "{by} 提议的切换（{level}）正在等待审批，请先审批、否决或撤回；更高级别的提议可以取代它",
        "A switch proposed by {by} ({level}) waits for a decision: decide it first; a graver one may replace it",
    ),
    "mode_rank": Template(
        "forbidden",
        "这一级须由{ranks}批准，您没有这项权限",
        "This level is ordered by {ranks}: you may not",
    ),
    "mode_alone_up": Template(
        "forbidden",
        "只有紧急升级可以一人办理；降级和解除须两人",
        "One person alone may only go up: going down or ending it takes two",
    ),
    "mode_typed": Template(
        "impossible",
        "请逐字输入“{wanted}”以确认一人切换",
        "Type “{wanted}” to confirm that you switch alone",
    ),
    "mode_below_superior": Template(
        "conflict",
        "上级（{issuer}）正在 {level}，低于上级须说明理由",
        "{issuer} has {level} in force: a lower one needs a reason",
    ),
    "mode_review": Template(
        "impossible",
        "复核或结束时间须在 {hours} 小时以内的将来",
        "The time of review must lie ahead, within {hours} hours",
    ),
    "order_future": Template(
        "impossible", "命令的时间晚于现在，请核对", "The order is of a time to come: check its time"
    ),
    "switch_unknown": Template(
        "unknown", "没有这项提议，或它已经有了结果", "There is no such proposal, or it has been decided"
    ),
    "mode_not_alone": Template("conflict", "没有待补签的切换", "No switch waits to be countersigned"),
    "grid_task_unknown": Template(
        "unknown", "这个网格没有这项任务，或响应已经结束", "This grid has no such task, or the response is over"
    ),
    "grid_task_done": Template(
        "conflict", "这项任务已登记办结：{by}，{at}", "This is entered as done already: {by}, {at}"
    ),
    "grid_task_time": Template(
        "impossible",
        "时间须在任务下达（{since}）之后、现在之前，请对照纸面",
        "The time must lie between when the task was set ({since}) and now: look at the paper again",
    ),
    "grid_task_over": Template(
        "conflict",
        "这一行是响应任务，那次响应已经结束，不能再补录；情况请写进值班记录",
        "That line is a task of a response that is over: it can't be entered now. Write it into the watch's record",
    ),
    "photo_needed": Template("impossible", "这项任务办结须附照片", "This task needs a photo"),
}
WORDS: dict[str, tuple[str, str]] = {
    "level:0": ("常态", "normal"),
    "level:4": ("Ⅳ级响应", "level IV"),
    "level:3": ("Ⅲ级响应", "level III"),
    "level:2": ("Ⅱ级响应", "level II"),
    "level:1": ("Ⅰ级响应", "level I"),
    "commander": ("指挥长", "the commander"),
    "commander,deputy": ("指挥长或副指挥长", "the commander or a deputy"),
    "deputy,secretary": ("副指挥长或秘书长", "a deputy or the secretary-general"),
    "commander,deputy,secretary": ("指挥长、副指挥长或秘书长", "commander, deputy or secretary-general"),
    "secretary": ("秘书长", "the secretary-general"),
    "deputy": ("副指挥长", "a deputy"),
    "commander,secretary": ("指挥长或秘书长", "the commander or the secretary-general"),
}
