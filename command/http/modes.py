"""`/api/modes`: the response level in force, why, what it changes, and switching it: always after a dry run."""

from typing import Annotated

import msgspec
from litestar import get, post
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import Meta, Struct

from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.facts.response import Code, ModeLevel, Order, Threat
from command.domain.mode.dryrun import DryRun, dry_run
from command.domain.mode.plans import plan_of
from command.domain.refusals import Refusal, refuse
from command.http.context import Context, Ctx
from command.http.mode_answers import Effective, History, Modes, TaskList, effective_values, modes_now, tasks_for
from command.http.performing import Done, perform_request
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader, require
from command.service.seal import opened
from command.store.mode_ledger import mode_facts
from command.wire.requests import Moment, Reason, ThingId

Key = Annotated[
    str | None,
    HeaderParameter(name="Idempotency-Key", description="Best a UUIDv7. The same key means the same request."),
]


class Trying(Struct, frozen=True, forbid_unknown_fields=True):
    """What to try: a level of a plan in its present version."""

    response_plan: Code
    level: ModeLevel


class Proposing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A switch with the order behind it."""

    response_plan: Code
    plan_version: int
    level: ModeLevel
    mode_version: int
    reason: Reason
    order: Order
    review_at: Moment | None = None
    below_reason: Reason = ""


class Alone(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A switch by one person. `typed`: the level's name."""

    response_plan: Code
    plan_version: int
    level: ModeLevel
    mode_version: int
    reason: Reason
    typed: Annotated[str, Meta(max_length=40)]
    order: Order | None = None
    review_at: Moment | None = None
    below_reason: Reason = ""


class Approving(Struct, frozen=True, forbid_unknown_fields=True):
    """The switch that was in force when it was approved."""

    mode_version: int


class Because(Struct, frozen=True, forbid_unknown_fields=True):
    """Why."""

    reason: Reason = ""


class Countersigning(Struct, frozen=True, forbid_unknown_fields=True):
    """Which switch."""

    version: int


class Reviewing(Struct, frozen=True, forbid_unknown_fields=True):
    """Until when it stays."""

    version: int
    review_at: Moment
    reason: Reason


class FromAbove(Struct, frozen=True, forbid_unknown_fields=True):
    """What a superior headquarters ordered."""

    threat: Threat
    level: ModeLevel
    order: Order


class Finishing(Struct, frozen=True, forbid_unknown_fields=True):
    """How a grid's task was done. `paper`: entered later from a printed pack, with its time (`at`) and the
    name of who did it (`doer`)."""

    at: Moment
    note: Annotated[str, Meta(max_length=2000)] = ""
    photos: list[ThingId] = []
    paper: bool = False
    doer: Annotated[str, Meta(max_length=100)] = ""


@get("/api/modes", tags=["modes"])
async def get_modes(context: Ctx, reader: Asker) -> Modes:
    """The level in force and why, what waits for a decision, who is called in, and how far the grids' tasks are."""
    require(reader, "mode.get")
    return await context.desk.look(lambda draft: modes_now(draft, reader))


@get("/api/modes/effective", tags=["modes"])
async def get_effective(context: Ctx, reader: Asker, category: FromQuery[str | None] = None) -> Effective:
    """Every value that holds now with the layer it came from; of one category with `category`."""
    require(reader, "mode.get")
    if category is not None and category not in CATEGORIES:
        raise refused("unknown_category", category=category)
    return await context.desk.look(lambda draft: effective_values(draft, category))


@get("/api/modes/history", tags=["modes"])
async def get_history(context: Ctx, reader: Asker, limit: FromQuery[int] = 50) -> History:
    """Switches, proposals, orders from above, reviews: the newest first."""
    require(reader, "mode.get")
    told = []
    for number, at, body in await mode_facts(context.reading, context.district, max(1, min(limit, 200))):
        fact = msgspec.to_builtins(opened(body))
        for long in ("overlay", "recalled", "told", "content"):
            fact.pop(long, None)
        told.append({"number": number, "at": at, **fact})
    return History(facts=told)


@post("/api/modes/dry-run", status_code=200, tags=["modes"])
async def try_mode(context: Ctx, reader: Asker, data: JSONBody[Trying]) -> DryRun:
    """先试算: what the switch would do to what is open now. Nothing is changed."""
    require(reader, "mode.dry_run")

    def question(draft: Draft) -> DryRun | Refusal:
        plan = plan_of(draft.picture, data.response_plan)
        return refuse("plan_unknown", plan=data.response_plan) if plan is None else dry_run(draft, plan, data.level)

    told = await context.desk.look(question)
    if isinstance(told, Refusal):
        raise Refused(told)
    return told


