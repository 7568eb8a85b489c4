"""Figures of every year: what both regimes have, and what only a market has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.building import investment_share
from commonweal.compare.market import OWN
from commonweal.compare.people import Values, consumption_index, hours_of_a_worker
from commonweal.compare.spread import programme_share
from commonweal.market.run import Run
from commonweal.market.system import MONTHS
from commonweal.market.yearly import whole_years, yearly_values

Paths = dict[str, list[float]]


@dataclass(frozen=True)
class Path:
    """One figure over years.

    Parameters
    ----------
    title : what a reader sees
    unit : of the values
    variable : name in the tables of indicators
    """

    title: str
    unit: str
    variable: str


#: Figures that plan and market share: name -> how it is told, and how it is computed.
SHARED: dict[str, tuple[Path, Callable[[Case, Values], xr.DataArray]]] = {
    "needs": (
        Path("Needs per head, prices of the accounts", "base year = 1", "Consumption|Index"),
        consumption_index,
    ),
    "hours": (
        Path("Hours per person who can work", "h a year", "Labour|Hours per worker"),
        hours_of_a_worker,
    ),
    "adoption": (
        Path("Techniques of the programme", "share of work", "Adoption|Programme"),
        programme_share,
    ),
    "investment": (
        Path("Investment in final use at home", "share", "Investment|Share of final use"),
        investment_share,
    ),
}
#: Figures of the market alone: name -> variable in the tables of indicators.
MARKET = {
    "output": "Market|Output",
    "employment": "Market|Employment",
    "wage": "Market|Wage",
    "prices": "Market|Price of the basket",
    "profit_rate": "Market|Rate of profit",
    "workers": "Market|Consumption of workers",
    "owners": "Market|Consumption of owners",
    "unsold": "Market|Unsold",
    "net_debt": "Market|Net public debt",
    "abroad": "Market|Claims on abroad",
}


def described() -> dict[str, Path]:
    """Every figure by name."""
    own = {
        name: Path(variable.removeprefix("Market|"), OWN[variable][0], variable)
        for name, variable in MARKET.items()
    }
    return {name: path for name, (path, _) in SHARED.items()} | own


def shared_paths(case: Case, values: Values, years: Sequence[int]) -> Paths:
    """Figures of the years given, of any result."""
    return {
        name: [float(v) for v in figure(case, values).sel(period=list(years)).values]
        for name, (_, figure) in SHARED.items()
    }


def market_paths(case: Case, run: Run) -> Paths:
    """Figures of every whole year of a run that is one of the case; empty lists where none is."""
    years = whole_years(case, run)
    if not years:
        return {name: [] for name in described()}
    found = shared_paths(case, yearly_values(case, run), years)
    for name, variable in MARKET.items():
        monthly = OWN[variable][1](run)[: len(years) * MONTHS]
        found[name] = [float(v) for v in monthly.reshape(len(years), MONTHS).mean(axis=1)]
    return found


def spread(paths: Sequence[Paths], name: str, count: int) -> pd.DataFrame:
    """Lowest, median and highest of a figure over closures, a row per year.

    A run that ended early counts in the years that it had.

    Parameters
    ----------
    count : of years
    """
    rows = np.full((len(paths), count), np.nan)
    for place, path in enumerate(paths):
        rows[place, : len(path[name])] = path[name]
    there = [column[np.isfinite(column)] for column in rows.T]
    return pd.DataFrame(
        [(c.min(), np.median(c), c.max()) if len(c) else (np.nan,) * 3 for c in there],
        columns=["lowest", "median", "highest"],
    )
