"""What a link can ask for: a figure of a run by year, or one that plan and market share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from commonweal.compare.scores import SCORES
from commonweal.market.equity import loop_gain
from commonweal.market.run import Run
from commonweal.market.system import MONTHS, Array


@dataclass(frozen=True)
class Figure:
    """A figure that answers.

    Parameters
    ----------
    title, unit : as a reader sees them
    share : whether it is told in per cent
    monthly : figures of every month of a run, of which the year's is the mean; None where the
        figure is made otherwise, of the last year or of the case
    """

    title: str
    unit: str
    share: bool
    monthly: Callable[[Run], Array] | None


def _relative(name: str) -> Callable[[Run], Array]:
    return lambda run: np.asarray(run.record[name] / run.record[name][0])


def _plain(name: str) -> Callable[[Run], Array]:
    return lambda run: run.record[name]


def _share(name: str) -> Callable[[Run], Array]:
    def figure(run: Run) -> Array:
        record = run.record
        whole = record["wages"] + record["profit"] + record["licence"] + record["interest"]
        return np.asarray(record[name] / whole)

    return figure


def capital_per_hour(run: Run) -> Array:
    """Plant in use at prices of the start, per hour worked in a month; the start is 1.

    sum_j p0 K_j cap_j / hours
    """
    value = run.market.base.price @ run.market.system.capital
    held = run.record["capacity"] @ value / run.record["hours"]
    return np.asarray(held / held[0])


def investment(run: Run) -> Array:
    """Goods put into new plant and into changes of plant, at prices of the start [1]; start = 1."""
    system, price = run.market.system, run.market.base.price
    built = run.record["build"] @ (price @ system.capital)
    if len(system.routes.source):
        built = built + run.record.routes[: run.record.months] @ (price @ system.routes.goods)
    return np.asarray(built / built[:MONTHS].mean())


def real_wage(run: Run) -> Array:
    """Wage of an hour over the price of the basket; the start is 1."""
    wage = run.record["wage"] / run.record["price_index"]
    return np.asarray(wage / wage[0])


def consumption(run: Run) -> Array:
    """Consumption of workers and owners at prices of the start; the start is 1."""
    both = run.record["workers_consumption"] + run.record["owners_consumption"]
    return np.asarray(both / both[0])


def composition(run: Run) -> Array:
    """Value of plant per yearly wages (organic composition of capital)."""
    return run.record["capital_value"] / (run.record["wages"] * MONTHS)


def gain(run: Run) -> Array:
    """Loop gain of the closure (see :func:`commonweal.market.equity.loop_gain`), every month."""
    found = loop_gain(run.market.closure, run.market.base.tax_rate)
    return np.full(run.record.months, found)


def shares_value(run: Run) -> Array:
    """Market value of the owner of the software, of a year's output at going prices."""
    record = run.record
    worth = (record["price"] * record["output_of"]).sum(axis=1) * MONTHS
    return np.asarray(record["shares_value"] / worth)


#: What a figure of the case alone is called; see :mod:`commonweal.spirals.theory`.
THEORY = "theory_rate"

OF_RUNS: dict[str, Figure] = {
    "labour_share": Figure("Share of wages in value added", "share", True, _share("wages")),
    "licence_share": Figure("Share of licences in value added", "share", True, _share("licence")),
    "workers_consumption": Figure(
        "Consumption of workers", "start = 1", True, _relative("workers_consumption")
    ),
    "owners_consumption": Figure(
        "Consumption of owners", "start = 1", True, _relative("owners_consumption")
    ),
    "consumption": Figure("Consumption of households", "start = 1", True, consumption),
    "real_wage": Figure("Real wage of an hour", "start = 1", True, real_wage),
    "unsold": Figure("Unsold at the end of a month", "share of stocks", True, _plain("unsold")),
    "output": Figure("Output at prices of the start", "start = 1", True, _relative("output")),
    "work": Figure("Hours worked", "start = 1", True, _relative("hours")),
    "employed": Figure("Employment", "share of labour force", True, _plain("employment")),
    "use": Figure("Use of plant", "share", True, _plain("mean_use")),
    "profit_rate": Figure("Rate of profit of all capital", "1/yr", True, _plain("profit_rate")),
    "investment_made": Figure("Investment", "first year = 1", True, investment),
    "capital_per_hour": Figure("Plant per hour of work", "start = 1", True, capital_per_hour),
    "composition": Figure("Value of plant per yearly wages", "yr", False, composition),
    "licensed": Figure("Work in licensed techniques", "share", True, _plain("adoption")),
    "price_level": Figure("Price of the basket", "start = 1", True, _plain("price_index")),
    "shares": Figure("Value of the software's shares", "of a year's output", True, shares_value),
    "loop_gain": Figure("Loop gain of vendor finance", "1", False, gain),
}

FIGURES: dict[str, Figure] = {
    **OF_RUNS,
    THEORY: Figure("Uniform rate of profit, by theory: change", "1/yr", True, None),
    **{
        name: Figure(score.title, score.unit, "h a year" not in score.unit, None)
        for name, score in SCORES.items()
    },
}


def yearly(run: Run, name: str) -> list[float]:
    """A figure of ``OF_RUNS`` by whole year of a run: the mean over months."""
    figure = OF_RUNS[name].monthly
    if figure is None:
        raise ValueError(f"{name} is no figure of months")
    years = run.record.months // MONTHS
    months = np.asarray(figure(run), dtype=float)[: years * MONTHS]
    return [float(value) for value in months.reshape(years, MONTHS).mean(axis=1)]
