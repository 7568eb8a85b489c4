"""Reading the raw tables: NBS input-output tables, employment, Penn World Table, BEA."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from labels import LABEL_OF_CODE

import national.raw
from national.raw import matrix

MILLION = 100.0  # NBS unit is 10,000 CNY; 100 of them are 1 million CNY (README of the raw tables)


def nbs(raw: Path, name: str) -> pd.DataFrame:
    """One NBS table of 2020, in million CNY."""
    return matrix(raw / "china-nbs-2020" / f"{name}.csv") / MILLION


def relabel(table: pd.DataFrame, *, rows: bool, columns: bool) -> pd.DataFrame:
    """Put our labels in place of the NBS codes of the 42 sectors."""
    if rows:
        table = table.rename(index=LABEL_OF_CODE)
    if columns:
        table = table.rename(columns=LABEL_OF_CODE)
    return table


def sector_of_153(raw: Path) -> pd.Series:
    """Label of the 42 products for each of the 153 sectors."""
    table = pd.read_csv(raw / "china-nbs-2020" / "concordance_153_42.csv", dtype=str)
    return table.set_index("code_153")["code_42"].map(LABEL_OF_CODE)


def names_of_153(raw: Path) -> pd.Series:
    """English names of the 153 sectors as NBS gives them."""
    table = pd.read_csv(raw / "china-nbs-2020" / "sectors_153.csv", dtype=str)
    return table.set_index("code")["name_en"]


def penn(raw: Path) -> pd.DataFrame:
    """Penn World Table 10.01, by year."""
    return national.raw.penn(raw, "CHN")
