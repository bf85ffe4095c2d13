"""`/api/modes`: the response level in force, why, what it changes, and switching it: always after a dry run."""

from datetime import datetime
from typing import Annotated, Any

import msgspec
from litestar import get, post
from litestar.params import FromPath, FromQuery, HeaderParameter, JSONBody
from msgspec import Meta, Struct

from command.domain.category import CATEGORIES
from command.domain.draft import Draft
from command.domain.facts.response import Code, ModeLevel, Order, Rank, Threat
from command.domain.kept.mode import MODE, GridTasks, Mode, Recall, Superior, SwitchProposal
from command.domain.mode.deciding import ranks_for
from command.domain.mode.dryrun import DryRun, dry_run
from command.domain.mode.effective import Value, category_values, values
from command.domain.mode.levels import TYPED
from command.domain.mode.plans import plan_of, plans_of
from command.domain.permission import covers, sees_whole_district
from command.domain.refusals import Refusal, refuse
from command.http.context import Context, Ctx
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


class PlanName(Struct, frozen=True, kw_only=True):
    """A plan that can be switched to, and who may approve each of its levels (0: ending the response)."""

    id: str
    version: int
    threat: Threat
    name: dict[str, str]
    ranks: dict[int, list[Rank]]


class Modes(Struct, frozen=True, kw_only=True):
    """All about the level in force. `mode` is None before the first switch there ever was."""

    at: datetime
    mode: Mode | None
    mode_version: int
    superiors: list[Superior]
    proposals: list[SwitchProposal]
    recall: Recall | None
    tasks_all: int
    tasks_done: int
    tasks_late: int
    plans: list[PlanName]
    rank: Rank | None
    typed: dict[int, list[str]]


class CategoryEffect(Struct, frozen=True, kw_only=True):
    """The values of one category."""

    category: str
    values: list[Value]


class Effective(Struct, frozen=True, kw_only=True):
    """有效策略: every value that holds, and the layer it came from. `categories`: those a level changes, or the one
    that was asked for."""

    at: datetime
    level: ModeLevel
    plan: str
    plan_version: int
    values: list[Value]
    categories: list[CategoryEffect]


class History(Struct, frozen=True, kw_only=True):
    """What happened to the level: facts as the ledger keeps them, the newest first."""

    facts: list[dict[str, Any]]


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


class TaskList(Struct, frozen=True, kw_only=True):
    """The tasks of the grids that the reader answers for, and who is responsible for each grid now: its worker on duty
    (id), or nobody."""

    at: datetime
    grids: list[GridTasks]
    responsible: dict[str, str]


@get("/api/modes", tags=["modes"])
async def get_modes(context: Ctx, reader: Asker) -> Modes:
    """The level in force and why, what waits for a decision, who is called in, and how far the grids' tasks are."""
    require(reader, "mode.get")
    return await context.desk.look(lambda draft: _modes(draft, reader))


@get("/api/modes/effective", tags=["modes"])
async def get_effective(context: Ctx, reader: Asker, category: FromQuery[str | None] = None) -> Effective:
    """Every value that holds now with the layer it came from; of one category with `category`."""
    require(reader, "mode.get")
    if category is not None and category not in CATEGORIES:
        raise refused("unknown_category", category=category)
    return await context.desk.look(lambda draft: _effective(draft, category))


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
    return await context.desk.look(lambda draft: _tasks(draft, reader))


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


def _modes(draft: Draft, reader: Reader) -> Modes:
    picture = draft.picture
    mode = picture.modes.get(MODE)
    mine = [one for one in picture.gridtasks.values() if _sees(reader, one.id)]
    tasks = [task for one in mine for task in one.tasks.values()]
    whole = sees_whole_district(reader.person)
    person = picture.people.get(reader.person.id, reader.person)
    return Modes(
        at=draft.now,
        mode=mode,
        mode_version=mode.version if mode is not None else 0,
        superiors=list(picture.superiors.values()),
        proposals=list(picture.switchproposals.values()) if whole else [],
        recall=picture.recalls.get(MODE) if whole else None,
        tasks_all=len(tasks),
        tasks_done=sum(task.done_at is not None for task in tasks),
        tasks_late=sum(task.done_at is None and task.due <= draft.now for task in tasks),
        plans=[
            PlanName(
                id=plan.id,
                version=plan.version,
                threat=plan.threat,
                name={"zh": plan.name.zh, "en": plan.name.en or plan.name.zh},
                ranks={level: ranks_for(draft, plan, level) for level in (0, 4, 3, 2, 1)},
            )
            for plan in plans_of(picture)
        ],
        rank=person.rank,
        typed={level: list(names) for level, names in TYPED.items()},
    )


def _effective(draft: Draft, category: str | None) -> Effective:
    mode = draft.picture.modes.get(MODE)
    overlay = mode.overlay if mode is not None else None
    found = []
    for code in [category] if category is not None else CATEGORIES:
        kept = draft.picture.limits.get(code)
        rule, version = (kept.rule, kept.version) if kept is not None else (None, 0)
        own = category_values(draft.normal, overlay, code, rule, version)
        if category is not None or any(one.origin.layer == "level" for one in own):
            found.append(CategoryEffect(category=code, values=own))
    return Effective(
        at=draft.now,
        level=mode.level if mode is not None else 0,
        plan=overlay.plan if overlay is not None else "",
        plan_version=overlay.version if overlay is not None else 0,
        values=values(draft.normal, overlay),
        categories=found,
    )


def _sees(reader: Reader, area: str) -> bool:
    return sees_whole_district(reader.person) or covers(reader.person, area) or area in reader.person.areas


def _tasks(draft: Draft, reader: Reader) -> TaskList:
    grids = [one for code, one in sorted(draft.picture.gridtasks.items()) if _sees(reader, code)]
    responsible = {}
    for one in grids:
        here = [p for p in sorted(draft.situation.workers_of_grid.get(one.id, ())) if p in draft.situation.on_duty]
        responsible[one.id] = here[0] if here else ""
    return TaskList(at=draft.now, grids=grids, responsible=responsible)


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
