"""Renewal after the horizon, row by row."""

from __future__ import annotations

from dataclasses import replace

from built_rows import VILLAGE, rows


def test_renewal() -> None:
    """Proves: orders of the continuation renew and extend, 0.1 + 0.03 and 0.2 + 0.03.

    The drone farm takes two years: what 2024 needs is ordered in 2022 (0.23), what 2025 needs in
    2023 (0.23 * 1.03 = 0.2369). Farms use 0.9 of their capacity and drone farms 0.8, so that a unit
    of activity takes 0.13 / 0.9, 0.2369 / 0.8 and 0.23 / 0.8. With the lag forgotten the row of
    2022 would be missing; with all that stands renewed the entries would lie on capacity.
    """
    built = rows("renewal")
    last = {
        ("build", (2023, "farm")): 1.0,
        ("build", (2023, "farm+drone")): 1.0,
        ("activity", (2023, "farm")): -0.144444444444,
        ("activity", (2023, "farm+drone")): -0.296125,
    }
    assert built[("farm", 2023)] == (last, ">=", 0.0)
    before = {
        ("build", (2022, "farm")): 1.0,
        ("build", (2022, "farm+drone")): 1.0,
        ("activity", (2023, "farm+drone")): -0.2875,
    }
    assert built[("farm", 2022)] == (before, ">=", 0.0)


def test_renewal_in_kind() -> None:
    """Proves: drone farms renew drone farms; what cannot be ordered is not asked for."""
    built = rows("renewal_in_kind")
    drone = {("build", (2023, "farm+drone")): 1.0, ("activity", (2023, "farm+drone")): -0.296125}
    assert built[(2023, "farm+drone")] == (drone, ">=", 0.0)
    old = replace(VILLAGE.processes["farm"], buildable_from=None)
    tiny = replace(VILLAGE, processes={**VILLAGE.processes, "farm": old})
    assert (2023, "farm") not in rows("renewal_in_kind", tiny)


def test_no_continuation_no_renewal() -> None:
    """Proves: a case that does not go on has neither row."""
    tiny = replace(VILLAGE, continued=False)
    assert rows("renewal", tiny) == rows("renewal_in_kind", tiny) == {}
