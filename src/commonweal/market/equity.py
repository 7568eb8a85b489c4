"""Shares of the owner of the software: what expectations make of them, and new issues.

A bubble is a loop gain and no script: reported revenue moves expected growth, expected growth the
value, the value new issues, and new issues the revenue that vendors finance.
"""

from __future__ import annotations

import math

from commonweal.market.accounting import Kind, Ledger
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS
from commonweal.market.techniques import Costs


def learned_growth(
    growth: float, fundamental: float, reported: float, weight: float, speed: float, cap: float
) -> float:
    """Expected growth after a month: dg = lambda_g (w_f g_f + (1 - w_f) g_rep - g) dt, in +-cap.

    Parameters
    ----------
    growth : g^e [1/yr]
    fundamental, reported : growth of revenue from outside, and of all that is reported [1/yr]
    weight : w_f [1]
    speed : lambda_g [1/yr]
    cap : [1/yr] no growth beyond it is believed
    """
    seen = weight * fundamental + (1.0 - weight) * reported
    moved = growth + speed * (seen - growth) / MONTHS
    return max(-cap, min(cap, moved))


def market_value(revenue: float, growth: float, multiple: float, years: float) -> float:
    """MV = M R exp(h g^e) [money]."""
    return multiple * revenue * math.exp(years * growth)


def loop_gain(speed: float, response: float) -> float:
    """G = lambda k, k = d ln(reported revenue) / d g^e [1/yr times yr].

    Below one an impulse dies out, above one it feeds itself.

    Source: the algebra is that of Cagan 1956's condition of stability
    """
    return speed * response


def buy_shares(market: Market, state: State, costs: Costs, invested: float, ledger: Ledger) -> None:
    """New shares, bought by owners out of their deposits: of firms that build, of the software.

    Parameters
    ----------
    invested : [money] that owners put into new plant, shared out by the value of plant
    """
    closure, agents = market.closure, market.agents
    value = market.system.by_sector(costs.plant * state.capacity)
    ledger.pay(Kind.EQUITY, agents.owners, agents.all_firms, invested * value / value.sum())
    wanted = closure.issue_rate * state.shares_value / MONTHS
    spent = float(ledger.flows[:, agents.owners, :].sum())
    free = max(0.0, float(state.deposits[agents.owners]) - spent)
    ledger.pay(Kind.EQUITY, agents.owners, agents.software, min(wanted, free))


def revalue(market: Market, state: State, kept: State, ledger: Ledger) -> State:
    """Expected growth and market value at the end of the month; a revaluation and no income."""
    closure, agents = market.closure, market.agents
    licences = float(ledger.flows[Kind.LICENCE].sum()) * MONTHS
    issued = float(ledger.flows[Kind.EQUITY, :, agents.software].sum()) * MONTHS
    reported = licences + closure.vendor_share * issued
    pace = closure.expectation_speed / MONTHS
    revenue = state.revenue + pace * (reported - state.revenue)
    external = state.external_revenue + pace * (licences - state.external_revenue)
    growth = learned_growth(
        state.growth,
        _growth(state.external_revenue, external),
        _growth(state.revenue, revenue),
        closure.fundamental_weight,
        closure.growth_learning,
        closure.growth_cap,
    )
    multiple = (1.0 - market.base.tax_rate) / closure.discount
    value = market_value(revenue, growth, multiple, closure.valuation_years)
    return kept.change(
        growth=growth,
        revenue=revenue,
        external_revenue=external,
        shares_value=value,
        gains=state.gains + pace * ((value - state.shares_value) * MONTHS - state.gains),
    )


def _growth(before: float, after: float) -> float:
    """Growth of a month as a yearly rate; none where there was nothing."""
    return (after / before - 1.0) * MONTHS if before > 0.0 else 0.0
