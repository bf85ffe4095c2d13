"""Requests of the closed loop: extension, suspension, rework, return, verification, supervision, call-back, limits."""

from typing import Annotated, Literal

from msgspec import Meta

from command.domain.facts import CategoryRule, Satisfaction, Supervising
from command.wire.requests.base import WRITABLE, Durable, Moment, Photos, Reason, Text, ThingId

Reference = Annotated[str, Meta(max_length=100, pattern=WRITABLE)]


class AskExtension(Durable, frozen=True, kw_only=True):
    """`incident.extend`: 延期, one more time the limit, by who has it or for them; never once overdue."""

    incident: ThingId
    reason: Reason


class AskSuspension(Durable, frozen=True, kw_only=True):
    """`incident.suspend`: 挂账 until a moment within a year; once."""

    incident: ThingId
    reason: Reason
    until: Moment


class RuleIncident(Durable, frozen=True, kw_only=True):
    """`incident.rule`: grant or refuse what was asked for. A *return* granted: it was not theirs, `to` has it next."""

    incident: ThingId
    on: Literal["extension", "suspension", "void", "return"]
    grant: bool
    reason: Reason = ""
    to: ThingId | None = None


class ResumeIncident(Durable, frozen=True, kw_only=True):
    """`incident.resume`: the clock of a suspended incident runs again before its day."""

    incident: ThingId
    reason: Reason


class GiveFeedback(Durable, frozen=True, kw_only=True):
    """`incident.feedback`: 反馈 with photos of before and after, by who handled it or, with a `reason`, for them."""

    incident: ThingId
    note: Text = ""
    before: Photos = []
    after: Photos = []
    reason: Reason = ""


class OrderRework(Durable, frozen=True, kw_only=True):
    """`incident.rework`: 返工, the result is not good; back to the same handler."""

    incident: ThingId
    reason: Reason
    photos: Photos = []


class ReturnIncident(Durable, frozen=True, kw_only=True):
    """`incident.return`: 回退, "not ours", by who has it."""

    incident: ThingId
    reason: Reason


class ReopenIncident(Durable, frozen=True, kw_only=True):
    """`incident.reopen`: a closed incident is open again."""

    incident: ThingId
    reason: Reason


class OrderSupervision(Durable, frozen=True, kw_only=True):
    """`incident.supervise`: 督办. `to` (ids): who must reply within `within_s` seconds; nobody named: whoever has it
    and the supervisors of the community."""

    incident: ThingId
    kind: Supervising
    reason: Reason
    to: Annotated[list[ThingId], Meta(max_length=20)] = []
    within_s: Annotated[int, Meta(ge=60, le=604_800)] | None = None


class ReplySupervision(Durable, frozen=True, kw_only=True):
    """`supervision.reply`: the reply that a 督办 demands."""

    supervision: ThingId
    text: Text


class MakeCallBack(Durable, frozen=True, kw_only=True):
    """`incident.call_back`: 回访. *Unsatisfied* needs a note and opens the incident again."""

    incident: ThingId
    outcome: Satisfaction
    note: Reason = ""


class MoveReferral(Durable, frozen=True, kw_only=True):
    """`referral.move`: whom we referred to took it over, or is done."""

    incident: ThingId
    referral: ThingId
    step: Literal["acknowledged", "closed"]
    reference: Reference = ""
    note: Reason = ""


class AnswerHandover(Durable, frozen=True, kw_only=True):
    """`handover.answer`: whoever handed the report over to us was told what became of it."""

    handover: ThingId
    note: Reason


class ChangeLimits(Durable, frozen=True, kw_only=True):
    """`limits.change`: other limits of a category from now on; without a `rule` the built-in ones again.

    `version`: the one that was looked at, so that two people do not overwrite each other unseen.
    """

    category: Annotated[str, Meta(min_length=1, max_length=40, pattern=WRITABLE)]
    version: Annotated[int, Meta(ge=0)]
    reason: Reason
    rule: CategoryRule | None = None


DURABLE: dict[str, type[Durable]] = {
    "incident.extend": AskExtension,
    "incident.suspend": AskSuspension,
    "incident.rule": RuleIncident,
    "incident.resume": ResumeIncident,
    "incident.feedback": GiveFeedback,
    "incident.rework": OrderRework,
    "incident.return": ReturnIncident,
    "incident.reopen": ReopenIncident,
    "incident.supervise": OrderSupervision,
    "supervision.reply": ReplySupervision,
    "incident.call_back": MakeCallBack,
    "referral.move": MoveReferral,
    "handover.answer": AnswerHandover,
    "limits.change": ChangeLimits,
}
