"""`/api/duty/roster.xlsx`, `/template.xlsx` and `/import`: rosters as files, out and in."""

from datetime import date, datetime, time, timedelta
from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct

from command.domain.facts import RefusalInfo
from command.domain.refusals import Refusal
from command.domain.roster import Group, Roster, Turn
from command.domain.roster.hours import day_of, instant
from command.domain.rostering.above import may_roster
from command.http.context import Context, Ctx
from command.http.duty import Area, When, period
from command.http.exercises import asked_for
from command.http.language import language_of
from command.http.performing import Key, request_id
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader, require
from command.service.drill_mark import is_marked, mark_of
from command.service.intake import ConflictingId, perform
from command.service.roster_book import error_book, roster_book
from command.service.roster_rows import RowError, Understood, header, understand
from command.service.rosters import Kept, load_kept, unfit_plans_at
from command.service.sheets import LARGEST, read_rows

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MONTH = timedelta(days=31)
_DAY = timedelta(days=1)


class Imported(Struct, frozen=True, kw_only=True):
    """What became of a file: `imported` only when all of it was. `free`: days without anybody, by group."""

    imported: bool
    plans: int
    turns: int
    errors: list[RowError]
    free: dict[str, int]


@get("/api/duty/roster.xlsx", tags=["duty"])
async def get_roster(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    starts: When = None,
    ends: When = None,
    area: Area = "",
) -> Response[bytes]:
    """The roster as it stands, exceptions included, of the groups the reader writes rosters for."""
    require(reader, "roster.import")
    today = instant(day_of(context.now(), context.zone), time(), context.zone)
    first, last = period(context, starts or today, ends, _MONTH)
    kept = await load_kept(context.reading, context.district, first)
    roster = kept.roster(context.zone)
    groups = [one.id for one in _steered(kept, reader) if one.area.startswith(area)]
    return _file(request, kept, _whole(roster.turns(first, last, groups), first, last), "roster")


@get("/api/duty/template.xlsx", tags=["duty"])
async def get_template(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    month: Annotated[str, QueryParameter(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2]))?$", description="2026-12")] = "",
    area: Area = "",
) -> Response[bytes]:
    """A month of the reader's own groups, filled in by their patterns, to be changed and sent back."""
    require(reader, "roster.import")
    first, last = _month(context, month)
    kept = await load_kept(context.reading, context.district, context.now())
    groups = [one for one in _steered(kept, reader) if one.area.startswith(area)]
    bare = Roster(context.zone, groups, [one for one in kept.plans if not one.temporary])
    turns = bare.turns(first, last, [one.id for one in groups])
    return _file(request, kept, _whole(turns, first, last), f"template-{month or day_of(first, context.zone)}")


@post("/api/duty/import", status_code=200, tags=["duty"], request_max_body_size=None)
async def import_file(
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    dry_run: FromQuery[bool] = True,
    workbook: Annotated[bool, QueryParameter(description="Answer errors as a workbook with the rows marked.")] = False,
    idempotency_key: Key = None,
) -> Response[Any]:
    """Read a roster's file (.xlsx, .xls, .ods, .csv; 5 MiB, 20,000 rows). All of it is imported, or nothing.

    With `dry_run` nothing is, and everything that is wrong is told.
    """
    require(reader, "roster.import")
    english = language_of(request).startswith("en")
    rows = await read_rows(await file_body(request))
    if isinstance(rows, Refusal):
        raise Refused(rows)
    top = 1 if is_marked(rows[0]) and len(rows) > 1 else 0  # what was exported in a drill says so in its first row
    if len(rows) == top + 1:
        raise refused("roster_empty")
    where = header(rows[top])
    if isinstance(where, str):
        raise refused("roster_columns", missing=where)
    kept = await load_kept(context.reading, context.district, context.now())
    groups = _steered(kept, reader)
    found = understand(rows[top + 1 :], where, kept, groups, english=english)
    found.errors[:] = [msgspec.structs.replace(one, row=one.row + top) for one in found.errors]
    if not found.errors:
        refusal = await unfit_plans_at(context.desk, reader.person.id, found.plans)
        if refusal is not None:
            found.errors.append(RowError(0, "", refusal.told(language_of(request)).message))
    if found.errors and workbook:
        mark = mark_of(asked_for(request), english=english)
        content = error_book(rows, found.errors, where, english=english, mark=mark)
        return attached(content, "errors")
    if not found.errors and not dry_run:
        await _import(context, reader, found, idempotency_key)
    done = Imported(
        imported=not found.errors and not dry_run,
        plans=len(found.plans),
        turns=found.turns,
        errors=found.errors[:1000],
        free=_free(found, kept),
    )
    return Response(done, status_code=422 if found.errors and not dry_run else 200)


async def _import(context: Context, reader: Reader, found: Understood, key: str | None) -> None:
    id_ = request_id(key) if key is not None else context.new_id()
    data = {"id": id_, "plans": msgspec.to_builtins(found.plans)}
    try:
        known = await perform(context.desk, reader.person.id, "roster.import", data, context.directory.areas)
    except ConflictingId:
        raise refused("id_conflict") from None
    outcome = msgspec.json.decode(known.outcome, type=dict[str, Any])
    if outcome["status"] == "refused":
        told = msgspec.convert(outcome["refusal"], RefusalInfo)
        raise Refused(Refusal(told.code, told.data, told.retry_after_s))


def _steered(kept: Kept, reader: Reader) -> list[Group]:
    return [one for one in kept.groups.values() if may_roster(reader.person, one)]


def _free(found: Understood, kept: Kept) -> dict[str, int]:
    """Days between a plan's first and last on which nobody is on anything: most likely forgotten."""
    free = {}
    for plan in found.plans:
        days = (plan.last - plan.first).days + 1 - len({one.day for one in plan.days})
        if days:
            free[kept.groups[plan.group].name] = days
    return free


def _month(context: Context, month: str) -> tuple[datetime, datetime]:
    today = day_of(context.now(), context.zone)
    first = date.fromisoformat(f"{month}-01") if month else (today.replace(day=1) + _MONTH + _DAY).replace(day=1)
    last = (first + _MONTH).replace(day=1)
    return instant(first, time(), context.zone), instant(last, time(), context.zone)


def _whole(turns: list[Turn], starts: datetime, ends: datetime) -> list[Turn]:
    """A row for each person and shift that begins in the period: pieces of one shift are one row, gaps are none."""
    rows: dict[tuple[Any, ...], Turn] = {}
    for one in turns:
        if one.person is not None and starts <= one.starts < ends and one.shift.name != "+":
            rows.setdefault((one.group, one.day, one.shift.name, one.person), one)
    return sorted(rows.values(), key=lambda one: (one.group, one.day, one.starts, one.shift.name, one.seat))


def _file(request: Request[Any, Any, Any], kept: Kept, turns: list[Turn], name: str) -> Response[bytes]:
    english = language_of(request).startswith("en")
    mark = mark_of(asked_for(request), english=english)
    return attached(roster_book(kept, turns, english=english, mark=mark), name)


def attached(content: bytes, name: str) -> Response[bytes]:
    """A workbook to be kept as `name`.xlsx."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "Cache-Control": "no-store"}
    return Response(content, media_type=_XLSX, headers=headers)


async def file_body(request: Request[Any, Any, Any]) -> bytes:
    """A file that is sent, no larger than may be read. Raises Refused."""
    content = bytearray()
    async for chunk in request.stream():
        content += chunk
        if len(content) > LARGEST:
            raise refused("too_large", limit="5 MiB")
    return bytes(content)
