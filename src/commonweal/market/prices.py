"""Unit costs, mark-ups, prices and wages: step 12 of the order of events."""

from __future__ import annotations

import math

import numpy as np

from commonweal.market.parameters import Closure
from commonweal.market.production import target_stock
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array
from commonweal.market.techniques import Costs


def unit_cost(market: Market, state: State, costs: Costs, output: Array) -> Array:
    """Cost of a unit with the plant in use, wear included (sector) [money/unit].

    Licences count where the closure lets firms pass them on; otherwise they come out of profit.

    uc = sum_q y_q (p a_q + w l_q + delta p k_q / u* + lambda_q) / sum_q y_q; where nothing was
    made, with the plant that stands.
    """
    system = market.system
    running = costs.running if market.closure.licence_in_price else costs.operating
    cost = running + system.wear * costs.plant / market.closure.normal_use
    made = system.by_sector(output)
    weight = np.where((made > 0)[system.owner], output, state.capacity)
    return system.by_sector(weight * cost) / system.by_sector(weight)


def stock_signal(stock: Array, target: Array) -> Array:
    """How far stocks are above their target: 2 (inv - inv*) / (inv + inv*), within -2..2 (sector).

    Near the target the same as inv / inv* - 1; bounded, so that the stock of a product that nobody
    orders moves no price at once to nothing.
    """
    signal = np.zeros(len(stock))
    np.divide(2.0 * (stock - target), stock + target, out=signal, where=stock + target > 0)
    return signal


def tatonnement(markup: Array, use: Array, normal: float, stock: Array, speed: Array) -> Array:
    """Mark-up after a month of demand and supply (sector) [1].

    d ln(1 + mu) = [eta_u (u - u*) - eta_i stock signal] dt, so that prices never fall below zero

    Parameters
    ----------
    speed : eta_u, eta_i [1/yr]
    """
    signal = speed[0] * (use - normal) - speed[1] * stock
    return np.asarray((1.0 + markup) * np.exp(signal / MONTHS) - 1.0)


def deviation(previous: Array, use: Array, normal: float, stock: Array, speed: Array) -> Array:
    """Deviation m of the target-return price: the same signals, drawn back to zero (sector) [1].

    Parameters
    ----------
    speed : eta_u, eta_i, kappa_m [1/yr]
    """
    signal = speed[0] * (use - normal) - speed[1] * stock - speed[2] * previous
    return np.asarray((1.0 + previous) * np.exp(signal / MONTHS) - 1.0)


def target_return(
    cost: Array,
    plant: Array,
    deviation: Array,
    rate: float,
    stocks: tuple[Array, Array],
    use: float,
) -> Array:
    """Target-return price p = (1 + m) [uc (s + r nu) + r s p k / u*] (sector) [money/unit].

    Parameters
    ----------
    stocks : nu [yr] and s, output per unit sold, one where nothing spoils
    """
    turnover, spoiled = stocks
    normal = cost * (spoiled + rate * turnover) + rate * spoiled * plant / use
    return (1.0 + deviation) * normal


def new_prices(
    market: Market,
    state: State,
    costs: Costs,
    cost: Array,
    use: Array,
    stock: Array,
    expected: Array,
) -> tuple[Array, Array, Array]:
    """Prices of the next month by the rule of the closure.

    Returns
    -------
    price, markup, deviation : (sector)
    """
    closure, system = market.closure, market.system
    signal = stock_signal(stock, target_stock(expected, market.turnover))
    if closure.price_rule == "tatonnement":
        speed = np.array([closure.price_use, closure.price_stocks])
        markup = tatonnement(state.markup, use, closure.normal_use, signal, speed)
        return (1.0 + markup) * cost, markup, state.target_markup
    speed = np.array([closure.price_use, closure.price_stocks, closure.markup_reversion])
    moved = deviation(state.target_markup, use, closure.normal_use, signal, speed)
    capacity = system.by_sector(state.capacity)
    plant = system.by_sector(costs.plant * state.capacity) / capacity
    price = target_return(
        cost,
        plant,
        moved,
        market.base.profit_rate,
        (market.turnover, market.spoiled),
        closure.normal_use,
    )
    return price, price / cost - 1.0, moved


def price_index(price: Array, base: Array, basket: Array) -> float:
    """Price of the basket of the start relative to the start (Laspeyres)."""
    return float(price @ basket / (base @ basket))


def wage_target(closure: Closure, index: float, productivity: float, slack: float) -> float:
    """Logarithm of the wage that workers can get, relative to the start.

    ln CPI + eps ln(productivity) - beta ln(u / u_0), unemployment counted from a small share up,
    so that full employment sends no wage to infinity

    Parameters
    ----------
    index, productivity : relative to the start
    slack : (unemployment + u_0) / (unemployment of the start + u_0), u_0 with what the accounts of
        the start leave out
    """
    return (
        math.log(index)
        + closure.productivity_pass * math.log(productivity)
        - closure.wage_curve * math.log(slack)
    )


def new_wage(market: Market, state: State, price: Array, employment: float, made: float) -> float:
    """Wage of the next month by the rule of the closure [money/h].

    ``fixed`` keeps the nominal wage, ``real`` its purchasing power; ``indexed`` moves by the gap
    between the wage and what workers can get, at speed lambda_w.

    Parameters
    ----------
    employment : [1] of the labour force
    made : [money of the start / h] output per hour
    """
    base, closure = market.base, market.closure
    index = price_index(price, base.price, base.basket)
    if closure.wage_rule == "fixed" or made <= 0.0:  # where nobody works nobody bargains
        return state.wage
    if closure.wage_rule == "real":
        return base.wage * index
    least = closure.least_unemployment + base.idle
    slack = (1.0 - employment + least) / (1.0 - base.employment + least)
    target = math.log(base.wage) + wage_target(closure, index, made / base.productivity, slack)
    gap = target - math.log(state.wage)
    made_of_it = 1.0 if gap > 0.0 else 1.0 - closure.wage_rigidity
    return state.wage * math.exp(closure.wage_speed * made_of_it * gap / MONTHS)
