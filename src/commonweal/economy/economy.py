"""Economy: what there is. Frozen; what it hands out cannot be used to change it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from commonweal.economy.assemble import assemble
from commonweal.economy.identity import content_hash, table_differences
from commonweal.economy.meta import EconomyMeta, meta_from_keys
from commonweal.economy.raw import RawTable, raw_from_frame
from commonweal.economy.schema import load_schema
from commonweal.errors import EconomyError, Problems, suggestion

__all__ = ["Economy", "EconomyMeta", "differences", "economy_from_raw"]


@dataclass(frozen=True, eq=False, repr=False)
class Economy:
    """One economy in one year: supply, use, final uses, labour, capital, needs, limits.

    Made by `read_economy` or `Economy.from_tables`. Attribute tables are indexed by label with all
    columns filled; matrices are dense and complete; optional tables that are absent are None.
    Labels keep the order of their attribute table. Equal if every table and key is equal,
    whatever the order of rows and columns.

    Parameters
    ----------
    meta : name, year, currency, population, source, licence
    """

    meta: EconomyMeta
    _tables: Mapping[str, pd.DataFrame]

    @classmethod
    def from_tables(
        cls,
        meta: EconomyMeta,
        tables: Mapping[str, pd.DataFrame],
        units: Mapping[str, str] | None = None,
    ) -> Economy:
        """Build an economy from tables in memory.

        Parameters
        ----------
        meta : keys of the economy
        tables : name to frame; row labels in the index or in a column named after the dimension
        units : table, or table.column: unit of the numbers, if not the schema's

        Returns
        -------
        Economy

        Raises
        ------
        EconomyError
            with every problem of names, labels, types, bounds and units; whether the accounts
            balance is for `check_economy` to say
        """
        problems = Problems()
        known = load_schema().tables
        raws: dict[str, RawTable | None] = {}
        for name, frame in tables.items():
            if name in known:
                raws[name] = raw_from_frame(frame, known[name], name)
            else:
                problems.add("tables", f'unknown table "{name}"', suggestion(name, known))
        keys = {**asdict(meta), "units": dict(units or {})}
        return economy_from_raw(keys, raws, "meta", problems)

    def table(self, name: str) -> pd.DataFrame | None:
        """A table by its name; None where the economy does not have it."""
        return self._required(name) if name in self._tables else None

    def _required(self, name: str) -> pd.DataFrame:
        # Matrices lie on arrays that refuse writing. Columns of different kinds cannot, so that
        # these tables, which are small, are copied.
        is_matrix = load_schema().tables[name].shape == "matrix"
        return self._tables[name].copy(deep=not is_matrix)

    @property
    def regions(self) -> pd.DataFrame | None:
        """Attributes (region, column); None where the economy is one region."""
        return self.table("regions")

    @property
    def products(self) -> pd.DataFrame:
        """Attributes (product, column)."""
        return self._required("products")

    @property
    def activities(self) -> pd.DataFrame:
        """Attributes (activity, column)."""
        return self._required("activities")

    @property
    def categories(self) -> pd.DataFrame:
        """Attributes (category, column) of final use."""
        return self._required("categories")

    @property
    def supply(self) -> pd.DataFrame:
        """Products made (product, activity) [product unit / yr]."""
        return self._required("supply")

    @property
    def use(self) -> pd.DataFrame:
        """Products used up (product, activity) [product unit / yr], domestic and imported."""
        return self._required("use")

    @property
    def final_use(self) -> pd.DataFrame:
        """Deliveries to final use (product, category) [product unit / yr]."""
        return self._required("final_use")

    @property
    def imports(self) -> pd.DataFrame | None:
        """Imported part of uses (product, user) [product unit / yr]; user may be ``total``."""
        return self.table("imports")

    @property
    def imports_total(self) -> pd.Series[float]:
        """Imports (product) [product unit / yr]; zeros if there is no table of imports."""
        imports = self._tables.get("imports")
        if imports is None:
            return pd.Series(0.0, index=self._tables["products"].index, name="imports")
        return imports.sum(axis=1).rename("imports")

    @property
    def value_added(self) -> pd.DataFrame | None:
        """Incomes (item, activity) [currency / yr]."""
        return self.table("value_added")

    @property
    def labour_types(self) -> pd.DataFrame | None:
        """Attributes (labour_type, column)."""
        return self.table("labour_types")

    @property
    def labour(self) -> pd.DataFrame | None:
        """Work (labour_type, activity) [unit of the labour type / yr]."""
        return self.table("labour")

    @property
    def assets(self) -> pd.DataFrame | None:
        """Attributes (asset, column)."""
        return self.table("assets")

    @property
    def capital(self) -> pd.DataFrame | None:
        """Stocks at the middle of the year (asset, activity) [asset unit]."""
        return self.table("capital")

    @property
    def asset_composition(self) -> pd.DataFrame | None:
        """Products in one asset (product, asset) [product unit / asset unit]."""
        return self.table("asset_composition")

    @property
    def needs(self) -> pd.DataFrame | None:
        """Attributes (need, column)."""
        return self.table("needs")

    @property
    def need_composition(self) -> pd.DataFrame | None:
        """Columns need, category, product, share [1] of the flow that serves the need."""
        return self.table("need_composition")

    @property
    def limits(self) -> pd.DataFrame | None:
        """Attributes (limit, column)."""
        return self.table("limits")

    @property
    def limit_coefficients(self) -> pd.DataFrame | None:
        """Columns limit, kind, label, value [limit unit / yr] in the base year."""
        return self.table("limit_coefficients")

    @property
    def modern(self) -> pd.DataFrame | None:
        """Attributes (activity, column) of a plant built today, relative to the installed ones."""
        return self.table("modern")

    def has(self, table: str) -> bool:
        """Whether the economy has the table.

        Raises
        ------
        KeyError
            if there is no such table in the schema
        """
        if table not in load_schema().tables:
            raise KeyError(f'no table "{table}". {suggestion(table, load_schema().tables)}')
        return table in self._tables

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table that the economy has, by name, in the order of the schema."""
        names = [name for name in load_schema().tables if name in self._tables]
        return {name: self._required(name) for name in names}

    @cached_property
    def hash(self) -> str:
        """SHA-256 of keys, labels and numbers, the same for any order of rows and columns."""
        return content_hash(self.meta, self._tables)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Economy):
            return NotImplemented
        return self.hash == other.hash

    def __hash__(self) -> int:
        return hash(self.hash)

    def __repr__(self) -> str:
        sizes = f"{len(self._tables['products'])} products, {len(self._tables['activities'])}"
        return f"<Economy {self.meta.name}: {sizes} activities, {self.hash[:12]}>"


