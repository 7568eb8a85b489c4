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
        found += [capacity_use(inputs, columns), investment(inputs, columns)]
        if inputs.size("period") > 2 or not inputs.continued:
            found.append(capacity_motion(inputs, columns))
        if inputs.continued:
            found.append(renewal(inputs, columns))
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
    lag = inputs["technology.build_years"].astype(int)
    process = np.arange(len(lag))
    for t in range(max(skip, 1), factor.shape[1]):
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
    """K[j,t] = (1 - delta[j]) K[j,t-1] + new[j,t] - sum over c out of j of z[c,t-1], t >= 2.

    The continuation, where there is one, has the row ``renewal`` instead.
    """
    end = inputs.size("period") - int(inputs.continued)
    later = range(1, end)
    rows = Writer(inputs, columns, "capacity_motion", ("process", "period"), {"period": later})
    left = 1.0 - inputs["technology.depreciation"][:, None]
    rows.add(rows.row, columns["capacity"][:, 1:end], 1.0)
    rows.add(rows.row, columns["capacity"][:, : end - 1], -left)
    _add_new(rows, inputs, columns, -np.ones((inputs.size("process"), end)), 1)
    rows.add(rows.row[inputs.source], columns["convert"][:, : end - 1], 1.0)
    return rows.done("=", inputs["start.arrivals"][:, 1:end])


def investment(inputs: Inputs, columns: Columns) -> Family:
    """Assets put in place: an order takes its assets in equal parts over its build years.

    I[k,t] - sum_j kappa[k,j] sum_{l < L[j]} v[j,t-l] / L[j] - sum_c assets[k,c] z[c,t]
      = committed[k,t]; in the continuation the mean of what is paid after the horizon
    """
    rows = Writer(inputs, columns, "investment", ("asset", "period"))
    rows.add(rows.row, columns["investment"], 1.0)
    years, assets = inputs["technology.build_years"], inputs["technology.assets"]
    committed = inputs["start.committed"].copy()
    count = inputs.size("period") - int(inputs.continued)
    for ago in range(min(int(years.max(initial=0)), count)):
        part = np.where(ago < years, assets / years, 0.0)
        orders = columns["build"][None, :, : count - ago]
        rows.add(rows.row[:, None, ago:count], orders, -part[:, :, None])
    if inputs.continued:
        later = assets[:, :, None] * orders_after(inputs)[1][None]
        rows.add(rows.row[:, None, -1:], columns["build"][None], -later)
        committed[:, -1] *= 1.0 - inputs.discount
    rows.add(
        rows.row[:, None, :], columns["convert"][None], -inputs["conversions.assets"][:, :, None]
    )
    return rows.done("=", committed)


def orders_after(inputs: Inputs) -> tuple[Vector, Vector]:
    """(process, period) what an order brings after the horizon, and what it is paid then.

    Years after the horizon T are weighed (1 - beta) rho^(t - T - 1), rho = beta / (1 + g). An order
    of a planned year s arrives in s + L and is paid 1 / L in each of s, ..., s + L - 1; orders made
    after the horizon, as a mean, arrive with rho^L and are paid (1 + rho + ... + rho^(L-1)) / L.
    """
    count, rho = inputs.size("period"), inputs.discount / (1.0 + inputs.growth)
    lag = inputs["technology.build_years"].astype(int)
    brings, paid = np.zeros((2, len(lag), count))
    for j, years in enumerate(lag):
        brings[j, -1] = rho**years
        paid[j, -1] = sum(rho**ago for ago in range(years)) / years
        for s in range(count - 1):
            late = [t for t in range(s, s + years) if t >= count - 1]
            paid[j, s] = (1.0 - inputs.discount) * sum(rho ** (t - count + 1) for t in late) / years
            if s + years >= count - 1:
                brings[j, s] = (1.0 - inputs.discount) * rho ** (s + years - count + 1)
    return brings, paid


def renewal(inputs: Inputs, columns: Columns) -> Family:
    """What is handed over and what is ordered is the capacity of the continuation, as a mean.

    (1 - rho (1 - delta[j])) K[j,T+1] - (1 - beta) (1 - delta[j]) K[j,T] - sum_s brings[j,s] v[j,s]
      - (1 - beta) net z[T] - rho net z[T+1] <= (1 - beta) arrivals[j,T+1]
    with net z what conversions bring to j less what they take.
    """
    last = [inputs.size("period") - 1]
    rows = Writer(inputs, columns, "renewal", ("process", "period"), {"period": last})
    share, rho = 1.0 - inputs.discount, inputs.discount / (1.0 + inputs.growth)
    left = 1.0 - inputs["technology.depreciation"]
    line = rows.row[:, 0]
    rows.add(line, columns["capacity"][:, -1], 1.0 - rho * left)
    rows.add(line, columns["capacity"][:, -2], -share * left)
    rows.add(rows.row, columns["build"], -orders_after(inputs)[0])
    for end, sign in ((inputs.destination, -1.0), (inputs.source, 1.0)):
        rows.add(line[end], columns["convert"][:, -2], sign * share)
        rows.add(line[end], columns["convert"][:, -1], sign * rho)
    return rows.done("<", share * inputs["start.arrivals"][:, -1:])
