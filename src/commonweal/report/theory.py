"""The findings of the theory as a folder: a page with the frontier, and the tables behind it."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from commonweal.errors import StudyError
from commonweal.market.theory import telling
from commonweal.market.theory.request import Theory
from commonweal.report.figures.frontier import wage_profit_frontier
from commonweal.report.figures.page import figures_page
from commonweal.report.tables import csv_text
from commonweal.writing import new_path, refuse_unwritable

PAGE = "theory.html"


def refuse_out(target: Path | None) -> None:
    """Refuse a folder that cannot be made before anything is computed; None asks for none."""
    if target is not None:
        refuse_unwritable(target, StudyError)


def write_theory(theory: Theory, target: Path) -> Path:
    """Write ``theory.html`` and its tables to a new folder; all of it or nothing.

    Parameters
    ----------
    theory : findings
    target : folder that must not exist yet

    Returns
    -------
    Path of the page

    Raises
    ------
    StudyError
        if the folder exists or cannot be written
    """
    change = theory.change
    page = figures_page(
        f"{theory.economy.meta.title}: {change.title}",
        tuple(telling.assumptions(theory)),
        tuple(telling.sentences(theory)),
        [wage_profit_frontier(change, theory.wages)],
    )
    with new_path(target, StudyError) as folder:
        folder.mkdir()
        (folder / PAGE).write_text(page, encoding="utf-8")
        for name, table in _tables(theory).items():
            (folder / f"{name}.csv").write_text(csv_text(table), encoding="utf-8")
    return target / PAGE


def _tables(theory: Theory) -> dict[str, pd.DataFrame]:
    """Everything that the figures and sentences are made of, by file name."""
    found = {
        "frontier": theory.change.curve,
        "hours-above-least": theory.change.wedge,
        "products": theory.standing.products.reset_index(),
    }
    if theory.standing.activities is not None:
        found["observed-profit-rates"] = theory.standing.activities.reset_index()
    return found
