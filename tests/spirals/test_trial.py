"""Whole trials on a small economy: a mechanism that is taken away takes the answer with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from commonweal.spirals.telling import sentences
from commonweal.spirals.trial import weighted
from spirals.trials import HOARDING, tried


def test_hoarding_leaves_output_unsold(tmp_path: Path) -> None:
    """Proves: when owners hold back 30 % more stays unsold and fewer work, in every cell: shown.
    With no difference in hoarding between the arms there is none, every answer nought: what was
    shown is the hoarding and not the rest of the run, first months included."""
    trial = tried(tmp_path)
    assert trial.verdict == "shown"
    assert set(trial.whole) == {"claimed"}
    unsold, employed = (trial.answers(link) for link in trial.spiral.links)
    assert min(answer for answer in unsold if answer is not None) > 0.005
    assert max(answer for answer in employed if answer is not None) < -0.005
    same = tried(tmp_path, HOARDING.replace("hoarding: 0.3", "hoarding: 0.0"))
    assert same.verdict == "none"
    assert next(iter(sentences(same))).startswith("No difference: ")
    assert [answer for link in same.spiral.links for answer in same.answers(link)] == [0.0] * 8


def test_it_depends_on_the_wages(tmp_path: Path) -> None:
    """Proves: asked whether one point more of stocks stays unsold, the answer is yes with fixed
    wages (1.3 points) and no with real wages kept (0.7 and 0.8): it depends, wages are named as
    what decides, and fixed wages as the level under which it always holds."""
    text = HOARDING.replace("tolerance: 0.001\n    at: mean", "tolerance: 0.01\n    at: mean")
    trial = tried(tmp_path, text)
    assert trial.verdict == "depends"
    told = list(sentences(trial))
    assert "It depends: every link goes as claimed in 2 of 4 cells" in told[0]
    assert "depends most on wages (fixed: 100%, real: 0%)" in " ".join(told)
    assert "As claimed in every cell with Wages: fixed (2 cells)." in told
    assert "The first link that does not go as claimed: Unsold in 2." in told


def test_the_other_claim_has_the_other_verdict(tmp_path: Path) -> None:
    """Proves: the claim that less stays unsold, on the same cells, goes the other way wherever the
    first went as claimed. A verdict written into the file or the code would not turn."""
    text = HOARDING.replace("claim: rises", "claim: falls")
    own, turned = tried(tmp_path), tried(tmp_path, text)
    swap = {"claimed": "opposite", "opposite": "claimed", "none": "none"}
    assert turned.outcomes[0] == tuple(swap[found] for found in own.outcomes[0])


def test_a_tolerance_above_all_answers_shows_nothing(tmp_path: Path) -> None:
    """Proves: with a tolerance of 1 no answer is a difference, and nothing is refuted."""
    trial = tried(tmp_path, HOARDING.replace("tolerance: 0.001", "tolerance: 1"))
    assert trial.verdict == "none"
    assert set(trial.whole) == {"none"}


def test_answers_are_weighted_sums(tmp_path: Path) -> None:
    """Proves: an answer is the sum of weights times figures, last year or mean over years, and the
    path by year ends in the answer of the last year."""
    trial = tried(tmp_path)
    unsold, employed = trial.spiral.links
    arms = trial.results[0]
    hold, spend = arms["hold"]["paths"]["unsold"], arms["spend"]["paths"]["unsold"]
    assert trial.answers(unsold)[0] == pytest.approx((sum(hold) - sum(spend)) / 2, rel=1e-12)
    hold, spend = arms["hold"]["paths"]["employed"], arms["spend"]["paths"]["employed"]
    assert trial.answers(employed)[0] == pytest.approx(hold[-1] - spend[-1], rel=1e-9)
    assert trial.path(employed, 0)[-1] == trial.answers(employed)[0]
    twice = employed.model_copy(update={"contrast": {"hold": 2.0, "spend": -2.0}})
    assert weighted(twice, arms, 2) == pytest.approx(2 * (hold[-1] - spend[-1]), rel=1e-9)


def test_a_run_that_ended_has_no_answer(tmp_path: Path) -> None:
    """Proves: a figure of a run that did not last is missing and not that of its last year."""
    trial = tried(tmp_path)
    link = trial.spiral.links[0]
    assert weighted(link, trial.results[0], 2) is not None
    assert weighted(link, trial.results[0], 3) is None


def test_the_plan_of_one_case_is_made_once(tmp_path: Path) -> None:
    """Proves: arms that differ in behaviour alone have one case and one plan; the plan has the
    figures that the market has."""
    trial = tried(tmp_path, plan=True)
    spend, hold = trial.planned["spend"], trial.planned["hold"]
    assert spend is hold
    assert spend.scores is not None
    assert set(spend.scores) <= set(trial.results[0]["hold"]["last"])
