"""A comparison as the command line asks for it, with the folders that it will write to."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from commonweal.compare.comparison import CompareRequest
from commonweal.compare.grid import BUNDLED
from commonweal.errors import RunFolderError
from commonweal.writing import refuse_unwritable


def asked(
    study: str,
    scenario: str | None,
    settings: Mapping[str, str],
    quick: bool,
    start: str,
    grid: Path | None,
    workers: int,
    scheduler: str | None,
    out: Path | None,
) -> tuple[CompareRequest, Path]:
    """The request, and the folder to be made.

    Results of closures are kept beside that folder, under its name with a full stop before it and
    ``.closures`` after it, until it is published: a run that was interrupted goes on from there.

    Raises
    ------
    RunFolderError
        where the folder exists or cannot be made
    """
    name = Path(study).stem or "study"
    target = out or Path("runs") / "-".join(filter(None, (name, scenario, "compared")))
    refuse_unwritable(target, RunFolderError, "Name another folder with --out")
    request = CompareRequest(
        study=study,
        scenario=scenario,
        settings=settings,
        grid=grid or BUNDLED,
        start=start,
        quick=quick,
        workers=workers,
        scheduler=scheduler,
        cells=target.parent / f".{target.name}.closures",
    )
    return request, target
