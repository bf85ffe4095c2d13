"""`/api/drills/{id}/evaluation`: what a drill came to; live while it runs, frozen when it is over; as PDF and Word.

Always of the district's own process and people, also when the asker sits at a console of the exercise: who may read it
are the district's coordinators and auditors, and the drill's directors and observers.
"""

from datetime import datetime
from typing import Annotated, Any, Literal
from urllib.parse import quote

import structlog
from litestar import Request, Response, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct

from command.domain.drill.evaluation import moments
from command.domain.drill.evaluation.comparing import Comparison
from command.domain.drill.evaluation.problems import Problem, problems
from command.domain.drill.evaluation.said import Outstanding, Said
from command.domain.drill.evaluation.whole import Evaluation
from command.domain.drill.improving import conclude_drill, improve_drill
from command.domain.figures.period import PeriodError, period_of
from command.domain.permission import may_call
from command.http.context import Context
from command.http.language import ACCOUNT_LANGUAGE, language_of
from command.http.performing import Done, Key, request_id
from command.http.problems import Refused, refused
from command.http.reader import Reader, credential_of, find_reader
from command.service import drills
from command.service.drills import NotNow
from command.service.evaluation import evaluating
from command.service.evaluation.evaluating import Books, Evaluated
from command.service.evaluation.saying import Rule, say
from command.service.evaluation.setting import set_report
from command.service.evaluation.telling import Source, tell
from command.service.evaluation.words import Speech
from command.service.setting import FontsMissing, PrintFailed
from command.store import evaluations, exercises
from command.store.errors import DatabaseError
from command.store.exercises import Exercise, ExerciseUnknown
from command.wire.requests import ConcludeDrill, ImproveDrill, Moment
from command.wire.requests.base import ThingId

log = structlog.get_logger()
Request_ = Request[Any, Any, Any]
Language = Annotated[str, QueryParameter(pattern="^(|en|zh-CN)$", description="Of the document.")]
METHOD = "drill.evaluate"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class EvaluationShown(Struct, frozen=True, kw_only=True):
    """An evaluation. `outstanding`: what earlier drills were to make better and is not done now;
    `frozen`: the drill is over and its figures will not change; `hash`: of its last entry in the
    exercise's ledger; `names`: of the areas in it; `may_write`: whether the reader may add words to it."""

    evaluation: Evaluation
    comparison: Comparison
    said: Said
    outstanding: list[Outstanding]
    problems: list[Problem]
    areas: dict[str, str]
    hash: str
    frozen: bool
    made_at: datetime
    may_write: bool


