"""Shares of the owner of the software: what expectations make of them, and new issues.

A bubble is a loop gain and no script: reported revenue moves expected growth, expected growth the
value, the value new issues, and new issues the revenue that vendors finance.
"""

from __future__ import annotations

import math

import numpy as np

from commonweal.market.accounting import Kind, Ledger
from commonweal.market.parameters import Closure
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array
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


def market_value(revenue: float, growth: float, times: float, years: float) -> float:
    """MV = M R exp(h g^e) [money]."""
    return times * revenue * math.exp(years * growth)


def reported_revenue(external: float, value: float, issue: float, vendor: float) -> float:
    """R = E + phi xi MV: sales to others, and what the vendor's own shares pay for [money/yr].

    Parameters
    ----------
    external : E, sales paid from outside
    value : MV
    issue : xi, new shares per value [1/yr]
    vendor : phi, share of what they bring that comes back as sales [1]
    """
    return external + vendor * issue * value


def loop_gain(closure: Closure, tax_rate: float) -> float:
    """G = lambda_g (1 - w_f) k,  k = d ln R / d g^e = h a / (1 - a),  a = phi xi M.

    Expected growth learns from reported revenue, whose growth is k times that of the expectation:
    dg (1 - G) = lambda_g (w_f g_f - g) dt. Below one an impulse dies out, above one it feeds
    itself; where a is one or more the loop has no fixed revenue at all.

    Parameters
    ----------
    tax_rate : on what the owners receive

    Source: the algebra is that of the condition of stability in Cagan 1956
    """
    circular = closure.vendor_share * closure.issue_rate * multiple(closure, tax_rate)
    if circular >= 1.0:
        return math.inf
    response = closure.valuation_years * circular / (1.0 - circular)
    return closure.growth_learning * (1.0 - closure.fundamental_weight) * response


def multiple(closure: Closure, tax_rate: float) -> float:
    """M: value of a unit of yearly payouts that stay as they are (Gordon without growth) [yr]."""
    return (1.0 - tax_rate) / closure.discount


def buy_shares(
    market: Market, state: State, costs: Costs, invested: float, ledger: Ledger
) -> Array:
    """New shares, bought by owners out of their deposits: of firms that build, of the software.

    Of what the software brings in by shares the part phi goes to its customers for shares of
    theirs, and comes back as sales.

    Parameters
    ----------
    invested : [money] that owners put into new plant, shared out by the value of plant

    Returns
    -------
    Array (sector) [money] sales of software that its owner pays for in this way
    """
    closure, agents = market.closure, market.agents
    system, firms = market.system, market.agents.all_firms
    value = system.by_sector(costs.plant * state.capacity)
    ledger.pay(Kind.EQUITY, agents.owners, firms, invested * value / value.sum())
    wanted = closure.issue_rate * state.shares_value / MONTHS
    spent = float(ledger.flows[:, agents.owners, :].sum())
    raised = min(wanted, max(0.0, float(state.deposits[agents.owners]) - spent))
    ledger.pay(Kind.EQUITY, agents.owners, agents.software, raised)
    customers = system.by_sector(state.capacity * system.licensed)
    if not customers.any():
        return np.zeros(system.size)
    funded = closure.vendor_share * raised * customers / customers.sum()
    ledger.pay(Kind.EQUITY, agents.software, firms, funded)
    return np.asarray(funded)


def revalue(market: Market, state: State, kept: State, ledger: Ledger) -> State:
    """Expected growth and market value at the end of the month; a revaluation and no income.

    Revenue from outside is what was reported less what the owner of the software paid to its
    customers for shares.
    """
    closure, agents = market.closure, market.agents
    software, firms = agents.software, agents.all_firms
    reported = float(ledger.flows[Kind.LICENCE].sum()) * MONTHS
    funded = float(ledger.flows[Kind.EQUITY, software, firms].sum()) * MONTHS
    pace = closure.expectation_speed / MONTHS
    revenue = state.revenue + pace * (reported - state.revenue)
    own = state.external_revenue
    external = own + pace * (max(0.0, reported - funded) - own)
    growth = learned_growth(
        state.growth,
        _growth(own, external),
        _growth(state.revenue, revenue),
        closure.fundamental_weight,
        closure.growth_learning,
        closure.growth_cap,
    )
    whole = multiple(closure, state.tax_rate)
    value = market_value(revenue, growth, whole, closure.valuation_years)
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
