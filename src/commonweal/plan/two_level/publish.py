"""The folder of a large plan: written whole or not at all, and checked again from its files.

levels.parquet (year, product, process, level), prices.parquet (year, product, price), uses.csv,
scarce.csv, history.csv, economy.json (the specification, from which the economy is made again),
certificate.json, run.json
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from commonweal.errors import CertificateRefused, CommonwealError, Problem, RunFolderError
from commonweal.plan.two_level.certify import LargeCertificate, certify_large
from commonweal.plan.two_level.economy import Array, LargeEconomy
from commonweal.plan.two_level.generate import Spec
from commonweal.plan.two_level.generated import generated
from commonweal.plan.two_level.method import Outcome, Settings
from commonweal.plan.two_level.spread import spread_over
from commonweal.provenance import Timings, installation, record_text
from commonweal.writing import new_path

SPECIFICATION = "economy.json"
TABLES = ("levels.parquet", "prices.parquet", "uses.csv", "scarce.csv")
HISTORY = ("round", "bound", "value", "gap", "sweeps")  # without what a clock says


def is_large(folder: Path) -> bool:
    """Whether a run folder holds a plan of a generated economy."""
    return (folder / SPECIFICATION).is_file()


def publish_large(
    outcome: Outcome,
    economy: LargeEconomy,
    spec: Spec,
    settings: Settings,
    out: Path,
    timings: Timings,
) -> tuple[Path, LargeCertificate]:
    """Write the folder, check what was written, and only then let it come into being.

    Parameters
    ----------
    outcome : of ``plan_large``
    economy, spec, settings : that it was made of
    out : folder that must not exist yet
    timings : seconds of the steps so far

    Raises
    ------
    RunFolderError
        when the folder exists or cannot be written
    CertificateRefused
        when the files as written do not certify
    """
    plan = outcome.plan
    with new_path(out, RunFolderError) as folder:
        folder.mkdir()
        with timings.step("write"):
            _tables(plan.levels, plan.prices, economy, folder)
            uses = pd.DataFrame({"use": economy.uses.names, "year": economy.uses.year + 1})
            uses.assign(level=plan.uses).to_csv(folder / "uses.csv", index=False)
            _scarce(plan.worth, economy).to_csv(folder / "scarce.csv", index=False)
            history = pd.DataFrame(list(outcome.history), columns=list(HISTORY))
            history.astype({"round": int, "sweeps": int}).to_csv(
                folder / "history.csv", index=False
            )
            about = {"spec": asdict(spec), "gap": settings.gap}
            _write(folder / SPECIFICATION, about)
        with timings.step("certify"):
            found = _judge(economy, folder, settings.gap)
        if not found.accepted:
            raise CertificateRefused(
                "the files as written do not certify:\n  - " + "\n  - ".join(found.reasons)
            )
        _write(folder / "certificate.json", found.to_dict())
        made_from = {**about, "economy": economy.key(), "installation": installation()}
        rounds = [round(line["seconds"], 3) for line in outcome.history]
        this_run = {"seconds": timings.seconds, "seconds_after_rounds": rounds}
        _write(folder / "run.json", {"made_from": made_from, "this_run": this_run})
    return out, found


def certify_folder(folder: Path) -> LargeCertificate:
    """Check a published plan again: the economy made anew from its specification.

    Raises
    ------
    RunFolderError
        when files are missing or damaged
    CertificateRefused
        when the plan does not hold
    """
    try:
        about = json.loads((folder / SPECIFICATION).read_text(encoding="utf-8"))
        spec, gap = Spec(**about["spec"]), float(about["gap"])
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise _damaged(folder / SPECIFICATION, error) from error
    with spread_over() as spread:
        economy, _ = generated(spec, spread)
    found = _judge(economy, folder, gap)
    if not found.accepted:
        raise CertificateRefused("the plan does not hold:\n  - " + "\n  - ".join(found.reasons))
    return found


def _judge(economy: LargeEconomy, folder: Path, gap: float) -> LargeCertificate:
    tables: dict[str, pd.DataFrame] = {}
    for name in TABLES:
        try:
            if name.endswith(".parquet"):
                tables[name] = pd.read_parquet(folder / name)
            else:  # to the last digit
                tables[name] = pd.read_csv(folder / name, dtype=str)
        except (OSError, ValueError) as error:
            raise _damaged(folder / name, error) from error
    years = economy.years
    try:
        return certify_large(
            economy,
            tables["levels.parquet"]["level"].to_numpy().reshape(years, -1),
            tables["uses.csv"]["level"].to_numpy(dtype=np.float64),
            tables["scarce.csv"]["price"].to_numpy(dtype=np.float64).reshape(years, -1),
            tables["prices.parquet"]["price"].to_numpy().reshape(years, economy.products),
            gap,
        )
    except (ValueError, KeyError, IndexError) as error:
        raise _damaged(folder, error) from error


def _damaged(path: Path, error: Exception) -> CommonwealError:
    what = f"is missing or damaged ({error})"
    return RunFolderError([Problem(str(path), what, "Publish the plan anew")])


def _tables(levels: Array, prices: Array, economy: LargeEconomy, folder: Path) -> None:
    """Levels and prices, a row for each process and product of each year."""
    begin = np.concatenate([np.diff(source.make().begin) for source in economy.sources])
    product = np.repeat(np.arange(economy.products, dtype=np.int32), begin)
    first = np.repeat(np.cumsum(begin) - begin, begin)
    process = (np.arange(len(product)) - first + 1).astype(np.uint8)
    years = len(levels)
    frame = pd.DataFrame(
        {
            "year": np.repeat(np.arange(1, years + 1, dtype=np.uint8), len(product)),
            "product": np.tile(product, years),
            "process": np.tile(process, years),
            "level": levels.ravel(),
        }
    )
    frame.to_parquet(folder / "levels.parquet", index=False)
    frame = pd.DataFrame(
        {
            "year": np.repeat(np.arange(1, years + 1, dtype=np.uint8), economy.products),
            "product": np.tile(np.arange(economy.products, dtype=np.int32), years),
            "price": prices.ravel(),
        }
    )
    frame.to_parquet(folder / "prices.parquet", index=False)


def _scarce(worth: Array, economy: LargeEconomy) -> pd.DataFrame:
    years, things = worth.shape
    return pd.DataFrame(
        {
            "year": np.repeat(np.arange(1, years + 1), things),
            "thing": list(economy.things) * years,
            "limit": economy.limits.ravel(),
            "price": worth.ravel(),
        }
    )


def _write(path: Path, content: Mapping[str, Any]) -> None:
    path.write_text(record_text(content), encoding="utf-8")
