"""A study as read: types, defaults, expansion by year, hash, round trip, schema."""

import json
import pickle
from pathlib import Path

import pytest
from pydantic import ValidationError

from commonweal.case import study as study_module
from commonweal.case.study import bundled_studies, read_study, study_json_schema
from commonweal.case.study_model import Study

SHORT = "economy: china-2020\nyears: 2026-2028\n"


@pytest.fixture
def write(tmp_path):
    def _write(text, name="study.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return _write


def test_only_economy_and_years_are_needed(write):
    """Proves: everything else has a default that is a number or a word, never nothing."""
    study = read_study(write(SHORT))
    assert study.years == (2026, 2027, 2028)
    assert study.horizon.continuation_year == 2029
    assert (study.start.scale, study.hours.at_least, study.welfare.discount) == (1.0, 1600.0, 0.97)
    assert (study.needs, study.floors, study.limits) == ({}, {}, {})
    assert (study.programme_path, study.targets, study.modern) == (None, "programme", "central")
    assert study.goals == ("floors", "targets", "welfare")
    assert study.trade.balance == "base"


@pytest.mark.parametrize(
    "text, years",
    [
        ("2026-2028", (2026, 2027, 2028)),
        ('"2026 - 2027"', (2026, 2027)),
        ("[2026, 2027]", (2026, 2027)),
        ("2026", (2026,)),
    ],
)
def test_ways_to_write_years(write, text, years):
    """Proves: a span includes its last year; leaving it out would give one year fewer."""
    assert read_study(write(f"economy: e\nyears: {text}\n")).years == years


def test_a_floor_holds_from_its_year_until_the_next(write):
    """Proves: {2027: 1.05, 2029: 1.1} leaves 2026 free and holds 1.05 in 2028 too; taken as
    single years, 2028 would be free; carried back, 2026 would be bound."""
    study = read_study(
        write("economy: e\nyears: 2026-2030\nfloors: {food: {2027: 1.05, 2029: 1.1}, care: 1}\n")
    )
    assert study.floors["food"] == {2027: 1.05, 2028: 1.05, 2029: 1.1, 2030: 1.1}
    assert study.floors["care"] == dict.fromkeys(range(2026, 2031), 1.0)


def test_the_pace_of_one_activity_inherits_the_rest(write):
    """Proves: an activity that names only `up` keeps the general `down`, 0.2, not a default."""
    study = read_study(
        write(SHORT + "pace: {up: 0.1, down: 0.2, activities: {14-metals: {up: 0.02}}}\n")
    )
    assert study.pace.of("14-metals") == (0.02, 0.2)
    assert study.pace.of("01-agriculture") == (0.1, 0.2)


def test_paths_start_from_the_folder_of_the_study(write, tmp_path, monkeypatch):
    """Proves: "./mine" means the folder beside the study, not one in the working directory;
    a bare word is a bundled name."""
    monkeypatch.chdir("/")
    study = read_study(write("economy: ./mine\nyears: 2026\nprogramme: other/folder\n"))
    assert study.economy_path == (tmp_path / "mine").resolve()
    assert study.programme_path == (tmp_path / "other" / "folder").resolve()
    assert read_study(write(SHORT)).economy_path == "china-2020"


def test_a_folder_stands_for_the_study_in_it(write, tmp_path):
    """Proves: the folder that `commonweal new` makes can be named instead of its file."""
    write(SHORT)
    assert read_study(tmp_path).name == tmp_path.name


def test_keys_with_nothing_after_them_keep_their_default(write):
    """Proves: a section whose lines are all commented out is as good as left out."""
    study = read_study(write(SHORT + "hours:\n#  at_least: 1500\nfloors:\n  food:\n"))
    assert study.hours.at_least == 1600.0
    assert study.floors == {}


def test_a_study_cannot_be_changed(write):
    """Proves: neither a key nor a table inside can be altered after reading, so that the hash
    of a case stays true."""
    study = read_study(write(SHORT + "floors: {food: 1}\npace: {activities: {a: {up: 0}}}\n"))
    with pytest.raises(ValidationError, match="frozen"):
        study.years = (2030,)
    with pytest.raises(TypeError, match="cannot be changed"):
        study.floors["food"][2026] = 2.0
    with pytest.raises(TypeError, match="cannot be changed"):
        study.floors.clear()
    with pytest.raises(TypeError, match="cannot be changed"):
        study.pace.activities |= {}


def test_a_study_can_be_sent_to_another_process(write):
    """Proves: pickling keeps values, name and folder."""
    study = read_study(write(SHORT + "floors: {food: 1}\n"))
    again = pickle.loads(pickle.dumps(study))
    assert again == study
    assert (again.hash, again.folder, again.name) == (study.hash, study.folder, study.name)


def test_the_hash_ignores_words_and_sees_figures(write):
    """Proves: title, sources, comments and order change nothing; a figure does, however small."""
    plain = read_study(write(SHORT + "start: {scale: 1.5}\n")).hash
    worded = read_study(
        write(
            "start: {scale: 1.50} # as revised\ntitle: Other\nyears: [2026, 2027, 2028]\n"
            "sources: {start.scale: office}\neconomy: china-2020\n"
        )
    ).hash
    assert plain == worded
    assert read_study(write(SHORT + "start: {scale: 1.5000000001}\n")).hash != plain


@pytest.mark.parametrize("name", bundled_studies())
def test_the_study_as_used_reads_back_the_same(name, write):
    """Proves: to_yaml keeps every value of every scenario; a lost key would change the hash."""
    labels = [None, *read_study(name).scenarios]
    for label in labels:
        study = read_study(name, label)
        again = read_study(write(study.to_yaml()))
        assert again.hash == study.hash, label
        assert again.sources == study.sources, label
        assert again.title == study.title


def test_the_study_as_used_keeps_tables_by_year_and_label(write):
    """Proves: needs, limits, targets, a pace by activity and a trade balance survive to_yaml."""
    study = read_study(
        write(
            SHORT + "needs: {food: {weight: 1.2, may_fall: true}}\nlimits: {co2e: {2027: 1.0e9}}\n"
            "targets: {ai: {2027: 0.7}}\npace: {activities: {a: {down: 0.5}}}\n"
            "trade: {balance: -100}\ngoals: [floors, targets, 'least_limit:co2e']\n"
        )
    )
    again = read_study(write(study.to_yaml()))
    assert again.hash == study.hash
    assert again.targets == {"ai": {2027: 0.7}}
    assert again.limits == {"co2e": {2027: 1.0e9, 2028: 1.0e9}}


def test_where_names_file_line_and_key(write):
    """Proves: messages of later steps point to the line, and to the nearest one above for a key
    that is not written."""
    path = write(SHORT + "floors:\n  food: 1\n")
    study = read_study(path)
    assert study.where("floors.food") == f"{path} line 4, floors.food"
    assert study.where("hours.at_least") == f"{path}, hours.at_least"


def test_what_is_written_and_what_is_a_default(write):
    """Proves: a figure set to its default value still counts as given, a default does not; so a
    missing growth between accounts and base year can be told from one that is nil."""
    study = read_study(write(SHORT + "start: {scale: 1.0, workers: }\n"))
    assert study.gives("start.scale")
    assert not study.gives("start.workers")
    assert not study.gives("start.scale.deeper")
    assert read_study(write(SHORT), overrides={"start.workers": "1"}).gives("start.workers")


def test_figures_without_a_source_are_listed(write):
    """Proves: a source for a section covers the keys in it; words and years need none."""
    study = read_study(write(SHORT + "sources: {start: x, hours.waking: y}\n"))
    missing = study.unsourced()
    assert "start.scale" not in missing
    assert "hours.waking" not in missing
    assert "hours.at_least" in missing
    assert not any(key.startswith(("years", "solver", "goals")) for key in missing)


@pytest.mark.parametrize("name", bundled_studies())
def test_every_figure_of_a_bundled_study_has_its_source(name):
    """Proves: nothing ships without saying where it comes from, in any scenario."""
    for label in (None, *read_study(name).scenarios):
        assert read_study(name, label).unsourced() == ()


def test_the_arithmetic_in_the_sources_of_china_2026():
    """Proves: the uprating follows from the figures its sources quote, to their rounding.
    Growth compounded over four years instead of five would give 1.24."""
    start = read_study("china-2026").start
    assert start.scale == pytest.approx(1.055**4 * 1.05, abs=0.005)
    assert start.workers == pytest.approx((734.39 / 750.64) ** (5 / 4), abs=0.0005)
    assert start.population == pytest.approx(1404.89 / 1412.12, abs=0.00005)


def test_the_scenarios_of_china_2026():
    """Proves: each scenario does what its name says."""
    assert read_study("china-2026").programme_path == "ai-plus"
    assert read_study("china-2026", "no-programme").programme_path is None
    assert read_study("china-2026", "ai-plus-low").programme_path == "ai-plus-low"
    assert read_study("china-2026", "ai-plus-high").programme_path == "ai-plus-high"
    assert read_study("china-2026", "all-to-free-time").hours.free_time_weight == 4.0
    assert read_study("china-2026", "no-modern").modern == "none"


def _schema_file():
    return Path(study_module.__file__).parent / "study.schema.json"


def test_the_shipped_schema_is_current():
    """Proves: the schema that editors use is the one of this version.
    After a change of the model: python -m commonweal.case.study"""
    assert json.loads(_schema_file().read_text(encoding="utf-8")) == study_json_schema()


def test_every_key_says_what_it_means():
    """Proves: no key, at any depth, is without a description, and no figure without a unit."""
    schema = study_json_schema()
    sections = {"": schema, **schema["$defs"]}
    for name, section in sections.items():
        for key, entry in section["properties"].items():
            assert entry.get("description"), f"{name}.{key}"
            if entry.get("type") == "number":
                assert entry.get("unit"), f"{name}.{key}"


def test_the_schema_knows_every_key_of_the_model():
    """Proves: an editor completes each key, also inside a scenario."""
    schema = study_json_schema()
    assert set(schema["properties"]) == set(Study.model_fields)
    scenario = schema["properties"]["scenarios"]["additionalProperties"]["anyOf"][0]
    assert set(scenario["properties"]) == set(Study.model_fields) - {"scenarios"}


@pytest.mark.parametrize("name", bundled_studies())
def test_bundled_studies_name_the_schema_for_editors(name):
    """Proves: the first line leads, from the study's own folder, to the shipped schema."""
    path = _schema_file().parent / "bundled" / "studies" / f"{name}.yaml"
    mark, _, relative = path.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")
    assert mark == "# yaml-language-server: "
    assert (path.parent / relative).resolve() == _schema_file().resolve()
