"""`/api/statistics`: the figures of a period, the incidents behind any of them, and the same as a workbook."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Annotated, Any

from litestar import Request, Response, get
from litestar.params import FromQuery, QueryParameter
from msgspec import Struct, field

from command.domain.figures import DEFINITIONS, By, Figure, Part, Period
from command.domain.figures.period import PeriodError, period_of
from command.http.context import Context, Ctx
from command.http.language import language_of
from command.http.problems import refused
from command.http.reader import Asker, require
from command.http.statistics_asked import NEEDED, Slice, Sliced, When, Within
from command.http.statistics_names import Names
from command.service import statistics
from command.service.statistics import Bucket, Cells, Counted, Wanted
from command.service.workbook import Sheet, workbook
from command.store.figure_reading import Reading, Standing, reading

Request_ = Request[Any, Any, Any]
Key = Annotated[str, QueryParameter(max_length=64, pattern=r"^[^\x00]*$", description="Of this row only; `*`: of all.")]
PAGE = 100


class Age(Struct, frozen=True):
    """How old figures are: the last ledger number in them, how many facts are missing, and for how long (seconds)."""

    number: int
    missing: int
    behind_s: float


class Row(Struct, frozen=True):
    """The figures of one area, worker, …; `name` in the reader's language."""

    key: str
    name: str
    figures: Cells


class Statistics(Struct, frozen=True, kw_only=True):
    """Figures from `from` to before `to` (UTC), as of `as_of`: the end, or now in a period that is not over."""

    start: datetime = field(name="from")
    end: datetime = field(name="to")
    as_of: datetime
    by: By
    age: Age
    total: Cells
    rows: list[Row]
    step: str
    trend: list[Bucket]


class FigureInfo(Struct, frozen=True):
    """What a figure is, in the reader's language. `source`: P practice seen in city systems, D our own default;
    `opens`: there are incidents behind it."""

    figure: Figure
    kind: str
    name: str
    formula: str
    source: str
    about: str
    opens: bool


class FigureList(Struct, frozen=True):
    """Every figure, in the order in which they are shown."""

    figures: list[FigureInfo]


class BehindInfo(Struct, frozen=True, kw_only=True):
    """An incident behind a figure. `counts`: above the line of a rate; `value`: seconds; `times`: how often counted."""

    incident: str
    number: int
    category: str
    priority: int
    grid: str
    filed_at: datetime
    person: str
    person_name: str
    counts: bool
    value: float | None
    times: int


class BehindList(Struct, frozen=True):
    """A page of incidents, and how many there are altogether."""

    incidents: list[BehindInfo]
    count: int
    age: Age


@get("/api/statistics/figures", tags=["statistics"])
async def list_figures(request: Request_, reader: Asker) -> FigureList:
    """Which figures there are, with their formulas in words."""
    require(reader, "statistics.get")
    english = language_of(request) == "en"
    return FigureList(
        [
            FigureInfo(
                one.figure,
                one.kind,
                one.name_en if english else one.name,
                one.formula_en if english else one.formula,
                one.source,
                one.about,
                one.opens,
            )
            for one in DEFINITIONS.values()
        ]
    )


@get("/api/statistics", tags=["statistics"], dependencies=NEEDED)
async def get_statistics(request: Request_, context: Ctx, when: Within, slice_: Sliced) -> Statistics:
    """Figures of a period (today if none is named), row by row, of what the reader may see; a worker's own only."""
    async with _opened(context, when) as (read, period, end):
        return await _statistics(read, slice_, period, end, context, language_of(request))


