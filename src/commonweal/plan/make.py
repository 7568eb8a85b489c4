"""From a case to a certified plan: build, solve, certify."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from commonweal.case.case import Case
from commonweal.errors import CertificateRefused, Problem, RunFolderError, StudyError, suggestion
from commonweal.plan.build import build
from commonweal.plan.certificate import Certificate
from commonweal.plan.certify import certify
from commonweal.plan.diagnose import explain_infeasible
from commonweal.plan.interior.arrays import arrays as by_name
from commonweal.plan.interior.engine import NAME as INTERIOR
from commonweal.plan.interior.libraries import KEY, OWN
from commonweal.plan.plan import Plan, write_solution
from commonweal.plan.programme import LinearProgramme
from commonweal.plan.solve import METHODS, NoPlanError, Solution, solve
from commonweal.provenance import Timings

Progress = Callable[[str], None]


def make_plan(
    case: Case,
    solver: str = "auto",
    time_limit: float = 600.0,
    progress: Progress | None = None,
    timings: Timings | None = None,
    arrays: str = OWN,
) -> Plan:
    """Build the programme of a case, solve its goals in order and certify the result.

    Parameters
    ----------
    case : from ``build_case``
    solver : auto, simplex, ipx, hipo or interior
    time_limit : seconds for all goals together
    progress : called with a sentence when a step begins
    timings : takes the seconds of each step
    arrays : numpy, cupy or jax, for the dense work of the interior point

    Returns
    -------
    Plan, certified

    Raises
    ------
    StudyError
        When there is no such solver or array library, or the library is not there.
    InfeasibleStudy
        When no plan meets every hard constraint; says which conflict and what would mend it.
    SolverStopped
        When the solver ends without a proven optimum.
    CertificateRefused
        When the independent check does not accept what the solver found.
    RunFolderError
        When the folder for temporary files, where the check reads the plan, cannot be written.
    """
    _refuse(solver, arrays)
    tell = progress or (lambda _: None)
    timings = timings or Timings()
    tell("building the programme")
    with timings.step("build"):
        programme = build(case)
    solution, certificate = _solved(programme, solver, time_limit, tell, timings, arrays)
    if not certificate.accepted and solver == "auto":
        # a basis that the interior point's crossover left inexact is solved again from scratch
        other = "ipx" if solution.solver == INTERIOR else "simplex"
        solution, certificate = _solved(programme, other, time_limit, tell, timings)
    return accepted(case, solution, certificate, timings.seconds)


def _refuse(solver: str, arrays: str) -> None:
    """Report everything that is wrong with the choice of a solver, before anything is built."""
    problems = []
    if solver not in METHODS:
        what = "there is no such solver"
        problems.append(Problem(f'solver "{solver}"', what, suggestion(solver, METHODS)))
    elif arrays != OWN and solver not in ("auto", "interior"):
        what = f'"{arrays}" is asked for, and only the interior point uses it, not {solver}'
        problems.append(Problem(KEY, what, f"Leave {KEY} out, or choose the solver interior."))
    try:
        by_name(arrays)
    except StudyError as error:
        problems += error.problems
    if problems:
        raise StudyError(problems)


def accepted(
    case: Case, solution: Solution, certificate: Certificate, seconds: dict[str, float]
) -> Plan:
    """A solution with its certificate as a plan.

    Raises
    ------
    CertificateRefused
        When the independent check did not accept it.
    """
    if not certificate.accepted:
        raise CertificateRefused(
            "the independent check refuses this plan; nothing was published:\n  - "
            + "\n  - ".join(certificate.reasons)
        )
    return Plan(
        case=case,
        values=solution.values,
        stages=solution.stages,
        solver=solution.solver,
        size=solution.size,
        not_unique=solution.not_unique,
        certificate=certificate,
        seconds=seconds,
    )


def _solved(
    programme: LinearProgramme,
    solver: str,
    time_limit: float,
    tell: Progress,
    timings: Timings,
    arrays: str = OWN,
) -> tuple[Solution, Certificate]:
    """Solve, write the solution to a folder of its own and certify it from there."""
    try:
        with timings.step("solve"):
            solution = solve(programme, solver, time_limit, tell, arrays)
    except NoPlanError as error:
        tell("no plan exists: looking for the reasons")
        raise explain_infeasible(error) from error
    tell("certifying")
    with timings.step("certify"):
        return solution, certified(programme.case, solution)


def certified(case: Case, solution: Solution) -> Certificate:
    """Write a solution to a folder of its own and check it from there.

    Raises
    ------
    RunFolderError
        When the folder for temporary files cannot be written.
    """
    try:
        with tempfile.TemporaryDirectory() as folder:
            write_solution(case, solution, Path(folder))
            return certify(Path(folder))
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        fix = "The check needs some megabytes there; make room, or name another folder in TMPDIR."
        where = f"the folder for temporary files, {tempfile.gettempdir()}"
        raise RunFolderError([Problem(where, what, fix)]) from error
