"""What both regimes are compared on: one definition each, for one year of a plan or of a run."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.case.case import Case
from commonweal.compare.basket import basket_hours, hours_of_needs
from commonweal.compare.building import investment_share
from commonweal.compare.classes import (
    Classes,
    classes_of_plan,
    classes_of_run,
    index_of,
    labour_index,
)
from commonweal.compare.people import Values, consumption_index, fulfilment, hours_of_a_worker
from commonweal.compare.spread import programme_share
from commonweal.compare.work import conversion_hours, research_hours
from commonweal.compare.years import base_activity
from commonweal.market.run import Run
from commonweal.market.system import MONTHS
from commonweal.market.yearly import whole_years, yearly_values


@dataclass(frozen=True)
class Score:
    """One figure that both regimes have.

    Parameters
    ----------
    title : what a reader sees
    short : the same where there is little room
    unit : of the value
    better : 1 where more is better, -1 where less is, 0 where neither is
    """

    title: str
    short: str
    unit: str
    better: int


SCORES: dict[str, Score] = {
    "needs_mean": Score(
        "Needs per head, prices of the accounts", "Needs, prices", "base year = 1", 1
    ),
    "needs_labour": Score(
        "Needs per head, labour weights", "Needs, labour weights", "base year = 1", 1
    ),
    "needs_least_class": Score(
        "Needs per head of the class with least", "Needs, poorest class", "base year = 1", 1
    ),
    "needs_worst": Score("Need that is met worst, per head", "Need met worst", "base year = 1", 1),
    "hours": Score("Hours per person who can work", "Hours per person", "h a year", 0),
    "hours_per_needs": Score("Hours per unit of needs", "Hours per needs", "h a year", -1),
    "hours_spread": Score(
        "Spread of hours (Gini, none = without work)", "Gini of hours", "share", -1
    ),
    "employment": Score("Employment", "Employment", "share of people who can work", 1),
    "idle": Score("Capacity not used, labour weights", "Capacity not used", "share of usable", -1),
    "investment": Score("Investment in final use at home", "Investment", "share", 0),
    "adoption": Score("Techniques of the programme", "Programme techniques", "share of work", 1),
    "one_off_hours": Score(
        "Hours of conversion and retraining", "Conversion hours", "share of hours", 0
    ),
    "research": Score("Hours of developing the techniques", "Research hours", "share of hours", 0),
    "basket_hours": Score(
        "Hours embodied in the base year's needs of a person", "Hours in basket", "h a year", -1
    ),
}

#: Figures that only a market has: (title, unit).
MARKET_ONLY: dict[str, tuple[str, str]] = {
    "output": ("Output at prices of the start", "start = 1"),
    "profit_rate": ("Rate of profit of all capital", "1/yr"),
    "labour_share": ("Share of wages in value added", "share"),
    "licence_share": ("Share of licences in value added", "share"),
    "unsold": ("Unsold, of stocks at the start of a month", "share"),
    "idle_services": ("of it paid services that nobody bought", "share"),
    "defaults": ("Sectors in default, mean over months", "sectors"),
    "prices": ("Price of the basket", "start = 1"),
}

Scores = dict[str, float]


def shared_scores(case: Case, values: Values, classes: Classes, period: int) -> Scores:
    """The figures of ``SCORES`` for one year of any result."""
    hours = float(hours_of_a_worker(case, values).sel(period=period))
    mean = float(consumption_index(case, values).sel(period=period))
    weights = hours_of_needs(case, base_activity(case))
    persons = float(case.work.workers.sum("labour_type").sel(period=period))
    once = float(conversion_hours(case, values).sel(period=period).sum())
    developing = float(research_hours(case, values).sel(period=period).sum())
    wanted = case.demand.weight.values > 0
    worst = fulfilment(case, values).sel(period=period).values[wanted]
    found = {
        "needs_mean": mean,
        "needs_labour": labour_index(case, values, weights, period),
        "needs_least_class": index_of(case, classes.fulfilment[classes.least_index]),
        "needs_worst": float(worst.min()),
        "hours": hours,
        "hours_per_needs": hours / mean,
        "hours_spread": classes.spread_of_hours,
        "employment": classes.employed,
        "idle": _idle(case, values, period),
        "investment": float(investment_share(case, values).sel(period=period)),
        "adoption": float(programme_share(case, values).sel(period=period)),
        "one_off_hours": once / (hours * persons),
        "research": developing / (hours * persons),
        "basket_hours": basket_hours(case, values, period),
    }
    return {name: found[name] for name in SCORES}


def plan_scores(case: Case, values: Values, period: int | None = None) -> Scores:
    """Figures of a plan in a year, the last planned one if none is given."""
    year = case.horizon.last if period is None else period
    return shared_scores(case, values, classes_of_plan(case, values, year), year)


def market_scores(case: Case, run: Run) -> tuple[Scores, Scores]:
    """Figures of the last whole year of a run that is one of the case: shared, and its own.

    Raises
    ------
    ValueError
        where the run has no whole year
    """
    years = whole_years(case, run)
    if not years:
        raise ValueError("a run of less than a year has no figures of a year")
    values = yearly_values(case, run)
    classes = classes_of_run(case, run, len(years) - 1)
    shared = shared_scores(case, values, classes, years[-1])
    return shared, _own(run, len(years) - 1)


def _idle(case: Case, values: Values, period: int) -> float:
    """1 - sum w x / sum w u K, w the hours that a unit worked in the base year."""
    weight = case.adoption.target_weight.values
    made = values["activity"].sel(period=period).values
    usable = case.technology.utilisation.values * values["capacity"].sel(period=period).values
    return float(1.0 - (weight @ made) / (weight @ usable))


def _own(run: Run, year: int) -> Scores:
    months = slice(year * MONTHS, (year + 1) * MONTHS)
    record = run.record

    def mean(name: str) -> float:
        return float(record[name][months].mean())

    value_added = float(record.value_added[months].sum())
    return {
        "output": mean("output") / float(record["output"][0]),
        "profit_rate": mean("profit_rate"),
        "labour_share": float(record["wages"][months].sum()) / value_added,
        "licence_share": float(record["licence"][months].sum()) / value_added,
        "unsold": mean("unsold"),
        "idle_services": mean("idle_services"),
        "defaults": mean("defaults"),
        "prices": mean("price_index"),
    }
