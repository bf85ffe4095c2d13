"""The closed loop over HTTP: the socket's requests of the same names, decided at once; and the limits in force."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import FromPath, JSONBody
from msgspec import Meta, Struct

from command.domain.category import CATEGORIES
from command.domain.facts import CategoryRule
from command.domain.limits import built_in
from command.domain.permission import may_list_people
from command.http.context import Ctx
from command.http.performing import Done, Key, perform_request
from command.http.problems import refused
from command.http.reader import Asker
from command.http.twins import twin
from command.store.limits import read_limits
from command.wire.requests import Reason


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


_INCIDENT = "/api/incidents/{incident_id:str}"
_TWINS = [
    ("incident.dispatch", "dispatch", "Send on its way what is held or unattended; ask `to` first."),
    ("incident.refer", "refer", "Say that the first line was called."),
    ("incident.extend", "extend", "Ask for one more time the limit; never once overdue."),
    ("incident.suspend", "suspend", "Ask that the clock stand still until a moment."),
    ("incident.rule", "rule", "Grant or refuse what was asked for."),
    ("incident.resume", "resume", "Let the clock of a suspended incident run again."),
    ("incident.feedback", "feedback", "Say and show what the result is."),
    ("incident.rework", "rework", "Send a result back that is not good."),
    ("incident.return", "return", "Give it back: it is not ours."),
    ("incident.reopen", "reopen", "Open a closed incident again."),
    ("incident.supervise", "supervise", "Demand a reply about an incident."),
    ("incident.call_back", "call-back", "Say what whoever reported it said when called back."),
    ("referral.move", "referrals/{referral_id:str}", "Say that whom we referred to took it over, or is done."),
]


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


ROUTES = [
    *(twin(method, f"{_INCIDENT}/{name}", words, "incidents") for method, name, words in _TWINS),
    twin(
        "supervision.reply",
        "/api/supervisions/{supervision_id:str}/reply",
        "Reply to an order of supervision.",
        "incidents",
    ),
    twin(
        "handover.answer",
        "/api/handovers/{handover_id:str}/answer",
        "Answer 110, 119, 120 or 12345 about a report they handed over.",
        "incidents",
    ),
    list_limits,
    change_limits,
]
