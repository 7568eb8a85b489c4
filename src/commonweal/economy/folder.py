"""CSV and Parquet files of an economy folder: reading cells, writing tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from commonweal.economy.raw import RawTable, object_cells
from commonweal.errors import Problems


def read_bytes(path: Path, largest_bytes: int, problems: Problems) -> bytes | None:
    """The bytes of a file, unless it is unreadable, empty or larger than the limit."""
    try:
        size = path.stat().st_size
        if size > largest_bytes:
            what = f"{size:,} bytes, more than the limit of {largest_bytes:,}"
            problems.add(path.name, what, "Raise largest_bytes if the file is meant to be so large")
            return None
        data = path.read_bytes()
    except OSError as error:
        what = f"cannot be read ({error.strerror or error})"
        problems.add(path.name, what, "Check the name and the rights of the file")
        return None
    if not data.strip():
        problems.add(path.name, "the file is empty", "Write the table, or remove the file")
        return None
    return data


def decode(data: bytes, name: str, problems: Problems) -> str | None:
    """UTF-8 text with or without a byte order mark, or None if it is not."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        what = f"not UTF-8: byte {error.start} (0x{data[error.start]:02x}, row {row})"
        problems.add(name, what, "Save the file as CSV UTF-8")
        return None


def read_csv(data: bytes, name: str, table: str, problems: Problems) -> RawTable | None:
    """Cells of a CSV file; every row must have as many cells as the header.

    Parameters
    ----------
    data : bytes of the file
    name : file name
    table : name of the table
    problems : where every fault is noted

    Returns
    -------
    RawTable, or None if the file cannot be used at all
    """
    text = decode(data, name, problems)
    if text is None:
        return None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[list[str | None]] = []
    lines: list[int] = []
    before = len(problems)
    try:
        header = next(reader, [])
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(header):
                what = f"{len(cells)} cells where the header has {len(header)}"
                fix = "Complete the row; the file may be cut off, or a comma stand in a text"
                problems.add(f"{name} row {reader.line_num}", what, fix)
                continue
            rows.append([cell or None for cell in cells])
            lines.append(reader.line_num)
    except csv.Error as error:
        what = f"not a CSV file ({error})"
        fix = "Check the quotes near this row; the file may be cut off"
        problems.add(f"{name} row {reader.line_num}", what, fix)
    if len(problems) > before:
        return None
    numbers = np.array(lines, dtype=np.int64)
    return RawTable(table, name, tuple(header), object_cells(rows, len(header)), numbers)


def read_parquet(data: bytes, name: str, table: str, problems: Problems) -> RawTable | None:
    """Cells of a Parquet file; rows are numbered from 1.

    Parameters and result as for `read_csv`.
    """
    try:
        arrow = pq.read_table(pa.BufferReader(data))
        header = tuple(arrow.column_names)
        columns = [column.to_pylist() for column in arrow.columns]
    except (pa.ArrowException, OSError, ValueError) as error:
        reason = str(error).splitlines()[0]
        fix = "Write the file again; it may be cut off"
        problems.add(name, f"not a readable Parquet file ({reason})", fix)
        return None
    cells = np.empty((arrow.num_rows, len(columns)), dtype=object)
    for position, values in enumerate(columns):
        cells[:, position] = [None if value == "" else value for value in values]
    numbers = np.arange(1, arrow.num_rows + 1, dtype=np.int64)
    return RawTable(table, name, header, cells, numbers)


def write_csv(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame; numbers in the shortest form that gives them back exactly."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(frame.columns)
        columns = [[_cell(value) for value in frame[name].tolist()] for name in frame.columns]
        writer.writerows(zip(*columns, strict=True))


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return repr(value) if isinstance(value, float) else str(value)


def write_parquet(frame: pd.DataFrame, path: Path) -> None:
    """Write a frame as Parquet, without an index."""
    pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path)
