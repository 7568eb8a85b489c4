"""The plan's side of the equivalence: the least hours for a final bill, as a linear programme.

Key: x levels of processes, y final bill, A inputs, W wear, l hours, E which activity a process
belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import linprog

from commonweal.errors import SolverStopped
from commonweal.market.theory.menu import Menu
from commonweal.market.theory.quantities import stationary_quantities
from commonweal.market.theory.system import Array

TIGHT = 1e-10  # assumption: the smallest tolerance that the solver takes


@dataclass(frozen=True, eq=False)
class LeastHours:
    """The optimum of the programme.

    Parameters
    ----------
    hours : [h / yr]
    levels : x (m) [unit / yr] of each process
    shares : (m) of each process in its activity
    values : (n) [h / unit] hours that one unit more of each product takes, the duals
    """

    hours: float
    levels: Array
    shares: Array
    values: Array


def least_hours(menu: Menu, final: Array) -> LeastHours:
    """Least hours that deliver a final bill every year, capital goods renewed.

    min l x  subject to  (E - A - W) x >= y, ceilings, x >= 0

    Every row is measured in the output of the first processes, so that the solver's tolerances
    are relative ones.

    Parameters
    ----------
    menu : processes
    final : y (n) [unit / yr], every product wanted or used

    Returns
    -------
    LeastHours

    Raises
    ------
    SolverStopped
        if the solver ends without an optimum

    Source: Samuelson 1951, Koopmans 1951 (non-substitution)
    """
    first = menu.mixed(menu.first())
    scale = stationary_quantities(first.used_up, first.stock, 0.0, 1.0, final)
    scale = np.where(scale > 0, scale, 1.0)
    size = scale[menu.activity]
    total = float(menu.hours @ (menu.first() * size))
    balance = _net(menu) * size / scale[:, None]
    limits = _ceilings(menu)
    found = linprog(
        menu.hours * size / total,
        A_ub=np.vstack([-balance, limits]),
        b_ub=np.concatenate([-final / scale, np.zeros(len(limits))]),
        method="highs-ds",
        options={"primal_feasibility_tolerance": TIGHT, "dual_feasibility_tolerance": TIGHT},
    )
    if not found.success or found.x is None or found.fun is None:
        raise SolverStopped(f"least hours for a final bill: {found.message}")
    levels = found.x * size
    made = np.bincount(menu.activity, levels, len(menu.activities))[menu.activity]
    return LeastHours(
        float(found.fun) * total,
        levels,
        np.divide(levels, made, out=np.zeros_like(levels), where=made > 0),
        -found.ineqlin.marginals[: len(scale)] * total / scale,
    )


def _net(menu: Menu) -> Array:
    """(n, m) net output of each process: E - A - W."""
    made = np.zeros(menu.inputs.shape)
    made[menu.activity, np.arange(len(menu.processes))] = 1.0
    return np.asarray(made - menu.inputs - menu.wear)


def _ceilings(menu: Menu) -> Array:
    """(k, m) a row per ceiling: what runs under it, less its share of the activity, at most 0.

    Levels of one activity share their scale, so that the row needs none.
    """
    rows = np.zeros((len(menu.ceilings), len(menu.processes)))
    for ceiling, share in enumerate(menu.ceilings):
        members = menu.reach == ceiling
        if members.any():
            same = menu.activity == menu.activity[members][0]
            rows[ceiling] = members - share * same
    return rows
