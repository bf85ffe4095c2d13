"""`/api/storms`: tracks in by form or file, the storm as a map draws it, and when its winds reach each grid."""

from datetime import datetime
from typing import Annotated, Any, Literal

import msgspec
from litestar import Request, get, post
from litestar.params import FromPath, JSONBody, QueryParameter
from msgspec import Meta, Struct

from command.domain.permission import answers_for
from command.domain.storm.read_csv import read_csv
from command.domain.storm.read_json import read_json
from command.domain.storm.reading import LARGEST
from command.http.context import Context, Ctx
from command.http.language import language_of
from command.http.performing import Done, Key, perform_about, perform_request
from command.http.problems import refused
from command.http.reader import Asker, require
from command.service.storms import (
    GridTimes,
    Places,
    StormList,
    TrackReview,
    list_storms,
    review,
    times_of,
)
from command.wire.requests import Reason, TrackStorm
from command.wire.requests.safety import AreaCode
from command.wire.requests.storms import Name

DryRun = Annotated[bool, QueryParameter(description="Only say what would be read, and when the winds would come.")]
Agency = Annotated[str, QueryParameter(max_length=40, description="Which one, of a file of several.")]
Issued = Annotated[datetime | None, QueryParameter(description="Of the analysis: what is later is forecast.")]
FileFormat = Annotated[Literal["csv", "json"], QueryParameter()]
Code = Annotated[str, QueryParameter(max_length=12, description="The storm's number, where the file says none.")]


class Tracking(TrackStorm, frozen=True, kw_only=True):
    """`storm.track` without its id, which the Idempotency-Key gives."""

    id: str = ""


class Confirming(Struct, frozen=True, forbid_unknown_fields=True):
    """A coordinator's word on a proposed version; without `accept` it needs a reason."""

    version: Annotated[int, Meta(ge=1)]
    accept: bool
    reason: Reason = ""


class Because(Struct, frozen=True, forbid_unknown_fields=True):
    """Why."""

    reason: Reason


class Lifting(Struct, frozen=True, forbid_unknown_fields=True):
    """Where people can be sent outdoors again, and what was seen there."""

    area: AreaCode
    reason: Reason


class SendingOut(Struct, frozen=True, forbid_unknown_fields=True):
    """`confirm`: the incident's number, typed."""

    confirm: Annotated[str, Meta(max_length=20)]
    reason: Reason


class OwnGrids(Struct, frozen=True, kw_only=True):
    """What a phone shows: the reader's own grids, by storm."""

    at: datetime
    storms: list["OwnStorm"]


class OwnStorm(Struct, frozen=True, kw_only=True):
    """One storm at the reader's own grids. `peak`: those where nobody is sent outdoors now → until when."""

    storm: str
    code: str
    name: str
    name_en: str
    agency: str
    issued_at: datetime
    grids: list[GridTimes]
    peak: dict[str, datetime | None]


def _places(context: Context) -> Places:
    return {area.code: (area.lat, area.lon) for area in context.directory.areas if area.level == "grid"}


@get("/api/storms", tags=["storms"])
async def get_storms(context: Ctx, reader: Asker) -> StormList:
    """Every storm with its track, its circles now, where its centre may be, and the district in one line."""
    require(reader, "storm.get")
    steers = bool({"operator", "coordinator"}.intersection(reader.person.roles))
    return await list_storms(context.desk, _places(context), proposals=steers)


@get("/api/storms/mine", tags=["storms"])
async def get_own_grids(context: Ctx, reader: Asker) -> OwnGrids:
    """When the winds reach the reader's own grids, and until when people there must be indoors."""
    require(reader, "storm.get")
    places = _places(context)
    told = await list_storms(context.desk, places, proposals=False)
    own: list[OwnStorm] = []
    for storm in told.storms:
        grids = await times_of(context.desk, storm.id, places) or []
        mine = [one for one in grids if answers_for(reader.person, one.grid)]
        own.append(
            OwnStorm(
                storm=storm.id,
                code=storm.code,
                name=storm.name,
                name_en=storm.name_en,
                agency=storm.agency,
                issued_at=storm.issued_at,
                grids=mine[:200],
                peak={grid: until for grid, until in storm.peak.items() if answers_for(reader.person, grid)},
            )
        )
    return OwnGrids(at=told.at, storms=own)


