"""Prices of production against prices worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.theory.prices import prices_of_production


def test_leontief() -> None:
    """Proves T1: at no profit a price is the labour of all rounds, l (I - A)^-1. By hand:
    corn takes 0.5 corn and 1 h, so 2 h; bread takes 1 corn and 1 h, so 3 h. Prices of the
    transposed table would be 4 and 1 h."""
    A = [[0.5, 1.0], [0.0, 0.0]]
    none = np.zeros((2, 2))
    p = prices_of_production(A, none, 0.0, [1.0, 1.0], 1.0, 0.0, 1.0)
    assert p == pytest.approx([2.0, 3.0], abs=1e-14)


def test_one_good_with_fixed_capital() -> None:
    """Proves: corn by 0.2 corn, 2 ploughs of corn at half use that wear by 5 % and 1 h, at 10 %
    on the stock: p = 0.2 p + 0.05 * 4 p + 0.1 * 4 p + 1 = 5. Without wear 2.5; with the
    stock at full use 2.0; with the sign of r turned round 1."""
    p = prices_of_production([[0.2]], [[2.0]], 0.05, [1.0], 1.0, 0.1, 0.5)
    assert p == pytest.approx([5.0], rel=1e-14)


@pytest.mark.parametrize(
    ("advanced", "price"),
    [(True, 1.25 / (1 - 0.25)), (False, 1.0 / (1 - 0.25))],
)
def test_one_good_with_circulating_capital(advanced: bool, price: float) -> None:
    """Proves: p = 1.25 * 0.2 p + w l (1.25 w l where wages are advanced); neither is the other."""
    p = prices_of_production(
        [[0.2]], [[0.0]], 0.0, [1.0], 1.0, 0.25, 1.0, turnover=1.0, advanced_wages=advanced
    )
    assert p == pytest.approx([price], rel=1e-14)


def test_sraffa_wheat_and_iron() -> None:
    """Proves: with a surplus of 175 quarters the rate of profit is 25 % and a ton of iron
    exchanges for 15 quarters of wheat (Sraffa 1960, paragraph 5), with wages a vanishing part."""
    A = np.array([[280 / 575, 120 / 20], [12 / 575, 8 / 20]])
    p = prices_of_production(
        A, np.zeros((2, 2)), 0.0, [1.0, 1.0], 1.0, 0.25 - 1e-9, 1.0, turnover=1.0
    )
    assert p[1] / p[0] == pytest.approx(15.0, rel=1e-7)


def test_more_profit_than_there_is() -> None:
    """Proves: at and above the greatest rate nothing is returned; a negative price would be."""
    for rate in (4.0, 4.5):
        with pytest.raises(ValueError, match="no finite prices"):
            prices_of_production([[0.2]], [[0.0]], 0.0, [1.0], 1.0, rate, 1.0, turnover=1.0)