class Improving(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As `drill.improve`."""

    text: Annotated[str, Meta(min_length=1, max_length=2000, pattern=r"^[^\x00]*\S[^\x00]*$")]
    improvement: ThingId | None = None
    owner: Annotated[str, Meta(max_length=64, pattern=r"^[^\x00]*$")] = ""
    owner_name: Annotated[str, Meta(max_length=100, pattern=r"^[^\x00]*$")] = ""
    due: Moment | None = None
    done: bool = False


class Concluding(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """As `drill.conclude`."""

    text: Annotated[str, Meta(min_length=1, max_length=4000, pattern=r"^[^\x00]*\S[^\x00]*$")]


class Timeline(Struct, frozen=True):
    """Everything in order. `upto`: the last entry's number that is in it."""

    upto: int
    moments: list[moments.Moment]


class Checked(Struct, frozen=True):
    """Whether the ledger still makes what is frozen; None: nothing is frozen yet."""

    holds: bool | None


@get("/api/drills/{drill_id:str}/evaluation", tags=["drills"])
async def get_evaluation(request: Request_, drill_id: FromPath[str]) -> EvaluationShown:
    """What a drill came to so far, or in the end."""
    context, reader, found = await _found(request, drill_id)
    made = found.evaluation
    areas = {code for one in made.people for code in one.areas} | {one.area for one in made.asked}
    english = language_of(request) == "en"
    return EvaluationShown(
        evaluation=made,
        comparison=found.comparison,
        said=found.said,
        outstanding=await evaluating.outstanding(_books(context), made, context.now()),
        problems=problems(made),
        areas={code: _area(context, code, english=english) for code in sorted(areas) if code},
        hash=found.hash,
        frozen=found.frozen,
        made_at=found.made_at,
        may_write=_may_write(reader, made),
    )


@get("/api/drills/{drill_id:str}/timeline", tags=["drills"])
async def get_timeline(request: Request_, drill_id: FromPath[str]) -> Timeline:
    """What happened in a drill, in order."""
    _, _, found = await _found(request, drill_id)
    return Timeline(found.evaluation.upto, found.evaluation.timeline)


@get("/api/drills/{drill_id:str}/comparison", tags=["drills"])
async def get_comparison(
    request: Request_,
    drill_id: FromPath[str],
    first: Annotated[str, QueryParameter(name="from", max_length=40, description="As for /api/statistics.")] = "",
    last: Annotated[str, QueryParameter(name="to", max_length=40, description="As for /api/statistics.")] = "",
) -> Comparison:
    """The drill's figures beside earlier drills and the real work of any period; without one, as it was frozen."""
    context, _, found = await _found(request, drill_id)
    if not first and not last:
        return found.comparison
    try:
        period, _ = period_of(first, last, context.now(), context.zone)
    except PeriodError as error:
        raise refused("bad_period", why=error.why) from error
    async with context.counting:
        return await evaluating.compared(_books(context), found.evaluation, period)


@get("/api/drills/{drill_id:str}/evaluation/check", tags=["drills"])
async def check_evaluation(request: Request_, drill_id: FromPath[str]) -> Checked:
    """Make a frozen evaluation anew from the exercise's ledger and compare it word by word."""
    context, _, _ = await _found(request, drill_id)
    async with context.counting:
        return Checked(await evaluating.holds(_books(context), drill_id))


@get("/api/drills/{drill_id:str}/evaluation.pdf", tags=["drills"])
async def get_pdf(request: Request_, drill_id: FromPath[str], language: Language = "") -> Response[bytes]:
    """The report, for print."""
    return await _report(request, drill_id, language, "pdf")


@get("/api/drills/{drill_id:str}/evaluation.docx", tags=["drills"])
async def get_docx(request: Request_, drill_id: FromPath[str], language: Language = "") -> Response[bytes]:
    """The report as a Word file, to be edited."""
    return await _report(request, drill_id, language, "docx")


async def _report(request: Request_, drill_id: str, language: str, form: Literal["pdf", "docx"]) -> Response[bytes]:
    context, _, found = await _found(request, drill_id)
    english = (language or language_of(request)).startswith("en")
    source = Source(
        made=found.evaluation,
        said=found.said,
        outstanding=await evaluating.outstanding(_books(context), found.evaluation, context.now()),
        comparison=found.comparison,
        hash=found.hash,
        frozen=found.frozen,
        made_at=context.now(),
        zone=context.zone,
        district=_area(context, context.district, english=english),
        area=lambda code: _area(context, code, english=english),
        say=Speech(english=english),
    )
    try:
        content = await set_report(tell(source), form)
    except FontsMissing:
        raise refused("pack_fonts") from None
    except PrintFailed:
        log.exception("evaluation_failed", drill=drill_id, form=form)
        raise refused("pack_failed") from None
    day = found.evaluation.started_at.astimezone(context.zone).strftime("%Y%m%d-%H%M")
    name = quote(f"{source.say('mark')}{found.evaluation.plan.name}-{day}.{form}")
    return Response(
        content,
        media_type="application/pdf" if form == "pdf" else _WORD,
        headers={
            "Content-Disposition": f"attachment; filename=\"exercise-{day}.{form}\"; filename*=UTF-8''{name}",
            "Cache-Control": "no-store",
        },
    )


async def _found(request: Request_, drill_id: str) -> tuple[Context, Reader, Evaluated]:
    """The district's context, whoever asks, and the evaluation. Raises Refused: who may not read it is not told whether
    it exists."""
    context: Context = request.app.state["context"]
    reader = await find_reader(context, credential_of(request))
    request.state[ACCOUNT_LANGUAGE] = reader.person.language
    if "\x00" in drill_id:  # which no id holds, and no text of the database may
        raise refused("exercise_unknown", exercise="-")
    try:
        document = await exercises.load(context.reading, context.district, drill_id)
    except ExerciseUnknown:
        raise refused("exercise_unknown", exercise=drill_id[:64]) from None
    try:
        found = await context.evaluations.current(_books(context), drill_id, context.now)
    except (DatabaseError, OSError, TimeoutError):
        raise
    except Exception:
        log.exception("evaluation_failed", drill=drill_id)
        raise await _not_made(context, reader, document) from None
    if found is None or not _may_read(reader, found.evaluation):
        raise refused("exercise_unknown", exercise=drill_id[:64])
    return context, reader, found


async def _not_made(context: Context, reader: Reader, document: Exercise) -> Refused:
    """That it could not be made so far, for those who may read it; the drills' process tries again."""
    parts = {one.part for one in document.plan.participants if one.person == reader.person.id}
    if not parts & _LEADING and ("player" in parts or not may_call(list(reader.person.roles), METHOD)):
        return refused("exercise_unknown", exercise=document.id)
    attempts = (await evaluations.unmade(context.reading, context.district)).get(document.id, 0)
    return refused("evaluation_not_made", attempts=max(1, attempts))


def _books(context: Context) -> Books:
    return Books(context.engine, context.reading, context.district)


def _may_read(reader: Reader, made: Evaluation) -> bool:
    """Whoever plays must not know what is still to come, whatever they are in the district."""
    parts = _parts(reader, made)
    if parts & _LEADING:
        return True
    plays = "player" in parts and made.ended_at is None
    return not plays and may_call(list(reader.person.roles), METHOD)


def _may_write(reader: Reader, made: Evaluation) -> bool:
    return "coordinator" in reader.person.roles or bool(_parts(reader, made) & _LEADING)


def _parts(reader: Reader, made: Evaluation) -> set[str]:
    found: set[str] = {one.part for one in made.plan.participants if one.person == reader.person.id}
    return found


_LEADING = {"director", "observer"}


def _area(context: Context, code: str, *, english: bool) -> str:
    area = context.directory.areas.get(code)
    if area is None:
        return code
    return area.name_en if english else area.name


@post("/api/drills/{drill_id:str}/improvements", status_code=200, tags=["drills"])
async def post_improvement(
    request: Request_, drill_id: FromPath[str], data: JSONBody[Improving], idempotency_key: Key = None
) -> Done:
    """Something to do better, with owner and date; or how it stands by now. The same key again changes nothing."""
    context, reader, found = await _found(request, drill_id)
    id_ = request_id(idempotency_key) if idempotency_key is not None else context.new_id()
    asked = ImproveDrill(id=id_, exercise=drill_id, **{n: getattr(data, n) for n in data.__struct_fields__})
    await _say(context, reader, found, improve_drill, asked)
    return Done(id_, "stored", outcome={"improvement": data.improvement or id_})


@post("/api/drills/{drill_id:str}/conclusion", status_code=200, tags=["drills"])
async def post_conclusion(
    request: Request_, drill_id: FromPath[str], data: JSONBody[Concluding], idempotency_key: Key = None
) -> Done:
    """What those who led the drill say of it at last; the last one counts."""
    context, reader, found = await _found(request, drill_id)
    id_ = request_id(idempotency_key) if idempotency_key is not None else context.new_id()
    await _say(context, reader, found, conclude_drill, ConcludeDrill(id=id_, exercise=drill_id, text=data.text))
    return Done(id_, "stored")


async def _say(context: Context, reader: Reader, found: Evaluated, rule: Rule, asked: Any) -> None:
    """A fact of the exercise's own ledger, also by a coordinator who was not in it."""
    if not _may_write(reader, found.evaluation):
        raise refused("not_allowed")
    engine = context.exercises.engines[0] if context.exercises is not None else context.engine
    desk = drills.desk_of(engine, found.evaluation.exercise, context.directory.areas, like=context.desk)
    try:
        await say(desk, reader.person, rule, asked)
    except NotNow as no:
        raise Refused(no.refusal) from None


ROUTES = [
    post_improvement,
    post_conclusion,
    get_evaluation,
    get_timeline,
    get_comparison,
    check_evaluation,
    get_pdf,
    get_docx,
]
