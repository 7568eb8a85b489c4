"""Conversion and diffusion, row by row."""

from __future__ import annotations

from dataclasses import replace

from built_rows import VILLAGE, bounds, rows


def test_diffusion() -> None:
    """Proves: K_drone <= 0.3 (K + K_drone), so 0.7 and -0.3; nothing of it before 2022."""
    built = rows("diffusion")
    assert built[("drone", 2021)] == ({("capacity", (2021, "farm+drone")): 1.0}, "<=", 0.0)
    expected = {("capacity", (2022, "farm")): -0.3, ("capacity", (2022, "farm+drone")): 0.7}
    assert built[("drone", 2022)] == (expected, "<=", 0.0)


def test_diffusion_counts_activity_where_there_is_no_capital() -> None:
    """Proves: without capital accounts the ceiling holds for activity."""
    bare = {n: replace(p, assets={}) for n, p in VILLAGE.processes.items()}
    tiny = replace(VILLAGE, processes=bare, assets={}, committed={}, conversions={})
    expected = {("activity", (2022, "farm")): -0.3, ("activity", (2022, "farm+drone")): 0.7}
    assert rows("diffusion", tiny)[("drone", 2022)] == (expected, "<=", 0.0)


def test_conversion_ends_with_the_horizon() -> None:
    """Proves: the continuation, which stands for ever, has nothing left to convert."""
    assert bounds("convert")[1].tolist() == [[float("inf"), float("inf"), 0.0]]
