"""Opening books: money, debts, stocks and expectations that go with the quantities of a start."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.errors import Problem, StudyError
from commonweal.market.parameters import Closure
from commonweal.market.prices import target_return
from commonweal.market.state import Base, Market, State
from commonweal.market.system import MONTHS, Array, System

ROUNDS = 60  # of the fixed point of money and taxes; each gains more than a decimal


@dataclass(frozen=True)
class Level:
    """Quantities, prices and incomes of a start, all per year.

    Parameters
    ----------
    label : ``stationary`` or ``accounts``
    price : (sector) [money]
    wage : [money/h]
    output, sold : (sector) [unit/yr]; more is made than sold where something spoils
    capacity : (process) [unit/yr]
    building : (remaining months, process) [unit/yr] under construction
    arrived : (process) [unit/yr] that became usable in the last year
    ordered : (process) [unit/yr] orders of the first month, as a yearly rate
    consumption : (need) [unit/yr]
    public : (sector) [unit/yr]
    profit_rate : (sector) [1/yr]
    labour_force : [h/yr]
    employment : [1]
    exports : (sector) [unit/yr]
    abroad_credit : [money/yr] exports beyond imports, on credit; negative for a deficit
    uncounted : [1] people without work whom the labour force leaves out
    """

    label: str
    price: Array
    wage: float
    output: Array
    sold: Array
    capacity: Array
    building: Array
    arrived: Array
    ordered: Array
    consumption: Array
    public: Array
    exports: Array
    profit_rate: Array
    labour_force: float
    employment: float
    abroad_credit: float = 0.0
    uncounted: float = 0.0


@dataclass(frozen=True)
class Books:
    """Incomes, money and debts of a start.

    Parameters
    ----------
    cost : (sector) [money/unit]
    plant : (process) [money per unit/yr]
    profit, wages : (sector) [money/yr] profit before interest
    income : (workers, owners) [money/yr] after tax
    tax_rate : [1]
    leverage : [1] loans of firms per value of plant
    money : [money] all deposits
    value_added : [money/yr] wear included
    """

    cost: Array
    plant: Array
    profit: Array
    wages: Array
    income: Array
    tax_rate: float
    leverage: float
    money: float
    value_added: float


def open_books(system: System, closure: Closure, level: Level) -> tuple[Market, State]:
    """A market and the state in which it opens.

    Households hold D = (1 - a1) / a2 Y, firms a buffer of wages, abroad a month of exports, the
    bank its own funds. The closure says how much of this money firms have borrowed, at most what
    the bank would lend them; the rest is public debt. The tax rate pays for public use, the dole
    and interest on public debt, but for what abroad saves here: households spend what they earn
    and firms build from their own, so that a deficit with abroad is a public deficit and a surplus
    a public surplus, unless the closure balances the budget.
    """
    books = _books(system, closure, level)
    market = Market(system, closure, _base(system, closure, level, books))
    return market, _state(market, level, books)


def _books(system: System, closure: Closure, level: Level) -> Books:
    plant = np.asarray(level.price @ system.capital)
    pay = level.wage * system.relative_wage[system.owner]
    running = level.price @ system.inputs + pay * system.hours
    mix = level.capacity / system.by_sector(level.capacity)[system.owner]
    cost = system.by_sector(mix * (running + system.wear * plant / closure.normal_use))
    wages = system.by_sector(mix * pay * system.hours) * level.output
    worn = system.wear * plant * level.capacity
    profit = level.price * level.sold - system.by_sector(mix * running) * level.output
    profit = profit - system.by_sector(worn)
    paid_out = float(profit.sum() + worn.sum() - plant @ _placed(system, level))
    value = float((plant * level.capacity).sum())
    income, tax, lent, money = _money(closure, level, paid_out, wages, value)
    made = float(wages.sum() + profit.sum() + worn.sum())
    return Books(cost, plant, profit, wages, income, tax, lent / value, money, made)


def _money(
    closure: Closure, level: Level, paid_out: float, wages: Array, value: float
) -> tuple[Array, float, float, float]:
    """Fixed point of money, interest and taxes: incomes, tax rate, loans of firms, all deposits.

    Parameters
    ----------
    paid_out : [money/yr] profit before interest that is left when net investment is paid
    wages : (sector) [money/yr]
    value : [money] of plant
    """
    hold = np.array(
        [
            (1.0 - closure.workers_of_income) / closure.workers_of_wealth,
            (1.0 - closure.owners_of_income) / closure.owners_of_wealth,
        ]
    )
    idle = level.labour_force * (1.0 - level.employment)
    dole = closure.dole * level.wage * idle
    fixed = closure.cash_months * float(wages.sum()) / MONTHS
    fixed = fixed + _abroad_deposits(closure, level)
    part = closure.public_share * closure.public_leverage_limit
    part = part + (1.0 - closure.public_share) * closure.leverage_limit
    saved_at_home = 0.0 if closure.budget_rule == "balanced" else level.abroad_credit
    money, lent, tax = 0.0, 0.0, 0.0
    income = np.zeros(2)
    for _ in range(ROUNDS):
        lent = min(closure.money_from_credit * money, part * value)
        public_interest = closure.loan_rate * (money - lent)
        property_income = paid_out + public_interest
        spent = float(level.price @ level.public) + dole + public_interest
        tax = (spent + saved_at_home) / (float(wages.sum()) + property_income)
        income = np.array([(1.0 - tax) * wages.sum() + dole, (1.0 - tax) * property_income])
        money = (float(hold @ income) + fixed) / (1.0 - closure.bank_capital)
    if tax < 0.0:
        what = f"the deficit with abroad is above public spending: a tax of {tax:.3g} is needed"
        fix = "Raise public use or the dole, or take the budget rule balanced"
        raise StudyError([Problem("closure", what, fix)])
    if tax >= 1.0 or not income.min() > 0.0:
        what = f"the start needs a tax of {tax:.3g} and leaves incomes of {income}"
        raise StudyError([Problem("closure", what, "Lower public use, the dole or interest")])
    return income, tax, lent, money


def _abroad_deposits(closure: Closure, level: Level) -> float:
    """What abroad holds when it opens: the exports of a month; what it keeps where it must pay."""
    month = float(level.price @ level.exports) / MONTHS
    if closure.exports_rule == "given":
        return month
    return month + max(0.0, -level.abroad_credit) / MONTHS


def _placed(system: System, level: Level) -> Array:
    """(process) [unit/yr] plant put in place in the first month, as a yearly rate."""
    under_way = level.building.sum(axis=0) * MONTHS + level.ordered
    return np.asarray(under_way / system.build_months)


def _base(system: System, closure: Closure, level: Level, books: Books) -> Base:
    hours = level.labour_force * level.employment
    price = level.price @ system.needs
    saved = np.maximum(system.hours[system.reference] - system.hours, 0.0)
    pay = level.wage * system.relative_wage[system.owner]
    value = system.by_sector(books.plant * level.capacity)
    return Base(
        label=level.label,
        price=level.price,
        wage=level.wage,
        labour_force=level.labour_force,
        employment=level.employment,
        profit_rate=float(level.profit_rate @ value / value.sum()),
        tax_rate=books.tax_rate,
        debt_share=(books.money - books.leverage * float(value.sum())) / books.value_added,
        idle=level.uncounted,
        leverage=np.full(system.size, books.leverage),
        basket=system.needs @ level.consumption,
        floor=closure.floor_share * level.consumption,
        spending=price * level.consumption / float(price @ level.consumption),
        productivity=float(level.price @ level.output) / hours,
        licence_price=closure.licence_price * pay * saved,
        exports=level.exports,
        abroad_credit=level.abroad_credit,
    )


def _deposits(market: Market, level: Level, books: Books) -> Array:
    agents, closure = market.agents, market.closure
    deposits = np.zeros(agents.total)
    deposits[agents.all_firms] = closure.cash_months * books.wages / MONTHS
    workers = (1.0 - closure.workers_of_income) / closure.workers_of_wealth
    owners = (1.0 - closure.owners_of_income) / closure.owners_of_wealth
    deposits[agents.workers] = workers * books.income[0]
    deposits[agents.owners] = owners * books.income[1]
    deposits[agents.bank] = closure.bank_capital * books.money
    deposits[agents.abroad] = _abroad_deposits(closure, level)
    return deposits


def _loans(market: Market, level: Level, books: Books, deposits: Array) -> Array:
    agents = market.agents
    loans = np.zeros(agents.total)
    value = market.system.by_sector(books.plant * level.capacity)
    loans[agents.all_firms] = market.base.leverage * value
    # all money that firms have not borrowed is public debt
    loans[agents.government] = deposits.sum() - loans[agents.all_firms].sum()
    return loans


def _state(market: Market, level: Level, books: Books) -> State:
    system = market.system
    deposits = _deposits(market, level, books)
    monthly = level.sold / MONTHS
    target = target_return(
        books.cost,
        system.by_sector(books.plant * level.capacity) / system.by_sector(level.capacity),
        np.zeros(system.size),
        market.base.profit_rate,
        (market.turnover, market.spoiled),
        market.closure.normal_use,
    )
    capital = books.plant * level.capacity
    wages = books.wages / level.wage / system.relative_wage / MONTHS
    return State(
        month=0,
        deposits=deposits,
        loans=_loans(market, level, books, deposits),
        stakes=np.zeros(market.agents.total),
        capacity=level.capacity,
        fresh=np.repeat(level.arrived[None, :] / MONTHS, MONTHS, axis=0),
        building=level.building,
        changing=np.zeros((system.longest_build, len(system.routes.source))),
        developed=np.zeros(len(system.ceilings.sector)),
        inventory=market.turnover * level.sold,
        price=level.price,
        markup=level.price / books.cost - 1.0,
        unit_cost=books.cost,
        wage=level.wage,
        expected_orders=monthly,
        unfilled=np.zeros(system.size),
        expected_income=books.income,
        profit_rate=level.profit_rate,
        use=level.output / system.by_sector(level.capacity),
        cash_flow=(books.profit + system.by_sector(system.wear * capital)) / MONTHS
        - market.closure.loan_rate * market.base.leverage * system.by_sector(capital) / MONTHS,
        crew=wages,
        hours=float(wages.sum()),
        output_value=float(level.price @ level.output) / MONTHS,
        value_added=books.value_added,
        tax_rate=books.tax_rate,
        target_markup=level.price / target - 1.0,
        growth=0.0,
        revenue=0.0,
        external_revenue=0.0,
        shares_value=0.0,
        gains=0.0,
    )
