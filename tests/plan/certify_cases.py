"""Small cases and saved plans on which the certificate is tried."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from commonweal.case.build import join
from commonweal.case.case import Case
from commonweal.case.diffusion import Diffusion
from commonweal.case.programme import Programme, Technique
from commonweal.case.programme_targets import Target
from commonweal.case.research_table import ResearchRow
from commonweal.case.study import read_study
from commonweal.economy.economy import Economy
from commonweal.plan.build import build
from commonweal.plan.plan import write_solution
from commonweal.plan.solve import solve
from economies import small_meta, small_tables

STUDY = """
economy: ./not-read
years: 2021-2023
programme: none
targets: programme
needs: {housing: {may_fall: true}, care-of-people: {may_fall: true}}
pace: {up: 0.3, down: 0.5}
trade: {export_pace: 0.3, import_pace: 0.5, balance: 100}
limits: {co2e: 300}
floors: {food: 1.02, housing: {2021: 1.5}}
hours: {at_least: 1000}
continuation: {growth: 0.0}
"""
SPREAD = Diffusion(curve="logistic", speed=0.8, midpoint=2022.0, saturation=0.9)
TECHNIQUES = (
    Technique(
        name="tractors",
        title="Tractors that steer themselves",
        activity="farms",
        applies_to=0.8,
        available=2021,
        labour={"all": -0.2},
        inputs_relative={"grain": -0.05},
        assets_added={"equipment": 0.05},
        emissions_relative={"co2e": -0.1},
        one_off_inputs={"steel": 0.01},
        one_off_hours=0.02,
        ramp=0.05,
        diffusion=SPREAD,
    ),
    Technique(
        name="rolling",
        title="Rolling without pause",
        activity="mills",
        applies_to=1.0,
        available=2022,
        labour={"hands": -0.3, "clerks": 0.1},
        inputs_added={"care": 0.01},
        one_off_hours=0.1,
        ramp=0.1,
        diffusion=SPREAD,
    ),
)
PROGRAMME = Programme(
    name="made-by-hand",
    title="Two techniques",
    variant="central",
    techniques=TECHNIQUES,
    targets=(
        Target(name="spread", title="Spread", shares={2022: 0.3, 2023: 0.9}, reading="", source=""),
    ),
    sources={},
    research=tuple(
        ResearchRow(
            where="",
            technique=technique,
            labour=labour,
            first=first,
            last=last,
            hours={"central": hours},
            evidence="",
            source="",
            note="",
        )
        for technique, labour, first, last, hours in (
            ("tractors", "hands", 2021, 2021, 9000.0),
            ("tractors", "hands", 2022, None, 2000.0),
            ("rolling", "clerks", 2020, None, 1500.0),
        )
    ),
)
Tables = dict[str, pd.DataFrame]


def small_case(
    folder: Path,
    overrides: dict[str, str] | None = None,
    programme: Programme | None = PROGRAMME,
    tables: Callable[[Tables], None] | None = None,
    continued: bool = True,
) -> Case:
    """The small economy as a case, with the features asked for."""
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    study = read_study(folder / "study.yaml", overrides=overrides or {})
    parts = small_tables()
    if tables is not None:
        tables(parts)
    case = join(study, Economy.from_tables(small_meta(), parts), study.horizon, programme)
    return replace(case, wanted=replace(case.wanted, continued=continued))


def saved_plan(case: Case, folder: Path, solver: str = "auto") -> Path:
    """Solve a case and save it as a run folder."""
    write_solution(case, solve(build(case), solver), folder)
    return folder


def change(file: Path, edit: Callable[[np.ndarray], Any]) -> None:
    """Apply an edit to all cells of a saved table, zeros included."""
    table = pq.read_table(file)
    labels = json.loads(table.schema.metadata[b"labels"])
    frame = table.to_pandas()
    shape = tuple(len(found) for found in labels.values())
    values = np.zeros(shape)
    places = [pd.Index(labels[dim]).get_indexer(pd.Index(frame[dim])) for dim in labels]
    values[tuple(places)] = frame["value"].to_numpy() if shape else frame["value"].iloc[0]
    edited = edit(values)
    values = values if edited is None else np.asarray(edited)
    grid = np.indices(shape).reshape(len(shape), values.size)
    columns: dict[str, Any] = {dim: np.array(labels[dim])[grid[n]] for n, dim in enumerate(labels)}
    columns["value"] = values.ravel()
    columns["unit"] = [""] * values.size
    made = pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False)
    pq.write_table(made.replace_schema_metadata(table.schema.metadata), file)


def change_stages(folder: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    """Edit plan/stages.json."""
    file = folder / "plan" / "stages.json"
    about = json.loads(file.read_text(encoding="utf-8"))
    edit(about)
    file.write_text(json.dumps(about), encoding="utf-8")
