"""Cloud and waterfall: what is drawn is what the tables behind hold."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from commonweal.compare.scores import SCORES
from commonweal.compare.waterfall import PLAN, REST, START
from commonweal.report.figures.closures import cloud
from commonweal.report.figures.waterfall import shown_range, waterfall_figure


def test_waterfall_ends_at_the_plan() -> None:
    """Proves: the first bar stands on the ground, the last is a total and not one step more, and
    the table holds every step. As a further step the plan would be drawn twice as high."""
    steps = pd.DataFrame({"idle": {START: 0.5, "rent": -0.1, REST: 0.2, PLAN: 0.6}})
    figure = waterfall_figure(steps, "idle")
    trace = figure.plot.data[0]
    assert list(trace.measure) == ["absolute", "relative", "relative", "total"]
    assert list(trace.y) == [0.5, -0.1, 0.2, 0.6]
    assert figure.table.iloc[:, 1].tolist() == [0.5, -0.1, 0.2, 0.6]


def test_the_axis_of_a_waterfall_holds_every_step() -> None:
    """Proves: from 1.0 down to 0.9 and up to 1.1 the axis goes from 0.87 to 1.13 and shows each
    step with its sign. Were it to end at the first and the last bar, 0.9 would be cut off."""
    steps = pd.DataFrame({"idle": {START: 1.0, "rent": -0.1, REST: 0.2, PLAN: 1.1}})
    figure = waterfall_figure(steps, "idle")
    assert shown_range(steps["idle"]) == pytest.approx([0.87, 1.13], rel=1e-12)
    assert list(figure.plot.data[0].text) == ["1.000", "−0.1000", "+0.2000", "1.100"]


@pytest.mark.parametrize("informed", [None, dict.fromkeys(SCORES, 1.1)])
def test_cloud_marks_plan_median_and_best(informed: dict[str, float] | None) -> None:
    """Proves: every closure is a mark, the median is that of each figure, the best is the one
    named, the plan is there, and the plan made with errors where there is one."""
    frame = pd.DataFrame(
        {"hours": [1.0, 2.0, 3.0], "needs_mean": [3.0, 1.0, 2.0]}, index=["a", "b", "c"]
    )
    found: Any = SimpleNamespace(
        frame=frame, planned=dict.fromkeys(SCORES, 5.0), informed=informed, best="c"
    )
    figure = cloud(found, "hours", "needs_mean")
    marks = {t.name: (list(t.x), list(t.y)) for t in figure.plot.data}
    assert marks["market, every closure"] == ([1.0, 2.0, 3.0], [3.0, 1.0, 2.0])
    assert marks["median of each"] == ([2.0], [2.0])
    assert marks["market's best closure"] == ([3.0], [2.0])
    assert marks["plan"] == ([5.0], [5.0])
    assert ("plan with errors and delay" in marks) == (informed is not None)
    assert len(figure.table) == 4
