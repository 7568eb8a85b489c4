"""The bundled AI Plus programme: complete, honest about its evidence, and derivable."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from commonweal.case.hulten import PUBLISHED_BOUNDS, hulten_sum
from commonweal.case.programme import BUNDLED, read_programme
from commonweal.economy.tables import read_economy

ROOT = Path(__file__).parents[2]
TABLES = BUNDLED / "ai-plus-tables"
CASES = {"low": "ai-plus-low", "central": "ai-plus", "high": "ai-plus-high"}
MOST_HOURS_SAVED = 0.12  # assumption: a little above Leontief and Duchin's 10 % of labour


@pytest.fixture(scope="module")
def economy():
    return read_economy("china-2020")


@pytest.fixture(scope="module")
def programmes(economy):
    return {case: read_programme(name, economy) for case, name in CASES.items()}


@pytest.fixture(scope="module")
def sums(programmes, economy):
    return {
        (case, year): hulten_sum(programme, economy, year)
        for case, programme in programmes.items()
        for year in (2027, 2030, None)
    }


def test_every_activity_has_a_technique(programmes, economy):
    """Proves: all 42 activities can take part; a forgotten one could never reach the target."""
    covered = {technique.activity for technique in programmes["central"].techniques}
    assert covered == set(economy.activities.index)
    reach = pd.Series(0.0, index=economy.activities.index)
    for technique in programmes["central"].techniques:
        reach[technique.activity] += technique.applies_to
    assert reach.min() >= 1.0 - 1e-9


def test_every_saving_has_costs(programmes):
    """Proves: no technique is free: each adds inputs, assets and one-off hours.
    A technique of savings alone would be adopted at once and everywhere."""
    for programme in programmes.values():
        for technique in programme.techniques:
            inputs = (technique.inputs_added, technique.inputs_added_with_hours)
            assets = (technique.assets_added, technique.assets_added_with_hours)
            assert sum(sum(amounts.values()) for amounts in inputs) > 0, technique.name
            assert sum(sum(amounts.values()) for amounts in assets) > 0, technique.name
            assert technique.one_off_hours > 0, technique.name


PER_HEAD = ("users per unit", "workers per unit", "per robot", "robot systems", "of the tills")
PER_HEAD_TOO = ("member of staff", "per unit of computing", "ratio of office computing")
PER_THING = ("hectare", "/ha", " an acre", "cows", "tonne", "assets a year", "kit", "vehicle")
PER_THING_TOO = ("trucks", "drones", "largest saving", "laser", "goods lost", "other half")


def test_what_is_bought_per_head_follows_hours(programmes):
    """Proves: every added amount found per worker or user follows hours, and none that was found
    per hectare, tonne, vehicle or saved energy does. A row forgotten in the first group would cost
    a third too much in 2025; one in the second would grow cheaper with no reason."""
    following = 0
    for technique in programmes["central"].techniques:
        for effect in technique.effects:
            if effect.kind not in ("input", "asset") or effect.mode == "relative":
                continue
            per_head = any(words in effect.note for words in PER_HEAD + PER_HEAD_TOO)
            if effect.note.endswith("reorganisation"):  # intangibles of driverless vehicles
                per_thing = True
            else:
                per_thing = any(words in effect.note for words in PER_THING + PER_THING_TOO)
            assert per_head != per_thing, (effect.where, effect.note)
            assert (effect.mode == "add_with_hours") == per_head, (effect.where, effect.note)
            following += per_head
    assert following > 300


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


def test_whole_office_jobs_save_what_registers_show(programmes):
    """Proves: the office assistant saves at most 2.8 % of an activity's hours in the central case.
    With the 40 % of isolated writing tasks, finance would save a third of its hours."""
    rows = [
        effect
        for technique in programmes["central"].techniques
        for effect in technique.effects
        if effect.source == "humlum-2025"
    ]
    assert len(rows) > 40
    assert min(effect.values["central"] for effect in rows) >= -0.028
    assert max(effect.values["low"] for effect in rows) == 0.0


def test_the_cases_are_ordered(sums):
    """Proves: low < central < high, gross and net, at the ceilings and at full adoption."""
    for year in (2027, 2030, None):
        low, central, high = (sums[case, year] for case in CASES)
        assert low.hours_gross < central.hours_gross < high.hours_gross
        assert low.hours_net < central.hours_net < high.hours_net
        assert low.productivity < central.productivity < high.productivity


def test_the_savings_are_within_published_bounds(sums):
    """Proves: about a tenth of all hours at most, the nearest precedent, even in the high case.
    Task effects put on whole industries would give 20 to 40 %."""
    assert 0.01 < sums["central", None].hours_gross < 0.08
    assert 0.0 < sums["central", None].hours_net < sums["central", None].hours_gross
    assert sums["high", None].hours_gross < MOST_HOURS_SAVED
    acemoglu = next(b for b in PUBLISHED_BOUNDS if b.source == "acemoglu-2024")
    assert sums["central", 2030].productivity < 2 * acemoglu.high


def test_evidence_on_diffusion_falls_short_of_the_targets(programmes, sums):
    """Proves: ceilings are not bent to the official targets; in the central case they stay below.
    Equality would mean that the curve had been fitted to the target."""
    (target,) = programmes["central"].targets
    assert dict(target.shares) == {2027: 0.70, 2030: 0.90}
    assert target.source == "guofa-2025-11"
    for year, share in target.shares.items():
        assert sums["central", year].adoption < share


def test_medicines_change_research_and_not_pill_making(programmes):
    """Proves: beyond the smart factory, hours fall by research hours × effect: 10 % · 8 %."""
    chosen = {t.name: t for t in programmes["central"].techniques}
    medicines, factory = chosen["drug-development"], chosen["smart-factory-chemicals"]
    assert medicines.labour["all"] - factory.labour["all"] == pytest.approx(-0.008)
    assert medicines.inputs_relative["research"] == pytest.approx(-0.072)
    assert medicines.assets_relative["intangibles"] == pytest.approx(-0.064)
    assert medicines.applies_to == pytest.approx(0.198, abs=1e-3)


def test_driverless_transport_has_a_ramp_and_a_slow_curve(programmes):
    """Proves: newly driverless capacity loses 13 % of its driven quarter in the first year, and the
    ceiling of 2030 is below a fifth of what it applies to."""
    technique = next(t for t in programmes["central"].techniques if t.name == "automated-transport")
    assert technique.ramp == pytest.approx(0.13 * 0.25)
    assert 0.05 < technique.ceiling(2030) < 0.20
    assert technique.ceiling(2026) == 0.0


def test_published_figures_have_their_source(programmes):
    """Proves: every bound of the cross-check can be looked up in sources.csv."""
    assert {bound.source for bound in PUBLISHED_BOUNDS} <= set(programmes["central"].sources)


def derive(folder: Path, *arguments: str) -> None:
    """Run the derivation in a process of its own, writing to ``folder``."""
    command = [sys.executable, "scripts/ai_plus/derive.py", "--tables", str(folder), *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_tables_are_derived(tmp_path):
    """Proves: techniques, effects and research are what the script makes of the economy;
    an edit by hand would be lost at the next derivation."""
    for name in ("task_shares.csv", "sub_activities.csv"):
        shutil.copy(TABLES / name, tmp_path / name)
    derive(tmp_path)
    for name in ("techniques.csv", "effects.csv", "research.csv"):
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes(), name


@pytest.mark.raw_data
def test_the_task_shares_are_derived_from_the_raw_tables(tmp_path, raw_data):
    """Proves: exposures and sub-activity shares come out of the raw tables, byte for byte."""
    derive(tmp_path, "--raw", str(raw_data))
    for name in ("task_shares.csv", "sub_activities.csv"):
        assert (tmp_path / name).read_bytes() == (TABLES / name).read_bytes(), name


@pytest.mark.raw_data
def test_exposure_of_sales_by_hand(raw_data):
    """Proves: the exposure of a group is its employment-weighted mean, done here occupation by
    occupation for the one group that is one major group. The plain mean would differ."""
    folder = raw_data / "ai-exposure"
    rated = pd.read_csv(folder / "occupations_gpts.csv", dtype=str)
    oews = pd.read_csv(folder / "oews_may2021_national.csv", dtype=str)
    persons = {
        code: float(count)
        for code, count, level in zip(
            oews["OCC_CODE"], oews["TOT_EMP"], oews["O_GROUP"], strict=True
        )
        if level == "detailed" and str(code).startswith("41") and not pd.isna(count)
    }
    total = weight = 0.0
    for code, count in persons.items():
        own = rated[rated["onet_soc_code"].str[:7] == code]["human_rating_beta"].astype(float)
        if len(own):
            total, weight = total + count * own.mean(), weight + count
    shares = pd.read_csv(TABLES / "task_shares.csv").set_index("group")
    assert shares.loc["sales", "beta"] == pytest.approx(total / weight, rel=0.02)


@pytest.mark.parametrize("script", ["hulten_table.py", "techniques_table.py"])
def test_the_page_prints_what_the_scripts_print(script):
    """Proves: the figures in docs/programme-ai-plus.md are those of the tables of today."""
    done = subprocess.run(
        [sys.executable, f"scripts/ai_plus/{script}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    page = (ROOT / "docs" / "programme-ai-plus.md").read_text(encoding="utf-8")
    assert done.stdout.strip() in page
