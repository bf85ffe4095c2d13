"""Refusals: every "no" of the system, as a value with a code, a reason and a message a person can act on.

`code` is for programs and never changes; `reason` groups codes into the tree below; `message` is made in the
reader's language from the templates. Over HTTP a refusal becomes an RFC 9457 problem with `status`.

    malformed      400  what was sent cannot be read
    unauthorised   401
    forbidden      403  the person may not
    unknown        404  there is no such thing, or none the person may see
    conflict       409  it contradicts what already happened
    impossible     422  it reads well but cannot be done
    limited        429  too many
    temporary      503  try again later; nothing was kept
"""

from typing import Literal

from msgspec import Struct

from command.domain.facts import RefusalInfo

Reason = Literal["malformed", "unauthorised", "forbidden", "unknown", "conflict", "impossible", "limited", "temporary"]
Datum = str | int | float | bool | None

STATUS: dict[str, int] = {
    "malformed": 400,
    "unauthorised": 401,
    "forbidden": 403,
    "unknown": 404,
    "conflict": 409,
    "impossible": 422,
    "limited": 429,
    "temporary": 503,
}


class Template(Struct, frozen=True):
    """One kind of refusal: its reason and its sentence in both languages."""

    reason: Reason
    zh: str
    en: str


TEMPLATES: dict[str, Template] = {
    "invalid": Template("malformed", "内容有误：{detail}", "This cannot be read: {detail}"),
    "too_large": Template("malformed", "内容太大（上限 {limit}）", "Too large (limit {limit})"),
    "unsupported_media": Template(
        "malformed", "只收 JPEG、PNG 或 WebP 图片", "Only JPEG, PNG or WebP pictures are taken"
    ),
    "unauthorised": Template("unauthorised", "请先登录", "Please sign in"),
    "wrong_credentials": Template("unauthorised", "用户名或密码不对", "Wrong user name or password"),
    "token_expired": Template("unauthorised", "登录已过期，请重新登录", "Your sign-in has expired: sign in again"),
    "not_allowed": Template("forbidden", "您没有做这件事的权限", "You may not do this"),
    "foreign_origin": Template("forbidden", "来源网站不被允许", "Requests from this site are not allowed"),
    "reason_needed": Template("impossible", "请写明理由", "A reason is needed"),
    "not_watch_leader": Template("forbidden", "作废须由值班长批准", "Only a watch leader may void an incident"),
    "own_work": Template("forbidden", "处置人不能核查自己的结果", "The handler may not verify their own work"),
    "unknown_method": Template("unknown", "没有这项操作：{method}", "There is no such operation: {method}"),
    "unknown_category": Template("unknown", "没有这个类别：{category}", "There is no such category: {category}"),
    "unknown_thing": Template("unknown", "没有找到，或您无权查看", "Not found, or not yours to see"),
    "offer_unknown": Template("unknown", "没有找到这份派单，或不是派给您的", "No such offer, or it is not yours"),
    "assignment_unknown": Template("unknown", "没有找到这项任务，或不是您的", "No such assignment, or it is not yours"),
    "incident_unknown": Template(
        "unknown", "没有找到这起事件，或您无权操作", "No such incident, or not yours to act on"
    ),
    "person_unknown": Template("unknown", "没有这个人", "There is no such person"),
    "task_unknown": Template("unknown", "没有这项待办", "There is no such task"),
    "exercise_unknown": Template("unknown", "没有这场演练：{exercise}", "There is no such exercise: {exercise}"),
    "id_conflict": Template(
        "conflict", "同一编号已用于另一内容，请换新编号", "This id was already used for something else: use a new one"
    ),
    "offer_closed": Template("conflict", "这份派单已结束（{why}）", "This offer is already over ({why})"),
    "assignment_over": Template("conflict", "这项任务已结束", "This assignment is already over"),
    "step_backwards": Template(
        "conflict", "进度只能向前：现在是“{status}”", "Progress only goes forward: it is now “{status}”"
    ),
    "incident_over": Template("conflict", "这起事件已经{status}", "This incident is already {status}"),
    "incident_not_handled": Template(
        "conflict", "还没有人办结，不能核查结案", "Nobody has finished the work yet: it cannot be verified and closed"
    ),
    "already_on_duty": Template("conflict", "您已在岗", "You are already on duty"),
    "not_on_duty": Template("conflict", "您不在岗", "You are not on duty"),
    "on_assignment": Template(
        "conflict",
        "手上还有任务，办结或交出后才能下岗",
        "You still have an assignment: finish it or hand it over first",
    ),
    "person_unfit": Template("impossible", "此人现在不能派：{why}", "This person cannot be sent now: {why}"),
    "outside_district": Template(
        "impossible",
        "地点不在本区（{district}），请核对或改报所在区",
        "This place is outside the district ({district})",
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
    "dispatched_already": Template("conflict", "这起事件已经派出", "This incident has already been dispatched"),
    "set_aside": Template(
        "impossible",
        "系统处理不了这条请求，已转人工查看",
        "This request could not be processed; an operator will look at it",
    ),
}


class Refusal(Struct, frozen=True):
    """A "no", before anybody's language: what `decide` returns."""

    code: str
    data: dict[str, Datum] = {}
    retry_after_s: float | None = None

    @property
    def reason(self) -> str:
        """The branch of the tree: see the module's text."""
        return TEMPLATES[self.code].reason

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.reason]

    def told(self, language: str) -> RefusalInfo:
        """As it travels, its message in the reader's language ("en…" English, else Chinese)."""
        template = TEMPLATES[self.code]
        english = language.lower().startswith("en")
        sentence = template.en if english else template.zh
        words = {key: _word(value, english=english) for key, value in self.data.items()}
        return RefusalInfo(
            code=self.code,
            reason=template.reason,
            message=sentence.format_map(_Missing(words)),
            retry_after_s=self.retry_after_s,
            data=self.data,
        )


# What a person reads in place of the codes that `data` carries for programs.
_WORDS: dict[str, tuple[str, str]] = {
    "accepted": ("已接单", "accepted"),
    "declined": ("已谢绝", "declined"),
    "expired": ("超时未答复", "not answered in time"),
    "withdrawn": ("已撤回", "withdrawn"),
    "incident_closed": ("事件已结束", "the incident is over"),
    "off_duty": ("已下岗", "off duty"),
    "assigned": ("已派单", "assigned"),
    "en_route": ("已出发", "on the way"),
    "on_scene": ("已到场", "on the scene"),
    "closed": ("结案", "closed"),
    "voided": ("作废", "voided"),
}


def _word(value: Datum, *, english: bool) -> Datum:
    return _WORDS[value][english] if isinstance(value, str) and value in _WORDS else value


class _Missing(dict[str, Datum]):
    """A template whose value was not given shows an ellipsis rather than failing in front of the person."""

    def __missing__(self, key: str) -> str:
        return "…"


def refuse(code: str, *, retry_after_s: float | None = None, **data: Datum) -> Refusal:
    """A refusal with its data. Raises KeyError for a code that is not in the tree."""
    if code not in TEMPLATES:
        raise KeyError(code)
    return Refusal(code, data, retry_after_s)


def refusal(code: str, language: str, *, retry_after_s: float | None = None, **data: Datum) -> RefusalInfo:
    """A refusal in a reader's language, at once."""
    return refuse(code, retry_after_s=retry_after_s, **data).told(language)
