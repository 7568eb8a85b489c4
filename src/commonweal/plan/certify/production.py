"""Rows of production: the balance of every product, capacity, orders, the continuation.

Notation of the formulas: x activity, K capacity, v build, z convert, I investment, q need level,
m imports, e exports, S stock, w unused, h hours per worker; j process, c conversion, a activity,
k asset, i product, n need; t period, 1..T planned and T+1 the continuation.
"""

from __future__ import annotations

import numpy as np

from commonweal.plan.certify.columns import Columns
from commonweal.plan.certify.inputs import Inputs
from commonweal.plan.certify.rows import Family, Writer
from commonweal.plan.certify.tables import Vector


def production(inputs: Inputs, columns: Columns) -> list[Family]:
    """Every family of this file that the case has."""
    found = [product_balance(inputs, columns)]
    if inputs.has_capacity:
        found += [
            capacity_use(inputs, columns),
            capacity_motion(inputs, columns),
            investment(inputs, columns),
        ]
        if inputs.continued:
            found += renewals(inputs, columns)
    return found


def product_balance(inputs: Inputs, columns: Columns) -> Family:
    """What comes in equals what goes out.

    sum_j (O - U)[i,j] x[j,t] + m - e - S[i,t] + kept[i] S[i,t-1] - w
      - sum_n N[i,n] q[n,t] - sum_k G[i,k] I[k,t] - sum_c C[i,c] z[c,t]
      = d[i,t], less kept[i] opening[i] in the first year;
    no stock is carried into the continuation.
    """
    rows = Writer(inputs, columns, "product_balance", ("product", "period"))
    here = rows.row[:, None, :]
    net = inputs["technology.output"] - inputs["technology.input"]
    rows.add(here, columns["activity"][None], net[:, :, None])
    rows.add(rows.row, columns["imports"], 1.0)
    for use in ("exports", "stock", "unused"):
        rows.add(rows.row, columns[use], -1.0)
    kept = inputs["stocks.kept"][:, None]
    rows.add(rows.row[:, 1:-1], columns["stock"][:, :-2], kept)
    rows.add(here, columns["need_level"][None], -inputs["demand.composition"][:, :, None])
    if inputs.has_capacity:
        rows.add(here, columns["investment"][None], -inputs["start.composition"][:, :, None])
        rows.add(here, columns["convert"][None], -inputs["conversions.inputs"][:, :, None])
    given = inputs["demand.deliveries"].copy()
    given[:, 0] -= inputs["stocks.kept"] * inputs["stocks.opening"]
    return rows.done("=", given)


def _add_new(rows: Writer, inputs: Inputs, columns: Columns, factor: Vector, skip: int) -> None:
    """Add ``factor[j,t] new[j,t]`` for the periods from ``skip`` on, save what is given.

    new[j,t] = v[j,t-L[j]] + sum over c into j of z[c,t-1] (+ arrivals[j,t], given).
    """
    count = inputs.size("period")
    lag = inputs["technology.build_years"].astype(int)
    process = np.arange(len(lag))
    for t in range(max(skip, 1), count):
        line = rows.row[:, t - skip]
        ready = process[lag <= t]
        rows.add(line[ready], columns["build"][ready, t - lag[ready]], factor[ready, t])
        into = inputs.destination
        rows.add(line[into], columns["convert"][:, t - 1], factor[into, t])


def capacity_use(inputs: Inputs, columns: Columns) -> Family:
    """x[j,t] <= u[j] (K[j,t] - ramp[j] new[j,t]); no ramp in the continuation."""
    rows = Writer(inputs, columns, "capacity_use", ("process", "period"))
    use = inputs["technology.utilisation"][:, None]
    loss = np.repeat(use * inputs["technology.ramp"][:, None], inputs.size("period"), axis=1)
    loss[:, -1] = 0.0
    rows.add(rows.row, columns["activity"], 1.0)
    rows.add(rows.row, columns["capacity"], -use)
    _add_new(rows, inputs, columns, loss, 0)
    return rows.done("<", -loss * inputs["start.arrivals"])


