"""A simulation as it is asked for: a study, an owner, a closure, a start and a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from commonweal.case.build import build_case
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.economy.tables import read_economy
from commonweal.errors import Problems, StudyError, suggestion
from commonweal.market.case_start import start_of_case
from commonweal.market.parameters import public_share, read_closure
from commonweal.market.run import Run, simulate
from commonweal.market.system import MONTHS

STARTS = ("stationary", "accounts")
LONGEST = 2400  # months; assumption: nobody means to look further ahead than two centuries


@dataclass(frozen=True, kw_only=True)
class Request:
    """What to simulate.

    Parameters
    ----------
    study : bundled name, file or folder
    scenario, settings : changes of the study
    ownership : private, mixed, public, or the public share from 0 to 1
    closure : parameters by name; the rest as by default
    months : how long; at least a year
    start : ``accounts`` or ``stationary``
    """

    study: str
    scenario: str | None = None
    settings: Mapping[str, str] | None = None
    ownership: str = "private"
    closure: Mapping[str, Any] | None = None
    months: int = 120
    start: str = "accounts"


@dataclass(frozen=True)
class Simulation:
    """A run with the request and the case that it was made from."""

    request: Request
    case: Case
    run: Run


def simulate_study(request: Request, tell: Callable[[str], Any] = lambda _: None) -> Simulation:
    """Run the market of a study.

    Parameters
    ----------
    tell : called with a sentence when a step begins

    Raises
    ------
    StudyError
        with everything that is wrong with the request
    CommonwealError
        bad input of the study or its economy, or an identity that does not hold
    """
    values = _checked(request)
    tell("reading the study")
    study = read_study(request.study, request.scenario, dict(request.settings or {}))
    economy = read_economy(study.economy_path)
    case = build_case(study)
    tell("setting the start")
    market, state = start_of_case(case, economy, read_closure(values), request.start)
    tell(f"simulating {request.months} months")
    return Simulation(request, case, simulate(market, state, request.months))


def _checked(request: Request) -> dict[str, Any]:
    """The closure's values; every problem of the request in one report."""
    problems = Problems()
    values = dict(request.closure or {})
    if "public_share" in values:
        fix = "Give the share as ownership"
        problems.add("closure.public_share", "ownership is given twice", fix)
    try:
        values["public_share"] = public_share(request.ownership)
    except StudyError as error:
        problems.extend(error.problems)
        values["public_share"] = 0.0
    try:
        read_closure(values)
    except StudyError as error:
        problems.extend(error.problems)
    if request.start not in STARTS:
        problems.add("start", f'no start "{request.start}"', suggestion(request.start, STARTS))
    if not MONTHS <= request.months <= LONGEST:
        what = f"{request.months} months"
        problems.add("months", what, f"Give {MONTHS} to {LONGEST}")
    problems.raise_if_any(StudyError)
    return values
