"""A menu of techniques: several ways of making each product, some of them limited in reach.

Key: z shares of the processes in their activity; the rest as for a system, with a column per
process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from commonweal.market.theory.system import Array, System

Places = NDArray[np.int64]
Criterion = str
CRITERIA = ("full", "operating")
SAME = 1e-12  # assumption: a cost lower by less, relative, is the same cost but for rounding


@dataclass(frozen=True, eq=False)
class Menu:
    """Processes, each making one unit of one of n activities.

    Parameters
    ----------
    activities : names of the n activities
    processes : names of the m processes
    activity : (m) place of the activity that a process belongs to
    base : (m) place of the process that it changes; its own place where it changes none
    inputs, wear, stock : (n, m) per unit of output, as for a system
    hours : (m) [h / unit]
    reach : (m) number of the ceiling that holds for it, -1 for none
    ceilings : (k) [1] highest share of the activity for all processes under a ceiling together
    turnover, advanced_wages : as for a system

    Raises
    ------
    ValueError
        if an activity has no process without a ceiling, or a figure is negative or not finite
    """

    activities: tuple[str, ...]
    processes: tuple[str, ...]
    activity: Places
    base: Places
    inputs: Array
    wear: Array
    stock: Array
    hours: Array
    reach: Places
    ceilings: Array
    turnover: float = 0.0
    advanced_wages: bool = True

    def __post_init__(self) -> None:
        free = set(self.activity[self.reach < 0].tolist())
        missing = [name for a, name in enumerate(self.activities) if a not in free]
        if missing:
            raise ValueError(f"no process without a ceiling for {', '.join(missing)}")
        for name in ("inputs", "wear", "stock", "hours", "ceilings"):
            values = getattr(self, name)
            if not np.isfinite(values).all() or (values < 0).any():
                raise ValueError(f"{name}: a figure is missing, infinite or negative")

    def first(self) -> Array:
        """Shares (m) that run each activity with its first process without a ceiling."""
        shares = np.zeros(len(self.processes))
        for a in range(len(self.activities)):
            shares[np.flatnonzero((self.activity == a) & (self.reach < 0))[0]] = 1.0
        return shares

    def mixed(self, shares: Array) -> System:
        """The system in which each activity runs its processes in the given shares (m)."""
        used = np.flatnonzero(shares)

        def gathered(table: Array) -> Array:
            whole = np.zeros((len(self.activities), *table.shape[:-1]))
            np.add.at(whole, self.activity[used], (table[..., used] * shares[used]).T)
            return np.asarray(whole.T)

        return System(
            self.activities,
            gathered(self.inputs),
            gathered(self.wear),
            gathered(self.stock),
            gathered(self.hours),
            self.turnover,
            self.advanced_wages,
        )

    def without_techniques(self) -> Menu:
        """The menu without the processes that change another one."""
        kept = np.flatnonzero(self.base == np.arange(len(self.base)))
        renumbered = np.full(len(self.base), -1, dtype=np.int64)
        renumbered[kept] = np.arange(len(kept))
        return replace(
            self,
            processes=tuple(self.processes[n] for n in kept.tolist()),
            activity=self.activity[kept],
            base=renumbered[self.base[kept]],
            inputs=self.inputs[:, kept],
            wear=self.wear[:, kept],
            stock=self.stock[:, kept],
            hours=self.hours[kept],
            reach=self.reach[kept],
        )

    def costs(self, prices: Array, rate: float, wage: float, criterion: Criterion) -> Array:
        """Cost of one unit by each process (m) [money / unit] at given prices.

        full      (1 + r nu) (p A + p W + w l) + r p K, wages without 1 + r nu if not advanced
        operating p A + p W + w l, what a firm lays out and replaces, without profit
        """
        return unit_costs(self, prices, rate, wage, criterion)


def menu_of_system(own: System) -> Menu:
    """The menu that leaves no choice: each product by its one way of making it."""
    every = np.arange(len(own.hours), dtype=np.int64)
    return Menu(
        own.labels,
        own.labels,
        every,
        every,
        own.inputs,
        own.wear,
        own.stock,
        own.hours,
        np.full(len(every), -1, dtype=np.int64),
        np.zeros(0),
        own.turnover,
        own.advanced_wages,
    )


def cheaper(costs: Array, than: Array | float) -> NDArray[np.bool_]:
    """Whether costs are lower by more than rounding."""
    return np.asarray(costs < than * (1.0 - SAME))


def unit_costs(
    columns: Menu | System, prices: Array, rate: float, wage: float, criterion: Criterion
) -> Array:
    """Cost of one unit by each column; see :meth:`Menu.costs`.

    Raises
    ------
    ValueError
        if the criterion is not one of ``CRITERIA``

    Source: full cost, Okishio 1961; operating cost, Shaikh 1978
    """
    if criterion not in CRITERIA:
        raise ValueError(f'criterion "{criterion}" is not one of {", ".join(CRITERIA)}')
    replaced = prices @ (columns.inputs + columns.wear)
    if criterion == "operating":
        return np.asarray(replaced + wage * columns.hours)
    advance = 1.0 + rate * columns.turnover
    wages = wage * columns.hours * (advance if columns.advanced_wages else 1.0)
    return np.asarray(advance * replaced + wages + rate * (prices @ columns.stock))
