"""A small study that is planned in a second or two, and the command line called from a test."""

from __future__ import annotations

import functools
import sys
import tempfile
from pathlib import Path

import pytest

from commonweal.case.build import build_case
from commonweal.case.study import Study, read_study
from commonweal.cli import main
from commonweal.economy.tables import write_economy
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan
from economies import small_economy

STUDY = """\
title: A small economy for three years
economy: ./economy
years: 2021-2023
programme: none
targets: none
floors: {food: 1.01}
continuation: {growth: 0.0}
scenarios:
  shorter: {years: 2021-2022}
  impossible: {workers: {growth: -0.2}}
"""


def write_small_study(folder: Path, text: str = STUDY) -> Path:
    """Make a study folder with its economy."""
    folder.mkdir(parents=True)
    write_economy(small_economy(), folder / "economy")
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return folder


@functools.cache
def small_plan() -> tuple[Plan, Study]:
    """The plan of the small study, made once."""
    with tempfile.TemporaryDirectory() as place:
        study = read_study(write_small_study(Path(place) / "small"))
        return make_plan(build_case(study)), study


def commonweal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: object
) -> tuple[int, str, str]:
    """Call the command line; exit code, output and error stream."""
    monkeypatch.setattr(sys, "argv", ["commonweal", *(str(word) for word in words)])
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main()
    out, err = capsys.readouterr()
    assert end.value.code is None or isinstance(end.value.code, int)
    return end.value.code or 0, out, err
