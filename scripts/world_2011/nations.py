"""People at work, hours and assets of each region, from the Penn World Table 10.01.

The rest of the world has no row there. It is taken to be like Brazil, India, Indonesia, Mexico and
Turkey together in workers per head, hours per worker, wear and growth of assets (an assumption).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

REST = "RoW"
LIKE_REST = ("BRA", "IND", "IDN", "MEX", "TUR")  # assumption: middle-income countries of the table
MILLION = 1e6


def nations(raw: Path, year: int, population: pd.Series) -> pd.DataFrame:
    """National figures by region of the world table.

    Parameters
    ----------
    raw : folder of the raw tables
    year : of the accounts
    population : (region) [person]

    Returns
    -------
    DataFrame (region) with workers [person], hours_per_worker [h], depreciation [1/yr] (delta) and
    assets_growth [1/yr] (of rnna to the year after)
    """
    regions = pd.read_csv(raw / "world-wiod-2011" / "regions.csv", dtype=str).set_index("code")
    penn = pd.read_csv(raw / "pwt" / "pwt1001_wiod_countries_1995_2019.csv")
    later = penn[penn["year"] == year + 1].set_index("isocode")
    penn = penn[penn["year"] == year].set_index("isocode")
    penn["next"] = later["rnna"]
    codes = regions["pwt_isocode"].dropna()
    own = penn.loc[codes].set_index(codes.index)
    rest = penn.loc[list(LIKE_REST)]
    heads = float(rest["emp"].sum() / rest["pop"].sum())
    frame = pd.DataFrame(
        {
            "workers": own["emp"] * MILLION,
            "hours_per_worker": own["avh"],
            "depreciation": own["delta"],
            "assets_growth": own["next"] / own["rnna"] - 1.0,
        }
    )
    frame.loc[REST] = {
        "workers": heads * population[REST],
        "hours_per_worker": (rest["avh"] * rest["emp"]).sum() / rest["emp"].sum(),
        "depreciation": (rest["delta"] * rest["rnna"]).sum() / rest["rnna"].sum(),
        "assets_growth": rest["next"].sum() / rest["rnna"].sum() - 1.0,
    }
    frame["workers"] = frame["workers"].round()
    return frame.loc[list(regions.index)].astype(float).round(6)
