"""The matrix taken out of a model, its conditioning, and the way back to labels."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.plan.build import build
from commonweal.plan.goals import goals
from commonweal.plan.matrix import labelled_columns, labelled_rows, matrix
from tiny import Process, Tiny

FARM = Process(activity="farm", makes={"corn": 1000.0}, hours=5.0)
COUNTRY = Tiny(
    processes={"farm": FARM},
    needs={"food": {"corn": 1.0}},
    base_activity={"farm": 10.0},
    base_level={"food": 5000.0},
)


def test_conditioning_changes_nothing() -> None:
    """Proves: columns and rows multiplied back give the coefficients that the blocks wrote.

    Divided where it should be multiplied, 5 h per unit would come back as 0.05 or 500.
    """
    programme = build(COUNTRY.case())
    problem = matrix(programme)
    plain = np.asarray(
        problem.rows.todense() / problem.row_size[:, None] / problem.column_size[None, :]
    )
    wanted = np.asarray(programme.model.matrices.A.todense())
    np.testing.assert_allclose(plain, wanted, rtol=1e-12)
    assert np.abs(problem.rows).max() == pytest.approx(1.0)


def test_columns_come_back_to_their_labels() -> None:
    """Proves: the number of a column stands where linopy says, in every variable."""
    programme = build(COUNTRY.case())
    problem = matrix(programme)
    found = labelled_columns(programme, problem, problem.labels.astype(float))
    for name, variable in programme.model.variables.items():
        np.testing.assert_array_equal(found[name].values, variable.labels.values)


def test_rows_come_back_to_their_labels() -> None:
    """Proves: the same for rows; a dual of another row would be a wrong price."""
    programme = build(COUNTRY.case())
    problem = matrix(programme)
    found = labelled_rows(programme, problem, problem.row_labels.astype(float))
    for name, family in programme.model.constraints.items():
        np.testing.assert_array_equal(found[name].values, family.labels.values)


def test_a_goal_is_measured_in_its_own_units() -> None:
    """Proves: 100 h make 20 * 1000 of corn, 4 times the base year, u = 4 - 1 = 3."""
    programme = build(COUNTRY.case())
    problem = matrix(programme)
    (goal,) = goals(programme)
    gain = problem.values(goal.gain)
    assert gain.shape == (problem.rows.shape[1],)
    assert COUNTRY.solve().stages[-1].value == pytest.approx(3.0)
