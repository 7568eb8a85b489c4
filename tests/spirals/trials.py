"""Spirals on the small study, written to a folder and tried there."""

from __future__ import annotations

from pathlib import Path

from commonweal.spirals.read import read_spiral
from commonweal.spirals.trial import Trial, try_spiral
from small_study import write_small_study

HOARDING = """\
title: Owners who hold back
question: Does output stay unsold when owners hold back three tenths of what they would spend?
claim: More stays unsold, and fewer people work.
years: 2021-2022
base: {study: ./small, closure: {price_rule: target_return}}
arms:
  spend: {label: owners spend, closure: {hoarding: 0.0}}
  hold: {label: owners hold back, closure: {hoarding: 0.3}}
conditions:
  Held back:
    why: Whether it is spent on new plant at once
    levels:
      as money: {closure: {hoard_invested: false}}
      invested: {closure: {hoard_invested: true}}
  Wages:
    levels:
      fixed: {closure: {wage_rule: fixed}}
      real: {closure: {wage_rule: real}}
links:
  - title: Unsold
    figure: unsold
    contrast: {hold: 1, spend: -1}
    claim: rises
    tolerance: 0.001
    at: mean
  - title: Employment
    figure: employed
    contrast: {hold: 1, spend: -1}
    claim: falls
    tolerance: 0.001
outside: [Nobody holds back for lack of trust.]
"""


def write_spiral_file(folder: Path, text: str = HOARDING) -> Path:
    """A spiral beside the small study."""
    if not (folder / "small").exists():
        write_small_study(folder / "small")
    path = folder / "spiral.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def tried(folder: Path, text: str = HOARDING, *, plan: bool = False) -> Trial:
    """A spiral that was run, in this process."""
    path = write_spiral_file(folder, text)
    spiral = read_spiral(str(path))
    return try_spiral("spiral", spiral, folder / "cells" / spiral.hash, plan=plan)
