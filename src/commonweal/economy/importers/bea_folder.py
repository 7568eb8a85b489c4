"""Reading a folder of BEA tables kept as CSV, one matrix a file: make, use, final_uses and so on.

Files are ``make.csv`` or ``make_2023.csv``, and so on; the first column ``code`` holds the row
codes, the header the column codes.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pandas as pd

from commonweal.economy.importers.bea_tables import BeaTables
from commonweal.errors import EconomyError, Problems

NEEDED = ("make", "use", "final_uses", "value_added")
NAMES = (
    "industries.csv",
    "commodities.csv",
    "final_use_categories.csv",
    "value_added_categories.csv",
)
_YEAR = re.compile(r"make_(\d{4})\.csv")


def holds_csv(folder: Path) -> bool:
    """Whether the folder holds a make table in CSV."""
    return bool(list(folder.glob("make*.csv")))


def read_csv_folder(folder: Path, year: int | None, problems: Problems) -> BeaTables:
    """Read one year of a folder of CSV tables.

    Parameters
    ----------
    folder : with make, use, final_uses, value_added and, if there is one, imports
    year : of the accounts; None takes the latest there is
    problems : where every fault is noted

    Returns
    -------
    BeaTables

    Raises
    ------
    EconomyError
        if a table is missing or the year is not known, so that nothing more can be checked
    """
    chosen, suffix = _choose(folder, year, problems)
    paths = {name: folder / f"{name}{suffix}.csv" for name in (*NEEDED, "imports")}
    for name in NEEDED:
        if not paths[name].is_file():
            problems.add(str(paths[name]), "not found", "Put the table beside make and use")
    problems.raise_if_any(EconomyError)
    found = {n: _matrix(p, problems) for n, p in paths.items() if p.is_file()}
    sizes = [f"{paths[n].name}: {t.shape[0]} rows, {t.shape[1]} columns" for n, t in found.items()]
    return BeaTables(
        year=chosen,
        make=found["make"],
        use=found["use"],
        final_uses=found["final_uses"],
        value_added=found["value_added"],
        imports=found.get("imports"),
        names=_names(folder, problems),
        printed=_printed(folder / f"published_totals{suffix}.csv", problems),
        read=tuple(sizes),
    )


def _choose(folder: Path, year: int | None, problems: Problems) -> tuple[int, str]:
    """The year and how its files end: ``_2023``, or nothing where files carry no year."""
    years = sorted(
        int(match[1]) for path in folder.iterdir() if (match := _YEAR.fullmatch(path.name))
    )
    if year is not None and year in years:
        return year, f"_{year}"
    if years and year is None:
        return years[-1], f"_{years[-1]}"
    plain = (folder / "make.csv").is_file()
    in_name = re.search(r"(\d{4})(?!.*\d{4})", folder.resolve().name)
    if plain and (year is not None or in_name):
        return year if year is not None else int(in_name[1]) if in_name else 0, ""
    if years:
        known = ", ".join(map(str, years))
        problems.add(str(folder), f"no tables of {year}", f"Choose a year of: {known}")
    else:
        problems.add(str(folder), "nothing says of which year they are", "Give the option year")
    problems.raise_if_any(EconomyError)
    raise AssertionError("a problem was noted above")


def _text(path: Path, problems: Problems) -> pd.DataFrame:
    """A file as text; one that cannot be read is noted."""
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        problems.add(str(path), f"cannot be read as CSV: {error}", "Write it as UTF-8, comma")
        return pd.DataFrame()


def _matrix(path: Path, problems: Problems) -> pd.DataFrame:
    """A wide matrix of numbers; cells that are none are noted and read as 0."""
    text = _text(path, problems)
    if not len(text.columns):
        return text
    table = text.set_index(str(text.columns[0]))
    table.index = table.index.str.strip()
    table.columns = table.columns.str.strip()
    for axis, labels in (("row", table.index), ("column", table.columns)):
        twice = labels[labels.duplicated()]
        if len(twice):
            what = f"the {axis} code {twice[0]} stands there twice"
            problems.add(path.name, what, "Each code once; pandas writes a second as 113.1")
    cells = table.to_numpy(dtype=object)
    numbers = table.apply(pd.to_numeric, errors="coerce").to_numpy(dtype=float)
    for row, column in np.argwhere(~np.isfinite(numbers))[:5]:
        where = f'{path.name} row {row + 2}, column "{table.columns[column]}"'
        what = f'"{cells[row, column]}" is no number'
        problems.add(where, what, "Write a number; 0 where there is nothing")
    values = pd.DataFrame(numbers, index=table.index, columns=table.columns)
    return values.loc[~values.index.duplicated(), ~values.columns.duplicated()]


def _names(folder: Path, problems: Problems) -> dict[str, str]:
    names: dict[str, str] = {}
    for file in NAMES:
        path = folder / file
        if path.is_file():
            table = _columns(path, ("code", "name"), problems)
            names |= dict(zip(table["code"], table["name"], strict=True))
    return names


def _printed(path: Path, problems: Problems) -> dict[str, float]:
    """The sums that BEA prints, added up over their codes."""
    if not path.is_file():
        return {}
    table = _columns(path, ("table", "axis", "total", "value"), problems)
    values = pd.to_numeric(table["value"], errors="coerce")
    for row in values.index[values.isna()][:5]:
        what = f'"{table["value"][row]}" is no number'
        problems.add(f'{path.name} row {row + 2}, column "value"', what, "Write a number")
    sums = values.groupby(table["table"] + " " + table["axis"] + " " + table["total"]).sum()
    return {str(key): float(value) for key, value in sums.items()}


def _columns(path: Path, wanted: tuple[str, ...], problems: Problems) -> pd.DataFrame:
    """The columns wanted; noted, and empty, where one is missing."""
    table = _text(path, problems)
    missing = [column for column in wanted if column not in table.columns]
    if missing:
        what = f"has no column {', '.join(missing)}"
        problems.add(path.name, what, f"Write the columns {', '.join(wanted)}, or remove the file")
        return pd.DataFrame({column: [] for column in wanted}, dtype=str)
    return table[list(wanted)]
