"""The folder of a large plan: whole, checked from its files, and refused when they are changed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from commonweal.errors import CertificateRefused, CommonwealError, RunFolderError, StudyError
from commonweal.plan.two_level.generate import Spec
from commonweal.plan.two_level.publish import TABLES, certify_folder, is_large
from commonweal.plan.two_level.run import LargeRequest, run_large
from small_study import commonweal

SPEC = Spec(600, 10)


def silent(_: str) -> None:
    """Told to nobody."""


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """A published plan."""
    out = tmp_path / "runs" / "one"
    run = run_large(LargeRequest(SPEC, 0.01, out), silent)
    assert run.certificate.accepted
    return out


def test_a_published_plan_certifies_from_its_files(published: Path) -> None:
    """Proves: from the files and the specification alone the plan is accepted, with the value and
    the bound of the run; a level for each of the processes, a price for each product."""
    assert is_large(published)
    found = certify_folder(published)
    written = json.loads((published / "certificate.json").read_text(encoding="utf-8"))
    assert found.to_dict() == {**written, "reasons": tuple(written["reasons"])}
    levels = pd.read_parquet(published / "levels.parquet")
    assert list(levels) == ["year", "product", "process", "level"]
    assert levels.groupby("product")["process"].min().eq(1).all()
    assert len(pd.read_parquet(published / "prices.parquet")) == 600


def test_the_same_run_gives_the_same_bytes(published: Path, tmp_path: Path) -> None:
    """Proves: another run of the same specification writes the same tables; what differs from run
    to run stands in run.json under this_run alone."""
    again = tmp_path / "again"
    run_large(LargeRequest(SPEC, 0.01, again), silent)
    for name in (*TABLES, "history.csv", "economy.json", "certificate.json"):
        assert (published / name).read_bytes() == (again / name).read_bytes(), name
    records = [(folder / "run.json").read_text(encoding="utf-8") for folder in (published, again)]
    one, two = (json.loads(record) for record in records)
    assert one["made_from"] == two["made_from"]


def test_a_changed_level_is_refused(published: Path) -> None:
    """Proves: the largest level cut by a thousandth leaves a product short, and the folder is
    refused."""
    path = published / "levels.parquet"
    levels = pd.read_parquet(path)
    levels.loc[levels["level"].idxmax(), "level"] *= 0.999
    levels.to_parquet(path, index=False)
    with pytest.raises(CertificateRefused, match="short"):
        certify_folder(published)


@pytest.mark.parametrize("name", [*TABLES, "economy.json"])
@pytest.mark.parametrize("how", ["gone", "empty", "half"])
def test_a_damaged_file_is_told(published: Path, name: str, how: str) -> None:
    """Proves: a file that is gone, empty or cut off is a report with its name, or a refusal; never
    an accepted plan and never a traceback."""
    path = published / name
    whole = path.read_bytes()
    if how == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if how == "empty" else whole[: len(whole) // 2])
    with pytest.raises(CommonwealError):
        certify_folder(published)


def test_nothing_is_written_over(published: Path) -> None:
    """Proves: a folder that exists is refused before any work is done."""
    with pytest.raises(RunFolderError, match="already exists"):
        run_large(LargeRequest(SPEC, 0.01, published), pytest.fail)


def test_what_cannot_be_asked_is_one_report(tmp_path: Path) -> None:
    """Proves: a gap of nothing, no thread and too few products come together, and no folder."""
    request = LargeRequest(replace(SPEC, products=5), 0.0, tmp_path / "out", None, 0)
    with pytest.raises(StudyError) as found:
        run_large(request, silent)
    assert len(found.value.problems) == 3
    assert list(tmp_path.iterdir()) == []


def test_the_command_plans_and_certifies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Proves: the command ends with 0 and the folder's name, and certify accepts that folder; what
    cannot be ends with 1 and a report."""
    out = str(tmp_path / "two years")
    words = ("large", "600", "--inputs", "10", "--years", "2", "--out", out)
    code, output, _ = commonweal(monkeypatch, capsys, *words)
    assert code == 0
    assert "over 2 years" in output
    assert output.endswith(out + "\n")
    code, output, _ = commonweal(monkeypatch, capsys, "certify", out)
    assert code == 0
    assert output.startswith("Accepted")
    code, _, report = commonweal(monkeypatch, capsys, "large", "600", "--inputs", "50")
    assert code == 1
    assert "3000" in report
