"""A copied study is the user's own: it reads, it plans, and an edit takes effect."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from commonweal.case.new_study import copy_programmes, new_study
from commonweal.case.programme import read_programme, tables_and_sources
from commonweal.case.programme_tables import read_programme_tables
from commonweal.case.study import read_study
from commonweal.document import read_document
from commonweal.economy.tables import read_economy
from commonweal.errors import Problems, StudyError


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled study, copied."""
    return new_study(tmp_path_factory.mktemp("new") / "deep" / "mine", "china-2026")


def test_the_copy_says_what_the_original_says(copied: Path) -> None:
    """Proves: the copy gives every figure, scenario and source of the bundled study; only economy
    and programme are named by path, and the economy has the same content."""
    original, copy = read_study("china-2026"), read_study(copied)
    left_out = {"economy", "programme", "scenarios"}
    assert copy.model_dump(exclude=left_out) == original.model_dump(exclude=left_out)
    assert set(copy.scenarios) == set(original.scenarios)
    assert read_economy(copy.economy_path).hash == read_economy(original.economy_path).hash


def test_every_scenario_uses_the_copied_programme(copied: Path) -> None:
    """Proves: each scenario reads, and a programme it names is the folder's own; the bundled name
    would leave an edit of the tables without effect in that scenario."""
    for scenario in read_study(copied).scenarios:
        study = read_study(copied, scenario)
        assert study.economy_path == copied.resolve() / "economy"
        if study.programme_path is not None:
            assert Path(study.programme_path).parent == copied.resolve() / "programme", scenario
            assert Path(study.programme_path, "programme.yaml").is_file()


def test_variants_read_and_bundled_names_still_work(copied: Path) -> None:
    """Proves: low, central and high are read from the copied tables and differ as the bundled ones
    do, and `--set programme=ai-plus-low` still means the bundled one."""
    economy = read_economy(read_study(copied).economy_path)
    for name in ("ai-plus-low", "ai-plus", "ai-plus-high"):
        own = read_programme(copied / "programme" / name, economy)
        assert own.variant == read_programme(name, economy).variant
        assert own.techniques == read_programme(name, economy).techniques
    assert read_study(copied, None, {"programme": "ai-plus-low"}).programme_path == "ai-plus-low"


def test_an_edit_of_a_technique_reaches_every_variant(tmp_path: Path) -> None:
    """Proves: a technique taken out of the copied tables is gone from the scenario ai-plus-low."""
    mine = new_study(tmp_path / "mine", "china-2026")
    tables = mine / "programme" / "ai-plus-tables"
    rows = pd.read_csv(tables / "techniques.csv", dtype=str, keep_default_na=False)
    gone = rows["technique"].iloc[0]
    for name in ("techniques", "effects", "research"):
        table = pd.read_csv(tables / f"{name}.csv", dtype=str, keep_default_na=False)
        table[table["technique"] != gone].to_csv(tables / f"{name}.csv", index=False)
    study = read_study(mine, "ai-plus-low")
    assert study.programme_path is not None
    programme = read_programme(study.programme_path, read_economy(study.economy_path))
    assert len(programme.techniques) == len(rows) - 1
    assert gone not in [technique.name for technique in programme.techniques]


def test_sources_that_others_share_are_copied_too(tmp_path: Path) -> None:
    """Proves: the programme of the United States, whose sources lie with the tables of China, is
    read where it was copied to. Without the file every effect would name an unknown source."""
    (tmp_path / "programme").mkdir()
    names = copy_programmes("ai-plus-usa", tmp_path / "programme")
    assert names == ["ai-plus-usa", "ai-plus-usa-high", "ai-plus-usa-low"]
    problems = Problems()
    folder = tmp_path / "programme" / "ai-plus-usa"
    tables, sources = tables_and_sources(folder, read_document(folder / "programme.yaml").values)
    found = read_programme_tables(tables, problems, sources)
    assert not len(problems)
    assert len(found.techniques) > 71
    assert [path.name for path in sources.resolve().parent.iterdir()] == ["sources.csv"]


def test_editors_find_the_schema(copied: Path) -> None:
    """Proves: the line for editors names the schema that lies beside the study."""
    first = (copied / "study.yaml").read_text(encoding="utf-8").splitlines()[0]
    found = re.search(r"\$schema=(\S+)", first)
    assert found is not None
    assert (copied / found[1]).is_file()


def test_a_study_that_does_not_exist_names_the_nearest(tmp_path: Path) -> None:
    """Proves: a typing error makes no folder and names the nearest study."""
    with pytest.raises(StudyError, match='Did you mean "china-2026"'):
        new_study(tmp_path / "mine", "china-2062")
    assert list(tmp_path.iterdir()) == []


def test_an_existing_folder_is_not_touched(tmp_path: Path) -> None:
    """Proves: a folder that exists is refused, even an empty one, and so is a place in a file."""
    (tmp_path / "mine").mkdir()
    with pytest.raises(StudyError, match="already exists"):
        new_study(tmp_path / "mine", "china-2026")
    (tmp_path / "file").write_text("kept")
    with pytest.raises(StudyError, match="cannot be written"):
        new_study(tmp_path / "file" / "mine", "china-2026")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "mine"]


@pytest.mark.slow
def test_a_copied_study_is_checked_and_planned_from_elsewhere(tmp_path: Path) -> None:
    """Proves: new, check and plan work with relative paths from another folder, and an edited table
    is what is planned: a need that was given another name has it in the indicators."""

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "commonweal.cli", *words]
        done = subprocess.run(
            command, cwd=tmp_path / "elsewhere", capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "elsewhere").mkdir()
    mine = os.path.join("..", "mine")  # noqa: PTH118 - as a person would write it
    run("new", mine, "--from", "china-2026")
    needs = tmp_path / "mine" / "economy" / "needs.csv"
    needs.write_text(
        needs.read_text(encoding="utf-8").replace("Food", "Victuals"), encoding="utf-8"
    )
    run("check", mine, "--scenario", "no-programme")
    out = run("plan", mine, "--scenario", "no-programme")
    folder = tmp_path / "elsewhere" / "runs" / "mine-no-programme"
    assert out.splitlines()[-1] == str(Path("runs", "mine-no-programme"))
    assert "Victuals" in (folder / "indicators.csv").read_text(encoding="utf-8")
