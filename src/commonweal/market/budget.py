"""The public budget: what the tax rate does when public debt leaves what it was at the start."""

from __future__ import annotations

from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS


def tax_to_target(rate: float, taxed: float, owed: float, target: float, response: float) -> float:
    """Tax rate that collects a part of excess debt beside what the rate of the start brings [1].

    tau = tau_0 + phi (D - b* Y) dt / (wages + dividends), from nothing up to all income: below
    nothing it would be a gift to everybody, which is no tax.

    Parameters
    ----------
    rate : tau_0 [1]
    taxed : wages and dividends of the month [money]
    owed : D, public debt less what the state has in the bank [money]
    target : b* Y [money]
    response : phi [1/yr] part of excess debt that is collected in a year

    Source: Bohn 1998, who finds 0.054 for the United States 1916-1995
    """
    if taxed <= 0.0:
        return rate
    wanted = rate + response * (owed - target) / MONTHS / taxed
    return min(max(wanted, 0.0), 1.0)


def tax_rate(market: Market, state: State, taxed: float) -> float:
    """Tax rate of the month by the rule of the closure [1]: that of the start, or moved by debt."""
    base, closure = market.base, market.closure
    if closure.budget_rule != "debt":
        return base.tax_rate
    owed = net_debt(market, state)
    target = base.debt_share * state.value_added
    return tax_to_target(base.tax_rate, taxed, owed, target, closure.debt_response)


def net_debt(market: Market, state: State) -> float:
    """Public debt less what the state has in the bank [money]; below nought where it has more."""
    place = market.agents.government
    return float(state.loans[place] - state.deposits[place])
