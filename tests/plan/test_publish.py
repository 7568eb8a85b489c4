"""A published run holds what was planned, whole, and reads back as the same plan."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas as pd
import pytest
import xarray as xr

from commonweal.compare.indicators import indicators
from commonweal.errors import RunFolderError
from commonweal.plan.plan import read_plan
from commonweal.plan.publish import publish
from small_study import small_plan


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan, published."""
    plan, study = small_plan()
    return publish(plan, study, tmp_path_factory.mktemp("publish") / "deep" / "run")


def test_the_plan_reads_back_as_it_was(run: Path) -> None:
    """Proves: every decision and every dual value comes back bit for bit, with its labels in
    order; a value lost in a sparse table would be 0 and show here."""
    plan, back = small_plan()[0], read_plan(run)
    assert set(back.values) == set(plan.values)
    for name, values in plan.values.items():
        xr.testing.assert_equal(back.values[name], values.transpose(*back.values[name].dims))
    assert len(back.stages) == len(plan.stages)
    for then, now in zip(plan.stages, back.stages, strict=True):
        assert (now.goal, now.unit, now.value) == (then.goal, then.unit, then.value)
        assert (now.kept, now.held, now.iterations) == (then.kept, then.held, then.iterations)
        assert set(now.duals) == set(then.duals)
        for family, duals in then.duals.items():
            xr.testing.assert_equal(now.duals[family], duals.transpose(*now.duals[family].dims))


def test_the_rest_reads_back_as_it_was(run: Path) -> None:
    """Proves: case, certificate, size and solver come back equal."""
    plan, back = small_plan()[0], read_plan(str(run))
    assert back.case.hash == plan.case.hash
    assert json.dumps(back.certificate.to_dict(), sort_keys=True) == json.dumps(
        plan.certificate.to_dict(), sort_keys=True
    )
    assert (back.solver, back.not_unique) == (plan.solver, plan.not_unique)
    assert dict(back.size) == dict(plan.size)
    assert back.objective == plan.objective


def test_the_indicators_are_those_of_the_plan(run: Path) -> None:
    """Proves: indicators computed from the plan, from the plan read back, and read from the file
    are the same numbers."""
    table = indicators(small_plan()[0])
    pd.testing.assert_frame_equal(indicators(read_plan(run)), table)
    written = pd.read_csv(run / "indicators.csv")
    pd.testing.assert_frame_equal(written, table, check_dtype=False)


def test_the_study_is_written_as_used(run: Path) -> None:
    """Proves: study.yaml gives every key with its value, scenario merged in, and the hash in the
    record is that of the case's study."""
    record = json.loads((run / "run.json").read_text())
    assert record["made_from"]["study"]["hash"] == small_plan()[1].hash
    text = (run / "study.yaml").read_text()
    assert "free_time_weight" in text
    assert "scenarios" not in text


def test_text_files_end_their_lines_one_way(run: Path) -> None:
    """Proves: text files have Unix line ends on every system and end with one."""
    for name in ("run.json", "study.yaml", "certificate.json", "indicators.csv"):
        data = (run / name).read_bytes()
        assert b"\r" not in data, name
        assert data.endswith(b"\n"), name
    with (run / "indicators.csv").open(newline="") as file:
        assert {len(row) for row in csv.reader(file)} == {7}


def test_a_run_is_never_written_over(run: Path) -> None:
    """Proves: a second publication to the same folder is refused and changes nothing."""
    before = (run / "run.json").read_bytes()
    plan, study = small_plan()
    with pytest.raises(RunFolderError, match="already exists"):
        publish(plan, study, run)
    assert (run / "run.json").read_bytes() == before
    assert [path.name for path in run.parent.iterdir()] == ["run"]
