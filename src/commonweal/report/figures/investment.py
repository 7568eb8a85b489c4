"""What is put in place, by kind of asset."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commonweal.compare.building import investment_by_asset, investment_share
from commonweal.compare.wording import percent
from commonweal.compare.years import yearly
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, draw, year_ticks
from commonweal.report.palette import colours


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
    shade = colours(names)
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "x": years,
            "y": [round(float(v) / factor, 4) for v in placed.sel(asset=asset).values],
            "name": name,
            "marker": {"color": shade[name]},
            "hovertemplate": f"{name}, %{{x}}: %{{y:,.2f}} {unit}<extra></extra>",
        }
        for asset, name in zip(assets, names, strict=True)
    ]
    total = (placed.sum("asset") / factor).values
    shares = share.sel(period=years).values
    traces.append(
        {
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
    )
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


def scaled(largest: float, unit: str) -> tuple[float, str]:
    """Factor and unit that bring large amounts to readable ones; only for units "million …"."""
    if unit.startswith("million ") and largest >= 1e6:
        return 1e6, "trillion " + unit.removeprefix("million ")
    if unit.startswith("million ") and largest >= 1e3:
        return 1e3, "billion " + unit.removeprefix("million ")
    return 1.0, unit
