"""Deliveries: intermediates first, the worst input, and who gets what is short."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.market.goods import HAIR, Uses, Wanted, bids, deliver, filled, worst
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


def two_sectors(trace: float) -> tuple[Wanted, Uses]:
    """Both make 10 with 4.9 of product 0, and build 1 with 4 of product 1 and a trace of 0."""
    inputs = np.array([[0.49, 0.49], [0.0, 0.0]])
    capital = np.array([[trace, trace], [4.0, 4.0]])
    nothing, none = np.zeros(2), np.zeros((2, 0))
    wanted = Wanted(
        output=np.full(2, 10.0),
        inputs=inputs,
        plant=np.ones(2),
        routes=np.zeros(0),
        workers=np.array([0.2, 1.0]),
        owners=nothing,
        government=nothing,
        abroad=nothing,
        needs=np.zeros((2, 2)),
        price=np.ones(2),
    )
    every = np.arange(2)
    no = np.zeros(0, dtype=np.intp)
    uses = Uses(inputs > 0, capital, capital > 0, none, none > 0, np.ones(2), every, every, no)
    return wanted, uses


def test_a_trace_of_a_service_does_not_stop_all_building() -> None:
    """Proves, by hand: production needs 9.8 of product 0 and there are 9.5. Plant of which it is
    0.1 %, against 49 % of production, is built in full and production runs at (9.5 - 0.008) / 9.8
    on the mean; people get none. With equal shares among the rest, building gets nothing at all:
    3 % of a service missing, and no plant is renewed anywhere, that of its own maker included."""
    wanted, uses = two_sectors(0.004)
    stock = np.array([9.5, 20.0])
    found = deliver(stock, wanted, uses, Closure())
    np.testing.assert_allclose(found.plant, 1.0, rtol=1e-12)
    used = wanted.inputs[0] @ (wanted.output * found.running)
    assert used == pytest.approx(9.5 - 0.008, rel=1e-12)
    np.testing.assert_allclose(found.final, [0.0, 1.0], atol=1e-10)
    stopped = deliver(stock, wanted, uses, Closure(scarce_first=False))
    np.testing.assert_allclose(stopped.plant, 0.0, atol=1e-10)


def test_what_plant_is_made_of_waits_its_turn() -> None:
    """Proves, by hand: a product that is 60 % of plant and 49 % of production is no trace: with 9.5
    of it production takes all, and plant gets nothing, as any final user. Served first, plant
    would take the whole 9.5 and all production would stand still."""
    wanted, uses = two_sectors(6.0)
    found = deliver(np.array([9.5, 20.0]), wanted, uses, Closure())
    np.testing.assert_allclose(found.plant, 0.0, atol=1e-10)
    assert (found.sold <= np.array([9.5, 20.0])).all()


def test_the_maker_of_what_is_short_builds_first() -> None:
    """Proves, by hand: sites of both sectors want 4 of product 1 each, people 1, and there are 4.5:
    half of every order. Of the 4 that sites get together, the maker of product 1 bids 2 and takes
    2/3 of a site's 4, the other 1/3. With equal shares both would build half, and what ends the
    shortage would come no sooner than anything else."""
    wanted, uses = two_sectors(0.004)
    stock = np.array([20.0, 4.5])
    found = deliver(stock, wanted, uses, Closure())
    np.testing.assert_allclose(found.plant, [1 / 3, 2 / 3], rtol=1e-12)
    assert found.workers[1] == pytest.approx(0.5, rel=1e-12)
    assert found.sold[1] == pytest.approx(4.5, rel=1e-12)
    alike = deliver(stock, wanted, uses, Closure(scarce_first=False))
    np.testing.assert_allclose(alike.plant, 0.5, rtol=1e-12)


@given(st.integers(0, 10**6), st.integers(2, 8))
def test_deliveries_never_exceed_the_stock(seed: int, size: int) -> None:
    """Proves: with traces served first, whatever is short and whatever the closure, what is sold of
    each product is at most its stock and no share is outside 0 to 1."""
    draw = np.random.default_rng(seed)
    inputs = draw.uniform(0, 1, (size, size)) * (draw.random((size, size)) < 0.7)
    capital = draw.uniform(0, 1, (size, size)) ** 4 * (draw.random((size, size)) < 0.8)
    capital[0] += 0.01
    none, every = np.zeros((size, 0)), np.arange(size)
    home, no = draw.uniform(0, 1, size), np.zeros(0, dtype=np.intp)
    uses = Uses(inputs > 0, capital, capital > 0, none, none > 0, home, every, every, no)
    bought = draw.uniform(0, 1, (4, size))
    wanted = Wanted(
        draw.uniform(0, 2, size),
        inputs,
        draw.uniform(0, 1, size),
        np.zeros(0),
        *bought,
        needs=np.zeros((2, size)),
        price=draw.uniform(0.5, 2.0, size),
    )
    stock = draw.uniform(0, 2, size)
    for rules in (Closure(), Closure(scarce_first=False), Closure(intermediates_first=False)):
        found = deliver(stock, wanted, uses, rules)
        assert (found.sold <= stock * (1 + 1e-14)).all()
        for share in (found.running, found.plant, found.final):
            assert ((share >= 0) & (share <= 1)).all()


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
