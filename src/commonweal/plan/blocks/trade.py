"""Imports, exports and the balance of trade."""

from __future__ import annotations

from commonweal.plan.programme import LinearProgramme, base_supply, over_periods


def variables(programme: LinearProgramme) -> None:
    """``imports`` m[i, t] and ``exports`` e[i, t] within their corridors."""
    case = programme.case
    size = over_periods(case, base_supply(case))
    bounds = case.trade
    programme.add("imports", size, lower=bounds.import_least, upper=bounds.import_most)
    programme.add("exports", size, lower=bounds.export_least, upper=bounds.export_most)


def rows(programme: LinearProgramme) -> None:
    """Imports are paid for: sum_i pi[i] m[i,t] <= sum_i pi[i] e[i,t] + B[t]."""
    case = programme.case
    net = programme.variable("imports") - programme.variable("exports")
    programme.rows("trade_balance", (case.trade.price * net).sum("product") <= case.trade.deficit)
