"""World tables of the WIOD 2013 release: an economy of several regions.

Each industry of a region makes the product of the same label, such as ``USA:agriculture``. Use and
final use stand as they are printed. What is left between output and all uses goes into one category
of final use of the role ``other``; nothing is rescaled.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.importers.imported import TOTALS_COLUMNS, Imported
from commonweal.economy.importers.wiod_book import book_table
from commonweal.economy.importers.wiod_codes import CATEGORIES, INDUSTRIES
from commonweal.economy.importers.wiod_people import people_of
from commonweal.economy.importers.wiod_table import SHOWN, WorldTable, folder_table
from commonweal.economy.meta import EconomyMeta
from commonweal.errors import EconomyError, Problem, Problems

RESIDUAL = "cut"
STOCKS = "c41"
NOT_NEGATIVE = ("household", "government", "investment")
VALUE_ADDED = "value-added"
SOURCE = (
    "World Input-Output Database, 2013 release: Timmer, Dietzenbacher, Los, Stehrer, de Vries "
    "(2015), Review of International Economics 23, 575-605. People: Penn World Table 10.01; rest "
    "of the world: World Bank, World Development Indicators"
)
LICENCE = (
    "The files of the 2013 release state no licence; the project publishes its 2016 release under "
    "CC BY 4.0 and asks to be cited. Penn World Table: CC BY. World Development Indicators: CC BY"
)


def read_wiod(path: str | Path, options: Mapping[str, str] | None = None) -> Imported:
    """Read a world table of the WIOD 2013 release.

    Parameters
    ----------
    path : folder with one file per block, or the published ``.xlsx`` book
    options : ``year`` of the accounts where the files do not say; ``people``, a CSV with the
        columns region and population [person], in the place of the one that ships

    Returns
    -------
    Imported
        without labour and capital, which the release gives elsewhere

    Raises
    ------
    EconomyError
        with everything found wrong
    """
    given, path = dict(options or {}), Path(path)
    table = folder_table(path) if path.is_dir() else book_table(path)
    table = replace(table, year=_year(given.get("year", ""), table))
    people = people_of(table, given.get("people", ""))
    table = replace(table, regions=dict(zip(table.regions, people["name"], strict=True)))
    final, moved = _final_use(table)
    residual = table.output - table.intermediate.sum(axis=1) - table.final.sum(axis=1)
    _refuse_more_than_a_cut(table, residual)
    final[RESIDUAL] = residual
    made = [str(code) for code in table.output.index[table.output > 0]]
    idle = [str(code) for code in table.output.index[table.output == 0]]
    economy = Economy.from_tables(
        _meta(table, float(people["population"].sum())),
        {
            "regions": people,
            "products": _attributes(table, list(table.output.index)).assign(unit=_unit(table)),
            "activities": _attributes(table, made),
            "categories": _categories(table),
            "supply": _named(_own_products(table, made)),
            "use": _named(table.intermediate[made]),
            "final_use": _named(final),
            "value_added": _value_added(table, made),
        },
    )
    read = f"Year {table.year}: {len(table.regions)} regions, {len(table.industries)} industries."
    return Imported(
        economy,
        (*table.read, read),
        _assumed(table, residual, moved, idle),
        _totals(table, economy),
    )


def _refuse_more_than_a_cut(table: WorldTable, residual: pd.Series[float]) -> None:
    """A cell that is cut loses less than one million, so that a row loses less than its cells."""
    cells = table.intermediate.shape[1] + table.final.shape[1]
    wrong = residual.abs() > cells
    problems = Problems()
    for code in residual.index[wrong][:SHOWN]:
        what = (
            f"output {table.output[code]:,.10g} is {residual[code]:,.10g} more than all uses; "
            f"{cells:,} cells cut to whole millions explain no more than as many"
        )
        problems.add(f'row "{code}"', what, "Look for a cell or an output that is wrong")
    if wrong.sum() > SHOWN:
        problems.add("rows", f"{wrong.sum()} rows do not balance", "Mend them in the same way")
    problems.raise_if_any(EconomyError)


def label(code: str) -> str:
    """``USA_c1`` as ``USA:agriculture``, ``USA_c37`` as ``USA:household``; others as they are."""
    region, _, rest = code.partition("_")
    if rest in INDUSTRIES:
        return f"{region}:{INDUSTRIES[rest][0]}"
    if rest in CATEGORIES:
        return f"{region}:{CATEGORIES[rest][0]}"
    return code.replace("_", ":", 1)


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    names = [label(str(code)) for code in frame.columns]
    rows = [label(str(code)) for code in frame.index]
    return pd.DataFrame(frame.to_numpy(dtype=float), index=rows, columns=names)


def _year(text: str, table: WorldTable) -> int:
    if text and not text.isdigit():
        raise EconomyError([Problem('option "year"', f'"{text}" is no year', "Write 2011")])
    if text:
        return int(text)
    if table.year is None:
        fix = "Give the option year, for example year=2011"
        raise EconomyError([Problem("year", "the files do not say of which year they are", fix)])
    return table.year


def _unit(table: WorldTable) -> str:
    return f"million USD{table.year}"


def _meta(table: WorldTable, population: float) -> EconomyMeta:
    return EconomyMeta(
        name=f"world-{table.year}",
        title=f"The world, {table.year}, {len(table.regions)} regions",
        year=int(table.year or 0),
        country="World",
        currency=_unit(table),
        population=population,
        source=SOURCE,
        licence=LICENCE,
    )


def _attributes(table: WorldTable, codes: list[str]) -> pd.DataFrame:
    """Name, group, code and region of industries, which are those of their products."""
    parts = [code.partition("_") for code in codes]
    known = [INDUSTRIES.get(industry, (industry, "other")) for _, _, industry in parts]
    return pd.DataFrame(
        {
            "name": [f"{table.industries[i]}, {table.regions[r]}" for r, _, i in parts],
            "group": [group for _, group in known],
            "code": codes,
            "region": [region for region, _, _ in parts],
        },
        index=[label(code) for code in codes],
    )


def _own_products(table: WorldTable, made: list[str]) -> pd.DataFrame:
    """Each industry makes its own product."""
    codes = list(table.output.index)
    values = np.zeros((len(codes), len(made)))
    place = {code: n for n, code in enumerate(codes)}
    values[[place[code] for code in made], np.arange(len(made))] = table.output[made]
    return pd.DataFrame(values, index=codes, columns=made)


def _categories(table: WorldTable) -> pd.DataFrame:
    codes = [str(code) for code in table.final.columns]
    parts = [code.partition("_") for code in codes]
    unknown = [code for code, (_, _, c) in zip(codes, parts, strict=True) if c not in CATEGORIES]
    if unknown:
        fix = "Known: " + ", ".join(f"{code} {text[1]}" for code, text in CATEGORIES.items())
        what = f'"{unknown[0]}" is no category of final use of the release'
        raise EconomyError([Problem("final_demand, columns", what, fix)])
    frame = pd.DataFrame(
        {
            "name": [f"{CATEGORIES[c][1]}, {table.regions[r]}" for r, _, c in parts],
            "role": [CATEGORIES[c][2] for _, _, c in parts],
            "region": [region for region, _, _ in parts],
        },
        index=[label(code) for code in codes],
    )
    frame.loc[RESIDUAL] = ["what cells cut to whole millions leave over", "other", ""]
    return frame


def _final_use(table: WorldTable) -> tuple[pd.DataFrame, pd.Series[float]]:
    """Final use in which nobody buys a negative amount, and what was moved (code) [million USD].

    A negative cell of consumption or fixed capital, a sale of used goods, is entered as a
    reduction of the same region's stocks, so that the row and the region keep their sums.
    """
    final, moved = table.final.copy(), {}
    for code in [str(column) for column in table.final.columns]:
        region, _, category = code.partition("_")
        stocks = f"{region}_{STOCKS}"
        bought = category in CATEGORIES and CATEGORIES[category][2] in NOT_NEGATIVE
        if bought and stocks in final and (below := final[code].clip(upper=0.0)).any():
            final[code] -= below
            final[stocks] += below
            moved[code] = float(below.sum())
    return final, pd.Series(moved, dtype=float)


def _value_added(table: WorldTable, made: list[str]) -> pd.DataFrame:
    """Output less intermediate use: incomes, net taxes on products, transport margins, cuts."""
    left = table.output[made] - table.intermediate[made].sum(axis=0)
    names = [label(code) for code in made]
    return pd.DataFrame([left.to_numpy(dtype=float)], index=[VALUE_ADDED], columns=names)


def _assumed(
    table: WorldTable, residual: pd.Series[float], moved: pd.Series[float], idle: list[str]
) -> tuple[str, ...]:
    """Everything that is not as printed, with its size."""
    total, unit = float(table.output.sum()), _unit(table)
    off, short = residual.abs(), residual.sum()
    large = int((off > 0.01 * table.output)[table.output > 0].sum())
    said = [
        f"Cells are cut to whole millions: uses fall short of output by {short:,.0f} {unit} "
        f"({off.sum() / total:.3%} of output without signs, largest {off.max():,.0f}, more than "
        f'1 % in {large} of {len(off)} rows). That is final use "{RESIDUAL}", role other.',
        f"value_added is output less intermediate use: it holds incomes, net taxes on products, "
        f"transport margins and what the cut leaves in columns, {_added(table):,.0f} {unit}.",
        "Every product is used where it is bought; prices are basic prices of the seller.",
    ]
    if len(moved):
        names = ", ".join(f"{label(str(code))} {amount:,.0f}" for code, amount in moved.items())
        said.append(f"Sales of used goods are entered as stock-building of the region: {names}.")
    if idle:
        names = ", ".join(label(code) for code in idle)
        said.append(f"{len(idle)} industries without output are left out: {names}.")
    return tuple(said)


def _added(table: WorldTable) -> float:
    return float(table.output.sum() - table.intermediate.to_numpy().sum())


def _totals(table: WorldTable, economy: Economy) -> pd.DataFrame:
    """Totals of the table as printed beside those of the economy."""
    unit = _unit(table)
    roles = {label(str(code)): str(code).partition("_")[2] for code in table.final.columns}
    rows = [
        ("gross output", table.output.sum(), economy.supply.to_numpy().sum()),
        ("intermediate use", table.intermediate.to_numpy().sum(), economy.use.to_numpy().sum()),
    ]
    for code, (_, name, _) in CATEGORIES.items():
        here = [name_ for name_, category in roles.items() if category == code]
        printed = [c for c in table.final.columns if str(c).partition("_")[2] == code]
        published = table.final[printed].to_numpy().sum()
        rows.append((name, published, economy.final_use[here].to_numpy().sum()))
    for region in table.regions:
        mine = [str(code) for code in table.output.index if str(code).startswith(f"{region}_")]
        got = economy.supply.loc[[label(code) for code in mine]].to_numpy().sum()
        rows.append((f"gross output, {region}", table.output[mine].sum(), got))
    return pd.DataFrame(
        [(total, unit, float(a), float(b), float(b - a)) for total, a, b in rows],
        columns=list(TOTALS_COLUMNS),
    )
