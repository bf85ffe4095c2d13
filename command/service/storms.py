"""Storms as screens are shown them: the track with its shapes, and when its winds reach each grid."""

import asyncio
from copy import copy
from datetime import datetime

from msgspec import Struct

from command.domain.draft import Draft
from command.domain.kept.storm import ProposedTrack, Storm
from command.domain.refusals import Refusal
from command.domain.storm.arrivals import GridArrival, arrivals, spread
from command.domain.storm.backwards import indoors_by, outdoor_by, outdoor_peak
from command.domain.storm.check import RowError
from command.domain.storm.reading import TrackFile
from command.domain.storm.shapes import Now, Ring, cone, now_of
from command.domain.storm.track import Averaging, Force, Track, TrackPoint
from command.service.desk import Desk

Places = dict[str, tuple[float, float]]


class GridTimes(Struct, frozen=True, kw_only=True):
    """A grid's arrivals with what people go by. Times UTC; `indoors_by` 室内避险时限, `outdoor_by` 室外作业结束时限."""

    grid: str
    order: int
    closest_at: datetime
    closest_km: float
    error_km: float
    arrival: GridArrival
    spread_s: int | None
    outdoor_by: datetime | None
    indoors_by: datetime | None
    peak_begins: datetime | None
    peak_ends: datetime | None


class Summary(Struct, frozen=True, kw_only=True):
    """The district in one line: the first grid to be hit, by the force that matters; None: not expected."""

    force: Force
    grids: int
    reached: int
    first_grid: str | None = None
    earliest: datetime | None = None
    arrives: datetime | None = None
    spread_s: int | None = None
    leaves: datetime | None = None
    closest_at: datetime | None = None
    closest_km: float | None = None
    error_km: float | None = None
    outdoor_by: datetime | None = None
    indoors_by: datetime | None = None
    modelled: bool = True


class StormInfo(Struct, frozen=True, kw_only=True):
    """A storm and what a map draws of it. `peak`: grids where nobody is sent outdoors now → until when."""

    id: str
    code: str
    name: str
    name_en: str
    version: int
    agency: str
    averaging: Averaging
    issued_at: datetime
    set_at: datetime | None
    by_name: str
    source: str
    points: list[TrackPoint]
    now: Now | None
    cone: Ring
    summary: Summary
    peak: dict[str, datetime | None]


class Proposed(Struct, frozen=True, kw_only=True):
    """A track that waits for a coordinator."""

    storm: str
    code: str
    name: str
    version: int
    agency: str
    averaging: Averaging
    issued_at: datetime
    points: list[TrackPoint]
    by_name: str
    at: datetime
    answer_by: datetime
    summary: Summary


class StormList(Struct, frozen=True):
    """`at`: the district's time of the answer."""

    at: datetime
    storms: list[StormInfo]
    proposed: list[Proposed]


class RowFault(Struct, frozen=True):
    """What is wrong with a row (0: with the whole), in the reader's language."""

    row: int
    code: str
    message: str


class TrackReview(Struct, frozen=True, kw_only=True):
    """What a file says, before anything is kept: `errors` empty means that it could be."""

    committed: bool
    agency: str
    agencies: list[str]
    averaging: str
    issued_at: datetime | None
    code: str
    name: str
    points: list[TrackPoint]
    errors: list[RowFault]
    summary: Summary | None


async def list_storms(desk: Desk, places: Places, *, proposals: bool) -> StormList:
    """All storms, newest first. Shapes and arrivals are worked out off the loop."""

    def question(draft: Draft) -> tuple[datetime, list[Storm]]:
        return draft.now, [copy(storm) for storm in draft.picture.storms.values()]

    now, storms = await desk.look(question)
    return await asyncio.to_thread(_list, now, storms, places, proposals=proposals)


def _list(now: datetime, storms: list[Storm], places: Places, *, proposals: bool) -> StormList:
    newest = sorted(storms, key=lambda storm: storm.number, reverse=True)
    shown = [_info(storm, storm.track, now, places) for storm in newest if storm.track is not None]
    waiting = [_proposed(storm, storm.proposed, places) for storm in newest if storm.proposed and proposals]
    return StormList(now, shown, waiting)


def _info(storm: Storm, track: Track, now: datetime, places: Places) -> StormInfo:
    return StormInfo(
        id=storm.id,
        code=storm.code,
        name=storm.name,
        name_en=storm.name_en,
        version=storm.version,
        agency=track.agency,
        averaging=track.averaging,
        issued_at=track.issued_at,
        set_at=storm.set_at,
        by_name=storm.by_name,
        source=storm.source,
        points=track.points,
        now=now_of(track, now),
        cone=_cone_of(track),
        summary=summary_of(arrivals_at(track, places)),
        peak=dict(storm.peak),
    )


