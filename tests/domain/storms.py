"""Made-up storms for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from math import cos, radians
from typing import Any

import msgspec

from command.domain.storm.track import Circle, Track, TrackPoint

KM = 1 / 111.195
"""A kilometre to the north, in degrees."""


def westward(
    start: datetime,
    lat: float,
    lon: float,
    *,
    east_km: float,
    kmh: float = 20.0,
    hours: int = 18,
    wind: float = 40.0,
    circles: Sequence[Circle] = (),
    issued_after: int | None = None,
) -> Track:
    """A storm that passes due west over (lat, lon), `east_km` to the east of it at `start`; a point every 3 hours."""
    side = KM / cos(radians(lat))
    points = [
        TrackPoint(start + timedelta(hours=h), lat, lon + (east_km - kmh * h) * side, wind, 950.0, "TY", list(circles))
        for h in range(0, hours + 1, 3)
    ]
    last = points[-1].at if issued_after is None else start + timedelta(hours=issued_after)
    points = [msgspec.structs.replace(point, forecast=point.at > last) for point in points]
    return Track(agency="CMA", averaging="2-min", issued_at=last, points=points)


def ring(force: int, km: float) -> Circle:
    """The same radius in all quadrants."""
    return Circle(force, km, km, km, km)  # type: ignore[arg-type]


def request_of(track: Track, **more: Any) -> dict[str, Any]:
    """The data of `storm.track`."""
    told = msgspec.to_builtins(track)
    points = msgspec.to_builtins(track.points)
    return {"code": "2609", "name": "威马逊", "agency": told["agency"], "averaging": told["averaging"]} | {
        "issued_at": track.issued_at.astimezone(UTC).isoformat(),
        "points": points,
        **more,
    }
