"""Rows of needs, work, trade, limits, pace and techniques (notation as in ``production``)."""

from __future__ import annotations

import numpy as np

from commonweal.plan.certify.columns import Columns, values_free_time
from commonweal.plan.certify.inputs import Inputs
from commonweal.plan.certify.rows import Family, Writer


def needs(inputs: Inputs, columns: Columns) -> list[Family]:
    """Floors, needs that do not fall, and the pace at which they rise.

    floors:        q[n,t] + shortage[n,t] >= floor[n,t] r[n] people[t]
    no_need_falls: q[n,t] - (people[t] / people[t-1]) q[n,t-1] >= 0; r[n] people[1] in year 1
    pace_needs:    q[n,t] - (1 + pace) (people[t] / people[t-1]) q[n,t-1] <= 0;
                   (1 + pace) r[n] people[1] in year 1
    """
    found = []
    level, base = columns["need_level"], inputs.base_needs
    people = inputs.people_of_needs
    floor = inputs["demand.floor"] * base
    some = [int(n) for n in np.flatnonzero((floor > 0).any(axis=1))]
    if some:
        rows = Writer(inputs, columns, "floors", ("need", "period"), {"need": some})
        rows.add(rows.row, level[some], 1.0)
        rows.add(rows.row, columns["shortage"][some], 1.0)
        found.append(rows.done(">", floor[some]))
    first = np.zeros_like(base)
    first[:, 0] = base[:, 0]
    ratio = people[:, 1:] / people[:, :-1]
    kept = [int(n) for n in np.flatnonzero(inputs["demand.may_fall"] == 0)]
    if kept:
        rows = Writer(inputs, columns, "no_need_falls", ("need", "period"), {"need": kept})
        rows.add(rows.row, level[kept], 1.0)
        rows.add(rows.row[:, 1:], level[kept][:, :-1], -ratio[kept])
        found.append(rows.done(">", first[kept]))
    fastest = 1.0 + inputs.scalar("pace.needs")
    rows = Writer(inputs, columns, "pace_needs", ("need", "period"))
    rows.add(rows.row, level, 1.0)
    rows.add(rows.row[:, 1:], level[:, :-1], -fastest * ratio)
    return [*found, rows.done("<", fastest * first)]


def work(inputs: Inputs, columns: Columns) -> list[Family]:
    """Work and hours.

    labour:     sum_j H[s,j] x[j,t] + sum_c R[s,c] z[c,t] - W[s,t] h[r(s),t]
                <= - sum_p F[p,s,t], the hours of developing every technique p
    hours_fall: h[r,t] - h[r,t-1] <= 0 from the second period on
    """
    found = []
    if inputs.size("labour_type"):
        rows = Writer(inputs, columns, "labour", ("labour_type", "period"))
        here = rows.row[:, None, :]
        rows.add(here, columns["activity"][None], inputs["technology.hours"][:, :, None])
        if inputs.has_capacity:
            rows.add(here, columns["convert"][None], inputs["conversions.hours"][:, :, None])
        hours = columns["hours_per_worker"][inputs.home["labour_type"]]
        rows.add(rows.row, hours, -inputs["work.workers"])
        found.append(rows.done("<", -inputs["research.hours"].sum(axis=0)))
    if inputs.scalar("work.may_rise") == 0:
        later = range(1, inputs.size("period"))
        rows = Writer(inputs, columns, "hours_fall", ("region", "period"), {"period": later})
        rows.add(rows.row, columns["hours_per_worker"][:, 1:], 1.0)
        rows.add(rows.row, columns["hours_per_worker"][:, :-1], -1.0)
        found.append(rows.done("<", 0.0))
    return found


def trade_balance(inputs: Inputs, columns: Columns) -> Family:
    """What each region buys outside it less what it sells there is at most its deficit.

    sum_{i in r} price[i] (m[i,t] - e[i,t])
      + sum over users u of r, products i of other regions of price[i] a[i,u] level[u,t]
      - sum over users u of other regions, products i of r of price[i] a[i,u] level[u,t]
      + given[r,t] <= deficit[r,t]

    Users are processes (a = inputs less outputs), needs, assets and conversions.
    """
    rows = Writer(inputs, columns, "trade_balance", ("region", "period"))
    price, home = inputs["trade.price"], inputs.home
    seller = home["product"]
    rows.add(rows.row[seller], columns["imports"], price[:, None])
    rows.add(rows.row[seller], columns["exports"], -price[:, None])
    of_process = home["activity"][inputs.owner]
    users = [
        ("activity", inputs["technology.input"] - inputs["technology.output"], of_process),
        ("need_level", inputs["demand.composition"], home["need"]),
    ]
    if inputs.has_capacity:
        users.append(("investment", inputs["start.composition"], home["asset"]))
        users.append(("convert", inputs["conversions.inputs"], of_process[inputs.source]))
    for name, amounts, buyer in users:
        worth = price[:, None] * amounts * (seller[:, None] != buyer[None, :])
        product, user = np.nonzero(worth)
        paid, level = worth[product, user][:, None], columns[name][user]
        rows.add(rows.row[buyer[user]], level, paid)
        rows.add(rows.row[seller[product]], level, -paid)
    return rows.done("<", inputs["trade.deficit"] - inputs["regions.given"])


