"""The best assignment of many to many. Plain arithmetic: it knows nothing of people."""

import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]
_NOBODY = 1e12
"""More than all else together: nobody stays idle while somebody they could go to waits."""


def match(cost: Matrix, left_out: Matrix) -> list[int]:
    """For each row the column that it gets, or -1, so that the sum of what that costs is the least there is.

    `cost` (rows × columns, zero or more; infinite: cannot be). `left_out` (rows): what it costs to leave the row
    without a column; as many rows as can be get one, whatever that costs.
    """
    from scipy.optimize import linear_sum_assignment

    rows, columns = cost.shape
    whole = np.full((rows, columns + rows), np.inf)
    whole[:, :columns] = cost
    whole[np.arange(rows), columns + np.arange(rows)] = left_out + _NOBODY
    _, chosen = linear_sum_assignment(whole)
    return [int(one) if one < columns else -1 for one in chosen]


def prepare() -> None:
    """Load what the first match needs, so that it is not the first match that waits for it."""
    match(np.zeros((1, 1)), np.zeros(1))
