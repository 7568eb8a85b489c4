"""A stretched step goes to the end where changes are multiples, and harms nothing where not."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.plan.two_level.stretch import Stretch


@pytest.mark.parametrize("rate", [0.1, 0.5, 0.9])
def test_a_geometric_change_ends_at_once(rate: float) -> None:
    """Proves: changes that shrink by one rate end at the limit, 8, after two sweeps; row by row,
    each by its own. Plain sweeps would be at 8 (1 - rate^2)."""
    limit = np.array([[8.0, 4.0], [1.0, 2.0]])
    rates = np.array([[rate], [0.3]])
    start = np.zeros_like(limit)
    first = limit - rates * (limit - start)
    stretch = Stretch()
    np.testing.assert_array_equal(stretch.after(first, start), first)
    second = limit - rates * (limit - first)
    np.testing.assert_allclose(stretch.after(second, first), limit, rtol=1e-12)


def test_what_is_no_geometric_change_is_left_alone() -> None:
    """Proves: a change that turns round, one that grows and one of nothing are taken as they are;
    stretched, the second would run away."""
    for after in (-1.0, 2.0, 0.0):
        stretch = Stretch()
        stretch.after(np.array([11.0]), np.array([10.0]))
        found = stretch.after(np.array([11.0 + after]), np.array([11.0]))
        assert found[0] == 11.0 + after


def test_no_step_goes_below_nothing() -> None:
    """Proves: from above the limit a wrong rate may overshoot, but no price or output becomes
    negative; it would be the start of sweeps that mean nothing."""
    stretch = Stretch()
    stretch.after(np.array([1.0, 9.0]), np.array([2.0, 10.0]))
    found = stretch.after(np.array([0.1, 8.1]), np.array([1.0, 9.0]))
    assert (found >= 0).all()
