"""Steps from the market with every friction to the plan."""

from __future__ import annotations

import pandas as pd

from commonweal.compare.scores import SCORES
from commonweal.compare.waterfall import PLAN
from commonweal.compare.wording import sensible
from commonweal.report.figures.figure import Figure, draw, wrapped
from commonweal.report.palette import CONTRAST, EMPHASIS


def shown_range(column: pd.Series) -> list[float]:
    """Ends of the axis: all levels that the steps pass, and room for labels on both sides.

    From nought, steps of a hundredth would be lines.
    """
    levels = column.iloc[:-1].cumsum()
    low, high = float(levels.min()), float(levels.max())
    room = 0.15 * (high - low) or 0.1 * abs(high) or 1.0
    return [low - room, high + room]


def _label(value: float, kind: str) -> str:
    if kind != "relative":
        return sensible(value)
    return f"+{sensible(value)}" if value > 0 else sensible(value)


def waterfall_figure(steps: pd.DataFrame, name: str) -> Figure:
    """One figure of the waterfall.

    Parameters
    ----------
    steps : (step; figure), the last row is the plan
    name : of the figure
    """
    score = SCORES[name]
    column = steps[name]
    kinds = ["absolute", *("relative" for _ in column.index[1:-1]), "total"]
    good, bad = (EMPHASIS, CONTRAST) if score.better >= 0 else (CONTRAST, EMPHASIS)
    trace = {
        "type": "waterfall",
        "x": [wrapped(str(step), 14) for step in column.index],
        "y": [round(float(value), 6) for value in column],
        "measure": kinds,
        "text": [_label(float(v), kind) for v, kind in zip(column, kinds, strict=True)],
        "textposition": "outside",
        "cliponaxis": False,
        "increasing": {"marker": {"color": good}},
        "decreasing": {"marker": {"color": bad}},
        "totals": {"marker": {"color": "#999999"}},
        "hovertemplate": "%{x}: %{delta:.4g} to %{y:.4g}<extra></extra>",
    }
    title = f"{score.title} ({score.unit})"
    table = pd.DataFrame({"Step": column.index, title: column.to_numpy()})
    return Figure(
        name=f"waterfall-{name}".replace("_", "-"),
        title=f"{score.title}: from the market with every friction to the plan",
        reading="Each switch contributes its mean over all orders in which switches are turned "
        f"off (Shapley); all steps add up to the {PLAN}. The axis does not begin at nought.",
        plot=draw(
            [trace],
            up=f"{score.short} ({score.unit})",
            height=480,
            xaxis={"tickangle": 0},
            yaxis={"range": shown_range(column)},
            showlegend=False,
        ),
        wide=True,
        table=table,
    )
