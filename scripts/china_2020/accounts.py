"""Use, imports, final use, value added and supply, straight from the NBS tables of 2020."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from labels import CONSUMPTION, FINAL_USES, LABELS
from raw_tables import nbs, relabel, sector_of_153

VALUE_ADDED = {
    "VA001": "compensation",
    "VA002": "net-taxes",
    "VA003": "depreciation",
    "VA004": "surplus",
}


def use(raw: Path) -> pd.DataFrame:
    """Total use by activities: domestic plus imported block of the 42-sector table."""
    total = nbs(raw, "intermediate_domestic_42") + nbs(raw, "intermediate_imports_42")
    return relabel(total, rows=True, columns=True).loc[list(LABELS), list(LABELS)]


def final_uses_153(raw: Path) -> pd.DataFrame:
    """Final uses of the 153 sectors, columns in our labels."""
    columns = {code: label for label, code in FINAL_USES.items()}
    return nbs(raw, "final_uses_153").rename(columns=columns)


def final_use(raw: Path) -> pd.DataFrame:
    """Final uses of the 153-sector table added up to 42 products."""
    detailed = final_uses_153(raw)
    totals = detailed.groupby(sector_of_153(raw)).sum()
    return totals.loc[list(LABELS), list(FINAL_USES)]


def imports(raw: Path) -> pd.DataFrame:
    """Imports by user: the import block of the 42-sector table.

    The block has one column of consumption. It is divided over rural households, urban
    households and government by the shares of each product's consumption (an estimate).
    """
    by_activity = relabel(nbs(raw, "intermediate_imports_42"), rows=True, columns=True)
    block = relabel(nbs(raw, "final_uses_imports_42"), rows=True, columns=False)
    consumption = final_use(raw)[list(CONSUMPTION)]
    shares = consumption.div(consumption.sum(axis=1), axis=0).fillna(0.0)
    table = by_activity.loc[list(LABELS), list(LABELS)].copy()
    for label in CONSUMPTION:
        table[label] = block["TC"] * shares[label]
    table["fixed-capital"] = block["FU201"]
    table["stock-building"] = block["FU202"]
    table["exports"] = block["EX"]  # goods imported and exported again
    return table


def value_added(raw: Path) -> pd.DataFrame:
    """The four rows of value added by activity."""
    table = relabel(nbs(raw, "value_added_42"), rows=False, columns=True)
    return table.rename(index=VALUE_ADDED).loc[list(VALUE_ADDED.values()), list(LABELS)]


def output(raw: Path) -> pd.Series:
    """Gross output by activity."""
    return relabel(nbs(raw, "row_totals_domestic_42"), rows=True, columns=False)["GO"].loc[
        list(LABELS)
    ]
