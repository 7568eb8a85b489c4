"""The command, from the file to the folder: whole, the same bytes, one report."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pandas as pd
import pytest

from commonweal.spirals.read import bundled_spirals, read_spiral
from small_study import commonweal
from spirals.trials import HOARDING, write_spiral_file

Capture = pytest.CaptureFixture[str]
Patch = pytest.MonkeyPatch


@pytest.fixture
def here(tmp_path: Path, monkeypatch: Patch) -> Path:
    """A folder with the small study and the spiral, where the command runs."""
    monkeypatch.chdir(tmp_path)
    write_spiral_file(tmp_path)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    """Bytes of every file by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_a_spiral_is_published_whole(here: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """Proves: the command ends well, its last line is the folder, every file is there and the
    working folder is gone; run again, in two other processes, it gives the same bytes; asked for
    the same folder it refuses."""
    words = ["spiral", "spiral.yaml", "--workers", "1"]
    code, out, err = commonweal(monkeypatch, capsys, *words, "--out", "one")
    assert code == 0, err
    assert out.splitlines()[-1] == "one"
    files = contents(Path("one"))
    assert set(files) == {
        "cells.csv",
        "plan.csv",
        "run.json",
        "spiral.html",
        "spiral.svg",
        "spiral.yaml",
        "years.csv",
    }
    assert not list(here.glob(".one*"))
    commonweal(monkeypatch, capsys, "spiral", "spiral.yaml", "--workers", "2", "--out", "two")
    assert contents(Path("two")) == files
    again, _, report = commonweal(monkeypatch, capsys, *words, "--out", "one")
    assert again == 1
    assert "already exists" in report


def test_what_is_told_is_what_is_in_the_folder(
    here: Path, monkeypatch: Patch, capsys: Capture
) -> None:
    """Proves: the counts that are told are those of the cells in the folder, the record has the
    verdict that is told, and the page says what is not in the model."""
    code, out, _ = commonweal(
        monkeypatch, capsys, "spiral", "spiral.yaml", "--no-plan", "--workers", "1", "--out", "one"
    )
    assert code == 0
    cells = pd.read_csv("one/cells.csv")
    claimed, other = ((cells["claim"] == word).sum() for word in ("claimed", "opposite"))
    assert f"as claimed in {claimed} of {len(cells)} cells; the answer goes the other way in "
    assert f"in {claimed} of {len(cells)} cells; the answer goes the other way in {other}" in out
    record = json.loads(Path("one/run.json").read_text(encoding="utf-8"))
    words = {"shown": "Shown", "depends": "It depends", "refuted": "Refuted"}
    assert words[record["verdict"]] in out
    assert record["worst_residual"] < 1e-9
    assert record["spiral"]["hash"] == read_spiral("spiral.yaml").hash
    page = Path("one/spiral.html").read_text(encoding="utf-8")
    assert "Nobody holds back for lack of trust." in page
    assert "Outside both models" in page
    assert "plan.csv" not in contents(Path("one"))


def test_the_picture_has_every_cell(here: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """Proves: the picture is well-formed, has a dot for every cell and link with an answer and the
    name of the cell on it, and no coordinate that is no number."""
    commonweal(
        monkeypatch, capsys, "spiral", "spiral.yaml", "--no-plan", "--workers", "1", "--out", "one"
    )
    text = Path("one/spiral.svg").read_text(encoding="utf-8")
    tree = ET.fromstring(text)
    space = "{http://www.w3.org/2000/svg}"
    told = [c for c in tree.iter(f"{space}circle") if c.find(f"{space}title") is not None]
    assert len(told) == 4 * 2
    assert "nan" not in text
    names = {str(c.findtext(f"{space}title")) for c in told}
    assert any(name.startswith("Held back: as money, Wages: fixed: as claimed") for name in names)


def test_an_interrupted_trial_goes_on(here: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """Proves: a trial that was stopped after five runs goes on with the sixth and ends with the
    bytes of one that was never stopped; a changed file does not take results of the old one."""
    from commonweal.spirals import job

    words = ["spiral", "spiral.yaml", "--no-plan", "--workers", "1", "--out"]
    commonweal(monkeypatch, capsys, *words, "whole")
    ran: list[int] = []
    simulate = job.simulate

    def stopping(*given: object) -> object:
        ran.append(len(ran))
        if len(ran) == 6:
            raise OSError("stopped")
        return simulate(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(job, "simulate", stopping)
    code, _, report = commonweal(monkeypatch, capsys, *words, "part")
    assert code == 1
    assert "stopped" in report
    assert not Path("part").exists()
    commonweal(monkeypatch, capsys, *words, "part")
    assert len(ran) == 6 + 3
    assert contents(Path("part")) == contents(Path("whole"))


def test_bad_input_is_one_report(here: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """Proves: bad input ends with exit code 1, a report and no folder."""
    write_spiral_file(here, HOARDING.replace("figure: unsold", "figure: unsolt"))
    code, out, report = commonweal(monkeypatch, capsys, "spiral", "spiral.yaml", "--out", "one")
    assert (code, out) == (1, "")
    assert "1 problem" in report
    code, _, report = commonweal(monkeypatch, capsys, "spiral", "automation", "--workers", "-1")
    assert code == 1
    assert "--workers" in report
    assert sorted(path.name for path in here.iterdir()) == ["small", "spiral.yaml"]


def test_without_a_name_there_is_a_list(here: Path, monkeypatch: Patch, capsys: Capture) -> None:
    """Proves: the list names every bundled spiral with its question."""
    code, out, _ = commonweal(monkeypatch, capsys, "spiral")
    assert code == 0
    for name in bundled_spirals():
        assert f"{name}: " in out
        assert read_spiral(name).question in out
