"""What is wanted, in order: each goal is a column of values that a stage of the solve maximises.

Floors first (least weighted shortage), then elastic targets (least shortfall), then one of
welfare, maximin, least_hours or least_limit. Each stage keeps what the stages before it reached.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import linopy
import xarray as xr

from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.blocks.welfare import by_moment, need_pieces, values_free_time
from commonweal.plan.programme import LinearProgramme, lies_in, planned


@dataclass(frozen=True)
class Goal:
    """One goal.

    Parameters
    ----------
    name : as in the study
    unit : unit of its value
    gain : linear expression to be maximised
    constant : value of the goal where the expression is zero
    spared : name of the variable of which the goal wants none, if it is of that kind; a plan
        that needs none of it has reached the best conceivable value
    """

    name: str
    unit: str
    gain: linopy.LinearExpression
    constant: float = 0.0
    spared: str = ""


def goals(programme: LinearProgramme) -> list[Goal]:
    """The goals of the case in order, leaving out those that nothing depends on."""
    makers: dict[str, Callable[[LinearProgramme], Goal | None]] = {
        "floors": floors,
        "targets": targets,
        "welfare": welfare,
        "maximin": maximin,
        "least_hours": least_hours,
    }
    found = []
    for name in programme.case.wanted.goals:
        kind, _, limit = name.partition(":")
        goal = least_limit(programme, limit) if kind == "least_limit" else makers[kind](programme)
        if goal is not None:
            found.append(goal)
    return found


def floors(programme: LinearProgramme) -> Goal | None:
    """Least weighted shortage: -sum_n,t omega[n] f[n,t] / (people[t] r[n]), in planned years."""
    case = programme.case
    if not bool((case.demand.floor > 0).any()):
        return None
    weight = case.demand.weight * planned(case) / base_needs(case)
    return Goal("floors", "1", (-weight * programme.variable("shortage")).sum(), spared="shortage")


def targets(programme: LinearProgramme) -> Goal | None:
    """Least shortfall of elastic targets: -sum of what activities miss of their aims."""
    if not bool((programme.case.adoption.target_aim > 0).any()):
        return None
    short = programme.variable("target_shortfall")
    return Goal("targets", "1", -1.0 * short.sum(), spared="target_shortfall")


def welfare(programme: LinearProgramme) -> Goal:
    """sum_t beta[t] ( sum_n omega[n] u(S[n,t]) + sum_r omega_F[r] u_F(h[r,t]) ).

    Zero means that every year is like the base year, for ever.
    """
    case = programme.case
    beta = case.wanted.period_weight
    curve = need_pieces(case)
    slope = xr.DataArray(curve.slope, coords={"piece": range(len(curve.slope))}, dims=["piece"])
    value = beta * case.demand.weight * slope
    gain = (value * programme.variable("need_piece")).sum()
    constant = curve.constant * float(beta.sum() * case.demand.weight.sum())
    if values_free_time(case):
        slope = by_moment(case, "slope")
        weight = case.work.free_time_weight
        gain = gain + (weight * beta * slope * programme.variable("free_time_piece")).sum()
    return Goal("welfare", "goal points", gain, constant)


def maximin(programme: LinearProgramme) -> Goal:
    """The lowest fulfilment over needs and periods, then the next lowest (see solve)."""
    return Goal("maximin", "1", 1.0 * programme.variable("lowest_fulfilment"))


def least_hours(programme: LinearProgramme) -> Goal:
    """Least hours of work: -sum_t beta[t] sum_r W[r,t] h[r,t], in base hours."""
    case = programme.case
    beta = case.wanted.period_weight
    workers = (lies_in(case, "labour_type") * case.work.workers).sum("labour_type")
    total = float((workers.isel(period=0) * case.work.base_hours).sum())
    hours = (beta * workers / total) * programme.variable("hours_per_worker")
    return Goal("least_hours", "base-year hours", -1.0 * hours.sum())


def least_limit(programme: LinearProgramme, limit: str) -> Goal:
    """Least use of one limit, weighted over the periods, in its own unit."""
    case = programme.case
    beta = case.wanted.period_weight
    by_process = case.technology.emissions.sel(limit=limit, drop=True)
    by_need = case.demand.emissions.sel(limit=limit, drop=True)
    use = (beta * by_process * programme.variable("activity")).sum() + (
        beta * by_need * programme.variable("need_level")
    ).sum()
    return Goal(f"least_limit:{limit}", case.names["unit"].get(f"limit {limit}", ""), -1.0 * use)
