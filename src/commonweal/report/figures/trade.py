"""What is bought abroad and what is sold there."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.compare import production
from commonweal.compare.wording import sensible
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, category_rows, draw, rows_high, wrapped
from commonweal.report.figures.investment import scaled
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET

SHOWN = 25  # assumption: so many rows are read; all are in the table


def trade(plan: Plan) -> Figure | None:
    """Imports and exports by product in the last year, at world prices; None without trade."""
    case = plan.case
    last = case.horizon.last
    bought = case.trade.price * production.imports(case, plan.values)
    sold = case.trade.price * production.exports(case, plan.values)
    if not float((bought + sold).sel(period=last).sum()) > 0:
        return None
    factor, unit = scaled(
        float((bought + sold).max()), str(case.about.get("currency") or "at world prices")
    )
    table = _table(plan, bought / factor, sold / factor, unit)
    drawn = table.head(SHOWN).iloc[::-1]
    plot = draw(
        _traces(case.horizon.base_year, last, drawn, unit),
        across=f"{unit} a year: imports to the left, exports to the right",
        height=rows_high(len(drawn)),
        barmode="overlay",
        bargap=0.35,
        yaxis=category_rows([wrapped(name) for name in drawn["Product"]]),
        xaxis={"zeroline": True, "zerolinecolor": QUIET},
    )
    rest = len(table) - len(drawn)
    return Figure(
        name="trade",
        title=_title(plan, bought, sold),
        reading=(
            f"Bars are {last}, marks {case.horizon.base_year}, at world prices of the accounts' "
            "year. How far each product can move is a setting of the study (trade)."
            + (f" The {SHOWN} largest are drawn; {rest} more are in the table." if rest else "")
        ),
        plot=plot,
        table=table,
    )


def _table(plan: Plan, bought: xr.DataArray, sold: xr.DataArray, unit: str) -> pd.DataFrame:
    """A row per traded product, the largest first."""
    case = plan.case
    base, last = case.horizon.base_year, case.horizon.last
    products = [str(i) for i in bought["product"].values]
    columns: dict[str, Any] = {"Product": [case.name_of("product", i) for i in products]}
    for name, flows in (("Imports", bought), ("Exports", sold)):
        for year in (base, last):
            columns[f"{name} {year} ({unit})"] = flows.sel(period=year).values
    table = pd.DataFrame(columns)
    size = table.iloc[:, 1:].abs().sum(axis=1)
    order = np.argsort(-size.to_numpy(), kind="stable")
    return table.iloc[order][size.iloc[order].to_numpy() > 0].reset_index(drop=True)


def _traces(base: int, last: int, drawn: pd.DataFrame, unit: str) -> list[dict[str, Any]]:
    rows = [wrapped(name) for name in drawn["Product"]]
    before: dict[str, Any] = {"symbol": "line-ns", "size": 13, "line": {"color": QUIET, "width": 2}}
    traces: list[dict[str, Any]] = []
    for name, colour, side in (("Imports", CONTRAST, -1.0), ("Exports", EMPHASIS, 1.0)):
        then, now = (drawn[f"{name} {year} ({unit})"] for year in (base, last))
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": rows,
                "x": (side * now).round(4).tolist(),
                "customdata": now.round(4).tolist(),
                "name": f"{name.lower()} {last}",
                "marker": {"color": colour},
                "hovertemplate": f"%{{y}}: {name.lower()} %{{customdata:,.3g}} {unit}"
                "<extra></extra>",
            }
        )
        traces.append(
            {
                "type": "scatter",
                "mode": "markers",
                "y": rows,
                "x": (side * then).round(4).tolist(),
                "name": f"{base}",
                "legendgroup": "before",
                "showlegend": side > 0,
                "marker": before,
                "hoverinfo": "skip",
            }
        )
    return traces


def _title(plan: Plan, bought: xr.DataArray, sold: xr.DataArray) -> str:
    case = plan.case
    base, last = case.horizon.base_year, case.horizon.last
    total = {
        year: [float(x.sel(period=year).sum()) for x in (bought, sold)] for year in (base, last)
    }
    factor, unit = scaled(max(total[last]), str(case.about.get("currency") or ""))
    imports, exports = (sensible(x / factor) for x in total[last])
    surplus = {year: (sold_ - bought_) / factor for year, (bought_, sold_) in total.items()}
    kind = "surplus" if surplus[last] >= 0 else "deficit"
    then = "surplus" if surplus[base] >= 0 else "deficit"
    after = "" if then == kind else f" a {then} of"
    return (
        f"In {last} imports cost {imports} and exports bring {exports} {unit}: a {kind} of "
        f"{sensible(abs(surplus[last]))}, after{after} {sensible(abs(surplus[base]))} in {base}"
    )
