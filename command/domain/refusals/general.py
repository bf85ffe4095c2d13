"""Refusals that any request may meet."""

from command.domain.refusals.template import Template

TEMPLATES: dict[str, Template] = {
    "invalid": Template("malformed", "内容有误：{detail}", "This cannot be read: {detail}"),
    "too_large": Template("malformed", "内容太大（上限 {limit}）", "Too large (limit {limit})"),
    "unsupported_media": Template(
        "malformed", "只收 JPEG、PNG 或 WebP 图片", "Only JPEG, PNG or WebP pictures are taken"
    ),
    "bad_period": Template(
        "malformed",
        "统计时段有误：{why}。请用 2026-11-22 这样的日期，或带时区的时间",
        "Not a period: {why}. Use days such as 2026-11-22, or times with an offset",
    ),
    "unauthorised": Template("unauthorised", "请先登录", "Please sign in"),
    "wrong_credentials": Template("unauthorised", "用户名或密码不对", "Wrong user name or password"),
    "token_expired": Template("unauthorised", "登录已过期，请重新登录", "Your sign-in has expired: sign in again"),
    "not_allowed": Template("forbidden", "您没有做这件事的权限", "You may not do this"),
    "foreign_origin": Template("forbidden", "来源网站不被允许", "Requests from this site are not allowed"),
    "reason_needed": Template("impossible", "请写明理由", "A reason is needed"),
    "unknown_method": Template("unknown", "没有这项操作：{method}", "There is no such operation: {method}"),
    "unknown_thing": Template("unknown", "没有找到，或您无权查看", "Not found, or not yours to see"),
    "person_unknown": Template("unknown", "没有这个人", "There is no such person"),
    "username_taken": Template("conflict", "登录名 {name} 已有人用", "The user name {name} is taken"),
    "no_password": Template("impossible", "{name} 不用密码登录", "{name} does not sign in with a password"),
    "own_rights": Template(
        "forbidden",
        "不能改自己的权限：请另一位管理员改",
        "Nobody changes their own rights: ask another administrator",
    ),
    "rights_version": Template(
        "conflict",
        "{name} 的权限刚被改过：请刷新后再改",
        "The rights of {name} have just been changed: look again, then change them",
    ),
    "rights_kind": Template(
        "impossible",
        "{name} 的账号种类不能改：大屏、设备和单位各用各的登录方式，请另建账号",
        "The account of {name} cannot become another kind: screens, devices and units sign in in their own way",
    ),
    "rights_area": Template("unknown", "没有这个区域：{area}", "There is no such area: {area}"),
    "rights_grids": Template(
        "impossible", "网格员的范围是网格（15 位编码）", "A grid worker's areas are grids, codes of 15 digits"
    ),
    "rights_rank": Template(
        "impossible", "只有协调员可以有指挥职务", "Only a coordinator has a rank that orders response levels"
    ),
    "rights_last": Template(
        "conflict",
        "{name} 是最后一位管理员：先让别人成为管理员",
        "{name} is the last administrator: make somebody else one first",
    ),
    "exercise_unknown": Template("unknown", "没有这场演练：{exercise}", "There is no such exercise: {exercise}"),
    "id_conflict": Template(
        "conflict", "同一编号已用于另一内容，请换新编号", "This id was already used for something else: use a new one"
    ),
    "rate_limited": Template("limited", "太频繁了，请 {seconds} 秒后再试", "Too many: try again in {seconds} s"),
    "too_many_failures": Template(
        "limited", "失败次数太多，请 {seconds} 秒后再试", "Too many failures: try again in {seconds} s"
    ),
    "unavailable": Template(
        "temporary",
        "系统暂时收不下（{part}），没有丢，请稍后再发",
        "Cannot be taken right now ({part}): please send it again",
    ),
    "busy": Template(
        "temporary",
        "排队的一般上报太多，请 {seconds} 秒后再发；紧急上报不受影响",
        "Too many routine reports are waiting: send again in {seconds} s; urgent ones are taken",
    ),
    "not_stored_yet": Template(
        "temporary",
        "已收到，还没有入库：请用同一编号再发",
        "Received, but not stored yet: send it again with the same id",
    ),
    "set_aside": Template(
        "impossible",
        "系统处理不了这条请求，已转人工查看",
        "This request could not be processed; an operator will look at it",
    ),
    "task_unknown": Template("unknown", "没有这项待办", "There is no such task"),
}