def _proposed(storm: Storm, proposed: ProposedTrack, places: Places) -> Proposed:
    track = proposed.track
    return Proposed(
        storm=storm.id,
        code=storm.code,
        name=proposed.name,
        version=proposed.version,
        agency=track.agency,
        averaging=track.averaging,
        issued_at=track.issued_at,
        points=track.points,
        by_name=proposed.by_name,
        at=proposed.at,
        answer_by=proposed.answer_by,
        summary=summary_of(arrivals_at(track, places)),
    )


async def times_of(desk: Desk, storm_id: str, places: Places) -> list[GridTimes] | None:
    """When a storm reaches each grid, in the order in which they are hit; None: there is no such storm."""
    storm = await desk.look(lambda draft: draft.picture.storms.get(storm_id))
    if storm is None or storm.track is None:
        return None
    found = await asyncio.to_thread(arrivals_at, storm.track, places)
    return [times(one) for one in found]


def times(arrival: GridArrival) -> GridTimes:
    """With the times people go by."""
    peak, apart = outdoor_peak(arrival), spread(arrival.of(10))
    return GridTimes(
        grid=arrival.grid,
        order=arrival.order,
        closest_at=arrival.closest_at,
        closest_km=arrival.closest_km,
        error_km=arrival.error_km,
        arrival=arrival,
        spread_s=None if apart is None else int(apart.total_seconds()),
        outdoor_by=outdoor_by(arrival),
        indoors_by=indoors_by(arrival),
        peak_begins=peak.begins if peak is not None else None,
        peak_ends=peak.ends if peak is not None else None,
    )


def summary_of(found: list[GridArrival]) -> Summary:
    """By force 10, or by 7 where 10 is not expected anywhere."""
    force: Force = 10 if any(one.of(10).earliest for one in found) else 7
    hit = [one for one in found if one.of(force).earliest is not None]
    nearest = min(found, key=lambda one: one.closest_km, default=None)
    names = ("closest_at", "closest_km", "error_km") if nearest is not None else ()
    close = {name: getattr(nearest, name) for name in names}
    if not hit:
        return Summary(force=force, grids=len(found), reached=0, **close)
    first = min(hit, key=lambda one: (one.of(force).arrives is None, one.of(force).arrives or one.of(force).earliest))
    window, apart = first.of(force), spread(first.of(force))
    leaving = [one.of(force).leaves for one in hit if one.of(force).arrives is not None]
    return Summary(
        force=force,
        grids=len(found),
        reached=sum(one.of(force).arrives is not None for one in found),
        first_grid=first.grid,
        earliest=min(time for one in hit if (time := one.of(force).earliest) is not None),
        arrives=window.arrives,
        spread_s=None if apart is None else int(apart.total_seconds()),
        leaves=max((time for time in leaving if time), default=None) if all(leaving) else None,
        outdoor_by=min((time for one in found if (time := outdoor_by(one)) is not None), default=None),
        indoors_by=min((time for one in found if (time := indoors_by(one)) is not None), default=None),
        modelled=any(one.of(force).modelled for one in hit),
        **close,
    )


def review(found: TrackFile, places: Places, language: str, *, committed: bool = False) -> TrackReview:
    """What was read of a file, as its sender is shown it."""
    summary = None
    if not found.errors and found.points and found.issued_at is not None:
        summary = summary_of(arrivals_at(track_of(found), places))
    return TrackReview(
        committed=committed,
        agency=found.agency,
        agencies=sorted({one for one in found.agencies if one}),
        averaging=found.averaging,
        issued_at=found.issued_at,
        code=found.code,
        name=found.name,
        points=found.points,
        errors=[_fault(one, language) for one in found.errors[:200]],
        summary=summary,
    )


def track_of(found: TrackFile) -> Track:
    """The track of a file without errors."""
    return Track(
        agency=found.agency,
        averaging=found.averaging,  # type: ignore[arg-type]
        issued_at=found.issued_at or found.points[0].at,
        points=found.points,
    )


def _fault(one: RowError, language: str) -> RowFault:
    refusal: Refusal = one.refusal
    return RowFault(one.row, refusal.code, refusal.told(language).message)


_KNOWN: dict[tuple[str, datetime, int, int], list[GridArrival]] = {}
_CONES: dict[tuple[str, datetime, int], Ring] = {}
_MOST = 8


def arrivals_at(track: Track, places: Places) -> list[GridArrival]:
    """Worked out once a track: screens ask for the same one again and again."""
    key = (track.agency, track.issued_at, hash(_points_of(track)), len(places))
    if key not in _KNOWN:
        while len(_KNOWN) >= _MOST:
            _KNOWN.pop(next(iter(_KNOWN)))
        _KNOWN[key] = arrivals(track, places)
    return _KNOWN[key]


def _cone_of(track: Track) -> Ring:
    key = (track.agency, track.issued_at, hash(_points_of(track)))
    if key not in _CONES:
        while len(_CONES) >= _MOST:
            _CONES.pop(next(iter(_CONES)))
        _CONES[key] = cone(track)
    return _CONES[key]


def _points_of(track: Track) -> str:
    return repr(track.points)
