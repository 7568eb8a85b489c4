"""The lowest fulfilment, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from built_rows import VILLAGE, rows


def test_lowest() -> None:
    """Proves: q / (people * per head) - lowest >= 0; 5 per head, so 20, 25 and 30 in the years."""
    built = rows("lowest", replace(VILLAGE, goals=("maximin",)))
    for year, size in ((2021, 20.0), (2022, 25.0), (2023, 30.0)):
        terms, sense, bound = built[("food", year)]
        assert terms[("need_level", ("food", year))] == pytest.approx(1 / size)
        assert terms[("lowest_fulfilment", ())] == -1.0
        assert (sense, bound) == (">=", 0.0)
