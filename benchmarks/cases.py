"""Cases of the benchmark of solvers: bundled studies, and detailed tables of the United States.

The detail table of BEA has neither hours nor assets. A thin adapter adds both, so that the plan has
the size and the shape of a real one; its figures mean nothing.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import pandas as pd

from commonweal.case.build import build_case, join
from commonweal.case.case import Case
from commonweal.case.diffusion import Diffusion
from commonweal.case.programme import Programme, Technique
from commonweal.case.study import read_study
from commonweal.economy.economy import Economy
from commonweal.economy.importers.bea import read_bea
from commonweal.economy.transform.aggregate import aggregate
from commonweal.economy.transform.concordance import Concordance

WAGE = 40.0  # assumption: USD of compensation in an hour
WEAR = 0.08  # assumption: share of the assets that wears out in a year
HELPS = "518200"  # data processing and hosting: what every made-up technique of AI uses
STUDY = """
economy: ./not-read
years: {first}-{last}
programme: none
start: {{growth: 0.0}}
needs: default
pace: {{up: 0.07, down: 0.05, needs: 0.05}}
trade: {{export_pace: 0.03, import_pace: 0.03}}
hours: {{at_least: 1200, free_time_weight: 1.0}}
welfare: {{discount: 0.97, step: 0.02}}
continuation: {{growth: 0.0}}
goals: [welfare]
"""


def case_of(name: str, data: Path) -> Case:
    """A case by its name: a study, ``study/scenario``, ``usa-detail[-ai]:years[:products]``."""
    if not name.startswith("usa-detail"):
        study, _, scenario = name.partition("/")
        return build_case(read_study(study, scenario or None))
    kind, _, size = name.partition(":")
    years, _, products = size.partition(":")
    few = int(products) if products else None
    return usa_detail(data, int(years), few, helped=kind.endswith("-ai"))


def usa_detail(
    data: Path, years: int, products: int | None = None, *, helped: bool = False
) -> Case:
    """The detail table of 2017, planned for so many years with two techniques per activity.

    With ``products``, neighbours of the classification are put together until so many are left;
    activities likewise. With ``helped`` there are four: each of the two also with a technique of
    AI, which new plant can have and old plant can be given.
    """
    economy = read_bea(data / "usa-bea-detail-2017", {}).economy
    if products is not None:
        economy = aggregate(
            economy,
            {
                "products": _groups(list(economy.products.index), products),
                "activities": _groups(list(economy.activities.index), products),
            },
        )
    tables = {name: frame.copy() for name, frame in economy.tables().items()}
    whole = Economy.from_tables(economy.meta, _with_work_and_assets(tables))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.yaml"
        path.write_text(STUDY.format(first=2018, last=2017 + years), encoding="utf-8")
        study = read_study(path)
    return join(study, whole, study.horizon, _helped(whole) if helped else None)


def _helped(economy: Economy) -> Programme:
    """One made-up technique for every activity: fewer hours, some more of one service."""
    uses = HELPS if HELPS in economy.products.index else str(economy.products.index[-1])
    spread = np.linspace(0.5, 1.5, len(economy.activities))
    techniques = tuple(
        Technique(
            name=f"ai-{activity}",
            title=f"AI in {activity}",
            activity=str(activity),
            applies_to=1.0,
            available=2018,
            labour={"all": -0.2 * part},
            inputs_added={uses: 0.004},
            one_off_inputs={uses: 0.01},
            diffusion=Diffusion(curve="bass", p=0.03, speed=0.38, launch=2015),
        )
        for activity, part in zip(economy.activities.index, spread, strict=True)
    )
    return Programme(
        name="made-up",
        title="Made-up techniques",
        variant="central",
        techniques=techniques,
        targets=(),
        sources={},
    )


def _groups(labels: list[str], count: int) -> Concordance:
    """Labels in order put into so many groups of nearly equal size."""
    places = np.arange(len(labels)) * count // len(labels)
    return Concordance(
        {label: f"g{place:04d}" for label, place in zip(labels, places, strict=True)}
    )


def _with_work_and_assets(tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    supply, paid = tables["supply"], tables["value_added"]
    level = supply.sum(axis=0)
    share = paid.loc[[row for row in paid.index if "compens" in row]].sum(axis=0) / level
    hours = level * np.maximum(share, 0.02) * 1e6 / WAGE
    roles = tables["categories"]["role"]
    invested = tables["final_use"].loc[:, roles[roles == "investment"].index].sum(axis=1).clip(0)
    composition = invested / invested.sum()
    capital = level / level.sum() * invested.sum() / WEAR
    return tables | {
        "labour_types": pd.DataFrame(
            {
                "name": ["Workers"],
                "unit": ["h"],
                "workers": [float(hours.sum()) / 1780.0],
                "hours_per_worker": [1780.0],
            },
            index=["workers"],
        ),
        "labour": pd.DataFrame([hours.to_numpy()], index=["workers"], columns=supply.columns),
        "assets": pd.DataFrame(
            {"name": ["Plant"], "unit": ["million USD2017"], "depreciation": [WEAR]},
            index=["plant"],
        ),
        "capital": pd.DataFrame([capital.to_numpy()], index=["plant"], columns=supply.columns),
        "asset_composition": pd.DataFrame({"plant": composition.to_numpy()}, index=supply.index),
        "modern": pd.DataFrame(
            {
                "hours_ratio": 0.8,
                "hours_ratio_low": 0.7,
                "hours_ratio_high": 0.9,
                "assets_ratio": 1.0,
                "assets_ratio_low": 0.9,
                "assets_ratio_high": 1.1,
            },
            index=supply.columns,
        ),
    }