def trade_and_limits(inputs: Inputs, columns: Columns) -> list[Family]:
    """Balance of trade and limits.

    limits: sum_j E[e,j] x[j,t] + sum_n E[e,n] q[n,t] <= cap[e,t] where capped
    """
    found = [trade_balance(inputs, columns)]
    capped = inputs["limits.capped"]
    some = [int(e) for e in np.flatnonzero((capped > 0).any(axis=1))]
    if some:
        rows = Writer(inputs, columns, "limits", ("limit", "period"), {"limit": some})
        here, on = rows.row[:, None, :], capped[some][:, None, :]
        by_process = inputs["technology.emissions"][some][:, :, None]
        by_need = inputs["demand.emissions"][some][:, :, None]
        rows.add(here, columns["activity"][None], by_process * on)
        rows.add(here, columns["need_level"][None], by_need * on)
        found.append(rows.done("<", inputs["limits.cap"][some]))
    return found


def pace(inputs: Inputs, columns: Columns) -> list[Family]:
    """Pace of activities and orders.

    pace_up:     sum_{j in a} x[j,t] - (1 + up[a]) sum_{j in a} x[j,t-1] <= 0
    pace_down:   sum_{j in a} x[j,t] - (1 - down[a]) sum_{j in a} x[j,t-1] >= 0
                 (in year 1 the base year's level stands on the right)
    pace_orders: sum_{j in a} (v[j,t] - (delta[j] + up[a]) K[j,t]) <= 0
    """
    found = []
    owner, level = inputs.owner, columns["activity"]
    up, down = inputs["pace.up"], inputs["pace.down"]
    for name, sense, factor in (("pace_up", "<", 1.0 + up), ("pace_down", ">", 1.0 - down)):
        rows = Writer(inputs, columns, name, ("activity", "period"))
        rows.add(rows.row[owner], level, 1.0)
        rows.add(rows.row[owner, 1:], level[:, :-1], -factor[owner][:, None])
        base = np.zeros(rows.shape)
        base[:, 0] = factor * inputs["start.activity"]
        found.append(rows.done(sense, base))
    if inputs.has_capacity:
        rows = Writer(inputs, columns, "pace_orders", ("activity", "period"))
        room = inputs["technology.depreciation"] + up[owner]
        rows.add(rows.row[owner], columns["build"], 1.0)
        rows.add(rows.row[owner], columns["capacity"], -room[:, None])
        found.append(rows.done("<", 0.0))
    return found


def base_work(inputs: Inputs) -> float:
    """Hours of the base year, the unit of shortfalls."""
    hours = inputs["adoption.target_weight"] * inputs.base_level
    return float(hours[inputs.standard].sum())


def techniques(inputs: Inputs, columns: Columns) -> list[Family]:
    """Spread of techniques and targets, on capacity (on activity where there is none).

    diffusion: sum_j member[p,j] K[j,t] - share[p,t] sum_{j in a(p)} K[j,t] <= 0
    targets:   sum_{j in a} w[j] (carries[j] - aim[g,a,t]) K[j,t]
               + base hours * shortfall[g,a,t] >= 0 where there is an aim, else 0 >= 0
    """
    found = []
    level = columns[inputs.counted]
    if inputs.size("ceiling"):
        rows = Writer(inputs, columns, "diffusion", ("ceiling", "period"))
        here = rows.row[:, None, :]
        rows.add(here, level[None], inputs["adoption.ceiling_member"][:, :, None])
        mine = inputs.member[inputs.ceiling_owner][:, :, None]
        rows.add(here, level[None], -mine * inputs["adoption.ceiling_share"][:, None, :])
        found.append(rows.done("<", 0.0))
    if inputs.size("target"):
        rows = Writer(inputs, columns, "targets", ("target", "activity", "period"))
        aim = inputs["adoption.target_aim"][:, inputs.owner, :]
        carries = inputs["adoption.target_member"][None, :, None] * (aim > 0)
        weight = inputs["adoption.target_weight"][None, :, None] * (carries - aim)
        rows.add(rows.row[:, inputs.owner, :], level[None], weight)
        rows.add(rows.row, columns["target_shortfall"], base_work(inputs))
        found.append(rows.done(">", 0.0))
    return found


def wanted(inputs: Inputs, columns: Columns) -> list[Family]:
    """Rows that only a goal needs.

    lowest:     q[n,t] / (people[t] r[n]) - lowest fulfilment >= 0
    fulfilment: q[n,t] / (people[t] r[n]) - sum of its pieces = 0
    free_time:  h[r,t] / (W - h0[r]) + sum of its pieces = h0[r] / (W - h0[r])
    """
    found = []
    share = 1.0 / inputs.base_needs
    if "lowest_fulfilment" in columns:
        rows = Writer(inputs, columns, "lowest", ("need", "period"))
        rows.add(rows.row, columns["need_level"], share)
        rows.add(rows.row, columns["lowest_fulfilment"], -1.0)
        found.append(rows.done(">", 0.0))
    if "need_piece" in columns:
        rows = Writer(inputs, columns, "fulfilment", ("need", "period"))
        rows.add(rows.row, columns["need_level"], share)
        rows.add(rows.row[:, :, None], columns["need_piece"], -1.0)
        found.append(rows.done("=", 0.0))
    if "need_piece" in columns and values_free_time(inputs):
        base = inputs["work.base_hours"][:, None]
        free = inputs.scalar("work.waking_hours") - base
        rows = Writer(inputs, columns, "free_time", ("region", "period"))
        rows.add(rows.row, columns["hours_per_worker"], 1.0 / free)
        rows.add(rows.row[:, :, None], columns["free_time_piece"], 1.0)
        found.append(rows.done("=", base / free))
    return found
