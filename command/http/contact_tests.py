"""`/api/drills/contact-tests`: 点名抽查, tried or begun. Its result is its evaluation, as of any drill."""

from typing import Annotated, Literal

from litestar import post
from litestar.params import JSONBody
from msgspec import Meta, Struct

from command.domain.drill.sampling import Sample, Stratum
from command.domain.permission import covers
from command.http.context import Context, Ctx
from command.http.performing import Key, request_id
from command.http.problems import Refused, refused
from command.http.reader import Asker, Reader, require
from command.service import drills
from command.service.drills import NotNow
from command.service.evaluation import testing
from command.store import exercises
from command.store.exercises import Stale

TestedRole = Literal["worker", "supervisor"]
"""Whoever checks in: of others nobody can say that they are on duty."""


class ContactTest(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who is asked: `size` at most of these roles in an area, each area and role its share. `within_s`: to be answered
    within so many seconds; `again`: also who was asked in the last seven days; `dry_run`: only say who would be.
    `seed`: of a dry run, to ask the very same (if they can still be asked). `overridden`: why, although a check says
    no."""

    area: Annotated[str, Meta(pattern=r"^([0-9]{6}|[0-9]{9}|[0-9]{12}|[0-9]{15})$")]
    roles: Annotated[list[TestedRole], Meta(min_length=1, max_length=2)]
    size: Annotated[int, Meta(ge=1, le=300)] = 20
    within_s: Annotated[int, Meta(ge=10, le=3600)] = 120
    text: Annotated[str, Meta(max_length=200, pattern=r"^[^\x00]*$")] = ""
    again: bool = False
    dry_run: bool = False
    seed: Annotated[str, Meta(max_length=40, pattern=r"^[0-9A-Za-z-]*$")] = ""
    overridden: Annotated[str, Meta(max_length=500, pattern=r"^[^\x00]*$")] = ""


class Drawn(Struct, frozen=True, kw_only=True):
    """Who is asked, by area and role, in numbers; names are in the result. `id`: of the drill, empty for a dry run."""

    id: str
    seed: str
    asked: int
    there: int
    strata: list[Stratum]
    areas: dict[str, str]


@post("/api/drills/contact-tests", status_code=200, tags=["drills"])
async def post_contact_test(
    context: Ctx, reader: Asker, data: JSONBody[ContactTest], idempotency_key: Key = None
) -> Drawn:
    """Draw people and, unless it is a dry run, ask them at once, with no word before. The same key again asks nobody
    again."""
    require(reader, "drill.test")
    if context.exercise is not None or not covers(reader.person, data.area):
        raise refused("not_allowed")
    id_ = request_id(idempotency_key) if idempotency_key is not None else context.new_id()
    seed = data.seed or id_
    wanted = testing.Wanted(area=data.area, roles=tuple(data.roles), size=data.size, again=data.again)
    begun = await _begun(context, id_)
    drawn = await testing.draw(context.engine, context.desk, wanted, seed, but=reader.person.id)
    if not data.dry_run and not begun:
        if not drawn.people:
            raise refused("drill_nobody")
        await _begin(context, reader, data, id_, drawn)
    english = reader.person.language == "en"
    areas = {one.area: context.directory.areas.get(one.area) for one in drawn.strata}
    return Drawn(
        id="" if data.dry_run else id_,
        seed=seed,
        asked=len(drawn.people),
        there=sum(one.there for one in drawn.strata),
        strata=drawn.strata,
        areas={code: (one.name_en if english else one.name) if one else code for code, one in areas.items()},
    )


async def _begun(context: Context, id_: str) -> bool:
    """Whether a test of this key has begun already; one that was planned only is begun again."""
    try:
        return (await exercises.load(context.engine, context.district, id_)).state != "draft"
    except exercises.ExerciseUnknown:
        return False


async def _begin(context: Context, reader: Reader, data: ContactTest, id_: str, drawn: Sample) -> None:
    at = context.now().astimezone(context.zone).strftime("%m-%d %H:%M")
    plan, script = await testing.planned(
        context.desk,
        drawn,
        reader.person,
        name=f"点名抽查 {at}",
        text=data.text,
        within_s=data.within_s,
        overridden=data.overridden,
    )
    plan = testing.seeded(plan, drawn.seed)
    engine, areas = context.engine, context.directory.areas
    made = await exercises.create(engine, context.district, id_, plan, script, reader.person.id)
    desk = drills.desk_of(engine, id_, areas, like=context.desk)
    try:
        await drills.begin(engine, context.desk, areas, id_, made.version, reader.person, desk=desk)
    except NotNow as no:
        await exercises.drop(engine, context.district, id_, made.version)
        raise Refused(no.refusal) from None
    except Stale as stale:
        raise refused("drill_stale", version=stale.version) from None


ROUTES = [post_contact_test]
