"""Aggregation of an economy by concordance: sums add up, rates are means with a stated base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.meta import EconomyMeta
from commonweal.economy.schema import load_schema
from commonweal.economy.transform import bases
from commonweal.economy.transform.concordance import Concordance, of_regions, problems_of, region_of
from commonweal.economy.transform.grouping import Grouping, grouping, joined, sum_matrix
from commonweal.economy.transform.members import RULES, merged_attributes
from commonweal.errors import EconomyError, Problems, suggestion

TOTAL = "total"
ROUNDING = 1e-12  # assumption: a share that is 1 but for the rounding of a sum is 1
Groups = dict[str, Grouping]  # by name of the attribute table


def aggregate(
    economy: Economy,
    concordances: Mapping[str, Concordance],
    meta: EconomyMeta | None = None,
) -> Economy:
    """Put labels of an economy together.

    Every table of flows and stocks is summed: T'[g,h] = sum of T[l,m] over l in g, m in h. So are
    workers and people. Rates are means, weighted by what they are rates of:

    - world_price, spoilage: supply and imports of the product
    - utilisation, highest_utilisation, build_years (to the nearest year): capacity, output /
      utilisation; so that capacity and highest output add up
    - hours_per_worker: workers
    - depreciation, asset_composition: stock of the asset in all activities
    - share of a need in a flow: the flow
    - modern, hours ratios: hours; assets ratios: stock of assets; inputs ratio: inputs at world
      prices. Output, where hours or stocks are unknown or cannot be added up.

    Products, activities, labour types, assets and limits that are put together have one unit,
    categories one role. A product is storable if all of its members are. A group (for colours) is
    that of the member with the largest base; a code is kept if all members have it.

    Parameters
    ----------
    economy : what to aggregate
    concordances : name of an attribute table (``products``, ``activities``, ``categories``,
        ``needs``, ``labour_types``, ``assets``, ``limits``), ``value_added`` for its items, or
        ``regions``, to its concordance; what is not named stays as it is. That of ``regions`` maps
        regions; every label ``REGION:label`` follows, unless its own table is named
    meta : keys of the new economy; if not given, the old ones with a sentence in the notes

    Returns
    -------
    Economy
        new labels in the order in which their first members come; the accounts balance as they
        did before

    Raises
    ------
    EconomyError
        with every label that is missing or unknown, and everything that cannot be added up

    Source: Miller and Blair 2009, ch. 4 (aggregation matrices)
    """
    problems = Problems()
    groups = _groupings(economy, concordances, problems)
    problems.raise_if_any(EconomyError)
    tables: dict[str, pd.DataFrame] = {}
    for name, table in economy.tables().items():
        shape = load_schema().tables[name].shape
        if name in RULES:
            table = _moved_region(table, concordances)
            base = bases.base_of(economy, name)
            tables[name] = merged_attributes(name, table, groups[name], base, problems)
        elif name == "asset_composition":
            tables[name] = _asset_composition(economy, table, groups)
        elif shape == "matrix":
            rows, columns = (_of_dimension(key, groups, table) for key in _keys(name))
            tables[name] = sum_matrix(table, rows, columns)
    problems.raise_if_any(EconomyError)
    tables |= _special_tables(economy, groups)
    if meta is None and any(part.changes for part in groups.values()):
        meta = replace(economy.meta, notes=_notes(economy.meta.notes, groups))
    return Economy.from_tables(meta or economy.meta, tables)


def _groupings(
    economy: Economy, concordances: Mapping[str, Concordance], problems: Problems
) -> Groups:
    """A grouping for every dimension that the economy has; those not named keep their labels."""
    tables = economy.tables()
    labels = {
        name: [str(label) for label in tables[name].index] for name in tables if name in RULES
    }
    if economy.value_added is not None:
        labels["value_added"] = [str(label) for label in economy.value_added.index]
    labels.setdefault("regions", _regions_in(labels["products"]))
    moved = concordances.get("regions", Concordance({})).targets
    for name, concordance in concordances.items():
        if name in labels:
            problems.extend(
                problems_of(concordance.targets, labels[name], f"concordance of {name}")
            )
        else:
            problems.add("concordances", f'no labels of "{name}"', suggestion(name, labels))
    found = {}
    for name, own in labels.items():
        given = concordances.get(name)
        targets = given.targets if given else of_regions(moved, own)
        complete = {label: targets.get(label, label) for label in own}
        found[name] = grouping(own, complete, given.names if given else None)
    return found


def _regions_in(labels: list[str]) -> list[str]:
    return list(dict.fromkeys(region for label in labels if (region := region_of(label))))


def _moved_region(table: pd.DataFrame, concordances: Mapping[str, Concordance]) -> pd.DataFrame:
    """The column of regions with the new ones."""
    if "region" not in table or "regions" not in concordances:
        return table
    targets = concordances["regions"].targets
    new = [targets.get(str(region), str(region)) for region in table["region"]]
    return table.assign(region=pd.array(new, dtype="str"))


def _keys(name: str) -> tuple[str, ...]:
    return load_schema().tables[name].keys


def _of_dimension(dimension: str, groups: Groups, table: pd.DataFrame) -> Grouping:
    if dimension == "item":
        return groups["value_added"]
    if dimension == "user":
        if list(table.columns) == [TOTAL]:
            return grouping([TOTAL], {TOTAL: TOTAL})
        return joined(groups["activities"], groups["categories"])
    return groups[load_schema().table_of(dimension)]


def _asset_composition(economy: Economy, table: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """Products in a new asset: the mean of its members, weighted by their stock."""
    rows, columns = groups["products"], groups["assets"]
    base = bases.base_of(economy, "assets")
    total = columns.sums(base)
    base = np.where(total[columns.at] > 0, base, 1.0)
    weights = base / columns.sums(base)[columns.at]
    alone = np.bincount(columns.at, minlength=len(columns.new))[columns.at] == 1
    return sum_matrix(table * np.where(alone, 1.0, weights), rows, columns)


def _special_tables(economy: Economy, groups: Groups) -> dict[str, pd.DataFrame]:
    tables = {}
    if economy.need_composition is not None:
        tables["need_composition"] = _need_composition(economy, economy.need_composition, groups)
    if economy.limit_coefficients is not None:
        tables["limit_coefficients"] = _limit_coefficients(economy.limit_coefficients, groups)
    if economy.modern is not None:
        tables["modern"] = _modern(economy, economy.modern, groups["activities"])
    return {name: table for name, table in tables.items() if len(table)}


def _targets(groups: Grouping) -> dict[str, str]:
    return {label: groups.new[place] for label, place in zip(groups.old, groups.at, strict=True)}


def _need_composition(economy: Economy, table: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """s'[n,c,i] = sum of s y over the members / sum of y over the members; y the flow."""
    flows = economy.final_use
    rows = flows.index.get_indexer(pd.Index(table["product"]))
    columns = flows.columns.get_indexer(pd.Index(table["category"]))
    served = table["share"] * flows.to_numpy()[rows, columns]
    new = pd.DataFrame(
        {
            "need": table["need"].map(_targets(groups["needs"])),
            "category": table["category"].map(_targets(groups["categories"])),
            "product": table["product"].map(_targets(groups["products"])),
            "share": served,
        }
    )
    keys = ["need", "category", "product"]
    summed: pd.DataFrame = new.groupby(keys, sort=False).agg({"share": "sum"}).reset_index()
    whole = sum_matrix(flows, groups["products"], groups["categories"])
    rows = whole.index.get_indexer(pd.Index(summed["product"]))
    columns = whole.columns.get_indexer(pd.Index(summed["category"]))
    total = whole.to_numpy()[rows, columns]
    used = total != 0  # a flow that is zero has no shares
    summed = summed[used].reset_index(drop=True)
    shares = summed["share"].to_numpy() / total[used]
    summed["share"] = np.where(np.abs(shares - 1) <= ROUNDING, 1.0, shares)
    return summed


