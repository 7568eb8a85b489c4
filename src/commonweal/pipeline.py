"""The main job from a study's name to a published run: read, build, solve, certify, publish."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commonweal.case.build import build_case
from commonweal.case.files import read_case
from commonweal.case.hulten import hulten_table
from commonweal.case.programme import read_programme
from commonweal.case.study import Study, read_study
from commonweal.economy.tables import read_economy
from commonweal.errors import CertificateRefused, RunFolderError
from commonweal.plan.certificate import Certificate
from commonweal.plan.certify import certify
from commonweal.plan.headline import headline
from commonweal.plan.make import make_plan
from commonweal.plan.package import changed_files, foreign_record
from commonweal.plan.plan import Plan
from commonweal.plan.publish import publish
from commonweal.provenance import Timings
from commonweal.writing import refuse_unwritable


@dataclass(frozen=True)
class Run:
    """A published plan.

    Parameters
    ----------
    folder : the run folder
    plan : what was published
    """

    folder: Path
    plan: Plan

    def sentences(self) -> tuple[str, ...]:
        """What people get, in a few sentences."""
        return headline(self.plan).sentences

    def summary(self) -> dict[str, Any]:
        """Certificate and headline figures as plain values."""
        return {
            "run": str(self.folder),
            "certificate": self.plan.certificate.to_dict(),
            "headline": {
                number.name: {
                    "title": number.title,
                    "value": number.value if math.isfinite(number.value) else None,
                    "unit": number.unit,
                    "text": number.text,
                    "note": number.note,
                }
                for number in headline(self.plan).numbers
            },
            "seconds": dict(self.plan.seconds),
        }


def run_study(
    name_or_path: str,
    scenario: str | None = None,
    settings: Mapping[str, str] | None = None,
    solver: str | None = None,
    out: Path | None = None,
    progress: Callable[[str], Any] | None = None,
) -> Run:
    """Plan a study and publish the plan.

    Parameters
    ----------
    name_or_path : bundled name, study file or folder
    scenario, settings : changes of the study
    solver : overrides the study's
    out : run folder to make; ``runs/<study>[-<scenario>]`` by default
    progress : called with a sentence when a step begins

    Raises
    ------
    CommonwealError
        Bad input, an infeasible study, a solver that stopped, a refused certificate.
    """
    tell = progress or (lambda _: None)
    timings = Timings()
    tell("reading the study")
    changes = dict(settings or {})
    if solver is not None:
        changes["solver.name"] = solver
    study = read_study(name_or_path, scenario, changes)
    target = out or Path("runs") / "-".join(filter(None, (study.name, study.scenario)))
    # a folder that exists or cannot be made is refused before anything is computed
    refuse_unwritable(target, RunFolderError, "Name another run folder with --out")
    tell("reading the economy and the programme")
    with timings.step("case"):
        case = build_case(study)
    chosen = study.solver
    plan = make_plan(case, chosen.name, chosen.time_limit, tell, timings, chosen.arrays)
    tell("writing the report")
    return Run(publish(plan, study, target, extras(study), timings), plan)


def certify_run(folder: Path) -> Certificate:
    """Check a published plan again from its files alone, and that no file was changed.

    Parameters
    ----------
    folder : run folder

    Raises
    ------
    RunFolderError
        When the folder is no run folder, or a file that the check reads is missing or damaged.
    CertificateRefused
        When the plan fails the check, a file differs from the one published, or the record of the
        run belongs to another case.
    """
    changed = changed_files(folder)
    certificate = certify(folder)
    foreign = foreign_record(folder, read_case(folder / "inputs").hash)
    reasons = [*certificate.reasons, *changed, *foreign]
    if reasons:
        raise CertificateRefused(f"{folder}: refused\n  - " + "\n  - ".join(reasons))
    return certificate


def extras(study: Study) -> dict[str, Any]:
    """Further tables for the report: the Hulten sums of the programme beside published bounds."""
    path = study.programme_path
    if path is None:
        return {}
    economy = read_economy(study.economy_path)
    programme = read_programme(path, economy)
    years = [study.years[-1], study.years[-1] + 5]
    return {"hulten": hulten_table([programme], economy, years)}
