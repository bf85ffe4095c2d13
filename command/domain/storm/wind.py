"""模型推算: the modelled wind at a place and time, m/s in the track's own averaging time. Never an observation."""

from datetime import datetime

import numpy as np

from command.domain.storm import profile, sphere
from command.domain.storm.field import BEARINGS, Field, field
from command.domain.storm.profile import Floats
from command.domain.storm.track import Track


def wind_at(track: Track, lat: float, lon: float, at: datetime) -> float:
    """The modelled mean wind at one place (WGS84) and time, m/s; 0 outside the time of the track."""
    return float(winds_at(track, np.array([lat]), np.array([lon]), at)[0])


def winds_at(track: Track, lat: Floats, lon: Floats, at: datetime) -> Floats:
    """The same for many places at once."""
    if not track.starts <= at <= track.ends:
        return np.zeros(len(lat))
    return field_winds(field(track, np.array([at.timestamp()])), 0, lat, lon)


def field_winds(storm: Field, moment: int, lat: Floats, lon: Floats) -> Floats:
    """The wind at places at one of a field's moments: the profile, stretched so that each force ends at its radius."""
    distance, bearing = sphere.away(storm.lat[moment], storm.lon[moment], lat, lon)
    column = (np.rint(bearing / (BEARINGS[1] - BEARINGS[0])) % len(BEARINGS)).astype(np.intp)
    rm, top = storm.rm[moment], storm.top[moment, column]
    as_if = _unstretched(storm.radii[moment][::-1, column], storm.model[moment][::-1, column], rm, distance)
    one = np.ones(len(distance))
    share = profile.relative_wind(
        as_if, rm * one, storm.b[moment] * one, max(float(storm.wind[moment]), 1.0) * one, storm.lat[moment] * one
    )
    return np.asarray(top * share)


def _unstretched(radii: Floats, model: Floats, rm: float, distance: Floats) -> Floats:
    """At what distance (km) the bare profile has the wind that is here: piecewise between Rm and the radii
    [force, place], innermost force first; inside Rm nothing is stretched."""
    as_if = np.minimum(distance, rm)
    inner, inner_model = np.full_like(distance, rm), np.full_like(distance, rm)
    for reach, bare in zip(radii, model, strict=True):
        counts = (reach > inner + 1.0) & (bare > inner_model + 1.0)
        part = np.clip((distance - inner) / np.maximum(reach - inner, 1.0), 0.0, 1.0)
        as_if = np.where(counts & (distance > inner), inner_model + part * (bare - inner_model), as_if)
        inner, inner_model = np.where(counts, reach, inner), np.where(counts, bare, inner_model)
    return np.where(distance > inner, inner_model * distance / np.maximum(inner, 1.0), as_if)
