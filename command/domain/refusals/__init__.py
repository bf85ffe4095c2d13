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

from msgspec import Struct

from command.domain.facts import RefusalInfo
from command.domain.refusals import (
    alerts,
    attention,
    bulletins,
    drill,
    duty,
    general,
    incidents,
    loop,
    mode,
    moving,
    patrol,
    reach,
    roster,
    safety,
    scripts,
    sitreps,
    storm,
    summons,
    warnings,
)
from command.domain.refusals.template import Reason as Reason
from command.domain.refusals.template import Template

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

TEMPLATES: dict[str, Template] = {
    **general.TEMPLATES,
    **duty.TEMPLATES,
    **drill.TEMPLATES,
    **incidents.TEMPLATES,
    **roster.TEMPLATES,
    **patrol.TEMPLATES,
    **reach.TEMPLATES,
    **safety.TEMPLATES,
    **alerts.TEMPLATES,
    **loop.TEMPLATES,
    **warnings.TEMPLATES,
    **bulletins.TEMPLATES,
    **moving.TEMPLATES,
    **storm.TEMPLATES,
    **summons.TEMPLATES,
    **mode.TEMPLATES,
    **attention.TEMPLATES,
    **sitreps.TEMPLATES,
    **scripts.TEMPLATES,
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
WORDS: dict[str, tuple[str, str]] = {
    "accepted": ("已接单", "accepted"),
    "declined": ("已谢绝", "declined"),
    "expired": ("超时未答复", "not answered in time"),
    "withdrawn": ("已撤回", "withdrawn"),
    "incident_closed": ("事件已结束", "the incident is over"),
    "off_duty": ("已下岗", "off duty"),
    "assigned": ("已派单", "assigned"),
    "en_route": ("已出发", "on the way"),
    "on_scene": ("已到场", "on the scene"),
    "filed": ("待派", "waiting for dispatch"),
    "offered": ("待接单", "offered"),
    "unattended": ("无人可派", "unattended"),
    "outdoor_peak": ("大风高峰，尚未出发即收回", "taken back as the winds came, before anybody had set out"),
    "summons:recall": ("马上来、来不了", "coming, or cannot"),
    "summons:outdoors": ("已在室内", "indoors"),
    "summons:seen": ("知道了", "seen"),
    "held": ("大风高峰暂缓外派", "held until the winds have passed"),
    "handled": ("待核查", "waiting to be verified"),
    "suspended": ("挂账中", "suspended"),
    "returned": ("待裁定", "waiting for a ruling"),
    "extension": ("延期", "an extension"),
    "suspension": ("挂账", "a suspension"),
    "void": ("作废", "voiding it"),
    "closed": ("结案", "closed"),
    "unreadable": ("日期看不懂", "no date or time can be read"),
    "backwards": ("结束早于开始", "it ends before it begins"),
    "future": ("还没有开始", "it has not begun yet"),
    "too_long": ("超过 367 天", "it is longer than 367 days"),
    "voided": ("作废", "voided"),
    **roster.WORDS,
    **moving.WORDS,
    **mode.WORDS,
    **sitreps.WORDS,
}


def _word(value: Datum, *, english: bool) -> Datum:
    return WORDS[value][english] if isinstance(value, str) and value in WORDS else value


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
