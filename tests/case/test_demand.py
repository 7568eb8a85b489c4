"""What the accounts say of needs, where units are not money and prices not one."""

from __future__ import annotations

import pytest

from commonweal.case.demand import demand, served
from commonweal.case.horizon import Horizon
from commonweal.economy.regions import population
from economies import small_economy


def test_needs_weigh_what_people_pay_for_them() -> None:
    """Proves: a need weighs its products at world prices, not its level in units of its own.

    Food 67.5 kt of grain at 2, housing 8 kt of steel at 4, care 2.5 kt of grain at 2 and 76 of care
    at 1: 135, 32 and 81 of 248. By levels (67.5 kt, 8 kt, 1 base year) care would weigh a
    hundredth. With housing counted twice its share is 64 of 280.
    """
    economy = small_economy()
    base = served(economy)
    assert base.units == ("kt", "kt", "base year")
    assert base.levels.tolist() == [67.5, 8.0, 1.0]
    assert base.shares == pytest.approx([135 / 248, 32 / 248, 81 / 248])
    wanted = demand(
        economy,
        Horizon((2021,)),
        scale=1.0,
        people=population(economy),
        people_growth=0.0,
        weights={"housing": 2.0},
        may_fall=frozenset(),
        floors={},
        base=base,
    )
    assert wanted.weight.values == pytest.approx([135 / 280, 64 / 280, 81 / 280])
    assert wanted.per_head.attrs["units"] == {
        "food": "kt",
        "housing": "kt",
        "care-of-people": "base year",
    }
