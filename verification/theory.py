"""Answers of linear economics: Leontief, non-substitution, monotone menus."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from commonweal.economy.accounts import embodied_hours, input_coefficients, total_requirements
from tiny import Process, Tiny
from verification.answers import Answer

SIZE = 6
SEED = 20260101


def leontief() -> list[Answer]:
    """One year, one technique, no capital: x = (I - A)^-1 y (Leontief 1936)."""
    generator = np.random.default_rng(SEED)
    inputs = generator.uniform(0.0, 0.8 / SIZE, (SIZE, SIZE))
    final = generator.uniform(1.0, 10.0, SIZE)
    names = [f"p{n}" for n in range(SIZE)]
    found = Tiny(
        processes={
            name: Process(
                activity=name,
                makes={name: 1.0},
                uses=dict(zip(names, inputs[:, n].tolist(), strict=True)),
                hours=float(n + 1),
            )
            for n, name in enumerate(names)
        },
        needs={"nothing-more": {"p0": 1.0}},
        deliveries=dict(zip(names, final.tolist(), strict=True)),
        workers={"hands": 1.0},
        base_hours=1e4,
        least_hours=0.0,
        goals=("least_hours",),
    ).solve()
    made = found.values["activity"].sel(period=2021).values
    expected = np.linalg.inv(np.eye(SIZE) - inputs) @ final
    worst = float(np.max(np.abs(made / expected - 1.0)))
    source = "Leontief 1936; (I - A)^-1 by numpy"
    return [Answer("Leontief", "largest relative deviation of outputs", 0.0, worst, 1e-8, source)]


COUNTRY = Tiny(
    processes={
        "farm:hand": Process(
            activity="farm", makes={"corn": 1.0}, uses={"corn": 0.1, "iron": 0.05}, hours=4.0
        ),
        "farm:machine": Process(
            activity="farm", makes={"corn": 1.0}, uses={"corn": 0.1, "iron": 0.2}, hours=2.0
        ),
        "mine:hand": Process(
            activity="mine", makes={"iron": 1.0}, uses={"corn": 0.3, "iron": 0.1}, hours=6.0
        ),
        "mine:machine": Process(
            activity="mine", makes={"iron": 1.0}, uses={"corn": 0.1, "iron": 0.4}, hours=5.0
        ),
        "loom": Process(
            activity="loom", makes={"cloth": 1.0}, uses={"corn": 0.4, "iron": 0.1}, hours=3.0
        ),
    },
    needs={"food": {"corn": 1.0}, "clothing": {"cloth": 1.0}, "tools": {"iron": 1.0}},
    workers={"hands": 10.0},
    least_hours=0.0,
)
MIXES = ((1.0, 0.1, 0.1), (0.1, 1.0, 0.1), (0.1, 0.1, 1.0))


def non_substitution() -> list[Answer]:
    """Labour alone is scarce: techniques do not depend on what is wanted (Samuelson 1951).

    Shadow values of products, in hours, are then the hours embodied with the chosen techniques.
    """
    used, worst = set(), 0.0
    for mix in MIXES:
        wanted = {n: w * 10.0 for n, w in zip(COUNTRY.needs, mix, strict=True)}
        country = replace(COUNTRY, base_level=wanted, may_fall=False, goals=("least_hours",))
        found = country.solve()
        levels = found.values["activity"].sel(period=2021).to_series()
        chosen = tuple(sorted(str(p) for p, x in levels.items() if x > 1e-6))
        used.add(chosen)
        worst = max(worst, _against_embodied(found.stages[0].duals, chosen))
    source = "Samuelson 1951; Pasinetti 1973"
    return [
        Answer("Non-substitution", "sets chosen for 3 mixes", 1, len(used), 0, source),
        Answer(
            "Non-substitution",
            "shadow values in hours against embodied hours, relative",
            0.0,
            worst,
            1e-8,
            source,
        ),
    ]


def _against_embodied(duals: dict, chosen: tuple[str, ...]) -> float:
    """Largest relative distance of shadow values in hours from embodied hours."""
    price = -duals["product_balance"].sel(period=2021).to_series()
    hour = float(duals["labour"].sel(period=2021, labour_type="hands"))
    products = list(price.index)
    processes = [COUNTRY.processes[name] for name in chosen]
    supply = pd.DataFrame(
        [[p.makes.get(i, 0.0) for p in processes] for i in products], products, list(chosen)
    )
    use = pd.DataFrame(
        [[p.uses.get(i, 0.0) for p in processes] for i in products], products, list(chosen)
    )
    order = [next(c for c in chosen if supply.loc[i, c] > 0) for i in products]
    coefficients = input_coefficients(use[order], supply[order].sum())
    coefficients.columns = pd.Index(products)
    labour = pd.DataFrame([[COUNTRY.processes[c].hours for c in order]], ["hands"], order)
    hours = embodied_hours(labour, supply[order], total_requirements(coefficients)).loc["hands"]
    return float((price / hour / hours - 1.0).abs().max())
