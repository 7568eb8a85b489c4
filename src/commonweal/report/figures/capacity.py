"""Output against what the capacity can make."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commonweal.compare import production
from commonweal.compare.wording import percent
from commonweal.compare.years import final_year
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import (
    Figure,
    category_rows,
    draw,
    lines_of,
    most,
    rest_in_table,
    rows_high,
    wrapped,
)
from commonweal.report.palette import CONTRAST, EMPHASIS

SHOWN = 80  # assumption: so many rows are read; all are in the table
FULL = 0.999  # assumption: fuller than this counts as full


def capacity(plan: Plan) -> Figure | None:
    """Output and usable capacity of every activity, last year; None without capital."""
    case = plan.case
    if not case.has_capacity:
        return None
    base, last = case.horizon.base_year, case.horizon.last
    level = production.activity_level(case, plan.values)
    start = level.sel(period=base, drop=True)
    made = final_year(case, level)
    usable = final_year(case, production.usable_capacity(case, plan.values))
    used = final_year(case, production.utilisation(case, plan.values))
    order = [
        str(a)
        for a in (made / start).sortby(made / start)["activity"].values
        if start.sel(activity=a) > 0
    ]
    made, usable, start, used = (x.sel(activity=order) for x in (made, usable, start, used))
    frame = pd.DataFrame(
        {
            "Activity": [case.name_of("activity", a) for a in order],
            f"Output in {last} ({base} = 100)": (100 * made / start).values,
            f"Usable capacity in {last} (output of {base} = 100)": (100 * usable / start).values,
            f"Utilisation in {last} (% of capacity)": 100 * used.values,
            "Highest utilisation (%)": 100 * (usable / made * used).values,
        }
    )
    places = most(order, _worth(plan, order), SHOWN)
    drawn = frame.iloc[places]
    rows = [wrapped(name) for name in drawn["Activity"]]
    plot = draw(
        _traces(drawn, rows, last),
        across=f"output of {base} = 100",
        height=rows_high(len(rows), 24 if lines_of(rows) == 1 else 32),
        bargap=0.35,
        yaxis=category_rows(rows),
        shapes=[_base_line()],
    )
    full = int((made >= FULL * usable).sum())
    return Figure(
        name="capacity",
        title=f"Output and capacity in {last}: {full} of {len(order)} activities use all they have",
        reading=(
            f"A bar is the output of {last} where the output of {base} is 100; the orange mark is "
            "what the capacity could make at its highest utilisation: a gap is idle capacity"
            f"{_old_plants(plan)}."
            f"{rest_in_table(len(order), SHOWN, f'hours worked in {base}')}"
        ),
        plot=plot,
        table=frame.iloc[::-1].reset_index(drop=True),
    )


def _worth(plan: Plan, activities: list[str]) -> list[float]:
    """Hours of each activity in the base year; its level where no work is counted."""
    case = plan.case
    start = case.start.activity.sel(activity=activities)
    if not case.work.workers.size:
        return [float(x) for x in start.values]
    installed = (case.technology.family == "installed") & (case.technology.technique == "")
    each = case.technology.hours.sum("labour_type").values[installed.values]
    hours = dict(zip(case.technology.activity.values[installed.values], each, strict=True))
    return [
        float(hours.get(a, 0.0)) * float(x) for a, x in zip(activities, start.values, strict=True)
    ]


def _traces(frame: pd.DataFrame, rows: list[str], last: int) -> list[dict[str, Any]]:
    """Bars of output and marks of what the capacity could make."""
    output, room = frame.iloc[:, 1].round(2).tolist(), frame.iloc[:, 2].round(2).tolist()
    return [
        {
            "type": "bar",
            "orientation": "h",
            "y": rows,
            "x": output,
            "name": f"output in {last}",
            "marker": {"color": EMPHASIS},
            "hovertemplate": "%{y}: output %{x:.1f}<extra></extra>",
        },
        {
            "type": "scatter",
            "mode": "markers",
            "y": rows,
            "x": room,
            "name": "most that the capacity can make",
            "marker": {"symbol": "line-ns", "size": 15, "line": {"color": CONTRAST, "width": 3}},
            "hovertemplate": "%{y}: capacity %{x:.1f}<extra></extra>",
        },
    ]


def _old_plants(plan: Plan) -> str:
    """How much of what is idle stands in old plants, where modern ones replace them."""
    if "modern" not in plan.case.technology.family.values:
        return ""
    share = float(final_year(plan.case, production.idle_in_old_plants(plan.case, plan.values)))
    return f", {percent(share)} of it in old plants that modern ones replace" if share > 0 else ""


def _base_line() -> dict[str, Any]:
    return {
        "type": "line",
        "x0": 100,
        "x1": 100,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "line": {"color": "rgba(128,128,128,0.8)", "width": 1.5, "dash": "dot"},
    }
