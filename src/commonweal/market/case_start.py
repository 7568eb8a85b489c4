"""Starts of a case: stationary at its labour force, or the accounts of its base year."""

from __future__ import annotations

import numpy as np

from commonweal.case.case import Case
from commonweal.economy.economy import Economy
from commonweal.errors import Problem, StudyError
from commonweal.market.books import Level, open_books
from commonweal.market.from_case import (
    accounts_of,
    labour_force,
    order_of,
    pay_per_hour,
    system_of_case,
    trade_of,
    worth,
)
from commonweal.market.parameters import Closure
from commonweal.market.start import stationary_start
from commonweal.market.state import Market, State
from commonweal.market.system import MONTHS, Array, Index, System


def accounts_level(case: Case, economy: Economy, system: System, closure: Closure) -> Level:
    """Quantities, prices and incomes of the base year: prices of the accounts, unequal profit.

    Capacity is that of the case at the start of its first year, with earlier orders arriving when
    they do in the plan. Households buy what they bought; the labour force is that of the case, so
    that few are without work.

    Raises
    ------
    StudyError
        where the accounts do not say what is paid for work
    """
    accounts = accounts_of(economy)
    if not (accounts.pay > 0).all():
        what = "compensation of employees is not known for every activity"
        raise StudyError([Problem("value_added", what, "Start stationary, or give compensation")])
    order = order_of(case)
    parts = case.technology
    hourly = pay_per_hour(case, accounts, order)
    wage = float(hourly[0] / system.relative_wage[0])
    price, output = worth(case), case.start.activity.values.astype(float)
    first = system.first
    running = price @ system.inputs[:, first] + wage * system.relative_wage * system.hours[first]
    plant = price @ system.capital[:, first]
    capacity = case.start.capacity.values[order] * parts.utilisation.values[order]
    held = system.by_sector(capacity)
    profit = price * output - running * output - system.wear[first] * plant * held
    force = labour_force(case)
    worked = float(system.hours[first] @ output)
    stock = plant * held + price * output / MONTHS
    imports, exports = trade_of(case)
    return Level(
        label="accounts",
        price=price,
        wage=wage,
        output=output,
        sold=output,
        capacity=capacity,
        building=_arrivals(case, system, order),
        arrived=np.zeros(system.processes),
        consumption=system.need_level,
        public=closure.public_demand * system.public_use,
        profit_rate=profit / stock,
        labour_force=force,
        employment=min(worked / force, 1.0),
        abroad_credit=float(price @ (exports - imports)),
    )


def _arrivals(case: Case, system: System, order: Index) -> Array:
    """Earlier orders, usable at the beginning of the years in which the plan has them too.

    Returns
    -------
    Array (remaining months, process) [unit/yr]
    """
    rows = np.zeros((system.longest_build, system.processes))
    usable = case.technology.utilisation.values[order]
    for year, arriving in enumerate(case.start.arrivals.values[order].T):
        if year and arriving.any():
            rows[year * MONTHS - 1] = arriving * usable
    return rows


def start_of_case(
    case: Case,
    economy: Economy,
    closure: Closure,
    start: str = "stationary",
    profit_rate: float | None = None,
) -> tuple[Market, State]:
    """A market on a case.

    Parameters
    ----------
    start : ``stationary`` or ``accounts``
    profit_rate : of the stationary start; that of all capital in the accounts if not given

    Raises
    ------
    StudyError
        for an unknown start, or where the accounts lack what it needs
    """
    system = system_of_case(case, economy)
    if start == "accounts":
        return open_books(system, closure, accounts_level(case, economy, system, closure))
    if start != "stationary":
        what = f'no start "{start}"'
        raise StudyError([Problem("start", what, "Give stationary or accounts")])
    level = accounts_level(case, economy, system, closure)
    rate = profit_rate if profit_rate is not None else _mean_rate(system, level)
    return stationary_start(
        system, closure, profit_rate=rate, wage=level.wage, labour_force=level.labour_force
    )


def _mean_rate(system: System, level: Level) -> float:
    """Rate of profit of all capital in the accounts [1/yr]."""
    value = system.by_sector((level.price @ system.capital) * level.capacity)
    return float(level.profit_rate @ value / value.sum())
