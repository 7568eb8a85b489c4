"""The interior point as an engine of the goals: same values as HiGHS, plans that certify."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import commonweal.plan.interior.engine as interior
from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.errors import SolverStopped
from commonweal.plan.build import build
from commonweal.plan.certify import certify
from commonweal.plan.goals import goals
from commonweal.plan.interior.form import Form
from commonweal.plan.interior.mehrotra import Outcome, iterate
from commonweal.plan.make import make_plan
from commonweal.plan.matrix import matrix
from commonweal.plan.plan import write_solution
from commonweal.plan.solve import NoPlanError, Solution, solve
from random_economies import economy
from tiny import Process, Tiny

FEW = 12  # economies in the normal suite; benchmarks/equality.py takes 300
# Its floors cannot be met: what later goals may give back of them, 1e-7, all goes to one column,
# and the rows that hold the floors are otherwise dependent.
SHORT = 132


def both(case: Case) -> tuple[Solution | None, Solution | None]:
    """The solutions of HiGHS and of the interior point; None where there is no plan."""
    programme = build(case)
    found: list[Solution | None] = []
    for solver in ("auto", "interior"):
        try:
            found.append(solve(programme, solver))
        except NoPlanError:
            found.append(None)
    return found[0], found[1]


@pytest.mark.parametrize("seed", [*range(FEW), SHORT])
def test_random_economies(seed: int, tmp_path: Path) -> None:
    """Proves: on every combination of features the goals have HiGHS's values, and the independent
    check accepts the plan. A block with its rows in the wrong group would fail in one of them."""
    case = economy(seed).case()
    peer, ours = both(case)
    assert (peer is None) == (ours is None)
    if peer is None or ours is None:
        return
    values = [stage.value for stage in peer.stages]
    assert [stage.value for stage in ours.stages] == pytest.approx(values, rel=1e-7, abs=1e-7)
    write_solution(case, ours, tmp_path / "run")
    certificate = certify(tmp_path / "run")
    assert certificate.status == "optimal", certificate.reasons


def test_china() -> None:
    """Proves: the bundled study certifies, with the value of HiGHS and earlier goals kept."""
    case = build_case(read_study("china-2026"))
    ours, peer = make_plan(case, solver="interior"), make_plan(case)
    assert ours.certificate.status == "optimal"
    assert ours.certificate.objective == pytest.approx(peer.certificate.objective, rel=1e-7)
    assert ours.not_unique == peer.not_unique
    hours, other = (plan.duals["labour"].sum() for plan in (ours, peer))
    assert float(hours) == pytest.approx(float(other), rel=1e-2)


CHOICE = Tiny(
    processes={
        "by-hand": Process(activity="farm", makes={"corn": 1.0}, hours=5.0),
        "by-song": Process(activity="farm", makes={"corn": 1.0}, hours=5.0),
    },
    needs={"food": {"corn": 1.0}},
    base_level={"food": 10.0},
    curvature=1.0,
    period_weight={2021: 1.0, 2022: 1.0},  # the continuation counts too, or anything goes in it
)


def test_two_equal_techniques_are_not_unique() -> None:
    """Proves: either of two equal processes can make the corn, and the solution says so; with one
    of them slower there is one best plan."""
    assert CHOICE.solve("interior").not_unique
    slower = replace(CHOICE.processes["by-song"], hours=6.0)
    one = replace(CHOICE, processes={**CHOICE.processes, "by-song": slower})
    assert not one.solve("interior").not_unique


def test_what_is_impossible_raises() -> None:
    """Proves: 50 h of farming with 30 h of work are no plan; nothing is returned as one."""
    with pytest.raises(NoPlanError):
        replace(CHOICE, may_fall=False, workers={"hands": 0.3}).solve("interior")


def test_no_time_left_raises() -> None:
    """Proves: a limit that is reached is an error and not a plan."""
    with pytest.raises(SolverStopped):
        solve(build(CHOICE.case()), "interior", time_limit=0.0)


def test_an_interruption_leaves_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Proves: whoever interrupts a solve finds no file of it. A plan written before it is proven
    would be found in the folder of the check."""
    monkeypatch.setattr(interior, "EVERY", 0.0)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    said: list[str] = []

    def stop(sentence: str) -> None:
        said.append(sentence)
        if sentence.startswith("iteration"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_plan(CHOICE.case(), solver="interior", progress=stop)
    assert said[-1].startswith("iteration")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("seed", [1, SHORT])
def test_the_gap_is_that_of_the_goal(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: what the iteration takes for the value of a goal is the goal with its constant,
    turned. Without the constant the gap of a welfare of 0.1 is relative to 3 goal points."""
    seen: list[tuple[float, float, Outcome]] = []

    def watched(what: Form, *asked: Any, constant: float = 0.0, **more: Any) -> Outcome:
        seen.append((what.unit, constant, iterate(what, *asked, constant=constant, **more)))
        return seen[-1][2]

    monkeypatch.setattr(interior, "iterate", watched)
    programme = build(economy(seed).case())
    solution = solve(programme, "interior")
    assert goals(programme)[-1].constant != 0.0
    values = [
        (constant + end.measures.value) / unit
        for unit, constant, end in seen
        if end.status == "optimal"
    ]
    found = [-stage.value for stage in solution.stages if stage.iterations]
    assert values == pytest.approx(found, rel=1e-9, abs=1e-9)


def test_a_large_constant_asks_for_a_small_gap() -> None:
    """Proves: a goal of 10,000 x welfare with a constant that leaves 3 of it ends with a gap
    relative to 3, though a column that earns much of it is fixed and left out. Relative to what
    the columns earn, or to what is left of it, it would be thousands of times larger."""
    programme = build(CHOICE.case())
    problem = matrix(programme)
    engine = interior.InteriorEngine(programme, problem, 60.0, lambda _: None)
    gain = 1e4 * problem.values(goals(programme)[-1].gain)
    assert engine.maximise(gain)
    x = engine.columns()
    most = np.arange(len(x)) == int(np.argmax(gain * x))
    assert float(gain[most] @ x[most]) > 100.0
    lower, upper = (np.where(most, 0.9 * x, end) for end in (engine.rows.lower, engine.rows.upper))
    engine.rows = replace(engine.rows, lower=lower, upper=upper)
    assert engine.maximise(gain)
    assert engine.maximise(gain, 3.0 - float(gain @ engine.columns()))
    assert engine.last is not None
    found, unit = engine.last.outcome.measures, engine.last.form.unit
    assert found.value != found.dual
    apart = (found.value - found.dual) / unit
    assert 3.0 * found.gap == pytest.approx(apart, rel=1e-3)
    assert abs(apart) < 3e-8
