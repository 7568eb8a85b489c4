"""Where the regimes stand to each other over the whole grid: median, range, best cell, flips."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from commonweal.compare.cells import Result
from commonweal.compare.grid import Cell
from commonweal.compare.scores import SCORES, Scores

SAME = 1e-9  # relative: nearer than this is no difference


def shared_frame(cells: Sequence[Cell], results: Sequence[Result]) -> pd.DataFrame:
    """Shared figures of every cell that counts (cell; score); artefacts are left out."""
    rows = {
        cell.name: result["shared"]
        for cell, result in zip(cells, results, strict=True)
        if not cell.artefact
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(SCORES), dtype=float)


def best_cell(frame: pd.DataFrame) -> str:
    """The cell with the best mean rank over the figures of which more or less is better.

    Every figure counts alike, so that none of them decides and no weights are chosen. Of equal
    cells the first in the order of the grid.
    """
    better = {name: score.better for name, score in SCORES.items() if score.better}
    ranks = pd.DataFrame(
        {
            name: (-sign * frame[name]).rank(method="average", na_option="bottom")
            for name, sign in better.items()
        }
    )
    return str(ranks.mean(axis=1).idxmin())


def ahead(name: str, market: pd.Series, plan: float) -> pd.Series:
    """True where a market's figure is better than the plan's; equal is not better."""
    gap = SCORES[name].better * (market - plan)
    found: pd.Series = gap > SAME * max(abs(plan), 1.0)
    return found


def equal(market: pd.Series, plan: float) -> pd.Series:
    """True where a market's figure is the plan's."""
    found: pd.Series = (market - plan).abs() <= SAME * max(abs(plan), 1.0)
    return found


def ranking(frame: pd.DataFrame, plan: Scores, cells: Sequence[Cell]) -> pd.DataFrame:
    """Plan against the grid, a row per figure.

    Returns
    -------
    DataFrame (figure; title, unit, plan, median, lowest, highest, better, ahead, behind, axis,
    levels). ``ahead`` and ``behind`` are the shares of closures in which the market is better and
    worse than the plan; where there are both the ranking flips, and ``axis`` is the assumption by
    whose level the first differs most, with the share at each level in ``levels``.
    """
    rows = []
    for name, score in SCORES.items():
        values = frame[name].dropna()
        row: dict[str, object] = {
            "figure": name,
            "title": score.title,
            "unit": score.unit,
            "plan": plan[name],
            "median": float(values.median()),
            "lowest": float(values.min()),
            "highest": float(values.max()),
            "better": score.better,
            "ahead": np.nan,
            "behind": np.nan,
            "axis": "",
            "levels": "",
        }
        if score.better:
            # a market that ended within a year has no figure, and is not ahead
            won = ahead(name, frame[name], plan[name])
            row["ahead"] = float(won.mean())
            row["behind"] = float(1.0 - (won | equal(frame[name], plan[name])).mean())
            if won.any() and row["behind"]:
                row["axis"], row["levels"] = deciding_axis(won, cells)
        rows.append(row)
    return pd.DataFrame(rows).set_index("figure")


def deciding_axis(won: pd.Series, cells: Sequence[Cell]) -> tuple[str, str]:
    """The axis by whose level the share of cells won differs most, and the share at each level.

    Only crossed cells say something of an axis; where no axis makes a difference both are empty.
    """
    crossed = [cell for cell in cells if cell.levels and cell.name in won.index]
    best: tuple[float, str, str] = (0.0, "", "")
    axes = list(crossed[0].levels) if crossed else []
    for axis in axes:
        by_level: dict[str, list[bool]] = {}
        for cell in crossed:
            by_level.setdefault(cell.levels[axis], []).append(bool(won[cell.name]))
        shares = {level: float(np.mean(found)) for level, found in by_level.items()}
        spread = max(shares.values()) - min(shares.values())
        if spread > best[0]:
            words = ", ".join(f"{level}: {share:.0%}" for level, share in shares.items())
            best = (spread, axis, words)
    return best[1], best[2]


def mean_scores(found: Sequence[Scores]) -> Scores | None:
    """Mean of every figure; None where there is nothing."""
    if not found:
        return None
    return {name: float(np.mean([scores[name] for scores in found])) for name in SCORES}


def finite(scores: Mapping[str, float | None]) -> Scores:
    """The figures that there are."""
    return {name: float(value) for name, value in scores.items() if value is not None}
