"""The wage-profit frontier before and after new techniques, and where wages are assumed to be."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commonweal.compare.wording import percent
from commonweal.market.theory.findings import Change
from commonweal.report.figures.figure import Figure, draw
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET


def wage_profit_frontier(change: Change, wages: float) -> Figure:
    """Real wage that each rate of profit leaves, before and after, with the assumed point.

    Parameters
    ----------
    change : what the techniques do
    wages : elasticity of real wages to productivity that is assumed
    """
    frame = pd.DataFrame(
        {
            "Rate of profit (% a year)": 100 * change.curve["rate"],
            "Real wage before (accounts = 1)": change.curve["before"],
            "Real wage after (accounts = 1)": change.curve["after"],
        }
    )
    rates, known = frame.iloc[:, 0], change.curve["before"].notna()
    edges = [100 * rate for rate in change.greatest]
    traces: list[dict[str, Any]] = [
        _line("before", [*rates[known], edges[0]], [*change.curve["before"][known], 0.0], QUIET),
        _mark("real wage of the accounts, before", change.rate, 1.0, QUIET),
    ]
    if change.techniques:
        after = _line("after", [*rates, edges[1]], [*change.curve["after"], 0.0], EMPHASIS)
        traces.insert(1, after)
    if change.critical is not None:
        grown = change.critical.productivity**wages
        traces.append(_mark(f"assumed: elasticity {wages:g}", change.after[wages], grown, CONTRAST))
    plot = draw(
        traces,
        across="Rate of profit (% a year)",
        up="Real wage (accounts = 1)",
        height=460,
        xaxis={"rangemode": "tozero"},
        yaxis={"rangemode": "tozero"},
    )
    return Figure(
        name="frontier",
        title=_title(change, wages),
        reading=(
            "A point is the highest real wage that a uniform rate of profit leaves, when "
            "techniques are chosen by full cost. Along a curve more profit means lower wages. To "
            "the right of the grey mark the rate of profit is higher than before."
        ),
        plot=plot,
        table=frame,
    )


def _title(change: Change, wages: float) -> str:
    if not change.techniques:
        return f"Wage-profit frontier: {percent(change.rate, 1)} at the real wage of the accounts"
    if change.critical is None:
        return "Wage-profit frontier: no technique that pays saves labour"
    after = change.after[wages]
    return (
        f"With real wages rising by the power {wages:g} of productivity (critical: "
        f"{change.critical.value:.2f}), the uniform rate of profit goes from "
        f"{percent(change.rate, 2)} to {percent(after, 2)}"
    )


def _line(name: str, x: list[float], y: list[float], colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [round(v, 6) for v in x],
        "y": [round(v, 6) for v in y],
        "line": {"color": colour, "width": 3},
        "hovertemplate": "%{x:.2f} % profit: real wage %{y:.3f}<extra>" + name + "</extra>",
    }


def _mark(name: str, rate: float, wage: float, colour: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [round(100 * rate, 6)],
        "y": [round(wage, 6)],
        "marker": {"color": colour, "size": 12},
        "hovertemplate": "%{x:.2f} % profit, real wage %{y:.3f}<extra>" + name + "</extra>",
    }
