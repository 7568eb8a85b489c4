"""Attributes, needs and limits that follow an economy into a symmetric table."""

from __future__ import annotations

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.transform.technology import by_product

ROUNDING = 1e-12  # assumption: a share that is 1 but for the rounding of a sum is 1


def _means(values: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    """m[i, c] = sum_a w[i, a] x[a, c] / sum_a w[i, a], within the values of those that weigh."""
    w = weights.to_numpy() / weights.sum(axis=1).to_numpy()[:, np.newaxis]
    x = values.loc[weights.columns].to_numpy(dtype=float)
    found = w @ x
    for row in range(len(w)):  # rounding must not carry a mean out of its members
        own = x[w[row] > 0]
        found[row] = np.clip(found[row], own.min(axis=0), own.max(axis=0))
    return pd.DataFrame(found, index=weights.index, columns=values.columns)


def activities_of_products(economy: Economy, made: pd.DataFrame) -> pd.DataFrame:
    """Attributes of the activities that make one product each.

    Capacity adds up: k[i] = sum_a V[i,a] / utilisation[a]; rates are weighted by it.

    Parameters
    ----------
    economy : of supply and use
    made : (product, activity), the products that are made

    Returns
    -------
    DataFrame (product, column) of the table ``activities``
    """
    old = economy.activities
    capacity = made / old["utilisation"].loc[made.columns]
    rates = _means(old[["build_years", "utilisation", "highest_utilisation"]], capacity)
    found = economy.products.loc[made.index, ["name", "unit", "group", "code"]]
    years = np.floor(rates["build_years"] + 0.5).astype(np.int64)
    found = found.assign(
        build_years=years,
        utilisation=rates["utilisation"],
        highest_utilisation=np.maximum(rates["highest_utilisation"], rates["utilisation"]),
    )
    if "region" in old:
        found["region"] = economy.products.loc[made.index, "region"]
    return found.rename_axis(index="activity")


def modern_of_products(modern: pd.DataFrame, made: pd.DataFrame) -> pd.DataFrame:
    """Ratios of modern plants of a product: the mean over its makers, weighted by what they make.

    Parameters
    ----------
    modern : (activity, column)
    made : (product, activity)

    Returns
    -------
    DataFrame (product, column)
    """
    return _means(modern, made).rename_axis(index="activity")


def limits_of_products(coefficients: pd.DataFrame, t: pd.DataFrame) -> pd.DataFrame:
    """Amounts of limits that activities took, now taken by products: e T.

    Parameters
    ----------
    coefficients : columns limit, kind, label, value
    t : (activity, product)

    Returns
    -------
    DataFrame of the same columns; what needs took stays
    """
    of_activities = coefficients["kind"] == "activity"
    kept = coefficients[~of_activities]
    if kept.shape == coefficients.shape:
        return coefficients
    wide = coefficients[of_activities].pivot_table(index="limit", columns="label", values="value")
    moved = by_product(wide.reindex(columns=t.index).fillna(0.0), t)
    rows, columns = np.indices(moved.shape)
    new = pd.DataFrame(
        {
            "limit": moved.index.to_numpy()[rows.ravel()],
            "kind": "activity",
            "label": moved.columns.to_numpy()[columns.ravel()],
            "value": moved.to_numpy().ravel(),
        }
    )
    return pd.concat([new[new["value"] != 0], kept], ignore_index=True)


def products_of_activities(economy: Economy, t: pd.DataFrame) -> pd.DataFrame:
    """Attributes of the rows that activities deliver.

    Parameters
    ----------
    economy : of supply and use, all products in one unit
    t : (activity, product)

    Returns
    -------
    DataFrame (activity, column) of the table ``products``; world prices weighted by supply
    """
    columns = ["name", "group", "code", *(["region"] if "region" in economy.activities else [])]
    found = economy.activities.loc[t.index, columns]
    price = _means(economy.products[["world_price"]], economy.supply.T)
    unit = str(economy.products["unit"].iloc[0])
    return found.assign(unit=unit, world_price=price["world_price"]).rename_axis(index="product")


def needs_of_activities(economy: Economy, t: pd.DataFrame) -> pd.DataFrame:
    """Shares of needs in what activities deliver: sum_i T s y / sum_i T y.

    Parameters
    ----------
    economy : with the table ``need_composition``
    t : (activity, product)

    Returns
    -------
    DataFrame with the columns need, category, product, share
    """
    composition = economy.need_composition
    assert composition is not None
    parts = []
    for (need, category), own in composition.groupby(["need", "category"], sort=False):
        share = pd.Series(own["share"].to_numpy(), index=pd.Index(own["product"]))
        flow = economy.final_use[str(category)]
        served = t.to_numpy() @ (share.reindex(t.columns).fillna(0.0) * flow).to_numpy()
        whole = t.to_numpy() @ flow.loc[t.columns].to_numpy()
        used = (whole != 0) & (served != 0)
        shares = served[used] / whole[used]
        shares = np.where(np.abs(shares - 1) <= ROUNDING, 1.0, shares)
        rows = {"need": need, "category": category, "product": t.index[used], "share": shares}
        parts.append(pd.DataFrame(rows))
    return pd.concat(parts, ignore_index=True)


def of_flows(composition: pd.DataFrame, final_use: pd.DataFrame) -> pd.DataFrame:
    """Shares of the flows that are not zero; the others have none.

    Parameters
    ----------
    composition : columns need, category, product, share
    final_use : (product, category)

    Returns
    -------
    DataFrame of the same columns
    """
    rows = final_use.index.get_indexer(pd.Index(composition["product"]))
    columns = final_use.columns.get_indexer(pd.Index(composition["category"]))
    there = final_use.to_numpy()[rows, columns] != 0
    kept: pd.DataFrame = composition[there].reset_index(drop=True)
    return kept
