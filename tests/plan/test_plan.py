"""A plan as plain tables: units on every one, nothing that differs from run to run."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from commonweal.plan.plan import UNITS, write_solution
from small_study import small_plan


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan, written."""
    place = tmp_path_factory.mktemp("plan")
    plan, _ = small_plan()
    write_solution(plan.case, plan, place)
    return place


def test_every_decision_has_a_unit_and_a_meaning() -> None:
    """Proves: each variable of a plan is known with unit and meaning; one that the model gains and
    this table does not would fail to be written."""
    assert set(small_plan()[0].values) <= set(UNITS)
    assert all(unit and meaning for unit, meaning in UNITS.values())


def test_tables_are_read_by_anything(folder: Path) -> None:
    """Proves: a table of decisions is labels, value and unit, in sentences of no library: hours
    per worker are there for each of three years, between 1,600 and 2,000."""
    table = pd.read_parquet(folder / "plan" / "hours_per_worker.parquet")
    assert list(table.columns)[-2:] == ["value", "unit"]
    assert set(table["unit"]) == {"h per worker and year"}
    assert table["value"].between(1600, 2000).all()
    assert {2021, 2022, 2023} <= set(table["period"])


def test_seconds_are_not_written(folder: Path) -> None:
    """Proves: stages.json holds no times, so that it is the same for the same study."""
    for stage in json.loads((folder / "plan" / "stages.json").read_text())["stages"]:
        assert "seconds" not in stage
        assert stage["families"] == sorted(stage["families"])


def test_the_last_goal_speaks_for_the_plan() -> None:
    """Proves: objective and dual values are those of the last goal (welfare), not of the first,
    whose value is zero shortage."""
    plan, _ = small_plan()
    assert [stage.goal for stage in plan.stages][-1] == "welfare"
    assert plan.objective == plan.stages[-1].value != plan.stages[0].value
    assert plan.duals is plan.stages[-1].duals
