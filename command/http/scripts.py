"""`/api/scripts`: the library of drills' scripts, checked, made, and in and out as Excel; and a drill before its start.

Scripts are shown only to coordinators and to those who direct a drill: whoever plays must not know them.
"""

from datetime import datetime
from typing import Annotated, Any, Literal

from litestar import Request, Response, get, post, put
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import Meta, Struct

from command.domain.drill.making.shipped import SHIPPED, Shipped
from command.domain.drill.sheet.reading import read_rows
from command.domain.drill.sheet.tidy import tidied
from command.domain.facts.drill import DrillPlan
from command.domain.facts.script import Script
from command.domain.refusals import Refusal
from command.http.context import Context, Ctx
from command.http.duty_files import attached, file_body
from command.http.language import language_of
from command.http.outside import outside
from command.http.performing import Key, request_id
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader
from command.service.script_book import fault_book, script_book, template_book
from command.service.scripts import Review, of_past, of_risks, of_shipped, review, review_start
from command.service.sheets import read_rows as read_sheet
from command.store import exercises, scripts
from command.store.scripts import Kept, Saved, ScriptState
from command.wire.requests import Moment

Compression = Annotated[float, Meta(ge=1, le=100)]
Word = Annotated[str, Meta(max_length=100)]
_LARGEST = 2 * 1024 * 1024
"""[D] A script of 2,000 injects is some hundred kilobytes."""


class ScriptList(Struct, frozen=True, kw_only=True):
    """The library, and what ships. `names`: of those who saved, by id."""

    scripts: list[Kept]
    shipped: list[Shipped]
    names: dict[str, str]


class OneScript(Struct, frozen=True, kw_only=True):
    """A version of a script with what there is to say of it, and every version that there is."""

    id: str
    version: int
    state: ScriptState
    by: str
    at: datetime
    script: Script
    versions: list[Saved]
    review: Review


