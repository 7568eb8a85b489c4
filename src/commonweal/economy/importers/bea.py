"""Make and use tables of the United States, summary or detail, to an economy.

Products are commodities, activities industries; supply is the make table transposed, so that
joint products stay what they are. Codes are the labels. Prices are producers', before
redefinitions, million USD of the year.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.importers.bea_accounts import (
    DISPOSALS,
    DUTIES,
    ROUNDING,
    Accounts,
    accounts,
)
from commonweal.economy.importers.bea_codes import POPULATION, branch, role
from commonweal.economy.importers.bea_folder import holds_csv, read_csv_folder
from commonweal.economy.importers.bea_tables import BeaTables, align
from commonweal.economy.importers.bea_workbook import holds_workbooks, read_workbooks
from commonweal.economy.importers.imported import TOTALS_COLUMNS, Imported
from commonweal.economy.meta import EconomyMeta
from commonweal.errors import EconomyError, Problems

OPTIONS = {
    "name": "short name of the economy; usa- and the year, if left out",
    "title": "what a reader sees",
    "year": "year of the accounts; the latest there is, if left out",
    "population": "people living in the country in the year; known for 1997 to 2024",
}
MILLION = 1e6
_ADJUSTMENTS = {
    DUTIES: "Customs duties and domestic carriage of imports",
    DISPOSALS: "Used assets sold, and purchases of foreigners",
    ROUNDING: "Rounding of the published figures",
}
# Printed sums: in words in the summary tables, as codes in the detail tables and workbooks.
_PRINTED = {
    "gross output": ("use industry Total Industry Output", "use industry T008"),
    "intermediate use": ("use industry Total Intermediate", "use industry T005"),
    "value added": ("use industry Total Value Added", "use industry T006"),
    "final uses less imports": ("use commodity Total Final Uses (GDP)", "use commodity T004"),
}


def read_bea(path: Path, options: Mapping[str, str]) -> Imported:
    """Read a folder of BEA make and use tables.

    Parameters
    ----------
    path : folder with CSV tables (make, use, final_uses, value_added, imports), or with the
        workbooks that BEA publishes (IOMake…, IOUse…PRO…, ImportMatrices…)
    options : of `OPTIONS`

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        with every problem found
    """
    problems = Problems()
    year = _whole(options, "year", problems)
    people = _whole(options, "population", problems)
    folder = Path(path)
    if not folder.is_dir():
        problems.add(str(path), "not a folder", "Give the folder that holds the tables")
    problems.raise_if_any(EconomyError)
    if holds_csv(folder):
        tables = read_csv_folder(folder, year, problems)
    elif holds_workbooks(folder):
        tables = read_workbooks(folder, year, problems)
    else:
        fix = "It should hold make.csv and use.csv, or IOMake….xlsx and IOUse….xlsx"
        problems.add(str(path), "no make and use tables of BEA in the folder", fix)
    problems.raise_if_any(EconomyError)
    tables = align(tables, problems)
    problems.raise_if_any(EconomyError)
    found = accounts(tables, problems)
    meta = _meta(tables, people, options, problems)
    problems.raise_if_any(EconomyError)
    economy = Economy.from_tables(meta, _economy_tables(tables, found))
    return Imported(economy, tables.read, found.assumed, _totals(tables, economy))


def _whole(options: Mapping[str, str], key: str, problems: Problems) -> int | None:
    text = options.get(key)
    if text is None:
        return None
    if not text.replace("_", "").isdigit():
        problems.add(f'option "{key}"', f'"{text}" is no whole number', "Write it in figures")
        return None
    return int(text)


def _meta(
    tables: BeaTables, people: int | None, options: Mapping[str, str], problems: Problems
) -> EconomyMeta:
    year = tables.year
    if people is None and year not in POPULATION:
        what = f"the people of {year} are not known"
        problems.add("option population", what, "Give the option population, in persons")
    return EconomyMeta(
        name=options.get("name", f"usa-{year}"),
        title=options.get("title", f"United States, {year}, {len(tables.use)} products"),
        year=year,
        country="USA",
        currency=_unit(year),
        population=float(people) if people else POPULATION.get(year, 1.0) * MILLION,
        source="Bureau of Economic Analysis, make and use tables, before redefinitions",
        licence="United States public domain",
    )


def _unit(year: int) -> str:
    return f"million USD{year}"


def _economy_tables(tables: BeaTables, found: Accounts) -> dict[str, pd.DataFrame]:
    """Attribute tables and matrices as an economy has them."""
    categories = pd.DataFrame(
        [
            (c, _ADJUSTMENTS.get(c) or tables.names.get(c, c), _role(c))
            for c in map(str, found.final_use.columns)
        ],
        columns=["category", "name", "role"],
    ).set_index("category")
    return {
        "products": _attributes("product", found.supply.index, tables),
        "activities": _attributes("activity", found.supply.columns, tables),
        "categories": categories,
        "supply": found.supply,
        "use": found.use,
        "final_use": found.final_use,
        "imports": found.imports,
        "value_added": found.value_added,
    }


def _role(category: str) -> str:
    return "other" if category in _ADJUSTMENTS else role(category)


def _attributes(dimension: str, codes: pd.Index, tables: BeaTables) -> pd.DataFrame:
    labels = [str(code) for code in codes]
    return pd.DataFrame(
        {
            "name": [tables.names.get(code, code) for code in labels],
            "unit": _unit(tables.year),
            "group": [branch(code) for code in labels],
            "code": labels,
        },
        index=pd.Index(labels, name=dimension),
    )


def _totals(tables: BeaTables, economy: Economy) -> pd.DataFrame:
    """Printed sums beside those of the economy; where none is printed, the sum of the cells."""
    added = economy.value_added
    assert added is not None
    cells = {
        "gross output": tables.make.to_numpy().sum(),
        "intermediate use": tables.use.to_numpy().sum(),
        "value added": tables.value_added.to_numpy().sum(),
        "final uses less imports": tables.final_uses.to_numpy().sum(),
    }
    obtained = {
        "gross output": economy.supply.to_numpy().sum(),
        "intermediate use": economy.use.to_numpy().sum(),
        "value added": added.drop(index=ROUNDING).to_numpy().sum(),
        "final uses less imports": economy.final_use.drop(columns=ROUNDING).to_numpy().sum()
        - economy.imports_total.sum(),
    }
    rows = []
    for name, keys in _PRINTED.items():
        published = next((tables.printed[k] for k in keys if k in tables.printed), cells[name])
        value = float(obtained[name])
        rows.append((name, _unit(tables.year), float(published), value, value - published))
    return pd.DataFrame(rows, columns=list(TOTALS_COLUMNS))
