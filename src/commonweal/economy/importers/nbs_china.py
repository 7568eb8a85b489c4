"""Input-output tables of the National Bureau of Statistics of China, 42 or 153 sectors or others.

A folder of CSV files is read by a mapping that ships. A book is read by its codes: a row of codes
with TIU and GO, a column of codes with TII and TI; sectors stand before and above them.
"""

from __future__ import annotations

from collections.abc import Mapping as Options
from pathlib import Path

from commonweal.economy.importers.grid import Grid, Grids
from commonweal.economy.importers.imported import Imported
from commonweal.economy.importers.keys import with_options
from commonweal.economy.importers.mapped import import_mapped
from commonweal.economy.importers.mapping import Mapping
from commonweal.economy.importers.mapping_file import read_mapping
from commonweal.economy.importers.nbs_layout import mapping_of
from commonweal.economy.importers.table_section import Table
from commonweal.errors import EconomyError, Problems, suggestion

FOLDERS = {"42": "intermediate_domestic_42.csv", "153": "intermediate_153.csv"}
MAPPINGS = Path(__file__).with_name("mappings")


def read_nbs_china(path: Path, options: Options[str, str]) -> Imported:
    """Read a table of the National Bureau of Statistics of China.

    Parameters
    ----------
    path : folder of CSV files, or a book
    options : ``table`` (42 or 153, of a folder that holds both), ``sheet`` (of a book), and keys
        of economy.yaml; a book needs ``year`` and ``population``

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        with every problem found
    """
    problems = Problems()
    if path.is_dir():
        mapping = _of_folder(path, options, problems)
    else:
        mapping = _of_book(path, options, problems)
    problems.raise_if_any(EconomyError)
    assert mapping is not None
    keys = with_options(mapping.economy, options, problems)
    problems.raise_if_any(EconomyError)
    return import_mapped(path, mapping.model_copy(update={"economy": keys}))


def _of_folder(path: Path, options: Options[str, str], problems: Problems) -> Mapping | None:
    there = [name for name, file in FOLDERS.items() if (path / file).is_file()]
    chosen = options.get("table", there[0] if len(there) == 1 else "")
    if chosen not in FOLDERS:
        what = "holds both tables" if there and not chosen else f'"{chosen}" is no table'
        if not there:
            what = f"holds neither {' nor '.join(FOLDERS.values())}"
        problems.add(str(path), what, "Give --option table=42 or --option table=153")
        return None
    if "sheet" in options:
        problems.add('option "sheet"', "is for a book", "Leave it out")
    return read_mapping(MAPPINGS / f"nbs-china-{chosen}.yaml")


def _of_book(path: Path, options: Options[str, str], problems: Problems) -> Mapping | None:
    for name in ("year", "population"):
        if name not in options:
            fix = f"Give --option {name}=NUMBER; the book does not say it in a fixed place"
            problems.add(f'option "{name}"', "is missing", fix)
    if "table" in options:
        problems.add('option "table"', "is for a folder", "Leave it out, or give sheet")
    problems.raise_if_any(EconomyError)
    grids = Grids(path, problems)
    table = Table(sheet=options.get("sheet"))
    grid = grids.of("book", table)
    if grid is None:
        return None
    return _found(grid, options, problems)


def _found(grid: Grid, options: Options[str, str], problems: Problems) -> Mapping | None:
    year = options["year"]
    currency = options.get("currency", f"million CNY{year}")
    keys = {
        "name": f"china-{year}",
        "title": f"China, {year}",
        "year": 1,
        "country": "CHN",
        "currency": currency,
        "population": 1.0,
        "source": "National Bureau of Statistics of China",
        "licence": "The National Bureau of Statistics of China states no licence with the figures",
    }
    if not year.isdigit():
        problems.add('option "year"', f'"{year}" is not a year', suggestion(year, ["2020"]))
        return None
    return mapping_of(grid, keys, f"10k CNY{year}", options.get("sheet"), problems)
