"""A system of production: one way of making each product, with the hours and stocks it takes.

Key: A inputs, W wear of the stock, K stock, all per unit of output; l hours; nu years for which
cost is advanced; p prices, w wage, r rate of profit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from commonweal.market.theory.prices import prices_of_production

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class System:
    """What one unit of each product takes; made by :func:`system`.

    Parameters
    ----------
    labels : names of the n products (or activities, where each makes one thing)
    inputs : A (n, n) [unit / unit] used up, row, per unit of output, column
    wear : W (n, n) [unit / unit] replaced because the stock wears out
    stock : K (n, n) [unit per unit/yr] tied up at the utilisation that is assumed
    hours : l (n) [h / unit]
    turnover : nu [yr] for which materials, wear and advanced wages are laid out
    advanced_wages : whether wages are laid out at the beginning and earn profit
    notes : how it was made, for the reader
    """

    labels: tuple[str, ...]
    inputs: Array
    wear: Array
    stock: Array
    hours: Array
    turnover: float = 0.0
    advanced_wages: bool = True
    notes: tuple[str, ...] = ()

    @property
    def used_up(self) -> Array:
        """M = A + W (n, n) [unit / unit]."""
        return np.asarray(self.inputs + self.wear)

    @property
    def tied_up(self) -> Array:
        """N = K + nu (A + W) (n, n) [unit per unit/yr]: what earns profit, wages left out."""
        return np.asarray(self.stock + self.turnover * self.used_up)

    def wage_factor(self, rate: float) -> float:
        """Cost of one unit of wages when they are paid, 1 + r nu if advanced, otherwise 1."""
        return 1.0 + rate * self.turnover if self.advanced_wages else 1.0

    def prices(self, rate: float, wage: float = 1.0) -> Array:
        """Prices of production (n) [money / unit]; see :func:`prices_of_production`."""
        return prices_of_production(
            self.used_up,
            self.stock,
            0.0,
            self.hours,
            wage,
            rate,
            1.0,
            turnover=self.turnover,
            advanced_wages=self.advanced_wages,
        )

    def with_columns(self, other: System, taken: ArrayLike) -> System:
        """The system with the columns of another where ``taken`` (n) is true."""
        mine = np.asarray(taken, dtype=bool)
        return replace(
            self,
            inputs=np.where(mine, other.inputs, self.inputs),
            wear=np.where(mine, other.wear, self.wear),
            stock=np.where(mine, other.stock, self.stock),
            hours=np.where(mine, other.hours, self.hours),
        )


def system(
    inputs: ArrayLike,
    hours: ArrayLike,
    *,
    stock: ArrayLike | None = None,
    wear_rate: ArrayLike = 0.0,
    utilisation: ArrayLike = 1.0,
    turnover: float = 0.0,
    advanced_wages: bool = True,
    labels: Sequence[str] | None = None,
    notes: Sequence[str] = (),
) -> System:
    """A system from coefficients, checked.

    K = stock / utilisation, W = wear_rate K

    Parameters
    ----------
    inputs : (n, n) [unit / unit]
    hours : (n) [h / unit]
    stock : (n, n) [unit per unit/yr of capacity]; none if not given
    wear_rate : broadcast to the stock [1/yr]
    utilisation : broadcast to the stock [1]; by column where it differs
    turnover, advanced_wages, labels, notes : as for :class:`System`

    Raises
    ------
    ValueError
        if shapes do not fit, a figure is missing, infinite or negative, or utilisation is nought
    """
    A, l = _clean("inputs", inputs), _clean("hours", hours)  # noqa: E741
    use, rate = _clean("utilisation", utilisation), _clean("wear_rate", wear_rate)
    if not (use > 0).all():
        raise ValueError("utilisation must be above 0: nothing is made by capacity that stands")
    if l.ndim != 1 or A.shape != (len(l), len(l)):
        raise ValueError(f"inputs {A.shape} are not square with one column per entry of hours")
    capital = np.zeros_like(A) if stock is None else _clean("stock", stock)
    if capital.shape != A.shape:
        raise ValueError(f"stock {capital.shape} has not the shape of inputs {A.shape}")
    tied = capital / use
    names = tuple(labels) if labels is not None else tuple(str(n) for n in range(len(l)))
    if len(names) != len(l):
        raise ValueError(f"{len(names)} labels for {len(l)} products")
    return System(names, A, rate * tied, tied, l, float(turnover), advanced_wages, tuple(notes))


def _clean(name: str, values: ArrayLike) -> Array:
    found = np.array(values, dtype=np.float64)
    if not np.isfinite(found).all() or (found < 0).any():
        raise ValueError(f"{name}: a figure is missing, infinite or negative")
    found.setflags(write=False)
    return found
