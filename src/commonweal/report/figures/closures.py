"""The grid of closures as a cloud, with the plan, the median and the best cell marked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commonweal.compare.comparison import Comparison
from commonweal.compare.scores import SCORES
from commonweal.report.figures.figure import Figure, draw
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET, faded


def cloud(found: Comparison, across: str, up: str) -> Figure:
    """Every closure by two figures.

    Parameters
    ----------
    across, up : names of figures
    """
    frame = found.frame
    plan, informed = found.planned, found.informed
    traces: list[dict[str, Any]] = [
        _marks(
            "market, every closure", frame[across], frame[up], faded(QUIET, 0.6), 8, frame.index
        ),
        _marks("median of each", [frame[across].median()], [frame[up].median()], QUIET, 14),
        _marks(
            "market's best closure",
            [frame.loc[found.best, across]],
            [frame.loc[found.best, up]],
            CONTRAST,
            14,
            [found.best],
        ),
    ]
    if informed is not None:
        pale = faded(EMPHASIS, 0.5)
        name = "plan with errors and delay"
        traces.append(_marks(name, [informed[across]], [informed[up]], pale, 14))
    traces.append(_marks("plan", [plan[across]], [plan[up]], EMPHASIS, 14))
    titles = {name: f"{SCORES[name].title} ({SCORES[name].unit})" for name in (across, up)}
    table = pd.DataFrame(
        {
            "Closure": [*frame.index, "plan"],
            titles[across]: [*frame[across], plan[across]],
            titles[up]: [*frame[up], plan[up]],
        }
    )
    return Figure(
        name=f"cloud-{up}".replace("_", "-"),
        title=f"{SCORES[up].title} against {SCORES[across].title.lower()}: {len(frame)} closures",
        reading="A grey mark is one closure of the market on the same case; none is more likely "
        "than another. The median is taken of each figure by itself.",
        plot=draw(
            traces,
            across=titles[across],
            up=f"{SCORES[up].short} ({SCORES[up].unit})",
            height=460,
        ),
        table=table,
    )


def _marks(
    name: str, x: Any, y: Any, colour: str, size: int, texts: Any | None = None
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [round(float(v), 6) for v in x],
        "y": [round(float(v), 6) for v in y],
        "text": [str(text) for text in texts] if texts is not None else [name for _ in x],
        "marker": {"color": colour, "size": size},
        "hovertemplate": "%{text}<br>%{x:.4g}, %{y:.4g}<extra></extra>",
    }
