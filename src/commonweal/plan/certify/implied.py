"""Upper bounds that the rows imply for columns that have none of their own.

The bound from the shadow values charges every reduced cost of the wrong sign against the most
that its column can be. No plan that satisfies the rows exceeds the bounds of this file, so that
the charge loses nothing of the proof.
"""

from __future__ import annotations

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from commonweal.plan.certify.inputs import Inputs
from commonweal.plan.certify.programme import Formulas
from commonweal.plan.certify.tables import Vector

ROUNDS = 8  # each round lets bounds pass on through one more row
ROUNDING = 1e-9  # by how much each bound is widened, so that rounding cannot make it wrong
ASSUMED = 100.0  # assumption: multiple of the base-year size where no row implies a bound


def implied_upper(programme: Formulas) -> Vector:
    """(column) the most that any plan can have; infinite where nothing implies a bound."""
    upper = programme.columns.upper.copy()
    _seed(programme, upper)
    rows, rhs = _as_at_most(programme)
    open_ = np.isinf(programme.columns.upper)
    for _ in range(ROUNDS):
        before = upper.copy()
        _pass_on(rows, rhs, programme.columns.lower, upper, open_)
        if np.array_equal(before, upper):
            break
    return upper


def _seed(programme: Formulas, upper: Vector) -> None:
    """Bounds that follow a chain of periods.

    Activities by ``pace_up``, needs by ``pace_needs``; capacity and orders of an activity by
    ``capacity_motion`` (conversions within an activity cancel) and ``pace_orders``.
    """
    inputs, columns = programme.inputs, programme.columns
    wide = 1.0 + ROUNDING
    years = np.arange(1, inputs.size("period") + 1)

    def lower_to(name: str, most: Vector) -> None:
        upper[columns[name]] = np.minimum(upper[columns[name]], wide * most)

    up = 1.0 + inputs["pace.up"][:, None]
    total = inputs["start.activity"][:, None] * np.maximum(up, 0.0) ** years[None, :]
    lower_to("activity", total[inputs.owner])
    rise = max(1.0 + inputs.scalar("pace.needs"), 0.0) ** years
    lower_to("need_level", inputs.base_needs * rise[None, :])
    if "lowest_fulfilment" in columns:
        lower_to("lowest_fulfilment", np.array(rise.max()))
    if inputs.has_capacity:
        capacity, orders = capacity_chain(inputs)
        lower_to("capacity", capacity[inputs.owner])
        lower_to("build", orders[inputs.owner])


def capacity_chain(inputs: Inputs) -> tuple[Vector, Vector]:
    """Most capacity and most orders of each activity (activity, period).

    K[a,1] = start; orders[a,t] = max_j (delta[j] + up[a]) K[a,t];
    K[a,t] = (1 - min_j delta[j]) K[a,t-1] + sum over the build times L of orders[a,t-L]
             + arrivals[a,t]; in the continuation see ``_after``
    """
    count = inputs.size("period")
    capacity, orders = np.zeros((2, inputs.size("activity"), count))
    member = inputs.member
    arrivals = member @ inputs["start.arrivals"]
    lag = inputs["technology.build_years"].astype(int)
    wear = inputs["technology.depreciation"]
    for a in range(inputs.size("activity")):
        mine = inputs.owner == a
        if not mine.any():
            continue
        room = max(float(wear[mine].max() + inputs["pace.up"][a]), 0.0)
        left = max(1.0 - float(wear[mine].min()), 0.0)
        for t in range(count):
            if t == 0:
                capacity[a, t] = inputs["start.capacity"][mine].sum()
            elif inputs.continued and t == count - 1:
                given = left * capacity[a, t - 1] + arrivals[a, t]
                capacity[a, t] = _after(inputs, given, orders[a, :t], lag[mine], left, room)
                orders[a, t] = room * capacity[a, t] if room > 0 else 0.0
                continue
            else:
                ready = [orders[a, t - years] for years in set(lag[mine].tolist()) if years <= t]
                capacity[a, t] = left * capacity[a, t - 1] + sum(ready) + arrivals[a, t]
            orders[a, t] = room * capacity[a, t]
    return capacity, orders


def _after(
    inputs: Inputs, given: float, orders: Vector, lag: NDArray[np.intp], left: float, room: float
) -> float:
    """Most capacity of an activity in the continuation; infinite where its orders can feed it.

    From ``renewal``, summed over the activity, with orders of the continuation at most room K:
    K (1 - rho left - rho^L room) <= (1 - beta) (given + sum_s rho^(s + L - T - 1) orders[s])
    """
    rho, last = inputs.discount / (1.0 + inputs.growth), len(orders)
    times = set(lag.tolist())
    for years in times:
        for s in range(max(last - years, 0), last):
            given += rho ** (s + years - last) * float(orders[s])
    share = 1.0 - rho * left - max(rho**years for years in times) * room
    return (1.0 - inputs.discount) * given / share if share > 0 else np.inf


def _as_at_most(programme: Formulas) -> tuple[sp.coo_array, Vector]:
    """Every row that holds in every stage, as coefficients . x <= right-hand side."""
    parts, sides = [], []
    for family in programme.families.values():
        if family.name == "lowest":  # later rounds of maximin change these rows
            continue
        if family.sense in "=<":
            parts.append(family.matrix)
            sides.append(family.rhs)
        if family.sense in "=>":
            parts.append(-family.matrix)
            sides.append(-family.rhs)
    return sp.coo_array(sp.vstack(parts)), np.concatenate(sides)


def _pass_on(
    rows: sp.coo_array, rhs: Vector, lower: Vector, upper: Vector, open_: NDArray[np.bool_]
) -> None:
    """One round: x[j] <= lower[j] + (rhs - least of the whole row) / a[j] for a[j] > 0."""
    row, column, entry = rows.row, rows.col, rows.data
    rising = entry > 0
    ends = np.where(rising, lower[column], upper[column])
    endless = np.isinf(ends)
    least = np.bincount(row, np.where(endless, 0.0, entry * np.where(endless, 0.0, ends)), len(rhs))
    unknown = np.bincount(row, endless, len(rhs)) > 0
    use = rising & ~unknown[row] & open_[column]
    room = np.maximum((rhs - least)[row[use]], 0.0) / entry[use]
    most = (lower[column[use]] + room) * (1.0 + ROUNDING)
    np.minimum.at(upper, column[use], most)
