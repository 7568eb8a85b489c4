"""The harmony method of the benchmarks, on cases by hand."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "benchmarks"))

import harmony as method

GOAL = np.array([10.0, 10.0])


def two(plant: tuple[float, float] = (100.0, 100.0)) -> method.Economy:
    """Two products without inputs, an hour each, ten of both wanted, twenty hours."""
    before = np.array([15.0, 5.0])
    return method.Economy(sp.csc_array((2, 2)), np.ones(2), np.array(plant), 20.0, GOAL, before)


def test_the_curve() -> None:
    """Proves: half a goal missed is worth -0.5 - 0.125, the goal 0, twice the goal ln 2; the slope
    is 1.5, 1 and 0.5 goals' worth. With -s^2 and sqrt(s), as we once had it, -0.25 and 1."""
    net = np.array([5.0, 10.0, 20.0])
    goal = np.full(3, 10.0)
    assert method.harmony(goal, net) == pytest.approx([-0.625, 0.0, np.log(2.0)])
    assert method.slope(goal, net) == pytest.approx([0.15, 0.1, 0.05])
    step = 1e-6
    found = (method.harmony(goal, net + step) - method.harmony(goal, net - step)) / (2 * step)
    assert method.slope(goal, net) == pytest.approx(found, rel=1e-5)


def test_levelling_by_hand() -> None:
    """Proves: at 15 and 5 the harmonies are ln 1.5 = 0.405465 and -0.625, their mean -0.109767. The
    first would lose 0.23 x 0.515233 x 15 = 1.77755 of 15, by sigma 0.105948 of it; the second
    gains 0.790023 of 5, 0.136446. Without sigma 13.222 and 5.790."""
    found = method.levelled(two(), np.array([15.0, 5.0]), 0.23)
    assert found == pytest.approx([15 * (1 - 0.105948), 5 * (1 + 0.136446)], rel=1e-5)


def test_moving_by_hand() -> None:
    """Proves: with 10 and 5 made, a unit is worth 0.1 and 0.15. Five hours are left: an hour is
    worth 0.2 by itself and 0.125 to its users, (0.2 + 0.625) / 6 = 0.1375, then 0.127083. A plant
    of the first, 90 of it left: 1/90, then 0.0851852, 0.0975309. Cost 0.224614, gain -0.554792,
    sigma -0.356827, so 0.069 x 0.356827 = 2.4621 % less. Without plant in the cost 1.21 %."""
    found = method.moved(two(), np.array([10.0, 5.0]), 0.23)
    assert 1 - found[0] / 10 == pytest.approx(0.024621, rel=1e-4)


def test_what_runs_short_cuts_its_users() -> None:
    """Proves: 50 of each at 100 plants and 1,000 hours are scaled to 98 of each. The second uses
    1.5 of the first, 147: its output falls to 98 % of 98 / 147, 64.03; the first stays. Scaled
    alone, the first would be 49 short."""
    economy = method.Economy(
        sp.csc_array(np.array([[0.0, 1.5], [0.0, 0.0]])),
        np.ones(2),
        np.full(2, 100.0),
        1000.0,
        GOAL,
        np.ones(2),
    )
    found = method.scaled(economy, np.array([50.0, 50.0]))
    assert found == pytest.approx([98.0, 98.0 * 0.98 * 98 / 147])
    assert economy.net(found)[0] > 0


def test_it_comes_to_rest_where_all_are_in_harmony() -> None:
    """Proves: twenty hours and two equal goals end at 98 % of ten each, of the optimum of the
    programme. With plant for five of the second it ends at 98 % of five."""
    assert method.planned(two()) == pytest.approx([9.8, 9.8], rel=1e-3)
    assert method.best(two()) == pytest.approx(1.0)
    short = two((100.0, 5.0))
    assert method.planned(short)[1] == pytest.approx(4.9)
    assert method.best(short) == pytest.approx(0.5)


@pytest.mark.parametrize("seed", range(4))
def test_no_plan_is_better_than_the_optimum(seed: int) -> None:
    """Proves: within work and plant no fulfilment of the method lies above the programme's, and it
    comes to more than nine tenths of it. One above it would mean that the two do not look at the
    same economy."""
    economy = method.random_economy(10, seed)
    output = method.planned(economy, 0.05)
    assert float(economy.work @ output) <= economy.hours * (1 + 1e-9)
    assert np.all(output <= economy.plant * (1 + 1e-9))
    low = float(economy.fulfilment(output).min())
    most = method.best(economy)
    assert 0.9 * most < low <= most * (1 + 1e-9)


def test_where_little_is_left_the_step_is_too_far() -> None:
    """Proves: of 200 products, of some of which 3 % of what is made is left, the method comes to
    nothing with its own temperature and to nine tenths of the optimum with a quarter of it. A plan
    in both would mean that the step had been mended beyond what its author published."""
    economy = method.random_economy(200, 0)
    with pytest.raises(ArithmeticError, match="shrunk to nothing"):
        method.planned(economy)
    found = economy.fulfilment(method.planned(economy, 0.05))
    assert found.min() > 0.9 * method.best(economy)
