"""Publishing a plan: an immutable run folder, written whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from commonweal.case.study import Study
from commonweal.compare.indicators import indicators
from commonweal.errors import CertificateRefused, RunFolderError
from commonweal.plan.certify import certify
from commonweal.plan.package import describe
from commonweal.plan.plan import Plan, write_solution
from commonweal.provenance import Timings, record, record_text
from commonweal.report.html import write_report
from commonweal.report.xlsx import write_workbook
from commonweal.writing import new_path


def publish(
    plan: Plan,
    study: Study,
    out: Path | str,
    extras: dict[str, Any] | None = None,
    timings: Timings | None = None,
) -> Path:
    """Write the run folder of a plan and give its path.

    run.json, study.yaml, inputs/, plan/, datapackage.json, certificate.json, indicators.csv,
    report.html, plan.xlsx. The certificate is computed once more from the files as written; a
    folder whose certificate is refused does not come into being.

    Parameters
    ----------
    plan : certified
    study : as used, scenario and settings merged in
    out : folder that must not exist yet; folders above it are made
    extras : further tables for the report, such as the Hulten sums of the programme
    timings : steps so far, carried on into run.json

    Raises
    ------
    RunFolderError
        When the folder exists or cannot be written.
    CertificateRefused
        When the files as written do not certify.
    """
    target = Path(out)
    timings = timings or Timings()
    with new_path(target, RunFolderError) as folder:
        folder.mkdir()
        with timings.step("write"):
            _write_tables(plan, study, folder)
        with timings.step("report"):
            write_report(plan, folder / "report.html", extras or {})
            write_workbook(plan, folder / "plan.xlsx")
        _write_json(folder / "datapackage.json", describe(folder, plan))
        made_from = {
            "case": plan.case.hash,
            "economy": plan.case.about["economy_hash"],
            "study": plan.case.about["study_hash"],
        }
        content = record(study, hashes=made_from, timings=timings)
        (folder / "run.json").write_text(record_text(content), encoding="utf-8")
    return target


def _write_tables(plan: Plan, study: Study, folder: Path) -> None:
    write_solution(plan.case, plan, folder)
    certificate = certify(folder)
    if not certificate.accepted:
        raise CertificateRefused(
            "the files as written do not certify:\n  - " + "\n  - ".join(certificate.reasons)
        )
    _write_json(folder / "certificate.json", certificate.to_dict())
    (folder / "study.yaml").write_text(study.to_yaml(), encoding="utf-8")
    indicators(plan).to_csv(folder / "indicators.csv", index=False, lineterminator="\n")


def _write_json(path: Path, content: Any) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True, allow_nan=False)
    path.write_text(text + "\n", encoding="utf-8")
