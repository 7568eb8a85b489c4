"""Costs that follow hours: what is bought per worker is bought for the workers of the process."""

from __future__ import annotations

import numpy as np
import pytest

from commonweal.case import technology as processes
from commonweal.case.case import Technology
from commonweal.case.conversion import conversions
from commonweal.case.horizon import Horizon
from commonweal.case.programme import Programme, read_programme
from commonweal.case.technology import technology
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from economies import small_economy, small_meta, small_tables
from programme_folders import SAVING, cost, write_programme

LABOUR_SCALE = 0.75  # hours per unit, base year over accounts
ROWS = [
    SAVING,
    cost("steel", "input", "0.04", "add_with_hours"),
    cost("steel", "input", "0.01", "add"),
    cost("equipment", "asset", "0.2", "add_with_hours"),
    cost("equipment", "asset", "0.1", "add"),
]


def horizon() -> Horizon:
    return Horizon(years=(2026, 2027, 2028))


def programme_of(folder, economy: Economy) -> Programme:
    return read_programme(write_programme(folder, effects=ROWS), economy)


def built(economy: Economy, programme: Programme) -> Technology:
    return technology(economy, horizon(), programme, "central", LABOUR_SCALE, 1.0)


def added(found: Technology, process: str, technique: str) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and assets that a technique adds to a process, per unit."""
    carrying = f"{process}+{technique}"
    return (
        (found.input.sel(process=carrying) - found.input.sel(process=process)).values,
        (found.assets.sel(process=carrying) - found.assets.sel(process=process)).values,
    )


def check_by_hand(found: Technology) -> None:
    """Mills: installed 0.75 of the hours of the accounts, modern 0.7 of that, 0.525.

    They use 0.8 of their capacity in the base year, so that a unit of capacity takes 0.8 of the
    assets that a unit of output takes.
    """
    for family, factor in (("installed", 0.75), ("modern", 0.525)):
        inputs, assets = added(found, f"mills:{family}", "robots")
        assert inputs == pytest.approx([0.0, 0.01 + 0.04 * factor, 0.0])  # grain, steel, care
        assert assets == pytest.approx([0.0, 0.8 * (0.1 + 0.2 * factor)])  # structures, equipment


def test_rows_that_follow_hours_are_kept_apart(tmp_path):
    """Proves: the two ways of adding land in mappings of their own. In one mapping the plan could
    not tell the 0.04 that follows hours from the 0.01 that does not."""
    (technique,) = programme_of(tmp_path, small_economy()).techniques
    assert technique.inputs_added_with_hours == {"steel": 0.04}
    assert technique.inputs_added == {"steel": 0.01}
    assert technique.assets_added_with_hours == {"equipment": 0.2}
    assert technique.assets_added == {"equipment": 0.1}


def test_added_amounts_follow_the_hours_by_hand(tmp_path):
    """Proves: installed mills take 0.01 + 0.04 · 0.75 = 0.04 kt of steel, modern ones 0.031.
    At the hours of the accounts both would take 0.05, a quarter and six tenths too much."""
    economy = small_economy()
    check_by_hand(built(economy, programme_of(tmp_path, economy)))


@pytest.mark.parametrize("wrong", [1.0, 0.7, 0.75, 1 / 0.75])
def test_a_wrong_factor_is_seen(tmp_path, monkeypatch, wrong):
    """Proves: the known answer is not met by the factor 1 (hours of the accounts), the ratio of the
    modern plant alone, that of the base year alone, or its inverse."""
    economy = small_economy()
    monkeypatch.setattr(processes, "hours_factor", lambda *_: wrong)
    with pytest.raises(AssertionError):
        check_by_hand(built(economy, programme_of(tmp_path, economy)))


def test_labour_types_count_together(tmp_path):
    """Proves: hands and clerks are added before the ratio is taken, 210,000 h over 54 kt.
    With the hands alone (160,000 h) the factor of installed mills would be 0.984."""
    economy = small_economy()
    found = built(economy, programme_of(tmp_path, economy))
    hours = float(found.hours.sel(process="mills:installed").sum())
    inputs, _ = added(found, "mills:installed", "robots")
    assert inputs[1] == pytest.approx(0.01 + 0.04 * hours / (210_000 / 54))
    assert hours / (160_000 / 54) == pytest.approx(0.984, abs=1e-3)


def test_the_hours_saved_do_not_spare_their_own_cost(tmp_path):
    """Proves: the hours are those before the technique, which saves 10 % of them: 0.75, not 0.675.
    The robots that replace a worker are paid for the workers that were there."""
    economy = small_economy()
    found = built(economy, programme_of(tmp_path, economy))
    carrying = float(found.hours.sel(process="mills:installed+robots").sum())
    assert carrying == pytest.approx(0.9 * 0.75 * 210_000 / 54)
    assert added(found, "mills:installed", "robots")[0][1] == pytest.approx(0.04)


def test_conversions_buy_what_the_process_takes(tmp_path):
    """Proves: converting installed mills buys 0.8 (0.1 + 0.2 · 0.75) = 0.20 kt of equipment.
    At the hours of the accounts it would be 0.24, and with all capacity in use 0.25."""
    economy = small_economy()
    programme = programme_of(tmp_path, economy)
    bought = conversions(built(economy, programme), programme, horizon()).assets
    chosen = bought.sel(conversion="mills:installed+robots", asset="equipment")
    assert float(chosen) == pytest.approx(0.20)


def test_without_labour_the_factor_is_one(tmp_path):
    """Proves: an economy without hours takes the amounts as they stand in the tables."""
    tables = small_tables()
    for name in ("labour", "labour_types"):
        tables.pop(name)
    economy = Economy.from_tables(small_meta(), tables)
    rows = [row for row in ROWS if row["kind"] == "input"]
    programme = read_programme(write_programme(tmp_path, effects=rows), economy)
    inputs, _ = added(built(economy, programme), "mills:modern", "robots")
    assert inputs == pytest.approx([0.0, 0.05, 0.0])


def test_an_office_user_costs_the_same_in_every_plant():
    """Proves: in china-2020 a unit of hours carries the same computing, software and electricity in
    an installed, a modern and a 2020 plant. Kept per unit of output, it would be 1.34 times as
    dear per hour in the installed plants of 2025."""
    economy = read_economy("china-2020")
    programme = read_programme("ai-plus", economy)
    found = technology(economy, horizon(), programme, "central", 0.973 / 1.30, 1.0)
    technique = next(t for t in programme.techniques if t.name == "digital-repair")
    assert not technique.inputs_added
    assert not technique.assets_added
    output = float(economy.supply["machine-repair"].sum())
    at_accounts = float(economy.labour["machine-repair"].sum()) / output
    software = technique.inputs_added_with_hours["information-software"] / at_accounts
    for family in ("installed", "modern"):
        process = f"machine-repair:{family}"
        hours = float(found.hours.sel(process=process).sum())
        inputs, _ = added(found, process, technique.name)
        position = list(found.input["product"].values).index("information-software")
        assert inputs[position] / hours == pytest.approx(software)
