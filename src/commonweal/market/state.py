"""State of the market between two months, and what stays fixed in a run."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from functools import cached_property

import numpy as np

from commonweal.case.limits_of_change import part_placed
from commonweal.market.accounting import Agents
from commonweal.market.goods import Uses
from commonweal.market.parameters import Closure
from commonweal.market.system import MONTHS, Array, Index, System, gathered


@dataclass(frozen=True, kw_only=True)
class Base:
    """What the start fixes for the whole run: yardsticks, tax rate, debts that firms aim at.

    Parameters
    ----------
    label : ``stationary`` or ``accounts``
    price : (sector) [money]
    wage : [money / h]
    labour_force : [h/yr]
    employment : [1] of the labour force
    profit_rate : [1/yr] of all capital; what new plant must earn where the closure gives nothing
    tax_rate : [1] of wages, dividends and interest of households
    debt_share : [yr] public debt less public deposits, per value added of a year
    idle : [1] unemployment that wages know beside that of the labour force
    leverage : (sector) [1] loans per capital that firms come back to
    basket : (sector) [unit/yr] consumption, the basket of the price index
    floor : (need) [unit/yr] of all people together
    spending : (need) [1] share of each need in spending above the floor
    productivity : [money of the start per h] output at prices of the start
    licence_price : (process) [money / unit] in the form with a given price
    exports : (sector) [unit/yr] of the start
    abroad_credit : [money/yr] that abroad spends beyond what it sells; negative for a deficit
    """

    label: str
    price: Array
    wage: float
    labour_force: float
    employment: float
    profit_rate: float
    tax_rate: float
    debt_share: float
    idle: float
    leverage: Array
    basket: Array
    floor: Array
    spending: Array
    productivity: float
    licence_price: Array
    exports: Array
    abroad_credit: float = 0.0


def turnover(system: System, closure: Closure) -> Array:
    """Sales that firms hold in stock (sector) [yr]."""
    return np.where(system.storable, closure.inventory_months, 1.0) / MONTHS


def spoiled(system: System, closure: Closure) -> Array:
    """Output per unit sold at rest (sector) [1]: 1 + (1 - kept) (stock - sales) / sales."""
    months = turnover(system, closure) * MONTHS
    lost = np.where(system.storable, 1.0 - system.kept_monthly, 0.0)
    return np.asarray(1.0 + lost * (months - 1.0))


@dataclass(frozen=True)
class Market:
    """A system, a closure and the yardsticks of a start: what does not change in a run."""

    system: System
    closure: Closure
    base: Base

    @cached_property
    def agents(self) -> Agents:
        """Places of the agents in the accounts."""
        return Agents(self.system.size)

    @cached_property
    def opened_inputs(self) -> Array:
        """Inputs once the model is open: what the software adds is multiplied by ``psi``."""
        inputs = self.system.inputs
        added = np.maximum(inputs - inputs[:, self.system.reference], 0.0)
        return np.asarray(inputs - (1.0 - self.closure.open_compute) * added)

    @cached_property
    def home_share(self) -> Array:
        """(sector) share of every use that is made at home."""
        return 1.0 - self.system.import_share

    @cached_property
    def turnover(self) -> Array:
        """(sector) [yr] of sales in stock; what cannot be stored is made a month ahead."""
        return turnover(self.system, self.closure)

    @cached_property
    def spoiled(self) -> Array:
        """(sector) [1] output per unit sold at rest: what is kept beyond a month's sales spoils."""
        return spoiled(self.system, self.closure)

    @cached_property
    def done_plant(self) -> Array:
        """(remaining months, process) [1] share of a plant's goods that is in place."""
        return done_share(self.system.build_months, self.system.longest_build)

    @cached_property
    def done_routes(self) -> Array:
        """(remaining months, route) [1] share of a change's goods that is in place."""
        return done_share(self.system.routes.months, self.system.longest_build)

    @cached_property
    def part_plant(self) -> Array:
        """(process) [1] share of a plant's goods that is due in a month."""
        return np.asarray(part_placed(self.system.build_months))

    @cached_property
    def part_routes(self) -> Array:
        """(route) [1] share of a change's goods and hours that is due in a month."""
        return np.asarray(part_placed(self.system.routes.months))

    @cached_property
    def route_of(self) -> Array:
        """(route, sector) 1 where a route belongs to the sector."""
        owner = self.system.owner[self.system.routes.source]
        return np.asarray(owner[:, None] == np.arange(self.system.size), dtype=np.float64)

    @cached_property
    def uses(self) -> Uses:
        """Coefficients of deliveries, from the system."""
        system = self.system
        return Uses(
            uses_input=system.inputs > 0,
            capital=system.capital,
            uses_capital=system.capital > 0,
            goods=system.routes.goods,
            uses_goods=system.routes.goods > 0,
            home=self.home_share,
            owner=system.owner,
            first=system.first,
            route_owner=system.owner[system.routes.source],
        )

    @property
    def required_return(self) -> float:
        """Return that new plant must promise, in full cost."""
        given = self.closure.required_return
        return self.base.profit_rate if given is None else given

    def opened(self, month: int) -> bool:
        """Whether the open model is there."""
        event = self.closure.open_model_month
        return event is not None and month >= event

    def inputs(self, month: int) -> Array:
        """Inputs per unit in a month (sector, process)."""
        return self.opened_inputs if self.opened(month) else self.system.inputs


