"""A table as it was read: cells without types yet, and where each of them stands."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.economy.schema import TableSchema


@dataclass(frozen=True)
class RawTable:
    """Cells of one table before they are checked.

    Parameters
    ----------
    table : name of the table
    source : what a message calls the place, such as ``use.csv``
    header : column names
    cells : (row, column), objects; a blank cell is ``None``
    row_numbers : (row,), the number a user sees in the file
    units : column name, or blank for all number columns: unit of the numbers, if not the schema's
    """

    table: str
    source: str
    header: tuple[str, ...]
    cells: NDArray[Any]
    row_numbers: NDArray[np.int64]
    units: Mapping[str, str] = field(default_factory=dict)

    def place(self, row: int, column: str | None = None) -> str:
        """Where a cell or a row stands, as a message says it."""
        where = f"{self.source} row {self.row_numbers[row]}"
        return where if column is None else f'{where}, column "{column}"'

    def column(self, name: str) -> NDArray[Any]:
        """Cells of one column."""
        cells: NDArray[Any] = self.cells[:, self.header.index(name)]
        return cells


def object_cells(rows: Sequence[Sequence[object]], width: int) -> NDArray[Any]:
    """Rows of equal length as a (row, column) array of objects.

    Parameters
    ----------
    rows : cells
    width : number of columns, needed when there are no rows

    Returns
    -------
    array (row, column) of objects
    """
    cells = np.empty((len(rows), width), dtype=object)
    if rows:
        cells[:] = rows
    return cells


def raw_from_frame(frame: pd.DataFrame, schema: TableSchema, source: str) -> RawTable:
    """A table in memory, its row labels in the index or in a column named after the dimension.

    Parameters
    ----------
    frame : attributes, matrix (wide or long) or long table
    schema : the table's description
    source : what a message calls the table

    Returns
    -------
    RawTable
        rows are numbered from 1
    """
    if schema.shape != "long" and schema.keys[0] in (frame.index.name, *_absent(frame, schema)):
        frame = labels_in_columns(frame, schema)
    cells = frame.to_numpy(dtype=object, copy=True)
    for position in range(cells.shape[1]):
        if frame.dtypes.iloc[position] != np.float64:
            cells[:, position] = [None if _is_blank(cell) else cell for cell in cells[:, position]]
    return RawTable(
        table=schema.name,
        source=source,
        header=tuple(str(name) for name in frame.columns),
        cells=cells,
        row_numbers=np.arange(1, len(frame) + 1),
    )


def _absent(frame: pd.DataFrame, schema: TableSchema) -> list[str]:
    return [key for key in schema.keys[:1] if key not in frame.columns]


def labels_in_columns(table: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    """A table with its row labels, now in the index, in a column named after the dimension.

    A matrix stays wide, unless its column labels would make it look like a long one or like one
    that has its row labels twice; then it becomes long.

    Parameters
    ----------
    table : attributes, matrix or long table
    schema : the table's description

    Returns
    -------
    DataFrame as a file has it
    """
    if schema.shape == "long":
        return table
    looks_long = set(table.columns) == {*schema.keys[1:], "value"}
    if schema.shape == "matrix" and (looks_long or schema.keys[0] in table.columns):
        rows, columns = np.indices(table.shape)
        return pd.DataFrame(
            {
                schema.keys[0]: table.index.to_numpy()[rows.ravel()],
                schema.keys[1]: table.columns.to_numpy()[columns.ravel()],
                "value": table.to_numpy().ravel(),
            }
        )
    named = table.rename_axis(index=schema.keys[0], columns=None)
    return named.reset_index()


def _is_blank(cell: object) -> bool:
    """Whether a cell of a column that is not of floats is empty; pandas marks that in many ways."""
    if isinstance(cell, float):
        return bool(np.isnan(cell))
    return cell is None or cell is pd.NA or (isinstance(cell, str) and cell == "")


def cell_text(cell: object) -> str:
    """A cell as a message shows it."""
    if isinstance(cell, str):
        return f'"{cell}"'
    if isinstance(cell, bool | np.bool_):
        return "true" if cell else "false"
    if isinstance(cell, float | np.floating):
        return f"{float(cell):.10g}"
    if isinstance(cell, datetime.date):
        return f"the date {cell.isoformat()}"
    return str(cell)