def economy_from_raw(
    keys: Mapping[str, Any] | None,
    raws: Mapping[str, RawTable | None],
    where: str,
    problems: Problems,
) -> Economy:
    """An economy from keys and raw tables.

    Parameters
    ----------
    keys : as in economy.yaml; None if they could not be read, which is noted already
    raws : tables as read; None for one that could not be read
    where : what messages call the place of the keys
    problems : problems found so far

    Returns
    -------
    Economy

    Raises
    ------
    EconomyError
        with every problem found
    """
    meta, units = (None, {}) if keys is None else meta_from_keys(keys, where, problems)
    # Without keys the tables are still read, so that one report names everything.
    stand_in = EconomyMeta(
        name="", title="", year=1, country="", currency="", population=1.0, source="", licence=""
    )
    tables = assemble(meta or stand_in, raws, units, problems)
    problems.raise_if_any(EconomyError)
    if meta is None:
        raise AssertionError("keys without a problem give a meta")
    return Economy(meta, {name: _sealed(name, table) for name, table in tables.items()})


def _sealed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """The table, a matrix on an array that refuses writing."""
    if load_schema().tables[name].shape != "matrix":
        return table.copy()
    values = table.to_numpy(dtype=np.float64, copy=True)
    values.flags.writeable = False
    return pd.DataFrame(values, index=table.index, columns=table.columns, copy=False)


def differences(one: Economy, other: Economy) -> list[str]:
    """Where two economies differ, a line for each table or key; empty if they are equal.

    Parameters
    ----------
    one, other : economies

    Returns
    -------
    list of sentences
    """
    mine, theirs = asdict(one.meta), asdict(other.meta)
    found = [
        f"{key}: {mine[key]!r} against {theirs[key]!r}" for key in mine if mine[key] != theirs[key]
    ]
    return found + table_differences(one.tables(), other.tables())
