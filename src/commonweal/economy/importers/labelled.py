"""A table with the labels of its rows and columns, out of a grid in either layout."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from commonweal.economy.importers.grid import Grid, letters, place_index
from commonweal.economy.importers.section import Selection
from commonweal.economy.importers.table_section import Numbers, Table
from commonweal.errors import Problems, suggestion

Side = Literal["row", "column"]
SHOWN = 8  # assumption: labels listed before the rest is only counted


class Labelled:
    """Cells found by label; remembers which of them were used.

    Parameters
    ----------
    name : of the table in the mapping
    source : file or sheet
    labels : of rows and columns, as they are to be used; blank where there is none
    names : of rows and columns, beside the labels
    spots : numbers of the rows and columns in the grid, from 0; None in a long table
    cells : (row, column), objects
    place : where the cell of a row and a column stands
    numbers : how the numbers are written
    """

    def __init__(
        self,
        name: str,
        source: str,
        labels: tuple[list[str], list[str]],
        names: tuple[list[str], list[str]],
        spots: tuple[list[int], list[int]] | None,
        cells: NDArray[Any],
        place: Callable[[int, int], str],
        numbers: Numbers,
    ) -> None:
        self.name = name
        self.source = source
        self.labels: dict[Side, list[str]] = {"row": labels[0], "column": labels[1]}
        self.names: dict[Side, list[str]] = {"row": names[0], "column": names[1]}
        self.spots = None if spots is None else {"row": spots[0], "column": spots[1]}
        self.cells = cells
        self.place = place
        self.numbers = numbers
        self.used = np.zeros(cells.shape, dtype=bool)

    def select(self, side: Side, chosen: Selection, where: str, problems: Problems) -> list[int]:
        """Positions of the rows or columns that a selection means, in the order of the table."""
        labels = self.labels[side]
        if chosen.at is not None:
            found = self._between(side, chosen.at, where, problems)
        elif chosen.labels is not None:
            found = self.find(side, chosen.labels, where, problems)
        elif chosen.matching is not None:
            pattern = re.compile(chosen.matching)
            found = [at for at, label in enumerate(labels) if pattern.fullmatch(label)]
        elif self.spots is None:
            fix = "Name them by label: a list, or matching"
            problems.add(where, "the lines of a long table have no order", fix)
            found = []
        else:
            ends = self.find(side, [str(chosen.first), str(chosen.last)], where, problems)
            found = list(range(ends[0], ends[1] + 1)) if len(ends) == 2 else []
        for label in chosen.leave_out:
            if label not in labels:
                what = f'leaves out "{label}", which is no {side} of {self.name}'
                problems.add(where, what, suggestion(label, labels))
        kept = [at for at in found if labels[at] and labels[at] not in chosen.leave_out]
        if not kept:
            fix = "Check rows, columns and labels of the table; " + suggestion("", labels)
            problems.add(where, f"no {side} of {self.name} is meant by it", fix)
        return kept

    def _between(self, side: Side, at: str, where: str, problems: Problems) -> list[int]:
        if self.spots is None:
            fix = "Name them by label: a list, first and last, or matching"
            problems.add(where, "a long table has no places such as 7-71", fix)
            return []
        if side == "row" and any(letter.isalpha() for letter in at):
            problems.add(where, f'"{at}" are letters, as of columns', "Write rows such as 7-71")
            return []
        first, last = ends_of(at)
        return [index for index, spot in enumerate(self.spots[side]) if first <= spot <= last]

    def find(
        self,
        side: Side,
        wanted: Iterable[str],
        where: str,
        problems: Problems,
        absent: Literal["refuse", "zero"] = "refuse",
    ) -> list[int]:
        """Positions of labels; -1 for one that may be absent and is; others are noted."""
        labels = self.labels[side]
        position: dict[str, int] = {}
        twice: dict[str, int] = {}
        for at, label in enumerate(labels):
            if label in position:
                twice[label] = at
            position.setdefault(label, at)
        found, missing = [], []
        for label in wanted:
            if label in twice:
                spots = [self._spot(side, at) for at in (position[label], twice[label])]
                what = f'{side} "{label}" of {self.name} is there twice ({", ".join(spots)})'
                problems.add(where, what, f"Narrow {side}s of the table, or rename one of them")
            if label in position:
                found.append(position[label])
            elif absent == "zero":
                found.append(-1)
            else:
                missing.append(label)
        for label in missing[:SHOWN]:
            what = f'{self.source} has no {side} "{label}" in table {self.name}'
            fix = suggestion(label, [known for known in labels if known])
            across: Side = "column" if side == "row" else "row"
            if label in self.labels[across]:
                fix = f"There is a {across} of this label; if the block is turned round, say so"
                fix += " with transposed: true"
            problems.add(where, what, fix)
        if len(missing) > SHOWN:
            what = f"{len(missing) - SHOWN} more {side}s are missing"
            problems.add(where, what, "Check the labels, prefixes and places of the table")
        return found

    def _spot(self, side: Side, at: int) -> str:
        if self.spots is None:
            return f"entry {at + 1}"
        spot = self.spots[side][at]
        return f"row {spot + 1}" if side == "row" else f"column {letters(spot)}"

    def block(self, rows: Sequence[int], columns: Sequence[int]) -> NDArray[Any]:
        """Cells of rows and columns, which count as used from now on; a row or column -1 is 0."""
        row_at, column_at = np.array(rows, dtype=int), np.array(columns, dtype=int)
        cells = np.full((len(rows), len(columns)), 0.0, dtype=object)
        there = np.ix_(np.flatnonzero(row_at >= 0), np.flatnonzero(column_at >= 0))
        taken = np.ix_(row_at[row_at >= 0], column_at[column_at >= 0])
        cells[there] = self.cells[taken]
        self.used[taken] = True
        return cells

    def unused(self, side: Side, ignored: Sequence[str]) -> list[tuple[str, str]]:
        """Labels and places of rows or columns with numbers of which nothing was used."""
        numbers = np.vectorize(_counts, otypes=[bool])(self.cells) if self.cells.size else self.used
        axis = 1 if side == "row" else 0
        idle = ~self.used.any(axis=axis) & numbers.any(axis=axis)
        return [
            (self.labels[side][at], self._spot(side, at))
            for at in np.flatnonzero(idle).tolist()
            if self.labels[side][at] not in ignored
        ]


def _counts(cell: object) -> bool:
    """Whether a cell looks as if it held a number other than nought."""
    if isinstance(cell, bool) or cell is None:
        return False
    if isinstance(cell, int | float):
        return cell != 0
    text = str(cell)
    return text[0] in "+-\u2212(.0123456789" and any(digit in text for digit in "123456789")


def ends_of(places: str) -> tuple[int, int]:
    """First and last position, counted from 0, of places such as 7-71 or C-BO."""
    first, _, last = places.partition("-")
    start = place_index(first.strip())
    return start, place_index(last.strip()) if last else start


def label_text(cell: object) -> str:
    """A label as a text: inner runs of blanks are one, whole numbers have no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return " ".join(str(cell).split())


