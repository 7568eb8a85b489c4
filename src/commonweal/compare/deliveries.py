"""Who delivers what to whom in one year, in kind."""

from __future__ import annotations

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.case.case import Case
from commonweal.compare.building import invested_products
from commonweal.compare.people import Values
from commonweal.compare.years import sum_by_activity

OTHER_USES = {
    "conversion": "Conversion to new techniques",
    "exports": "Exports",
    "given": "Other given uses",
    "stocks": "Into stocks",
    "unused": "Made and not used",
}


def deliveries(case: Case, values: Values, period: int) -> pd.DataFrame:
    """Every product by its user in one period.

    Returns
    -------
    DataFrame (product; kind of user, user) [product unit]. Kinds are activity, need, asset and
    other. A row adds up to what was made at home and imported.
    """
    products = [str(i) for i in case.technology.output["product"].values]
    parts: dict[tuple[str, str], np.ndarray] = {}
    for kind, table in _tables(case, values, period).items():
        for label in table[kind].values:
            column = table.sel({kind: label}).transpose("product").values
            parts[kind, str(label)] = column
    for name, column in _others(case, values, period).items():
        parts["other", name] = column
    return pd.DataFrame(
        np.column_stack(list(parts.values())),
        index=pd.Index(products, name="product"),
        columns=pd.MultiIndex.from_tuples(list(parts), names=["kind", "user"]),
    )


def kinds_and_users(frame: pd.DataFrame) -> list[tuple[str, str]]:
    """The columns of a table of deliveries as pairs of kind and user."""
    kinds, users = (frame.columns.get_level_values(level) for level in (0, 1))
    return [(str(kind), str(user)) for kind, user in zip(kinds, users, strict=True)]


def _tables(case: Case, values: Values, period: int) -> dict[str, xr.DataArray]:
    now = {name: values[name].sel(period=period, drop=True) for name in ("activity", "need_level")}
    used = case.technology.input * now["activity"]
    tables = {
        "activity": sum_by_activity(case, used),
        "need": case.demand.composition * now["need_level"],
    }
    if case.has_capacity:
        invested = values["investment"].sel(period=period, drop=True)
        tables["asset"] = case.start.composition * invested
    return tables


def _others(case: Case, values: Values, period: int) -> dict[str, np.ndarray]:
    def at(array: xr.DataArray, when: int) -> np.ndarray:
        found: np.ndarray = array.sel(period=when).values
        return found

    stock = values["stock"].transpose("product", "period")
    kept = case.stocks.kept.values
    if period == case.horizon.first:
        opening = kept * case.stocks.opening.values
    elif period <= case.horizon.last:
        opening = kept * at(stock, period - 1)
    else:
        opening = np.zeros_like(kept)
    found = {
        "exports": at(values["exports"], period),
        "given": at(case.demand.deliveries, period),
        "stocks": at(stock, period) - opening,
        "unused": at(values["unused"], period),
    }
    if case.has_capacity:
        composed = (case.start.composition * values["investment"]).sum("asset")
        once = invested_products(case, values) - composed
        found = {"conversion": at(once, period), **found}
    return found


def sources(case: Case, values: Values, period: int) -> pd.DataFrame:
    """Where every product comes from: made by each activity, or imported.

    Returns
    -------
    DataFrame (product; activities and ``imports``) [product unit]
    """
    level = values["activity"].sel(period=period, drop=True)
    made = sum_by_activity(case, case.technology.output * level)
    frame = pd.DataFrame(
        made.transpose("product", "activity").values,
        index=pd.Index([str(i) for i in made["product"].values], name="product"),
        columns=[str(a) for a in made["activity"].values],
    )
    frame["imports"] = values["imports"].sel(period=period).values
    return frame
