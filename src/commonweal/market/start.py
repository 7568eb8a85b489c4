"""Two starts: a stationary state that a closure keeps for ever, and the accounts as they are.

The stationary start (S-start) stands at prices of production with a uniform rate of profit; it says
what the dynamics do to a state without tension. The start from accounts (D-start) stands at the
prices of the accounts with unequal rates of profit: a disequilibrium, and labelled so.
"""

from __future__ import annotations

import numpy as np

from commonweal.errors import Problem, StudyError
from commonweal.market.books import Level, open_books
from commonweal.market.parameters import Closure
from commonweal.market.state import Market, State, spoiled, turnover
from commonweal.market.system import MONTHS, Array, System
from commonweal.market.theory.prices import prices_of_production


def stationary_prices(system: System, closure: Closure, wage: float, rate: float) -> Array:
    """Prices at which the techniques that stand earn one rate of profit (sector) [money].

    p = (s + r nu) (p A + w l + delta p K / u*) + r s p K / u*, with nu by sector and s the output
    per unit sold, one where nothing spoils
    """
    first = system.first
    extra = spoiled(system, closure)
    advance = extra + rate * turnover(system, closure)
    try:
        return prices_of_production(
            system.inputs[:, first] * advance,
            system.capital[:, first] * extra,
            system.wear[first] * advance / extra,
            system.hours[first] * system.relative_wage * advance,
            wage,
            rate,
            closure.normal_use,
        )
    except ValueError as error:
        raise StudyError(
            [Problem("start.profit_rate", str(error), "Give a lower rate of profit")]
        ) from error


def stationary_level(
    system: System,
    closure: Closure,
    *,
    rate: float,
    wage: float,
    labour_force: float,
    unemployment: float,
) -> Level:
    """Quantities that renew themselves, with consumption that employs the given share of people.

    x = s M (A x + delta K x / u* + c + g), M = home shares and exports for imports, s the output
    per unit sold; c is the basket of the start up to a factor, which employment fixes.

    Raises
    ------
    StudyError
        where no prices pay the rate of profit, or public use alone needs more people than there are
    """
    price = stationary_prices(system, closure, wage, rate)
    first = system.first
    tied = system.capital[:, first] / closure.normal_use
    needed = system.inputs[:, first] + tied * system.wear[first]
    extra = spoiled(system, closure)
    pass_on = extra[:, None] * _home_and_exports(system, price)
    solve = np.linalg.inv(np.eye(system.size) - pass_on @ needed) @ pass_on
    public = closure.public_demand * system.public_use
    basket = system.needs @ system.need_level
    hours = system.hours[first] @ solve
    free = labour_force * (1.0 - unemployment) - float(hours @ public)
    if free <= 0.0:
        what = "public use takes more hours than are worked"
        raise StudyError([Problem("public_demand", what, "Give a lower public demand")])
    factor = free / float(hours @ basket)
    output = np.asarray(solve @ (factor * basket + public))
    capacity = np.zeros(system.processes)
    capacity[first] = output / closure.normal_use
    return Level(
        label="stationary",
        price=price,
        wage=wage,
        output=output,
        sold=output / extra,
        capacity=capacity,
        building=steady_sites(system, capacity),
        arrived=capacity * system.wear,
        ordered=capacity * system.wear,
        consumption=factor * system.need_level,
        public=public,
        exports=_exports(system, price, needed @ output + factor * basket + public),
        profit_rate=np.full(system.size, rate),
        labour_force=labour_force,
        employment=1.0 - unemployment,
    )


def steady_sites(system: System, capacity: Array) -> Array:
    """Sites of an economy that replaces what wears out (remaining months, process) [unit/yr].

    An order of a month's wear is in every row; that of this month is still to come.
    """
    rows = np.arange(system.longest_build)[:, None]
    order = capacity * system.wear / MONTHS
    return np.where(rows < system.build_months[None, :] - 1, order, 0.0)


def _home_and_exports(system: System, price: Array) -> Array:
    """M = D + e p (I - D) / (p e): home's share of a use, and exports bought for its imports."""
    imported = np.diag(system.import_share)
    bought = [_exports(system, price, use) for use in np.eye(system.size)]
    return np.asarray(np.eye(system.size) - imported + np.array(bought).T)


def _exports(system: System, price: Array, uses: Array) -> Array:
    """(sector) [unit/yr] exports that pay for the imports in the uses: e p (I - D) z / (p e)."""
    if not system.trades:
        return np.zeros(system.size)
    worth = float((price * system.import_share) @ uses)
    return np.asarray(system.export_mix * (worth / float(price @ system.export_mix)))


def stationary_start(
    system: System,
    closure: Closure,
    *,
    profit_rate: float = 0.1,
    wage: float = 1.0,
    labour_force: float = 1.0,
    unemployment: float = 0.05,
) -> tuple[Market, State]:
    """A market that stands in its stationary state.

    Parameters
    ----------
    system, closure : what is run, and by which rules
    profit_rate : r0 [1/yr], uniform
    wage : [money/h]
    labour_force : [h/yr]
    unemployment : [1] share of the labour force

    Raises
    ------
    StudyError
        where no such state exists
    """
    level = stationary_level(
        system,
        closure,
        rate=profit_rate,
        wage=wage,
        labour_force=labour_force,
        unemployment=unemployment,
    )
    return open_books(system, closure, level)
