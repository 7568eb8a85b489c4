"""Activities and the balance of every product."""

from __future__ import annotations

from commonweal.plan.programme import (
    LinearProgramme,
    base_level,
    base_supply,
    before,
    over_periods,
    period_is,
    time_operator,
)


def variables(programme: LinearProgramme) -> None:
    """``activity`` x[j, t] and ``unused`` w[i, t]: what is made and not wanted by anyone."""
    case = programme.case
    programme.add("activity", over_periods(case, base_level(case)))
    programme.add("unused", over_periods(case, base_supply(case)))


def rows(programme: LinearProgramme) -> None:
    """Sources equal uses for every product in every period.

    sum_j (O - U)[i,j] x[j,t] + m[i,t] + (1 - sigma[i]) S[i,t-1]
      = sum_k G[i,k] I[k,t] + sum_c C[i,c] z[c,t] + sum_n N[i,n] q[n,t]
        + d[i,t] + e[i,t] + S[i,t] + w[i,t]

    A stock is carried from year to year and not into the continuation: one that is left then is
    worth nothing, so that no plan lives on its stocks for ever.
    """
    case = programme.case
    net = case.technology.output - case.technology.input
    sources = (
        (net * programme.variable("activity")).sum("process")
        + programme.variable("imports")
        - programme.variable("exports")
        - programme.variable("stock")
        - programme.variable("unused")
        - (case.demand.composition * programme.variable("need_level")).sum("need")
    )
    carried = time_operator(case, "before", lambda t, s: s == t - 1 and t <= case.horizon.last)
    kept = case.stocks.kept * carried
    sources = sources + (kept * before(programme.variable("stock"))).sum("before")
    if case.has_capacity:
        sources = sources - (case.start.composition * programme.variable("investment")).sum("asset")
        if case.conversions.source.size:
            once = case.conversions.inputs * programme.variable("convert")
            sources = sources - once.sum("conversion")
    first = period_is(case, case.horizon.first)
    opening = case.stocks.kept * case.stocks.opening * first
    programme.rows("product_balance", sources == case.demand.deliveries - opening)
