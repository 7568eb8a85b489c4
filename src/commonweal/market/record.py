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
    "owner_wages",
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
    "public_deposits",
    "abroad_claims",
    "value_added",
    "tax_rate",
    "taxed",
    "money",
    "shares_value",
    "revenue",
    "external_revenue",
    "growth",
    "adoption",
    "capital_value",
    "inputs_allowed",
    "mean_use",
    "plant",
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
        self.research = np.zeros((months, len(system.ceilings.sector)))
        self.needs = np.zeros((months, 3, len(system.need_level)))
        self.flows = np.zeros((len(Kind), market.agents.total, market.agents.total))

    def __getitem__(self, name: str) -> Array:
        """A figure by name, for the months that were run."""
        for group in (self.scalars, self.sectors, self.processes):
            if name in group:
                return group[name][: self.months]
        raise KeyError(name)

    @property
    def value_added(self) -> Array:
        """Wages, profit, licences and interest (month) [money].

        What the owner of the software pays researchers comes out of licences and counts once.
        """
        paid = self["wages"] - self["owner_wages"]
        return np.asarray(paid + self["profit"] + self["licence"] + self["interest"])

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
        self.research[place] = done.research
        self.needs[place] = needs_met(self.market, outcome)
        self.flows += ledger.flows
        self.months += 1


def needs_met(market: Market, outcome: Outcome) -> Array:
    """Level of each need that workers, owners and the government met, at prices of the start.

    q_n = sum_i p_i (N_in x_n share_i) / sum_i p_i all_in, all_in being all of product i in a unit
    of the need, public use included: each buyer's part of a unit counts by its worth.

    Returns
    -------
    Array (workers, owners and government; need) [unit of need/month]
    """
    system, done = market.system, outcome.month.done.deliveries
    worth = market.base.price[:, None]
    whole = (worth * (system.needs + system.public_needs)).sum(axis=0)
    bought = (worth * system.needs * done.final[:, None]).sum(axis=0) * done.needs
    ratio = np.zeros(system.size)
    np.divide(done.government, system.public_use, out=ratio, where=system.public_use > 0)
    given = (worth * system.public_needs * ratio[:, None]).sum(axis=0) * system.need_level
    found = np.zeros((3, len(whole)))
    np.divide(np.vstack([bought, given[None, :]]), whole, out=found, where=whole > 0)
    return found


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
    # plant by what it could make, at prices of the start
    worth = base[system.owner] * before.capacity
    licensed = float((system.hours * before.capacity)[system.licensed].sum())
    return {
        "hours": after.hours,
        "employment": after.hours / done.force,
        "output": after.output_value * MONTHS,
        "wage": before.wage,
        "price_index": float(price @ market.base.basket / (base @ market.base.basket)),
        "profit_rate": float(month.found.rate @ capital / capital.sum()),
        "wages": float(flows[Kind.WAGES].sum()),
        "owner_wages": float(flows[Kind.WAGES, agents.software].sum()),
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
        "public_deposits": float(after.deposits[agents.government]),
        "abroad_claims": float(after.deposits[agents.abroad] - after.loans[agents.abroad]),
        "value_added": after.value_added,
        "tax_rate": after.tax_rate,
        "taxed": float(
            flows[Kind.WAGES, :, agents.workers].sum()
            + flows[Kind.DIVIDEND, :, agents.owners].sum()
        ),
        "money": float(after.deposits.sum()),
        "shares_value": after.shares_value,
        "revenue": after.revenue,
        "external_revenue": after.external_revenue,
        "growth": after.growth,
        "adoption": licensed / float(system.hours @ before.capacity),
        "capital_value": float(capital.sum()),
        "inputs_allowed": float(worth @ done.deliveries.running / worth.sum()),
        "mean_use": after.output_value * MONTHS / worth.sum(),
        "plant": float(worth.sum()),
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
