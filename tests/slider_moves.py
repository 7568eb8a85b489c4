"""Moves of sliders on the random economies by hand, seeded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from tiny import Tiny


def moved(economy: Tiny, rng: np.random.Generator) -> Tiny:
    """The economy with one or two sliders elsewhere: those that a workbench has."""
    for _ in range(int(rng.integers(1, 3))):
        options = _options(economy, rng)
        name = str(rng.choice(sorted(options)))
        economy = replace(economy, **options[name])
    return economy


def _options(economy: Tiny, rng: np.random.Generator) -> dict[str, dict[str, Any]]:
    near = float(rng.uniform(0.8, 1.2))
    found: dict[str, dict[str, Any]] = {
        "workers": {"workers": {n: float(w) * near for n, w in economy.workers.items()}},
        "least_hours": {"least_hours": float(rng.uniform(50.0, 100.0))},
        "weights": {"weights": {"food": 1.0, "health": near}},
        "pace_needs": {"pace_needs": economy.pace_needs * near},
        "pace_up": {"pace_up": economy.pace_up * near},
        "pace_down": {"pace_down": min(1.0, economy.pace_down * near)},
        "people": {"people": near},
        "period_weight": {"period_weight": {2021: 1.0, 2022: 0.95 * near, 2023: 0.9}},
        "free_time_weight": {"free_time_weight": economy.free_time_weight * near},
    }
    if economy.continued:
        found["discount"] = {"discount": float(rng.uniform(0.9, 0.98))}
        found["growth"] = {"growth": float(rng.uniform(-0.01, 0.03))}
    if economy.caps:
        found["caps"] = {"caps": {n: float(c) * near for n, c in economy.caps.items()}}  # type: ignore[arg-type]
    if economy.floors:
        found["floors"] = {"floors": {n: float(c) * near for n, c in economy.floors.items()}}  # type: ignore[arg-type]
    if economy.trade:
        wide = {
            n: replace(c, imports=(c.imports[0], c.imports[1] * near))
            for n, c in economy.trade.items()
        }
        found["trade"] = {"trade": wide}
        found["deficit"] = {"deficit": float(rng.uniform(0.0, 0.5))}
    if economy.ceilings:
        share = {2021: 0.0, 2022: 0.3 * near}
        found["ceilings"] = {"ceilings": {"ai": replace(economy.ceilings["ai"], share=share)}}
    if economy.aims:
        found["aims"] = {"aims": {"steel": {2022: 0.2 * near, 2023: 0.4 * near}}}
    return found
