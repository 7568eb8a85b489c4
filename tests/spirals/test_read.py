"""Files of spirals: those that ship are whole, and a bad one gets one report of all problems."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.errors import StudyError
from commonweal.spirals.crossing import cells_of, places_of
from commonweal.spirals.read import bundled_spirals, read_spiral, schema_text
from spirals.trials import HOARDING, write_spiral_file

BUNDLED = list(bundled_spirals())


def report(tmp_path: Path, text: str) -> str:
    """What is said of a file."""
    with pytest.raises(StudyError) as error:
        read_spiral(str(write_spiral_file(tmp_path, text)))
    return str(error.value)


@pytest.mark.parametrize("name", BUNDLED)
def test_bundled_spirals_have_no_problems(name: str) -> None:
    """Proves: every study, scenario, rule and figure that a bundled spiral names is there; it has
    tens of cells, both starts, China and the United States, and a reason for what it varies."""
    spiral = read_spiral(name)
    assert 24 <= len(cells_of(spiral)) <= 200
    starts = {place.start for place in places_of(spiral)}
    studies = {place.case[0] for place in places_of(spiral)}
    assert starts == {"accounts", "stationary"}
    assert studies == {"china-2026", "usa-2026"}
    assert all(condition.why for condition in spiral.conditions.values())
    assert all(link.tolerance > 0 for link in spiral.links)


def test_a_file_holds_no_verdict() -> None:
    """Proves: no bundled file says what was found: none has the words of a verdict in it."""
    for path in bundled_spirals().values():
        text = path.read_text(encoding="utf-8").lower()
        for word in ("verdict:", "shown", "refuted", "expected:"):
            assert word not in text, path.name


def test_one_report_of_all_problems(tmp_path: Path) -> None:
    """Proves: an unknown figure and arm, a weight of nought and a key that two conditions set are
    told together, each with its line and key."""
    text = HOARDING.replace("figure: unsold", "figure: unsolt")
    head, last = text.split("  - title: Employment")
    last = last.replace("contrast: {hold: 1, spend: -1}", "contrast: {hald: 1, spend: 0}")
    head = head.replace("{wage_rule: real}", "{wage_rule: real, hoard_invested: true}")
    said = report(tmp_path, f"{head}  - title: Employment{last}")
    assert "4 problems" in said
    assert 'no figure "unsolt"' in said
    assert 'Did you mean "unsold"?' in said
    assert "links.1.contrast.hald: no such arm" in said
    assert "the weight is nought" in said
    assert "spiral.yaml line" in said
    assert "is set here and by the condition Held back" in said


def test_closures_and_studies_are_checked_before_anything_runs(tmp_path: Path) -> None:
    """Proves: a rule that does not exist, a value out of bounds, a scenario that the study lacks
    and years that a spiral may not set are refused in reading."""
    text = HOARDING.replace("wage_rule: fixed", "wage_role: fixed").replace(
        "hoarding: 0.3", "hoarding: 1.3"
    )
    said = report(tmp_path, text.replace("study: ./small", "study: ./small, scenario: none-such"))
    assert 'no parameter "wage_role"' in said
    assert 'Did you mean "wage_rule"?' in said
    assert "closure.hoarding" in said
    assert "none-such" in said
    years = HOARDING.replace("label: owners spend,", 'settings: {years: "2021"},')
    assert "Change years at the top" in report(tmp_path, years)


def test_unknown_keys_and_missing_ones(tmp_path: Path) -> None:
    """Proves: a key that does not exist and one that is missing are told with their line."""
    said = report(tmp_path, HOARDING.replace("title: Owners who hold back", "titel: Owners"))
    assert "spiral.yaml line 1, titel: there is no such key" in said
    assert "title: the key is missing" in said


def test_too_many_runs(tmp_path: Path) -> None:
    """Proves: a file that makes more runs than anybody means is refused with their number."""
    levels = ", ".join(f"l{n}: {{closure: {{loan_rate: {n / 10000}}}}}" for n in range(1, 1101))
    text = HOARDING.replace("  Wages:\n", f"  Loans:\n    levels: {{{levels}}}\n  Wages:\n")
    assert "8,800 runs" in report(tmp_path, text)


def test_unknown_name() -> None:
    """Proves: a name that is no spiral and no file is refused with the nearest one that is."""
    with pytest.raises(StudyError, match='Did you mean "automation"'):
        read_spiral("automatoin")


def test_the_schema_is_that_of_the_model() -> None:
    """Proves: the schema that editors use is up to date; python -m commonweal.spirals.read."""
    from commonweal.spirals.read import _SCHEMA

    assert _SCHEMA.read_text(encoding="utf-8") == schema_text()


def test_a_fault_of_a_study_is_told_of_its_case(tmp_path: Path) -> None:
    """Proves: a study that is too short for its floors is told with the case of the spiral that
    asks for it, years and all. Told of the study alone the reader would mend the wrong file."""
    text = read_spiral_text("rents").replace("years: 2026-2035", "years: 2026-2027")
    said = report(tmp_path, text)
    assert "the spiral's case china-2026, years=2026-2027" in said


def read_spiral_text(name: str) -> str:
    """A bundled file as it is."""
    return bundled_spirals()[name].read_text(encoding="utf-8")