def read_labelled(
    name: str, table: Table, grid: Grid, numbers: Numbers, problems: Problems
) -> Labelled | None:
    """The table of a grid, or None if its labels cannot be found, which is noted.

    Parameters
    ----------
    name : of the table
    table : its section of the mapping
    grid : the cells
    numbers : how its numbers are written
    problems : where every fault is noted
    """
    for cell, text in table.expect.items():
        _check_expected(name, grid, cell, text, problems)
    reader = _wide if table.layout == "wide" else _long
    return reader(name, table, grid, numbers, problems)


def _check_expected(name: str, grid: Grid, cell: str, text: str, problems: Problems) -> None:
    where = f"tables.{name}.expect.{cell}"
    at = re.fullmatch(r"([A-Za-z]{1,3})([1-9]\d*)", cell)
    if at is None:
        problems.add(where, f'"{cell}" is no cell', "Write a cell such as A2")
        return
    row, column = int(at[2]) - 1, place_index(at[1])
    inside = row < grid.cells.shape[0] and column < grid.cells.shape[1]
    found = label_text(grid.cells[row, column]) if inside else ""
    if found != label_text(text):
        what = f'{grid.place(row, column)} says "{found}", not "{label_text(text)}"'
        problems.add(where, what, "Check that this is the table meant, its unit and its year")


def _wide(
    name: str, table: Table, grid: Grid, numbers: Numbers, problems: Problems
) -> Labelled | None:
    height, width = grid.cells.shape
    heads = [place_index(place) for place in table.column_labels]
    stubs = [place_index(place) for place in table.row_labels]
    more_heads = [*heads, *([place_index(table.column_names)] if table.column_names else [])]
    more_stubs = [*stubs, *([place_index(table.row_names)] if table.row_names else [])]
    if max(more_heads) >= height or max(more_stubs) >= width:
        what = f"{grid.source} has {height} rows and {width} columns, fewer than the labels need"
        problems.add(f"tables.{name}", what, "Check row_labels, column_labels and the sheet")
        return None
    rows = _window(table.rows, max(more_heads) + 1, height)
    columns = _window(table.columns, max(more_stubs) + 1, width)
    if not rows or not columns:
        what = f"its rows or columns lie outside {grid.source}, {height} rows by {width} columns"
        problems.add(f"tables.{name}", what, "Check rows and columns of the table")
        return None
    rows = _kept_rows(name, table, grid, rows, problems)
    cells = grid.cells
    row_labels = _joined([cells[rows, stub] for stub in stubs], table, len(rows))
    column_labels = _joined([cells[head, columns] for head in heads], table, len(columns))
    row_names = _texts(cells[rows, place_index(table.row_names)]) if table.row_names else row_labels
    column_names = (
        _texts(cells[place_index(table.column_names), columns])
        if table.column_names
        else column_labels
    )
    return Labelled(
        name,
        grid.source,
        (
            [table.name_of("row", label) for label in row_labels],
            [table.name_of("column", label) for label in column_labels],
        ),
        (row_names, column_names),
        (rows, columns),
        cells[np.ix_(rows, columns)],
        lambda row, column: grid.place(rows[row], columns[column]),
        numbers,
    )


