"""Section 3.5 of the design: one automation shock under 48 closures, and what moves the result.

Two pricings, three wage rules, two propensities of owners, two rents and two responses of
investment to use; figures after twenty years over those of the start.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from commonweal.market.parameters import Closure
from commonweal.market.run import simulate
from commonweal.market.start import stationary_start
from commonweal.market.system import System
from market.systems import small_system

YEARS = 20
PROFIT = 0.10  # of the start, as in the trial
AXES: dict[str, list[dict[str, Any]]] = {
    "pricing": [{"price_rule": "tatonnement"}, {"price_rule": "target_return"}],
    "wages": [{"wage_rule": rule} for rule in ("fixed", "indexed", "real")],
    "owners": [{"owners_of_income": share} for share in (0.4, 0.7)],
    "rent": [{"licence_share": share} for share in (0.0, 0.6)],
    "use": [{"use_response": gamma} for gamma in (0.05, 0.10)],
}
#: As far as the closure goes, an economy without a state: nobody pays a dole, and all money is lent
#: to firms.
STATELESS = {
    "dole": 0.0,
    "money_from_credit": 1.0,
    "leverage_limit": 0.9,
    "public_leverage_limit": 0.9,
}


@dataclass(frozen=True)
class Setting:
    """One way of running the 48 cells.

    Parameters
    ----------
    label : in words, what is changed
    values : of the closure in every cell
    deepening : plant of the new technique over that of the old
    digital : what the new technique takes more of the last but one product, per unit
    axes : changes of single axes
    """

    label: str
    values: Mapping[str, Any]
    deepening: float = 1.1
    digital: float = 0.02
    axes: Mapping[str, list[dict[str, Any]]] | None = None


def shocked(setting: Setting, seed: int = 1) -> System:
    """Five sectors; from the second year plant with 30 % fewer hours, more plant and more data."""
    system = small_system(seed=seed, new=True, build=6, deepening=setting.deepening)
    inputs = system.inputs.copy()
    inputs[-2, 1::2] += setting.digital
    return replace(system, inputs=inputs)


def cells(setting: Setting) -> list[dict[str, float]]:
    """Figures of the 48 cells, over those of the start; the rate of profit as it is."""
    system = shocked(setting)
    found = []
    for levels in product(*{**AXES, **(setting.axes or {})}.values()):
        values = dict(setting.values)
        for level in levels:
            values |= level
        closure = Closure.model_validate(values)
        run = simulate(*stationary_start(system, closure, profit_rate=PROFIT), 12 * YEARS)
        record = run.record
        year = slice(max(record.months - 12, 0), record.months)
        share = record["wages"] / (
            record["wages"] + record["profit"] + record["licence"] + record["interest"]
        )
        found.append(
            {
                "rent": float(closure.licence_share),
                "ended": float(bool(run.ended)),
                "employment": float(record["employment"][year].mean() / record["employment"][0]),
                "consumption": float(
                    record["workers_consumption"][year].mean() / record["workers_consumption"][0]
                ),
                "rate": float(record["profit_rate"][year].mean()),
                "share": float(share[year].mean()),
                "share before": float(share[0]),
                "output": float(record["output"][year].mean() / record["output"][0]),
            }
        )
    return found


def summary(found: list[dict[str, float]]) -> dict[str, str]:
    """Ranges, shares of cells on the wrong side of the start, and pairs that differ in the rent."""
    column = {name: np.array([cell[name] for cell in found]) for name in found[0]}
    rent = column["rent"] > 0
    lower = {
        name: int((column[name][rent] < column[name][~rent] * (1.0 - 1e-9)).sum())
        for name in ("employment", "consumption", "rate", "output")
    }
    mean = {
        name: float((column[name][rent] - column[name][~rent]).mean())
        for name in ("employment", "consumption", "rate", "output")
    }

    def span(name: str) -> str:
        return f"{column[name].min():.2f} to {column[name].max():.2f}"

    return {
        "employment": span("employment"),
        "employment below the start": f"{(column['employment'] < 1 - 1e-9).mean():.0%}",
        "consumption of workers": span("consumption"),
        "consumption below the start": f"{(column['consumption'] < 1 - 1e-9).mean():.0%}",
        "rate of profit": f"{column['rate'].min():.3f} to {column['rate'].max():.3f}",
        "rate below the start": f"{(column['rate'] < PROFIT - 1e-9).mean():.0%}",
        "share of wages": f"{span('share')} (start {column['share before'][0]:.2f})",
        "share of wages lower": f"{(column['share'] < column['share before']).mean():.0%}",
        "output": span("output"),
        **{
            f"rent lowers {name}": f"{lower[name]}/24, mean {mean[name]:+.3f}"
            for name in ("employment", "consumption", "rate", "output")
        },
        "cells that ended early": f"{int(column['ended'].sum())}",
    }
