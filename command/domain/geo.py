"""Geodesy for one district: distances and the Chinese map offset. Degrees in, metres or degrees out."""

from math import asin, cos, fabs, pi, radians, sin, sqrt

EARTH_RADIUS_M = 6_371_008.8
"""Mean radius (IUGG). Good to 0.5 % over a district, far below a phone's own error."""

# GCJ-02 as it is publicly known (the ellipsoid is Krasovsky 1940). It was reverse-engineered, never published:
# the result is right to about a metre, which is all that a phone map's coordinates are.
_KRASOVSKY_A = 6_378_245.0
_KRASOVSKY_EE = 0.006_693_421_622_965_943


def distance_m(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in metres between two WGS84 points in degrees (haversine)."""
    north = sin(radians(b_lat - a_lat) / 2) ** 2
    east = sin(radians(b_lon - a_lon) / 2) ** 2
    return 2 * EARTH_RADIUS_M * asin(min(1.0, sqrt(north + cos(radians(a_lat)) * cos(radians(b_lat)) * east)))


def wgs84_to_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """(lat, lon) as a Chinese phone map shows the WGS84 point. Only meaningful inside China."""
    x, y = lon - 105.0, lat - 35.0
    phi = radians(lat)
    magic = 1 - _KRASOVSKY_EE * sin(phi) ** 2
    north = _north(x, y) * 180 / ((_KRASOVSKY_A * (1 - _KRASOVSKY_EE)) / (magic * sqrt(magic)) * pi)
    east = _east(x, y) * 180 / (_KRASOVSKY_A / sqrt(magic) * cos(phi) * pi)
    return lat + north, lon + east


def gcj02_to_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """(lat, lon) in WGS84 of a point given in GCJ-02: the inverse by fixed-point steps, to under a millimetre."""
    guess_lat, guess_lon = lat, lon
    for _ in range(6):
        shown_lat, shown_lon = wgs84_to_gcj02(guess_lat, guess_lon)
        guess_lat, guess_lon = guess_lat + lat - shown_lat, guess_lon + lon - shown_lon
    return guess_lat, guess_lon


def _ripple(value: float) -> float:
    return (20 * sin(6 * value * pi) + 20 * sin(2 * value * pi)) * 2 / 3


def _north(x: float, y: float) -> float:
    plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x))
    waves = (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    return plain + _ripple(x) + waves + (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3


def _east(x: float, y: float) -> float:
    plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x))
    waves = (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    return plain + _ripple(x) + waves + (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
