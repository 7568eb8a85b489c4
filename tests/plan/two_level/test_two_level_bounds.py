"""What sweeps leave open is set against the plan: prices, requirements, outputs, the bound."""

from __future__ import annotations

import numpy as np
import pytest
from made_large_economies import random_economy, whole_optimum

from commonweal.plan.two_level.bound import bound_of
from commonweal.plan.two_level.prices import answer, cheapest
from commonweal.plan.two_level.quantities import outputs_of
from commonweal.plan.two_level.requirements import requirements_of, selection
from commonweal.plan.two_level.spread import Here, held_blocks

HERE = Here(1)
ROUGH = [1e-1, 1e-3, 1e-8]
seeds = pytest.mark.parametrize("seed", range(5))


def opened(seed: int):  # type: ignore[no-untyped-def]
    """An economy, its blocks, prices of scarce things, and exact matrices of the first choice."""
    economy = random_economy(seed, 40)
    blocks = held_blocks(HERE, economy.sources, 40, len(economy.things))
    worth = np.random.default_rng(seed).uniform(0.01, 0.1, len(economy.things))
    return economy, blocks, worth


def exact(blocks, choice):  # type: ignore[no-untyped-def]
    """Inputs and scarce things of the processes chosen, as full tables."""
    chosen = selection(HERE, blocks, choice)
    inputs = np.vstack([part.inputs.toarray() for part in chosen])
    return chosen, inputs, np.concatenate([part.scarce for part in chosen], axis=1)


@seeds
@pytest.mark.parametrize("tolerance", ROUGH)
@pytest.mark.parametrize("start", ["nothing", "too high", "mixed"])
def test_nobody_undercuts_the_prices(seed: int, tolerance: float, start: str) -> None:
    """Proves: from below, from above or from anywhere, p <= T(p) holds exactly, and p is within
    the tolerance of the fixed point. Prices that end on the other side would make the bound
    too low."""
    _, blocks, worth = opened(seed)
    random = np.random.default_rng(seed)
    begin = {"nothing": np.zeros(40), "too high": np.full(40, 50.0), "mixed": random.random(40)}
    found = answer(HERE, blocks, worth, begin[start], tolerance)
    swept = np.concatenate([cheapest(block, worth, found.prices)[0] for block in blocks])
    assert (found.prices <= swept).all()
    fine = answer(HERE, blocks, worth, np.zeros(40), 1e-13)
    assert (found.prices <= fine.prices * (1 + 1e-9)).all()
    np.testing.assert_allclose(found.prices, fine.prices, rtol=20 * tolerance)


@seeds
def test_a_worthless_thing_leaves_prices_below(seed: int) -> None:
    """Proves: where some processes take nothing that has a price, sweeps from below still give
    prices that nobody undercuts. Scaling would give 0 for all, a bound without content."""
    _, blocks, worth = opened(seed)
    only = np.zeros_like(worth)
    only[-1] = 1.0  # foreign exchange, which few processes take
    found = answer(HERE, blocks, only, np.full(40, 2.0), 1e-9)
    swept = np.concatenate([cheapest(block, only, found.prices)[0] for block in blocks])
    assert (found.prices <= swept).all()


@seeds
def test_the_cheapest_process_is_chosen(seed: int) -> None:
    """Proves: least cost and choice are those of a plain loop over processes; of two that cost
    the same the first is taken."""
    _, blocks, worth = opened(seed)
    prices = np.random.default_rng(seed).random(40)
    for block in blocks:
        cost = block.scarce @ worth + block.inputs @ prices
        least, choice, direct = cheapest(block, worth, prices)
        for i in range(block.size):
            own = slice(block.begin[i], block.begin[i + 1])
            assert least[i] == cost[own].min()
            assert choice[i] == np.argmin(cost[own])
            assert direct[i] == (block.scarce @ worth)[own].min()


@seeds
@pytest.mark.parametrize("tolerance", ROUGH)
def test_requirements_are_not_too_low(seed: int, tolerance: float) -> None:
    """Proves: from any start, requirements are at least the exact ones of the Leontief inverse, and
    near them. A plan made with lower ones would overdraw what is scarce."""
    _, blocks, worth = opened(seed)
    choice = answer(HERE, blocks, worth, np.zeros(40), 1e-9).choice
    chosen, inputs, scarce = exact(blocks, choice)
    wanted = np.linalg.solve(np.eye(40) - inputs, scarce.T).T
    for start in (np.zeros_like(wanted), wanted * 3):
        found, _ = requirements_of(HERE, chosen, start, np.ones(len(worth)), tolerance)
        assert (found >= wanted * (1 - 1e-13)).all()
        np.testing.assert_allclose(found, wanted, atol=5 * tolerance * wanted.sum(axis=0).max())


@seeds
@pytest.mark.parametrize("margin", [1e-3, 1e-9])
def test_outputs_cover_everything(seed: int, margin: float) -> None:
    """Proves: no product is short by anything, and no more than about the margin is left over.
    Sweeps from below that simply stop would leave everything short."""
    _, blocks, worth = opened(seed)
    choice = answer(HERE, blocks, worth, np.zeros(40), 1e-9).choice
    chosen, inputs, _ = exact(blocks, choice)
    delivered = np.random.default_rng(seed).random(40)
    delivered[::3] = 0.0
    found, _ = outputs_of(HERE, chosen, delivered, margin)
    left = found - inputs.T @ found - delivered
    assert (left >= 0).all()
    assert (left <= 2.1 * margin * found).all()


@seeds
def test_any_prices_bound_every_plan(seed: int) -> None:
    """Proves: L(w) is no lower than the optimum of the whole programme for prices drawn at random,
    not only for good ones (weak duality)."""
    economy, blocks, _ = opened(seed)
    optimum = whole_optimum(economy)
    random = np.random.default_rng(seed)
    for _ in range(10):
        worth = random.exponential(0.05, economy.limits.shape)
        prices = answer(HERE, blocks, worth[0], np.zeros(40), 1e-3).prices
        assert bound_of(economy, worth, [prices]).value >= optimum
