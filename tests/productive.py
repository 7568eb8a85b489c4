"""Economies made by hypothesis whose accounts balance and whose technology is productive."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from commonweal.case.build import join
from commonweal.case.case import Case
from commonweal.case.study import read_study
from commonweal.economy.economy import Economy
from commonweal.economy.meta import EconomyMeta

STUDY = """
economy: ./not-read
years: 2021-2022
programme: none
start: {growth: 0.0}
needs: default
pace: {up: 0.3, down: 0.5}
trade: {export_pace: 0.2, import_pace: 0.2}
hours: {at_least: 500}
continuation: {growth: 0.0}
goals: [welfare]
"""
WEAR = 0.1


@st.composite
def productive_economies(draw: st.DrawFn) -> Economy:
    """Two to four products; the first one builds, is exported and pays for imports of the last.

    With A inputs per unit, k assets per unit and d their wear: x = A x + e_1 d k x + y + e - m.
    Column sums of A stay below 0.6 and of d k at 0.3, so that x is positive.
    """
    count = draw(st.integers(2, 4))
    cell = st.integers(0, 3)
    inputs = np.array([[draw(cell) for _ in range(count)] for _ in range(count)]) / 20
    assets = np.array([draw(st.integers(2, 6)) for _ in range(count)]) / 2
    hours = np.array([draw(st.integers(1, 9)) for _ in range(count)], dtype=float)
    eaten = np.array([draw(st.integers(5, 20)) for _ in range(count)], dtype=float)
    traded = draw(st.integers(0, 2)) / 10 * eaten[-1]
    exported, imported = np.zeros(count), np.zeros(count)
    exported[0], imported[-1] = traded, traded
    building = np.zeros((count, count))
    building[0] = WEAR * assets
    level = np.linalg.solve(np.eye(count) - inputs - building, eaten + exported - imported)
    products = [f"p{n}" for n in range(count)]
    return Economy.from_tables(
        _meta(), _tables(products, inputs, assets, hours, level, eaten, exported, imported)
    )


def _meta() -> EconomyMeta:
    return EconomyMeta(
        name="made",
        title="Made by hypothesis",
        year=2020,
        country="Nowhere",
        currency="million CNY2020",
        population=100.0,
        source="generated",
        licence="CC0-1.0",
    )


def _tables(
    products: list[str],
    inputs: np.ndarray,
    assets: np.ndarray,
    hours: np.ndarray,
    level: np.ndarray,
    eaten: np.ndarray,
    exported: np.ndarray,
    imported: np.ndarray,
) -> dict[str, pd.DataFrame]:
    activities = [p.replace("p", "a") for p in products]
    built = np.zeros(len(products))
    built[0] = WEAR * float(assets @ level)
    worked = hours * level
    return {
        "products": pd.DataFrame({"name": products, "unit": "kt"}, index=products),
        "activities": pd.DataFrame({"name": activities}, index=activities),
        "supply": pd.DataFrame(np.diag(level), index=products, columns=activities),
        "use": pd.DataFrame(inputs * level, index=products, columns=activities),
        "categories": pd.DataFrame(
            {"name": ["H", "I", "E"], "role": ["household", "investment", "exports"]},
            index=["households", "investment", "exports"],
        ),
        "final_use": pd.DataFrame(
            {"households": eaten, "investment": built, "exports": exported}, index=products
        ),
        "imports": pd.DataFrame({"total": imported}, index=products),
        "labour_types": pd.DataFrame(
            {
                "name": ["Workers"],
                "unit": ["h"],
                "workers": [float(worked.sum()) / 2000],
                "hours_per_worker": [2000.0],
            },
            index=["workers"],
        ),
        "labour": pd.DataFrame([worked], index=["workers"], columns=activities),
        "assets": pd.DataFrame(
            {"name": ["Plant"], "unit": ["kt"], "depreciation": [WEAR]}, index=["plant"]
        ),
        "capital": pd.DataFrame([assets * level], index=["plant"], columns=activities),
        "asset_composition": pd.DataFrame(
            {"plant": [1.0] + [0.0] * (len(products) - 1)}, index=products
        ),
        "modern": pd.DataFrame(
            {
                "hours_ratio": 0.8,
                "hours_ratio_low": 0.7,
                "hours_ratio_high": 0.9,
                "assets_ratio": 1.0,
                "assets_ratio_low": 0.9,
                "assets_ratio_high": 1.1,
            },
            index=activities,
        ),
    }


def planned(economy: Economy, folder: Path, **overrides: str) -> Case:
    """The economy as a case of two years."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "study.yaml").write_text(STUDY, encoding="utf-8")
    study = read_study(folder / "study.yaml", overrides=overrides)
    return join(study, economy, study.horizon, None)
