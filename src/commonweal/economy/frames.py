"""Raw tables to typed frames, by the schema: attributes, matrices and long tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from commonweal.economy import cells
from commonweal.economy.raw import RawTable
from commonweal.economy.schema import Column, TableSchema
from commonweal.errors import Problems, suggestion

Labels = Sequence[str]
Values = ExtensionArray | NDArray[Any]


def label_column(raw: RawTable, name: str, problems: Problems, *, unique: bool) -> list[str]:
    """Labels of one column: text, none blank, none twice where they must be unique."""
    rule = Column(name=name, meaning="label", type="text", required=True)
    labels = cells.texts(raw, name, rule, problems)
    if unique:
        first: dict[str, int] = {}
        for row, label in enumerate(labels):
            if label in first and label:
                earlier = raw.row_numbers[first[label]]
                what = f'label "{label}" is already in row {earlier}'
                problems.add(raw.place(row, name), what, "Give each label one row")
            first.setdefault(label, row)
    return labels


def _check_header(raw: RawTable, known: Labels, needed: Labels, problems: Problems) -> None:
    unknown = [name for name in raw.header if name not in known]
    for name in needed:
        if name not in raw.header:
            near = get_close_matches(name, unknown, n=1)
            fix = f'Rename the column "{near[0]}", or add it' if near else "Add the column"
            problems.add(raw.source, f'column "{name}" is missing', fix)
    for name in unknown:
        problems.add(raw.source, f'unknown column "{name}"', suggestion(name, known))


def attributes(raw: RawTable, schema: TableSchema, problems: Problems) -> pd.DataFrame | None:
    """A table with one row per label, every column filled.

    Parameters
    ----------
    raw : as read
    schema : the table's description
    problems : where every fault is noted

    Returns
    -------
    DataFrame (label, column), or None if the table cannot be used at all
    """
    key = schema.keys[0]
    needed = [key, *(column.name for column in schema.columns.values() if column.required)]
    _check_header(raw, [key, *schema.columns], needed, problems)
    if key not in raw.header or _no_rows(raw, problems):
        return None
    labels = label_column(raw, key, problems, unique=True)
    filled: dict[str, Values] = {}
    for column in schema.columns.values():
        filled[column.name] = _attribute(raw, column, problems, filled)
    frame = pd.DataFrame(filled, index=pd.Index(labels, name=key, dtype="str"))
    return frame[~frame.index.duplicated()]


def _attribute(
    raw: RawTable, rule: Column, problems: Problems, filled: Mapping[str, Values]
) -> Values:
    """Values of one column, blank or absent cells filled from the schema."""
    length = len(raw.cells)
    present = rule.name in raw.header
    if rule.type in ("text", "choice", "unit"):
        default = str(rule.default or "")
        texts = cells.texts(raw, rule.name, rule, problems) if present else [default] * length
        return pd.array(texts, dtype="str")
    if rule.type == "truth":
        default_truth = bool(rule.default)
        if not present:
            return np.full(length, default_truth)
        return cells.truths(raw, rule, problems, default_truth)
    if rule.type == "integer":
        whole = int(rule.default or 0)
        return cells.integers(raw, rule, problems, whole) if present else np.full(length, whole)
    default_number = float(rule.default) if rule.default is not None else np.nan
    values = np.full(length, default_number)
    if present:
        values = cells.numbers(raw, [rule.name], rule, problems, default_number)[:, 0]
    if rule.default_from:
        values = np.where(np.isnan(values), np.asarray(filled[rule.default_from]), values)
    # What is still blank belongs to a required column that is missing, which is noted above.
    complete: NDArray[np.float64] = np.nan_to_num(values, nan=0.0)
    return complete


def _no_rows(raw: RawTable, problems: Problems) -> bool:
    if len(raw.cells):
        return False
    problems.add(raw.source, "the table has no rows", "Add rows, or remove the table")
    return True


def matrix(
    raw: RawTable,
    schema: TableSchema,
    rows: Labels | None,
    columns: Labels | None,
    problems: Problems,
) -> pd.DataFrame | None:
    """A complete matrix in the order of the labels given; both layouts are read.

    Parameters
    ----------
    raw : wide (first column the row labels), or long with columns row, column, ``value``
    schema : the table's description
    rows, columns : labels that the matrix must have; None takes those of the file
    problems : where every fault is noted

    Returns
    -------
    DataFrame (row label, column label), or None if the table cannot be used at all
    """
    row_key, column_key = schema.keys
    if row_key not in raw.header:
        what = f'column "{row_key}" with the row labels is missing'
        problems.add(raw.source, what, f'Name the first column "{row_key}"')
        return None
    if _no_rows(raw, problems):
        return None
    if set(raw.header) == {row_key, column_key, "value"} and len(raw.header) == 3:
        return _long_matrix(raw, schema, rows, columns, problems)
    return _wide_matrix(raw, schema, rows, columns, problems)


def _wide_matrix(
    raw: RawTable,
    schema: TableSchema,
    rows: Labels | None,
    columns: Labels | None,
    problems: Problems,
) -> pd.DataFrame:
    row_key, column_key = schema.keys
    names = list(dict.fromkeys(name for name in raw.header if name != row_key))
    for name in names:
        text, reason, fix = cells.text_of(name)
        if reason or not text:
            problems.add(f"{raw.source}, header", reason or "blank column label", fix or "Name it")
    labels = label_column(raw, row_key, problems, unique=True)
    known = list(columns) if columns is not None else names
    _unknown(raw.source, column_key, names, known, problems)
    _missing(raw.source, "column", known, names, problems)
    if rows is not None:
        for row, label in enumerate(labels):
            if label and label not in rows:
                what = f'unknown {row_key} "{label}"'
                problems.add(raw.place(row, row_key), what, suggestion(label, rows))
        _missing(raw.source, "row", rows, labels, problems)
    used = [name for name in names if name in set(known)]
    values = cells.numbers(raw, used, schema.value, problems)
    frame = pd.DataFrame(values, index=labels, columns=used)
    frame = frame[~frame.index.duplicated()]
    return _ordered(frame, schema, labels if rows is None else rows, known)


def _long_matrix(
    raw: RawTable,
    schema: TableSchema,
    rows: Labels | None,
    columns: Labels | None,
    problems: Problems,
) -> pd.DataFrame:
    row_key, column_key = schema.keys
    row_labels = label_column(raw, row_key, problems, unique=False)
    column_labels = label_column(raw, column_key, problems, unique=False)
    values = cells.numbers(raw, ["value"], schema.value, problems)[:, 0]
    rows = list(dict.fromkeys(row_labels)) if rows is None else rows
    columns = list(dict.fromkeys(column_labels)) if columns is None else columns
    row_at = _positions(raw, row_key, row_labels, rows, problems)
    column_at = _positions(raw, column_key, column_labels, columns, problems)
    _repeated(raw, [row_labels, column_labels], problems)
    known = (row_at >= 0) & (column_at >= 0)
    dense = np.zeros((len(rows), len(columns)))
    dense[row_at[known], column_at[known]] = values[known]
    return _ordered(pd.DataFrame(dense, index=list(rows), columns=list(columns)), schema)


def _ordered(
    frame: pd.DataFrame,
    schema: TableSchema,
    rows: Labels | None = None,
    columns: Labels | None = None,
) -> pd.DataFrame:
    if rows is not None and columns is not None:
        # Labels that are missing were noted; 0 only lets the other checks go on.
        rows, columns = list(dict.fromkeys(rows)), list(dict.fromkeys(columns))
        frame = frame.reindex(index=rows, columns=columns, fill_value=0.0)
    return frame.rename_axis(index=schema.keys[0], columns=schema.keys[1])


def _positions(
    raw: RawTable, key: str, labels: Labels, known: Labels, problems: Problems
) -> NDArray[np.int64]:
    position = {label: place for place, label in enumerate(known)}
    at = np.array([position.get(label, -1) for label in labels], dtype=np.int64)
    report = cells.CellReport(raw, problems)
    for row in np.flatnonzero(at < 0).tolist():
        label = labels[row]
        if label:
            report.add(row, key, f'unknown {key} "{label}"', suggestion(label, known))
    report.close()
    return at


def _repeated(raw: RawTable, keys: Sequence[Labels], problems: Problems) -> None:
    first: dict[tuple[str, ...], int] = {}
    for row, labels in enumerate(zip(*keys, strict=True)):
        if labels in first:
            what = f"{' / '.join(labels)} is already in row {raw.row_numbers[first[labels]]}"
            problems.add(raw.place(row), what, "Give each cell once; add the values up")
        first.setdefault(labels, row)


def _unknown(where: str, key: str, given: Labels, known: Labels, problems: Problems) -> None:
    for name in given:
        if name not in set(known):
            what = f'unknown column "{name}", which is no {key}'
            problems.add(where, what, suggestion(name, known))


def _missing(where: str, what: str, wanted: Labels, given: Labels, problems: Problems) -> None:
    absent = [name for name in wanted if name not in set(given)]
    for name in absent[: cells.SHOWN]:
        fix = "Add it, with zeros if there is nothing in it; the file may be cut off"
        problems.add(where, f'{what} "{name}" is missing', fix)
    if len(absent) > cells.SHOWN:
        more = f"{len(absent) - cells.SHOWN} more {what}s are missing"
        problems.add(where, more, "Add them; the file may be cut off")


def long_table(
    raw: RawTable, schema: TableSchema, known: Mapping[str, Labels], problems: Problems
) -> pd.DataFrame | None:
    """A table of keys and values, each combination of keys once.

    Parameters
    ----------
    raw : as read
    schema : the table's description
    known : labels allowed in each key column that has a dimension
    problems : where every fault is noted

    Returns
    -------
    DataFrame with the key columns and the value columns, or None if it cannot be used at all
    """
    names = [*schema.keys, *schema.columns]
    _check_header(raw, names, names, problems)
    if not set(names) <= set(raw.header) or _no_rows(raw, problems):
        return None
    keys: dict[str, list[str]] = {}
    for key in schema.keys:
        if key in schema.key_choices:
            rule = Column(key, "", "choice", required=True, choices=schema.key_choices[key])
            keys[key] = cells.texts(raw, key, rule, problems)
        else:
            keys[key] = label_column(raw, key, problems, unique=False)
        if key in known:
            _positions(raw, key, keys[key], known[key], problems)
    _repeated(raw, list(keys.values()), problems)
    frame = pd.DataFrame({key: pd.array(labels, dtype="str") for key, labels in keys.items()})
    for column in schema.columns.values():
        frame[column.name] = cells.numbers(raw, [column.name], column, problems)[:, 0]
    return frame
