"""The stock of each asset laid out over the 42 activities.

Homes go to real estate. The rest starts from assets per unit of output in the United States in
2017 times Chinese output, in terms of yearly depreciation D = d K, and is adjusted by turns (RAS)
until rows give the depreciation of each asset and columns are proportional to the depreciation
that NBS books for each activity:

sum_j D[k, j] = d[k] K[k]      sum_k D[k, j] = c VA003[j]

NBS books 0.70 trillion CNY for real estate, at old prices of homes, less than homes alone wear
out here; the column of its other buildings is set from the prior instead.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from accounts import output, value_added
from capital import ASSET_OF, RATE
from labels import ASSETS, LABELS
from raw_tables import matrix
from usa_crosswalk import (
    COMPUTING,
    CROSSWALK,
    MACHINES,
    MEDICINE_RESEARCH,
    MEDICINE_RESEARCH_SHARE,
    WITHOUT_HOMES,
)

TURNS = 10_000  # adjustments at most
TOLERANCE = 1e-12  # relative miss of any total at which the adjustment stops


def usa_stock(raw: Path, robots: float) -> pd.DataFrame:
    """Net stock of 2017 by BEA industry and our asset, million USD, without homes."""
    folder = raw / "usa-capital"
    stock = matrix(folder / "net_stock_2017.csv").astype(float)
    stock[MEDICINE_RESEARCH] *= MEDICINE_RESEARCH_SHARE
    group = pd.read_csv(folder / "assets.csv", dtype=str).set_index("asset_code")["group"]
    asset = group.map({"intellectual property": "intangibles"}).fillna(group)
    asset[list(COMPUTING & set(asset.index))] = "computing-robots"
    table = stock.T.groupby(asset).sum().T[list(ASSETS)]
    moved = stock[sorted(MACHINES)].sum(axis=1) * robots
    table["equipment"] -= moved
    table["computing-robots"] += moved
    return table


def usa_output(raw: Path) -> pd.Series:
    """Gross output of 2017 by BEA fixed-asset industry, million USD."""
    made = matrix(raw / "usa-bea-summary" / "make_2017.csv").sum(axis=1)
    crosswalk = pd.read_csv(raw / "usa-capital" / "crosswalk_fixed_assets_summary.csv", dtype=str)
    totals: dict[str, float] = {}
    shared = crosswalk.groupby("summary_code")["fixed_asset_code"].nunique()
    for row in crosswalk.itertuples():
        code, summary = str(row.fixed_asset_code), str(row.summary_code)
        if code in WITHOUT_HOMES and summary not in WITHOUT_HOMES[code]:
            continue
        # Two BEA industries of one summary industry always go to one activity: half each.
        totals[code] = totals.get(code, 0.0) + float(made[summary]) / int(shared[summary])
    return pd.Series(totals)


def prior(raw: Path, robots: float) -> pd.DataFrame:
    """Assets per unit of output of the United States times Chinese output: asset by activity."""
    stock, made, china = usa_stock(raw, robots), usa_output(raw), output(raw)
    columns = {
        label: stock.loc[list(codes)].sum() / made[list(codes)].sum() * china[label]
        for label, codes in CROSSWALK.items()
    }
    return pd.DataFrame(columns)[list(LABELS)]


def adjust(table: pd.DataFrame, rows: pd.Series, columns: pd.Series) -> pd.DataFrame:
    """Adjust a positive table by turns to row and column totals (RAS).

    Source: Stone (1961); the result is the nearest table in the sense of cross-entropy.
    """
    values = table.to_numpy(dtype=float).copy()
    row_goal, column_goal = rows.to_numpy(), columns.to_numpy()
    for _ in range(TURNS):
        values *= (row_goal / values.sum(axis=1))[:, None]
        values *= column_goal / values.sum(axis=0)
        if np.abs(values.sum(axis=1) / row_goal - 1).max() < TOLERANCE:
            return pd.DataFrame(values, index=table.index, columns=table.columns)
    raise ArithmeticError("the capital table did not settle on its totals")


def lay_out(raw: Path, stock: pd.Series, robots: float) -> pd.DataFrame:
    """Capital by asset and activity, million CNY of 2020."""
    rate, asset = pd.Series(RATE), pd.Series(ASSET_OF)
    other = stock.drop("dwellings")
    worn = (other * rate[other.index]).groupby(asset[other.index]).sum()[list(ASSETS)]
    total = other.groupby(asset[other.index]).sum()[list(ASSETS)]
    start = prior(raw, robots).mul(worn / total, axis=0)
    booked = value_added(raw).loc["depreciation"].copy()
    rest = booked.index != "real-estate"
    booked["real-estate"] = start["real-estate"].sum() * (
        booked[rest].sum() / start.loc[:, rest].sum().sum()
    )
    laid = adjust(start, worn, booked * worn.sum() / booked.sum())
    capital = laid.div(worn / total, axis=0)
    capital.loc["structures", "real-estate"] += stock["dwellings"]
    capital.index.name = "asset"
    return capital
