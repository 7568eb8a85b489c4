"""The closure: sources, ranges, and one report for everything that is wrong."""

from __future__ import annotations

import pytest

from commonweal.errors import StudyError
from commonweal.market.parameters import OWNERSHIP, Closure, public_share, read_closure


def test_every_number_has_a_symbol_a_range_and_a_source_or_says_free() -> None:
    """Proves: no parameter stands without symbol, unit, range and source; free ones are listed, and
    the licence share is among them. A number without a source would not be noticed otherwise."""
    for name, field in Closure.model_fields.items():
        about = Closure.about(name)
        if field.annotation in (float, float | None):
            assert set(about) == {"symbol", "unit", "range", "source"}, name
            low, high = about["range"]
            assert low < high
            assert field.default is None or low <= field.default <= high, name
    assert {"licence_share", "hire_limit", "retool_rate"} <= set(Closure.free())
    assert "dividend_share" not in Closure.free()


def test_all_that_is_wrong_is_in_one_report() -> None:
    """Proves: an unknown name, a share above 1, a negative propensity and an unknown rule are four
    problems of one report; the first alone would have to be mended four times."""
    with pytest.raises(StudyError) as found:
        read_closure(
            {
                "licence_shares": 0.3,
                "public_share": 1.2,
                "workers_of_income": -0.1,
                "wage_rule": "sticky",
            }
        )
    report = str(found.value)
    assert report.startswith("4 problems")
    assert 'Did you mean "licence_share"?' in report
    for name in ("public_share", "workers_of_income", "wage_rule"):
        assert f"closure.{name}" in report


def test_ownership_is_a_preset_or_a_share() -> None:
    """Proves: presets and numbers give their share, others a report."""
    assert public_share("mixed") == OWNERSHIP["mixed"] == 0.55
    assert public_share("0.31") == 0.31
    with pytest.raises(StudyError, match="Did you mean"):
        public_share("privat")
    with pytest.raises(StudyError, match="0 to 1"):
        public_share("1.5")
