"""The harmony method of the benchmarks, on cases by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import harmony as method


def two(plant: tuple[float, float] = (100.0, 100.0)) -> method.Economy:
    """Two products without inputs, an hour each, ten of both wanted, twenty hours."""
    return method.Economy(
        sp.csc_array((2, 2)), np.ones(2), np.array(plant), 20.0, np.array([10.0, 10.0])
    )


def test_one_round_by_hand() -> None:
    """Proves: at outputs 15 and 5 the harmonies are sqrt(0.5) and -0.25, their mean 0.2286, the
    level of that harmony 10.522. The first goes half of the way down and frees 2.239 hours; the
    second would go up by 2.761 and has hours for 2.239. Raised before the first is cut back, it
    would stay at 5."""
    output = np.array([15.0, 5.0])
    method._round(two(), output, temperature=0.5)
    mean = (np.sqrt(0.5) - 0.25) / 2
    freed = 0.5 * (15.0 - 10.0 * (1.0 + mean**2))
    assert output == pytest.approx([15.0 - freed, 5.0 + freed])
    assert freed == pytest.approx(2.239, abs=1e-3)


def test_the_curve() -> None:
    """Proves: half a goal missed weighs 0.25, a quarter of a goal more is worth 0.5; the inverse
    leads back. With the square root on both sides a shortage would weigh more near the goal."""
    assert method.harmony(np.array([-0.5, 0.0, 0.25])) == pytest.approx([-0.25, 0.0, 0.5])
    for u in (-0.7, 0.0, 0.3):
        assert method.inverse(float(method.harmony(np.array([u]))[0])) == pytest.approx(u)


def test_it_comes_to_rest_where_all_are_in_harmony() -> None:
    """Proves: twenty hours and two equal goals end at ten each, the optimum of the programme.
    With plant for five of the second, its fulfilment ends at a half, in both."""
    assert method.planned(two()) == pytest.approx([10.0, 10.0], rel=1e-2)
    assert method.best(two()) == pytest.approx(1.0)
    short = two((100.0, 5.0))
    assert method.planned(short)[1] == pytest.approx(5.0)
    assert method.best(short) == pytest.approx(0.5)


@pytest.mark.parametrize("seed", range(4))
def test_no_plan_is_better_than_the_optimum(seed: int) -> None:
    """Proves: within work and plant no fulfilment of the method lies above the programme's. One
    above it would mean that the two do not look at the same economy."""
    economy = method.random_economy(10, seed)
    output = method.planned(economy)
    assert float(economy.work @ output) <= economy.hours * (1 + 1e-9)
    assert np.all(output <= economy.plant * (1 + 1e-9))
    low = float(economy.fulfilment(output).min())
    most = method.best(economy)
    assert 0.5 * most < low <= most * (1 + 1e-9)
