"""What the people of each region get and how long they work."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from commonweal.compare.people import consumption_by_region, hours_by_region, workers_by_region
from commonweal.compare.wording import change
from commonweal.compare.years import yearly
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, category_rows, draw, rows_high, wrapped
from commonweal.report.palette import EMPHASIS, QUIET, year_colours

SHOWN = 20  # assumption: so many rows are read; all are in the table


def regions(plan: Plan) -> Figure | None:
    """Consumption per head and hours of a worker by region; None where there is one region."""
    case = plan.case
    if case.demand.people.sizes["region"] == 1:
        return None
    table, years = _table(plan)
    drawn = _drawn(table, years)
    base, last = years[0], years[-1]
    rows = [wrapped(name) for name in drawn["Region"]]
    plot = draw(
        [*_levels(drawn, rows, years), *_hours(drawn, rows, base, last)],
        across=f"consumption per head, {base} = 100",
        height=rows_high(len(rows), 28, 110),
        yaxis=category_rows(rows) | {"showgrid": True},
        xaxis={"domain": [0.0, 0.58]},
        xaxis2={
            "domain": [0.64, 1.0],
            "anchor": "y",
            "gridcolor": "rgba(128,128,128,0.22)",
            "zeroline": False,
            "title": {"text": "hours of a worker and year", "standoff": 8},
        },
    )
    index = table[str(last)].to_numpy(dtype=float)
    low, high = (table.iloc[int(n)] for n in (np.nanargmin(index), np.nanargmax(index)))
    rest = len(table) - SHOWN
    return Figure(
        name="regions",
        title=f"Consumption per head by {last}: from {_change(low, last)} ({low['Region']}) "
        f"to {_change(high, last)} ({high['Region']})",
        reading=(
            f"Left: what a head gets of all needs together, each with its share in {base}; a point "
            f"per year, darker as time goes on. Right: yearly hours of a worker, grey in {base} "
            f"and blue in {last}. The largest consumer stands on top."
            + (
                f" Drawn are the {SHOWN} largest; {rest} more are in the numbers."
                if rest > 0
                else ""
            )
        ),
        plot=plot,
        table=table,
    )


def _change(row: pd.Series, year: int) -> str:
    return change(float(row[str(year)]) / 100.0 - 1.0)


def _table(plan: Plan) -> tuple[pd.DataFrame, list[int]]:
    """A row per region, the largest consumer first."""
    case = plan.case
    index = 100.0 * yearly(case, consumption_by_region(case, plan.values))
    years = [int(t) for t in index["period"].values]
    labels = [str(r) for r in index["region"].values]
    weight = case.demand.weight.values
    size = [float(weight[case.regions.need.values == r].sum()) for r in labels]
    columns: dict[str, Any] = {"Region": [case.name_of("region", r) for r in labels]}
    columns |= {str(t): index.sel(period=t).values for t in years}
    if case.work.workers.size:
        hours = yearly(case, hours_by_region(case, plan.values))
        columns |= {
            f"Hours per worker {t}": hours.sel(period=t, region=labels).values
            for t in (years[0], years[-1])
        }
        workers = workers_by_region(case).isel(period=0)
        columns["Workers (million)"] = workers.sel(region=labels).values / 1e6
    columns["Share of all consumption (%)"] = 100.0 * np.array(size)
    frame = pd.DataFrame(columns)
    order = np.argsort(-np.array(size), kind="stable")
    return frame.iloc[order].reset_index(drop=True), years


def _drawn(table: pd.DataFrame, years: list[int]) -> pd.DataFrame:
    """The rows that are drawn, from the bottom up."""
    known = table[table[str(years[-1])].notna()]
    return known.head(SHOWN).iloc[::-1]


def _levels(drawn: pd.DataFrame, rows: list[str], years: list[int]) -> list[dict[str, Any]]:
    shades = [QUIET, *year_colours(len(years) - 1)]
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": drawn[str(year)].round(2).tolist(),
            "y": rows,
            "name": str(year),
            "marker": {"color": shade, "size": 11, "line": {"color": "white", "width": 1}},
            "hovertemplate": f"%{{y}}, {year}: %{{x:.1f}}<extra></extra>",
        }
        for year, shade in zip(years, shades, strict=True)
    ]


def _hours(drawn: pd.DataFrame, rows: list[str], base: int, last: int) -> list[dict[str, Any]]:
    if f"Hours per worker {last}" not in drawn:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": drawn[f"Hours per worker {year}"].round(1).tolist(),
            "y": rows,
            "xaxis": "x2",
            "showlegend": False,
            "marker": {"color": shade, "size": 11, "symbol": "diamond"},
            "hovertemplate": f"%{{y}}, {year}: %{{x:,.0f}} h<extra></extra>",
        }
        for year, shade in ((base, QUIET), (last, EMPHASIS))
    ]
