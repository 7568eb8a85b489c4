"""Sums over all rounds: finite exactly below a spectral radius of 1."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.theory.rounds import all_rounds, radius


def test_by_hand() -> None:
    """Proves: corn takes half of itself and bread one corn: 1 h each become 2 and 3 h. Along
    columns instead of rows they would be 4 and 1 h."""
    table = np.array([[0.5, 1.0], [0.0, 0.0]])
    assert all_rounds(table, np.ones(2)) == pytest.approx([2.0, 3.0])
    both = all_rounds(table, np.array([[1.0, 0.0], [0.0, 1.0]]))
    assert both == pytest.approx(np.array([[2.0, 2.0], [0.0, 1.0]]))


def test_the_criterion_is_the_radius() -> None:
    """Proves: of 400 random tables, some with zeros and blocks, exactly those with a spectral
    radius below 1 have a sum; positive solutions of divergent sums would show here."""
    rng = np.random.default_rng(4)
    below = 0
    for _ in range(400):
        size = int(rng.integers(2, 7))
        table = rng.random((size, size)) * (rng.random((size, size)) < 0.6)
        table *= rng.uniform(0.5, 1.5) / max(radius(table), 1e-3)
        finite = all_rounds(table, rng.random(size)) is not None
        assert finite == (radius(table) < 1)
        below += finite
    assert 100 < below < 300


def test_nothing_left() -> None:
    """Proves: a good that takes exactly itself has no finite sum, and no error is raised for it."""
    assert all_rounds(np.array([[1.0]]), np.ones(1)) is None
    assert all_rounds(np.array([[0.5, 0.0], [0.0, 2.0]]), np.array([1.0, 0.0])) is None
