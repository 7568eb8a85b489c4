"""The delivery table: who delivers what to whom."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from commonweal.compare.deliveries import OTHER_USES, deliveries, kinds_and_users, sources
from commonweal.compare.wording import signed
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, draw, rows_high, wrapped
from commonweal.report.figures.investment import scaled
from commonweal.report.palette import SEQUENCE

MOST_CELLS = 250_000  # assumption: what a reader opens in a spreadsheet
NOTHING = 1e-6  # of the largest delivery: white in the picture


def delivery(plan: Plan) -> Figure:
    """Deliveries of the last year from branch to branch, with the full table behind it."""
    case, year = plan.case, plan.case.horizon.last
    full = delivery_table(plan, year)
    worth = full.mul(case.trade.price.values, axis=0)
    by_user = worth.T.groupby(np.array(_users(plan, full), dtype=object), sort=False).sum().T
    group = case.groups.get("product", {})
    # an array: pandas takes a list for names of columns where they happen to be the same
    branch = np.array([group.get(str(i), "other") for i in full.index], dtype=object)
    table = by_user.groupby(branch, sort=False).sum()
    table = table.loc[:, (abs(table) > NOTHING * table.to_numpy().max()).any()]
    factor, unit = scaled(float(table.to_numpy().max()), str(case.about.get("currency", "units")))
    table = table / factor
    shown = np.log10(table.where(table > NOTHING * table.to_numpy().max()))
    trace: dict[str, Any] = {
        "type": "heatmap",
        "z": [
            [None if np.isnan(v) else round(float(v), 4) for v in row] for row in shown.to_numpy()
        ],
        "x": [str(c) for c in table.columns],
        "y": [wrapped(str(r), 26) for r in table.index],
        "text": [[_cell(v) for v in row] for row in table.to_numpy()],
        "texttemplate": "%{text}",
        "colorscale": SEQUENCE,
        "reversescale": True,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "hovertemplate": f"%{{y}} to %{{x}}: %{{text}} {unit}<extra></extra>",
    }
    plot = draw(
        [trace],
        across=f"to ({unit})",
        up="from, made at home or imported",
        height=rows_high(len(table), 40, 270),
        xaxis={"side": "top", "tickangle": -90, "showgrid": False},
        yaxis={"autorange": "reversed", "showgrid": False},
    )
    frame = table.copy()
    frame.insert(0, f"From ({unit})", list(table.index))
    return Figure(
        name="deliveries",
        title=f"Who delivers what to whom in {year}",
        reading=(
            "A row delivers to the columns: to the branches that use it up, to groups of needs, "
            f"into investment and abroad, in {unit} at constant prices; darker is more, on a "
            "logarithmic scale. Negative amounts, which draw on stocks, stand in the numbers."
        ),
        plot=plot,
        table=frame,
        wide=True,
        full=every_user(plan, year),
    )


def delivery_table(plan: Plan, year: int) -> pd.DataFrame:
    """Products by every user, in product units (product; kind, user)."""
    return deliveries(plan.case, plan.values, year)


def every_user(plan: Plan, year: int) -> pd.DataFrame:
    """The full table under readable names; in a world of many regions users by region."""
    full = delivery_table(plan, year)
    if full.size <= MOST_CELLS or plan.case.demand.people.sizes["region"] == 1:
        return readable(plan, full, year)
    return by_region(plan, full, year)


def by_region(plan: Plan, full: pd.DataFrame, year: int) -> pd.DataFrame:
    """Every product by kind of user and the region in which the user lies."""
    case = plan.case
    frame = readable(plan, full.iloc[:, :0], year)
    columns: dict[str, np.ndarray] = {}
    for (kind, user), amounts in zip(kinds_and_users(full), full.to_numpy().T, strict=True):
        name = OTHER_USES[user] if kind == "other" else ""
        if not name:
            region = str(getattr(case.regions, kind).sel({kind: user}).item())
            name = f"{BY_REGION[kind]} {case.name_of('region', region)}"
        columns[name] = columns.get(name, 0.0) + amounts
    return pd.concat([frame, pd.DataFrame(columns)], axis=1)


BY_REGION = {"activity": "To the activities of", "need": "For the people of", "asset": "Into"}


def readable(plan: Plan, full: pd.DataFrame, year: int) -> pd.DataFrame:
    """The full table under readable names: unit, sources, and a column for every user."""
    case = plan.case
    made = sources(case, plan.values, year)
    frame = pd.DataFrame(
        {
            "Product": [case.name_of("product", str(i)) for i in full.index],
            "Unit": [case.names["unit"].get(f"product {i}", "unit") for i in full.index],
            "Made at home": made.drop(columns="imports").sum(axis=1).to_numpy(),
            "Imported": made["imports"].to_numpy(),
        }
    )
    names = [
        OTHER_USES[user] if kind == "other" else f"{PREFIX[kind]} {case.name_of(kind, user)}"
        for kind, user in kinds_and_users(full)
    ]
    uses = pd.DataFrame(full.to_numpy(), columns=names)
    return pd.concat([frame, uses], axis=1)


PREFIX = {"activity": "To", "need": "For", "asset": "Into"}


def _users(plan: Plan, full: pd.DataFrame) -> list[str]:
    case, found = plan.case, []
    for kind, user in kinds_and_users(full):
        if kind == "activity":
            found.append(case.groups.get("activity", {}).get(user, "other"))
        elif kind == "need":
            found.append("Need: " + case.groups.get("need", {}).get(user, "needs"))
        elif kind == "asset" or user == "conversion":
            found.append("Investment")
        else:
            found.append(OTHER_USES[user])
    return found


def _cell(value: float) -> str:
    """A cell as read; blank for less than half of the last digit, and for what is negative."""
    if value < 0.005:
        return ""
    return signed(value, 1 if value >= 0.995 else 2)
