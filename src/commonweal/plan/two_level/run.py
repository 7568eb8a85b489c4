"""From a specification to a published plan, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonweal.errors import RunFolderError, StudyError
from commonweal.plan.two_level.certify import LargeCertificate
from commonweal.plan.two_level.generate import Spec
from commonweal.plan.two_level.generated import generated
from commonweal.plan.two_level.method import Outcome, Settings, plan_large
from commonweal.plan.two_level.publish import publish_large
from commonweal.plan.two_level.spread import spread_over
from commonweal.provenance import Timings
from commonweal.writing import refuse_unwritable

FINEST_GAP = 1e-8  # assumption: below it the margins against rounding would take it up


@dataclass(frozen=True)
class LargeRequest:
    """What a user asks for.

    Parameters
    ----------
    spec : of the economy
    gap : to be reached
    out : folder to make
    state : file in which an interrupted run is taken up
    threads : of this process
    scheduler : address of a Dask scheduler, in place of threads
    """

    spec: Spec
    gap: float
    out: Path
    state: Path | None = None
    threads: int = 2
    scheduler: str | None = None


@dataclass(frozen=True)
class LargeRun:
    """A published plan."""

    request: LargeRequest
    outcome: Outcome
    certificate: LargeCertificate
    timings: Timings

    def sentences(self) -> list[str]:
        """What came out."""
        spec, found = self.request.spec, self.certificate
        over = "" if spec.years == 1 else f", over {spec.years} years"
        return [
            f"{spec.products:,} products, {spec.inputs} inputs each, {spec.techniques} techniques, "
            f"seed {spec.seed}{over}: planned in {len(self.outcome.history)} rounds.",
            f"The plan reaches {found.value:.8g}; no plan reaches more than {found.bound:.8g}: "
            f"a gap of {100 * found.gap:.2g} %.",
            "An independent check finds every balance met, nothing scarce overdrawn, and no "
            "process that earns at the prices of the bound.",
        ]


def run_large(request: LargeRequest, tell: Callable[[str], Any]) -> LargeRun:
    """Generate, plan, check, publish.

    Raises
    ------
    StudyError
        when what is asked for cannot be
    RunFolderError
        when the folder exists or cannot be written
    """
    problems = request.spec.problems()
    if not FINEST_GAP <= request.gap < 1:
        fix = f"Give a gap from {FINEST_GAP:g} to below 1"
        problems.add("--gap", f"is {request.gap:g}", fix)
    if request.threads < 1:
        problems.add("--threads", f"is {request.threads}", "Give 1 or more")
    problems.raise_if_any(StudyError)
    refuse_unwritable(request.out, RunFolderError)
    timings, settings = Timings(), Settings(gap=request.gap)
    with spread_over(request.threads, request.scheduler) as spread:
        with timings.step("generate"):
            tell("making the economy")
            economy, blocks = generated(request.spec, spread)
        with timings.step("plan"):
            outcome = plan_large(economy, spread, settings, request.state, tell, blocks)
    tell("writing and checking")
    _, certificate = publish_large(outcome, economy, request.spec, settings, request.out, timings)
    return LargeRun(request, outcome, certificate, timings)
