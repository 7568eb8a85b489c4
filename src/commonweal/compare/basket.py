"""Hours embodied in what a person gets, with the techniques that are used in a year.

Key: T units of each activity behind one unit of product, x levels of processes, A inputs, W wear,
l hours per unit of activity.
"""

from __future__ import annotations

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.people import Values
from commonweal.compare.years import base_activity, belongs
from commonweal.market.system import Array
from commonweal.market.theory.of_case import makers, source_of_case


def hours_of_needs(case: Case, activity: xr.DataArray) -> xr.DataArray:
    """Hours in a unit of each need, all rounds of inputs and the wear of plant included.

    lambda = l (I - A - W)^-1,  hours = lambda T N

    with A, W and l the means over the processes of each activity at the levels given. Imports
    count as if they were made at home.

    Parameters
    ----------
    activity : (process) [unit/yr] levels

    Returns
    -------
    DataArray (need) [h per unit of need]

    Source: Pasinetti 1973 (vertical integration)
    """
    behind = makers(source_of_case(case, case.horizon.first))
    owner = belongs(case).values
    levels = activity.values.astype(float)
    made = owner @ levels
    # an activity that stands still has the techniques of the base year
    start = base_activity(case).values
    levels = np.where(made[case_owner(case)] > 0, levels, start)
    made = owner @ levels
    weight = (owner * levels / np.where(made > 0, made, 1.0)[:, None]).T
    parts = case.technology
    use = parts.utilisation.values
    inputs = behind @ parts.input.values
    if case.has_capacity:
        plant = case.start.composition.values @ parts.assets.values
        inputs = inputs + behind @ (plant * parts.depreciation.values / use)
    hours = parts.hours.sum("labour_type").values @ weight
    embodied = np.linalg.solve((np.eye(len(made)) - inputs @ weight).T, hours)
    found = embodied @ behind @ case.demand.composition.values
    needs = case.demand.per_head["need"].values
    return xr.DataArray(np.asarray(found), coords={"need": needs}, dims=["need"])


def case_owner(case: Case) -> Array:
    """(process) place of its activity."""
    place = {str(a): n for n, a in enumerate(case.start.activity["activity"].values)}
    return np.array([place[str(a)] for a in case.technology.activity.values])


def basket_hours(case: Case, values: Values, period: int) -> float:
    """Hours in a person's yearly needs of the base year, with the techniques of a year [h]."""
    now = values["activity"].sel(period=period)
    return float((hours_of_needs(case, now) * case.demand.per_head).sum())
