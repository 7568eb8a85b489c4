"""Scenarios and settings: what merges, what replaces, what becomes of sources."""

import pytest

from commonweal.case.overrides import read_settings
from commonweal.case.study import read_study
from commonweal.errors import StudyError

STUDY = """\
economy: china-2020
years: 2026-2028
start: {scale: 1.3, workers: 0.97}
floors:
  food: 1.05
  health: {2026: 1.0, 2028: 1.1}
hours: {free_time_weight: 2, at_least: 1500}
sources:
  start.scale: the office, table 1
  floors: the ministry
  hours.at_least: assumption
scenarios:
  less-work: {hours: {free_time_weight: 4}}
  no-food-floor: {floors: {food: null}}
  two-years: {years: 2026-2027, floors: {health: 1.2}}
  sourced: {start: {scale: 1.2}, sources: {start.scale: the critics}}
"""


@pytest.fixture
def path(tmp_path):
    file = tmp_path / "study.yaml"
    file.write_text(STUDY, encoding="utf-8")
    return file


def test_a_scenario_changes_its_keys_and_keeps_their_neighbours(path):
    """Proves: sections merge key by key; replacing the section whole would put hours.at_least
    back to its default, 1600."""
    study = read_study(path, "less-work")
    assert (study.hours.free_time_weight, study.hours.at_least) == (4.0, 1500.0)
    assert study.scenario == "less-work"


def test_null_takes_a_label_out_of_its_table(path):
    """Proves: floors.food: null removes the floor, and leaves the floor of health."""
    assert set(read_study(path, "no-food-floor").floors) == {"health"}


def test_a_number_replaces_a_table_by_year(path):
    """Proves: a number for all years replaces {2026: 1.0, 2028: 1.1}; merging would leave
    a level of 2028, which is not a year of this scenario."""
    assert read_study(path, "two-years").floors["health"] == {2026: 1.2, 2027: 1.2}


def test_settings_come_after_the_scenario_in_the_order_given(path):
    """Proves: --set wins over the scenario (3, not 4), and several --set add up."""
    study = read_study(path, "less-work", {"hours.free_time_weight": "3", "start.workers": "0.9"})
    assert study.hours.free_time_weight == 3.0
    assert study.start.workers == 0.9
    assert study.start.scale == 1.3


@pytest.mark.parametrize(
    "key, text, get, expected",
    [
        ("hours.may_rise", "true", lambda s: s.hours.may_rise, True),
        ("years", "2026-2030", lambda s: s.years, (2026, 2027, 2028, 2029, 2030)),
        ("goals", "[floors, maximin]", lambda s: s.goals, ("floors", "maximin")),
        ("floors.housing", "1.5", lambda s: s.floors["housing"][2027], 1.5),
        ("floors.health.2027", "1.06", lambda s: s.floors["health"][2027], 1.06),
        ("limits", "{co2e: {2026: 9.0e8}}", lambda s: s.limits["co2e"][2028], 9.0e8),
        ("trade.balance", "-5", lambda s: s.trade.balance, -5.0),
        ("hours.at_least", "null", lambda s: s.hours.at_least, 1600.0),
        ("programme", "none", lambda s: s.programme_path, None),
    ],
)
def test_values_of_settings_are_typed_as_yaml(path, key, text, get, expected):
    """Proves: each value keeps its YAML type and its place; read as text, every one of them
    would be refused or compare unequal."""
    assert get(read_study(path, overrides={key: text})) == expected


def test_a_changed_figure_loses_its_source(path):
    """Proves: after --set, the office is no longer named as the source of a figure it never
    published; a source above the key stays; a scenario may bring its own."""
    study = read_study(path, overrides={"start.scale": "1.5", "floors.food": "1.1"})
    assert study.sources["start.scale"] == "--set start.scale=1.5"
    assert study.sources["floors"] == "the ministry"
    assert read_study(path, "sourced").sources["start.scale"] == "the critics"
    assert read_study(path, "less-work").sources["hours.free_time_weight"] == "scenario less-work"


def test_a_removed_figure_takes_its_source_along(path):
    """Proves: hours.at_least: null leaves no source behind that would speak of the default."""
    assert "hours.at_least" not in read_study(path, overrides={"hours.at_least": "null"}).sources


def test_a_study_without_sources_stays_without(path):
    """Proves: settings do not invent a table of sources that makes other figures look sourced."""
    path.write_text("economy: x\nyears: 2026\n", encoding="utf-8")
    assert read_study(path, overrides={"start.scale": "1.5"}).sources == {}


def test_the_hash_follows_the_values_not_the_way_to_them(path):
    """Proves: a scenario and the same change by --set have one hash; another value another."""
    by_name = read_study(path, "less-work").hash
    by_hand = read_study(path, overrides={"hours.free_time_weight": "4"}).hash
    assert by_name == by_hand
    assert by_name != read_study(path).hash


def test_settings_are_split_at_the_first_equals_sign():
    """Proves: a value may hold "="; splitting at the last would cut the key wrong."""
    assert read_settings(["title=a=b", " start.scale = 2"]) == {"title": "a=b", "start.scale": "2"}


def test_settings_without_a_value_are_all_named():
    """Proves: both faulty texts are reported, not only the first."""
    with pytest.raises(StudyError) as caught:
        read_settings(["years", "=3", "title=x"])
    with pytest.raises(StudyError, match="--closure x: a key"):
        read_settings(["x"], "--closure")
    assert len(caught.value.problems) == 2
