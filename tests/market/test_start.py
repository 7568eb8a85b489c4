"""T6: a stationary start stands still."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.errors import StudyError
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_prices, stationary_start
from commonweal.market.state import State
from market.systems import small_system

#: Sizes by which quantities that are zero in the state are judged: shares and rates count as one.
UNIT = {"target_markup", "growth", "use", "profit_rate", "markup"}


def drift(before: State, after: State) -> dict[str, float]:
    """Largest relative change of every stock and memory; clocks run on and are left out."""
    first, last = before.arrays(), after.arrays()
    sizes = {n: 1.0 if n in UNIT else float(np.abs(v).max(initial=0.0)) for n, v in first.items()}
    sizes["unfilled"] = sizes["expected_orders"]
    return {
        name: float(np.abs(last[name] - first[name]).max()) / (sizes[name] or 1.0)
        for name in first
        if name not in ("month", "developed") and first[name].size
    }


@pytest.mark.parametrize(
    ("price_rule", "wage_rule", "build", "public", "trade"),
    [
        ("tatonnement", "fixed", 1, 0.0, 0.0),
        ("target_return", "indexed", 18, 0.0, 0.0),
        ("tatonnement", "real", 7, 1.0, 0.0),
        ("target_return", "fixed", 7, 1.0, 0.2),
        ("tatonnement", "indexed", 7, 1.0, 0.2),
    ],
)
def test_a_stationary_start_stands_still_for_fifty_years(
    price_rule: str, wage_rule: str, build: int, public: float, trade: float
) -> None:
    """Proves: after 600 months every stock, price and expectation is where it was, to 1e-9 (T6).
    Wear charged but not replaced would let capacity fall by 95 %; a leak of one payment a month
    would drain deposits."""
    closure = Closure.model_validate({"price_rule": price_rule, "wage_rule": wage_rule})
    system = small_system(build=build, public=public, trade=trade)
    market, state = stationary_start(system, closure)
    run = simulate(market, state, 600)
    found = drift(state, run.last)
    assert max(found.values()) < 1e-9, max(found, key=lambda name: found[name])
    assert run.worst_residual < 1e-12


def test_the_rate_of_profit_and_employment_are_those_asked_for() -> None:
    """Proves: realised profit is the given 12 % in every sector and 7 % are unemployed. Prices that
    forget the capital tied up in stocks would give less than 12 %."""
    market, state = stationary_start(small_system(), Closure(), profit_rate=0.12, unemployment=0.07)
    run = simulate(market, state, 1)
    np.testing.assert_allclose(run.record["profit_rate_of"][0], 0.12, rtol=1e-12)
    assert run.record["employment"][0] == pytest.approx(0.93, rel=1e-12)


def test_a_rate_of_profit_that_no_price_pays_is_refused() -> None:
    """Proves: a rate above the maximum is one report and no negative price."""
    with pytest.raises(StudyError, match=r"start\.profit_rate.*no finite prices"):
        stationary_start(small_system(), Closure(), profit_rate=2.0)


def test_stationary_prices_are_proportional_to_the_wage() -> None:
    """Proves: twice the wage is twice every price, exactly. A constant in money would show."""
    system, closure = small_system(), Closure()
    price = stationary_prices(system, closure, 1.0, 0.1)
    assert price.min() > 0
    doubled = stationary_prices(system, closure, 2.0, 0.1)
    np.testing.assert_array_equal(doubled, 2.0 * price)
