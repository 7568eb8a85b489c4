"""Imports, exports and the balance of trade of each region."""

from __future__ import annotations

from commonweal.case.regions import USERS, purchases
from commonweal.plan.programme import LinearProgramme, base_supply, lies_in, over_periods


def variables(programme: LinearProgramme) -> None:
    """``imports`` m[i, t] and ``exports`` e[i, t] within their corridors."""
    case = programme.case
    size = over_periods(case, base_supply(case))
    bounds = case.trade
    programme.add("imports", size, lower=bounds.import_least, upper=bounds.import_most)
    programme.add("exports", size, lower=bounds.export_least, upper=bounds.export_most)


def rows(programme: LinearProgramme) -> None:
    """What a region buys outside it is paid for by what it sells there, but for its deficit.

    sum_{i in r} pi[i] (m[i,t] - e[i,t]) + sum_j b[r,j] x[j,t] + sum_n b[r,n] q[n,t]
      + sum_k b[r,k] I[k,t] + sum_c b[r,c] z[c,t] + b0[r,t] <= B[r,t]

    b are purchases of processes, needs, assets and conversions of the region from other regions,
    less its sales to theirs, at world prices; b0 those of given deliveries. In one region all b
    are zero.
    """
    case = programme.case
    net = programme.variable("imports") - programme.variable("exports")
    paid = (lies_in(case, "product") * case.trade.price * net).sum("product")
    for dimension, name in USERS.items():
        across = purchases(case, dimension)
        if across is not None and name in programme.model.variables:
            paid = paid + (across * programme.variable(name)).sum(dimension)
    programme.rows("trade_balance", paid <= case.trade.deficit - case.regions.given)
