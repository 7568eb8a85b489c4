"""Deliveries: intermediates first, the worst input, and who gets what is short."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.market.goods import HAIR, bids, filled, worst
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from market.systems import small_system


def test_a_stock_fills_orders_up_to_itself() -> None:
    """Proves: 8 of 10 ordered are 0.8 of every order, and a stock of 10 fills 8 whole; nothing is
    ordered, nothing is short."""
    share = filled(np.array([8.0, 10.0, 0.0]), np.array([10.0, 8.0, 0.0]))
    np.testing.assert_allclose(share, [0.8, 1.0, 1.0])


def test_a_process_runs_at_its_worst_input() -> None:
    """Proves: a process that uses products filled to 0.5 and 0.9 runs at 0.5, one that uses the
    second alone at 0.9, one that uses neither in full. The mean would be 0.7."""
    uses = np.array([[True, False, False], [True, True, False]])
    np.testing.assert_array_equal(worst(np.array([0.5, 0.9]), uses), [0.5, 0.9, 1.0])


def test_the_maker_of_what_is_short_bids_more() -> None:
    """Proves, by hand: product 0 has 8 of 10 needed, of which its own maker needs 2 and the other
    8. The maker's bid is 10 / 8; theta (2 * 1.25 + 8) = 8 gives shares 0.952 and 0.762. Equal
    shares would be 0.8 for both, so that less of the short product would be made than could be."""
    needed = np.array([[2.0, 8.0], [1.0, 1.0]])
    share = bids(np.array([8.0, 100.0]), needed)
    np.testing.assert_allclose(share, np.array([1.25, 1.0]) * 8.0 / 10.5, rtol=1e-12)
    assert needed[0] @ share == pytest.approx(8.0)


@given(st.integers(0, 10**6), st.integers(1, 8))
def test_bids_never_take_more_than_there_is(seed: int, size: int) -> None:
    """Proves: whatever is short, what sectors take at the share of their worst input is at most the
    stock, no share is above one, and where nothing is short all run in full."""
    draw = np.random.default_rng(seed)
    needed = draw.uniform(0, 1, (size, size)) * (draw.random((size, size)) < 0.7)
    stock = draw.uniform(0, 2, size) * needed.sum(axis=1)
    share = bids(stock, needed)
    assert (share >= 0).all()
    assert (share <= 1).all()
    assert (needed @ share <= stock * (1 + 1e-15)).all()
    whole = bids(needed.sum(axis=1) * (1 + 2 * HAIR), needed)
    np.testing.assert_array_equal(whole, 1.0)


def test_equal_shares_let_a_shortage_feed_itself() -> None:
    """Proves: on the same economy, shock and closure, final users rationed alike with intermediates
    kill production, and intermediates first with bids do not. The collapse is one of the rule, and
    the switch shows it."""
    shock = {"wage_rule": "indexed", "price_rule": "target_return", "inventory_months": 1.05}
    alive, dead = [], []
    for seed in range(4):
        system = small_system(6, seed, build=12, new=True, public=0.5)
        for first, found in ((True, alive), (False, dead)):
            rules = Closure.model_validate(
                {**shock, "intermediates_first": first, "scarce_first": first}
            )
            output = simulate(*stationary_start(system, rules), 180).record["output"]
            found.append(float(output.min() / output[0]))
    assert min(alive) > 0.5
    assert min(dead) < 0.1
