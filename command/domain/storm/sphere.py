"""Great circles over many points at once. Degrees and kilometres; a bearing is clockwise from north, 0-360."""

import numpy as np
from numpy.typing import NDArray

from command.domain.geo import EARTH_RADIUS_M
from command.domain.storm.profile import Floats

EARTH_KM = EARTH_RADIUS_M / 1000


def unit(lat: Floats, lon: Floats) -> Floats:
    """Unit vectors [..., 3] of points."""
    phi, lam = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(phi) * np.cos(lam), np.cos(phi) * np.sin(lam), np.sin(phi)], axis=-1)


def between(a: Floats, b: Floats, share: Floats) -> tuple[Floats, Floats]:
    """(lat, lon) on the great circles from unit vectors `a` to `b`, at a share (0-1) of each way."""
    angle = np.arccos(np.clip(np.sum(a * b, axis=-1), -1.0, 1.0))
    whole = np.sin(angle)
    still = whole < 1e-9
    safe = np.where(still, 1.0, whole)
    one = np.where(still, 1 - share, np.sin((1 - share) * angle) / safe)
    other = np.where(still, share, np.sin(share * angle) / safe)
    point = one[..., None] * a + other[..., None] * b
    return np.degrees(np.arcsin(np.clip(point[..., 2], -1, 1))), np.degrees(np.arctan2(point[..., 1], point[..., 0]))


def away(lat: Floats, lon: Floats, to_lat: Floats, to_lon: Floats) -> tuple[Floats, Floats]:
    """Distance (km) and first bearing (degrees) from points to others; the shapes broadcast."""
    phi, to_phi = np.radians(lat), np.radians(to_lat)
    east = np.radians(to_lon - lon)
    half = np.sin((to_phi - phi) / 2) ** 2 + np.cos(phi) * np.cos(to_phi) * np.sin(east / 2) ** 2
    distance = 2 * EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    x = np.cos(phi) * np.sin(to_phi) - np.sin(phi) * np.cos(to_phi) * np.cos(east)
    return distance, np.degrees(np.arctan2(np.sin(east) * np.cos(to_phi), x)) % 360


def quadrant(bearing: Floats) -> NDArray[np.intp]:
    """0 NE, 1 SE, 2 SW, 3 NW."""
    return (np.asarray(bearing) % 360 // 90).astype(np.intp)