def capacity_motion(inputs: Inputs, columns: Columns) -> Family:
    """K[j,t] = (1 - delta[j]) K[j,t-1] + new[j,t] - sum over c out of j of z[c,t-1], t >= 2."""
    later = range(1, inputs.size("period"))
    rows = Writer(inputs, columns, "capacity_motion", ("process", "period"), {"period": later})
    left = 1.0 - inputs["technology.depreciation"][:, None]
    rows.add(rows.row, columns["capacity"][:, 1:], 1.0)
    rows.add(rows.row, columns["capacity"][:, :-1], -left)
    ones = np.ones((inputs.size("process"), inputs.size("period")))
    _add_new(rows, inputs, columns, -ones, 1)
    rows.add(rows.row[inputs.source], columns["convert"][:, :-1], 1.0)
    return rows.done("=", inputs["start.arrivals"][:, 1:])


def investment(inputs: Inputs, columns: Columns) -> Family:
    """Assets put in place: an order takes its assets in equal parts over its build years.

    I[k,t] - sum_j kappa[k,j] sum_{l < L[j]} v[j,t-l] / L[j] - sum_c assets[k,c] z[c,t]
      = committed[k,t]
    """
    rows = Writer(inputs, columns, "investment", ("asset", "period"))
    rows.add(rows.row, columns["investment"], 1.0)
    years = inputs["technology.build_years"]
    count = inputs.size("period")
    for ago in range(min(int(years.max(initial=0)), count)):
        part = np.where(ago < years, inputs["technology.assets"] / years, 0.0)
        orders = columns["build"][None, :, : count - ago]
        rows.add(rows.row[:, None, ago:], orders, -part[:, :, None])
    rows.add(
        rows.row[:, None, :], columns["convert"][None], -inputs["conversions.assets"][:, :, None]
    )
    return rows.done("=", inputs["start.committed"])


def renewal_factor(inputs: Inputs) -> Vector:
    """(process, period) orders per unit of activity at the start of the continuation.

    (delta[j] + g) (1 + g)^m / u[j] with m = t - (T + 2 - L[j]), where m >= 0; elsewhere none.
    """
    period = np.arange(1, inputs.size("period") + 1)
    since = period[None, :] - (period[-1] + 1 - inputs["technology.build_years"][:, None])
    wear = inputs["technology.depreciation"][:, None]
    grown = (wear + inputs.growth) * (1.0 + inputs.growth) ** np.maximum(since, 0)
    used = grown / inputs["technology.utilisation"][:, None]
    return np.asarray(np.where(since >= 0, used, 0.0))


def renewals(inputs: Inputs, columns: Columns) -> list[Family]:
    """Orders of the continuation renew and extend capacity in use, by activity and in kind.

    renewal:         sum_{j in a} v[j,t] - sum_{j in a} factor[j,t] x[j,T+1] >= 0
    renewal_in_kind: v[j,t] - factor[j,t] x[j,T+1] >= 0 where j can be ordered in t
    """
    factor = renewal_factor(inputs)
    chosen = [int(t) for t in np.flatnonzero((factor > 0).any(axis=0))]
    period = {"period": chosen}
    if not chosen:
        return []
    orders, final = columns["build"][:, chosen], columns["activity"][:, -1][:, None]
    total = Writer(inputs, columns, "renewal", ("activity", "period"), period)
    total.add(total.row[inputs.owner], orders, 1.0)
    total.add(total.row[inputs.owner], final, -factor[:, chosen])
    open_ = inputs["technology.buildable"][:, chosen]
    kind = Writer(inputs, columns, "renewal_in_kind", ("process", "period"), period)
    kind.add(kind.row, orders, open_)
    kind.add(kind.row, final, -open_ * factor[:, chosen])
    return [total.done(">", 0.0), kind.done(">", 0.0)]