@post("/api/modes/proposals", status_code=200, tags=["modes"])
async def propose_mode(context: Ctx, reader: Asker, data: JSONBody[Proposing], idempotency_key: Key = None) -> Done:
    """Propose a switch; a second person whom the level allows decides."""
    return await _ask(context, reader, "mode.propose", data, idempotency_key)


@post("/api/modes/proposals/{proposal:str}/approve", status_code=200, tags=["modes"])
async def approve_mode(
    context: Ctx, reader: Asker, proposal: FromPath[str], data: JSONBody[Approving], idempotency_key: Key = None
) -> Done:
    """Approve, and switch."""
    return await _ask(context, reader, "mode.approve", data, idempotency_key, proposal=proposal)


@post("/api/modes/proposals/{proposal:str}/refuse", status_code=200, tags=["modes"])
async def refuse_mode(
    context: Ctx, reader: Asker, proposal: FromPath[str], data: JSONBody[Because], idempotency_key: Key = None
) -> Done:
    """Turn a proposed switch down."""
    return await _ask(context, reader, "mode.refuse", data, idempotency_key, proposal=proposal)


@post("/api/modes/proposals/{proposal:str}/withdraw", status_code=200, tags=["modes"])
async def withdraw_mode(
    context: Ctx, reader: Asker, proposal: FromPath[str], data: JSONBody[Because], idempotency_key: Key = None
) -> Done:
    """Take one's own proposal back."""
    return await _ask(context, reader, "mode.withdraw", data, idempotency_key, proposal=proposal)


@post("/api/modes/alone", status_code=200, tags=["modes"])
async def switch_alone(context: Ctx, reader: Asker, data: JSONBody[Alone], idempotency_key: Key = None) -> Done:
    """One person, in an emergency, upwards only: by typing the level's name."""
    return await _ask(context, reader, "mode.switch_alone", data, idempotency_key)


@post("/api/modes/countersign", status_code=200, tags=["modes"])
async def countersign_mode(
    context: Ctx, reader: Asker, data: JSONBody[Countersigning], idempotency_key: Key = None
) -> Done:
    """Stand by what one person did alone."""
    return await _ask(context, reader, "mode.countersign", data, idempotency_key)


@post("/api/modes/review", status_code=200, tags=["modes"])
async def review_mode(context: Ctx, reader: Asker, data: JSONBody[Reviewing], idempotency_key: Key = None) -> Done:
    """The level was looked at and stays."""
    return await _ask(context, reader, "mode.review", data, idempotency_key)


@post("/api/modes/superior", status_code=200, tags=["modes"])
async def record_superior(context: Ctx, reader: Asker, data: JSONBody[FromAbove], idempotency_key: Key = None) -> Done:
    """Write down what a superior headquarters ordered."""
    return await _ask(context, reader, "mode.superior", data, idempotency_key)


@get("/api/modes/tasks", tags=["modes"])
async def list_tasks(context: Ctx, reader: Asker) -> TaskList:
    """The level's tasks, by grid, as far as the reader answers for them."""
    require(reader, "mode.get")
    return await context.desk.look(lambda draft: tasks_for(draft, reader))


@post("/api/modes/tasks/{area:str}/{task:str}", status_code=200, tags=["modes"])
async def finish_task(
    context: Ctx,
    reader: Asker,
    area: FromPath[str],
    task: FromPath[str],
    data: JSONBody[Finishing],
    idempotency_key: Key = None,
) -> Done:
    """A grid's task is done."""
    return await _ask(context, reader, "grid_task.finish", data, idempotency_key, area=area, grid_task=task)


async def _ask(context: Context, reader: Reader, method: str, data: Struct, key: str | None, **more: str) -> Done:
    require(reader, method)
    return await perform_request(context, reader, method, {**more, **msgspec.to_builtins(data)}, key)


ROUTES = [
    get_modes,
    get_effective,
    get_history,
    try_mode,
    propose_mode,
    approve_mode,
    refuse_mode,
    withdraw_mode,
    switch_alone,
    countersign_mode,
    review_mode,
    record_superior,
    list_tasks,
    finish_task,
]
