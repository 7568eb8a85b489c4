"""``commonweal money`` from the command line: what it prints, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from finance.test_ledger import EXAMPLE
from small_study import commonweal

Capture = pytest.CaptureFixture[str]


def test_figures_controls_and_the_lawful_reading(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Proves: the ring's 80 %, its control with the same ratio and nothing circular, an ordinary
    group, what is paid of what is due, both gains and the lawful reading are printed; and what a
    value of 1,000 asks for, 60 / 0.2 = 300 a year against 20."""
    code, out, _ = commonweal(monkeypatch, capsys, "money", EXAMPLE, "--value", "1000")
    assert code == 0
    for said in (
        "at most 80.0% of the sales booked, 160 of 200",
        "With all financing from outside it is 10.00, as before",
        "The ordinary group has a ratio of 2.25",
        "Loop gain 1.20",
        "the gain is 6.00",
        "external revenue of 300, 15 times",
        "IFRS 15",
        "│ Cloud      │  70 │   20 │   50 │     20 │",
    ):
        assert said in out, said


def test_without_a_value_nothing_is_said_of_value(
    monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Proves: the valuation is told where one is given, and nowhere else."""
    code, out, _ = commonweal(
        monkeypatch, capsys, "money", EXAMPLE, "--members", "Car maker,Steel works,Ore mine"
    )
    assert code == 0
    assert "stands for payouts" not in out
    assert "at most 0.0% of the sales booked, 0 of 225" in out


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("--from", "2025-31-01"), "is not a day"),
        (("--from", "2026-06-01"), "is after the end"),
        (("--members", "Cloud", "--control", "Cloud"), "is in --members too"),
        (("--members", "Nobody"), "is not in ring.csv"),
        (("--margin", "0"), "out of range"),
    ],
)
def test_bad_requests_are_reports(
    words: tuple[str, ...], what: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Proves: each ends with exit code 1 and says what is wrong, without a figure."""
    code, out, err = commonweal(monkeypatch, capsys, "money", EXAMPLE, *words)
    assert (code, out) == (1, "")
    assert what in err


def test_a_ledger_that_is_not_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Proves: a missing file is a report and no traceback."""
    code, _, err = commonweal(monkeypatch, capsys, "money", tmp_path / "none.csv")
    assert code == 1
    assert "none.csv" in err
