"""In which figures the market is ahead of the plan, and in how many closures."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commonweal.compare.comparison import Comparison
from commonweal.report.figures.figure import Figure, category_rows, draw, rows_high, wrapped
from commonweal.report.palette import CONTRAST, EMPHASIS, QUIET


def flips(found: Comparison) -> Figure:
    """Share of closures in which either regime is ahead, a bar per figure."""
    ranking = found.ranking[found.ranking["better"] != 0].sort_values(
        ["ahead", "behind"], ascending=[True, False], kind="stable"
    )
    rows = [wrapped(str(title)) for title in ranking["title"]]
    ahead, behind = 100.0 * ranking["ahead"], 100.0 * ranking["behind"]
    parts = (
        ("market ahead", ahead, CONTRAST),
        ("equal", 100.0 - ahead - behind, QUIET),
        ("plan ahead", behind, EMPHASIS),
    )
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": name,
            "y": rows,
            "x": [round(float(v), 3) for v in share],
            "marker": {"color": colour},
            "hovertemplate": "%{y}: %{x:.0f} % of closures<extra></extra>",
        }
        for name, share, colour in parts
        if (share > 0.05).any()
    ]
    table = pd.DataFrame(
        {
            "Figure": ranking["title"].to_numpy(),
            "Market ahead (% of closures)": ahead.to_numpy(),
            "Plan ahead (% of closures)": behind.to_numpy(),
            "Depends most on": ranking["axis"].to_numpy(),
            "Market ahead by level": ranking["levels"].to_numpy(),
        }
    )
    return Figure(
        name="rankings",
        title=f"Who is ahead in how many of {len(found.frame)} closures",
        reading="A bar of one colour holds whatever is assumed; where there are two, the ranking "
        "depends on the closure. A share of closures is no probability.",
        plot=draw(
            traces,
            across="% of closures",
            height=rows_high(len(rows), 34),
            barmode="stack",
            xaxis={"range": [0, 100]},
            yaxis=category_rows(rows) | {"title": ""},
        ),
        table=table,
    )
