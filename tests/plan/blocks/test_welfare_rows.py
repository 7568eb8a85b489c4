"""Fulfilment and free time in pieces, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from built_rows import VILLAGE, bounds, rows

WITH_TIME = replace(VILLAGE, free_time_weight=1.0, least_hours=50.0)


def test_fulfilment_is_the_sum_of_its_pieces() -> None:
    """Proves: q / 25 - sum of the pieces = 0 in 2022; every piece counts once."""
    terms, sense, bound = rows("fulfilment")[("food", 2022)]
    assert terms.pop(("need_level", ("food", 2022))) == pytest.approx(1 / 25)
    assert set(terms.values()) == {-1.0}
    assert (sense, bound) == ("=", 0.0)


def test_pieces_reach_the_base_year_exactly() -> None:
    """Proves: some pieces end at 1, so that the base year is on the curve and not on a chord."""
    widths = bounds("need_piece")[1][0, 0]
    assert any(abs(widths[:n].sum() - 1.0) < 1e-12 for n in range(len(widths)))


def test_free_time() -> None:
    """Proves: h / 200 + pieces = 100 / 200, so that fewer hours fill the pieces.

    With the sign turned more work would count as free time.
    """
    terms, sense, bound = rows("free_time", WITH_TIME)[(2021, "here")]
    assert terms.pop(("hours_per_worker", (2021, "here"))) == pytest.approx(1 / 200)
    assert set(terms.values()) == {1.0}
    assert (sense, bound) == ("=", 0.5)


def test_no_weight_no_pieces() -> None:
    """Proves: where free time has no weight it has no row either."""
    assert rows("free_time", VILLAGE) == {}
