"""How far from where it is said to be a storm's centre may be: a radius in km that grows with the lead time.

At the analysis: 15 km, the mean error of the operational positions of the National Meteorological Centre in 2022
(15.4 km [S]: verification of the typhoon forecasts of 2022 over the western North Pacific). Ahead of it: our default
[D], of the order of the yearly mean errors of official forecasts there. It is a mean error, no bound: the centre may
well be farther off, so nothing here is called certain.
"""

import numpy as np

from command.domain.storm.profile import Floats

LEAD_H = (0.0, 12.0, 24.0, 48.0, 72.0, 96.0, 120.0)
ERROR_KM = (15.0, 50.0, 85.0, 150.0, 230.0, 320.0, 420.0)


def error_km(lead_h: Floats) -> Floats:
    """The radius for each lead time in hours (0 and less: the past). Beyond five days it grows on at the last rate."""
    inside = np.interp(lead_h, LEAD_H, ERROR_KM)
    beyond = np.maximum(lead_h - LEAD_H[-1], 0.0) * (ERROR_KM[-1] - ERROR_KM[-2]) / (LEAD_H[-1] - LEAD_H[-2])
    return np.asarray(inside + beyond)
