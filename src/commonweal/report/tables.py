"""Tables as they are read, and as files."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd

from commonweal.compare.wording import sensible


@dataclass(frozen=True)
class Column:
    """Head of a column and whether it holds numbers."""

    name: str
    numeric: bool


@dataclass(frozen=True)
class Table:
    """A table of texts, ready to be shown."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(frame: pd.DataFrame) -> Table:
    """A data frame with its numbers as they are read, four digits that matter."""
    columns = tuple(
        Column(str(name), pd.api.types.is_numeric_dtype(kind))
        for name, kind in frame.dtypes.items()
    )
    rows = tuple(
        tuple(_cell(value, column.numeric) for value, column in zip(row, columns, strict=True))
        for row in frame.itertuples(index=False, name=None)
    )
    return Table(columns, rows)


def csv_text(frame: pd.DataFrame) -> str:
    """A data frame as CSV with ten digits, the same bytes every time."""
    text: str = frame.to_csv(index=False, float_format="%.10g", lineterminator="\n")
    return text


def csv_link(frame: pd.DataFrame) -> str:
    """A data frame as the address of a download that needs no network."""
    return "data:text/csv;charset=utf-8," + quote("\ufeff" + csv_text(frame))


def _cell(value: object, numeric: bool) -> str:
    if not numeric:
        return str(value)
    if isinstance(value, int):
        return str(value)
    return sensible(float(str(value)))
