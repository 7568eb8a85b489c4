"""The balance of trade and its corridors."""

from __future__ import annotations

from built_rows import bounds, rows


def test_balance_at_world_prices() -> None:
    """Proves: imports cost, exports pay, 11 may be owed. A turned sign would let imports pay."""
    expected = {
        ("imports", (2021, "corn")): 2.0,
        ("imports", (2021, "oil")): 5.0,
        ("exports", (2021, "corn")): -2.0,
        ("exports", (2021, "oil")): -5.0,
    }
    assert rows("trade_balance")[(2021,)] == (expected, "<=", 11.0)


def test_corridors() -> None:
    """Proves: 1 to 3 of corn go out, 0.5 to 8 of oil come in, nothing else is traded."""
    lower, upper = bounds("exports")
    assert (lower[0].tolist(), upper[0].tolist()) == ([1.0, 0.0], [3.0, 0.0])
    lower, upper = bounds("imports")
    assert (lower[0].tolist(), upper[0].tolist()) == ([0.0, 0.5], [0.0, 8.0])
