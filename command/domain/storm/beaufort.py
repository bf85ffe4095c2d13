"""The Beaufort scale (domain facts §4 [S]): lower bounds of the mean wind in m/s."""

from bisect import bisect_right

LOWER: tuple[float, ...] = (
    *(0.0, 0.3, 1.6, 3.4, 5.5, 8.0, 10.8, 13.9, 17.2, 20.8, 24.5, 28.5, 32.7),
    *(37.0, 41.5, 46.2, 51.0, 56.1, 61.3),
)
"""Index n is force n; 18 stands for "above 17"."""
FORCES = (7, 10, 12)
"""The forces whose circles (风圈) are given and reckoned with."""
THRESHOLDS_MS: tuple[float, ...] = tuple(LOWER[force] for force in FORCES)


def force_of(wind_ms: float) -> int:
    """The force of a mean wind, 0-17, and 18 for what is above 17."""
    return bisect_right(LOWER, wind_ms) - 1
