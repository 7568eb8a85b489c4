"""Figures over years: the range of all closures, its median and the plan; or lines of one run."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from commonweal.compare.comparison import Comparison
from commonweal.compare.paths import described, spread
from commonweal.report.figures.figure import Figure, draw, year_ticks
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET, colours, faded

SHARE = "share"


def fan(found: Comparison, name: str) -> Figure:
    """One figure over the years: range and median of the market, its best closure, the plan.

    Parameters
    ----------
    name : of the figure, of those that :func:`commonweal.compare.paths.described` names
    """
    about, years = described()[name], list(found.years)
    over = spread(found.market_paths, name, len(years))
    best = found.result_of(found.best)["paths"][name]
    scale, unit = _percent(about.unit)
    traces: list[dict[str, Any]] = [
        _line("lowest", years, scale * over["lowest"], QUIET, width=0, legend=False),
        _line("range of all closures", years, scale * over["highest"], QUIET, width=0)
        | {"fill": "tonexty", "fillcolor": faded(QUIET, 0.3)},
        _line("median of the market", years, scale * over["median"], QUIET),
        _line("market's best closure", years, [scale * v for v in best], CONTRAST),
    ]
    table = pd.DataFrame(
        {
            "Year": years,
            f"Lowest ({about.unit})": over["lowest"],
            f"Median ({about.unit})": over["median"],
            f"Highest ({about.unit})": over["highest"],
            f"{found.best} ({about.unit})": [*best, *[float("nan")] * (len(years) - len(best))],
        }
    )
    if name in found.plan_paths:
        plan = found.plan_paths[name]
        traces.append(_line("plan", years, [scale * v for v in plan], EMPHASIS, width=3))
        table[f"Plan ({about.unit})"] = plan
    return Figure(
        name=f"path-{name}".replace("_", "-"),
        title=f"{about.title}, year by year",
        reading="The grey band holds every closure that counts. The median is taken of each year "
        "by itself, and is no closure.",
        plot=draw(
            traces,
            up=_upper(unit),
            height=400,
            xaxis=year_ticks(years) | {"title": ""},
        ),
        table=table,
    )


def lines(
    name: str,
    title: str,
    reading: str,
    unit: str,
    years: Sequence[int],
    values: Mapping[str, Sequence[float]],
    months: Sequence[str] | None = None,
) -> Figure:
    """Several figures of one run in one picture, by year or by month.

    Parameters
    ----------
    unit : of all values
    values : name -> a value per year, or per month where months are given
    months : such as 2026-01
    """
    scale, shown = _percent(unit)
    shade = colours(values)
    times: list[Any] = list(years if months is None else months)
    traces = [
        _line(what, times, [scale * v for v in path], shade[what]) for what, path in values.items()
    ]
    table = pd.DataFrame({"Year" if months is None else "Month": times})
    by_month = {"type": "date", "tickformat": "%b<br>%Y"}
    for what, path in values.items():
        table[f"{what} ({unit})"] = list(path)
    return Figure(
        name=name,
        title=title,
        reading=reading,
        plot=draw(
            traces,
            up=_upper(shown),
            height=380,
            showlegend=len(traces) > 1,
            xaxis=(year_ticks(_few(list(years))) if months is None else by_month) | {"title": ""},
        ),
        table=table,
    )


def _percent(unit: str) -> tuple[float, str]:
    """Factor and unit in which a share or a yearly rate is drawn."""
    if unit.startswith(SHARE):
        return 100.0, "%" + unit.removeprefix(SHARE)
    return (100.0, "% a year") if unit == "1/yr" else (1.0, unit)


def _upper(unit: str) -> str:
    return unit[:1].upper() + unit[1:]


def _few(years: list[int]) -> list[int]:
    """At most about a dozen of the years."""
    step = max(1, -(-len(years) // 12))
    return years[::step]


def _line(
    name: str, x: Sequence[Any], y: Any, colour: str, width: float = 2.5, legend: bool = True
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers" if width and len(x) <= 12 else "lines",
        "name": name,
        "x": list(x)[: len(y)],
        "y": [round(float(v), 6) if math.isfinite(v) else None for v in y],
        "line": {"color": colour, "width": width},
        "marker": {"size": 6},
        "showlegend": legend,
        "hovertemplate": f"{name}<br>%{{x}}: %{{y:.4g}}<extra></extra>",
    }
