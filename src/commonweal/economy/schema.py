"""The schema of an economy: every table and column, loaded from ``schema.json``.

One description drives validation, templates and documentation.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Literal

Shape = Literal["attributes", "matrix", "long"]
CellType = Literal["text", "unit", "number", "integer", "truth", "choice", "units"]


@dataclass(frozen=True)
class Column:
    """One column of an attribute or long table, or the cells of a matrix.

    Parameters
    ----------
    name : column name
    meaning : one line for a reader
    type : kind of cell
    unit : unit of the numbers, blank for text
    unit_of : dimension whose ``unit`` attribute gives the unit of each row
    like : a unit that the cell, itself a unit, must fit
    required : whether the column must be there and no cell be blank
    default : value of blank cells
    default_from : column whose value replaces blank cells
    at_least, above, at_most : bounds, ``above`` excluding the bound itself
    choices : words allowed
    negative_fix : how to mend a negative cell, where that is known
    """

    name: str
    meaning: str
    type: CellType
    unit: str = ""
    unit_of: str = ""
    like: str = ""
    required: bool = False
    default: str | float | bool | None = None
    default_from: str = ""
    at_least: float | None = None
    above: float | None = None
    at_most: float | None = None
    choices: tuple[str, ...] = ()
    negative_fix: str = ""


@dataclass(frozen=True)
class TableSchema:
    """One table.

    Parameters
    ----------
    name : table name, also the file's stem and the sheet's name
    meaning : one line for a reader
    shape : ``attributes`` (a row per label), ``matrix`` (row by column), ``long`` (keys, value)
    keys : label columns: one for attributes, two for a matrix, all keys for a long table
    columns : attribute columns; for a matrix, the one column ``value``
    required : whether an economy must have the table
    labels_of : table whose labels the rows must have, all of them
    needs : tables that must be there for this one to have a meaning
    key_choices : words allowed in a key column
    """

    name: str
    meaning: str
    shape: Shape
    keys: tuple[str, ...]
    columns: Mapping[str, Column]
    required: bool = False
    labels_of: str = ""
    needs: tuple[str, ...] = ()
    key_choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def value(self) -> Column:
        """The column that describes the cells of a matrix."""
        return self.columns["value"]


@dataclass(frozen=True)
class Schema:
    """Every table of an economy and every key of ``economy.yaml``."""

    tables: Mapping[str, TableSchema]
    keys: Mapping[str, Column]

    def table_of(self, dimension: str) -> str:
        """The attribute table whose labels are the dimension, or blank if there is none."""
        for table in self.tables.values():
            if table.shape == "attributes" and table.keys == (dimension,) and not table.labels_of:
                return table.name
        return ""


def _column(name: str, entry: Mapping[str, Any]) -> Column:
    known = {key: entry[key] for key in entry if key != "choices"}
    return Column(name=name, choices=tuple(entry.get("choices", ())), **known)


def _matrix_cells(entry: Mapping[str, Any]) -> Column:
    bounds = {key: entry[key] for key in ("unit_of", "at_least", "negative_fix") if key in entry}
    return Column(name="value", meaning=entry["meaning"], type="number", required=True, **bounds)


def _table(name: str, entry: Mapping[str, Any]) -> TableSchema:
    shape: Shape = entry["shape"]
    if shape == "matrix":
        keys: tuple[str, ...] = (entry["rows"], entry["columns_are"])
        columns = {"value": _matrix_cells(entry)}
    else:
        keys = tuple(entry["keys"]) if shape == "long" else (entry["rows"],)
        columns = {column: _column(column, cell) for column, cell in entry["columns"].items()}
    choices = {key: tuple(words) for key, words in entry.get("choices", {}).items()}
    return TableSchema(
        name=name,
        meaning=entry["meaning"],
        shape=shape,
        keys=keys,
        columns=MappingProxyType(columns),
        required=entry["required"],
        labels_of=entry.get("labels_of", ""),
        needs=tuple(entry.get("needs", ())),
        key_choices=MappingProxyType(choices),
    )


@cache
def load_schema() -> Schema:
    """The schema of an economy, read once.

    Returns
    -------
    Schema
    """
    text = files("commonweal.economy").joinpath("schema.json").read_text(encoding="utf-8")
    entries = json.loads(text)
    tables = {name: _table(name, entry) for name, entry in entries["tables"].items()}
    keys = {name: _column(name, entry) for name, entry in entries["keys"].items()}
    return Schema(tables=MappingProxyType(tables), keys=MappingProxyType(keys))
