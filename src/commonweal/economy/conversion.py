"""Numbers of a file to the units of the economy.

A file's unit is stated in ``units`` of economy.yaml or in the unit row of a sheet; without it the
numbers are in the units of the rows: the product's, labour type's, asset's, limit's, or currency.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.economy.raw import RawTable
from commonweal.economy.schema import Column, TableSchema, load_schema
from commonweal.errors import Problems
from commonweal.units import UnitError, factor


def stated_unit(
    raw: RawTable, column: str, units: Mapping[str, str], problems: Problems
) -> tuple[str, str]:
    """The unit that a file states for a column or a matrix, and where it states it.

    Parameters
    ----------
    raw : the table
    column : column name; ``value`` for a matrix
    units : ``units`` of economy.yaml
    problems : where contradictions are noted

    Returns
    -------
    unit, or blank if none is stated; place for messages
    """
    schema = load_schema().tables[raw.table]
    cells = raw.units.values() if schema.shape == "matrix" else [raw.units.get(column, "")]
    row_units = {unit for unit in cells if unit}
    place = f"{raw.source}, unit row"
    if len(row_units) > 1:
        what = f"different units in one matrix: {', '.join(sorted(row_units))}"
        problems.add(place, what, "A matrix has one unit; write it once")
        return "", place
    key = raw.table if raw.table in units and column == "value" else f"{raw.table}.{column}"
    if key not in units:
        return (row_units.pop() if row_units else ""), place
    if row_units and row_units != {units[key]}:
        what = f'"{row_units.pop()}" contradicts "{units[key]}" in the keys'
        problems.add(place, what, "Keep one of the two")
    return units[key], f'key "units.{key}"'


def row_factors(
    raw: RawTable,
    labels: Sequence[str],
    row_units: Mapping[str, str],
    units: Mapping[str, str],
    problems: Problems,
) -> NDArray[np.float64]:
    """What each row of a matrix is multiplied by, one factor per label.

    factor[row] = unit of the file / unit of the row

    Parameters
    ----------
    raw : the table
    labels : rows
    row_units : label to unit
    units : ``units`` of economy.yaml
    problems : where units that do not fit are noted

    Returns
    -------
    array (row,)
    """
    unit, place = stated_unit(raw, "value", units, problems)
    factors = np.ones(len(labels))
    if not unit:
        return factors
    unfit: dict[str, list[str]] = {}
    for position, label in enumerate(labels):
        wanted = row_units.get(label, "")
        try:
            factors[position] = factor(unit, wanted) if wanted else 1.0
        except UnitError as error:
            unfit.setdefault(str(error), []).append(label)
    for message, rows in unfit.items():
        named = ", ".join(rows[:5]) + (f" and {len(rows) - 5} more" if len(rows) > 5 else "")
        fix = "Write the table in the units of its rows, or change the unit"
        problems.add(place, f"{message} (rows {named})", fix)
    return factors


def ratio_has_no_unit(raw: RawTable, units: Mapping[str, str], problems: Problems) -> None:
    """Note a unit stated for a table that is a ratio of two units given elsewhere."""
    unit, place = stated_unit(raw, "value", units, problems)
    if unit:
        what = f'unit "{unit}" for a table of product units per asset unit'
        problems.add(place, what, "Take the unit away; the rows and columns have their own")


def convert_columns(
    frame: pd.DataFrame,
    raw: RawTable,
    schema: TableSchema,
    units: Mapping[str, str],
    problems: Problems,
) -> None:
    """Convert number columns of an attribute table to the schema's units, in place.

    Parameters
    ----------
    frame : typed columns, not yet given to anyone
    raw, schema, units, problems : as above
    """
    if raw.table in units:
        fix = f"Name the column: {raw.table}.column"
        problems.add(f'key "units.{raw.table}"', "a table of many columns", fix)
    for column in schema.columns.values():
        unit, place = stated_unit(raw, column.name, units, problems)
        if not unit or unit == column.unit:
            continue
        if not _convertible(column):
            what = f'unit "{unit}" for column "{column.name}", which has none to convert to'
            problems.add(place, what, "Take the unit away")
            continue
        try:
            frame[column.name] = frame[column.name] * factor(unit, column.unit)
        except UnitError as error:
            problems.add(place, str(error), f"Write a unit that fits {column.unit}")


def _convertible(column: Column) -> bool:
    return column.type == "number" and bool(column.unit) and " per " not in column.unit
