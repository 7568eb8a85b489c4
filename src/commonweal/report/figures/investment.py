"""What is put in place, by kind of asset."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.compare.building import investment_by_asset, investment_share
from commonweal.compare.wording import percent
from commonweal.compare.years import yearly
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, draw, year_ticks
from commonweal.report.palette import colours

SHOWN = 10  # assumption: so many colours are told apart
OTHERS = "the others together"


def investment(plan: Plan) -> Figure | None:
    """Assets put in place, stacked, and their share in final use; None without capital."""
    case = plan.case
    if not case.has_capacity:
        return None
    placed = yearly(case, investment_by_asset(plan.values))
    share = yearly(case, investment_share(case, plan.values))
    years = [int(t) for t in placed["period"].values]
    assets = [str(k) for k in placed["asset"].values]
    names = [case.name_of("asset", k) for k in assets]
    units = {case.names["unit"].get(f"asset {k}", "asset unit") for k in assets}
    unit = units.pop() if len(units) == 1 else "asset units"
    factor, unit = scaled(float(placed.sum("asset").max()), unit)
    total = placed.sum("asset").values / factor
    shares = share.sel(period=years).values
    named = dict(zip(assets, names, strict=True))
    few, seen = _largest(placed, named)
    traces = [*_bars(few / factor, seen, unit), _shares_on_top(years, total, shares)]
    plot = draw(
        traces,
        up=unit,
        height=460,
        barmode="stack",
        bargap=0.4,
        xaxis=year_ticks(years) | {"showgrid": False},
        yaxis={"range": [0, float(max(total)) * 1.1]},
        legend={"orientation": "h", "x": 0, "y": -0.09, "yanchor": "top", "traceorder": "normal"},
    )
    frame = pd.DataFrame({"Year": [str(t) for t in years]})
    for asset, name in zip(assets, names, strict=True):
        frame[f"{name} ({unit})"] = placed.sel(asset=asset).values / factor
    frame["Share of final use at home (%)"] = 100 * shares
    base, last = case.horizon.base_year, years[-1]
    then = float(share.sel(period=base))
    return Figure(
        name="investment",
        title=f"Investment takes {percent(float(shares[-1]))} of final use at home in {last}, "
        f"after {percent(then)} in {base}",
        reading=(
            "Each colour is a kind of asset put in place in the year; the figure on top is the "
            "share of investment in what is used at home (needs, investment and other given uses)."
        ),
        plot=plot,
        table=frame,
    )


def _largest(placed: xr.DataArray, names: dict[str, str]) -> tuple[xr.DataArray, dict[str, str]]:
    """The largest assets, the largest first, and the sum of the rest where there are many."""
    if len(names) <= SHOWN:
        return placed, names
    size = placed.sum("period")
    order = [str(k) for k in size.sortby(-size)["asset"].values]
    seen, rest = order[: SHOWN - 1], order[SHOWN - 1 :]
    others = placed.sel(asset=rest).sum("asset").expand_dims(asset=[OTHERS])
    few = xr.concat([placed.sel(asset=seen), others.transpose(*placed.dims)], dim="asset")
    title = f"{len(rest)} others"
    return few, {k: names[k] for k in seen} | {OTHERS: title}


def _bars(placed: xr.DataArray, names: dict[str, str], unit: str) -> list[dict[str, Any]]:
    """A stacked bar for each kind of asset."""
    shade = colours(names.values())
    return [
        {
            "type": "bar",
            "x": [int(t) for t in placed["period"].values],
            "y": [round(float(v), 4) for v in placed.sel(asset=asset).values],
            "name": name,
            "marker": {"color": shade[name]},
            "hovertemplate": f"{name}, %{{x}}: %{{y:,.2f}} {unit}<extra></extra>",
        }
        for asset, name in names.items()
    ]


def _shares_on_top(years: list[int], total: np.ndarray, shares: np.ndarray) -> dict[str, Any]:
    """The share of investment in final use, written above its bar."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": years,
        "y": [float(v) for v in total],
        "text": [percent(float(s)) for s in shares],
        "textposition": "top center",
        "showlegend": False,
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def scaled(largest: float, unit: str) -> tuple[float, str]:
    """Factor and unit that bring large amounts to readable ones; only for units "million …"."""
    if unit.startswith("million ") and largest >= 1e6:
        return 1e6, "trillion " + unit.removeprefix("million ")
    if unit.startswith("million ") and largest >= 1e3:
        return 1e3, "billion " + unit.removeprefix("million ")
    return 1.0, unit
