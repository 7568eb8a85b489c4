"""What an importer gives back: the economy, and what a reader must know of how it came about."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from commonweal.economy.economy import Economy

TOTALS_COLUMNS = ("total", "unit", "published", "obtained", "difference")


@dataclass(frozen=True)
class Imported:
    """An economy made from a table of others.

    Parameters
    ----------
    economy : well formed, and balanced to what the importer states
    read : what was read, a sentence each: files, sheets, blocks, sizes
    assumed : what was assumed, left out, moved or estimated, a sentence each; empty if nothing
    totals : columns total, unit, published, obtained, difference; a row for each total that the
        source prints and the economy gives back; difference = obtained - published
    """

    economy: Economy
    read: tuple[str, ...]
    assumed: tuple[str, ...]
    totals: pd.DataFrame

    def __post_init__(self) -> None:
        if tuple(self.totals.columns) != TOTALS_COLUMNS:
            raise ValueError(f"totals has the columns {list(self.totals.columns)}")
