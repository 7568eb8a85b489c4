"""The programme that the certificate builds is the one that the plan is solved with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import scipy.sparse as sp
from certify_cases import Tables, small_case

from commonweal.case.case import Case
from commonweal.case.files import write_case
from commonweal.plan.build import build
from commonweal.plan.certify.inputs import read_inputs
from commonweal.plan.certify.programme import Formulas, formulas
from commonweal.plan.certify.wanted import wishes
from commonweal.plan.goals import goals
from commonweal.plan.matrix import matrix
from commonweal.plan.programme import LinearProgramme

TOLERANCE = 1e-12


def _without(*names: str) -> Callable[[Tables], None]:
    def remove(tables: Tables) -> None:
        for name in names:
            tables.pop(name)

    return remove


def _lags(*years: int) -> Callable[[Tables], None]:
    def edit(tables: Tables) -> None:
        tables["activities"]["build_years"] = list(years)

    return edit


CAPITAL = ("capital", "assets", "asset_composition", "modern")
FEATURES: dict[str, dict[str, Any]] = {
    "everything": {},
    "no programme": {"programme": None},
    "no targets": {"overrides": {"targets": "none"}},
    "build times 1, 1, 1": {"tables": _lags(1, 1, 1)},
    "build times 2, 3, 1": {"tables": _lags(2, 3, 1)},
    "build times beyond the horizon": {"tables": _lags(6, 5, 4)},
    "one year": {"overrides": {"years": "2021", "floors": "{food: 1.02}"}},
    "not continued": {"continued": False},
    "continuation that grows": {"overrides": {"continuation.growth": "0.03"}},
    "continuation that shrinks fast": {"overrides": {"continuation.growth": "-0.06"}},
    "no capital": {"tables": _without(*CAPITAL)},
    "no capital, no programme": {"tables": _without(*CAPITAL), "programme": None},
    "no labour": {
        "tables": _without("labour", "labour_types", "modern"),
        "overrides": {"hours.free_time_weight": "0"},
        "programme": None,
    },
    "no modern plants": {"overrides": {"modern": "none"}},
    "no limit": {"overrides": {"limits": "null"}},
    "limit in some years": {"overrides": {"limits": "{co2e: {2022: 250, 2023: 240}}"}},
    "no floors": {"overrides": {"floors": "null"}},
    "every need may fall": {
        "overrides": {
            "needs": "{food: {may_fall: true}, housing: {may_fall: true}, "
            "care-of-people: {may_fall: true}}"
        }
    },
    "people and workers change": {
        "overrides": {"people.growth": "-0.01", "workers.growth": "0.02"}
    },
    "hours may rise": {"overrides": {"hours.may_rise": "true"}},
    "free time has no weight": {"overrides": {"hours.free_time_weight": "0"}},
    "curvature 0.5": {"overrides": {"welfare.curvature": "0.5", "welfare.step": "0.03"}},
    "curvature 2": {"overrides": {"welfare.curvature": "2", "welfare.step": "0.007"}},
    "maximin": {"overrides": {"goals": "[floors, targets, maximin]"}},
    "least hours": {"overrides": {"goals": "[floors, targets, least_hours]"}},
    "least limit": {"overrides": {"goals": "[floors, targets, 'least_limit:co2e']"}},
    "pace by activity": {"overrides": {"pace.activities": "{mills: {up: 0.05, down: 0.01}}"}},
}


@pytest.fixture(scope="module", params=list(FEATURES))
def pair(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[LinearProgramme, Formulas]:
    folder: Path = tmp_path_factory.mktemp("case")
    case: Case = small_case(folder, **FEATURES[request.param])
    write_case(case, folder / "inputs")
    return build(case), formulas(read_inputs(folder / "inputs"))


def _places(labels: Any, dims: tuple[str, ...], own: dict[str, Any], order: Any) -> np.ndarray:
    """Positions in linopy's matrix of the cells of one variable or family, in our order."""
    arranged = labels.transpose(*dims) if dims else labels
    assert set(labels.dims) == set(dims)
    for dim in dims:
        assert list(arranged[dim].values) == list(own[dim])
    place = {int(label): number for number, label in enumerate(order)}
    return np.array([place[int(x)] for x in np.ravel(arranged.values)], dtype=int)


def test_two_implementations_build_the_same_programme(
    pair: tuple[LinearProgramme, Formulas],
) -> None:
    """Proves: every coefficient, right-hand side, sense and bound that the certificate derives
    from the formulas equals that of the solved programme, and neither has a row or a column more.
    A wrong lag, sign or missing term in either would show here as a difference of order one."""
    programme, own = pair
    parts = programme.model.matrices
    model = programme.model
    filled = {n for n, v in own.columns.variables.items() if v.lower.size}
    assert filled == {str(n) for n, v in model.variables.items() if v.labels.size}
    order = [
        _places(model.variables[n].labels, v.dims, v.labels, parts.vlabels)
        for n, v in own.columns.variables.items()
        if n in filled
    ]
    column = np.concatenate(order)
    assert sorted(column) == list(range(len(parts.vlabels)))
    np.testing.assert_allclose(parts.lb[column], own.columns.lower, rtol=TOLERANCE)
    np.testing.assert_allclose(parts.ub[column], own.columns.upper, rtol=TOLERANCE)
    _same_rows(model, parts, own, column)


def _same_rows(model: Any, parts: Any, own: Formulas, column: np.ndarray) -> None:
    every = {n: f for n, f in own.families.items() if f.rhs.size}
    assert set(every) == {str(n) for n, c in model.constraints.items() if c.labels.size}
    coefficients = sp.csr_matrix(parts.A)
    seen = 0
    for name, family in every.items():
        labels = model.constraints[name].labels
        row = _places(labels, family.dims, family.labels, parts.clabels)
        theirs, mine = coefficients[row][:, column], family.matrix
        scale = np.maximum(np.asarray(abs(mine).max(axis=1).todense()).ravel(), 1e-300)
        apart = sp.diags_array(1 / scale) @ abs(theirs - mine)
        assert apart.max() <= TOLERANCE, f"{name}: coefficients differ"
        np.testing.assert_allclose(parts.b[row], family.rhs, rtol=TOLERANCE, err_msg=name)
        assert {str(s)[0] for s in parts.sense[row]} == {family.sense}, name
        seen += len(row)
    assert seen == len(parts.clabels)


def test_two_implementations_want_the_same(pair: tuple[LinearProgramme, Formulas]) -> None:
    """Proves: goals, their gains by column and their constants agree, the curves in pieces among
    them. A piece more or less, or a weight of the wrong year, would show."""
    programme, own = pair
    theirs, mine = goals(programme), wishes(own)
    assert [goal.name for goal in theirs] == [wish.name for wish in mine]
    problem = matrix(programme)
    column = np.concatenate(
        [
            _places(programme.model.variables[n].labels, v.dims, v.labels, problem.labels)
            for n, v in own.columns.variables.items()
            if v.lower.size
        ]
    )
    for goal, wish in zip(theirs, mine, strict=True):
        gain = (problem.values(goal.gain) / problem.column_size)[column]
        np.testing.assert_allclose(gain, wish.gain, rtol=1e-11, atol=1e-13, err_msg=goal.name)
        assert goal.constant == pytest.approx(wish.constant, rel=TOLERANCE, abs=TOLERANCE)
