"""The way in which hand-solved economies are solved."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from commonweal.plan.solve import Solution
from tiny import Tiny


@pytest.fixture
def solved() -> Callable[[Tiny], Solution]:
    """Build and solve a tiny economy as the product does it."""
    import os; s=os.environ.get("SOLVER","auto"); return lambda t: t.solve(s)
