"""The make, use and import tables of the Bureau of Economic Analysis as they were published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from commonweal.economy.importers.bea_codes import FINAL_USE, IMPORTS, TOTAL, VALUE_ADDED
from commonweal.errors import Problems


@dataclass(frozen=True)
class BeaTables:
    """One year of make and use tables, before redefinitions, producers' prices, million USD.

    Parameters
    ----------
    year : of the accounts
    make : (industry, commodity)
    use : (commodity, industry), domestic and imported
    final_uses : (commodity, category), imports negative in their own column
    value_added : (item, industry)
    imports : (commodity, user), the imported part of each use and minus the total of imports in
        its own column; None if there is no import matrix
    names : code to name, where the source gives one
    printed : total to the sum that is printed for it
    read : what was read, a sentence each
    """

    year: int
    make: pd.DataFrame
    use: pd.DataFrame
    final_uses: pd.DataFrame
    value_added: pd.DataFrame
    imports: pd.DataFrame | None
    names: Mapping[str, str]
    printed: Mapping[str, float]
    read: tuple[str, ...]


def split_use(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """A whole use table as use, final uses and value added, totals left out.

    Parameters
    ----------
    table : rows commodities, value added and totals; columns industries, final uses and totals

    Returns
    -------
    use (commodity, industry), final uses (commodity, category), value added (item, industry)
    """
    rows = [str(code) for code in table.index]
    columns = [str(code) for code in table.columns]
    final = [c for c in columns if FINAL_USE.fullmatch(c)]
    industries = [c for c in columns if c not in final and not TOTAL.fullmatch(c)]
    added = [r for r in rows if VALUE_ADDED.fullmatch(r) and r not in {"VABAS", "VAPRO"}]
    commodities = [r for r in rows if r not in added and not _is_sum(r)]
    return (
        table.loc[commodities, industries],
        table.loc[commodities, final],
        table.loc[added, industries],
    )


def _is_sum(code: str) -> bool:
    return bool(TOTAL.fullmatch(code)) or code in {"VABAS", "VAPRO"}


def align(tables: BeaTables, problems: Problems) -> BeaTables:
    """The same tables with industries and commodities in one order; what does not fit is noted.

    Parameters
    ----------
    tables : as read
    problems : where codes that one table has and another lacks are noted

    Returns
    -------
    BeaTables
    """
    industries, commodities = tables.make.index, tables.use.index
    _same("use", "industries", tables.use.columns, industries, problems)
    _same("value added", "industries", tables.value_added.columns, industries, problems)
    _same("final uses", "commodities", tables.final_uses.index, commodities, problems)
    extra = [str(c) for c in tables.make.columns if c not in commodities]
    if extra:
        what = f"commodities {', '.join(extra[:5])} are made, but the use table has no such rows"
        problems.add("make", what, "Take both tables from one release, year and level")
    for table, labels, pattern in (
        ("value added", tables.value_added.index, VALUE_ADDED),
        ("final uses", tables.final_uses.columns, FINAL_USE),
    ):
        for code in [str(c) for c in labels if not pattern.fullmatch(str(c))][:5]:
            problems.add(table, f'"{code}" is no code of BEA there', "Write V001, F010 and so on")
    _all_or_none(tables, (*industries, *commodities), problems)
    _all_or_none(tables, tuple(map(str, tables.final_uses.columns)), problems)
    if not [c for c in tables.final_uses.columns if str(c).startswith(IMPORTS)]:
        what = "no column of imports (F050 or F05000)"
        problems.add("final uses", what, "Take the whole use table, with all its final uses")
    imports = tables.imports
    if imports is not None:
        users = [*industries, *tables.final_uses.columns]
        _same("import matrix", "commodities", imports.index, commodities, problems)
        _same("import matrix", "users", imports.columns, pd.Index(users), problems)
        imports = imports.reindex(index=commodities, columns=users)
    return BeaTables(
        year=tables.year,
        # a commodity that the make table leaves out is made by nobody
        make=tables.make.reindex(columns=commodities, fill_value=0.0),
        use=tables.use.reindex(columns=industries),
        final_uses=tables.final_uses.reindex(index=commodities),
        value_added=tables.value_added.reindex(columns=industries),
        imports=imports,
        names=tables.names,
        printed=tables.printed,
        read=tables.read,
    )


def _same(table: str, kind: str, found: pd.Index, expected: pd.Index, problems: Problems) -> None:
    missing = [str(c) for c in expected if c not in found]
    extra = [str(c) for c in found if c not in expected]
    if missing or extra:
        parts = [f"lacks {', '.join(missing[:5])}"] if missing else []
        parts += [f"has {', '.join(extra[:5])} besides"] if extra else []
        count = len(missing) + len(extra)
        source = "use" if kind == "commodities" else "make"
        what = f"{count} {kind} differ from those of the {source} table: it {' and '.join(parts)}"
        problems.add(table, what, "Take all tables from one release, year and level")


def _all_or_none(tables: BeaTables, codes: tuple[str, ...], problems: Problems) -> None:
    """Note codes without a name, where others have one."""
    bare = [code for code in dict.fromkeys(codes) if code not in tables.names]
    if len(bare) < len(set(codes)):
        for code in bare[:5]:
            problems.add("names", f"{code} has none", "Name every code, or none at all")
