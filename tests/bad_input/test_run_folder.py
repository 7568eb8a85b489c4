"""Damaged run folders: a report that names what is wrong, never a traceback or a wrong plan."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from commonweal.errors import CertificateRefused, RunFolderError
from commonweal.pipeline import certify_run
from commonweal.plan.plan import read_plan
from commonweal.plan.publish import publish
from small_study import small_plan

READ = [  # files that a plan is read from, one of each kind
    "certificate.json",
    "plan/stages.json",
    "plan/activity.parquet",
    "plan/duals/0.product_balance.parquet",
    "inputs/case.json",
    "inputs/demand.per_head.parquet",
]


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan, published."""
    plan, study = small_plan()
    return publish(plan, study, tmp_path_factory.mktemp("damage") / "run")


@pytest.fixture
def run(published: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return shutil.copytree(published, tmp_path / "run")


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("damage", ["missing", "empty", "cut", "noise", "null"])
def test_a_damaged_file_is_reported(run: Path, name: str, damage: str) -> None:
    """Proves: a file that is missing, empty, cut in half, noise or null ends in a report for
    reading, and in a report or a refusal for certifying."""
    path = run / name
    data = path.read_bytes()
    path.unlink()
    new = {"empty": b"", "cut": data[: len(data) // 2], "noise": bytes(range(256)), "null": b"null"}
    if damage in new:
        path.write_bytes(new[damage])
    with pytest.raises(RunFolderError):
        read_plan(run)
    with pytest.raises((RunFolderError, CertificateRefused)):
        certify_run(run)


@pytest.mark.parametrize("key", ["solver", "size", "not_unique", "variables", "stages"])
def test_a_missing_entry_of_the_stages_is_reported(run: Path, key: str) -> None:
    """Proves: stages.json without one of its entries is a report that names the file."""
    path = run / "plan" / "stages.json"
    content = json.loads(path.read_text())
    del content[key]
    path.write_text(json.dumps(content))
    with pytest.raises(RunFolderError, match=r"stages\.json"):
        read_plan(run)


@pytest.mark.parametrize("key", ["years", "names", "wanted"])
def test_a_missing_entry_of_the_case_is_reported(run: Path, key: str) -> None:
    """Proves: case.json without one of its entries is a report."""
    path = run / "inputs" / "case.json"
    content = json.loads(path.read_text())
    del content[key]
    path.write_text(json.dumps(content))
    with pytest.raises(RunFolderError):
        read_plan(run)


def test_what_is_no_run_folder_is_said_so(tmp_path: Path) -> None:
    """Proves: a folder without a plan, a file and a path to nowhere are reports."""
    (tmp_path / "file").write_text("")
    for path in (tmp_path, tmp_path / "file", tmp_path / "absent"):
        with pytest.raises(RunFolderError, match="run folder"):
            read_plan(path)
