"""Tables that every national economy has: products, activities, needs, matrices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from national.sector import Sector


def products(sectors: Iterable[Sector], unit: str) -> pd.DataFrame:
    """One row a product."""
    listed = list(sectors)
    return pd.DataFrame(
        {
            "product": [s.label for s in listed],
            "name": [s.name for s in listed],
            "unit": unit,
            "group": [s.group for s in listed],
            "code": [s.code for s in listed],
            "storable": [str(s.storable).lower() for s in listed],
            "spoilage": [s.spoilage for s in listed],
            "world_price": 1.0,
        }
    )


def activities(sectors: Iterable[Sector], unit: str, use: pd.DataFrame) -> pd.DataFrame:
    """One row an activity; ``use`` has its utilisation and the highest one, in the same order."""
    listed = list(sectors)
    return pd.DataFrame(
        {
            "activity": [s.label for s in listed],
            "name": [s.name for s in listed],
            "unit": unit,
            "group": [s.group for s in listed],
            "code": [s.code for s in listed],
            "build_years": [s.build_years for s in listed],
            "utilisation": use["utilisation"].round(4).to_numpy(),
            "highest_utilisation": use["highest_utilisation"].round(4).to_numpy(),
        }
    )


def needs_table(named: Mapping[str, tuple[str, str]]) -> pd.DataFrame:
    """One row a need: its name and its group."""
    rows = [(label, name, group) for label, (name, group) in named.items()]
    return pd.DataFrame(rows, columns=["need", "name", "group"])


def assets(named: Mapping[str, str], unit: str, depreciation: pd.Series) -> pd.DataFrame:
    """One row an asset: its name and its wear [1/yr], in the order of the names."""
    return pd.DataFrame(
        {
            "asset": list(named),
            "name": list(named.values()),
            "unit": unit,
            "depreciation": depreciation.round(6).to_numpy(),
        }
    )


def wide(table: pd.DataFrame, dimension: str, digits: int) -> pd.DataFrame:
    """A matrix with its row labels in the first column, rounded."""
    result = table.round(digits) + 0.0  # no minus zero
    result.insert(0, dimension, result.index)
    return result.reset_index(drop=True)
