"""A spiral as an immutable folder: page, picture, cells, the file it was made from, provenance."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from commonweal.compare.scores import SCORES
from commonweal.errors import RunFolderError
from commonweal.provenance import installation
from commonweal.report.figures.page import TEMPLATES
from commonweal.report.figures.spiral import spiral_picture
from commonweal.report.tables import csv_text
from commonweal.spirals import telling
from commonweal.spirals.trial import Trial
from commonweal.spirals.verdict import always, verdict
from commonweal.writing import new_path

PAGE = "spiral.html"
PICTURE = "spiral.svg"


def write_spiral(trial: Trial, source: Path, cells: Path, target: Path) -> Path:
    """Write the folder, whole or not at all; the working folder of runs is removed then.

    spiral.html, spiral.svg, cells.csv, years.csv, plan.csv where there is a plan, spiral.yaml,
    run.json: the same bytes for the same file, installation and data.

    Parameters
    ----------
    source : the file of the spiral
    cells : working folder
    target : folder that must not exist yet

    Raises
    ------
    RunFolderError
        if the folder exists or cannot be written
    """
    picture = spiral_picture(trial)
    with new_path(target, RunFolderError) as folder:
        folder.mkdir()
        (folder / PAGE).write_text(page(trial, picture), encoding="utf-8")
        (folder / PICTURE).write_text(picture, encoding="utf-8")
        tables = {"cells": cell_rows(trial), "years": year_rows(trial)}
        if trial.planned:
            tables["plan"] = plan_rows(trial)
        for name, frame in tables.items():
            (folder / f"{name}.csv").write_text(csv_text(frame), encoding="utf-8")
        shutil.copyfile(source, folder / "spiral.yaml")
        text = json.dumps(record(trial), indent=1, sort_keys=True, allow_nan=False)
        (folder / "run.json").write_text(text + "\n", encoding="utf-8")
    shutil.rmtree(cells)
    return target


def page(trial: Trial, picture: str) -> str:
    """The page; opens without a network and needs no script."""
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
    )
    first, *rest = telling.sentences(trial)
    return environment.get_template("spiral.html.j2").render(
        title=trial.spiral.title,
        question=trial.spiral.question,
        verdict=first,
        sentences=rest,
        picture=Markup(picture),
        links=telling.links_table(trial),
        legend=telling.legend(trial),
        conditions=telling.conditions_table(trial),
        plan=telling.plan_table(trial),
        year=trial.spiral.years[-1],
        about=list(telling.about(trial)),
        outside=list(telling.outside(trial)),
        css=Markup((TEMPLATES / "report.css").read_text(encoding="utf-8")),
    )


def cell_rows(trial: Trial) -> pd.DataFrame:
    """A row per cell: its levels, the answer and the outcome of every link, and of the claim."""
    rows = []
    answers = [trial.answers(link) for link in trial.spiral.links]
    for n, cell in enumerate(trial.cells):
        row: dict[str, Any] = dict(cell.levels)
        for link, own, found in zip(trial.spiral.links, answers, trial.outcomes, strict=True):
            row[f"{link.title}: answer"] = own[n]
            row[f"{link.title}: outcome"] = found[n]
        row["claim"] = trial.whole[n]
        row["ended"] = "; ".join(f"{a}: {r['ended']}" for a, r in _arms(trial, n) if r["ended"])
        row["causes of a collapse"] = "; ".join(c for _, r in _arms(trial, n) for c in r["causes"])
        row["worst residual"] = max(r["residual"] for _, r in _arms(trial, n))
        rows.append(row)
    return pd.DataFrame(rows)


def _arms(trial: Trial, cell: int) -> list[tuple[str, Any]]:
    return list(trial.results[cell].items())


def year_rows(trial: Trial) -> pd.DataFrame:
    """Figures that links ask for, by cell, arm and year."""
    names = dict.fromkeys(link.figure for link in trial.spiral.links)
    rows = []
    for n, cell in enumerate(trial.cells):
        for arm, result in trial.results[n].items():
            for name in names:
                for year, value in zip(
                    trial.spiral.years, result["paths"].get(name, []), strict=False
                ):
                    rows.append((*cell.levels.values(), arm, name, year, value))
    heads = [*trial.spiral.conditions, "arm", "figure", "year", "value"]
    return pd.DataFrame(rows, columns=heads)


def plan_rows(trial: Trial) -> pd.DataFrame:
    """Shared figures of the plan of every arm, on the case of the first cell."""
    rows = [
        (arm, name, SCORES[name].unit, value)
        for arm, planned in trial.planned.items()
        for name, value in (planned.scores or {}).items()
    ]
    return pd.DataFrame(rows, columns=["arm", "figure", "unit", "value"])


def record(trial: Trial) -> dict[str, Any]:
    """What the folder was made from and with, and the verdict."""
    sets = {which: _sets(trial, which) for which in ("claimed", "opposite")}
    return {
        "spiral": {"name": trial.name, "hash": trial.spiral.hash},
        "cases": dict(trial.cases),
        "installation": installation(),
        "verdict": trial.verdict,
        "links": [
            {"title": link.title, "verdict": verdict(found)}
            for link, found in zip(trial.spiral.links, trial.outcomes, strict=True)
        ],
        "always": sets,
        "worst_residual": max(r["residual"] for arms in trial.results for r in arms.values()),
    }


def _sets(trial: Trial, which: str) -> list[dict[str, Any]]:
    """Fewest levels under which every cell does one thing."""
    found = always(trial.cells, trial.whole, lambda own: own == which, deep=3)
    return [{"levels": dict(levels.levels), "cells": levels.cells} for levels in found]
