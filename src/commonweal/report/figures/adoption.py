"""How far the techniques of a programme have spread, against what could be and what is wanted."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from commonweal.compare import spread
from commonweal.compare.wording import percent
from commonweal.compare.years import final_year, yearly
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import (
    Figure,
    category_rows,
    draw,
    rows_high,
    wrapped,
    year_ticks,
)
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET, branch_colours


def adoption_by_activity(plan: Plan) -> Figure | None:
    """Share of each activity's capacity with a technique, last year; None without a programme."""
    case = plan.case
    owners = {str(a) for a in case.adoption.ceiling_activity.values}
    if not owners:
        return None
    last = case.horizon.last
    share = final_year(case, spread.programme_share_of(case, plan.values))
    most = final_year(case, spread.ceiling_of(case))
    chosen = [str(a) for a in share["activity"].values if str(a) in owners]
    order = sorted(chosen, key=lambda a: (float(share.sel(activity=a)), a))
    frame = pd.DataFrame(
        {
            "Activity": [case.name_of("activity", a) for a in order],
            f"With a technique of the programme in {last} (% of capacity)": 100
            * share.sel(activity=order).values,
            f"Ceiling in {last} (% of capacity)": 100 * most.sel(activity=order).values,
        }
    )
    rows = [wrapped(name) for name in frame["Activity"]]
    full = int((share.sel(activity=order) >= most.sel(activity=order) - 5e-3).sum())
    plot = draw(
        _in_place(plan, order, rows, frame),
        across="% of the activity's capacity",
        height=rows_high(len(rows)),
        bargap=0.35,
        yaxis=category_rows(rows),
        xaxis={"rangemode": "tozero"},
    )
    return Figure(
        name="adoption-by-activity",
        title=f"Where techniques of the programme are in place in {last}: "
        f"{full} of {len(order)} activities are at their ceiling",
        reading=(
            "A bar is the share of an activity's capacity that carries a technique of the "
            "programme, in the colour of its branch; the orange mark is the highest share that "
            "diffusion allows."
        ),
        plot=plot,
        table=frame.iloc[::-1].reset_index(drop=True),
    )


def _in_place(
    plan: Plan, order: list[str], rows: list[str], frame: pd.DataFrame
) -> list[dict[str, Any]]:
    """Bars of what is in place, in the colour of the branch, and marks of the ceilings."""
    shade, group = branch_colours(plan.case), plan.case.groups.get("activity", {})
    return [
        {
            "type": "bar",
            "orientation": "h",
            "y": rows,
            "x": frame.iloc[:, 1].round(2).tolist(),
            "marker": {"color": [shade.get(group.get(a, ""), EMPHASIS) for a in order]},
            "name": "in place",
            "showlegend": False,
            "hovertemplate": "%{y}: %{x:.1f} % of capacity<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "y": rows,
            "x": frame.iloc[:, 2].round(2).tolist(),
            "marker": {"symbol": "line-ns", "size": 16, "line": {"color": CONTRAST, "width": 3}},
            "name": "ceiling: as far as the techniques can have spread",
            "hovertemplate": "ceiling of %{y}: %{x:.1f} %<extra></extra>",
        },
    ]


def adoption_and_targets(plan: Plan) -> Figure | None:
    """Share of work with the programme's techniques and in modern plant, with the targets.

    None where neither exists, or where there is no labour by which to weigh them.
    """
    case = plan.case
    if not case.has_capacity and not case.adoption.ceiling_activity.size:
        return None
    if not case.work.workers.size:
        return None
    programme = yearly(case, spread.programme_share(case, plan.values))
    years = [int(t) for t in programme["period"].values]
    lines = {"modern plant": (yearly(case, spread.modern_share(case, plan.values)), QUIET, "dot")}
    if case.adoption.ceiling_activity.size:
        highest = yearly(case, spread.highest_share(case, plan.values))
        lines = {
            "techniques of the programme": (programme, EMPHASIS, "solid"),
            "as far as their ceilings allow": (highest, CONTRAST, "dash"),
            **lines,
        }
    traces: list[dict[str, Any]] = [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": years,
            "y": [round(100 * float(s), 2) for s in values.values],
            "name": name,
            "line": {"color": colour, "width": 3 if dash == "solid" else 2, "dash": dash},
            "hovertemplate": f"{name}, %{{x}}: %{{y:.1f}} % of work<extra></extra>",
        }
        for name, (values, colour, dash) in lines.items()
    ]
    frame = pd.DataFrame({"Year": [str(t) for t in years]})
    for name, (values, _, _) in lines.items():
        frame[f"{name[0].upper()}{name[1:]} (% of work)"] = 100 * values.values
    traces += _targets(plan, years, frame)
    plot = draw(
        traces,
        up="% of work (base-year hours of capacity)",
        height=400,
        xaxis=year_ticks(years) | {"range": [years[0] - 0.3, years[-1] + 0.3]},
        yaxis={"range": [0, 102]},
    )
    return Figure(
        name="adoption",
        title=_title(plan),
        reading=(
            "Lines are shares of all work, each unit of capacity counting with the hours that it "
            "worked in the base year; diamonds are targets, which a plan may miss and then says so."
        ),
        plot=plot,
        table=frame,
    )


def _title(plan: Plan) -> str:
    case, last = plan.case, plan.case.horizon.last
    modern = float(final_year(case, spread.modern_share(case, plan.values)))
    if not case.adoption.ceiling_activity.size:
        return f"Modern plant is in place for {percent(modern)} of work in {last}"
    share = float(final_year(case, spread.programme_share(case, plan.values)))
    return (
        f"Techniques of the programme are in place for {percent(share)} of work in {last}, "
        f"modern plant for {percent(modern)}"
    )


def _targets(plan: Plan, years: list[int], frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Diamonds of the targets; their shares are added to the table."""
    case, traces = plan.case, []
    for label in case.adoption.target_share["target"].values:
        share = case.adoption.target_share.sel(target=label)
        wanted = {t: 100 * float(share.sel(period=t)) for t in years[1:]}
        points = {t: value for t, value in wanted.items() if value > 0}
        if not points:
            continue
        name = case.name_of("target", str(label))
        frame[f"Target: {name} (% of work)"] = [points.get(t, np.nan) for t in years]
        traces.append(
            {
                "type": "scatter",
                "mode": "markers+text",
                "x": list(points),
                "y": list(points.values()),
                "text": [f"{value:.0f} %" for value in points.values()],
                "textposition": "bottom center",
                "marker": {"symbol": "diamond", "size": 13, "color": CONTRAST},
                "name": wrapped(f"target: {name}", 40),
                "hovertemplate": f"target “{name}”, %{{x}}: %{{y:.0f}} %<extra></extra>",
            }
        )
    return traces
