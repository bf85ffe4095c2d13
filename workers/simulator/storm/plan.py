"""What a storm run is made of, worked out beforehand: which track, from when to when, what the bureau says, what
breaks. Nothing here waits, asks or sends."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct

from command.domain.storm.bureau import Signal, signals
from command.domain.storm.damage import Damage, Point, damages
from command.domain.storm.read_csv import read_csv
from command.domain.storm.track import Track
from command.domain.storm.tracks import rammasun as known
from command.domain.worktime import LOCAL
from workers.simulator.storm.shift import shift_to, shifted

RAMMASUN_BEGINS = datetime(2014, 7, 17, 8, tzinfo=LOCAL)
RAMMASUN_ENDS = datetime(2014, 7, 19, 20, tzinfo=LOCAL)
BEFORE, AFTER = timedelta(hours=1), timedelta(hours=6)
"""A run begins so long before the first signal, and ends so long after the last was cancelled [D]."""
LONGEST = timedelta(days=7)
LATE = timedelta(hours=2)
"""A run that is joined so late after its beginning has still missed nothing that matters."""
DAMAGE = 0.5
"""Some 1,200 reports of Rammasun in the demo district; at 1 the busiest hour has over 400."""
BULLETINS_APART = timedelta(hours=3)


class TrackRefused(Exception):
    """A track that nothing can be made of; the message says why, row by row."""


class StormPlan(Struct, frozen=True, kw_only=True):
    """A storm as it was, in its own time. `begins` and `ends` None: from before its first signal until after its last,
    as soon as the grids are known. `damage`: how much breaks, as a share."""

    code: str
    name: str
    name_en: str
    track: Track
    begins: datetime | None = None
    ends: datetime | None = None
    damage: float = DAMAGE


class StormRun(Struct, frozen=True, kw_only=True):
    """The storm as it comes now: everything in the district's time, UTC."""

    plan: StormPlan
    track: Track
    begins: datetime
    ends: datetime
    signals: list[Signal]
    damages: list[Damage]
    bulletins: list[datetime]


def rammasun(damage: float = DAMAGE) -> StormPlan:
    """威马逊 of July 2014 from 07-17 08:00 to 07-19 20:00 Beijing time, by the track that the project carries."""
    return StormPlan(
        code=known.CODE,
        name=known.NAME,
        name_en=known.NAME_EN,
        track=known.rammasun(),
        begins=RAMMASUN_BEGINS,
        ends=RAMMASUN_ENDS,
        damage=damage,
    )


def from_file(path: Path, now: datetime, agency: str | None = None, damage: float = DAMAGE) -> StormPlan:
    """A storm never seen before, from its CSV alone. Raises TrackRefused: for a file that cannot be read, and for every
    row that is wrong."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise TrackRefused(f"{path} cannot be read: {error.strerror}") from error
    found = read_csv(content, now, agency)
    if found.errors or not found.points or found.issued_at is None:
        told = [f"{_row(one.row)}{one.refusal.told('en').message}" for one in found.errors[:20]]
        more = f"\n  and {len(found.errors) - 20} more" if len(found.errors) > 20 else ""
        hint = "\n  name one with --agency" if any(one.refusal.code == "track_mixed" for one in found.errors) else ""
        raise TrackRefused(f"{path} is not a track:\n  " + "\n  ".join(told or ["no point"]) + more + hint)
    code = found.code or "".join(c for c in path.stem if c.isascii() and c.isalnum())[-12:] or "TRACK"
    averaging: str = found.averaging
    track = Track(
        agency=found.agency,
        averaging=averaging,  # type: ignore[arg-type] # read_csv lets nothing else through
        issued_at=found.points[-1].at,
        points=found.points,
    )
    return StormPlan(code=code, name=found.name or path.stem[:60], name_en=found.name_en, track=track, damage=damage)


def _row(row: int) -> str:
    """Counted as an editor counts lines: the first holds the columns' names."""
    return f"line {row + 1}: " if row else ""


def window(plan: StormPlan, places: Mapping[str, Point]) -> tuple[datetime, datetime]:
    """From when to when it is lived, in the storm's own time. Raises TrackRefused when it never comes near."""
    if plan.begins is not None and plan.ends is not None:
        return plan.begins, plan.ends
    said = signals(plan.track, places, plan.track.starts, plan.track.ends + timedelta(hours=12))
    if not said:
        raise TrackRefused(
            f"storm {plan.code} never brings winds of force 6 to this district: no signal, nothing to live through"
        )
    begins = (said[0].at - BEFORE).replace(minute=0, second=0, microsecond=0)
    ends = said[-1].at + AFTER
    if ends - begins > LONGEST:
        raise TrackRefused(f"storm {plan.code} keeps this district waiting for {(ends - begins).days} days: 7 at most")
    return begins, ends


def prepare(plan: StormPlan, places: Mapping[str, Point], now: datetime, seed: int) -> StormRun:
    """The storm moved by whole days, so that day and night stay its own: it begins at the next such hour, or has begun
    less than two hours ago. Raises TrackRefused."""
    begins, ends = window(plan, places)
    by = shift_to(_next(begins, now), begins)
    track = shifted(plan.track, by)
    chance = random.Random(f"{seed}/{plan.code}/damage")
    return StormRun(
        plan=plan,
        track=track,
        begins=begins + by,
        ends=ends + by,
        signals=signals(track, places, max(begins + by, track.starts), ends + by),
        damages=damages(track, places, begins + by, ends + by, chance, plan.damage),
        bulletins=bulletins(track, begins + by, ends + by),
    )


def _next(begins: datetime, now: datetime) -> datetime:
    """The first time of the same hour that is not over for two hours, of a storm past or to come."""
    day = timedelta(days=1)
    return begins - ((begins + LATE - now) // day) * day


def bulletins(track: Track, begins: datetime, ends: datetime) -> list[datetime]:
    """When the track is told anew: at the beginning what is known by then, then with each point, three hours apart."""
    found = [begins] if track.starts <= begins else []
    for point in track.points:
        if begins <= point.at < ends and (not found or point.at - found[-1] >= BULLETINS_APART):
            found.append(point.at)
    return found


def busy(found: Sequence[Damage], begins: datetime, hours: int) -> list[int]:
    """How many reports in each hour from the beginning."""
    counts = [0] * hours
    for one in found:
        counts[min(hours - 1, int((one.at - begins) / timedelta(hours=1)))] += 1
    return counts
