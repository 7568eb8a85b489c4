"""The sheets of a comparison's workbook."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pandas as pd

from commonweal.compare import telling
from commonweal.compare.comparison import Comparison
from commonweal.compare.indicators import MODEL, region
from commonweal.compare.market import MODEL as MARKET
from commonweal.compare.paths import described
from commonweal.compare.scores import MARKET_ONLY, SCORES
from commonweal.report.iamc import INDEX
from commonweal.report.sheets import Sheet

HERE = "see column Unit"
ORDINAL = "closures"


def comparison_sheets(found: Comparison) -> list[Sheet]:
    """Every sheet in order; that of the waterfall only where there is one."""
    sheets = [
        _about(found),
        _figures(found),
        _market(found),
        _rankings(found),
        _closures(found),
        _results(found),
    ]
    if found.steps is not None:
        sheets.append(_waterfall(found, found.steps))
    return [*sheets, _paths(found), _sources(found)]


def _about(found: Comparison) -> Sheet:
    rows = [("Assumed", line) for line in telling.assumptions(found)]
    rows += [("Found", line) for line in telling.sentences(found)]
    rows += [
        ("Grid of closures, SHA-256", found.grid.hash),
        ("Case, SHA-256", found.plan.case.hash),
        ("Start of the market", found.request.start),
    ]
    title = found.study.title or found.study.name
    frame = pd.DataFrame(rows, columns=["What", "In words"])
    return Sheet("About", f"{title}: plan and market on the same case.", frame, {})


def _figures(found: Comparison) -> Sheet:
    informed, best = found.informed, found.result_of(found.best)["shared"]
    rows = [
        {
            "Figure": score.title,
            "Unit": score.unit,
            "Better": {1: "more", -1: "less", 0: "neither"}[score.better],
            "Plan": found.planned[name],
            "Plan with errors": None if informed is None else informed[name],
            "Median": row["median"],
            "Lowest": row["lowest"],
            "Highest": row["highest"],
            "Best closure": best[name],
        }
        for (name, score), row in zip(SCORES.items(), found.ranking.to_dict("records"), strict=True)
    ]
    year = found.plan.case.horizon.last
    note = (
        f"Figures of {year}, one definition for both regimes. Median and range are of the "
        f"{len(found.frame)} closures that count; the market's best closure is {found.best}."
    )
    frame = pd.DataFrame(rows)
    return Sheet("Figures", note, frame, dict.fromkeys(map(str, frame.columns[3:]), HERE))


def _market(found: Comparison) -> Sheet:
    kept = [r for c, r in zip(found.cells, found.results, strict=True) if not c.artefact]
    best = found.result_of(found.best)["market"]
    rows = []
    for name, (title, unit) in MARKET_ONLY.items():
        values = pd.Series([r["market"][name] for r in kept], dtype=float).dropna()
        rows.append(
            (title, unit, values.median(), values.min(), values.max(), best[name]),
        )
    heads = ["Figure", "Unit", "Median", "Lowest", "Highest", "Best closure"]
    frame = pd.DataFrame(rows, columns=heads)
    note = f"What only a market has, in {found.plan.case.horizon.last}."
    return Sheet("Market only", note, frame, dict.fromkeys(heads[2:], HERE))


def _rankings(found: Comparison) -> Sheet:
    ranking = found.ranking[found.ranking["better"] != 0]
    frame = pd.DataFrame(
        {
            "Figure": ranking["title"].to_numpy(),
            "Market ahead": ranking["ahead"].to_numpy(),
            "Plan ahead": ranking["behind"].to_numpy(),
            "Depends most on": ranking["axis"].to_numpy(),
            "Market ahead by level": ranking["levels"].to_numpy(),
        }
    )
    shares = ("Market ahead", "Plan ahead")
    note = (
        "In how many closures each regime is ahead; where both are, the ranking flips. A share of "
        "closures is no probability."
    )
    return Sheet("Rankings", note, frame, dict.fromkeys(shares, f"share of {ORDINAL}"), shares)


def _closures(found: Comparison) -> Sheet:
    rows = []
    for cell, result in zip(found.cells, found.results, strict=True):
        month = result["collapsed_in"]
        rows.append(
            {
                "Closure": cell.name,
                "Kind": cell.kind,
                "Counts": "no, an artefact" if cell.artefact else "yes",
                "Why": cell.why,
                "Parameters": json.dumps(dict(cell.values), sort_keys=True),
                "Months run": result["months"],
                "Half of output lost in": None if month < 0 else month + 1,
                "Causes": "; ".join(result["causes"]),
                "Ended": result["ended"],
                "Worst residual": result["residual"],
            }
        )
    units = {
        "Months run": "months",
        "Half of output lost in": "month",
        "Worst residual": "of a year's output",
    }
    note = "What each closure is, and how its run ended. Parameters not named are as by default."
    return Sheet("Closures", note, pd.DataFrame(rows), units)


def _results(found: Comparison) -> Sheet:
    """A row per closure, a column per figure."""
    own = {name: (title, unit) for name, (title, unit) in MARKET_ONLY.items()}
    heads = {name: (score.title, score.unit) for name, score in SCORES.items()} | own
    rows: list[dict[str, object]] = [
        {"Closure": MODEL} | {heads[n][0]: v for n, v in found.planned.items()},
    ]
    for cell, result in zip(found.cells, found.results, strict=True):
        values = result["shared"] | result["market"]
        rows.append({"Closure": cell.name} | {heads[n][0]: v for n, v in values.items()})
    note = f"Every figure of {found.plan.case.horizon.last}: the plan, then each closure."
    return Sheet("Results", note, pd.DataFrame(rows), dict(heads.values()))


def _waterfall(found: Comparison, steps: pd.DataFrame) -> Sheet:
    units = {SCORES[name].title: SCORES[name].unit for name in steps.columns}
    frame = steps.rename(columns={name: SCORES[name].title for name in steps.columns})
    switches = {switch.name: switch.why for switch in found.grid.switches}
    frame = frame.reset_index(names="Step")
    frame.insert(1, "What is turned off", [switches.get(str(s), "") for s in frame["Step"]])
    note = (
        "From the market with every friction to the plan: each switch by its mean over all orders "
        "of turning off (Shapley); all rows but the last add up to the last."
    )
    return Sheet("Waterfall", note, frame, units)


def path_rows(found: Comparison) -> pd.DataFrame:
    """Plan and closures over the years, in the layout of the scenario community.

    Returns
    -------
    DataFrame (Model, Scenario, Region, Variable, Unit, and every year); a run that ended early has
    no value in the years after
    """
    about, place = described(), region(found.plan.case)

    def rows() -> Iterator[list[object]]:
        runs = [(MODEL, "plan", found.plan_paths)]
        for cell, result in zip(found.cells, found.results, strict=True):
            runs.append((MARKET, cell.name, result["paths"]))
        for model, name, paths in runs:
            for key, values in paths.items():
                filled = [*values, *[None] * (len(found.years) - len(values))]
                yield [model, name, place, about[key].variable, about[key].unit, *filled]

    years = [str(year) for year in found.years]
    return pd.DataFrame(list(rows()), columns=[*INDEX, *years])


def _paths(found: Comparison) -> Sheet:
    frame = path_rows(found)
    units = {str(year): HERE for year in found.years}
    return Sheet("Years", "Plan and every closure, year by year.", frame, units, frozen=2)


def _sources(found: Comparison) -> Sheet:
    known = found.plan.case.about
    rows = [
        ("economy", str(known.get("economy_title", ""))),
        ("economy, source", str(known.get("source", ""))),
        ("economy, licence", str(known.get("licence", ""))),
    ]
    rows += [(str(k), " ".join(str(v).split())) for k, v in known.get("sources", {}).items()]
    frame = pd.DataFrame(rows, columns=["Key", "Source"])
    return Sheet("Sources", "Where the figures come from.", frame, {})