@get("/api/statistics/incidents", tags=["statistics"], dependencies=NEEDED)
async def get_behind(
    context: Ctx,
    reader: Asker,
    when: Within,
    slice_: Sliced,
    figure: FromQuery[Figure],
    part: FromQuery[Part] = "all",
    key: Key = "*",
    page: Annotated[int, QueryParameter(ge=1, le=100_000, description="From 1; 100 incidents each.")] = 1,
) -> BehindList:
    """The incidents behind a figure: all, those above the line of a rate (`counted`), or what is missing (`rest`)."""
    require(reader, "statistics.open")
    wanted = Wanted(figure, part, slice_.by, None if key == "*" else key)
    async with _opened(context, when) as (read, period, _):
        found = await statistics.behind(read, slice_.scope, period, wanted)
        names = Names(context.directory, "zh-CN")
        shown = [_info(one, names) for one in found[(page - 1) * PAGE : page * PAGE]]
        return BehindList(shown, len(found), _age(read.standing))


@get("/api/statistics.xlsx", tags=["statistics"], dependencies=NEEDED)
async def get_workbook(
    request: Request_,
    context: Ctx,
    when: Within,
    slice_: Sliced,
    language: Annotated[str, QueryParameter(pattern="^(|en|zh-CN)$", description="Of the workbook.")] = "",
) -> Response[bytes]:
    """The same figures as an Excel workbook with charts and formulas in words."""
    spoken, by = language or language_of(request), slice_.by
    async with _opened(context, when) as (read, period, end):
        shown = await _statistics(read, slice_, period, end, context, spoken)
    sheet = Sheet(
        start=shown.start, end=shown.end, as_of=shown.as_of, by=by, step=shown.step,
        missing=shown.age.missing, behind_s=shown.age.behind_s,
        rows=[(row.name, row.figures) for row in shown.rows], total=shown.total, trend=shown.trend,
    )  # fmt: skip
    content = await asyncio.to_thread(workbook, sheet, context.zone, spoken)
    day = period.start.astimezone(context.zone).strftime("%Y%m%d")
    return Response(
        content,
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={
            "Content-Disposition": f'attachment; filename="gridcommand-{by}-{day}.xlsx"',
            "Cache-Control": "no-store",
        },
    )


@asynccontextmanager
async def _opened(context: Context, when: When) -> AsyncIterator[tuple[Reading, Period, datetime]]:
    """One moment of the figures, and the period that was asked for. A few at a time: others have phones to serve.

    A drill has none: nobody follows its ledger into them, and zeros would look like the truth. Its own figures are in
    its evaluation, with the pauses taken out.
    """
    if context.exercise is not None:
        raise refused("not_in_drill")
    async with context.counting, reading(context.reading, context.district) as read:
        try:
            period, end = period_of(when.first, when.last, read.standing.now, context.zone)
        except PeriodError as error:
            raise refused("bad_period", why=error.why) from error
        yield read, period, end


async def _statistics(
    read: Reading, slice_: Slice, period: Period, end: datetime, context: Context, language: str
) -> Statistics:
    counted = await statistics.count(read, slice_.scope, period, slice_.by)
    step, trend = await statistics.trend(read, slice_.scope, period, end, context.zone)
    units = await context.desk.look(lambda draft: dict(draft.picture.units)) if slice_.by == "unit" else {}
    return Statistics(
        start=period.start,
        end=end,
        as_of=min(period.end, read.standing.now),
        by=slice_.by,
        age=_age(read.standing),
        total=counted.total,
        rows=_rows(counted, slice_.by, Names(context.directory, language, units)),
        step=step,
        trend=trend,
    )


def _rows(counted: Counted, by: By, names: Names) -> list[Row]:
    rows = [Row(key, names.of(by, key), cells) for key, cells in counted.rows.items()]
    return sorted(rows, key=lambda row: (row.key == "", row.name if by == "worker" else row.key))


def _info(one: statistics.Behind, names: Names) -> BehindInfo:
    case = one.case
    person = one.person or case.handler
    return BehindInfo(
        incident=case.id,
        number=case.number,
        category=case.category,
        priority=case.priority,
        grid=case.grid,
        filed_at=case.filed_at,
        person=person,
        person_name=names.of("worker", person) if person else "",
        counts=one.counts,
        value=one.value,
        times=one.times,
    )


def _age(standing: Standing) -> Age:
    return Age(standing.number, standing.missing, standing.behind_s)
