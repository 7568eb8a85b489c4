"""The draws of ``verification/market_draws.py``, a few of them; and what they found."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2]))

from verification import market_draws

from commonweal.errors import StudyError
from commonweal.market.books import open_books
from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_level
from market.systems import small_system


def test_a_few_draws_have_no_fault(tmp_path: Path) -> None:
    """Proves: 40 draws with every kind of start keep all identities and have no stock below zero,
    no silent stop and no collapse without a cause (T7); both starts off rest are among them, and
    stopped after a parcel the draws go on to the same table."""
    found = market_draws.parcel(0, 40, 24)
    assert market_draws.faults(found) == []
    assert {run["start"] for run in found.values() if "start" in run} == set(market_draws.STARTS)
    assert "of them started prices off" in market_draws.table(found, 24)


def test_every_kind_of_fault_is_told() -> None:
    """Proves: a broken identity, a residual above the tolerance, a stock below zero, a silent stop
    and a collapse without a cause are five faults, each with its seed; a refusal is none."""
    fine = {"start": "at rest", "residual": 1e-16, "below": 0.0, "silent": False}
    fine |= {"collapsed": False, "causes": []}
    found = {
        "1": fine,
        "2": {"start": "at rest", "broken": "month 3: (i)"},
        "3": fine | {"residual": 1e-8},
        "4": fine | {"below": 1e-3},
        "5": fine | {"silent": True},
        "6": fine | {"collapsed": True},
        "7": fine | {"collapsed": True, "causes": ["inflation"]},
        "8": {"refused": "a report"},
        "9": fine | {"residual": float("nan")},
    }
    seeds = [line.split(":")[0] for line in market_draws.faults(found)]
    assert seeds == [f"seed {n}" for n in (2, 3, 4, 5, 6, 9)]


def test_a_deficit_beyond_public_spending_is_refused() -> None:
    """Proves: where abroad lends more than the public spends there is a report, and with a balanced
    budget a run. The tax rate came out below zero, taxes were paid backwards, and a run ended with
    a broken identity in its first month."""
    system = small_system(trade=0.3)
    rules = {name: Closure(budget_rule=name) for name in ("abroad", "balanced")}  # type: ignore[arg-type]
    level = stationary_level(
        system, Closure(), rate=0.1, wage=1.0, labour_force=1.0, unemployment=0.05
    )
    level = market_draws.unbalanced(level, 0.5)
    with pytest.raises(StudyError, match="deficit with abroad is above public spending"):
        open_books(system, rules["abroad"], level)
    run = simulate(*open_books(system, rules["balanced"], level), 24)
    assert run.worst_residual < 1e-12
