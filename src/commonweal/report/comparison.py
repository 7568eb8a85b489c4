"""A comparison as an immutable folder: page, indicators, closures, steps, provenance."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd

from commonweal.compare import telling
from commonweal.compare.comparison import Comparison
from commonweal.compare.indicators import COLUMNS, MODEL, region, scenario
from commonweal.compare.market import MODEL as MARKET
from commonweal.compare.scores import MARKET_ONLY, SCORES
from commonweal.errors import RunFolderError
from commonweal.provenance import record, record_text
from commonweal.report.comparison_sheets import comparison_sheets, path_rows
from commonweal.report.figures.closures import cloud
from commonweal.report.figures.figure import Figure
from commonweal.report.figures.flips import flips
from commonweal.report.figures.page import figures_page, told
from commonweal.report.figures.paths import fan
from commonweal.report.figures.waterfall import waterfall_figure
from commonweal.report.tables import csv_text
from commonweal.report.xlsx import write_sheets
from commonweal.writing import new_path

PAGE = "comparison.html"
BOOK = "comparison.xlsx"
INFORMED = "Commonweal plan, errors and delay"
SHOWN = ("needs_mean", "needs_least_class", "hours_per_needs")
YEARLY = ("needs", "adoption", "employment", "prices")  # figures drawn over the years


def write_comparison(found: Comparison, target: Path) -> Path:
    """Write the folder, whole or not at all; the working folder of closures is removed then.

    comparison.html, comparison.xlsx, indicators.csv, ranking.csv, closures.csv, waterfall.csv,
    years.csv, grid.json, study.yaml, run.json

    Raises
    ------
    RunFolderError
        if the folder exists or cannot be written
    """
    with new_path(target, RunFolderError) as folder:
        folder.mkdir()
        (folder / PAGE).write_text(page(found), encoding="utf-8")
        tables = {
            "indicators": indicator_rows(found),
            "ranking": found.ranking.reset_index(),
            "closures": closure_rows(found),
            "years": path_rows(found),
        }
        if found.steps is not None:
            tables["waterfall"] = found.steps.reset_index(names="step")
        for name, frame in tables.items():
            (folder / f"{name}.csv").write_text(csv_text(frame), encoding="utf-8")
        write_sheets(_title(found), comparison_sheets(found), folder / BOOK)
        shutil.copyfile(found.request.grid, folder / "grid.json")
        (folder / "study.yaml").write_text(found.study.to_yaml(), encoding="utf-8")
        (folder / "run.json").write_text(_record(found), encoding="utf-8")
    shutil.rmtree(found.request.cells)
    return target


def page(found: Comparison) -> str:
    """The page: figures, what they say, and what was assumed."""
    shown: list[Figure] = [cloud(found, "hours", name) for name in SHOWN[:2]]
    shown.append(flips(found))
    shown += [fan(found, name) for name in YEARLY]
    if found.steps is not None:
        shown += [waterfall_figure(found.steps, n) for n in SHOWN if n in found.steps.columns]
    return figures_page(
        _title(found),
        tuple(telling.assumptions(found)),
        tuple(telling.sentences(found)),
        shown,
        (
            told(f"All figures, {found.years[-1]}", *telling.table(found), *telling.legend(found)),
            told(f"The market alone, {found.years[-1]}", *telling.market_table(found)),
        ),
    )


def _title(found: Comparison) -> str:
    return f"{found.study.title or found.study.name}: plan and market"


def indicator_rows(found: Comparison) -> pd.DataFrame:
    """One long table: plan, plan with errors, and every closure by its name as scenario."""
    own = scenario(found.plan.case)
    rows = [(MODEL, own, name, value) for name, value in found.planned.items()]
    for followed in found.followed:
        for name, value in (followed.scores or {}).items():
            rows.append((INFORMED, f"{own}, seed {followed.seed}", name, value))
    for cell, result in zip(found.cells, found.results, strict=True):
        for name, value in (result["shared"] | result["market"]).items():
            if value is not None:
                rows.append((MARKET, cell.name, name, value))
    units = {name: (score.title, score.unit) for name, score in SCORES.items()}
    units |= {name: (f"Market|{title}", unit) for name, (title, unit) in MARKET_ONLY.items()}
    frame = pd.DataFrame(rows, columns=["model", "scenario", "name", "value"])
    frame = frame.assign(
        region=region(found.plan.case),
        year=found.plan.case.horizon.last,
        variable=[units[name][0] for name in frame["name"]],
        unit=[units[name][1] for name in frame["name"]],
    )
    chosen: pd.DataFrame = frame[COLUMNS]
    return chosen


def closure_rows(found: Comparison) -> pd.DataFrame:
    """A row per closure: what it is, how it ended, its residual and its figures."""
    rows = []
    for cell, result in zip(found.cells, found.results, strict=True):
        about = {
            "closure": cell.name,
            "kind": cell.kind,
            "counts": not cell.artefact,
            "why": cell.why,
            "values": json.dumps(dict(cell.values), sort_keys=True),
            "months": result["months"],
            "ended": result["ended"],
            "collapsed_in": result["collapsed_in"],
            "causes": "; ".join(result["causes"]),
            "residual": result["residual"],
        }
        rows.append(about | result["shared"] | result["market"])
    return pd.DataFrame(rows)


def _record(found: Comparison) -> str:
    case = found.plan.case
    hashes = {
        "case": case.hash,
        "economy": str(case.about["economy_hash"]),
        "study": str(case.about["study_hash"]),
        "grid": found.grid.hash,
    }
    content = record(found.study, hashes=hashes)
    content["made_from"]["comparison"] = {
        "start": found.request.start,
        "quick": found.request.quick,
        "seeds": [followed.seed for followed in found.followed],
    }
    return record_text(content)
