"""commonweal simulate: what it prints, what it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from commonweal.compare.indicators import COLUMNS
from small_study import commonweal, write_small_study


def test_a_run_prints_what_came_out_and_writes_its_indicators(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: a small study runs to its end, says that the identities held, and writes the long
    table that plans have, with the base year at one and only years that were run. Run again, page,
    workbook and tables have the same bytes."""
    study, out = write_small_study(tmp_path / "small"), tmp_path / "run"
    words = ("simulate", study, "--ownership", "mixed", "--months", 30, "--out", out)
    code, text, _ = commonweal(monkeypatch, capsys, *words, "--closure", "wage_rule=indexed")
    assert code == 0
    assert "All eight accounting identities held in all 30 months" in text
    assert "free" in text
    frame = pd.read_csv(out / "indicators.csv")
    assert list(frame.columns) == COLUMNS
    assert set(frame["model"]) == {"Commonweal market"}
    assert frame["year"].max() == 2022
    index = frame[frame["variable"] == "Consumption|Index"].set_index("year")["value"]
    assert index[2020] == 1.0
    assert list(index.index) == [2020, 2021, 2022]
    about = json.loads((out / "simulation.json").read_text(encoding="utf-8"))
    assert about["closure"]["public_share"] == 0.55
    assert about["closure"]["wage_rule"] == "indexed"
    assert about["worst_residual"] < 1e-9
    again = tmp_path / "again"
    commonweal(monkeypatch, capsys, *words[:-1], again, "--closure", "wage_rule=indexed")
    names = [f"simulation.{kind}" for kind in ("html", "json", "xlsx")]
    assert sorted(path.name for path in out.iterdir()) == ["iamc.csv", "indicators.csv", *names]
    for path in out.iterdir():
        assert (again / path.name).read_bytes() == path.read_bytes(), path.name


def test_everything_wrong_with_a_request_is_one_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: a share above one, an unknown parameter, a negative share, an unknown start and no
    time are five problems in one report with exit code 1, and nothing is written."""
    study, out = write_small_study(tmp_path / "small"), tmp_path / "run"
    code, _, error = commonweal(
        monkeypatch,
        capsys,
        *("simulate", study, "--ownership", "1.4", "--closure", "wage_rul=real"),
        *("--closure", "hoarding=-1", "--start", "golden", "--months", 3, "--out", out),
    )
    assert code == 1
    assert error.startswith("5 problems")
    assert 'Did you mean "wage_rule"?' in error
    assert not out.exists()


def test_a_folder_that_exists_is_refused_before_anything_is_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: nothing is written over."""
    study, out = write_small_study(tmp_path / "small"), tmp_path / "run"
    out.mkdir()
    code, _, error = commonweal(monkeypatch, capsys, "simulate", study, "--out", out)
    assert code == 1
    assert "already exists" in error
