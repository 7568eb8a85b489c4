"""The bundled spirals without their mechanism: where the dial is not turned nothing differs."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.spirals.model import Setting, Spiral
from commonweal.spirals.read import read_spiral
from commonweal.spirals.trial import Trial, try_spiral

YEARS = tuple(range(2026, 2031))  # what floors of the studies name


def one_cell(name: str) -> Spiral:
    """A bundled spiral for five years, with the first level of every condition."""
    spiral = read_spiral(name)
    conditions = {
        axis: condition.model_copy(update={"levels": dict([next(iter(condition.levels.items()))])})
        for axis, condition in spiral.conditions.items()
    }
    return spiral.model_copy(update={"years": YEARS, "conditions": conditions})


def with_arms(spiral: Spiral, **changes: object) -> Spiral:
    """The same with closure parameters of all arms set alike."""
    arms = {
        arm: setting.model_copy(update={"closure": setting.closure | changes})
        for arm, setting in spiral.arms.items()
    }
    return spiral.model_copy(update={"arms": arms})


def answers(spiral: Spiral, folder: Path) -> tuple[Trial, list[float | None]]:
    """The trial and the answer of every link."""
    trial = try_spiral("cut", spiral, folder / spiral.hash, plan=False)
    return trial, [trial.answers(link)[0] for link in spiral.links]


def test_without_the_programme_automation_does_nothing(tmp_path: Path) -> None:
    """Proves: the answers of automation come from the techniques. With them the share of wages
    moves; with the programme taken from both arms every answer is nought to the last digit."""
    spiral = one_cell("automation")
    _, turned = answers(spiral, tmp_path)
    assert turned[0] not in (0.0, None)
    none = Setting(settings={"programme": "none", "targets": "none"})
    same = spiral.model_copy(update={"arms": dict.fromkeys(spiral.arms, none)})
    trial, still = answers(same, tmp_path)
    assert still == [0.0, 0.0, 0.0]
    assert trial.verdict == "none"


def test_without_a_premium_nothing_slows(tmp_path: Path) -> None:
    """Proves: with a premium investment falls by more where less is public; with none in all arms
    every answer is nought, the weighted one too."""
    spiral = one_cell("public-investment")
    _, turned = answers(spiral, tmp_path)
    assert turned[0] is not None
    assert turned[0] > 0.0
    _, still = answers(with_arms(spiral, private_premium=0.0), tmp_path)
    assert still == pytest.approx([0.0] * len(spiral.links), abs=1e-12)


def test_without_a_licence_an_open_model_changes_nothing(tmp_path: Path) -> None:
    """Proves: the answers on rents come from the licence. With one fewer techniques are used; with
    none an open model is no event."""
    spiral = one_cell("rents")
    _, turned = answers(spiral, tmp_path)
    assert turned[0] is not None
    assert turned[0] < 0.0
    free = {
        axis: condition.model_copy(
            update={"levels": {"free": Setting(closure={"licence_share": 0.0})}}
        )
        if axis == "Licence"
        else condition
        for axis, condition in spiral.conditions.items()
    }
    trial, still = answers(spiral.model_copy(update={"conditions": free}), tmp_path)
    assert still == [0.0, 0.0, 0.0]
    assert trial.verdict == "none"
