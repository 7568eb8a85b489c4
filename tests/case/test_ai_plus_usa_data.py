"""The AI Plus programme on the United States: the same evidence, put on other accounts."""

from __future__ import annotations

import csv
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import pandas as pd
import pytest

from commonweal.case.hulten import hulten_sum
from commonweal.case.programme import BUNDLED, read_programme
from commonweal.economy.tables import bundled_economies, read_economy

ROOT = Path(__file__).parents[2]
TABLES = BUNDLED / "ai-plus-usa-tables"
CHINA = BUNDLED / "ai-plus-tables"
CASES = {"low": "ai-plus-usa-low", "central": "ai-plus-usa", "high": "ai-plus-usa-high"}
MOST_HOURS_SAVED = 0.10  # Leontief and Duchin's 10 % of labour, which is American


@pytest.fixture(scope="module")
def economy():
    """The economy usa-2023; skips, and says so, where it does not ship."""
    if "usa-2023" not in [meta.name for meta in bundled_economies()]:
        message = "NOT TESTED: the economy usa-2023 is not bundled"
        warnings.warn(message, stacklevel=2)
        pytest.skip(message)
    return read_economy("usa-2023")


@pytest.fixture(scope="module")
def programmes(economy):
    return {case: read_programme(name, economy) for case, name in CASES.items()}


@pytest.fixture(scope="module")
def sums(programmes, economy):
    return {
        (case, year): hulten_sum(programme, economy, year)
        for case, programme in programmes.items()
        for year in (2030, 2035, None)
    }


def rows_of(folder: Path, table: str = "effects.csv") -> list[dict[str, str]]:
    """The rows of a table as they stand."""
    with (folder / table).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_every_activity_has_a_technique(programmes, economy):
    """Proves: all 71 activities can take part, with the whole of their capacity."""
    reach = pd.Series(0.0, index=economy.activities.index)
    for technique in programmes["central"].techniques:
        reach[technique.activity] += technique.applies_to
    assert len(reach) == 71
    assert reach.min() >= 1.0 - 1e-5  # parts are written to six digits


def test_every_saving_has_costs(programmes):
    """Proves: no technique is free: each adds inputs, assets and one-off hours in every case."""
    for programme in programmes.values():
        for technique in programme.techniques:
            inputs = (technique.inputs_added, technique.inputs_added_with_hours)
            assets = (technique.assets_added, technique.assets_added_with_hours)
            assert sum(sum(amounts.values()) for amounts in inputs) > 0, technique.name
            assert sum(sum(amounts.values()) for amounts in assets) > 0, technique.name
            assert technique.one_off_hours > 0, technique.name


def test_the_evidence_is_that_of_the_chinese_programme():
    """Proves: every saving that has a source has its effect on a task, word for word, in the
    Chinese tables too; only shares differ. An effect changed for one economy would show here."""

    def effects(folder: Path) -> set[tuple[str, ...]]:
        keys = ("kind", "effect_low", "effect_central", "effect_high", "evidence", "source")
        return {
            tuple(row[key] for key in keys)
            for row in rows_of(folder)
            if row["mode"] == "relative" and row["source"] and row["source"] != "tutor-2025"
            if row["kind"] != "emission"
        }

    own, others = effects(TABLES), effects(CHINA)
    assert len(own) > 15
    assert own <= others
    assert not (TABLES / "sources.csv").exists()


def test_it_spreads_as_fast_as_there():
    """Proves: techniques of the same name have the same curve, but for coal, whose Chinese count
    of faces says nothing about other mines. A faster curve would be a claim of its own."""
    curve = ("curve", "p", "launch", "midpoint", "speed_central", "saturation_central")

    def curves(folder: Path) -> dict[str, tuple[str, ...]]:
        rows = rows_of(folder, "techniques.csv")
        return {row["technique"]: tuple(row[key] for key in curve) for row in rows}

    own, others = curves(TABLES), curves(CHINA)
    both = set(own) & set(others)
    assert len(both) > 15
    assert {name for name in both if own[name] != others[name]} == {"intelligent-coal-mine"}
    assert set(own.values()) <= set(others.values())


def test_vendor_claims_count_in_the_high_case_only(programmes):
    """Proves: what only sellers report saves nothing in the low and the central case."""
    claims = [
        effect
        for technique in programmes["central"].techniques
        for effect in technique.effects
        if effect.evidence == "vendor claim" and min(effect.values.values()) < 0
    ]
    assert len(claims) >= 5
    for effect in claims:
        assert effect.values["low"] == effect.values["central"] == 0.0, effect.where
        assert effect.values["high"] < 0.0, effect.where


def test_hours_are_saved_by_type(programmes, economy):
    """Proves: every change of hours names college or non-college, and none means all types, which
    would be overruled by the rows that name one."""
    labels = {label for t in programmes["high"].techniques for label in t.labour}
    assert labels == set(economy.labour_types.index)


def test_offices_save_what_registers_show(programmes, economy):
    """Proves: over both types the office assistant saves at most 2.8 % of an activity's hours.
    Were the whole saving given to each type, lawyers would save 5 %."""
    shares = economy.labour / economy.labour.sum(axis=0)
    most = 0.0
    for technique in programmes["central"].techniques:
        rows = [e for e in technique.effects if e.source == "humlum-2025"]
        saved = sum(e.values["central"] * shares.loc[e.label, technique.activity] for e in rows)
        most = min(most, float(saved))
    assert -0.028 <= most < -0.02


