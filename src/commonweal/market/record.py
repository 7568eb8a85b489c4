"""The record of a run: chosen figures of every month, in memory that does not grow."""

from __future__ import annotations

import numpy as np

from commonweal.market.accounting import Kind, Ledger
from commonweal.market.state import Market
from commonweal.market.step import Outcome
from commonweal.market.system import MONTHS, Array

#: Single figures of a month; money in money of the month unless it says "real".
SCALARS = (
    "hours",
    "employment",
    "output",
    "wage",
    "price_index",
    "profit_rate",
    "wages",
    "profit",
    "licence",
    "interest",
    "investment",
    "workers_consumption",
    "owners_consumption",
    "unsold",
    "idle_services",
    "defaults",
    "forgiven",
    "rescue",
    "public_debt",
    "money",
    "shares_value",
    "revenue",
    "external_revenue",
    "growth",
    "adoption",
    "capital_value",
    "residual",
)
#: Figures by sector.
SECTORS = ("output_of", "capacity_of", "price", "profit_rate_of", "use", "inventory", "hours_of")
#: Figures by process.
PROCESSES = ("capacity", "activity", "build")


class Record:
    """Figures of every month of a run; arrays are made once, of full length.

    Parameters
    ----------
    market : what is run
    months : how long
    """

    def __init__(self, market: Market, months: int) -> None:
        system = market.system
        self.market = market
        self.months = 0
        self.scalars = {name: np.zeros(months) for name in SCALARS}
        self.sectors = {name: np.zeros((months, system.size)) for name in SECTORS}
        self.processes = {name: np.zeros((months, system.processes)) for name in PROCESSES}
        self.routes = np.zeros((months, len(system.routes.source)))
        self.needs = np.zeros((months, 2, len(system.need_level)))
        self.consumption = np.zeros((months, 2, system.size))
        self.flows = np.zeros((len(Kind), market.agents.total, market.agents.total))

    def __getitem__(self, name: str) -> Array:
        """A figure by name, for the months that were run."""
        for group in (self.scalars, self.sectors, self.processes):
            if name in group:
                return group[name][: self.months]
        raise KeyError(name)

    def add(self, outcome: Outcome, ledger: Ledger) -> None:
        """Note one month."""
        place = self.months
        for name, value in _scalars(self.market, outcome, ledger).items():
            self.scalars[name][place] = value
        for name, values in _sectors(self.market, outcome).items():
            self.sectors[name][place] = values
        done = outcome.month.done
        self.processes["capacity"][place] = outcome.month.before.capacity
        self.processes["activity"][place] = done.output
        self.processes["build"][place] = done.plant
        self.routes[place] = done.routes
        self.consumption[place, 0] = done.deliveries.workers
        self.consumption[place, 1] = done.deliveries.owners
        self.flows += ledger.flows
        self.months += 1


def _scalars(market: Market, outcome: Outcome, ledger: Ledger) -> dict[str, float]:
    month, agents, flows = outcome.month, market.agents, ledger.flows
    before, after, done = month.before, month.after, month.done
    firms = agents.all_firms
    system = market.system
    sold = done.deliveries.sold
    left = before.inventory - sold
    price = before.price
    storable = system.storable
    stocks = float(price @ before.inventory)
    capital = system.by_sector(outcome.costs.plant * before.capacity)
    base = market.base.price
    licensed = float((system.hours * before.capacity)[system.licensed].sum())
    return {
        "hours": after.hours,
        "employment": after.hours / done.force,
        "output": after.output_value * MONTHS,
        "wage": before.wage,
        "price_index": float(price @ market.base.basket / (base @ market.base.basket)),
        "profit_rate": float(month.found.rate @ capital / capital.sum()),
        "wages": float(flows[Kind.WAGES].sum()),
        "profit": float(month.found.profit.sum()),
        "licence": float(flows[Kind.LICENCE].sum()),
        "interest": float(flows[Kind.INTEREST, firms].sum()),
        "investment": float(month.owed.works.sum() + month.owed.imported_works.sum()),
        "workers_consumption": float(base @ done.deliveries.workers) * MONTHS,
        "owners_consumption": float(base @ done.deliveries.owners) * MONTHS,
        "unsold": float(price @ left) / stocks if stocks > 0 else 0.0,
        "idle_services": float((price * ~storable) @ left) / stocks if stocks > 0 else 0.0,
        "defaults": float((month.share < 1.0).sum()),
        "forgiven": float(flows[Kind.FORGIVEN].sum()),
        "rescue": float(flows[Kind.RESCUE].sum()),
        "public_debt": float(after.loans[agents.government]),
        "money": float(after.deposits.sum()),
        "shares_value": after.shares_value,
        "revenue": after.revenue,
        "external_revenue": after.external_revenue,
        "growth": after.growth,
        "adoption": licensed / float(system.hours @ before.capacity),
        "capital_value": float(capital.sum()),
        "residual": outcome.residual,
    }


def _sectors(market: Market, outcome: Outcome) -> dict[str, Array]:
    month, system = outcome.month, market.system
    return {
        "output_of": system.by_sector(month.done.output),
        "capacity_of": system.by_sector(month.before.capacity),
        "price": month.before.price,
        "profit_rate_of": month.found.rate,
        "use": month.after.use,
        "inventory": month.before.inventory,
        "hours_of": month.done.hours,
    }
