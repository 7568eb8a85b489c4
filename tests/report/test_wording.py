"""Numbers as they are read."""

from __future__ import annotations

import pytest

from commonweal.compare.wording import below, change, percent, sensible


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1_234_567.0, "1,235,000"),
        (12_346.0, "12,350"),
        (1234.5, "1,234"),
        (12.345, "12.35"),
        (0.0012345, "0.001234"),
        (-0.5, "−0.5000"),
        (0.0, "0"),
        (float("nan"), ""),
        (3.2e-9, "3.2 × 10⁻⁹"),
    ],
)
def test_four_digits_that_matter(value: float, text: str) -> None:
    """Proves: large and small numbers keep four digits, minus is a minus, nothing is blank."""
    assert sensible(value).replace("\N{NO-BREAK SPACE}", " ") == text


def test_changes() -> None:
    """Proves: +31 % and −4.2 %, and no sign where nothing changes."""
    assert change(0.31) == "+31\N{NO-BREAK SPACE}%"
    assert change(-0.042) == "−4.2\N{NO-BREAK SPACE}%"
    assert change(1e-5) == "unchanged"
    assert percent(-0.0001) == "0\N{NO-BREAK SPACE}%"


def test_bounds_are_not_understated() -> None:
    """Proves: 2e-10 is below 10⁻⁹. Rounded down it would claim 10⁻¹⁰, which is false."""
    assert below(2e-10) == "10⁻⁹"
    assert below(1e-9) == "10⁻⁹"
    assert below(0.0) == "0"
