"""What no plan can exceed: a bound from the saved shadow values alone.

For any y with the right signs (>= 0 on rows "at most", <= 0 on rows "at least", free on rows
"equal") and any plan x:

    gain . x = y . A x + (gain - A'y) . x  <=  y . rhs + sum_j max over its bounds of r[j] x[j]

with r = gain - A'y, the reduced costs. Nothing is asked of y but its signs: a dual of the wrong
sign counts as zero, and what that or any other fault opens shows as a larger bound.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp

from commonweal.plan.certify.implied import ASSUMED, implied_upper
from commonweal.plan.certify.programme import Formulas
from commonweal.plan.certify.saved import SavedStage
from commonweal.plan.certify.tables import Vector
from commonweal.plan.certify.wanted import Wish


@dataclass(frozen=True)
class Bound:
    """A bound and what it rests on.

    Parameters
    ----------
    value : no plan reaches more
    charged : part of it that comes from reduced costs of the wrong sign on columns without an
        upper bound of their own
    assumed : columns among these for which no row implies a bound: for them the bound holds for
        plans in which they are at most ``ASSUMED`` times their base-year size
    wrong_signs : largest part that a dual of the wrong sign would have had, |y rhs|, set to zero
    """

    value: float
    charged: float
    assumed: int
    wrong_signs: float


class Bounds:
    """Bounds for the stages of one programme; the implied upper bounds are computed once."""

    def __init__(self, programme: Formulas) -> None:
        self.programme = programme
        families = list(programme.families.values())
        self.names = [family.name for family in families]
        self.start = dict(
            zip(self.names, np.cumsum([0, *(len(f.rhs) for f in families)]).tolist(), strict=False)
        )
        self.matrix = sp.csr_array(sp.vstack([family.matrix for family in families]))
        self.turned = sp.csr_array(self.matrix.T)
        self.rhs = np.concatenate([family.rhs for family in families])
        self.sense = np.concatenate([np.full(len(f.rhs), f.sense) for f in families])
        self.implied = implied_upper(programme)

    def of(self, wish: Wish, stage: SavedStage, kept: list[tuple[Wish, float]]) -> Bound:
        """Bound of one goal for all plans that reach the earlier goals as well as this plan does.

        Parameters
        ----------
        wish : the goal
        stage : its saved duals and what it holds
        kept : earlier goals with the value that is kept
        """
        y = np.concatenate([stage.duals[name] for name in self.names])
        wrong = ((self.sense == "<") & (y < 0)) | ((self.sense == ">") & (y > 0))
        rhs = self.rhs.copy()
        wrong_signs = float(np.max(np.abs(y * rhs), where=wrong, initial=0.0))
        y = np.where(wrong, 0.0, y)
        reduced = wish.gain - self.turned @ y
        self._hold(stage.held, y, rhs, reduced)
        total = wish.constant + float(y @ rhs)
        for (earlier, value), dual in zip(kept, stage.kept, strict=True):
            weight = min(dual, 0.0)
            reduced -= weight * earlier.gain
            total += weight * (value - earlier.constant)
        return self._charge(total, reduced, wrong_signs)

    def _hold(self, held: dict[int, float], y: Vector, rhs: Vector, reduced: Vector) -> None:
        """A held row of ``lowest`` no longer refers to the lowest fulfilment but to a level."""
        if not held:
            return
        rows = self.start["lowest"] + np.array(list(held))
        rhs[rows] = list(held.values())
        lowest = self.programme.columns["lowest_fulfilment"]
        reduced[lowest] += y[rows] @ self.matrix[rows][:, [int(lowest)]].toarray().ravel()

    def _charge(self, total: float, reduced: Vector, wrong_signs: float) -> Bound:
        columns = self.programme.columns
        endless = np.isinf(self.implied)
        upper = np.where(endless, ASSUMED * columns.size, self.implied)
        parts = reduced * np.where(reduced > 0, upper, columns.lower)
        open_ = (reduced > 0) & np.isinf(columns.upper)
        return Bound(
            value=total + float(parts.sum()),
            charged=float(parts[open_].sum()),
            assumed=int((open_ & endless).sum()),
            wrong_signs=wrong_signs,
        )
