"""Hulten's sum against the exact rise of the real wage."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from commonweal.market.theory.gain import SAVING_2024, TASKS_2024, hulten_gain, wage_gain
from random_systems import basket_for, changed, random_system


def test_acemoglu() -> None:
    """Proves T14: 4.6 % of tasks at 14.4 % less cost bring 0.66 % (Acemoglu 2024)."""
    assert round(100 * hulten_gain(TASKS_2024, SAVING_2024), 2) == 0.66


@pytest.mark.parametrize("circulating", [True, False], ids=["circulating", "fixed"])
@pytest.mark.parametrize("seed", range(5))
def test_tasks_everywhere(seed: int, circulating: bool) -> None:
    """Proves T14: a saving c on a share s of the hours of every activity raises the real wage by
    s c, but for half its square, at any rate of profit."""
    rng = np.random.default_rng(seed)
    own = random_system(rng, circulating=circulating)
    share, saving = TASKS_2024, SAVING_2024
    new = replace(own, hours=own.hours * (1 - share * saving))
    for rate in (0.0, 0.05):
        found = wage_gain(own, new, rng.random(5), rate)
        assert found.first_order == pytest.approx(share * saving, rel=1e-12)
        assert found.exact == pytest.approx(hulten_gain(share, saving), abs=(share * saving) ** 2)


@pytest.mark.parametrize("rate", [0.0, 0.08])
def test_second_order(rate: float) -> None:
    """Proves T14: for a saving on any coefficients the error of Hulten's sum falls to a quarter
    when the saving is halved; without profit on the stock it would only fall to half."""
    rng = np.random.default_rng(21)
    own = random_system(rng)
    basket, other = basket_for(own, rng), changed(own, rng, spread=0.1)

    def error(step: float) -> float:
        new = replace(
            own,
            inputs=own.inputs + step * (other.inputs - own.inputs),
            wear=own.wear + step * (other.wear - own.wear),
            stock=own.stock + step * (other.stock - own.stock),
            hours=own.hours + step * (other.hours - own.hours),
        )
        found = wage_gain(own, new, basket, rate)
        return found.exact - found.first_order

    errors = [error(step) for step in (0.4, 0.2, 0.1, 0.05)]
    ratios = np.divide(errors[:-1], errors[1:])
    assert ratios == pytest.approx(4.0, abs=0.6)
    assert abs(ratios[-1] - 4) < abs(ratios[0] - 4)