def test_drivers_are_mostly_without_a_degree(programmes):
    """Proves: driverless trucks save a larger share of non-college than of college hours; office
    assistants of the same activity do the reverse."""
    chosen = {t.name: t.labour for t in programmes["central"].techniques}
    trucks = chosen["automated-transport-truck-transport"]
    office = chosen["transport-assistant-truck-transport"]
    assert trucks["non-college"] < trucks["college"] < -0.1
    assert office["college"] < office["non-college"] < 0


def test_the_three_techniques_worked_in_detail(programmes):
    """Proves: weeding on the crops of farms, driverless trucks, taxis, ports and pits, medicines in
    chemicals, each on its own part; a part lost would put the pharmaceutical column on all."""
    chosen = {t.name: t for t in programmes["central"].techniques}
    assert chosen["precision-weeding"].activity == "farms"
    assert chosen["precision-weeding"].applies_to == pytest.approx(0.484, abs=1e-3)
    assert chosen["precision-weeding"].inputs_relative["chemicals"] < -0.05
    for name, activity in (
        ("automated-transport-truck-transport", "truck-transport"),
        ("automated-transport-transit", "transit"),
        ("automated-transport-transport-support", "transport-support"),
        ("mine-haulage-mining", "mining"),
    ):
        assert chosen[name].activity == activity
        assert chosen[name].ramp > 0, name
        assert chosen[name].ceiling(2030) < 0.20, name
    medicines = chosen["drug-development"]
    assert medicines.applies_to == pytest.approx(0.326, abs=1e-3)
    assert medicines.assets_relative["intangibles"] == pytest.approx(-0.064)


def test_nobody_set_targets(programmes):
    """Proves: the State Council's targets stay in China."""
    assert all(programme.targets == () for programme in programmes.values())


def test_the_cases_are_ordered(sums):
    """Proves: low < central < high, gross, net and in cost, at the ceilings and at the end."""
    for year in (2030, 2035, None):
        low, central, high = (sums[case, year] for case in CASES)
        assert low.hours_gross < central.hours_gross < high.hours_gross
        assert low.hours_net < central.hours_net < high.hours_net
        assert low.productivity < central.productivity < high.productivity
    assert sums["high", None].hours_gross < MOST_HOURS_SAVED


def test_the_sums_are_those_that_the_page_discusses(sums):
    """Proves: savings of hours and of cost have not moved unnoticed: the central case of 2035 saves
    2.1 % of hours and 1.1 % of cost; Acemoglu's upper bound for this country is 0.66 %."""
    found = {case: (sums[case, 2035].hours_gross, sums[case, 2035].productivity) for case in CASES}
    assert found["low"] == pytest.approx((0.0014, -0.0008), abs=2e-4)
    assert found["central"] == pytest.approx((0.0210, 0.0109), abs=5e-4)
    assert found["high"] == pytest.approx((0.0665, 0.0401), abs=1e-3)


def derive(folder: Path, *arguments: str) -> None:
    """Run the derivation in a process of its own, writing to ``folder``."""
    command = [sys.executable, "scripts/ai_plus/derive.py", "usa", "--tables", str(folder)]
    done = subprocess.run(
        [*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_tables_are_derived(tmp_path, economy):
    """Proves: techniques, effects and research are what the script makes of the economy.
    After a change of usa-2023: python scripts/ai_plus/derive.py usa"""
    for name in ("occupations.csv", "sub_activities.csv"):
        shutil.copy(TABLES / name, tmp_path / name)
    derive(tmp_path)
    for name in ("techniques.csv", "effects.csv", "research.csv"):
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes(), name


@pytest.mark.raw_data
def test_the_shares_are_derived_from_the_raw_tables(tmp_path, raw_data, economy):
    """Proves: parts of activities and totals of occupations come out of the raw tables."""
    derive(tmp_path, "--raw", str(raw_data))
    for name in ("occupations.csv", "sub_activities.csv"):
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes(), name


@pytest.mark.raw_data
def test_medicines_by_hand(raw_data):
    """Proves: the part of medicines is the output of four industries over that of chemicals."""
    made = pd.read_csv(raw_data / "usa-bea-detail-2017" / "make.csv", dtype={"code": str})
    output = made.set_index("code").sum(axis=1)
    chemicals = output[output.index.str.startswith("325")]
    share = chemicals[chemicals.index.str.startswith("3254")].sum() / chemicals.sum()
    parts = pd.read_csv(TABLES / "sub_activities.csv").set_index("name")["value"]
    assert parts["medicines"] == pytest.approx(share, rel=1e-5)


@pytest.mark.parametrize(
    "script", ["hulten_table.py", "techniques_table.py", "savings_by_source.py", "mix_check.py"]
)
def test_the_page_prints_what_the_scripts_print(script, economy):
    """Proves: the figures in docs/programme-usa.md are those of the tables of today."""
    done = subprocess.run(
        [sys.executable, f"scripts/ai_plus/{script}", "usa"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    page = (ROOT / "docs" / "programme-usa.md").read_text(encoding="utf-8")
    assert done.stdout.strip() in page


def test_savings_by_source_add_up(programmes, economy, sums):
    """Proves: the table of evidence splits the gross saving of the sum and loses none of it; hours
    by type, weighted with the hours of the types, come to the same. Rows of one type taken on all
    hours would give half as much again."""
    sys.path.insert(0, str(ROOT / "scripts" / "ai_plus"))
    from savings_by_source import by_source, by_type

    gross = sums["central", 2035].hours_gross
    found = by_source(programmes["central"], economy, 2035)
    assert sum(found.values()) == pytest.approx(gross)
    own = economy.labour.sum(axis=1) / economy.labour.to_numpy().sum()
    saved = by_type(programmes["central"], economy, 2035)
    assert sum(own[label] * share for label, share in saved.items()) == pytest.approx(gross)