def _window(places: str | None, start: int, end: int) -> list[int]:
    if places is None:
        return list(range(start, end))
    first, last = ends_of(places)
    return list(range(first, min(last + 1, end)))


def _kept_rows(
    name: str, table: Table, grid: Grid, rows: list[int], problems: Problems
) -> list[int]:
    for place, texts in table.where.items():
        if not re.fullmatch(r"[A-Za-z]{1,3}", place):
            where = f"tables.{name}.where.{place}"
            problems.add(where, "is no column of a sheet", "Write its letter, such as B")
            continue
        column = place_index(place)
        if column >= grid.cells.shape[1]:
            what = f"{grid.source} has no column {place}"
            problems.add(f"tables.{name}.where.{place}", what, "Check the letter")
            continue
        rows = [row for row in rows if label_text(grid.cells[row, column]) in texts]
        if not rows:
            what = f"no row of {grid.source} has {' or '.join(texts)} in column {place}"
            known = list(dict.fromkeys(_texts(grid.cells[:, column])))
            problems.add(f"tables.{name}.where.{place}", what, suggestion(texts[0], known))
    return rows


def _texts(cells: Iterable[object]) -> list[str]:
    return [label_text(cell) for cell in cells]


def _joined(parts: list[NDArray[Any]], table: Table, length: int) -> list[str]:
    """Labels out of one or more columns or rows; blank where any part is."""
    texts = [_texts(part) for part in parts]
    if table.merged:
        texts = [_carried(part) for part in texts]
    together = [[part[at] for part in texts] for at in range(length)]
    return [table.join.join(words) if all(words) else "" for words in together]


def _carried(texts: list[str]) -> list[str]:
    """Each blank replaced by the text before it."""
    carried: list[str] = []
    for text in texts:
        carried.append(text or (carried[-1] if carried else ""))
    return carried


def _long(
    name: str, table: Table, grid: Grid, numbers: Numbers, problems: Problems
) -> Labelled | None:
    head = _texts(grid.cells[0]) if len(grid.cells) else []
    wanted = [*(table.row or []), *(table.column or []), str(table.value), *table.where]
    wanted += [heading for heading in (table.row_name, table.column_name) if heading]
    for heading in dict.fromkeys(wanted):
        if head.count(heading) != 1:
            what = f'{grid.source} has {head.count(heading)} columns headed "{heading}", not one'
            problems.add(f"tables.{name}", what, suggestion(heading, head))
    if any(head.count(heading) != 1 for heading in wanted):
        return None
    lines = list(range(1, len(grid.cells)))
    for heading, texts in table.where.items():
        column = head.index(heading)
        lines = [line for line in lines if label_text(grid.cells[line, column]) in texts]
        if not lines:
            what = f'no line of {grid.source} has {" or ".join(texts)} under "{heading}"'
            known = list(dict.fromkeys(_texts(grid.cells[1:, column])))
            problems.add(f"tables.{name}.where.{heading}", what, suggestion(texts[0], known))
            return None
    return _pivoted(name, table, grid, numbers, lines, head, problems)


def _pivoted(
    name: str,
    table: Table,
    grid: Grid,
    numbers: Numbers,
    lines: list[int],
    head: list[str],
    problems: Problems,
) -> Labelled:
    sides: dict[Side, tuple[list[str], list[str]]] = {}
    for side, headings, named in (
        ("row", table.row or [], table.row_name),
        ("column", table.column or [], table.column_name),
    ):
        parts = [grid.cells[lines, head.index(heading)] for heading in headings]
        joined = _joined(parts, table, len(lines))
        names = _texts(grid.cells[lines, head.index(named)]) if named else joined
        sides[side] = ([table.name_of(side, label) for label in joined], names)  # type: ignore[index,arg-type]
    labels = {side: list(dict.fromkeys(sides[side][0])) for side in sides}
    names_of = {side: dict(zip(*sides[side], strict=True)) for side in sides}
    position = {side: {label: at for at, label in enumerate(labels[side])} for side in sides}
    value = head.index(str(table.value))
    cells = np.full((len(labels["row"]), len(labels["column"])), 0.0, dtype=object)
    line_at = np.full(cells.shape, -1)
    for number, line in enumerate(lines):
        at = tuple(position[side][sides[side][0][number]] for side in ("row", "column"))
        if line_at[at] >= 0:
            cell = " / ".join(sides[side][0][number] for side in sides)
            what = f"{cell} is there already, in row {line_at[at] + 1}"
            fix = "Add where, so that each cell is given once"
            problems.add(f"tables.{name}, {grid.source} row {line + 1}", what, fix)
            break
        line_at[at] = line
        cells[at] = grid.cells[line, value]
    return Labelled(
        name,
        grid.source,
        (labels["row"], labels["column"]),
        tuple([names_of[side][label] for label in labels[side]] for side in ("row", "column")),  # type: ignore[arg-type]
        None,
        cells,
        lambda row, column: grid.place(int(line_at[row, column]), value),
        numbers,
    )
