"""datapackage.json describes every file of a run, and what differs from it is found."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from commonweal.errors import RunFolderError
from commonweal.plan.package import NOT_DESCRIBED, changed_files
from commonweal.plan.publish import publish
from small_study import small_plan


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small plan, published."""
    plan, study = small_plan()
    return publish(plan, study, tmp_path_factory.mktemp("package") / "run")


def _package(run: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((run / "datapackage.json").read_text())
    return content


def test_every_file_is_described(run: Path) -> None:
    """Proves: each file of the run but the record and the package itself is named once, with its
    size; names are as data packages allow them and differ."""
    resources = _package(run)["resources"]
    files = {p.relative_to(run).as_posix() for p in run.rglob("*") if p.is_file()}
    assert [r["path"] for r in resources] == sorted(files - set(NOT_DESCRIBED))
    assert all((run / r["path"]).stat().st_size == r["bytes"] for r in resources)
    names = [r["name"] for r in resources]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"[a-z0-9._-]+", name) for name in [*names, _package(run)["name"]])


def test_tables_are_described_as_they_are(run: Path) -> None:
    """Proves: the columns named are those in the file, in order, and every table of decisions has a
    unit and a meaning."""
    tables = [r for r in _package(run)["resources"] if "schema" in r]
    assert len(tables) > 50
    for table in tables:
        path = run / table["path"]
        read = pd.read_parquet if path.suffix == ".parquet" else pd.read_csv
        assert [f["name"] for f in table["schema"]["fields"]] == list(read(path).columns)
        assert table["title"], table["path"]
        if table["path"].startswith("plan/"):
            assert table["unit"], table["path"]


def test_changes_are_found(run: Path, tmp_path: Path) -> None:
    """Proves: an untouched copy has no changes; one changed byte and one new file are each named;
    a missing file raises."""
    copy = shutil.copytree(run, tmp_path / "copy")
    assert changed_files(copy) == []
    (copy / "report.html").write_bytes((copy / "report.html").read_bytes() + b" ")
    (copy / "plan" / "notes.txt").write_text("")
    assert changed_files(copy) == [
        "The file plan/notes.txt was added after publication.",
        "The file report.html was changed after publication.",
    ]
    (copy / "study.yaml").unlink()
    with pytest.raises(RunFolderError, match=r"study\.yaml: is missing"):
        changed_files(copy)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"resources": [{}]}', '{"resources": 3}'])
def test_a_damaged_package_is_reported(run: Path, tmp_path: Path, text: str) -> None:
    """Proves: a description that is empty or not one is a report, never "no changes"."""
    copy = shutil.copytree(run, tmp_path / "copy")
    (copy / "datapackage.json").write_text(text)
    with pytest.raises(RunFolderError, match="damaged"):
        changed_files(copy)
