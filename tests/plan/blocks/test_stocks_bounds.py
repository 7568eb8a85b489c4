"""Stocks have bounds and no rows of their own."""

from __future__ import annotations

from built_rows import bounds


def test_only_storable_products_are_kept_and_not_for_ever() -> None:
    """Proves: corn can be kept in 2021 and 2022, oil never, and nothing in the continuation."""
    upper = bounds("stock")[1]
    assert upper.tolist() == [[float("inf"), 0.0], [float("inf"), 0.0], [0.0, 0.0]]
