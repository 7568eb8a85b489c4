"""From a case to a certified plan, and every way in which there is none."""

from __future__ import annotations

import errno
from dataclasses import replace
from typing import Any

import pytest

from commonweal.errors import CertificateRefused, RunFolderError, SolverStopped, StudyError
from commonweal.plan.make import make_plan
from commonweal.provenance import Timings
from small_study import small_plan


def test_steps_are_told_and_timed() -> None:
    """Proves: building, solving and certifying are told in this order, each with its seconds, and
    the plan carries an accepted certificate."""
    told: list[str] = []
    timings = Timings()
    plan = make_plan(small_plan()[0].case, progress=told.append, timings=timings)
    assert told[0] == "building the programme"
    assert told[-1] == "certifying"
    assert list(timings.seconds) == ["build", "solve", "certify"]
    assert plan.seconds == timings.seconds
    assert plan.certificate.accepted


@pytest.mark.parametrize("solver", ["simplex", "ipx"])
def test_solvers_agree(solver: str) -> None:
    """Proves: another method reaches the same value to the tolerance of the certificate."""
    plan, _ = small_plan()
    other = make_plan(plan.case, solver)
    assert other.objective == pytest.approx(plan.objective, rel=1e-6)
    assert solver in other.solver


def test_an_unknown_solver_is_refused_before_building() -> None:
    """Proves: a solver that does not exist is a report that names the nearest; a KeyError after the
    programme was built would say less, later."""
    told: list[str] = []
    with pytest.raises(StudyError, match='Did you mean "simplex"'):
        make_plan(small_plan()[0].case, "simplx", progress=told.append)
    assert told == []


def test_a_refused_certificate_is_no_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: what the check refuses is solved once more by simplex, and raises with its reasons
    when that is refused too; it is never returned."""
    plan, _ = small_plan()
    methods: list[str] = []

    def refused(*_: Any) -> Any:
        return replace(plan.certificate, status="refused", reasons=("made up",))

    def told(text: str) -> None:
        if text == "certifying":
            methods.append(text)

    monkeypatch.setattr("commonweal.plan.make.certify", refused)
    with pytest.raises(CertificateRefused, match="made up"):
        make_plan(plan.case, progress=told)
    assert len(methods) == 2


def test_an_inexact_basis_is_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: a plan of the interior point that is refused is solved by simplex from scratch, and
    that one is the result."""
    plan, _ = small_plan()
    verdicts = iter([replace(plan.certificate, status="refused"), plan.certificate])
    monkeypatch.setattr("commonweal.plan.make.certify", lambda _: next(verdicts))
    again = make_plan(plan.case)
    assert "simplex" in again.solver
    assert again.objective == pytest.approx(plan.objective, rel=1e-6)


def test_a_time_limit_is_no_plan() -> None:
    """Proves: a limit that is reached raises; what was found so far is not returned."""
    with pytest.raises(SolverStopped):
        make_plan(small_plan()[0].case, time_limit=1e-6)


def test_a_full_disk_under_the_check_is_a_report(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: no room for the files that the check reads is a report with the remedy."""

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("commonweal.plan.make.write_solution", full)
    with pytest.raises(RunFolderError, match="No space left"):
        make_plan(small_plan()[0].case)
