"""Hulten's sum, against sums done by hand on the small economy."""

from __future__ import annotations

import pytest

from commonweal.case.hulten import PUBLISHED_BOUNDS, hulten_sum, hulten_table
from commonweal.case.programme import read_programme
from commonweal.economy.economy import Economy
from economies import small_economy, small_meta, small_tables
from programme_folders import SAVING, TECHNIQUE, cost, write_programme

# By hand: the mills have 160,000 + 50,000 of 980,000 hours; they make 4 + 50 kt and use up 15 kt
# of steel only, so a kt of their output embodies 210,000 / (54 − 15) hours.
MILLS = 210_000 / 980_000
STEEL_HOURS = 210_000 / 39
ALL_HOURS = 980_000


def programme_of(folder, effects, techniques=(TECHNIQUE,)):
    return read_programme(write_programme(folder, techniques, effects), small_economy())


def test_gross_saving_by_hand(tmp_path):
    """Proves: gross = share of hours × applies_to × saving = 0.2143 · 0.5 · 0.1 = 0.0107.
    Without applies_to it would be 0.0214."""
    found = hulten_sum(programme_of(tmp_path, [SAVING]), small_economy())
    assert found.hours_gross == pytest.approx(MILLS * 0.5 * 0.1)
    assert found.hours_net == pytest.approx(found.hours_gross)
    assert found.adoption == pytest.approx(MILLS * 0.5)
    assert found.by_activity == pytest.approx({"mills": MILLS * 0.05})


def test_added_inputs_are_paid_in_embodied_hours(tmp_path):
    """Proves: 0.05 kt of steel per kt on half of 54 kt costs 1.35 kt · 210,000/39 h.
    With direct hours alone (210,000/54) the net saving would be 0.0054, not 0.0033."""
    found = hulten_sum(programme_of(tmp_path, [SAVING, cost("steel")]), small_economy())
    assert found.hours_net == pytest.approx(MILLS * 0.05 - 1.35 * STEEL_HOURS / ALL_HOURS)
    assert found.hours_net == pytest.approx(0.0033, abs=5e-5)
    # pay of the mills 60, price of steel 4, value added 365
    assert found.productivity == pytest.approx((60 * 0.05 - 1.35 * 4) / 365)


def test_costs_that_follow_hours_are_counted_at_the_hours_of_the_accounts(tmp_path):
    """Proves: 0.05 kt of steel and 0.1 kt of equipment that follow hours cost what the same amounts
    per unit cost, as hours and output are of one year; left out, they would cost nothing."""
    sums = [
        hulten_sum(
            programme_of(
                tmp_path / mode,
                [SAVING, cost(mode=mode), cost("equipment", "asset", "0.1", mode)],
            ),
            small_economy(),
        )
        for mode in ("add", "add_with_hours")
    ]
    assert sums[1].hours_net == pytest.approx(sums[0].hours_net)
    assert sums[1].hours_net == pytest.approx(MILLS * 0.05 - 1.62 * STEEL_HOURS / ALL_HOURS)
    assert sums[1].productivity == pytest.approx(sums[0].productivity)


def test_spared_inputs_count_as_saving(tmp_path):
    """Proves: −10 % of the mills' 15 kt of steel on half the capacity spares 0.75 kt."""
    spare = cost("steel", value="-0.1", mode="relative")
    found = hulten_sum(programme_of(tmp_path, [SAVING, spare]), small_economy())
    assert found.hours_net == pytest.approx(MILLS * 0.05 + 0.75 * STEEL_HOURS / ALL_HOURS)


def test_assets_are_paid_by_their_yearly_renewal(tmp_path):
    """Proves: 0.1 kt of equipment per kt a year, renewed at 10 %, takes 0.27 kt of steel a year.
    Were the whole stock charged every year, it would take 2.7 kt."""
    found = hulten_sum(
        programme_of(tmp_path, [SAVING, cost("equipment", "asset", "0.1")]), small_economy()
    )
    assert found.hours_net == pytest.approx(MILLS * 0.05 - 0.27 * STEEL_HOURS / ALL_HOURS)


def test_a_named_labour_type_is_not_in_all(tmp_path):
    """Proves: ``all`` is every type that is not named: clerks (50 of 210) −0.2, hands −0.1.
    Were both added, the clerks would lose 0.3 of their hours."""
    clerks = SAVING | {"label": "clerks", "effect_central": "-0.4", "effect_high": "-0.5"}
    found = hulten_sum(programme_of(tmp_path, [SAVING, clerks]), small_economy())
    assert found.hours_gross == pytest.approx(0.5 * (160_000 * 0.1 + 50_000 * 0.2) / ALL_HOURS)


def test_a_unit_of_capacity_carries_one_technique(tmp_path):
    """Proves: the better technique takes its half, the other what is left: 0.5·0.1 + 0.5·0.05.
    Were both counted in full, the mills would save 0.1 of their hours, not 0.075."""
    wide = TECHNIQUE | {"technique": "office", "applies_to": "1"}
    weak = SAVING | {"technique": "office", "effect_low": "-0.05", "effect_central": "-0.1"}
    useless = TECHNIQUE | {"technique": "idle", "applies_to": "1"}
    programme = programme_of(
        tmp_path,
        [SAVING, weak, cost("steel") | {"technique": "idle"}],
        [TECHNIQUE, wide, useless],
    )
    found = hulten_sum(programme, small_economy())
    assert found.hours_gross == pytest.approx(MILLS * 0.075)
    assert found.adoption == pytest.approx(MILLS)


def test_a_year_uses_its_ceilings(tmp_path):
    """Proves: at the ceilings of 2030 the sum is D(2030) of that at full adoption."""
    programme = programme_of(tmp_path, [SAVING])
    full, then = (hulten_sum(programme, small_economy(), year) for year in (None, 2030))
    ceiling = programme.techniques[0].ceiling(2030)
    assert 0 < ceiling < 1
    assert then.hours_gross == pytest.approx(ceiling * full.hours_gross)


def test_what_an_economy_lacks(tmp_path):
    """Proves: no labour, no sum; no value added, no productivity figure instead of a wrong one."""
    programme = programme_of(tmp_path, [SAVING])
    tables = small_tables()
    del tables["value_added"]
    assert hulten_sum(programme, Economy.from_tables(small_meta(), tables)).productivity is None
    for name in ("labour", "labour_types"):
        tables.pop(name)
    with pytest.raises(ValueError, match="table labour"):
        hulten_sum(programme, Economy.from_tables(small_meta(), tables))


def test_the_table_ends_with_the_published_bounds(tmp_path):
    """Proves: net ≤ gross in the row of a programme, and every published figure is printed."""
    table = hulten_table([programme_of(tmp_path, [SAVING, cost()])], small_economy(), [2030, None])
    assert list(table["title"][-len(PUBLISHED_BOUNDS) :]) == [b.title for b in PUBLISHED_BOUNDS]
    assert (table["low"] <= table["high"]).all()
    assert len(table) == 4 + len(PUBLISHED_BOUNDS)
