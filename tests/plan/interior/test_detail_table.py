"""The detail table of the United States with four techniques, which ended without a plan once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from commonweal.plan.build import build
from commonweal.plan.interior.engine import NAME
from commonweal.plan.make import certified
from commonweal.plan.solve import solve

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "benchmarks"))

from cases import case_of


@pytest.mark.raw_data
@pytest.mark.slow
def test_two_hundred_products_with_four_techniques(raw_data: Path) -> None:
    """Proves: installed and modern plant, each with and without a technique, over three years, is
    planned by the interior point, accepted by the check, with the value that HiGHS finds to 1e-7.
    With rows, products and weights of the way as they were first it stalled at a gap of 1e-6 and
    had no plan at all."""
    case = case_of("usa-detail-ai:3:200", raw_data)
    programme = build(case)
    ours, peer = solve(programme, "interior"), solve(programme, "ipx")
    assert ours.solver == NAME
    assert certified(case, ours).accepted
    assert ours.stages[-1].value == pytest.approx(peer.stages[-1].value, rel=1e-7)
