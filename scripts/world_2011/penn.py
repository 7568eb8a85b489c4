"""The Penn World Table 10.01 by region of the world table, the rest of the world included.

The rest of the world has no row there. It is taken to be like Brazil, India, Indonesia, Mexico and
Turkey together (an assumption): sums of their people, hours, output and assets.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

REST = "RoW"
LIKE_REST = ("BRA", "IND", "IDN", "MEX", "TUR")  # assumption: middle-income countries of the table
SUMS = ("emp", "pop", "hours", "rgdpna", "rnna", "worn")


def penn(raw: Path, regions: list[str]) -> dict[str, pd.DataFrame]:
    """Figures of the Penn World Table.

    Parameters
    ----------
    raw : folder of the raw tables
    regions : labels of the world table

    Returns
    -------
    name -> DataFrame (region, year): emp [million persons], pop [million persons], hours [million
    h], rgdpna and rnna [million 2017 USD], worn [million 2017 USD/yr], delta times rnna. In the row
    of the rest of the world they are those of the five countries.
    """
    codes = pd.read_csv(raw / "world-wiod-2011" / "regions.csv", dtype=str).set_index("code")
    table = pd.read_csv(raw / "pwt" / "pwt1001_wiod_countries_1995_2019.csv")
    table["hours"] = table["emp"] * table["avh"]
    table["worn"] = table["delta"] * table["rnna"]
    found = {}
    for name in SUMS:
        wide = table.pivot_table(index="isocode", columns="year", values=name)
        own = codes["pwt_isocode"].dropna()
        frame = wide.loc[own].set_axis(own.index)
        frame.loc[REST] = wide.loc[list(LIKE_REST)].sum()
        found[name] = frame.loc[regions]
    return found