class Saving(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A script to keep. `version`: the one that it was made from, 0 for a new script."""

    script: Script
    state: ScriptState = "draft"
    version: Annotated[int, Meta(ge=0)] = 0


class SavedAs(Struct, frozen=True, kw_only=True):
    """Where it is kept now."""

    id: str
    version: int
    review: Review


class Checking(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A script as it is being written."""

    script: Script
    compression: Compression = 1


class Generating(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How a script is made. `risks`: of the grid `area`, `count` matters in `minutes`. `past`: of the real ledger in
    [`starts`, `ends`) UTC, of `area` or the whole district. `shipped`: the one called `shipped`, fitted to `area`.

    `seed`: the same gives the same script.
    """

    how: Literal["risks", "past", "shipped"]
    area: Word = ""
    count: Annotated[int, Meta(ge=1, le=200)] = 12
    minutes: Annotated[int, Meta(ge=10, le=1440)] = 90
    seed: Word = "1"
    starts: Moment | None = None
    ends: Moment | None = None
    name: Word = ""
    shipped: Word = ""


class Made(Struct, frozen=True, kw_only=True):
    """A script that is not kept yet."""

    script: Script
    review: Review


class RowError(Struct, frozen=True, kw_only=True):
    """What is wrong with a row (as Excel numbers it) and column of a file."""

    row: int
    column: str
    message: str


class ReadIn(Struct, frozen=True, kw_only=True):
    """What a file says: a script to be looked at and saved, or errors and none. `id` and `version`: kept as those."""

    script: Script | None
    errors: list[RowError]
    review: Review | None = None
    id: str = ""
    version: int = 0


class BeforeStart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A plan and a script as they are being written; what is left out is as it is kept."""

    plan: DrillPlan | None = None
    script: Script | None = None


async def may_write(context: Context, reader: Reader) -> None:
    """Raises Refused unless they are a coordinator or direct a drill that is not over."""
    if "coordinator" in reader.person.roles:
        return
    open_ones = await exercises.listed(context.reading, context.district, ("draft", "running", "paused"))
    own = reader.person.id
    if not any(one.person == own and one.part == "director" for drill in open_ones for one in drill.plan.participants):
        raise refused("script_editors")


@get("/api/scripts", tags=["drills"])
async def list_scripts(context: Ctx, reader: Asker) -> ScriptList:
    """Every script in its newest version, and those that ship."""
    await may_write(context, reader)
    kept = await scripts.listed(context.reading, context.district)
    people = ((one.by, context.directory.person(one.by)) for one in kept)
    names = {id_: person.name for id_, person in people if person is not None}
    return ScriptList(scripts=kept, shipped=list(SHIPPED.values()), names=names)


@get("/api/scripts/{script_id:str}", tags=["drills"])
async def get_script(
    context: Ctx, reader: Asker, script_id: FromPath[str], version: FromQuery[int | None] = None
) -> OneScript:
    """A script, its newest version or the one named."""
    await may_write(context, reader)
    kept, script = await _kept(context, script_id, version)
    return OneScript(
        id=kept.id,
        version=kept.version,
        state=kept.state,
        by=kept.by,
        at=kept.at,
        script=script,
        versions=await scripts.versions(context.reading, context.district, script_id),
        review=await review(context.desk, context.directory.areas, script),
    )


@post("/api/scripts", status_code=201, tags=["drills"], request_max_body_size=_LARGEST)
async def post_script(context: Ctx, reader: Asker, data: JSONBody[Saving], idempotency_key: Key = None) -> SavedAs:
    """Keep a new script. The same key again keeps nothing twice."""
    id_ = request_id(idempotency_key) if idempotency_key is not None else context.new_id()
    return await _save(context, reader, id_, data)


@put("/api/scripts/{script_id:str}", tags=["drills"], request_max_body_size=_LARGEST)
async def put_script(context: Ctx, reader: Asker, script_id: FromPath[str], data: JSONBody[Saving]) -> SavedAs:
    """Keep another version, made from `version`; refused when somebody was faster."""
    return await _save(context, reader, script_id, data)


@post("/api/scripts/check", status_code=200, tags=["drills"], request_max_body_size=_LARGEST)
async def check_one(context: Ctx, reader: Asker, data: JSONBody[Checking]) -> Review:
    """Everything there is to say of a script that is being written. Nothing is kept."""
    await may_write(context, reader)
    return await review(context.desk, context.directory.areas, data.script, data.compression)


@post("/api/scripts/generate", status_code=200, tags=["drills"])
async def generate(context: Ctx, reader: Asker, data: JSONBody[Generating]) -> Made:
    """Make a script. Nothing is kept until it is saved."""
    await may_write(context, reader)
    areas, desk, reading = context.directory.areas, context.desk, context.reading
    if data.how == "risks":
        made = await of_risks(desk, reading, areas, data.area, data.count, data.minutes, data.seed)
    elif data.how == "shipped":
        made = await of_shipped(desk, reading, areas, context.district, data.shipped, data.area, data.seed)
    elif data.starts is None or data.ends is None:
        raise refused("invalid", detail="starts, ends")
    else:
        stretch = data.starts, data.ends
        made = await of_past(desk, reading, areas, context.district, *stretch, data.area, data.name)
    if isinstance(made, Refusal):
        raise Refused(made)
    return Made(script=made, review=await review(desk, areas, made))


@get("/api/scripts/template.xlsx", tags=["drills"])
async def get_template(request: Request[Any, Any, Any], context: Ctx, reader: Asker) -> Response[bytes]:
    """An example to be filled in, and how."""
    await may_write(context, reader)
    grid = next((one.code for one in context.directory.areas if one.level == "grid"), context.district)
    return attached(template_book(context.district, grid, english=_english(request)), "script-template")


@get("/api/scripts/{script_id:str}/script.xlsx", tags=["drills"])
async def get_workbook(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    script_id: FromPath[str],
    version: FromQuery[int | None] = None,
) -> Response[bytes]:
    """A script as Excel, to be changed and read in again."""
    await may_write(context, reader)
    _, script = await _kept(context, script_id, version)
    return attached(script_book(script, english=_english(request)), "script")


@post("/api/scripts/workbook", status_code=200, tags=["drills"], request_max_body_size=_LARGEST)
async def make_workbook(
    request: Request[Any, Any, Any], context: Ctx, reader: Asker, data: JSONBody[Checking]
) -> Response[bytes]:
    """The same of a script that is being written."""
    await may_write(context, reader)
    return attached(script_book(data.script, english=_english(request)), "script")


@post("/api/scripts/import", status_code=200, tags=["drills"], request_max_body_size=None)
async def import_script(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    dry_run: FromQuery[bool] = True,
    workbook: Annotated[bool, QueryParameter(description="Answer errors as a workbook with the rows marked.")] = False,
    idempotency_key: Key = None,
) -> Response[Any]:
    """Read a script's file (.xlsx, .xls, .ods, .csv; 5 MiB). With `dry_run` nothing is kept; all that is wrong is told
    by row, and then nothing is kept either."""
    await may_write(context, reader)
    rows = await read_sheet(await file_body(request))
    if isinstance(rows, Refusal):
        raise refused("script_sheet") if rows.code in {"roster_empty", "roster_rows"} else Refused(rows)
    found = read_rows(rows, context.directory.people.values())
    if isinstance(found, str):
        raise refused("roster_columns", missing=found)
    english = _english(request)
    if found.errors and workbook:
        return attached(fault_book(rows, found.errors, found.header, english=english), "errors")
    if found.script is None:
        errors = [
            RowError(row=one.row, column=one.column, message=one.en if english else one.zh) for one in found.errors
        ]
        return Response(ReadIn(script=None, errors=errors[:1000]), status_code=200 if dry_run else 422)
    said = await review(context.desk, context.directory.areas, found.script)
    if dry_run:
        return Response(ReadIn(script=found.script, errors=[], review=said))
    id_ = request_id(idempotency_key) if idempotency_key is not None else context.new_id()
    saved = await _save(context, reader, id_, Saving(script=found.script))
    return Response(ReadIn(script=found.script, errors=[], review=said, id=saved.id, version=saved.version))


@post("/api/drills/{drill_id:str}/check", status_code=200, tags=["drills"], request_max_body_size=_LARGEST)
async def check_drill(context: Ctx, reader: Asker, drill_id: FromPath[str], data: JSONBody[BeforeStart]) -> Review:
    """Whether the drill could start now, as it is kept or as it is being written: `forbids` 0."""
    await may_write(context, reader)
    try:
        drill = await exercises.load(context.engine, context.district, drill_id)
    except exercises.ExerciseUnknown:
        raise refused("exercise_unknown", exercise=drill_id) from None
    plan, script = data.plan or drill.plan, data.script or drill.script
    others = await elsewhere(context, drill_id)
    return await review_start(context.desk, context.directory.areas, plan, script, others)


async def elsewhere(context: Context, drill_id: str) -> dict[str, str]:
    """Who is in another drill that has begun, and its name."""
    begun = await exercises.open_ones(context.engine, context.district)
    return {one.person: drill.plan.name for drill in begun if drill.id != drill_id for one in drill.plan.participants}


async def _kept(context: Context, id_: str, version: int | None) -> tuple[Kept, Script]:
    kept = await scripts.load(context.reading, context.district, id_, version)
    if kept is None or kept.script is None:
        raise refused("script_unknown")
    return kept, kept.script


async def _save(context: Context, reader: Reader, id_: str, data: Saving) -> SavedAs:
    await may_write(context, reader)
    script = tidied(data.script)
    try:
        version = await scripts.save(
            context.engine, context.district, id_, data.version, script, data.state, reader.person.id
        )
    except scripts.Stale as stale:
        if stale.version == 0:
            raise refused("script_unknown") from None
        raise refused("script_stale", version=stale.version) from None
    return SavedAs(id=id_, version=version, review=await review(context.desk, context.directory.areas, script))


def _english(request: Request[Any, Any, Any]) -> bool:
    return language_of(request).startswith("en")


ROUTES = [
    outside(
        list_scripts,
        get_script,
        post_script,
        put_script,
        check_one,
        generate,
        get_template,
        get_workbook,
        make_workbook,
        import_script,
        check_drill,
    )
]
