"""Reading the raw tables: BEA make and use tables, fixed assets, BEA-BLS account, Penn."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from labels import LABEL_OF_CODE

import national.raw
from national.raw import matrix

SUMMARY, DETAIL = "usa-bea-summary", "usa-bea-detail-2017"
YEAR = 2023


def detail(raw: Path, name: str) -> pd.DataFrame:
    """One table of the detail tables of 2017, million USD of 2017."""
    return matrix(raw / DETAIL / f"{name}.csv")


def summary_of(raw: Path, kind: str) -> pd.Series:
    """Our label of every detail code; ``kind`` is commodities or industries."""
    table = pd.read_csv(raw / DETAIL / f"{kind}.csv", dtype=str).set_index("code")
    return table["summary_code"].map(LABEL_OF_CODE)


def names_of_detail(raw: Path) -> pd.Series:
    """Names that BEA gives the detail commodities."""
    return pd.read_csv(raw / DETAIL / "commodities.csv", dtype=str).set_index("code")["name"]


def account(raw: Path, year: int) -> pd.DataFrame:
    """Official BEA-BLS account of one year, 63 industries by code."""
    table = pd.read_csv(
        raw / "usa-labour" / "production_account_1997_2023.csv", dtype={"code": str}
    )
    return table[table["year"] == year].set_index("code")


def hours_levels(raw: Path, year: int) -> pd.Series:
    """Total hours by industry, million: experimental account, which ends in 2016."""
    table = pd.read_csv(
        raw / "usa-labour" / "production_account_1963_2016.csv", dtype={"code": str}
    )
    return table[table["year"] == year].set_index("code")["hrs"]


def account_of_activity(raw: Path) -> pd.Series:
    """Industry of the BEA-BLS account that each of our activities belongs to."""
    table = pd.read_csv(raw / "usa-labour" / "crosswalk_63_summary_detail.csv", dtype=str)
    pairs = table.drop_duplicates("summary_code").set_index("summary_code")["account_code"]
    pairs.index = pairs.index.map(LABEL_OF_CODE)
    return pairs


def penn(raw: Path) -> pd.DataFrame:
    """Penn World Table 10.01, by year."""
    return national.raw.penn(raw, "USA")
