"""Figures of the world study that follow from the tables, by region.

- growth of the orders under way: the fixed capital formation of 2011 renews what wears out and lets
  the stock grow on a balanced path, (delta + g) K = I
- growth of people: mean of 2011 to 2016 (Penn World Table); rest of the world: mean of 2006 to 2011
  (`people.py`), since the table ends there
- deficits allowed: that of 2011, and a share of value added on top
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from penn import REST, penn

from commonweal.case.horizon import Horizon
from commonweal.case.surroundings import trade
from commonweal.economy.economy import Economy
from commonweal.economy.regions import region_labels, regions_of

PEOPLE = Path("src/commonweal/economy/importers/wiod_people.csv")
ROOM = 0.01  # share of value added by which a balance may worsen; assumption


def orders_growth(economy: Economy) -> pd.Series:
    """Growth of the stock that the year's fixed capital formation pays for (region) [1/yr].

    g[r] = I[r] / K[r] - delta[r], K and delta of all assets of the region
    """
    categories, assets, capital = economy.categories, economy.assets, economy.capital
    if assets is None or capital is None:
        raise ValueError("the world table has capital")
    chosen = (categories["role"] == "investment").to_numpy()
    invested = economy.final_use.loc[:, chosen].sum()
    buyer = regions_of(economy, "categories")[chosen].to_numpy()
    stock, home = capital.sum(axis=1), regions_of(economy, "assets").to_numpy()
    worn = (stock * assets["depreciation"]).groupby(home).sum()
    found = (invested.groupby(buyer).sum() - worn) / stock.groupby(home).sum()
    return found[region_labels(economy)]


def people_growth(raw: Path, economy: Economy) -> pd.Series:
    """Growth of the population (region of the whole table) [1/yr]."""
    heads = penn(raw, region_labels(economy))["pop"]
    growth = (heads[2016] / heads[2011]) ** (1 / 5) - 1.0
    earlier = pd.read_csv(PEOPLE).set_index("region").loc[REST]
    growth[REST] = (earlier["2011"] / earlier["2006"]) ** (1 / 5) - 1.0
    return growth


def deficits(economy: Economy, room: float = ROOM) -> pd.Series:
    """Deficit of 2011 and ``room`` of value added on top (region) [currency]."""
    horizon = Horizon((economy.meta.year + 1,))
    base = trade(economy, horizon, scale=1.0, balance=None, export_pace=0.0, import_pace=0.0)
    added = economy.value_added
    if added is None:
        raise ValueError("the world table has value added")
    by_region = added.sum().groupby(regions_of(economy, "activities").to_numpy()).sum()
    labels = region_labels(economy)
    values = np.array(base.deficit.isel(period=0).values) + room * by_region[labels].to_numpy()
    return pd.Series(values, index=labels)
