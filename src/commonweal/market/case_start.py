"""Starts of a case: stationary at its labour force, or the accounts of its base year."""

from __future__ import annotations

import numpy as np

from commonweal.case.case import Case
from commonweal.economy.economy import Economy
from commonweal.errors import Problem, StudyError
from commonweal.market.books import Level, open_books
from commonweal.market.from_case import (
    Accounts,
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

    Capacity is that of the case at the start of its first year, and plant is under construction as
    on the balanced path of which the case's earlier orders are a part. Households buy what they
    bought; the labour force is that of the case, so that few are without work.

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
    imports, exports = trade_of(case, accounts)
    yearly, growth = _earlier_orders(case, accounts, system, order)
    return Level(
        label="accounts",
        price=price,
        wage=wage,
        output=output,
        sold=output,
        capacity=capacity,
        building=_under_way(system, yearly, growth),
        arrived=np.zeros(system.processes),
        ordered=_arriving(yearly, growth, system.build_months),
        consumption=system.need_level,
        public=closure.public_demand * system.public_use,
        exports=exports,
        profit_rate=profit / stock,
        labour_force=force,
        employment=min(worked / force, 1.0),
        abroad_credit=float(price @ (exports - imports)),
        uncounted=closure.uncounted_unemployment,
    )


def _earlier_orders(
    case: Case, accounts: Accounts, system: System, order: Index
) -> tuple[Array, Array]:
    """Orders behind the capacity that became usable in the first year, and their growth.

    (delta + g) K0, K0 = x0 / u0, on the balanced path of :mod:`commonweal.case.start`; of the
    modern kind where there is one, which is the last process of an activity that has capacity.

    Returns
    -------
    yearly : (process) [unit/yr per year], growth : (process) [1/yr]
    """
    usable = case.technology.utilisation.values[order]
    capacity = case.start.capacity.values[order] * usable
    first = system.first
    base = case.start.activity.values / accounts.use * usable[first]
    growth = system.by_sector(capacity) / base - 1.0
    made = np.where(capacity > 0, np.arange(system.processes), 0)
    newest = np.maximum.reduceat(made, first)
    yearly = np.zeros(system.processes)
    yearly[newest] = np.maximum(growth + system.wear[first], 0.0) * base
    return yearly, growth[system.owner]


def _arriving(yearly: Array, growth: Array, month: Array | Index) -> Array:
    """What becomes usable a month as a yearly rate, 1 being the end of the first month.

    (delta + g) K0 (1 + g)^n in the months 12 n - 11 to 12 n: by January of every year the same has
    become usable as in the plan, a twelfth of it each month.
    """
    return np.asarray(yearly * (1.0 + growth) ** ((month - 1) // MONTHS + 1))


def _under_way(system: System, yearly: Array, growth: Array) -> Array:
    """Sites of orders made in the months before the start (remaining months, process) [unit/yr].

    A plan of whole years needs none for what takes a year: its orders are paid and finished within
    one. Month by month, an economy that opened without would build next to nothing for as long as
    building takes, while its plant wears out.
    """
    month = np.arange(1, system.longest_build + 1)[:, None]
    coming = _arriving(yearly, growth, month) / MONTHS
    return np.where(month < system.build_months, coming, 0.0)


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
