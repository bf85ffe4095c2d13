"""Refusals about storms and their tracks. `row`: counted as a person counts them, from 1 for the first point."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "storm_unknown": Template("unknown", "没有这个台风，或它已经结束", "There is no such storm, or it is over"),
    "storm_agency": Template(
        "conflict",
        "台风 {storm} 现用 {agency} 的路径，不能与别家混用：如需改用，请先结束它再重新登记",
        "Storm {storm} goes by the track of {agency}; agencies are not mixed: end it first, then enter it anew",
    ),
    "storm_older": Template(
        "conflict",
        "这份路径的起报时间早于现用的第 {version} 版",
        "This track was issued before version {version}, which is in use",
    ),
    "storm_too_many": Template(
        "limited", "同时登记的台风已达 {limit} 个，请先结束一个", "{limit} storms are open already: end one first"
    ),
    "storm_version": Template(
        "conflict",
        "没有第 {version} 版待确认的路径：可能已有人确认、退回，或又有新版",
        "Version {version} does not wait to be confirmed: somebody else was first, or there is a newer one",
    ),
    "storm_not_held": Template(
        "conflict", "{area} 范围内现在没有停止室外派遣", "Nobody is being kept indoors in {area} now"
    ),
    "outdoor_peak": Template(
        "impossible",
        "该网格正值大风高峰，暂缓外派（人员安全第一）；危及生命的，由指挥长写明理由后破例派出",
        "Winds are at their peak in this grid: nobody is sent outdoors. For a life, a coordinator may, with a reason",
    ),
    "outdoor_peak_set_out": Template(
        "impossible",
        "大风高峰已到该网格，尚未出发的任务已收回，高峰过后再派；请勿出门，留在室内并回复“已在室内”",
        "The peak has reached this grid: jobs not yet set out on were taken back and are sent again after it. "
        "Do not go out; stay indoors and say that you are",
    ),
    "send_out_not_life": Template(
        "impossible",
        "只有危及生命（优先级 1）的事件才能破例外派",
        "Only for a danger to life (priority 1) may anybody be sent outdoors now",
    ),
    "send_out_confirm": Template(
        "malformed",
        "请照抄事件编号 {number} 以确认破例外派",
        "Type the incident's number, {number}, to confirm that people are sent outdoors",
    ),
    "send_out_not_held": Template(
        "conflict", "该事件没有被暂缓，照常派遣即可", "This incident is not being held: dispatch it as usual"
    ),
    "track_columns": Template("malformed", "缺少列：{missing}", "Columns are missing: {missing}"),
    "track_unreadable": Template("malformed", "无法读取：{detail}", "Cannot be read: {detail}"),
    "track_empty": Template("malformed", "没有一行路径", "There is not a single point"),
    "track_too_long": Template("malformed", "超过 {limit} 行", "More than {limit} points"),
    "track_value": Template(
        "malformed", "{column} 的值“{value}”不能用：{allowed}", '{column} cannot be "{value}": {allowed}'
    ),
    "track_mixed": Template(
        "malformed",
        "混有多家机构（{agencies}）：请选定一家，各家的平均时段与分析不同",
        "Several agencies ({agencies}): choose one; they average winds and analyse differently",
    ),
    "track_averaging": Template(
        "malformed", "平均时段前后不一（{values}）", "The averaging time changes ({values}) within one track"
    ),
    "track_not_utc": Template(
        "malformed",
        "time_utc 列的时间“{value}”带有非零时区；此列只收 UTC",
        'time_utc holds "{value}" with another offset: this column is UTC only',
    ),
    "track_no_wind": Template(
        "malformed",
        "缺少最大风速（只有热带低压可以不填）",
        "The greatest wind is missing (only a depression may be without)",
    ),
    "track_time": Template(
        "malformed", "时间不晚于上一行（{before}）", "Its time is not after that of the row before ({before})"
    ),
    "track_twice": Template(
        "malformed", "与第 {other} 行同一时间（重复）", "The same time as row {other}: entered twice"
    ),
    "track_jump": Template(
        "malformed",
        "距上一行 {km} 公里、{hours} 小时：中心不可能移动这么快，请核对经纬度与时间",
        "{km} km from the row before in {hours} h: no centre moves so fast; check place and time",
    ),
    "track_gap": Template(
        "malformed",
        "距上一行 {hours} 小时：相隔超过 {limit} 小时，无法推算其间位置",
        "{hours} h after the row before: more than {limit} h apart, nothing can be said of the time between",
    ),
    "track_circles": Template(
        "malformed",
        "{quadrant} 象限的 {inner} 级风圈大于 {outer} 级风圈",
        "In the {quadrant} quadrant force {inner} reaches farther than force {outer}",
    ),
    "track_future": Template(
        "malformed",
        "实况点的时间晚于起报时间 {issued}",
        "A point that is no forecast lies after the time of issue {issued}",
    ),
}
