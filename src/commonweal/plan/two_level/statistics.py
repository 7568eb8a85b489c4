"""What a table of coefficients looks like, in the few figures that the generator copies.

Key: A inputs per unit (product, product), column k has the inputs of product k; q output.
A coefficient counts as an input from ``SMALLEST`` of a unit on: below lie rounding and
balancing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
SMALLEST = 1e-4  # assumption: of a unit
TAIL = 0.2  # assumption: largest products by which the tail is measured
GENERAL = 0.05  # assumption: products that count as of general purpose, the most used ones


@dataclass(frozen=True)
class TableStatistics:
    """Statistics of one table.

    Parameters
    ----------
    products : number with output
    inputs : mean number of inputs of a product
    covered : share of the value of inputs that lies in them
    share : mean of column sums, intermediate inputs per unit of output
    share_spread : their standard deviation
    size : standard deviation of the logarithm of the inputs of a product
    output : standard deviation of the logarithm of outputs
    tail : Pareto exponent of the largest outputs (Hill 1975)
    general : share of input value that is of general purpose, from other sectors
    branch, sector, elsewhere : shares of input value from the own branch, from other branches of
        the own sector, and from other sectors, not of general purpose; NaN where no codes are known
    """

    products: int
    inputs: float
    covered: float
    share: float
    share_spread: float
    size: float
    output: float
    tail: float
    general: float
    branch: float
    sector: float
    elsewhere: float


def table_statistics(
    coefficients: Array,
    output: Array,
    branches: Sequence[str] | None = None,
    sectors: Sequence[str] | None = None,
) -> TableStatistics:
    """Statistics of a table.

    Parameters
    ----------
    coefficients : (product, product) [unit / unit] of value
    output : (product) [unit / yr]
    branches, sectors : (product) codes; a branch belongs to one sector
    """
    there = output > 0
    A, q = coefficients[np.ix_(there, there)].clip(0.0), output[there]
    value = A * q  # flows: what is measured in value is weighted by value
    counted = A >= SMALLEST
    sums = A.sum(axis=0)
    logs = np.log(np.where(counted, A, 1.0))
    count = np.maximum(counted.sum(axis=0), 1)
    mean = logs.sum(axis=0) / count
    spread = np.sqrt(((logs - mean) ** 2 * counted).sum(axis=0) / count)
    largest = np.sort(q)[::-1][: max(2, round(TAIL * len(q)))]
    shares = _origins(value, branches, sectors, there)
    return TableStatistics(
        products=len(q),
        inputs=float(counted.sum(axis=0).mean()),
        covered=float(value[counted].sum() / value.sum()),
        share=float(sums.mean()),
        share_spread=float(sums.std()),
        size=float(spread.mean()),
        output=float(np.log(q).std()),
        tail=float(1 / np.log(largest[:-1] / largest[-1]).mean()),
        general=shares[0],
        branch=shares[1],
        sector=shares[2],
        elsewhere=shares[3],
    )


def _origins(
    value: Array,
    branches: Sequence[str] | None,
    sectors: Sequence[str] | None,
    there: NDArray[np.bool_],
) -> tuple[float, float, float, float]:
    """Shares of the value of inputs by where they come from."""
    if branches is None or sectors is None:
        return (float("nan"),) * 4
    branch, sector = np.asarray(branches)[there], np.asarray(sectors)[there]
    same_branch = branch[:, None] == branch[None, :]
    same_sector = (sector[:, None] == sector[None, :]) & ~same_branch
    other = ~same_branch & ~same_sector
    outside = (value * other).sum(axis=1)
    most = np.argsort(-outside, kind="stable")[: max(1, round(GENERAL * len(value)))]
    general = np.zeros_like(other)
    general[most] = other[most]
    total = value.sum()
    return (
        float(value[general].sum() / total),
        float(value[same_branch].sum() / total),
        float(value[same_sector].sum() / total),
        float(value[other & ~general].sum() / total),
    )
