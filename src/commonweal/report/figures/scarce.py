"""What is scarce, in hours of work."""

from __future__ import annotations

from typing import Any

import pandas as pd

from commonweal.plan.plan import Plan
from commonweal.plan.scarcity import scarcity
from commonweal.report.figures.figure import Figure, category_rows, draw, rows_high, wrapped
from commonweal.report.palette import colours

SHOWN = 20
BILLION = 1e9
AMONG = {
    "Product": "product",
    "Capacity": "capacity",
    "Asset": "asset",
    "Limit": "limit",
}
ORDER = (
    "Work",
    "Product",
    "Capacity",
    "Asset",
    "Pace of a need",
    "Pace of building",
    "Balance of trade",
    "Ceiling of a technique",
    "Limit",
)


def scarce(plan: Plan) -> Figure | None:
    """The things of which one per cent more brings most; None where nothing is scarce."""
    found = scarcity(plan)
    if found.empty:
        return None
    in_hours = bool(found["hours"].notna().all())
    column = "Worth (billion hours a year)" if in_hours else "Worth (goal points)"
    worth = found["hours"] / BILLION if in_hours else found["gain"]
    top = found.head(SHOWN).iloc[::-1]
    rows = [_row(name, kind) for name, kind in zip(top["name"], top["kind"], strict=True)]
    # kinds that are drawn alone, so that no two of them share a colour
    kinds = list(dict.fromkeys([*(k for k in ORDER if k in set(top["kind"])), *top["kind"]]))
    shade = colours(kinds)
    traces: list[dict[str, Any]] = []
    for kind in kinds:
        mine = [n for n, k in enumerate(top["kind"]) if k == kind]
        traces.append(
            {
                "type": "bar",
                "orientation": "h",
                "y": [rows[n] for n in mine],
                "x": [float(f"{worth[top.index[n]]:.5g}") for n in mine],
                "customdata": [wrapped(top["sentence"].iloc[n], 60) for n in mine],
                "marker": {"color": shade[kind]},
                "name": kind,
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )
    plot = draw(
        traces,
        across="billion hours a year" if in_hours else "goal points",
        height=rows_high(len(rows), 44, 120),
        barmode="overlay",
        bargap=0.35,
        yaxis=category_rows(rows),
        hoverlabel={"align": "left"},
    )
    frame = pd.DataFrame(
        {
            "Rank": found["rank"],
            "Kind": found["kind"],
            "Thing": found["name"],
            column: worth,
            "Share of all hours (%)": 100 * found["share"],
            "In words": found["sentence"],
        }
    )
    return Figure(
        name="scarcity",
        title=_title(found),
        reading=_reading(plan, in_hours),
        plot=plot,
        table=frame.head(SHOWN),
        full=frame,
    )


def _row(name: str, kind: str) -> str:
    return wrapped(name) if name == kind else f"{wrapped(name)}<br><i>{kind}</i>"


def _title(found: pd.DataFrame) -> str:
    """The first of each kind of things that can be made, built or bought."""
    first = found.drop_duplicates("kind").set_index("kind")["name"]
    words = [
        f"scarcest {word}: {first[kind]}" for kind, word in AMONG.items() if kind in first.index
    ]
    text = "; ".join(words) or "what is scarce"
    return text[0].upper() + text[1:]


def _reading(plan: Plan, in_hours: bool) -> str:
    unit = (
        "told in the hours of work a year that would bring the same gain"
        if in_hours
        else "told in goal points, because work is scarce in no planned year"
    )
    unique = (
        " Another plan reaches the same value, so that these values are not unique."
        if plan.not_unique
        else ""
    )
    return (
        "A bar is what one per cent more of a thing in every planned year would bring (for a "
        f"pace: one percentage point faster), {unit}; it holds for small changes, and gains do "
        f"not add up.{unique}"
    )
