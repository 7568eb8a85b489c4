"""The exchange table of the scenario community: a row per variable, a column per year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from commonweal.report.tables import csv_text

INDEX = ["Model", "Scenario", "Region", "Variable", "Unit"]


def iamc_table(indicators: pd.DataFrame) -> pd.DataFrame:
    """The long table of indicators with the years as columns.

    Parameters
    ----------
    indicators : as :func:`commonweal.compare.indicators.indicators` gives them

    Returns
    -------
    DataFrame with columns Model, Scenario, Region, Variable, Unit and every year; variables in
    the order of the long table; a cell is empty where a variable has no value in that year
    """
    named = indicators.rename(columns={name.lower(): name for name in INDEX})
    years = sorted(int(year) for year in named["year"].unique())
    wide = named.set_index([*INDEX, "year"])["value"].unstack("year")  # noqa: PD010
    order = named[INDEX].drop_duplicates()
    wide = wide.loc[[tuple(row) for row in order.itertuples(index=False, name=None)], years]
    wide.columns = pd.Index([str(year) for year in years])
    return wide.reset_index()


def write_iamc(indicators: pd.DataFrame, path: Path) -> None:
    """Write the exchange table as CSV; nothing half-written stays."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(csv_text(iamc_table(indicators)), encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
