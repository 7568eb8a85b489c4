"""The small study as a bench on which closures are run, made once."""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.compare.cells import Bench
from commonweal.economy.tables import read_economy
from small_study import write_small_study


@functools.cache
def small_bench(months: int = 36) -> Bench:
    """The small economy from its accounts."""
    with tempfile.TemporaryDirectory() as place:
        study = read_study(write_small_study(Path(place) / "small"))
        return Bench(build_case(study), read_economy(study.economy_path), "accounts", months)
