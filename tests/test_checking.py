"""``check``: what is wrong, all of it at once; otherwise what a study will make."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.checking import check_path
from commonweal.economy.excel import write_template
from commonweal.economy.tables import write_economy
from commonweal.errors import EconomyError, StudyError
from economies import small_economy
from small_study import STUDY, small_plan, write_small_study


def test_a_study_says_what_it_will_make(tmp_path: Path) -> None:
    """Proves: a sound study gives its years, the size of its programme, its goals in order and its
    economy. The size is that of the plan as solved; without a programme there are no targets, so
    that they are not among the goals although the study's list names them."""
    report = check_path(str(write_small_study(tmp_path / "small")), None, {})
    (first, lines), (second, economy) = report.items()
    assert first == "A small economy for three years: no problems"
    assert second.startswith("Economy: ")
    text = "\n".join(lines)
    assert "years 2021 to 2023, base year 2020" in text
    (size,) = (line for line in lines if "rows" in line)
    solved = small_plan()[0].size
    assert size == f"programme to solve: {solved['rows']:,} rows, {solved['columns']:,} columns"
    assert "goals, in order: floors, welfare" in text
    assert economy[0] == "3 products, 3 activities, accounts of 2020"
    assert "base year comes back through the plan model" in economy[1]


def test_a_scenario_and_settings_are_checked(tmp_path: Path) -> None:
    """Proves: the changes asked for are in what is checked: two years, then one."""
    study = str(write_small_study(tmp_path / "small"))
    shorter = check_path(study, "shorter", {})
    assert any("2021 to 2022" in line for line in next(iter(shorter.values())))
    one = check_path(study, None, {"years": "2021-2021"})
    assert any("2021 to 2021" in line for line in next(iter(one.values())))


@pytest.mark.parametrize("kind", ["csv", "xlsx", "economy.yaml"])
def test_an_economy_is_checked_in_every_form(tmp_path: Path, kind: str) -> None:
    """Proves: a folder, a book, and economy.yaml itself are taken for an economy; economy.yaml as
    a study would be a list of unknown keys."""
    path = tmp_path / ("book.xlsx" if kind == "xlsx" else "small")
    write_economy(small_economy(), path, "xlsx" if kind == "xlsx" else "csv")
    named = path / "economy.yaml" if kind == "economy.yaml" else path
    ((heading, lines),) = check_path(str(named), None, {}).items()
    assert heading == "A small economy made by hand: no problems"
    assert lines[0].startswith("3 products")


def test_every_problem_of_a_study_is_listed(tmp_path: Path) -> None:
    """Proves: three faults in one study are three problems in one report, with their lines."""
    text = STUDY.replace("floors: {food: 1.01}", "floors: {foood: 1.01}\nhous: {at_least: 3}")
    wrong = write_small_study(tmp_path / "wrong", text + "\npace: {up: fast}\n")
    with pytest.raises(StudyError) as caught:
        check_path(str(wrong), None, {})
    shown = str(caught.value)
    assert "hous" in shown
    assert "pace.up" in shown
    assert "line " in shown
    assert len(caught.value.problems) >= 2


def test_names_that_the_economy_lacks_are_listed(tmp_path: Path) -> None:
    """Proves: a need and an activity that do not exist are two problems with the nearest names."""
    text = STUDY.replace("{food: 1.01}", "{foood: 1.01}") + "pace: {activities: {farm: {up: 1}}}\n"
    with pytest.raises(StudyError) as caught:
        check_path(str(write_small_study(tmp_path / "wrong", text)), None, {})
    shown = str(caught.value)
    assert len(caught.value.problems) == 2
    assert 'Did you mean "food"?' in shown
    assert 'Did you mean "farms"?' in shown


def test_every_problem_of_an_economy_is_listed(tmp_path: Path) -> None:
    """Proves: a negative input and a missing table are both in the report of a study that stands
    on the economy, before anything is built."""
    study = write_small_study(tmp_path / "small")
    use = study / "economy" / "use.csv"
    use.write_text(use.read_text().replace("15.0", "-15.0"))
    (study / "economy" / "activities.csv").unlink()
    for path in (study, study / "economy"):
        with pytest.raises(EconomyError) as caught:
            check_path(str(path), None, {})
        shown = str(caught.value)
        assert "activities" in shown
        assert len(caught.value.problems) >= 1


def test_an_empty_template_is_told_what_it_lacks(tmp_path: Path) -> None:
    """Proves: a template that nobody has filled is reported, required keys by name."""
    write_template(tmp_path / "book.xlsx")
    with pytest.raises(EconomyError) as caught:
        check_path(str(tmp_path / "book.xlsx"), None, {})
    assert 'key "name" is missing' in str(caught.value)
    assert 'key "licence" is missing' in str(caught.value)


def test_settings_of_an_economy_are_refused(tmp_path: Path) -> None:
    """Proves: a scenario asked of an economy is not passed over in silence."""
    write_economy(small_economy(), tmp_path / "small")
    with pytest.raises(StudyError, match="belong to a study"):
        check_path(str(tmp_path / "small"), "shorter", {})


def test_what_is_neither_is_said_so(tmp_path: Path) -> None:
    """Proves: a name with a typing error, an empty folder, and a run folder are each told what they
    are; an empty folder as an economy would be six problems that mislead."""
    with pytest.raises(StudyError, match='Did you mean "china-2020"'):
        check_path("chinna-2020", None, {})
    (tmp_path / "photos").mkdir()
    with pytest.raises(StudyError, match=r"neither study\.yaml nor economy\.yaml"):
        check_path(str(tmp_path / "photos"), None, {})
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "run.json").write_text("{}")
    with pytest.raises(StudyError, match="commonweal certify"):
        check_path(str(tmp_path / "run"), None, {})


@pytest.mark.slow
def test_the_bundled_study_and_economy_are_sound() -> None:
    """Proves: what ships has no problems, and says what its programme could save beside published
    figures."""
    report = check_path("china-2026", None, {})
    assert any(heading.startswith("Programme: ") for heading in report)
    (economy,) = check_path("china-2020", None, {})
    assert economy.endswith("no problems")
