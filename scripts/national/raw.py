"""Raw tables that several national economies are made from."""

from __future__ import annotations

from pathlib import Path

import pandas as pd


def matrix(path: Path) -> pd.DataFrame:
    """Read a wide matrix whose codes are text."""
    return pd.read_csv(path, dtype={"code": str}).set_index("code")


def penn(raw: Path, country: str) -> pd.DataFrame:
    """Penn World Table 10.01 of one country (ISO code of three letters), by year."""
    table = pd.read_csv(raw / "pwt" / "pwt1001_wiod_countries_1995_2019.csv")
    return table[table["isocode"] == country].set_index("year")
