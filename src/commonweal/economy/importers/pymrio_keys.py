"""Labels of an economy as the pairs of region and sector, or region and category, of pymrio."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy

IMPORTS = "imports, negative"
SECTOR = ["region", "sector"]
CATEGORY = ["region", "category"]
Pair = tuple[str, str]


def is_symmetric(economy: Economy) -> bool:
    """Whether each activity makes the product of its label and nothing else.

    A product that no activity makes may be there too: its column holds noughts.
    """
    products, activities = economy.products.index, economy.activities.index
    if not set(activities) <= set(products):
        return False
    made = economy.supply.reindex(columns=products, fill_value=0.0).to_numpy()
    return not np.any(made - np.diag(np.diag(made)))


def pairs_of(
    labels: Sequence[str], regions: Sequence[str], country: str, kind: str = ""
) -> list[Pair]:
    """Region and name of each label, no pair twice.

    The name is the label, without its region where it begins with that. In a system of supply and
    use the kind stands before it.

    Parameters
    ----------
    labels : of products, activities or categories
    regions : of each of them; the country where it is blank
    country : of the economy
    kind : word before the name
    """
    places = [region or country for region in regions]
    before = f"{kind} " if kind else ""
    short = [
        (place, before + (label.removeprefix(f"{place}:") or label))
        for label, place in zip(labels, places, strict=True)
    ]
    if len(set(short)) == len(short):
        return short
    return [(place, before + label) for label, place in zip(labels, places, strict=True)]


def regions_of(frame: pd.DataFrame) -> list[str]:
    """The region of each row; blank where none is named."""
    if "region" not in frame.columns:
        return [""] * len(frame)
    return [str(region or "") for region in frame["region"]]


def sector_keys(economy: Economy) -> dict[str, pd.MultiIndex]:
    """Region and sector of every product and activity, in the order of their tables."""
    symmetric = is_symmetric(economy)
    keys = {}
    for table, kind, frame in (
        ("products", "product", economy.products),
        ("activities", "activity", economy.activities),
    ):
        labels = [str(label) for label in frame.index]
        word = "" if symmetric else kind
        pairs = pairs_of(labels, regions_of(frame), economy.meta.country, word)
        keys[table] = pd.MultiIndex.from_tuples(pairs, names=SECTOR)
    return keys


def category_keys(economy: Economy) -> pd.MultiIndex:
    """Region and category of every category of final use."""
    frame = economy.categories
    labels = [str(label) for label in frame.index]
    pairs = pairs_of(labels, regions_of(frame), economy.meta.country)
    return pd.MultiIndex.from_tuples(pairs, names=CATEGORY)
