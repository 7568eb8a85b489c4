"""Yearly hours of one worker, and where all hours are worked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import xarray as xr

from commonweal.compare.people import hours_of_a_worker
from commonweal.compare.wording import change
from commonweal.compare.work import KINDS_OF_HOURS, by_branch, hours_by_activity, hours_by_kind
from commonweal.compare.years import yearly
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, draw, year_ticks
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET, branch_colours, colours

BILLION = 1e9
RESEARCH = KINDS_OF_HOURS["research"]


def hours_per_worker(plan: Plan) -> Figure | None:
    """Yearly hours of one worker; None without labour accounts."""
    case = plan.case
    if not case.work.workers.size:
        return None
    hours = yearly(case, hours_of_a_worker(case, plan.values))
    years = [int(t) for t in hours["period"].values]
    values = [float(h) for h in hours.values]
    least = float(case.work.least_hours.min())
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines+markers+text",
            "x": years,
            "y": [round(h, 1) for h in values],
            "text": [f"{h:,.0f}" for h in values],
            "textposition": "top center",
            "line": {"color": EMPHASIS, "width": 3},
            "marker": {"size": 9},
            "cliponaxis": False,
            "name": "hours of one worker",
            "hovertemplate": "%{x}: %{y:,.0f} h<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "x": [years[0], years[-1]],
            "y": [least, least],
            "line": {"color": CONTRAST, "width": 2, "dash": "dash"},
            "name": f"least that the study allows ({least:,.0f} h)",
            "hoverinfo": "skip",
        },
    ]
    low = 100.0 * int(min(least, *values) / 100.0 - 1.0)
    plot = draw(
        traces,
        up="hours per worker and year",
        height=340,
        xaxis=year_ticks(years) | {"range": [years[0] - 0.4, years[-1] + 0.4]},
        yaxis={"range": [low, max(values) * 1.03], "tickformat": ",.0f"},
    )
    return Figure(
        name="hours-per-worker",
        title=f"Yearly hours of one worker: {change(values[-1] / values[0] - 1.0)} "
        f"from {years[0]} to {years[-1]}",
        reading=(
            "The line is the yearly working time of one worker; the axis does not begin at zero, "
            "and the dashed line is the lower bound of the study."
        ),
        plot=plot,
        table=pd.DataFrame({"Year": [str(t) for t in years], "Hours per worker and year": values}),
    )


def _by_branch_and_research(plan: Plan) -> xr.DataArray:
    """Hours of every branch and, where there are any, of developing techniques (branch, period)."""
    case = plan.case
    hours = by_branch(case, hours_by_activity(case, plan.values))
    developing = hours_by_kind(case, plan.values).sel(use="research", drop=True)
    if not float(developing.sum()) > 0:
        return hours
    last = developing.expand_dims(branch=[RESEARCH])
    return xr.concat([hours.transpose("branch", "period"), last], dim="branch")


def hours_by_branch(plan: Plan) -> Figure | None:
    """All hours by branch, stacked; None without labour accounts."""
    case = plan.case
    if not case.work.workers.size:
        return None
    hours = yearly(case, _by_branch_and_research(plan)) / BILLION
    hours = hours.transpose("branch", "period")
    years = [int(t) for t in hours["period"].values]
    names = [str(b) for b in hours["branch"].values]
    shade = branch_colours(case) or colours(names)
    traces = [
        {
            "type": "bar",
            "x": years,
            "y": [round(float(h), 3) for h in hours.sel(branch=name).values],
            "name": name,
            "marker": {"color": CONTRAST if name == RESEARCH else shade.get(name, QUIET)},
            "hovertemplate": f"{name}, %{{x}}: %{{y:,.1f}} billion h<extra></extra>",
        }
        for name in names
    ]
    plot = draw(
        traces,
        up="billion hours a year",
        height=560,
        barmode="stack",
        bargap=0.3,
        yaxis={"tickformat": ",.0f"},
        xaxis=year_ticks(years) | {"showgrid": False},
        legend={"orientation": "h", "x": 0, "y": -0.08, "yanchor": "top", "traceorder": "normal"},
    )
    total = hours.sum("branch").values
    frame = pd.DataFrame(hours.values, columns=[str(t) for t in years])
    frame.insert(0, "Branch (billion hours a year)", names)
    return Figure(
        name="hours-by-branch",
        title=f"All hours worked: {total[0]:,.0f} billion in {years[0]}, "
        f"{total[-1]:,.0f} billion in {years[-1]}",
        reading="Each colour is a branch; its height is the hours worked there in the year."
        + (f" {RESEARCH} belongs to no branch." if RESEARCH in names else ""),
        plot=plot,
        table=frame,
    )
