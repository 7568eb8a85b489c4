"""How far a plan is from satisfying each row and each bound."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import numpy as np

from commonweal.plan.certify.programme import Formulas
from commonweal.plan.certify.rows import where
from commonweal.plan.certify.saved import SavedStage
from commonweal.plan.certify.tables import Vector
from commonweal.plan.certify.wanted import fulfilment

FLOOR = 0.01  # a row is measured against at least this part of its largest base-year entry

Residual = dict[str, Any]


def residuals(programme: Formulas, x: Vector, held: Iterable[int]) -> dict[str, Residual]:
    """Worst residual of every family of rows and of the bounds of every variable.

    Relative to the row's turnover, sum_j |a[j] x[j]| + |rhs|, and to no less than ``FLOOR`` times
    the largest |a[j]| size[j] of the row, size being what the column was in the base year: a row
    in which nothing happens has no turnover to compare with. The rows of ``lowest`` that maximin
    holds are checked by :func:`held_rows` instead.
    """
    found = {}
    for family in programme.families.values():
        matrix = family.matrix
        gap = matrix @ x - family.rhs
        missed = {"=": np.abs(gap), "<": np.maximum(gap, 0.0), ">": np.maximum(-gap, 0.0)}[
            family.sense
        ]
        if family.name == "lowest":
            missed[list(held)] = 0.0
        size = abs(matrix)
        turnover = size @ np.abs(x) + np.abs(family.rhs)
        if matrix.shape[0]:
            entry = size.multiply(programme.columns.size[None, :]).max(axis=1)
            turnover = np.maximum(turnover, FLOOR * np.asarray(entry.todense()).ravel())
        found[family.name] = _worst(missed, turnover, family.label)
    return found | _bounds(programme, x)


def _bounds(programme: Formulas, x: Vector) -> dict[str, Residual]:
    found = {}
    for name, variable in programme.columns.variables.items():
        value = x[variable.columns].ravel()
        lower, upper = variable.lower.ravel(), variable.upper.ravel()
        missed = np.maximum(np.maximum(lower - value, value - upper), 0.0)
        broken = np.where(value < lower, lower, np.where(np.isinf(upper), 0.0, upper))
        scale = np.maximum(np.maximum(np.abs(value), np.abs(broken)), FLOOR * variable.size.ravel())
        found[f"bounds of {name}"] = _worst(missed, scale, partial(where, variable))
    return found


def held_rows(programme: Formulas, x: Vector, stages: tuple[SavedStage, ...]) -> Residual:
    """Fulfilments that rounds of maximin hold, and what the plan gives them."""
    met = fulfilment(programme, x).ravel()
    rows = [(row, level) for stage in stages for row, level in stage.held.items()]
    missed = np.array([max(level - met[row], 0.0) for row, level in rows])
    scale = np.array([abs(level) + abs(met[row]) for row, level in rows])
    lowest = programme.families["lowest"]
    return _worst(missed, scale, lambda n: lowest.label(rows[n][0]))


def kept_goals(values: list[float], stages: tuple[SavedStage, ...], kept: list[bool]) -> Residual:
    """Earlier goals, and what the plan still reaches of them."""
    numbers = [n for n, flag in enumerate(kept) if flag]
    missed = np.array([max(stages[n].value - values[n], 0.0) for n in numbers])
    scale = np.array([max(1.0, abs(stages[n].value)) for n in numbers])
    return _worst(missed, scale, lambda n: f"goal {stages[numbers[n]].goal}")


def _worst(missed: Vector, turnover: Vector, label: Callable[[int], str]) -> Residual:
    if not missed.size:
        return {"rows": 0, "absolute": 0.0, "absolute_at": "", "relative": 0.0, "relative_at": ""}
    share = missed / np.where(turnover > 0, turnover, 1.0)
    far, worst = int(np.argmax(missed)), int(np.argmax(share))
    return {
        "rows": int(missed.size),
        "absolute": float(missed[far]),
        "absolute_at": label(far) if missed[far] > 0 else "",
        "relative": float(share[worst]),
        "relative_at": label(worst) if share[worst] > 0 else "",
    }
