"""A figure with everything that belongs to it, and the layout that all of them share."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

LOWEST = 260  # pixels: room for axes, legend and a few rows
GRID = "rgba(128,128,128,0.22)"
FONT = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, Arial, sans-serif'


@dataclass(frozen=True)
class Figure:
    """One figure, used alike in notebook, report and web.

    Parameters
    ----------
    name : key, also the name of downloads
    title : what is seen
    reading : one sentence that says how to read it
    plot : the Plotly figure, without a title of its own
    table : the numbers behind it, readable names and units in the columns
    wide : whether it needs more room than a narrow screen has
    full : more numbers for download than the table shows
    """

    name: str
    title: str
    reading: str
    plot: go.Figure
    table: pd.DataFrame
    wide: bool = False
    full: pd.DataFrame | None = None


def draw(
    traces: list[dict[str, Any]],
    *,
    across: str = "",
    up: str = "",
    height: int = 420,
    **layout: Any,
) -> go.Figure:
    """A Plotly figure in the common layout.

    Parameters
    ----------
    traces : Plotly traces
    across, up : titles of the axes, with units
    height : pixels
    layout : further Plotly layout; ``xaxis`` and ``yaxis`` are merged with the common ones
    """
    axis = {"gridcolor": GRID, "zeroline": False, "automargin": True, "ticks": ""}
    frame: dict[str, Any] = {
        "template": "none",
        "height": height,
        "font": {"family": FONT, "size": 13, "color": "#444444"},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "margin": {"l": 8, "r": 16, "t": 8, "b": 8},
        "legend": {"orientation": "h", "x": 0, "xanchor": "left", "y": 1.0, "yanchor": "bottom"},
        "hoverlabel": {"align": "left", "font": {"family": FONT, "size": 13}},
        "modebar": {"bgcolor": "rgba(0,0,0,0)"},
    }
    own = {key: layout.pop(key, {}) for key in ("xaxis", "yaxis")}
    frame["xaxis"] = axis | {"title": {"text": across, "standoff": 8}} | own["xaxis"]
    frame["yaxis"] = axis | {"title": {"text": up, "standoff": 8}} | own["yaxis"]
    return go.Figure(data=traces, layout=frame | layout)


def wrapped(name: str, width: int = 42) -> str:
    """A name broken into lines for an axis."""
    return "<br>".join(textwrap.wrap(name, width)) or name


def most(names: Sequence[str], size: Sequence[float], shown: int) -> list[int]:
    """Places of the largest things, in the order in which they stand; all where there are few."""
    if len(names) <= shown:
        return list(range(len(names)))
    largest = sorted(range(len(names)), key=lambda n: (-size[n], n))[:shown]
    return sorted(largest)


def rest_in_table(count: int, shown: int, by: str) -> str:
    """What a reader has to know where not everything is drawn."""
    if count <= shown:
        return ""
    return f" Drawn are the {shown} largest by {by}; {count - shown} more are in the numbers."


def lines_of(rows: Sequence[str]) -> int:
    """Lines of the longest of wrapped names."""
    return max((row.count("<br>") + 1 for row in rows), default=1)


def rows_high(count: int, each: int = 24, rest: int = 90) -> int:
    """Height of a figure with a row per thing [px]."""
    return max(count * each + rest, LOWEST)


def category_rows(rows: list[str]) -> dict[str, Any]:
    """An axis with a row per thing, in the order given, from the bottom up."""
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": rows,
        "range": [-0.6, len(rows) - 0.4],
        "showgrid": False,
        "ticklabelstandoff": 6,
    }


def year_ticks(years: list[int]) -> dict[str, Any]:
    """Whole years on an axis."""
    return {"tickmode": "array", "tickvals": years, "ticktext": [str(t) for t in years]}
