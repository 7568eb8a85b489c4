"""What the theory says of a cell: the criterion and the wages decide, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.market.parameters import Closure
from commonweal.market.theory.menu import Menu
from commonweal.spirals.theory import rate_change, wages_of

WAGE = np.array([0.5])  # corn an hour


def corn(hours: float, stock: float) -> Menu:
    """Corn by 1 h and 2 corn tied up, r* = (1 - 0.5) / 2 = 25 %, and a technique without ceiling
    but for that of the whole branch."""
    return Menu(
        ("corn",),
        ("corn:installed", "corn:installed+new"),
        np.array([0, 0]),
        np.array([0, 0]),
        np.zeros((1, 2)),
        np.zeros((1, 2)),
        np.array([[2.0, stock]]),
        np.array([1.0, hours]),
        np.array([-1, 0]),
        np.array([1.0]),
    )


def test_operating_cost_takes_what_full_cost_refuses() -> None:
    """Proves: 0.9 h and 2.4 corn cost less to run and more in full. By full cost nothing is taken
    and nothing changes; by operating cost r* becomes 0.55 / 2.4 = 22.9 %, lower than 25 %, at the
    same real wage."""
    menu = corn(0.9, 2.4)
    assert rate_change(menu, WAGE, "full_cost", 0.0) == pytest.approx(0.0, abs=1e-12)
    assert rate_change(menu, WAGE, "operating_cost", 0.0) == pytest.approx(0.55 / 2.4 - 0.25)


def test_wages_decide_where_the_technique_pays() -> None:
    """Proves: 0.8 h and 2.1 corn pay in full. At the same real wage r* rises to 0.6 / 2.1; when
    wages follow productivity, 1 / 0.8, it is 0.5 / 2.1 and below 25 %: eps* lies between. With
    labour alone saved (2.0 corn) it stays at 25 %, so that eps* = 1."""
    menu = corn(0.8, 2.1)
    for criterion in ("full_cost", "operating_cost"):
        assert rate_change(menu, WAGE, criterion, 0.0) == pytest.approx(0.6 / 2.1 - 0.25)
        assert rate_change(menu, WAGE, criterion, 1.0) == pytest.approx(0.5 / 2.1 - 0.25)
        assert rate_change(corn(0.8, 2.0), WAGE, criterion, 1.0) == pytest.approx(0.0, abs=1e-12)


def test_wage_rules_have_their_elasticity() -> None:
    """Proves: real wages kept are an elasticity of 0, indexed ones their pass-through, and wages
    fixed in money have none: no number is made up for them."""
    assert wages_of(Closure(wage_rule="real")) == 0.0
    assert wages_of(Closure(wage_rule="indexed", productivity_pass=0.5)) == 0.5
    assert wages_of(Closure(wage_rule="fixed")) is None
