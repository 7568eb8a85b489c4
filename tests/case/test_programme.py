"""Reading a programme: what the tables say is what the techniques hold."""

from __future__ import annotations

import pytest

from commonweal.case.diffusion import bass
from commonweal.case.programme import bundled_programmes, read_programme
from commonweal.errors import StudyError
from economies import small_economy
from programme_folders import SAVING, TECHNIQUE, cost, write_programme


@pytest.mark.parametrize(
    "value, saving, ceiling",
    [
        ("low", -0.04, 0.6 * bass(7, 0.03, 0.3)),
        ("central", -0.10, 0.8 * bass(7, 0.03, 0.38)),
        ("high", -0.18, bass(7, 0.03, 0.5)),
    ],
)
def test_a_change_is_task_share_times_effect(tmp_path, value, saving, ceiling):
    """Proves: hours change by share × effect of the chosen case.
    With the effect alone the central case would save 20 % of all hours, not 10 %."""
    programme = read_programme(write_programme(tmp_path, value=value), small_economy())
    (technique,) = programme.techniques
    assert programme.variant == value
    assert technique.labour == pytest.approx({"all": saving})
    assert technique.ceiling(2030) == pytest.approx(ceiling)


def test_rows_of_one_label_add_up_and_kinds_stay_apart(tmp_path):
    """Proves: disjoint tasks add (−0.1 − 0.1), and every kind lands in its own mapping.
    If a later row overwrote an earlier one, only 10 % of the hours would go."""
    rows = [
        SAVING,
        SAVING,
        cost("steel", "input"),
        cost("grain", "input", "-0.1", "relative"),
        cost("equipment", "asset"),
        cost("structures", "asset", "-0.2", "relative"),
        cost("co2e", "emission", "-0.3", "relative"),
        cost("steel", "one_off_input", "0.4"),
        cost("", "one_off_hours", "0.02"),
        cost("", "ramp", "0.13"),
    ]
    (technique,) = read_programme(
        write_programme(tmp_path, effects=rows), small_economy()
    ).techniques
    assert technique.labour == pytest.approx({"all": -0.2})
    assert technique.inputs_added == {"steel": 0.05}
    assert technique.inputs_relative == {"grain": -0.1}
    assert technique.assets_added == {"equipment": 0.05}
    assert technique.assets_relative == {"structures": -0.2}
    assert technique.emissions_relative == {"co2e": -0.3}
    assert technique.one_off_inputs == {"steel": 0.4}
    assert (technique.one_off_hours, technique.ramp) == (0.02, 0.13)
    assert len(technique.effects) == len(rows)
    assert {effect.source for effect in technique.effects} == {"key"}


def test_nothing_spreads_before_it_is_available(tmp_path):
    """Proves: the ceiling is 0 before ``available`` though the curve has begun in 2023.
    Without the condition 2025 would allow 5 % of capacity."""
    (technique,) = read_programme(write_programme(tmp_path), small_economy()).techniques
    assert technique.ceiling(2025) == 0.0
    assert technique.ceiling(2026) > 0.05


def test_targets_carry_their_reading_and_source(tmp_path):
    """Proves: a target arrives with its years, its reading and its source."""
    (target,) = read_programme(write_programme(tmp_path), small_economy()).targets
    assert (target.name, target.reading, target.source) == ("half", "share of hours", "key")
    assert dict(target.shares) == {2027: 0.5, 2030: 0.8}


def test_a_single_labour_type_may_be_named(tmp_path):
    """Proves: a labour type of the economy is a valid label beside ``all``."""
    rows = [SAVING | {"label": "clerks"}]
    (technique,) = read_programme(
        write_programme(tmp_path, effects=rows), small_economy()
    ).techniques
    assert technique.labour == pytest.approx({"clerks": -0.1})


def test_a_folder_with_a_byte_order_mark_is_read(tmp_path):
    """Proves: a table saved by a spreadsheet (UTF-8 with mark) reads the same."""
    folder = write_programme(tmp_path)
    path = folder / "techniques.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert read_programme(folder, small_economy()).techniques[0].name == TECHNIQUE["technique"]


def test_blank_rows_are_no_rows(tmp_path):
    """Proves: blank rows at the end of a table, as spreadsheets leave them, are passed over."""
    folder = write_programme(tmp_path)
    path = folder / "effects.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n,,,,,,,,,,,,,\n", encoding="utf-8")
    assert len(read_programme(folder, small_economy()).techniques[0].effects) == 1


def test_the_programmes_that_ship():
    """Proves: the names that a study may give are the three cases of each of the two economies."""
    assert bundled_programmes() == (
        "ai-plus",
        "ai-plus-high",
        "ai-plus-low",
        "ai-plus-usa",
        "ai-plus-usa-high",
        "ai-plus-usa-low",
    )


def test_several_programmes_may_share_their_sources(tmp_path):
    """Proves: ``sources`` names a file outside the tables, and what it does not hold is a problem.
    Were the key not read, sources.csv would be missed among the tables."""
    folder = write_programme(tmp_path / "one")
    (tmp_path / "evidence").mkdir()
    shared = tmp_path / "evidence" / "sources.csv"
    (folder / "sources.csv").rename(shared)
    head = folder / "programme.yaml"
    head.write_text(head.read_text() + "sources: ../evidence/sources.csv\n", encoding="utf-8")
    assert set(read_programme(folder, small_economy()).sources) == {"key"}
    shared.write_text(shared.read_text().replace("key,A", "other,A"), encoding="utf-8")
    with pytest.raises(StudyError, match=r'"key" is not in sources\.csv'):
        read_programme(folder, small_economy())
