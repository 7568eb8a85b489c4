"""Labour saved for the same final deliveries, and what new inputs and capital goods take back.

Key: l hours, A inputs, W wear, K stock, g growth, lambda labour values, x output, 0 before, 1
after.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.market.theory.quantities import stationary_quantities
from commonweal.market.theory.system import Array, System
from commonweal.market.theory.values import labour_values


@dataclass(frozen=True)
class LabourSaved:
    """Hours for a fixed final bill, before and after, and where the difference arises.

    ``before - after`` is the sum of the three parts, exactly; a negative part is taken back.

    Parameters
    ----------
    before, after : [h / yr]
    direct : hours saved where the techniques work
    materials : hours embodied in inputs that are spared
    capital_goods : hours embodied in renewal, and in growth of the stock, that are spared
    """

    before: float
    after: float
    direct: float
    materials: float
    capital_goods: float


def labour_saved(old: System, new: System, final: Array, growth: float = 0.0) -> LabourSaved:
    """Labour saved by another system for the same final deliveries, capital goods included.

    lambda_0 y - lambda_1 y = (l_0 - l_1) x_1 + lambda_0 (A_0 - A_1) x_1
                              + lambda_0 (W_0 - W_1 + g (K_0 - K_1)) x_1

    Parameters
    ----------
    old, new : systems of the same products
    final : y (n) [unit / yr] without capital goods
    growth : g [1/yr] of the stock

    Returns
    -------
    LabourSaved

    Source: Leontief and Duchin 1984 (labour for a given bill of goods, investment endogenous)
    """
    output = stationary_quantities(new.used_up, new.stock, 0.0, 1.0, final, growth=growth)
    values = labour_values(old, growth)
    capital = old.wear - new.wear + growth * (old.stock - new.stock)
    return LabourSaved(
        before=float(values @ final),
        after=float(new.hours @ output),
        direct=float((old.hours - new.hours) @ output),
        materials=float(values @ (old.inputs - new.inputs) @ output),
        capital_goods=float(np.asarray(values @ capital) @ output),
    )
