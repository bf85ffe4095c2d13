"""How the wind falls off with distance from the centre: Holland's profile, fitted to a point's own figures.

G. J. Holland (1980), Mon. Wea. Rev. 108, 1212-1218: gradient wind of a pressure field exp(-(Rm/r)^B). Fitted:
- B from greatest wind and pressure deficit: B = rho e Vm^2 / dp, kept in 0.8-2.5 (Holland gives 1-2.5);
- Rm, the radius of the greatest wind, from wind and latitude: H. E. Willoughby, R. W. R. Darling, M. E. Rahn (2006),
  Mon. Wea. Rev. 134, 1102-1120: Rm = 46.4 exp(-0.0155 Vm + 0.0169 lat) km;
- dp, where no pressure is given, from G. D. Atkinson, C. R. Holliday (1977), Mon. Wea. Rev. 105, 421-427:
  Vm = 3.44 dp^0.644.
Only the shape is Holland's: it is scaled so that its peak is the agency's own greatest wind at 10 m, and falls off a
little faster, as surface winds do (the exponent of G. J. Holland, J. I. Belanger, A. Fritz (2010), Mon. Wea. Rev. 138,
4393-4401, x = 0.575 in place of 0.5 [D]). See ADR 0019 for what that was held against.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FALL_OFF = 1.15
"""[D] x / 0.5."""
AMBIENT_HPA = 1010.0
"""The pressure that Atkinson and Holliday reckon from."""
AIR_KG_M3 = 1.15
EARTH_RAD_S = 7.292e-5


def deficit_hpa(wind_ms: Floats, pressure_hpa: Floats) -> Floats:
    """How far the centre's pressure lies below that around it; by the wind where no pressure (NaN) is given."""
    by_wind = (np.maximum(wind_ms, 1.0) / 3.44) ** (1 / 0.644)
    given = AMBIENT_HPA - pressure_hpa
    return np.where(np.isnan(given) | (given < 2.0), np.maximum(by_wind, 2.0), given)


def shape_b(wind_ms: Floats, pressure_hpa: Floats) -> Floats:
    """Holland's B."""
    deficit_pa = 100 * deficit_hpa(wind_ms, pressure_hpa)
    return np.clip(AIR_KG_M3 * np.e * wind_ms**2 / deficit_pa, 0.8, 2.5)


def radius_of_max_km(wind_ms: Floats, lat: Floats) -> Floats:
    """Rm by Willoughby and others, km."""
    return np.asarray(46.4 * np.exp(-0.0155 * wind_ms + 0.0169 * np.abs(lat)))


def relative_wind(r_km: Floats, rm_km: Floats, b: Floats, wind_ms: Floats, lat: Floats) -> Floats:
    """The wind at a distance as a share (0-1) of the greatest: 1 at Rm, falling outwards; in the eye it falls to 0
    at the centre in proportion to the distance."""
    outside = np.maximum(r_km, rm_km)
    share = _gradient(outside, rm_km, b, wind_ms, lat) / _gradient(rm_km, rm_km, b, wind_ms, lat)
    return np.asarray(np.clip(share, 0.0, 1.0) ** FALL_OFF * np.minimum(1.0, r_km / rm_km))


def _gradient(r_km: Floats, rm_km: Floats, b: Floats, wind_ms: Floats, lat: Floats) -> Floats:
    """Holland's gradient wind for a storm whose cyclostrophic peak is `wind_ms`."""
    x = (rm_km / r_km) ** b
    coriolis = 1000 * r_km * EARTH_RAD_S * np.sin(np.radians(np.abs(lat)))  # r f / 2, m/s
    return np.asarray(np.sqrt(wind_ms**2 * x * np.exp(1 - x) + coriolis**2) - coriolis)
