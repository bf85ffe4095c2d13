"""Refusals about drills."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "evaluation_not_made": Template(
        "temporary",
        "评估尚未生成：已失败 {attempts} 次，系统会自动再试；演练台账完好，不会丢失",
        "The evaluation is not made yet: it failed {attempts} times and is tried again. Nothing of the ledger is lost",
    ),
    "not_in_drill": Template(
        "conflict",
        "演练中没有统计报表：演练的数据见导调席和演练评估，真实统计请回真实指挥台",
        "There are no statistics in a drill: its figures are in its evaluation, real ones at the real desk",
    ),
    "drill_over": Template("conflict", "演练已结束", "The drill is over"),
    "drill_paused": Template(
        "conflict", "演练已暂停，恢复后再办", "The drill stands still: do it again when it goes on"
    ),
    "drill_not_paused": Template("conflict", "演练没有暂停", "The drill does not stand still"),
    "drill_running": Template("conflict", "演练已经开始", "The drill has started already"),
    "drill_left": Template(
        "forbidden",
        "您已退出演练（{why}），由导调员重新纳入后方可继续",
        "You are out of the drill ({why}): a director can let you in again",
    ),
    "drill_stale": Template(
        "conflict",
        "演练方案已被修改（现为第 {version} 版），请重新载入后再改",
        "The plan is at version {version} by now: load it again",
    ),
    "drill_nobody": Template(
        "impossible",
        "没有可抽的人：离岗、手上有任务、近期抽过或正在演练的都不抽",
        "Nobody can be asked: not who is off duty, at work, in a drill or was asked lately",
    ),
    "drill_empty": Template("impossible", "演练没有参演人员", "Nobody takes part in the drill"),
    "drill_no_director": Template("impossible", "请至少指定一名导调员", "Name at least one director"),
    "drill_nothing": Template("impossible", "脚本里没有情景注入", "The script has no injects"),
    "drill_person": Template(
        "impossible", "没有这个账号，或已停用：{person}", "There is no such account, or it is closed: {person}"
    ),
    "drill_twice": Template("impossible", "名单里有重复的人：{person}", "Somebody is named twice: {person}"),
    "drill_role": Template("impossible", "{person} 不能以“{role}”参演", "{person} cannot take part as “{role}”"),
    "drill_place": Template(
        "impossible",
        "第 {number} 条注入的地点不在本区",
        "The place of inject {number} is not in the district",
    ),
    "drill_plan": Template("impossible", "没有这个预案：{plan}", "There is no such response plan: {plan}"),
    "drill_not_ready": Template(
        "conflict",
        "开始前检查有 {count} 项不通过，第一项：{first}",
        "The check before the start found {count} things that forbid it; the first: {first_en}",
    ),
    "drill_code": Template("unknown", "没有使用这个签到码的演练", "No drill under way has that sign-in code"),
    "drill_no_code": Template("conflict", "方案没有开放签到", "The plan does not let anybody join by a code"),
    "inject_unknown": Template("unknown", "没有这条情景注入", "There is no such inject"),
    "inject_given": Template("conflict", "这条注入已经给出", "That inject has been given already"),
    "inject_skipped": Template("conflict", "这条注入已经跳过", "That inject has been skipped already"),
    "inject_not_held": Template("conflict", "这条注入没有暂缓", "That inject is not held"),
    "inject_held": Template("conflict", "这条注入已经暂缓", "That inject is held already"),
    "inject_not_given": Template("conflict", "这条注入还没有给出", "That inject has not been given yet"),
    "inject_number": Template("conflict", "编号 {number} 已被使用", "The number {number} is taken"),
    "inject_answered": Template("conflict", "您已经答复过了", "You have answered that already"),
    "inject_no_answer": Template("unknown", "没有等您答复的这条消息", "No such message waits for your answer"),
    "inject_kind": Template("impossible", "注入内容无法识别", "What the inject contains cannot be read"),
    "inject_nobody": Template("impossible", "没有找到要通知的参演人员", "None of those it is for is in the drill"),
    "participant_unknown": Template("unknown", "演练里没有这个人", "There is no such participant"),
    "participant_out": Template("conflict", "这个人已经退出演练", "They are out of the drill already"),
    "director_last": Template(
        "conflict",
        "演练不能没有导调：{name}是最后一位在场的导调。要离开，请先重新纳入另一位导调，或结束演练",
        "A drill must have a director, and {name} is the last: let another in again first, or end the drill",
    ),
    "director_other": Template(
        "conflict",
        "{name}是除您之外唯一的导调，不能由您移出：对方可以自行退出；也可先重新纳入另一位导调",
        "{name} is the only director besides you: they can leave by themselves, or let another in again first",
    ),
    "participant_in": Template("conflict", "这个人已经在演练中", "They are in the drill already"),
    "note_empty": Template("impossible", "请写下内容，或说明是否看到", "Write something, or say whether it was seen"),
    "expectation_unknown": Template("unknown", "没有这项预期行动", "Nothing of that number is expected"),
}
