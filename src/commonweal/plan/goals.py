"""What is wanted, in order: each goal is a column of values that a stage of the solve maximises.

Floors first (least weighted shortage), then elastic targets (least shortfall), then one of
welfare, maximin, least_hours or least_limit. Each stage keeps what the stages before it reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import linopy
import xarray as xr

from commonweal.case.case import Case
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.blocks.welfare import by_moment, need_pieces, values_free_time
from commonweal.plan.programme import LinearProgramme, lies_in, planned


@dataclass(frozen=True)
class Wish:
    """What one goal asks of a case, before there is a programme.

    Parameters
    ----------
    name : as in the study
    unit : unit of its value
    weights : variable -> gain of the goal per unit of it, with dimensions of the variable
    constant : value of the goal where all these variables are zero
    spared : name of the variable of which the goal wants none, if it is of that kind; a plan
        that needs none of it has reached the best conceivable value
    """

    name: str
    unit: str
    weights: Mapping[str, xr.DataArray]
    constant: float = 0.0
    spared: str = ""


@dataclass(frozen=True)
class Goal(Wish):
    """A goal of a programme; ``gain`` is the linear expression to be maximised."""

    gain: linopy.LinearExpression = field(kw_only=True)


def goals(programme: LinearProgramme) -> list[Goal]:
    """The goals of the case in order, leaving out those that nothing depends on."""
    found = []
    for wish in wishes(programme.case):
        parts = [(w * programme.variable(name)).sum() for name, w in wish.weights.items()]
        gain = parts[0]
        for part in parts[1:]:
            gain = gain + part
        found.append(Goal(**wish.__dict__, gain=gain))
    return found


def wishes(case: Case, kept: Mapping[str, Wish] | None = None) -> list[Wish]:
    """What the goals of a case ask, in order, leaving out those that nothing depends on.

    Parameters
    ----------
    kept : goal -> what it asks, of those that are known already
    """
    makers: dict[str, Callable[[Case], Wish | None]] = {
        "floors": floors,
        "targets": targets,
        "welfare": welfare,
        "maximin": maximin,
        "least_hours": least_hours,
    }
    found, known = [], kept or {}
    for name in case.wanted.goals:
        kind, _, limit = name.partition(":")
        if name in known:
            wish: Wish | None = known[name]
        else:
            wish = least_limit(case, limit) if kind == "least_limit" else makers[kind](case)
        if wish is not None:
            found.append(wish)
    return found


def floors(case: Case) -> Wish | None:
    """Least weighted shortage: -sum_n,t omega[n] f[n,t] / (people[t] r[n]), in planned years."""
    if not bool((case.demand.floor > 0).any()):
        return None
    weight = case.demand.weight * planned(case) / base_needs(case)
    return Wish("floors", "1", {"shortage": -weight}, spared="shortage")


def targets(case: Case) -> Wish | None:
    """Least shortfall of elastic targets: -sum of what activities miss of their aims."""
    aim = case.adoption.target_aim
    if not bool((aim > 0).any()):
        return None
    return Wish("targets", "1", {"target_shortfall": -xr.ones_like(aim)}, spared="target_shortfall")


def welfare(case: Case) -> Wish:
    """sum_t beta[t] ( sum_n omega[n] u(S[n,t]) + sum_r omega_F[r] u_F(h[r,t]) ).

    Zero means that every year is like the base year, for ever.
    """
    beta = case.wanted.period_weight
    curve = need_pieces(case)
    slope = xr.DataArray(curve.slope, coords={"piece": range(len(curve.slope))}, dims=["piece"])
    weights = {"need_piece": beta * case.demand.weight * slope}
    constant = curve.constant * float(beta.sum() * case.demand.weight.sum())
    if values_free_time(case):
        moment = by_moment(case, "slope")
        weights["free_time_piece"] = case.work.free_time_weight * beta * moment
    return Wish("welfare", "goal points", weights, constant)


def maximin(_: Case) -> Wish:
    """The lowest fulfilment over needs and periods, then the next lowest (see solve)."""
    return Wish("maximin", "1", {"lowest_fulfilment": xr.DataArray(1.0)})


def least_hours(case: Case) -> Wish:
    """Least hours of work: -sum_t beta[t] sum_r W[r,t] h[r,t], in base hours."""
    beta = case.wanted.period_weight
    workers = (lies_in(case, "labour_type") * case.work.workers).sum("labour_type")
    total = float((workers.isel(period=0) * case.work.base_hours).sum())
    return Wish("least_hours", "base-year hours", {"hours_per_worker": -beta * workers / total})


def least_limit(case: Case, limit: str) -> Wish:
    """Least use of one limit, weighted over the periods, in its own unit."""
    beta = case.wanted.period_weight
    by_process = case.technology.emissions.sel(limit=limit, drop=True)
    by_need = case.demand.emissions.sel(limit=limit, drop=True)
    unit = case.names["unit"].get(f"limit {limit}", "")
    weights = {"activity": -beta * by_process, "need_level": -beta * by_need}
    return Wish(f"least_limit:{limit}", unit, weights)
