"""What tests of transformations ask of an economy."""

from __future__ import annotations

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.schema import load_schema


def worst_gap(economy: Economy) -> float:
    """Largest |supply + imports - use - final use| of a product, relative to its turnover."""
    sources = economy.supply.sum(axis=1) + economy.imports_total
    uses = economy.use.sum(axis=1) + economy.final_use.sum(axis=1)
    turnover = np.maximum(np.maximum(sources.abs(), uses.abs()), 1e-300)
    return float(((sources - uses).abs() / turnover).max())


def assert_same_tables(one: Economy, other: Economy, relative: float = 1e-12) -> None:
    """Every table is equal, numbers to a relative tolerance of the table's largest."""
    first, second = one.tables(), other.tables()
    assert list(first) == list(second)
    for name, table in first.items():
        assert_same(table, second[name], name, relative)


def assert_same(one: pd.DataFrame, other: pd.DataFrame, name: str, relative: float) -> None:
    """One table is equal, whatever the order of its rows and columns."""
    schema = load_schema().tables[name]
    if schema.shape == "long":
        one, other = (t.set_index(list(schema.keys)).sort_index() for t in (one, other))
    else:
        other = other.loc[one.index, one.columns]
    pd.testing.assert_frame_equal(
        one, other, rtol=relative, atol=relative * _scale(one), obj=name, check_dtype=False
    )


def _scale(table: pd.DataFrame) -> float:
    numbers = table.select_dtypes("number")
    return float(numbers.abs().to_numpy().max(initial=0.0))
