"""The tables of a mapping as they are read: blocks of numbers by label, in the economy's units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from commonweal.economy.importers.grid import Grids
from commonweal.economy.importers.labelled import SHOWN, Labelled, Side, label_text, read_labelled
from commonweal.economy.importers.mapping import Axis, Category, Mapping, TextsFrom
from commonweal.economy.importers.number_cells import read_numbers
from commonweal.economy.importers.table_section import Numbers
from commonweal.errors import EconomyError, Problems, suggestion
from commonweal.units import UnitError, factor


@dataclass(frozen=True)
class Labels:
    """Labels of products or activities in one order, and what is said of each of them."""

    labels: list[str]
    names: list[str]
    groups: list[str] | None = None
    units: list[str] | None = None
    regions: list[str] | None = None


class Reading:
    """One reading of the tables of a mapping.

    Parameters
    ----------
    mapping : where everything stands
    path : file or folder that is imported
    problems : where every fault is noted
    """

    def __init__(self, mapping: Mapping, path: Path, problems: Problems) -> None:
        self.mapping = mapping
        self.problems = problems
        self.tables: dict[str, Labelled] = {}
        grids = Grids(path, problems)
        for name, table in mapping.tables.items():
            grid = grids.of(name, table)
            if grid is None:
                continue
            numbers = table.numbers or mapping.numbers
            labelled = read_labelled(name, table, grid, numbers, problems)
            if labelled is not None:
                self.tables[name] = labelled
        problems.raise_if_any(EconomyError)
        self.products = self._axis("products", mapping.products)
        self.activities = (
            Labels(self.products.labels, self.products.names, self.products.groups)
            if mapping.activities is None
            else self._axis("activities", mapping.activities)
        )
        self.categories = self._categories()
        problems.raise_if_any(EconomyError)
        self._name_by_order()
        problems.raise_if_any(EconomyError)

    def table(self, name: str, where: str) -> Labelled | None:
        """A table by name, or None if the mapping has none, which is noted."""
        if name not in self.tables:
            fix = suggestion(name, self.mapping.tables)
            self.problems.add(f"{where}.table", f'there is no table "{name}"', fix)
            return None
        return self.tables[name]

    def _categories(self) -> dict[str, Category]:
        """Categories of final use: those named, and each column that a pattern matches."""
        final = self.mapping.final_use
        categories = dict(final.categories)
        table = self.table(final.table, "final_use")
        if table is None:
            return categories
        side: Side = "row" if final.transposed else "column"
        taken = {column for entry in categories.values() for column in entry.columns}
        for pattern, role in final.roles.items():
            found = [label for label in table.labels[side] if re.fullmatch(pattern, label)]
            for label in found:
                if label in categories or label in taken:
                    what = f'"{label}" is a category already'
                    fix = "Let each column be matched once"
                    self.problems.add(f"final_use.roles.{pattern}", what, fix)
                categories[label] = Category(role=role)
            if not found:
                known = [label for label in table.labels[side] if label]
                what = f"no {side} of {table.name} matches it"
                self.problems.add(f"final_use.roles.{pattern}", what, suggestion(pattern, known))
        return categories

    def _axis(self, key: str, axis: Axis) -> Labels:
        table = self.table(axis.table, key)
        if table is None:
            return Labels([], [])
        side: Side = "row" if axis.rows is not None else "column"
        chosen = axis.rows if axis.rows is not None else axis.columns
        assert chosen is not None
        places = table.select(side, chosen, f"{key}.{side}s", self.problems)
        labels = [table.labels[side][at] for at in places]
        for label in sorted({label for label in labels if labels.count(label) > 1}):
            what = f'the label "{label}" is there {labels.count(label)} times in {table.name}'
            self.problems.add(f"{key}.{side}s", what, "Narrow the selection, or use other labels")
        names = [table.names[side][at] or table.labels[side][at] for at in places]
        if axis.names is not None:
            names = self._texts(axis.names, labels, f"{key}.names")
        groups = self._texts(axis.groups, labels, f"{key}.groups") if axis.groups else None
        units = self._texts(axis.units, labels, f"{key}.units") if axis.units else None
        return Labels(labels, names, groups, units)

    def _texts(self, origin: TextsFrom, labels: list[str], where: str) -> list[str]:
        table = self.table(origin.table, where)
        if table is None:
            return labels
        side: Side = "row" if origin.column is not None else "column"
        across: Side = "column" if side == "row" else "row"
        own = table.find(side, labels, where, self.problems)
        other = table.find(across, [str(origin.column or origin.row)], where, self.problems)
        if len(own) != len(labels) or not other:
            return labels
        rows, columns = (own, other) if side == "row" else (other, own)
        return [label_text(cell) for cell in table.block(rows, columns).ravel()]

    def _name_by_order(self) -> None:
        """Tables whose rows or columns are taken in their order get the labels meant."""
        for name, section in self.mapping.tables.items():
            sides: tuple[tuple[Side, str | None], ...] = (
                ("row", section.rows_are),
                ("column", section.columns_are),
            )
            for side, meant in sides:
                if meant is None:
                    continue
                labels = (self.products if meant == "products" else self.activities).labels
                given = self.tables[name].labels[side]
                if len(given) != len(labels):
                    what = f"has {len(given)} {side}s, but there are {len(labels)} {meant}"
                    fix = f"Narrow {side}s to those that are {meant}"
                    self.problems.add(f"tables.{name}.{side}s_are", what, fix)
                else:
                    self.tables[name].labels[side] = list(labels)

    def scale(self, name: str, wanted: str, default: str | None = None) -> float:
        """What the numbers of a table are multiplied by to be in a unit."""
        table = self.mapping.tables[name]
        numbers: Numbers = table.numbers or self.mapping.numbers
        unit = default or numbers.unit or self.mapping.economy.currency
        try:
            return factor(unit, wanted)
        except UnitError as error:
            what, _, fix = str(error).partition(". ")
            fix = fix or "Write a unit that fits"
            self.problems.add(f"tables.{name}.numbers.unit", what, fix)
            return 1.0

    def take(
        self,
        where: str,
        name: str,
        rows: Sequence[str],
        columns: Sequence[str],
        *,
        transposed: bool = False,
        absent: Literal["refuse", "zero"] = "refuse",
        scale: float | None = None,
    ) -> pd.DataFrame:
        """A block of numbers by label; noted and of zeros where it cannot be read.

        Parameters
        ----------
        where : key of the mapping, for messages
        name : of the table
        rows, columns : labels of the block, whichever way the table has them
        transposed : whether rows of the block are columns of the table
        absent : what a label means that the table does not have
        scale : what the numbers are multiplied by; to the currency by default
        """
        empty = pd.DataFrame(0.0, index=list(rows), columns=list(columns))
        table = self.table(name, where)
        if table is None:
            return empty
        sides: tuple[Side, Side] = ("column", "row") if transposed else ("row", "column")
        row_at = table.find(sides[0], rows, where, self.problems, absent)
        column_at = table.find(sides[1], columns, where, self.problems, absent)
        if len(row_at) != len(rows) or len(column_at) != len(columns):
            return empty
        across, down = (column_at, row_at) if transposed else (row_at, column_at)
        cells = table.block(across, down)
        values = read_numbers(
            cells,
            table.numbers,
            lambda row, column: table.place(across[row], down[column]),
            self.problems,
        )
        scale = self.scale(name, self.mapping.economy.currency) if scale is None else scale
        values = (values.T if transposed else values) * scale
        return pd.DataFrame(values, index=list(rows), columns=list(columns))

    def note_unused(self) -> None:
        """Note every row and column that holds numbers and was not used."""
        for name, table in self.tables.items():
            section = self.mapping.tables[name]
            for side, ignored in (("row", section.ignore_rows), ("column", section.ignore_columns)):
                idle = table.unused(side, ignored)  # type: ignore[arg-type]
                if "*" in ignored or not idle:
                    continue
                shown = ", ".join(f'"{label}" ({spot})' for label, spot in idle[:SHOWN])
                more = f" and {len(idle) - SHOWN} more" if len(idle) > SHOWN else ""
                what = f"{side}s with numbers that nothing uses: {shown}{more}"
                fix = f"Use them, check them in totals, or name them in ignore_{side}s"
                self.problems.add(f"tables.{name}", what, fix)
            for side, ignored in (("row", section.ignore_rows), ("column", section.ignore_columns)):
                for label in ignored:
                    if label != "*" and label not in table.labels[side]:  # type: ignore[index]
                        what = f'there is no {side} "{label}" to ignore'
                        fix = suggestion(label, table.labels[side])  # type: ignore[index]
                        self.problems.add(f"tables.{name}.ignore_{side}s", what, fix)


def zeros_like(frame: pd.DataFrame) -> pd.DataFrame:
    """A frame of the same labels that holds noughts."""
    return pd.DataFrame(np.zeros(frame.shape), index=frame.index, columns=frame.columns)
