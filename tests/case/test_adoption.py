"""What the targets of a programme aim at in each activity and year, by hand."""

from __future__ import annotations

import pytest

from commonweal.case.adoption import adoption
from commonweal.case.diffusion import bass
from commonweal.case.horizon import Horizon
from commonweal.case.programme import Programme, read_programme
from commonweal.case.technology import technology
from commonweal.economy.economy import Economy
from economies import small_economy, small_meta, small_tables
from programme_folders import SAVING, TECHNIQUE, write_programme

# By hand: the mills have 210,000 of 980,000 h; the technique applies to half of them and may reach
# 0.8 of the Bass curve from 2023.
MILLS = 210_000 / 980_000
YEARS = (2026, 2027, 2028, 2029)
WANTED = dict.fromkeys(YEARS, 0.9)


def ceiling(year: int) -> float:
    """Share of the mills that can carry the technique."""
    return 0.5 * 0.8 * bass(year - 2023, 0.03, 0.38)


def without_capital() -> Economy:
    """The small economy with no plants in its accounts."""
    tables = small_tables()
    for name in ("capital", "assets", "asset_composition", "modern"):
        tables.pop(name, None)
    return Economy.from_tables(small_meta(), tables)


def programme(folder, economy: Economy, available: int) -> Programme:
    """The technique of the mills, available from a year on."""
    row = TECHNIQUE | {"available": str(available)}
    return read_programme(write_programme(folder, [row], [SAVING]), economy)


def aims(folder, economy: Economy, available: int, wanted=WANTED) -> list[float]:
    """What is aimed at in the mills, planned years only."""
    horizon, made = Horizon(YEARS), programme(folder, economy, available)
    processes = technology(economy, horizon, made, "none", 1.0, 1.0)
    found = adoption(economy, processes, horizon, made, {"half": wanted})
    return [
        float(x) for x in found.target_aim.sel(target="half", activity="mills", period=list(YEARS))
    ]


def test_a_target_out_of_reach_aims_at_the_ceilings(tmp_path):
    """Proves: 90 % of all hours are wanted, the mills can give their ceiling and aim at it; what is
    ordered or converted in 2026 is in place in 2027. Aimed at 0.9, the mills would have to shrink.
    """
    found = aims(tmp_path, small_economy(), 2026)
    assert found == pytest.approx([0.0, ceiling(2027), ceiling(2028), ceiling(2029)])


def test_nothing_is_aimed_at_before_it_can_be_in_place(tmp_path):
    """Proves: a technique of 2027 is first in place in 2028. Aimed at in 2027, it would be missed
    whatever is done, and the less so the fewer mills there are: a plan would shut them down."""
    found = aims(tmp_path, small_economy(), 2027)
    assert found == pytest.approx([0.0, 0.0, ceiling(2028), ceiling(2029)])


def test_without_capital_accounts_it_is_in_place_at_once(tmp_path):
    """Proves: where there are no plants to convert, a technique of 2027 is used in 2027."""
    found = aims(tmp_path, without_capital(), 2027)
    assert found == pytest.approx([0.0, ceiling(2027), ceiling(2028), ceiling(2029)])


def test_a_target_within_reach_is_shared_out(tmp_path):
    """Proves: 2 % of all hours in 2029 are 0.02 / 0.2143 of the mills' hours, below their ceiling.
    Read as a share of the mills they would be 2 %."""
    found = aims(tmp_path, small_economy(), 2026, {2029: 0.02})
    assert found == pytest.approx([0.0, 0.0, 0.0, 0.02 / MILLS])
    assert found[-1] < ceiling(2029)


def test_ceilings_are_those_of_the_first_order(tmp_path):
    """Proves: only the aim waits a year; the ceiling itself stands from the first order on."""
    economy = small_economy()
    horizon, made = Horizon(YEARS), programme(tmp_path, economy, 2027)
    processes = technology(economy, horizon, made, "none", 1.0, 1.0)
    share = adoption(economy, processes, horizon, made, {}).ceiling_share.sel(ceiling="robots")
    found = [float(x) for x in share.sel(period=list(YEARS))]
    assert found == pytest.approx([0.0, ceiling(2027), ceiling(2028), ceiling(2029)])
