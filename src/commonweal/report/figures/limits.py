"""Emissions and resources: what is used, and what a limit allows."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.compare import production
from commonweal.compare.wording import change
from commonweal.compare.years import base_activity, with_base, yearly
from commonweal.plan.blocks.needs import base_needs
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, draw, year_ticks
from commonweal.report.palette import CONTRAST, colours


def limits(plan: Plan) -> Figure | None:
    """Use of every limit relative to the base year, and its cap; None without limits."""
    case = plan.case
    if not case.limits.cap.size:
        return None
    base, last = case.horizon.base_year, case.horizon.last
    used = yearly(
        case, with_base(case, _base_use(plan), production.use_of_limits(case, plan.values))
    )
    start = used.sel(period=base, drop=True)
    labels = [str(e) for e in used["limit"].values if float(start.sel(limit=e)) > 0]
    if not labels:
        return None
    cap = case.limits.cap.where(case.limits.capped > 0)
    names = {e: case.name_of("limit", e) for e in labels}
    years = [int(t) for t in used["period"].values]
    shade = colours(names.values())
    frame = pd.DataFrame({"Year": [str(t) for t in years]})
    traces: list[dict[str, Any]] = []
    for e in labels:
        unit = case.names["unit"].get(f"limit {e}", "")
        amount, most = used.sel(limit=e), cap.sel(limit=e).reindex(period=years)
        frame[f"{names[e]} ({unit})"] = amount.values
        frame[f"Cap of {names[e]} ({unit})"] = most.values
        level = float(start.sel(limit=e))
        traces += _lines(years, names[e], shade[names[e]], amount / level, most / level)
    least = float(min(0.9, *(t["low"] for t in traces))) - 0.05
    for trace in traces:
        del trace["low"]
    plot = draw(
        traces,
        up=f"{base} = 1",
        xaxis=year_ticks(years),
        yaxis={"range": [least, None]},
    )
    final = {e: float(used.sel(limit=e, period=last) / start.sel(limit=e)) - 1.0 for e in labels}
    told = ", ".join(f"{names[e]} {change(final[e])}" for e in labels[:3])
    return Figure(
        name="limits",
        title=f"Use of limits in {last} against {base}: {told}",
        reading=(
            f"Lines are what activities and needs use, {base} = 1; a dashed line is the cap that "
            "the study sets. Where none is drawn there is no cap."
        ),
        plot=plot,
        table=frame.dropna(axis="columns", how="all"),
    )


def _base_use(plan: Plan) -> xr.DataArray:
    """Use of each limit in the base year (limit)."""
    case = plan.case
    made = (case.technology.emissions * base_activity(case)).sum("process")
    # people grow at a constant rate, so that those of the base year follow from two periods
    level = base_needs(case)
    needs = level.isel(period=0, drop=True) ** 2 / level.isel(period=1, drop=True)
    return made + (case.demand.emissions * needs).sum("need")


def _lines(
    years: list[int], name: str, colour: str, used: xr.DataArray, most: xr.DataArray
) -> list[dict[str, Any]]:
    def line(values: xr.DataArray, title: str, style: dict[str, Any]) -> dict[str, Any]:
        known = [None if np.isnan(v) else round(float(v), 5) for v in values.values]
        return {
            "type": "scatter",
            "mode": "lines+markers",
            "x": years,
            "y": known,
            "name": title,
            "line": style,
            "hovertemplate": f"{title}, %{{x}}: %{{y:.3f}}<extra></extra>",
            "low": min(v for v in known if v is not None),
        }

    lines = [line(used, name, {"color": colour, "width": 3})]
    if not np.isnan(most.values).all():
        lines.append(line(most, f"cap of {name}", {"color": CONTRAST, "dash": "dash"}))
    return lines
