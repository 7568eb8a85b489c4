"""Location quotients: how much of an input a region can be expected to have at home.

Key: q output of product i, g output of activity j, x all output; r the region, n the nation.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

DELTA = 0.3  # Flegg and Webber 1997, Regional Studies 31(8): the value that fitted best
Matrix = NDArray[np.float64]


def home_shares(
    products: Matrix, activities: Matrix, own: NDArray[np.bool_], delta: float = DELTA
) -> tuple[Matrix, Matrix]:
    """Share of domestic inputs that a region has from home, by the formula FLQ.

    SLQ[i] = (q[i,r] / q[i,n]) / (x[r] / x[n]); CILQ[i,j] = (q[i,r] / q[i,n]) / (g[j,r] / g[j,n])
    lambda[r] = log2(1 + x[r] / x[n])^delta
    FLQ[i,j] = lambda CILQ[i,j], or lambda SLQ[i] where j makes i itself, and for final use
    share = min(1, FLQ)

    Parameters
    ----------
    products : (region, product), each region's share in the output of the product
    activities : (region, activity), each region's share in the output of the activity, the last
        column its share in all output
    own : (product, activity), whether the product is the activity's main one
    delta : 0 gives CILQ; more gives less from home in small regions

    Returns
    -------
    shares of inputs (region, product, activity) and of final use (region, product) [1]

    Source: Flegg and Webber 1997, Regional Studies 31(8); Round 1983, International Regional
    Science Review 8(3), on its critics
    """
    size = activities[:, -1]
    strength = (np.log2(1 + size) ** delta)[:, np.newaxis]
    simple = products / size[:, np.newaxis]
    shape = (len(size), products.shape[1], activities.shape[1] - 1)
    wanted = np.broadcast_to(activities[:, np.newaxis, :-1], shape)
    supplied = np.broadcast_to(products[:, :, np.newaxis], shape)
    # An activity that the region does not have uses nothing there; any share will do.
    cross = np.divide(supplied, wanted, out=np.zeros(shape), where=wanted > 0)
    quotient = np.where(own[np.newaxis], simple[:, :, np.newaxis], cross)
    inputs = np.minimum(1.0, strength[:, :, np.newaxis] * quotient)
    return inputs, np.minimum(1.0, strength * simple)