@get("/api/storms/{storm_id:str}/arrivals", tags=["storms"])
async def get_arrivals(context: Ctx, reader: Asker, storm_id: FromPath[str]) -> list[GridTimes]:
    """Each grid in the order in which it is hit: arrivals with their range, the peak, and the last safe times."""
    require(reader, "storm.get")
    found = await times_of(context.desk, storm_id, _places(context))
    if found is None:
        raise refused("storm_unknown")
    return found


@post("/api/storms", status_code=200, tags=["storms"])
async def post_track(context: Ctx, reader: Asker, data: JSONBody[Tracking], idempotency_key: Key = None) -> Done:
    """A track, or its next version, entered by hand. By an operator it waits for a coordinator."""
    told = msgspec.to_builtins(data)
    told.pop("id", None)
    return await perform_request(context, reader, "storm.track", told, idempotency_key)


@post("/api/storms/import", status_code=200, tags=["storms"], request_max_body_size=LARGEST + 1024)
async def import_track(  # noqa: PLR0913, PLR0917 - each is a word of the query
    request: Request[Any, Any, Any],
    context: Ctx,
    reader: Asker,
    dry_run: DryRun = True,
    format: FileFormat = "csv",  # noqa: A002 - a query's word
    agency: Agency = "",
    issued_at: Issued = None,
    code: Code = "",
    name: Annotated[Name, QueryParameter()] = "",
    idempotency_key: Key = None,
) -> TrackReview:
    """A track's file (UTF-8; 256 KiB, 400 points). With `dry_run` nothing is kept; all that is wrong is told by row."""
    require(reader, "storm.track")
    read = read_csv if format == "csv" else read_json
    now = await context.desk.look(lambda draft: draft.now)
    found = read(await request.body(), now, agency or None, issued_at)
    language = language_of(request)
    found.code, found.name = code or found.code, name or found.name
    if dry_run or found.errors:
        return review(found, _places(context), language)
    told = {
        "code": found.code,
        "name": found.name,
        "name_en": found.name_en,
        "agency": found.agency,
        "averaging": found.averaging,
        "issued_at": found.issued_at,
        "points": found.points,
        "source": format,
    }
    await perform_request(context, reader, "storm.track", msgspec.to_builtins(told), idempotency_key)
    return review(found, _places(context), language, committed=True)


@post("/api/storms/{storm_id:str}/confirm", status_code=200, tags=["storms"])
async def confirm_track(
    context: Ctx, reader: Asker, storm_id: FromPath[str], data: JSONBody[Confirming], idempotency_key: Key = None
) -> Done:
    """A proposed version holds from now on, or does not."""
    return await perform_about(context, reader, "storm.confirm", storm_id, data, idempotency_key, about="storm")


@post("/api/storms/{storm_id:str}/end", status_code=200, tags=["storms"])
async def end_storm(
    context: Ctx, reader: Asker, storm_id: FromPath[str], data: JSONBody[Because], idempotency_key: Key = None
) -> Done:
    """The storm concerns the district no longer."""
    return await perform_about(context, reader, "storm.end", storm_id, data, idempotency_key, about="storm")


@post("/api/storms/{storm_id:str}/lift", status_code=200, tags=["storms"])
async def lift_peak(
    context: Ctx, reader: Asker, storm_id: FromPath[str], data: JSONBody[Lifting], idempotency_key: Key = None
) -> Done:
    """People can be sent outdoors again in an area, by what is seen there."""
    return await perform_about(context, reader, "storm.lift", storm_id, data, idempotency_key, about="storm")


@post("/api/incidents/{incident_id:str}/send-out", status_code=200, tags=["storms"])
async def send_out(
    context: Ctx, reader: Asker, incident_id: FromPath[str], data: JSONBody[SendingOut], idempotency_key: Key = None
) -> Done:
    """Send somebody outdoors at the peak, for a life."""
    return await perform_about(context, reader, "incident.send_out", incident_id, data, idempotency_key)


ROUTES = [
    get_storms,
    get_own_grids,
    get_arrivals,
    post_track,
    import_track,
    confirm_track,
    end_storm,
    lift_peak,
    send_out,
]
