"""How right an answer is, as one number; needs no torch, so that measuring and teaching share it."""

import numpy as np
from numpy.typing import ArrayLike


def auc(high: ArrayLike, low: ArrayLike) -> float:
    """How often one of the high ones stands above one of the low ones, 0 to 1; ties count half (Mann and Whitney 1947)."""
    both = np.sort(np.asarray(low))
    below, upto = np.searchsorted(both, high, "left"), np.searchsorted(both, high, "right")
    return float((below + upto).mean() / 2 / len(both))
