"""A plan with the information of a market: uncertain coefficients and demand, and a delay.

The plan is made on a case that differs from the true one by chance, and its orders are carried out
in the true one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.basket import case_owner
from commonweal.compare.grid import Noise
from commonweal.compare.scores import Scores, plan_scores
from commonweal.plan.build import build
from commonweal.plan.programme import LinearProgramme
from commonweal.plan.solve import NoPlanError, solve

ROOM = 1e-7  # of an order: what the solver's tolerance may have taken from it


@dataclass(frozen=True)
class Followed:
    """What a plan made with noise brings in the true economy.

    Parameters
    ----------
    seed : of the noise
    scores : of the last planned year; None where there is no such plan
    reason : why there is none, in words; empty where there is one
    """

    seed: int
    scores: Scores | None
    reason: str = ""


def perturbed(case: Case, noise: Noise, seed: int) -> Case:
    """The case as the planner believes it to be.

    c' = c exp(sigma e), e standard normal: one e for every input, kind of work and asset of an
    activity, the same for all its processes, for an error of statistics is one of the branch; and
    one for every product's given deliveries. The mean of the errors is not corrected for.

    Parameters
    ----------
    seed : the same seed gives the same errors
    """
    draw = np.random.default_rng(seed)
    owner = case_owner(case).astype(int)
    activities = len(case.start.activity)
    technology = case.technology

    def erred(coefficients: xr.DataArray) -> xr.DataArray:
        rows = coefficients.transpose(..., "process")
        errors = draw.standard_normal((rows.shape[0], activities))
        return rows * np.exp(noise.coefficient_noise * errors)[:, owner]

    believed = replace(
        technology,
        input=erred(technology.input),
        hours=erred(technology.hours),
        assets=erred(technology.assets),
    )
    deliveries = case.demand.deliveries.transpose("product", "period")
    errors = draw.standard_normal((deliveries.shape[0], 1))
    demand = replace(case.demand, deliveries=deliveries * np.exp(noise.demand_noise * errors))
    return replace(case, technology=believed, demand=demand)


def follow(case: Case, noise: Noise, seed: int) -> Followed:
    """Plan with noise and delay, and carry the orders out in the true case.

    Orders and conversions of every planned year are at most those of the plan made with noise; what
    is run, traded and consumed is chosen anew each year with the true coefficients. An order that
    the true economy cannot carry is cut, never raised, by the same goals as a plan. As the cuts are
    made with foresight, what noise costs here is a lower bound. In the years of delay orders are at
    most as before the plan, and nothing is converted. Where no plan exists on the perturbed case,
    or its orders leave none on the true one, there are no scores, and the reason is told.

    Parameters
    ----------
    case : with capital accounts
    """
    try:
        believed = build(perturbed(case, noise, seed))
        _delay(believed, noise.delay_years)
        wish = solve(believed).values
    except NoPlanError:
        return Followed(seed, None, "no plan exists with the errors of this seed and the delay")
    try:
        true = build(case)
        for name in ("build", "convert"):
            if name in wish:
                _at_most(true, name, wish[name] * (1.0 + ROOM))
        return Followed(seed, plan_scores(case, solve(true).values))
    except NoPlanError:
        return Followed(seed, None, "its orders leave no plan in the true economy")


def _delay(programme: LinearProgramme, years: int) -> None:
    """Orders of the first years are at most those of before, or replace wear; conversions wait."""
    case = programme.case
    periods = np.array(case.horizon.periods)
    waits = xr.DataArray(
        (periods < case.horizon.first + years) & (periods <= case.horizon.last),
        coords={"period": list(periods)},
    )
    _at_most(programme, "build", usual_orders(case).where(waits, np.inf))
    if case.conversions.source.size:
        none = xr.zeros_like(case.conversions.allowed, dtype=float)
        _at_most(programme, "convert", none.where(waits, np.inf))


def usual_orders(case: Case) -> xr.DataArray:
    """Orders of a year before the plan (process) [unit/yr of capacity].

    What arrives in the fullest year of earlier orders, or what replaces the wear of a process. What
    this leaves of the wear of an activity is replaced by its newest plant without a technique that
    can be built: where old plant is built no longer and building takes a year, so that nothing is
    on the way, nobody would renew anything, and no economy could live through the delay.
    """
    parts = case.technology
    wear = (parts.depreciation * case.start.capacity).values
    ordered = case.start.arrivals.max("period").values
    own = np.maximum(ordered, wear)
    can = parts.buildable.sel(period=case.horizon.first).values > 0
    own = np.where(can, own, 0.0)
    owner = case_owner(case).astype(int)
    left = np.bincount(owner, wear) - np.bincount(owner, own)
    plain = can & (parts.technique.values == "")
    for activity, rest in enumerate(left):
        heirs = np.flatnonzero(plain & (owner == activity))
        if heirs.size:  # the last one is the newest
            own[heirs[-1]] += max(float(rest), 0.0)
    return xr.DataArray(own, coords={"process": parts.activity["process"].values})


def _at_most(programme: LinearProgramme, name: str, most: xr.DataArray) -> None:
    """Lower the upper bounds of a variable in planned years; the continuation stays free."""
    variable = programme.variable(name)
    upper = variable.upper
    bounded = most.transpose(*upper.dims)
    planned = bounded["period"] <= programme.case.horizon.last
    lowered = np.minimum(upper.values, bounded.where(planned, np.inf).values)
    variable.update(upper=xr.DataArray(lowered, coords=upper.coords, dims=upper.dims))
