"""The nineteen ways to rig a comparison: each row of the page names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "plan-and-market.md"


def test_every_way_has_a_counter_measure_that_is_tested() -> None:
    """Proves: the table has nineteen rows in order, and each names a test that exists in the file
    that it names. A test that was renamed or removed would leave a row with nothing behind it."""
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*\| `(tests/[\w/.]+)` `(\w+)` \|$", page, re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 20))
    for number, path, test in rows:
        assert f"def {test}(" in (ROOT / path).read_text(encoding="utf-8"), (number, test)
