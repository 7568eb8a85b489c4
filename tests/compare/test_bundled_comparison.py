"""The comparison of the bundled studies, from the study to the folder; of several regions none."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from commonweal.compare.comparison import CompareRequest, compare_study
from commonweal.compare.grid import BUNDLED, HASH, content_hash
from commonweal.report.comparison import write_comparison


def one_closure(place: Path) -> Path:
    """The bundled grid with the reference alone, and a plan without errors."""
    content = json.loads(BUNDLED.read_text(encoding="utf-8"))
    content["named"] = {"reference": content["named"]["reference"]}
    content["information"] |= {"coefficient_noise": 0.0, "demand_noise": 0.0, "seeds": [1]}
    content[HASH] = content_hash(content)
    path = place / "grid.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("study", ["china-2026", "usa-2026"])
def test_bundled_studies_are_compared(study: str, tmp_path: Path) -> None:
    """Proves: both studies are planned, run by the market, followed with a year of delay and
    published whole. Without errors the plan gives no less than with the delay, and the market's
    figures of its last year are those of a living economy: needs between a half and twice the base
    year's. In the United States no plan with a delay existed: old plant could not be renewed."""
    request = CompareRequest(
        study=study, grid=one_closure(tmp_path), quick=True, workers=1, cells=tmp_path / "cells"
    )
    found = compare_study(request)
    assert found.plan.certificate.accepted
    assert found.informed is not None
    assert found.informed["needs_mean"] <= found.planned["needs_mean"] * (1.0 + 1e-6)
    (result,) = found.results
    assert 0.5 < result["shared"]["needs_mean"] < 2.0
    assert result["months"] == 60
    assert result["ended"] == ""
    assert result["residual"] < 1e-10
    folder = write_comparison(found, tmp_path / "run")
    book = openpyxl.load_workbook(folder / "comparison.xlsx")
    assert "Waterfall" not in book.sheetnames
    assert book["Years"].max_row == 4 + 4 + len(result["paths"])
