"""Raw tables to the complete tables of an economy: labels matched, units converted, gaps filled."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from commonweal.economy import frames
from commonweal.economy.conversion import (
    convert_columns,
    ratio_has_no_unit,
    row_factors,
)
from commonweal.economy.meta import EconomyMeta
from commonweal.economy.raw import RawTable, cell_text
from commonweal.economy.regions import check_region_labels
from commonweal.economy.schema import TableSchema, load_schema
from commonweal.errors import Problems, suggestion

TOTAL = "total"
MAY_BE_NEGATIVE = ("stock_building", "other")


def assemble(
    meta: EconomyMeta,
    raws: Mapping[str, RawTable | None],
    units: Mapping[str, str],
    problems: Problems,
) -> dict[str, pd.DataFrame]:
    """Every table of the economy in canonical form.

    Labels keep the order of their attribute table; matrices are complete.

    Parameters
    ----------
    meta : for the currency
    raws : tables as read; None for one that could not be read
    units : ``units`` of economy.yaml
    problems : where every fault is noted; the result is usable only if there is none

    Returns
    -------
    dict table name to DataFrame
    """
    return _Assembly(meta, raws, units, problems).build()


class _Assembly:
    """One reading of one economy; the steps share its tables."""

    def __init__(
        self,
        meta: EconomyMeta,
        raws: Mapping[str, RawTable | None],
        units: Mapping[str, str],
        problems: Problems,
    ) -> None:
        self.meta = meta
        self.raws = {name: raw for name, raw in raws.items() if raw is not None}
        self.given = frozenset(raws)  # also those that could not be read, which is noted already
        self.units = units
        self.problems = problems
        self.schemas = load_schema().tables
        self.tables: dict[str, pd.DataFrame] = {}

    def build(self) -> dict[str, pd.DataFrame]:
        self._check_presence()
        self._read_attributes()
        self._default_categories()
        check_region_labels(self.raws, self.tables, self.given, self.problems)
        self._check_labels_of_modern()
        for schema in self.schemas.values():
            if schema.shape == "matrix" and schema.name in self.raws:
                self._read_matrix(schema)
        self._check_negative_final_use()
        self._default_supply()
        self._default_activity_units()
        for schema in self.schemas.values():
            if schema.shape == "long" and schema.name in self.raws:
                self._read_long(schema)
        return self.tables

    def _check_presence(self) -> None:
        for raw in self.raws.values():
            for name in dict.fromkeys(raw.header):
                if raw.header.count(name) > 1:
                    what = f'column "{name}" is there {raw.header.count(name)} times'
                    self.problems.add(f"{raw.source}, header", what, "Give each label one column")
        for schema in self.schemas.values():
            if schema.required and schema.name not in self.given:
                fix = f"Add it: {schema.meaning}"
                self.problems.add(schema.name, f"table {schema.name} is missing", fix)
            for needed in schema.needs:
                if schema.name in self.given and needed not in self.given:
                    what = f"table {needed} is missing, which {schema.name} needs"
                    self.problems.add(schema.name, what, f"Add {needed}, or remove {schema.name}")
        for key in self.units:
            table = key.partition(".")[0]
            if table not in self.given:
                what = f"a unit for table {table}, which is not there"
                fix = "Add the table, or take the line away"
                self.problems.add(f'key "units.{key}"', what, fix)

    def _read_attributes(self) -> None:
        for schema in self.schemas.values():
            if schema.shape == "attributes" and schema.name in self.raws:
                raw = self.raws[schema.name]
                frame = frames.attributes(raw, schema, self.problems)
                if frame is not None:
                    convert_columns(frame, raw, schema, self.units, self.problems)
                    self.tables[schema.name] = frame

    def _default_categories(self) -> None:
        """Columns of final_use that are named after roles need no table of categories."""
        if "categories" in self.given or "final_use" not in self.raws:
            return
        roles = self.schemas["categories"].columns["role"].choices
        labels = _column_labels(self.raws["final_use"], self.schemas["final_use"])
        where = f"{self.raws['final_use'].source}, header"
        for label in labels:
            if label not in roles:
                what = f'column "{label}" is not the name of a role'
                fix = f"Add the table categories. {suggestion(label, roles)}"
                self.problems.add(where, what, fix)
        index = pd.Index(labels, name="category", dtype="str")
        texts = pd.array(labels, dtype="str")
        nowhere = pd.array([""] * len(labels), dtype="str")
        columns = {"name": texts, "role": texts, "region": nowhere}
        self.tables["categories"] = pd.DataFrame(columns, index=index)

    def _check_labels_of_modern(self) -> None:
        if "modern" not in self.tables or "activities" not in self.tables:
            return
        raw, given = self.raws["modern"], self.tables["modern"]
        activities = list(self.tables["activities"].index)
        for label in given.index.difference(activities, sort=False):
            what = f'unknown activity "{label}"'
            self.problems.add(raw.source, what, suggestion(label, activities))
        for label in pd.Index(activities).difference(given.index, sort=False):
            fix = "Add it, with ratios of 1 if a modern plant is like the installed ones"
            self.problems.add(raw.source, f'row "{label}" is missing', fix)
        self.tables["modern"] = given.reindex(activities, fill_value=1.0).rename_axis("activity")

    def _labels(self, dimension: str, raw: RawTable, schema: TableSchema) -> list[str] | None:
        if dimension == "item":
            return None
        if dimension == "user":
            if set(_column_labels(raw, schema)) == {TOTAL}:
                return [TOTAL]
            parts = [self.tables.get(name) for name in ("activities", "categories")]
            labels = [label for part in parts if part is not None for label in part.index]
            for label in sorted({label for label in labels if labels.count(label) > 1}):
                what = f'"{label}" is the label of an activity and of a category'
                fix = "Rename one of them, or give imports as one column total"
                self.problems.add(raw.source, what, fix)
            return list(dict.fromkeys(labels))
        table = self.tables.get(load_schema().table_of(dimension))
        return None if table is None else list(table.index)

    def _read_matrix(self, schema: TableSchema) -> None:
        raw = self.raws[schema.name]
        rows = self._labels(schema.keys[0], raw, schema)
        columns = self._labels(schema.keys[1], raw, schema)
        frame = frames.matrix(raw, schema, rows, columns, self.problems)
        if frame is None:
            return
        if schema.name == "asset_composition":
            ratio_has_no_unit(raw, self.units, self.problems)
        else:
            row_units = self._units_of(schema.value.unit_of, list(frame.index))
            factors = row_factors(raw, list(frame.index), row_units, self.units, self.problems)
            frame = frame.mul(pd.Series(factors, index=frame.index), axis=0)
        self.tables[schema.name] = frame

    def _units_of(self, dimension: str, labels: list[str]) -> dict[str, str]:
        if dimension == "currency":
            return dict.fromkeys(labels, self.meta.currency)
        table = self.tables.get(load_schema().table_of(dimension))
        return {} if table is None else dict(zip(table.index, table["unit"], strict=True))

    def _check_negative_final_use(self) -> None:
        if not {"final_use", "categories"} <= set(self.tables):
            return
        final_use, roles = self.tables["final_use"], self.tables["categories"]["role"]
        kept = [label for label in final_use.columns if roles.get(label) not in MAY_BE_NEGATIVE]
        source = self.raws["final_use"].source
        part = final_use[kept].to_numpy()
        for row, column in np.argwhere(part < 0):
            where = f'{source} row "{final_use.index[row]}", column "{kept[column]}"'
            what = f"{cell_text(float(part[row, column]))} is negative"
            fix = "Only stock_building and other may be negative"
            self.problems.add(where, what, fix)

    def _default_supply(self) -> None:
        """Without a supply table each product is made by the activity of the same label."""
        needed = {"products", "activities", "use", "final_use"}
        if "supply" in self.given or not needed <= set(self.tables):
            return
        products, activities = self.tables["products"].index, self.tables["activities"].index
        for label in products.symmetric_difference(activities):
            side = "activity" if label in products else "product"
            what = f'no {side} is labelled "{label}", and there is no table supply'
            self.problems.add("supply", what, "Add the table supply, or give both the same labels")
        made = self.tables["use"].sum(axis=1) + self.tables["final_use"].sum(axis=1)
        if "imports" in self.tables:
            made = made - self.tables["imports"].sum(axis=1)
        for label in made.index[made < 0]:
            what = f'imports of "{label}" exceed its use by {-made[label]:.6g}'
            self.problems.add("imports", what, "Lower the imports, or add the table supply")
        supply = pd.DataFrame(0.0, index=products, columns=activities)
        for label in products.intersection(activities):
            supply.loc[label, label] = made[label]
        self.tables["supply"] = supply.rename_axis(index="product", columns="activity")

    def _default_activity_units(self) -> None:
        """A blank unit of an activity is the unit of the product of which it makes most."""
        if not {"products", "activities", "supply"} <= set(self.tables):
            return
        supply, activities = self.tables["supply"], self.tables["activities"]
        blank = activities.index[activities["unit"] == ""]
        main = supply[[label for label in blank if label in supply.columns]].idxmax()
        units = activities["unit"].to_dict()
        units.update({label: self.tables["products"]["unit"][main[label]] for label in main.index})
        activities["unit"] = pd.array([units[label] for label in activities.index], dtype="str")

    def _read_long(self, schema: TableSchema) -> None:
        raw = self.raws[schema.name]
        known = {}
        for key in schema.keys:
            labels = self._labels(key, raw, schema) if load_schema().table_of(key) else None
            if labels is not None:
                known[key] = labels
        frame = frames.long_table(raw, schema, known, self.problems)
        if frame is None:
            return
        if schema.name == "limit_coefficients":
            self._check_limit_labels(raw, frame)
            rows = list(frame["limit"])
            row_units = self._units_of("limit", rows)
            frame["value"] *= row_factors(raw, rows, row_units, self.units, self.problems)
        else:
            convert_columns(frame, raw, schema, self.units, self.problems)
        self.tables[schema.name] = _sorted_long(frame, schema, known)

    def _check_limit_labels(self, raw: RawTable, frame: pd.DataFrame) -> None:
        for kind, table in (("activity", "activities"), ("need", "needs")):
            if table in self.given and table not in self.tables:
                continue  # could not be read, which is noted already
            known = list(self.tables[table].index) if table in self.tables else []
            rows = frame.index[(frame["kind"] == kind) & ~frame["label"].isin(known)]
            for row in rows:
                label = frame.loc[row, "label"]
                fix = suggestion(label, known) if known else f"Add the table {table}"
                what = f'unknown {kind} "{label}"'
                self.problems.add(raw.place(int(row), "label"), what, fix)


def _column_labels(raw: RawTable, schema: TableSchema) -> list[str]:
    """Column labels of a matrix in either layout, before they are checked."""
    row_key, column_key = schema.keys
    if set(raw.header) == {row_key, column_key, "value"}:
        return list(dict.fromkeys(str(cell) for cell in raw.column(column_key)))
    return list(dict.fromkeys(name for name in raw.header if name != row_key))


def _sorted_long(
    frame: pd.DataFrame, schema: TableSchema, known: Mapping[str, list[str]]
) -> pd.DataFrame:
    """Rows in the order of the labels, so that the order of a file has no meaning."""
    ranks = pd.DataFrame(index=frame.index)
    for key in schema.keys:
        order = known.get(key) or sorted(set(frame[key]))
        ranks[key] = frame[key].map({label: rank for rank, label in enumerate(order)})
    by = ranks.sort_values(list(schema.keys), kind="stable").index
    return frame.loc[by].reset_index(drop=True)
