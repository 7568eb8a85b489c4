"""What the exact theory says of a cell: the uniform rate of profit before and after techniques."""

from __future__ import annotations

import math

import numpy as np

from commonweal.case.case import Case
from commonweal.economy.economy import Economy
from commonweal.market.parameters import Closure
from commonweal.market.theory.choice import cheapest_shares, cost_minimising, rate_at_basket
from commonweal.market.theory.elasticity import productivity_gain
from commonweal.market.theory.imports import imports_of
from commonweal.market.theory.menu import Menu
from commonweal.market.theory.of_case import makers, menu_of, source_of_case
from commonweal.market.theory.of_economy import Reading, require, wage_basket
from commonweal.market.theory.rates import uniform_profit_rate
from commonweal.market.theory.request import faster_than_accounts
from commonweal.market.theory.rounds import NotProductive
from commonweal.market.theory.system import Array


def wages_of(closure: Closure) -> float | None:
    """Elasticity of real wages to productivity that a wage rule stands for; None where to none.

    Wages that are fixed in money have no real wage of their own.
    """
    if closure.wage_rule == "fixed":
        return None
    return 0.0 if closure.wage_rule == "real" else closure.productivity_pass


def theory_rate(case: Case, economy: Economy, closure: Closure) -> float:
    """Change of the uniform rate of profit by the techniques of a case [1/yr].

    Techniques spread as far as in the last year of the case. No number where wages have no
    elasticity to productivity, or where real wages would take the whole net product.

    Parameters
    ----------
    closure : rules of choice and of wages; the rest plays no part
    """
    wages = wages_of(closure)
    if wages is None:
        return math.nan
    reading = Reading()
    require(economy, reading)
    source = source_of_case(case, case.horizon.last)
    menu = menu_of(source, trade=imports_of(economy, reading.imports))
    hourly = wage_basket(economy, reading) * faster_than_accounts(case, economy)
    try:
        return rate_change(menu, makers(source) @ hourly, closure.technique_rule, wages)
    except NotProductive:
        return math.nan


def rate_change(menu: Menu, basket: Array, criterion: str, wages: float) -> float:
    """What the techniques of a menu do to the uniform rate of profit [1/yr].

    r*(A_1, b pi^eps) - r*(A_0, b)

    A_0 is the cheapest choice without techniques at the real wage b. By full cost A_1 is the
    cheapest choice at the real wage that results (Okishio's criterion); by operating cost it is
    what is cheaper to run at the prices of A_0, of the techniques for the plants in it (Shaikh).

    Parameters
    ----------
    basket : b (activity) [unit / h]
    criterion : full_cost or operating_cost
    wages : eps
    """
    rate, old = rate_at_basket(menu.without_techniques(), basket)
    if criterion == "full_cost":
        new = cost_minimising(menu, rate)
        grown = basket * productivity_gain(old.system, new.system, basket) ** wages
        return rate_at_basket(menu, grown, new.shares)[0] - rate
    shares = np.zeros(len(menu.processes))
    shares[menu.base == np.arange(len(menu.base))] = old.shares
    costs = menu.costs(old.prices, rate, 1.0, "operating")
    # other plants than those in use are no technique and are not at issue
    costs[(shares == 0.0)[menu.base]] = 1e3 * float(costs.max())
    run = menu.mixed(cheapest_shares(menu, costs, shares))
    grown = basket * productivity_gain(old.system, run, basket) ** wages
    return uniform_profit_rate(run, grown) - rate
