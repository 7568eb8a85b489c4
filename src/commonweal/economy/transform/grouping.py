"""Old labels to new labels of one dimension, and sums over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Grouping:
    """Which old labels make up each new label.

    Parameters
    ----------
    old : old labels
    new : new labels, in the order in which their first member comes
    at : (old), position of each old label's new label
    names : new label to name, where one is given
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    at: NDArray[np.int64]
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def merges(self) -> bool:
        """Whether any new label has several members."""
        return len(self.new) < len(self.old)

    @property
    def changes(self) -> bool:
        """Whether any label is merged or renamed."""
        return self.old != self.new

    def sums(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sums over the members along the first axis (old, ...) -> (new, ...)."""
        count = len(self.old)
        matrix = csr_array(
            (np.ones(count), (self.at, np.arange(count))), shape=(len(self.new), count)
        )
        return np.asarray(matrix @ values, dtype=np.float64)

    def lowest(self, values: Vector) -> Vector:
        """Smallest value of the members of each new label."""
        found = np.full(len(self.new), np.inf)
        np.minimum.at(found, self.at, values)
        return found

    def highest(self, values: Vector) -> Vector:
        """Largest value of the members of each new label."""
        return -self.lowest(-values)

    def means(self, values: Vector, base: Vector) -> Vector:
        """Mean of the members, weighted by a base.

        m[g] = sum_l b[l] x[l] / sum_l b[l] over the members l; the plain mean where all b are 0

        Parameters
        ----------
        values : (old) rates
        base : (old) what the rates are rates of, >= 0

        Returns
        -------
        array (new), never outside the members' own values
        """
        total = self.sums(base)
        weights = np.where(total[self.at] > 0, base, 1.0)
        means = self.sums(weights * values) / self.sums(weights)
        # Rounding must not carry a mean out of its members: a share of 1 stays a share.
        return np.clip(means, self.lowest(values), self.highest(values))

    def largest(self, base: Vector) -> NDArray[np.int64]:
        """Position of the member with the largest base; the first of equals."""
        best: dict[int, int] = {}
        for member, group in enumerate(self.at.tolist()):
            if group not in best or base[member] > base[best[group]]:
                best[group] = member
        return np.array([best[group] for group in range(len(self.new))], dtype=np.int64)


def grouping(
    labels: Sequence[str], targets: Mapping[str, str], names: Mapping[str, str] | None = None
) -> Grouping:
    """The grouping of labels by a concordance that has all of them.

    Parameters
    ----------
    labels : old labels, in order
    targets : old label to new label
    names : new label to name, where one is given

    Returns
    -------
    Grouping
    """
    wanted = [targets[label] for label in labels]
    new = tuple(dict.fromkeys(wanted))
    position = {label: place for place, label in enumerate(new)}
    at = np.array([position[label] for label in wanted], dtype=np.int64)
    return Grouping(tuple(labels), new, at, dict(names or {}))


def joined(first: Grouping, second: Grouping) -> Grouping:
    """Two groupings of different labels as one, the first's labels first."""
    new = tuple(dict.fromkeys((*first.new, *second.new)))
    position = {label: place for place, label in enumerate(new)}
    moved = [
        np.array([position[label] for label in part.new], dtype=np.int64)[part.at]
        for part in (first, second)
    ]
    return Grouping((*first.old, *second.old), new, np.concatenate(moved))


def sum_matrix(table: pd.DataFrame, rows: Grouping, columns: Grouping) -> pd.DataFrame:
    """Sums of a matrix over the members of its rows and columns.

    T'[g, h] = sum of T[l, m] over l in g and m in h

    Parameters
    ----------
    table : (old row, old column), in the order of the groupings
    rows, columns : groupings

    Returns
    -------
    DataFrame (new row, new column)
    """
    values = rows.sums(table.loc[list(rows.old), list(columns.old)].to_numpy())
    values = columns.sums(np.ascontiguousarray(values.T)).T
    frame = pd.DataFrame(values, index=list(rows.new), columns=list(columns.new))
    frame.index.name, frame.columns.name = table.index.name, table.columns.name
    return frame
