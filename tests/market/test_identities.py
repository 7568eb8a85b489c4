"""T7: eight identities at every step of every scenario; each notices what it is there for."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.market import identities, payments, wealth
from commonweal.market.accounting import Kind, Ledger
from commonweal.market.parameters import OWNERSHIP, Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from commonweal.market.state import Market
from commonweal.market.step import Outcome, step
from market.closures import random_closure
from market.systems import small_system

SCENARIOS = {
    "licence": {"licence_share": 0.6},
    "price": {"licence_form": "price", "licence_price": 0.6},
    "operating cost": {"technique_rule": "operating_cost"},
    "open model": {"open_model_month": 40, "open_compute": 0.5},
    "hoarding": {"hoarding": 0.3},
    "invested": {"hoarding": 0.3, "hoard_invested": True},
    "pro rata": {"intermediates_first": False},
    "real wage": {"wage_rule": "real", "price_rule": "target_return"},
    "no credit": {"leverage_limit": 0.0, "money_from_credit": 0.0},
    "stabiliser": {"stabiliser": 1.0, "dole": 0.6},
    "shares": {"issue_rate": 0.1, "vendor_share": 0.3, "owners_of_gains": 0.05},
    "researchers paid by licences": {"licence_share": 0.6},
    "researchers paid in part": {"licence_share": 0.02},
    "researchers paid by the public": {"research_rule": "public"},
    **{name: {"public_share": share} for name, share in OWNERSHIP.items()},
}


@pytest.mark.parametrize("name", SCENARIOS)
def test_every_identity_holds_in_every_scenario(name: str) -> None:
    """Proves: 120 months with new techniques, conversion, public use and trade keep all eight
    identities to 1e-12 of output (the limit is 1e-9). A forgotten payment is off by percents."""
    research = 0.03 if name.startswith("researchers") else 0.0
    system = small_system(new=True, build=6, public=1.0, trade=0.1, research=research)
    market, state = stationary_start(system, Closure.model_validate(SCENARIOS[name]))
    assert simulate(market, state, 120).worst_residual < 1e-12


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**6))
def test_every_identity_holds_for_parameters_drawn_at_random(seed: int) -> None:
    """Proves: no draw of all parameters over their ranges, on a random system, breaks an identity,
    makes a stock negative or ends without a reason (T7). 10,000 draws: verification/market_draws.
    """
    draw = np.random.default_rng(seed)
    closure = random_closure(draw)
    system = small_system(
        int(draw.integers(2, 7)),
        seed,
        build=int(draw.integers(1, 25)),
        new=bool(draw.integers(2)),
        public=float(draw.uniform()),
        trade=float(draw.uniform(0, 0.3)),
        research=0.05 * (seed % 2),
    )
    market, state = stationary_start(
        system,
        closure,
        profit_rate=float(draw.uniform(0, 0.2)),
        unemployment=float(draw.uniform(0.01, 0.15)),
    )
    run = simulate(market, state, 36)
    assert run.worst_residual < identities.TOLERANCE
    assert run.record.months == 36 or run.ended


def test_nobody_works_hours_that_are_not_there() -> None:
    """Proves: where expected orders ask for a tenth more hours than there are, everybody at work
    works them all and nobody more, and the accounts hold. Made as planned, hours would be a tenth
    above the labour force, and (v) ends the run."""
    market, state = stationary_start(small_system(), Closure(), unemployment=0.01)
    eager = state.change(expected_orders=1.1 * state.expected_orders)
    run = simulate(market, eager, 12)
    assert 1.0 - 1e-9 < run.record["employment"].max() <= 1.0
    assert run.worst_residual < 1e-12


def lived() -> tuple[Market, Outcome, Ledger]:
    """A month in the middle of a change of technique, with its payments."""
    system = small_system(new=True, build=6, public=1.0, trade=0.1)
    market, state = stationary_start(system, Closure())
    state = simulate(market, state, 30).last
    ledger = Ledger(market.agents)
    return market, step(market, state, ledger), ledger


def broken(market: Market, month: identities.Month, ledger: Ledger) -> set[str]:
    """Identities that a month breaks."""
    found = identities.residuals(market, month, ledger)
    return {name for name, value in found.items() if not value <= identities.TOLERANCE}


def test_a_payment_that_reaches_nobody_is_noticed() -> None:
    """Proves: one more payment in the books than in the deposits breaks (ii)."""
    market, outcome, ledger = lived()
    assert broken(market, outcome.month, ledger) == set()
    ledger.pay(Kind.DOLE, market.agents.government, market.agents.workers, 1e-3)
    assert "ii" in broken(market, outcome.month, ledger)


@pytest.mark.parametrize(
    ("part", "name", "identity"),
    [
        ("after", "deposits", "i"),
        ("after", "inventory", "iv"),
        ("after", "capacity", "iii"),
        ("done", "hours", None),
        ("done", "output", "v"),
        ("found", "profit", "vi"),
        ("owed", "licence", "viii"),
        ("motion", "inventory", None),
    ],
)
def test_a_number_that_is_changed_is_noticed(part: str, name: str, identity: str | None) -> None:
    """Proves: one stock, flow or result changed by a thousandth breaks the identity that is there
    for it; the hours of the record alone are no part of the accounts."""
    market, outcome, ledger = lived()
    group = getattr(outcome.month, part)
    wrong = replace(group, **{name: getattr(group, name) * 1.001})
    found = broken(market, replace(outcome.month, **{part: wrong}), ledger)
    assert (identity in found) if identity else found == set()


def test_a_stock_below_zero_is_noticed() -> None:
    """Proves: a negative inventory, and a number that is missing, break (vii)."""
    market, outcome, ledger = lived()
    for value in (-1e-3, np.nan):
        stock = outcome.month.after.inventory.copy()
        stock[0] = value
        after = outcome.month.after.change(inventory=stock)
        assert "vii" in broken(market, replace(outcome.month, after=after), ledger)


def as_new(motion: wealth.Motion) -> wealth.Motion:
    """Stocks after a month in which no plant wore out."""
    return replace(motion, capacity=motion.capacity + motion.worn)


def test_a_broken_rule_ends_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: rules that let plant stand as new, or pay half the wages, end the run in the first
    month, with the identity in words. A check that only reports would let the run go on."""
    market, state = stationary_start(small_system(), Closure())
    with monkeypatch.context() as patch:
        move = wealth.move
        patch.setattr(wealth, "move", lambda *known: as_new(move(*known)))
        with pytest.raises(identities.IdentityBroken, match="net worth is plant and stocks"):
            simulate(market, state, 12)
    with monkeypatch.context() as patch:
        real = payments.bills
        patch.setattr(
            payments,
            "bills",
            lambda *known: replace(real(*known), wages=0.5 * real(*known).wages),
        )
        with pytest.raises(identities.IdentityBroken, match="hours paid are hours worked"):
            simulate(market, state, 12)
