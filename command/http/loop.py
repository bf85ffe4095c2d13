"""The closed loop over HTTP: the socket's requests of the same names, decided at once; and the limits in force."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.category import CATEGORIES
from command.domain.facts import CategoryRule, FirstLine, Satisfaction, Supervising
from command.domain.limits import built_in
from command.domain.permission import may_list_people
from command.http.context import Ctx
from command.http.dispatching import Dispatching
from command.http.problems import refused
from command.http.reader import Asker
from command.http.supervising import Done, Key, perform_request
from command.store.limits import read_limits
from command.wire.requests import Moment, Photos, Reason, Text, ThingId
from command.wire.requests.loop import Reference


class Because(Struct, frozen=True, forbid_unknown_fields=True):
    """With its reason."""

    reason: Reason


class Nothing(Struct, frozen=True, forbid_unknown_fields=True):
    """Nothing more to say."""


class Suspending(Struct, frozen=True, forbid_unknown_fields=True):
    """挂账 until a moment within a year."""

    reason: Reason
    until: Moment


class Ruling(Struct, frozen=True, forbid_unknown_fields=True):
    """Grant or refuse what was asked for; of a return, `to` has it next."""

    on: Literal["extension", "suspension", "void", "return"]
    grant: bool
    reason: Reason = ""
    to: ThingId | None = None


class FeedingBack(Struct, frozen=True, forbid_unknown_fields=True):
    """反馈, with photos of before and after."""

    note: Text = ""
    before: Photos = []
    after: Photos = []
    reason: Reason = ""


class Reworking(Struct, frozen=True, forbid_unknown_fields=True):
    """返工, with what is not good about it."""

    reason: Reason
    photos: Photos = []


class Ordering(Struct, frozen=True, forbid_unknown_fields=True):
    """督办: who must reply, within how many seconds."""

    kind: Supervising
    reason: Reason
    to: Annotated[list[ThingId], Meta(max_length=20)] = []
    within_s: Annotated[int, Meta(ge=60, le=604_800)] | None = None


class Replying(Struct, frozen=True, forbid_unknown_fields=True):
    """The reply to a 督办."""

    text: Text


class CallingBack(Struct, frozen=True, forbid_unknown_fields=True):
    """回访: what they said."""

    outcome: Satisfaction
    note: Reason = ""


class Referring(Struct, frozen=True, forbid_unknown_fields=True):
    """已转: to whom, with their reference."""

    to: FirstLine
    reference: Reference = ""


class Moving(Struct, frozen=True, forbid_unknown_fields=True):
    """They took it over, or are done."""

    step: Literal["acknowledged", "closed"]
    reference: Reference = ""
    note: Reason = ""


class Answering(Struct, frozen=True, forbid_unknown_fields=True):
    """What whoever handed it over was told."""

    note: Reason


class Changing(Struct, frozen=True, forbid_unknown_fields=True):
    """Other limits from now on; without a `rule` the built-in ones. `version`: the one that was looked at."""

    version: Annotated[int, Meta(ge=0)]
    reason: Reason
    rule: CategoryRule | None = None


class CategoryLimits(Struct, frozen=True):
    """What holds for a category, and what is built in. `by_name` and `at` of the last change, if there was one."""

    category: str
    rule: CategoryRule
    built_in: CategoryRule
    version: int
    changed: bool
    reason: str = ""
    by_name: str = ""
    at: str | None = None


class LimitsInForce(Struct, frozen=True):
    """All categories. `known_until`: the last year whose holidays and make-up days are announced, as far as we know."""

    limits: list[CategoryLimits]
    known_until: int


def _twin(name: str, method: str, body: type[Struct], words: str) -> Any:
    """`POST /api/incidents/{id}/<name>`: one request about an incident."""

    async def handler(
        context: Ctx, reader: Asker, incident_id: FromPath[str], data: Any, idempotency_key: Key = None
    ) -> Done:
        asked = {"incident": incident_id, **msgspec.to_builtins(data)}
        return await perform_request(context, reader, method, asked, idempotency_key)

    handler.__name__ = method.replace(".", "_")
    handler.__doc__ = words
    handler.__annotations__["data"] = JSONBody[body]  # type: ignore[misc,valid-type]
    return post(f"/api/incidents/{{incident_id:str}}/{name}", status_code=200, tags=["incidents"])(handler)


INCIDENT_ROUTES = [
    _twin("dispatch", "incident.dispatch", Dispatching, "Send on its way what is held or unattended; ask `to` first."),
    _twin("refer", "incident.refer", Referring, "Say that the first line was called."),
    _twin("extend", "incident.extend", Because, "Ask for one more time the limit; never once overdue."),
    _twin("suspend", "incident.suspend", Suspending, "Ask that the clock stand still until a moment."),
    _twin("rule", "incident.rule", Ruling, "Grant or refuse what was asked for."),
    _twin("resume", "incident.resume", Because, "Let the clock of a suspended incident run again."),
    _twin("feedback", "incident.feedback", FeedingBack, "Say and show what the result is."),
    _twin("rework", "incident.rework", Reworking, "Send a result back that is not good."),
    _twin("return", "incident.return", Because, "Give it back: it is not ours."),
    _twin("reopen", "incident.reopen", Because, "Open a closed incident again."),
    _twin("supervise", "incident.supervise", Ordering, "Demand a reply about an incident."),
    _twin("call-back", "incident.call_back", CallingBack, "Say what whoever reported it said when called back."),
]


@post("/api/incidents/{incident_id:str}/referrals/{referral_id:str}", status_code=200, tags=["incidents"])
async def move_referral(
    context: Ctx,
    reader: Asker,
    incident_id: FromPath[str],
    referral_id: FromPath[str],
    data: JSONBody[Moving],
    idempotency_key: Key = None,
) -> Done:
    """Say that whom we referred to took it over, or is done."""
    asked = {"incident": incident_id, "referral": referral_id, **msgspec.to_builtins(data)}
    return await perform_request(context, reader, "referral.move", asked, idempotency_key)


@post("/api/supervisions/{supervision_id:str}/reply", status_code=200, tags=["incidents"])
async def reply_supervision(
    context: Ctx, reader: Asker, supervision_id: FromPath[str], data: JSONBody[Replying], idempotency_key: Key = None
) -> Done:
    """Reply to an order of supervision."""
    asked = {"supervision": supervision_id, "text": data.text}
    return await perform_request(context, reader, "supervision.reply", asked, idempotency_key)


@post("/api/handovers/{handover_id:str}/answer", status_code=200, tags=["incidents"])
async def answer_handover(
    context: Ctx, reader: Asker, handover_id: FromPath[str], data: JSONBody[Answering], idempotency_key: Key = None
) -> Done:
    """Answer 110, 119, 120 or 12345 about a report they handed over."""
    asked = {"handover": handover_id, "note": data.note}
    return await perform_request(context, reader, "handover.answer", asked, idempotency_key)


@get("/api/limits", tags=["limits"])
async def list_limits(context: Ctx, reader: Asker) -> LimitsInForce:
    """The limits of every category as they are filed with now, beside the built-in ones."""
    if not may_list_people(reader.person):
        raise refused("not_allowed")
    kept = await read_limits(context.reading, context.district)
    policy = context.desk.policy
    found = []
    for code in CATEGORIES:
        ours, changed = built_in(code, policy), kept.get(code)
        rule = changed.rule if changed is not None and changed.rule is not None else ours
        known = {} if changed is None else {"reason": changed.reason, "by_name": changed.by_name}
        at = None if changed is None else changed.at.isoformat()
        version = 0 if changed is None else changed.version
        found.append(CategoryLimits(code, rule, ours, version, rule != ours, **known, at=at))
    return LimitsInForce(found, policy.calendar.known_until)


@post("/api/limits/{category:str}", status_code=200, tags=["limits"])
async def change_limits(
    context: Ctx, reader: Asker, category: FromPath[str], data: JSONBody[Changing], idempotency_key: Key = None
) -> Done:
    """Change the limits of a category for what is filed from now on."""
    asked = {"category": category, **msgspec.to_builtins(data)}
    return await perform_request(context, reader, "limits.change", asked, idempotency_key)


ROUTES = [*INCIDENT_ROUTES, move_referral, reply_supervision, answer_handover, list_limits, change_limits]
