"""For whom the work is done: hours from branches to the needs they serve in the end."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from commonweal.compare.deliveries import OTHER_USES, kinds_and_users
from commonweal.compare.embodied import hours_by_use
from commonweal.compare.wording import percent
from commonweal.plan.plan import Plan
from commonweal.report.figures.figure import Figure, draw
from commonweal.report.palette import QUIET, branch_colours, faded

MOST_LINKS = 40  # workbench: more cannot be read
MOST_BRANCHES = 12  # assumption: more than a page can tell apart
OTHER = "Other uses, small flows"
BILLION = 1e9


def flows(plan: Plan) -> Figure | None:
    """Hours by branch and final use, last year; None without labour accounts."""
    case = plan.case
    if not case.work.workers.size:
        return None
    year = case.horizon.last
    hours = hours_by_branch_and_use(plan, year) / BILLION
    pairs = {
        (str(branch), str(use)): float(row[use])
        for branch, row in hours.iterrows()
        for use in hours.columns
        if row[use] > 0
    }
    links = bucketed(pd.Series(pairs))
    branches = list(dict.fromkeys(branch for branch, _ in links.index))
    uses = sorted(
        dict.fromkeys(use for _, use in links.index),
        key=lambda use: (use == OTHER, -links.xs(use, level=1).sum()),
    )
    served = hours[[use for use in hours.columns if use in _need_names(plan)]].to_numpy().sum()
    return Figure(
        name="flows",
        title=f"Whom the work serves in {year}: {percent(served / hours.to_numpy().sum())} of all "
        "hours go into needs of people",
        reading=(
            "A band is the work of a branch (left) that ends, directly or inside what others make "
            "of it, in a use (right). Work done abroad for imports is not counted, work done here "
            f"for exports is; bands too thin to show stand under “{OTHER}”."
        ),
        plot=_sankey(plan, links, branches, uses),
        table=_table(links),
        wide=True,
        full=hours.rename_axis("Branch (billion hours)").reset_index(),
    )


def hours_by_branch_and_use(plan: Plan, year: int) -> pd.DataFrame:
    """Hours by branch (rows) and final use under its readable name (columns) [h]."""
    case = plan.case
    hours = hours_by_use(case, plan.values, year)
    names = [_use_name(plan, kind, user) for kind, user in kinds_and_users(hours)]
    hours.columns = pd.Index(names)
    hours = hours.T.groupby(level=0, sort=False).sum().T
    group = case.groups.get("activity", {})
    branch = np.array([group.get(str(a), "other") for a in hours.index])
    found = hours.groupby(branch, sort=False).sum()
    if len(found) > MOST_BRANCHES:
        keep = found.sum(axis=1).nlargest(MOST_BRANCHES - 1).index
        found = found.groupby(lambda b: b if b in keep else "Other branches", sort=False).sum()
    return found


def bucketed(flows: pd.Series[float]) -> pd.Series[float]:
    """At most ``MOST_LINKS`` flows: small ones of a branch are put together, none is lost."""
    branches = flows.index.get_level_values(0).unique()
    if len(flows) <= MOST_LINKS:
        return flows
    large = set(flows.nlargest(MOST_LINKS - len(branches)).index)
    found: dict[tuple[str, str], float] = {}
    for branch in branches:
        for use, value in flows[branch].items():
            pair = (branch, str(use)) if (branch, use) in large else (branch, OTHER)
            found[pair] = found.get(pair, 0.0) + float(value)
    return pd.Series(found)


def _use_name(plan: Plan, kind: str, user: str) -> str:
    if kind == "asset" or user == "conversion":
        return "Investment"
    return OTHER_USES[user] if kind == "other" else plan.case.name_of(kind, user)


def _need_names(plan: Plan) -> set[str]:
    labels = plan.case.demand.weight["need"].values
    return {plan.case.name_of("need", str(n)) for n in labels}


def _sankey(plan: Plan, links: pd.Series[float], branches: list[str], uses: list[str]) -> Any:
    shade = branch_colours(plan.case)
    place = {name: n for n, name in enumerate([*branches, *("→" + use for use in uses)])}
    colour = [shade.get(b, QUIET) for b in branches] + [QUIET] * len(uses)
    trace = {
        "type": "sankey",
        "arrangement": "snap",
        "valueformat": ",.1f",
        "valuesuffix": " billion h",
        "node": {
            "label": [*branches, *uses],
            "color": colour,
            "pad": 12,
            "thickness": 16,
            "line": {"width": 0},
        },
        "link": {
            "source": [place[branch] for branch, _ in links.index],
            "target": [place["→" + use] for _, use in links.index],
            "value": [round(float(v), 4) for v in links],
            "color": [faded(shade.get(b, QUIET), 0.45) for b, _ in links.index],
        },
    }
    return draw([trace], height=680)


def _table(links: pd.Series[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Branch": [branch for branch, _ in links.index],
            "Serves in the end": [use for _, use in links.index],
            "Billion hours": links.to_numpy(),
        }
    )