def _limit_coefficients(table: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    owners = {"activity": _targets(groups["activities"])}
    if "needs" in groups:
        owners["need"] = _targets(groups["needs"])
    pairs = zip(table["kind"], table["label"], strict=True)
    new = table.assign(
        limit=table["limit"].map(_targets(groups["limits"])),
        label=[owners[str(kind)][str(label)] for kind, label in pairs],
    )
    keys = ["limit", "kind", "label"]
    summed: pd.DataFrame = new.groupby(keys, sort=False).agg({"value": "sum"}).reset_index()
    return summed


def _modern(economy: Economy, table: pd.DataFrame, groups: Grouping) -> pd.DataFrame:
    weights = {
        "hours": bases.hours_by_activity(economy),
        "assets": bases.stock_by_activity(economy),
        "inputs": bases.inputs_by_activity(economy),
    }
    columns = {
        str(name): groups.means(table[name].to_numpy(dtype=float), weights[str(name).split("_")[0]])
        for name in table.columns
    }
    return pd.DataFrame(columns, index=pd.Index(list(groups.new), name="activity", dtype="str"))


def _notes(notes: str, groups: Groups) -> str:
    counts = [
        f"{len(part.old)} {'incomes' if name == 'value_added' else name.replace('_', ' ')} "
        f"to {len(part.new)}"
        for name, part in groups.items()
        if part.changes
    ]
    return f"{notes}\nAggregated: {', '.join(counts)}.".strip()
