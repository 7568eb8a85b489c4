"""Small plans made by hand, for tests of what is told about a plan."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from commonweal.case.build import join
from commonweal.case.case import Case
from commonweal.case.diffusion import Diffusion
from commonweal.case.programme import Programme, Technique
from commonweal.case.programme_targets import Target
from commonweal.case.study import read_study
from commonweal.economy.economy import Economy
from commonweal.plan.build import build
from commonweal.plan.certificate import Certificate
from commonweal.plan.plan import Plan
from commonweal.plan.solve import solve
from economies import small_economy, small_meta, small_tables

STUDY = """
economy: ./not-read
title: A plan <made> by hand & tested
years: 2021-2023
programme: none
targets: programme
needs: {housing: {may_fall: true}, care-of-people: {may_fall: true}}
pace: {up: 0.3, down: 0.5}
trade: {export_pace: 0.3, import_pace: 0.5, balance: 100}
limits: {co2e: 245}
floors: {food: 1.02}
hours: {at_least: 1000}
continuation: {growth: 0.0}
sources: {continuation.growth: "assumption & <b>nothing else</b>"}
"""
PROGRAMME = Programme(
    name="made-by-hand",
    title="One technique",
    variant="central",
    techniques=(
        Technique(
            name="tractors",
            title="Tractors that steer themselves",
            activity="farms",
            applies_to=0.8,
            available=2021,
            labour={"all": -0.2},
            one_off_inputs={"steel": 0.01},
            one_off_hours=0.02,
            ramp=0.05,
            diffusion=Diffusion(curve="logistic", speed=0.8, midpoint=2022.0, saturation=0.9),
        ),
    ),
    targets=(
        Target(
            name="spread",
            title="Spread of tractors",
            shares={2022: 0.1, 2023: 0.95},
            reading="a share of work",
            source="made-up",
        ),
    ),
    sources={},
)
NO_CERTIFICATE = Certificate("optimal", 0.0, 0.0, 0.0, 0.0, {}, (), "none", False)


def made_case(folder: Path, programme: Programme | None = PROGRAMME, **overrides: str) -> Case:
    """The small economy as a case; overrides have dots written as double underscores."""
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    changed = {key.replace("__", "."): value for key, value in overrides.items()}
    study = read_study(folder / "study.yaml", overrides=changed)
    return join(study, small_economy(), study.horizon, programme)


def case_without(folder: Path, tables: tuple[str, ...], programme: Programme | None) -> Case:
    """The small economy without some of its tables, as a case."""
    (folder / "study.yaml").write_text(STUDY.replace("{co2e: 245}", "{}"), encoding="utf-8")
    study = read_study(folder / "study.yaml")
    kept = {name: table for name, table in small_tables().items() if name not in tables}
    return join(study, Economy.from_tables(small_meta(), kept), study.horizon, programme)


def made_plan(case: Case) -> Plan:
    """A solved case with a certificate that is made up."""
    solution = solve(build(case))
    value = solution.stages[-1].value
    residuals = {
        name: {"absolute": 1e-9, "relative": 2e-12, "where": ""}
        for name in solution.stages[-1].duals
    }
    certificate = replace(
        NO_CERTIFICATE,
        objective=value,
        bound=value + 1e-9,
        relative_gap=1e-9,
        worst_relative_residual=2e-12,
        residuals=residuals,
        solver=solution.solver,
    )
    return Plan(
        case=case,
        values=solution.values,
        stages=solution.stages,
        solver=solution.solver,
        size=solution.size,
        not_unique=solution.not_unique,
        certificate=certificate,
        seconds={},
    )
