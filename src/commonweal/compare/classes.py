"""Needs per head by class, and how hours are spread over the people who can work.

A plan has one class: the case does not say how needs are spread among people, so that mean and
minimum over classes are the same and the minimum says nothing of its own. Within a class nothing is
known of either regime. The market has one region, and so has every comparison.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.people import Values, base_shares
from commonweal.market.run import Run
from commonweal.market.system import MONTHS, Array


@dataclass(frozen=True)
class Classes:
    """Needs by class, and the share of people at work, in one year.

    Parameters
    ----------
    fulfilment : (class, need) [1] level per head over that of the base year for all people
    employed : [1] share of the people who can work that do
    """

    fulfilment: Array
    employed: float

    @property
    def least_index(self) -> int:
        """Place of the class that gets least."""
        return int(self.fulfilment.mean(axis=1).argmin())

    @property
    def spread_of_hours(self) -> float:
        """Gini of paid hours over all who can work [1], those without work at none.

        All who work have the same hours in both regimes: G = 1 - employed.
        """
        return 1.0 - self.employed


def classes_of_plan(case: Case, values: Values, period: int) -> Classes:
    """One class; work is shared among all who can work."""
    base = case.demand.per_head * case.people_of_needs
    level = (values["need_level"] / base).sel(period=period).values
    return Classes(np.asarray(level, dtype=float)[None, :], 1.0)


def classes_of_run(case: Case, run: Run, year: int) -> Classes:
    """Workers and owners in a year of a run; what the government gives goes to all heads alike.

    S[k] = (own[k] / heads[k] + given / heads) / per head of the base year

    Parameters
    ----------
    year : 0 is the first
    """
    months = slice(year * MONTHS, (year + 1) * MONTHS)
    own = run.record.needs[: run.record.months][months].sum(axis=0)
    place = min(year, len(case.horizon.years) - 1)
    people = float(case.demand.people.sum("region").values[place])
    owners = run.market.system.owner_heads
    heads = people * np.array([1.0 - owners, owners])
    level = own[:2] / heads[:, None] + own[2] / people
    employed = float(run.record["employment"][months].mean())
    return Classes(level / case.demand.per_head.values, employed)


def index_of(case: Case, fulfilment: Array) -> float:
    """Consumption per head of one class with the base year's shares [1]."""
    return float(base_shares(case).values @ fulfilment)


def labour_index(case: Case, values: Values, hours: xr.DataArray, period: int) -> float:
    """Consumption per head at labour weights [1], the base year is 1.

    sum_n lambda_n q_n / people over the same in the base year; lambda the hours in a unit of a
    need with the techniques of the base year
    """
    people = case.demand.people.sum("region").sel(period=period)
    now = (hours * values["need_level"].sel(period=period)).sum() / people
    return float(now / (hours * case.demand.per_head).sum())
