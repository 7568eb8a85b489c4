"""What only a study and its economy together can tell."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.tables import write_economy
from commonweal.errors import StudyError
from economies import small_economy, small_meta, small_tables


def study_of(folder: Path, extra: str) -> Path:
    """A study of the small economy, with more keys."""
    write_economy(small_economy(), folder / "economy")
    text = f"economy: ./economy\nyears: 2021-2022\nprogramme: none\n{extra}"
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("extra", "said"),
    [
        ("hours: {at_least: 5000}\n", "are above the"),
        ("start: {growth: -0.5}\n", "orders under way cannot be negative"),
        ("floors: {fod: 1.0}\n", 'has no need "fod"'),
        ("limits: {co3: 1.0}\n", 'has no limit "co3"'),
        ("pace: {activities: {farm: {up: 0.1}}}\n", 'has no activity "farm"'),
        ("goals: [least_limit:water]\n", "names a limit that the economy does not have"),
    ],
)
def test_study_against_economy(tmp_path: Path, extra: str, said: str) -> None:
    """Proves: what the study names and the economy lacks is reported, not passed over."""
    with pytest.raises(StudyError, match="1 problem") as caught:
        build_case(read_study(study_of(tmp_path, extra)))
    assert said in str(caught.value)


def test_more_hours_than_a_year_has() -> None:
    """Proves: hours in the wrong unit are found; a thousand times too many would make a plan."""
    tables = small_tables()
    tables["labour"] = tables["labour"] * 1000.0
    found = [str(p) for p in check_economy(Economy.from_tables(small_meta(), tables))]
    assert any("a year has 8784" in text for text in found)


def test_missing_scale_is_not_taken_for_one(tmp_path: Path) -> None:
    """Proves: accounts of 2020 do not stand for 2024 by default."""
    folder = study_of(tmp_path, "")
    text = (folder / "study.yaml").read_text(encoding="utf-8").replace("2021-2022", "2025-2026")
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StudyError, match="nothing says how output grew"):
        build_case(read_study(folder))
