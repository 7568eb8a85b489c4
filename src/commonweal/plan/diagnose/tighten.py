"""A slower growth after the horizon, found by halving: how much of it is really needed.

The rows of renewal multiply growth with the activity of the continuation, which a lever can only
follow roughly. Halving between a growth that is slow enough and the one of the study is sure.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import scipy.sparse as sp

from commonweal.plan.diagnose.conflict import Search
from commonweal.plan.diagnose.levers import renewal_at
from commonweal.plan.diagnose.stipulations import Stipulations
from commonweal.plan.matrix import Matrix
from commonweal.plan.programme import LinearProgramme

HALVINGS = 4  # of the distance between the two, each a trial: a sixteenth is left


def fastest_continuation(
    programme: LinearProgramme, problem: Matrix, rules: Stipulations, slow: float, deadline: float
) -> float:
    """Fastest growth after the horizon with a plan, between ``slow`` and that of the study.

    Parameters
    ----------
    slow : a growth with which there is a plan [1/yr]
    deadline : on the monotonic clock
    """

    def possible(growth: float) -> bool:
        changed = replace(problem, rows=_rows_at(programme, problem, rules, growth))
        search = Search(programme, changed, rules, deadline)
        return search.possible(
            np.ones(len(rules), dtype=bool), programme.case.horizon.continuation_year
        )

    fast = programme.case.wanted.continuation_growth
    likely = _orders_allow(programme, fast)
    if slow < likely < fast:
        slow, fast = (likely, fast) if possible(likely) else (slow, likely)
    for _ in range(HALVINGS):
        middle = (slow + fast) / 2.0
        slow, fast = (middle, fast) if possible(middle) else (slow, middle)
    return slow


def _orders_allow(programme: LinearProgramme, growth: float) -> float:
    """Fastest growth that the pace of orders allows where all capacity is used.

    (delta + g)(1 + g)^(L-1) <= delta + up. With idle capacity more can be ordered, so that this is
    where the search begins and no bound.
    """
    technology = programme.case.technology
    up = programme.case.pace.up.sel(activity=technology.activity.values.astype(str)).values
    wear, years = technology.depreciation.values, technology.build_years.values
    low, high = -wear.copy(), np.full(len(up), max(growth, 0.0))
    for _ in range(50):
        middle = (low + high) / 2.0
        fits = (wear + middle) * (1.0 + middle) ** (years - 1) <= wear + up
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return min(growth, float(low.min()))


def _rows_at(
    programme: LinearProgramme, problem: Matrix, rules: Stipulations, growth: float
) -> sp.csr_matrix:
    """The rows with another growth: only the entries of the last activity change."""
    case = programme.case
    change = renewal_at(case, growth) - renewal_at(case, case.wanted.continuation_growth)
    factor = change.to_series().to_dict()
    labels = programme.variable("activity").labels.sel(period=case.horizon.continuation_year)
    place = {int(label): n for n, label in enumerate(problem.labels)}
    column = {str(j): place[int(x)] for j, x in labels.to_series().items()}
    buildable = case.technology.buildable.to_series().to_dict()
    members: dict[str, list[str]] = {}
    for j, activity in case.technology.activity.to_series().items():
        members.setdefault(str(activity), []).append(str(j))
    rows, columns, data = [], [], []
    for n in np.flatnonzero(rules.family == "continuation"):
        period, own, row = int(rules.period[n]), str(rules.process[n]), int(rules.row[n])
        for j in [own] if own else members[str(rules.entity[n])]:
            share = buildable[(j, period)] if own else 1.0
            rows.append(row)
            columns.append(column[j])
            size = problem.row_size[row] * problem.column_size[column[j]]
            data.append(-factor[(j, period)] * share * size)
    shift = sp.csr_matrix((data, (rows, columns)), shape=problem.rows.shape)
    return sp.csr_matrix(problem.rows + shift)
