"""Real tables made small enough to be damaged some hundred times."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy

GROUPS = 6
ROWS = {"compensation": "VA001", "net-taxes": "VA002", "depreciation": "VA003", "surplus": "VA004"}
FINAL = {"FU201": "fixed-capital", "FU202": "stock-building", "EX": "exports"}
Sheet = list[list[object]]


@cache
def china_in_six() -> Economy:
    """China 2020 in six products, each the sum of seven: accounts, hours and stocks."""
    whole = read_economy("china-2020")
    labels = list(whole.products.index)
    group = {label: f"0{1 + at // (len(labels) // GROUPS)}" for at, label in enumerate(labels)}
    named = [f"0{at}" for at in range(1, GROUPS + 1)]

    def together(table: pd.DataFrame, rows: bool, columns: bool) -> pd.DataFrame:
        table = table.groupby(group).sum() if rows else table
        if columns:
            users = {label: group.get(label, label) for label in table.columns}
            table = table.T.groupby(users, sort=False).sum().T
        return table

    products = pd.DataFrame(
        {"name": [f"Group {label}" for label in named], "unit": whole.meta.currency},
        index=pd.Index(named, dtype="str"),
    )
    assert whole.imports is not None
    assert whole.value_added is not None
    assert whole.labour is not None
    assert whole.labour_types is not None
    return Economy.from_tables(
        whole.meta,
        {
            "products": products,
            "activities": products[["name"]],
            "supply": together(whole.supply, True, True),
            "use": together(whole.use, True, True),
            "categories": whole.categories,
            "final_use": together(whole.final_use, True, False),
            "imports": together(whole.imports, True, True),
            "value_added": together(whole.value_added, False, True),
            "labour_types": whole.labour_types,
            "labour": together(whole.labour, False, True),
        },
    )


def nbs_sheet() -> Sheet:
    """The six products as a sheet of the Bureau: home and imported rows, incomes, totals."""
    economy = china_in_six()
    codes = list(economy.products.index)
    imports = economy.imports
    assert imports is not None
    assert economy.value_added is not None
    roles = economy.categories["role"]
    consumed = [name for name in roles.index if roles[name] in ("household", "government")]
    columns = {"TC": consumed, **{code: [label] for code, label in FINAL.items()}}
    rows: Sheet = [["Input-output table"], ["unit: 10,000 yuan"], []]
    rows.append(["", "code", *codes, "TIU", *columns, "TFU", "GO"])
    home_use = economy.use - imports[codes]
    home_final = economy.final_use - imports[list(economy.final_use.columns)]
    for use, final in ((home_use, home_final), (imports[codes], imports)):
        for code in codes:
            cells = [100 * float(use.loc[code, user]) for user in codes]
            finals = [100 * float(final.loc[code, names].sum()) for names in columns.values()]
            whole = sum(cells) + sum(finals)
            rows.append([f"Group {code}", code, *cells, sum(cells), *finals, sum(finals), whole])
    below = {"TII": economy.use.sum(axis=0)}
    below |= {ROWS[item]: economy.value_added.loc[item] for item in ROWS}
    below["TVA"] = economy.value_added.sum(axis=0)
    below["TI"] = below["TII"] + below["TVA"]
    for code, values in below.items():
        rows.append(["", code, *(100 * float(values[user]) for user in codes)])
    return rows


def wiod_sheet() -> Sheet:
    """The six products as two years of a national book of WIOD 2016."""
    economy = china_in_six()
    codes = list(economy.products.index)
    imports = economy.imports
    assert imports is not None
    households = ["household-rural", "household-urban"]
    groups = [households, [], ["government"], ["fixed-capital"], ["stock-building"], ["exports"]]
    names = ["CONS_h", "CONS_np", "CONS_g", "GFCF", "INVEN", "EXP"]
    rows: Sheet = [["Year", "Code", "Description", "Origin", *codes, *names, "GO"]]
    rows.append([None, None, None, None, *(f"Group {code}" for code in codes), *names, "output"])
    for year, size in ((2013, 0.5), (2014, 1.0)):
        home = economy.use - imports[codes], economy.final_use - imports[economy.final_use.columns]
        for origin, use, final in (("Domestic", *home), ("Imports", imports[codes], imports)):
            for code in codes:
                cells = [size * float(use.loc[code, user]) for user in codes]
                cells += [size * float(final.loc[code, group].sum()) for group in groups]
                rows.append([year, code, f"Group {code}", origin, *cells, sum(cells)])
        inputs = size * economy.use.sum(axis=0)
        output = size * economy.supply.sum(axis=0)
        final = [size * float(economy.final_use[group].to_numpy().sum()) for group in groups]
        nothing = [0.0] * (len(codes) + len(groups))
        rows.append([year, "II_fob", "all", "TOT", *map(float, inputs), *final])
        for code in ("TXSP", "EXP_adj", "PURR", "PURNR"):
            rows.append([year, code, code, "TOT", *nothing])
        rows.append([year, "VA", "VA", "TOT", *map(float, output - inputs)])
        rows.append([year, "IntTTM", "IntTTM", "TOT", *nothing])
        rows.append([year, "GO", "GO", "TOT", *map(float, output), *final])
    return rows


def write_book(path: Path, title: str, rows: Sheet) -> None:
    """One sheet as a book."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