@dataclass(frozen=True, kw_only=True)
class State:
    """Stocks and memories at the end of a month.

    Parameters
    ----------
    month : months done
    deposits, loans, stakes : (agent) [money]; stakes are what was paid for shares
    capacity : (process) [unit/yr]
    fresh : (month, process) [unit/yr] what became usable in each of the last twelve months
    building : (remaining months, process) [unit/yr] under construction, row 0 ends next
    changing : (remaining months, route) [unit/yr] capacity being converted or replaced
    developed : (ceiling) [month] up to which each technique has been developed: its own time
    inventory : (sector) [unit]
    price, markup, unit_cost : (sector) [money, 1, money]
    wage : [money / h]
    expected_orders : (sector) [unit/month]
    unfilled : (sector) [unit] orders of the month that were not delivered
    expected_income : (workers, owners) [money/yr] after tax
    profit_rate, use : (sector) [1/yr, 1] realised in the month
    cash_flow : (sector) [money/month] profit and wear: what investment can be paid from
    crew : (sector) [h/month] at work
    hours : [h/month] worked by all
    output_value : [money of the start/month]
    value_added : [money/yr] of the month, wear included
    tax_rate : [1] of the month
    target_markup : [1] deviation in target-return pricing
    growth : [1/yr] expected of the software owner's revenue
    revenue, external_revenue : [money/yr] smoothed, of the software owner
    shares_value : [money] of the software owner
    gains : [money/yr] rise of that value; a revaluation and no income
    """

    month: int
    deposits: Array
    loans: Array
    stakes: Array
    capacity: Array
    fresh: Array
    building: Array
    changing: Array
    developed: Array
    inventory: Array
    price: Array
    markup: Array
    unit_cost: Array
    wage: float
    expected_orders: Array
    unfilled: Array
    expected_income: Array
    profit_rate: Array
    use: Array
    cash_flow: Array
    crew: Array
    hours: float
    output_value: float
    value_added: float
    tax_rate: float
    target_markup: Array
    growth: float
    revenue: float
    external_revenue: float
    shares_value: float
    gains: float

    def change(self, **values: object) -> State:
        """The next state: everything not named stays."""
        return replace(self, **values)  # type: ignore[arg-type]

    def scaled_money(self, factor: float) -> State:
        """All nominal stocks, prices and wages times a factor: money is neutral."""
        nominal = [
            "deposits",
            "loans",
            "stakes",
            "price",
            "unit_cost",
            "wage",
            "expected_income",
            "cash_flow",
            "value_added",
            "revenue",
            "external_revenue",
            "shares_value",
            "gains",
        ]
        return replace(self, **{name: getattr(self, name) * factor for name in nominal})

    def arrays(self) -> dict[str, Array]:
        """Every stock and memory as an array, by name."""
        return {
            item.name: np.atleast_1d(np.asarray(getattr(self, item.name), dtype=float))
            for item in fields(self)
        }


def in_hand(state: State, system: System) -> Array:
    """(process) [unit/yr] capacity, what is under construction and what will be changed into it."""
    routes = system.routes
    coming = state.capacity + state.building.sum(axis=0)
    under = state.changing.sum(axis=0)
    into = gathered(routes.destination, under, len(coming))
    return np.asarray(coming + into - gathered(routes.source, under, len(coming)))


def reserved(state: State, system: System) -> Array:
    """(process) [unit/yr] capacity that is being converted or replaced."""
    return gathered(system.routes.source, state.changing.sum(axis=0), system.processes)


def done_share(months: Index, longest: int) -> Array:
    """(remaining months, site) [1] share of the goods of a site that is in place.

    (build - remaining) / build, remaining being the row plus one.
    """
    remaining = np.arange(1, longest + 1)[:, None]
    return np.asarray(np.maximum(months[None, :] - remaining, 0) / months[None, :])


def year_of(month: int, years: int) -> int:
    """Place of a month's year in arrays by year; the last one stands for all later years."""
    return min(month // MONTHS, years - 1)
