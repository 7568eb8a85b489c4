"""The indicators of a market run, in the table of those of a plan, and what only a market has."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from commonweal.case.case import Case
from commonweal.compare.indicators import COLUMNS, region, scenario, table
from commonweal.market.run import Run
from commonweal.market.system import MONTHS, Array
from commonweal.market.yearly import whole_years, yearly_values

MODEL = "Commonweal market"

Figure = Callable[[Run], Array]

#: Variable -> unit and monthly figures; the year's is their mean.
OWN: dict[str, tuple[str, Figure]] = {
    "Market|Employment": ("share of labour force", lambda run: run.record["employment"]),
    "Market|Output": ("start = 1", lambda run: run.record["output"] / run.record["output"][0]),
    "Market|Rate of profit": ("1/yr", lambda run: run.record["profit_rate"]),
    "Market|Share of wages": ("share", lambda run: _share(run, "wages")),
    "Market|Share of licences": ("share", lambda run: _share(run, "licence")),
    "Market|Consumption of workers": (
        "start = 1",
        lambda run: _relative(run, "workers_consumption"),
    ),
    "Market|Consumption of owners": ("start = 1", lambda run: _relative(run, "owners_consumption")),
    "Market|Price of the basket": ("start = 1", lambda run: run.record["price_index"]),
    "Market|Wage": ("start = 1", lambda run: _relative(run, "wage")),
    "Market|Unsold": ("share of stocks", lambda run: run.record["unsold"]),
    "Market|Idle paid services": ("share of stocks", lambda run: run.record["idle_services"]),
    "Market|Sectors in default": ("sectors", lambda run: run.record["defaults"]),
    "Market|Public debt": ("of a year's value added", lambda run: _of_value_added(run)),
    "Market|Net public debt": ("of a year's value added", lambda run: _net_debt(run)),
    "Market|Tax rate": ("share of wages and dividends", lambda run: run.record["tax_rate"]),
    "Market|Claims on abroad": ("of a year's value added", lambda run: _claims(run)),
    "Market|Organic composition": ("capital per yearly wages", lambda run: _composition(run)),
}


def _relative(run: Run, name: str) -> Array:
    return np.asarray(run.record[name] / run.record[name][0])


def _share(run: Run, name: str) -> Array:
    return np.asarray(run.record[name] / run.record.value_added)


def _of_value_added(run: Run) -> Array:
    """Public debt as net debt and claims are told, so that they can be read one beside another."""
    return np.asarray(run.record["public_debt"] / run.record["value_added"])


def _net_debt(run: Run) -> Array:
    """Public debt less what the state has in the bank."""
    owed = run.record["public_debt"] - run.record["public_deposits"]
    return np.asarray(owed / run.record["value_added"])


def _claims(run: Run) -> Array:
    """What abroad owes here less what it holds here."""
    return np.asarray(-run.record["abroad_claims"] / run.record["value_added"])


def _composition(run: Run) -> Array:
    return run.record["capital_value"] / (run.record["wages"] * MONTHS)


def market_indicators(case: Case, run: Run) -> pd.DataFrame:
    """Indicators of a run of at least a year.

    What plans have too has the same name and definition, for whole years of the case; what only a
    market has begins with ``Market|`` and goes on after the case's last year.

    Returns
    -------
    DataFrame with the columns of :func:`commonweal.compare.indicators.indicators`
    """
    years = whole_years(case, run)
    shared = table(case, yearly_values(case, run), MODEL)
    shared = shared[shared["year"].isin([case.horizon.base_year, *years])]
    return pd.concat([shared, _own(case, run)], ignore_index=True)


def _own(case: Case, run: Run) -> pd.DataFrame:
    count = run.record.months // MONTHS
    rows = []
    for variable, (unit, figure) in OWN.items():
        monthly = figure(run)[: count * MONTHS]
        for n, value in enumerate(monthly.reshape(count, MONTHS).mean(axis=1)):
            if np.isfinite(value):
                rows.append((variable, unit, case.horizon.first + n, float(value)))
    frame = pd.DataFrame(rows, columns=["variable", "unit", "year", "value"])
    frame = frame.assign(model=MODEL, scenario=scenario(case), region=region(case))
    found: pd.DataFrame = frame[COLUMNS]
    return found
