"""From a study's name to a published run: the same study gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commonweal.errors import CertificateRefused, RunFolderError
from commonweal.pipeline import certify_run, extras, run_study
from commonweal.plan.publish import publish
from small_study import small_plan, write_small_study


def _bytes(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


@pytest.fixture(scope="module")
def two_runs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The small study planned here, and from a copy elsewhere by a process of its own."""
    place = tmp_path_factory.mktemp("runs")
    here = write_small_study(place / "here" / "small")
    there = write_small_study(place / "there" / "small")
    run_study(str(here), out=place / "one")
    command = [sys.executable, "-m", "commonweal.cli", "plan", ".", "--out", "../other-name"]
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Asia/Shanghai", "LANG": "C"}
    subprocess.run(command, cwd=there, env=environment, check=True, capture_output=True)
    return place / "one", place / "there" / "other-name"


def test_the_same_study_gives_the_same_bytes(two_runs: tuple[Path, Path]) -> None:
    """Proves: every file but run.json is the same, byte for byte, from another folder, in another
    process with another order of hashing, another time zone and another language. A date, a path
    or a set's order in any file would make it differ."""
    one, other = (_bytes(run) for run in two_runs)
    assert set(one) == set(other)
    assert [name for name in one if one[name] != other[name]] == ["run.json"]


def test_the_record_differs_in_this_run_alone(two_runs: tuple[Path, Path]) -> None:
    """Proves: run.json says the same of study, hashes and versions; only when and how quickly
    differs, and it names no folder."""
    one, other = (json.loads((run / "run.json").read_text()) for run in two_runs)
    assert one["made_from"] == other["made_from"]
    assert set(one) == {"record_version", "made_from", "this_run"}
    assert {"case", "build", "solve", "certify", "write", "report"} <= set(
        one["this_run"]["seconds"]
    )
    assert str(two_runs[0].parent) not in (two_runs[0] / "run.json").read_text()


def test_no_file_names_the_place_it_was_made(two_runs: tuple[Path, Path]) -> None:
    """Proves: no text file of a run holds the path of the study or of the run."""
    place = str(two_runs[0].parent).encode()
    found = [
        path.name
        for path in two_runs[0].rglob("*")
        if path.is_file() and place in path.read_bytes()
    ]
    assert found == []


def test_a_published_study_plans_to_the_same_plan(two_runs: tuple[Path, Path]) -> None:
    """Proves: study.yaml in the run is the study as used: laid beside the economy it gives the
    same hashes as before."""
    place = two_runs[0].parent
    again = write_small_study(place / "again", (two_runs[0] / "study.yaml").read_text())
    run_study(str(again), out=place / "third")
    first, third = (
        json.loads((run / "run.json").read_text())["made_from"]["hashes"]
        for run in (two_runs[0], place / "third")
    )
    assert first["study"] == third["study"]
    assert first["economy"] == third["economy"]


def test_a_scenario_changes_the_default_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Proves: without a folder the run is runs/<study>-<scenario>, steps are told in order, and a
    scenario takes effect (two years instead of three)."""
    monkeypatch.chdir(tmp_path)
    write_small_study(tmp_path / "small")
    told: list[str] = []
    run = run_study("small", "shorter", progress=told.append)
    assert run.folder == Path("runs/small-shorter")
    assert run.plan.case.horizon.years == (2021, 2022)
    assert told[0] == "reading the study"
    assert told[-1] == "writing the report"
    assert run.summary()["run"] == str(run.folder)
    assert run.sentences()


def test_a_refused_plan_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: files that do not certify as written never become a run folder."""
    plan, study = small_plan()
    refused = type(plan.certificate)(
        **{**plan.certificate.__dict__, "status": "refused", "reasons": ("made up",)}
    )
    monkeypatch.setattr("commonweal.plan.publish.certify", lambda _: refused)
    with pytest.raises(CertificateRefused, match="made up"):
        publish(plan, study, tmp_path / "run")
    assert list(tmp_path.iterdir()) == []


def test_certify_run_asks_for_a_run(tmp_path: Path) -> None:
    """Proves: an empty folder and one that does not exist are reports, not tracebacks."""
    for folder in (tmp_path, tmp_path / "absent"):
        with pytest.raises(RunFolderError, match=r"datapackage\.json"):
            certify_run(folder)


def test_a_study_without_a_programme_has_no_sums() -> None:
    """Proves: no table of a programme's savings is invented where there is none."""
    assert extras(small_plan()[1]) == {}
