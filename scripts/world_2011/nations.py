"""People at work, hours, assets and the use of capacity of each region, Penn World Table 10.01."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from penn import REST, penn

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
    DataFrame (region) with workers [person], hours_per_worker [h], depreciation [1/yr] (delta),
    assets_growth [1/yr] (of rnna to the year after) and utilisation [1]
    """
    tables = penn(raw, [str(r) for r in population.index])
    now = {name: table[year] for name, table in tables.items()}
    workers = now["emp"] * MILLION
    workers[REST] = now["emp"][REST] / now["pop"][REST] * population[REST]
    frame = pd.DataFrame(
        {
            "workers": workers.round(),
            "hours_per_worker": now["hours"] / now["emp"],
            "depreciation": now["worn"] / now["rnna"],
            "assets_growth": tables["rnna"][year + 1] / now["rnna"] - 1.0,
            "utilisation": utilisation(tables["rgdpna"], tables["rnna"], year),
        }
    )
    return frame.astype(float).round(6)


def utilisation(output: pd.DataFrame, assets: pd.DataFrame, year: int) -> pd.Series:
    """Output over the most that was ever made with no more assets than now (region) [1].

    u = Y[t] / max over s <= t with K[s] <= K[t] of Y[s]

    What has been made with fewer assets can be made with those that stand. It is the idea of
    trends through peaks (Klein 1960) without the trend, so that u is an upper bound: capacity that
    has been added since the peak is not counted.
    """
    earlier = [s for s in output.columns if s <= year]
    could = assets[earlier].le(assets[year], axis=0)
    return output[year] / output[earlier].where(could).max(axis=1)
