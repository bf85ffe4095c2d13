"""Places: as they arrive (`Place`) and as they are kept (`Spot`, WGS84 degrees)."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

Datum = Literal["wgs84", "gcj02"]
Latitude = Annotated[float, Meta(ge=-90, le=90)]
Longitude = Annotated[float, Meta(ge=-180, le=180)]
GridCode = Annotated[str, Meta(pattern="^[0-9]{15}$")]


class Place(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place as a client names it: a point, or a grid, building or facility by its code.

    `accuracy_m` is metres (68 %), `datum` the system the coordinates arrived in (GCJ-02 is what
    Chinese phone maps give). Exactly one of point, grid, building, facility must be given.
    """

    lat: Latitude | None = None
    lon: Longitude | None = None
    accuracy_m: Annotated[float, Meta(ge=0, le=100_000)] | None = None
    datum: Datum = "wgs84"
    grid: GridCode | None = None
    building: Annotated[str, Meta(min_length=1, max_length=64)] | None = None
    facility: Annotated[str, Meta(min_length=1, max_length=64)] | None = None


class Spot(Struct, frozen=True, omit_defaults=True):
    """A resolved place: WGS84 degrees and the 15-digit code of the grid it lies in."""

    lat: float
    lon: float
    grid: str
    accuracy_m: float | None = None
    datum: Datum = "wgs84"
    by: Literal["point", "grid", "building", "facility"] = "point"
