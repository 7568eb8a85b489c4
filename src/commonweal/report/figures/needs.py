"""Needs over the years."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import xarray as xr

from commonweal.compare.people import consumption_index, fulfilment
from commonweal.compare.wording import change
from commonweal.compare.years import final_year, yearly
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
from commonweal.report.palette import CONTRAST, QUIET, year_colours

SHOWN = 40  # assumption: so many rows are read; all are in the table


def needs(plan: Plan) -> Figure:
    """Fulfilment of every need, a point per year; 100 is the base year's level per head."""
    case = plan.case
    base, last = case.horizon.base_year, case.horizon.last
    level = 100.0 * yearly(case, fulfilment(case, plan.values))
    order = final_year(case, level).sortby(final_year(case, level))["need"].values
    every = level.sel(need=order)
    all_names = [case.name_of("need", str(n)) for n in order]
    weight = case.demand.weight.sel(need=order).values.tolist()
    drawn = most(all_names, weight, SHOWN)
    order, level, names = order[drawn], every.isel(need=drawn), [all_names[n] for n in drawn]
    rows = [wrapped(name) for name in names]
    years = [int(t) for t in level["period"].values]
    floor = 100.0 * final_year(case, case.demand.floor).sel(need=order).values
    traces = [
        _span(rows, level.min("period"), level.max("period")),
        *_years(rows, years, level),
        *_floors(rows, floor, last),
    ]
    plot = draw(
        traces,
        across=f"level per head, {base} = 100",
        height=rows_high(len(rows), 30 if lines_of(rows) == 1 else 34, 100),
        yaxis=category_rows(rows) | {"showgrid": True},
    )
    index = float(final_year(case, consumption_index(case, plan.values))) - 1.0
    return Figure(
        name="needs",
        title=f"How far each need is met: {change(index)} per head over all needs by {last}",
        reading=(
            f"Each row is a need and each point a year, darker as time goes on; 100 is the level "
            f"per head in {base}, and the orange mark is the floor asked for in {last}."
            f"{rest_in_table(len(all_names), SHOWN, 'their weight')}"
        ),
        plot=plot,
        table=_table(all_names, years, every.values),
    )


def _span(rows: list[str], low: Any, high: Any) -> dict[str, Any]:
    across: list[float | None] = []
    along: list[str | None] = []
    for row, start, end in zip(rows, low.values, high.values, strict=True):
        across += [round(float(start), 2), round(float(end), 2), None]
        along += [row, row, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": across,
        "y": along,
        "line": {"color": "rgba(128,128,128,0.45)", "width": 2},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _table(names: list[str], years: list[int], values: Any) -> pd.DataFrame:
    frame = pd.DataFrame(values, columns=[str(t) for t in years])
    frame.insert(0, f"Need (level per head, {years[0]} = 100)", names)
    return frame.iloc[::-1].reset_index(drop=True)


def _years(rows: list[str], years: list[int], level: xr.DataArray) -> list[dict[str, Any]]:
    """The points of each year, the base year grey, the others darker as time goes on."""
    shades = [QUIET, *year_colours(len(years) - 1)]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": level.sel(period=year).values.round(2).tolist(),
            "y": rows,
            "name": str(year),
            "marker": {"color": shade, "size": 11, "line": {"color": "white", "width": 1}},
            "hovertemplate": f"%{{y}}, {year}: %{{x:.1f}}<extra></extra>",
        }
        for year, shade in zip(years, shades, strict=True)
    ]


def _floors(rows: list[str], floor: np.ndarray, last: int) -> list[dict[str, Any]]:
    """A mark at the floor of every need that has one; nothing where none has."""
    asked = np.flatnonzero(floor > 0).tolist()
    if not asked:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [float(floor[n]) for n in asked],
            "y": [rows[n] for n in asked],
            "name": f"floor {last}",
            "marker": {"symbol": "line-ns", "size": 18, "line": {"color": CONTRAST, "width": 3}},
            "hovertemplate": f"floor of %{{y}}, {last}: %{{x:.1f}}<extra></extra>",
        }
    ]
