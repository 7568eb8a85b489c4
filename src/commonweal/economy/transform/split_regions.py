"""From a national table to regions by shares of output: a balanced table, and an estimate.

Labels become ``REGION:label``. Key: r where it is made, s where it is used, i product, u user.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from commonweal.economy.checks import accounts_balance
from commonweal.economy.economy import Economy
from commonweal.economy.schema import load_schema
from commonweal.economy.transform.biproportional import balanced
from commonweal.economy.transform.concordance import REGION_MARK
from commonweal.economy.transform.imports import part_imports
from commonweal.economy.transform.location_quotients import DELTA, home_shares
from commonweal.errors import EconomyError, Problems

BOUGHT = ("household", "government", "investment")
FROM_OUTSIDE = 0.01  # assumption: at least this share comes from other regions that make it too
SHARES_SUM = 1e-9  # absolute; assumption: shares with nine digits
BALANCE = 1e-6  # relative; the tolerance of the balance of accounts in checks.py
TOLERANCE, PASSES = 1e-13, 100_000  # of the balance of each product; assumption
Matrix = NDArray[np.float64]


def split_regions(
    economy: Economy,
    output: pd.DataFrame,
    people: pd.Series[float],
    delta: float = DELTA,
) -> Economy:
    """Split a national economy into regions by their shares of output.

    Activities, with their work, assets, incomes and limits, are split by ``output``; what
    households, government and investment buy by ``people``; stock-building, exports and others by
    the output of the product; imports of each user as in the nation. Who delivers to whom is
    estimated: a first guess from `home_shares` (FLQ), what is not from home coming from the other
    regions by their output, then RAS for each product, so that

    sum_s,u X[r,i,s,u] = output of i in r, sum_r X[r,i,s,u] = domestic use of i by u in s.

    Every region uses the same inputs per unit and has the same hours per unit: differences between
    regions are differences of what they make.

    Parameters
    ----------
    economy : of one region
    output : (region, activity) share of each region in the output of the activity, > 0
    people : (region) share of each region in the people, > 0
    delta : of the formula FLQ

    Returns
    -------
    Economy
        labels ``REGION:label``; summed over regions it is the nation, and its accounts balance;
        its notes say that it is an estimate

    Raises
    ------
    EconomyError
        where the shares do not fit, the accounts do not balance, the economy has regions already,
        or `part_imports` refuses

    Source: Flegg and Webber 1997; Stone 1961 for the RAS
    """
    _check(economy, output, people)
    regions = [str(region) for region in output.index]
    split = _Split(economy, regions, output[economy.activities.index], people, delta)
    tables = split.tables()
    said = (
        f"Regions {', '.join(regions)} are an estimate: national inputs per unit everywhere, split "
        f"by shares of output and people; trade by location quotients (FLQ, delta {delta:g}), RAS."
    )
    notes = f"{economy.meta.notes}\n{said}".strip()
    return Economy.from_tables(replace(economy.meta, notes=notes), tables)


def _check(economy: Economy, output: pd.DataFrame, people: pd.Series[float]) -> None:
    problems = Problems()
    problems.extend(accounts_balance(economy))
    known = [str(label) for label in economy.activities.index]
    if "regions" in economy.tables():
        problems.add("economy", "it has regions already", "Split an economy of one region")
    if set(output.columns) != set(known) or not output.index.is_unique:
        problems.add("output", "its columns are not the activities", "Give each a column")
    if set(people.index) != set(output.index) or len(people) < 2:
        problems.add("people", "its regions are not two or more of output", "Give each a share")
    for region in output.index:
        if REGION_MARK in str(region) or not str(region).strip():
            problems.add("output", f'"{region}" is no label of a region', "Leave out the colon")
    for name, table in (("output", output), ("people", people.to_frame("people"))):
        values = table.to_numpy(dtype=float)
        if not np.isfinite(values).all() or (values <= 0).any():
            problems.add(name, "a share is not above zero", "Give each region some, however little")
            continue
        off = np.abs(values.sum(axis=0) - 1) > SHARES_SUM
        for column in table.columns[off]:
            what = f'the shares of "{column}" sum to {float(table[column].sum()):.10g}, not to 1'
            problems.add(name, what, "Share all of it out")
    problems.raise_if_any(EconomyError)


class _Split:
    """One splitting; its steps share the parts of the nation."""

    def __init__(
        self,
        economy: Economy,
        regions: list[str],
        output: pd.DataFrame,
        people: pd.Series[float],
        delta: float,
    ) -> None:
        self.economy, self.regions, self.delta = economy, regions, delta
        self.output: Matrix = output.to_numpy(dtype=float)
        self.people: Matrix = np.asarray(people.loc[regions], dtype=np.float64)
        self.parted = part_imports(economy)
        role = economy.categories["role"]
        self.bought = [str(c) for c in role.index if role[c] in BOUGHT]
        self.others = [str(c) for c in role.index if role[c] not in BOUGHT]

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table, by region."""
        made = self._supply()
        deliveries = self._deliveries(made)
        tables = self._attributes()
        supply = np.einsum("ria,rs->risa", made, np.eye(len(self.regions)))
        products, activities = self._labels("products"), self._labels("activities")
        tables["supply"] = self._frame(supply, products, activities)
        count = len(self.economy.activities)
        imported = self._imported()
        whole = deliveries + imported
        tables["use"] = self._frame(whole[..., :count], products, activities)
        buyers = self._labels("categories", self.bought)
        final_use = self._frame(whole[..., count:], products, buyers)
        tables["final_use"] = self._with_others(final_use, self.parted.domestic_final_use, True)
        if self.economy.imports is not None:
            use = self._frame(imported[..., :count], products, activities)
            bought = self._frame(imported[..., count:], products, buyers)
            foreign = self._with_others(bought, self.parted.imported_final_use, False)
            tables["imports"] = pd.concat([use, foreign], axis=1)
        self._stocks_and_flows(tables)
        self._compositions(tables, whole[..., count:])
        return tables

    def _labels(self, table: str, labels: list[str] | None = None) -> list[str]:
        own = labels if labels is not None else list(self.economy.tables()[table].index)
        return [f"{region}{REGION_MARK}{label}" for region in self.regions for label in own]

    def _frame(self, cells: Matrix, rows: list[str], columns: list[str]) -> pd.DataFrame:
        """(region, product, region, user) as a table."""
        return pd.DataFrame(cells.reshape(len(rows), len(columns)), index=rows, columns=columns)

    def _supply(self) -> Matrix:
        return np.asarray(
            self.output[:, np.newaxis, :] * self.economy.supply.to_numpy()[np.newaxis],
            dtype=np.float64,
        )

    def _shares(self, made: Matrix) -> Matrix:
        """(region, product) share of each region in the output of the product, or in the people."""
        by_region = made.sum(axis=2)
        total = by_region.sum(axis=0)
        nobody = np.broadcast_to(self.people[:, np.newaxis], by_region.shape)
        shares = np.divide(by_region, total, out=nobody.copy(), where=total > 0)
        return np.asarray(shares, dtype=np.float64)

    def _demand(self, use: pd.DataFrame, final_use: pd.DataFrame) -> Matrix:
        """(product, region, user) of activities and of categories that buy in a region."""
        inputs = use.to_numpy()[:, np.newaxis, :] * self.output[np.newaxis]
        bought = final_use[self.bought].to_numpy()
        final = bought[:, np.newaxis, :] * self.people[np.newaxis, :, np.newaxis]
        return np.asarray(np.concatenate([inputs, final], axis=2), dtype=np.float64)

    def _deliveries(self, made: Matrix) -> Matrix:
        """(region made, product, region used, user), each product brought to its sums by RAS."""
        parted = self.parted
        wanted = self._demand(parted.domestic_use, parted.domestic_final_use)
        shares = self._shares(made)
        given = parted.domestic_final_use[self.others].sum(axis=1).to_numpy()
        supplied = made.sum(axis=2) - shares * given
        first = self._first_guess(made, shares, wanted)
        cells = np.zeros_like(first)
        self._refuse_unmade(wanted, supplied)
        for i in range(wanted.shape[0]):
            start = first[:, i].reshape(len(self.regions), -1)
            columns = wanted[i].ravel()
            if supplied[:, i].sum() > 0:
                # Rounding of the nation's balance is shared out like the product itself.
                rows = supplied[:, i] * (columns.sum() / supplied[:, i].sum())
                found = balanced(
                    pd.DataFrame(start, index=self.regions),
                    pd.Series(rows, index=self.regions),
                    pd.Series(columns),
                    TOLERANCE,
                    PASSES,
                )
                cells[:, i] = found.table.to_numpy().reshape(first[:, i].shape)
        return cells

    def _refuse_unmade(self, wanted: Matrix, supplied: Matrix) -> None:
        """Domestic use of a product of which nothing is left to deliver."""
        problems = Problems()
        nothing = supplied.sum(axis=0) <= 0
        left = np.abs(wanted).sum(axis=(1, 2))
        size = np.maximum(self.economy.use.sum(axis=1).to_numpy(), left)
        for place in np.flatnonzero(nothing & (left > BALANCE * size)).tolist():
            label = self.economy.products.index[place]
            what = f"{left[place]:.6g} of it are used from home, where none is made for it"
            problems.add(f'product "{label}"', what, "Correct its imports by user")
        problems.raise_if_any(EconomyError)

    def _first_guess(self, made: Matrix, shares: Matrix, wanted: Matrix) -> Matrix:
        size = made.sum(axis=(1, 2)) / made.sum()
        activities = np.column_stack([self.output, size])
        supply = self.economy.supply.to_numpy()
        own = supply.argmax(axis=0)[np.newaxis, :] == np.arange(len(supply))[:, np.newaxis]
        inputs, final = home_shares(shares, activities, own, self.delta)
        final = np.repeat(final[:, :, np.newaxis], len(self.bought), axis=2)
        home = np.concatenate([inputs, final], axis=2)
        outside = 1 - shares
        home = np.where(outside[..., np.newaxis] > 0, np.minimum(home, 1 - FROM_OUTSIDE), 1.0)
        rest = np.divide(
            1 - home,
            outside[..., np.newaxis],
            out=np.zeros_like(home),
            where=outside[..., np.newaxis] > 0,
        )
        # from r to s: the rest of s, shared out among the others by their output
        cells = np.einsum("ri,siu,isu->risu", shares, rest, wanted)
        for r in range(len(self.regions)):
            cells[r, :, r] = home[r] * wanted[:, r]
        return np.asarray(cells, dtype=np.float64)

    def _imported(self) -> Matrix:
        """(region, product, region, user): what comes from abroad is booked where it is used."""
        wanted = self._demand(self.parted.imported_use, self.parted.imported_final_use)
        booked = np.einsum("isu,rs->risu", wanted, np.eye(len(self.regions)))
        return np.asarray(booked, dtype=np.float64)

    def _with_others(
        self, table: pd.DataFrame, national: pd.DataFrame, domestic: bool
    ) -> pd.DataFrame:
        """With stock-building, exports and others, split like the product they take."""
        shares = self._shares(self._supply())
        whole = self.economy.final_use if domestic else national
        for category in self.others:
            values = shares * whole[category].to_numpy()[np.newaxis]
            table[category] = values.ravel()
        return table

    def _attributes(self) -> dict[str, pd.DataFrame]:
        tables = {}
        for name in ("products", "activities", "labour_types", "assets", "needs"):
            if self.economy.has(name):
                tables[name] = self._copies(name, list(self.economy.tables()[name].index))
        bought = self._copies("categories", self.bought)
        tables["categories"] = pd.concat(
            [bought, self.economy.categories.loc[self.others]]
        ).rename_axis("category")
        if self.economy.limits is not None:
            tables["limits"] = self.economy.limits
        if "regions" in load_schema().tables:
            population = self.people * self.economy.meta.population
            tables["regions"] = pd.DataFrame(
                {"name": self.regions, "population": population}, index=self.regions
            )
        if self.economy.labour_types is not None:
            hours = self.economy.labour
            types = tables["labour_types"]
            if hours is not None:
                types["workers"] = self._workers(hours)
        return tables

    def _workers(self, hours: pd.DataFrame) -> Matrix:
        """Workers of each type, by region, as their hours; as people where nobody works."""
        assert self.economy.labour_types is not None
        done = self.output @ hours.to_numpy().T
        total = done.sum(axis=0)
        nobody = np.broadcast_to(self.people[:, np.newaxis], done.shape)
        share = np.divide(done, total, out=nobody.copy(), where=total > 0)
        workers = share * self.economy.labour_types["workers"].to_numpy(dtype=float)
        return np.asarray(workers.ravel(), dtype=np.float64)

    def _copies(self, name: str, labels: list[str]) -> pd.DataFrame:
        """Attributes of the labels, once for each region."""
        parts = []
        for region in self.regions:
            part = self.economy.tables()[name].loc[labels]
            part = part.assign(name=[f"{word}, {region}" for word in part["name"]])
            if "region" in load_schema().tables[name].columns:
                part["region"] = region
            parts.append(part)
        found = pd.concat(parts)
        key = found.index.name
        found.index = pd.Index(self._labels(name, labels), name=key, dtype="str")
        return found

    def _stocks_and_flows(self, tables: dict[str, pd.DataFrame]) -> None:
        """Incomes, work, assets, limits and modern plants of the activities."""
        economy, eye = self.economy, np.eye(len(self.regions))
        columns = self._labels("activities")
        for name, attributes in (("labour", "labour_types"), ("capital", "assets")):
            if economy.has(name):
                national = economy.tables()[name].to_numpy()
                cells = np.einsum("la,ra,rs->rlsa", national, self.output, eye)
                tables[name] = self._frame(cells, self._labels(attributes), columns)
        if economy.value_added is not None:
            values = np.einsum("la,ra->lra", economy.value_added.to_numpy(), self.output)
            tables["value_added"] = self._frame(values, list(economy.value_added.index), columns)
        if economy.modern is not None:
            parts = [economy.modern] * len(self.regions)
            tables["modern"] = pd.concat(parts).set_axis(columns).rename_axis("activity")
        if economy.limit_coefficients is not None:
            tables["limit_coefficients"] = self._limits(economy.limit_coefficients)

    def _limits(self, table: pd.DataFrame) -> pd.DataFrame:
        parts = []
        for place, region in enumerate(self.regions):
            share = dict(zip(self.economy.activities.index, self.output[place], strict=True))
            people = float(self.people[place])
            weights = [
                share[label] if kind == "activity" else people
                for kind, label in zip(table["kind"], table["label"], strict=True)
            ]
            labels = [f"{region}{REGION_MARK}{label}" for label in table["label"]]
            parts.append(table.assign(label=labels, value=table["value"] * weights))
        return pd.concat(parts, ignore_index=True)

    def _compositions(self, tables: dict[str, pd.DataFrame], bought: Matrix) -> None:
        """What serves a need and what an asset consists of: as in the nation, from any region."""
        economy, regions = self.economy, self.regions
        if economy.asset_composition is not None:
            role = economy.categories["role"]
            invests = [n for n, c in enumerate(self.bought) if role[c] == "investment"]
            amounts = bought[..., invests].sum(axis=3)
            total = amounts.sum(axis=0)
            home = np.broadcast_to(np.eye(len(regions))[:, np.newaxis, :], amounts.shape)
            mix = np.divide(amounts, total, out=home.copy(), where=total > 0)
            cells = np.einsum("ris,ik->risk", mix, economy.asset_composition.to_numpy())
            tables["asset_composition"] = self._frame(
                cells, self._labels("products"), self._labels("assets")
            )
        if economy.need_composition is not None:
            tables["need_composition"] = self._served(tables["final_use"])

    def _served(self, final_use: pd.DataFrame) -> pd.DataFrame:
        table = self.economy.need_composition
        assert table is not None
        parts = []
        for home in self.regions:
            for origin in self.regions:
                part = table.assign(
                    need=[f"{home}{REGION_MARK}{label}" for label in table["need"]],
                    category=[f"{home}{REGION_MARK}{label}" for label in table["category"]],
                    product=[f"{origin}{REGION_MARK}{label}" for label in table["product"]],
                )
                pairs = zip(part["product"], part["category"], strict=True)
                parts.append(part[[final_use.loc[i, c] != 0 for i, c in pairs]])
        return pd.concat(parts, ignore_index=True)
