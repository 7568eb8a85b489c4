"""Random economies by hand of every combination of features, seeded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from tiny import Ceiling, Conversion, Corridor, Process, Tiny

PRODUCTS = ("corn", "steel", "care")
YEARS = (2021, 2022, 2023)


def economy(seed: int) -> Tiny:
    """An economy of three activities in which each feature of the model is there or not.

    Capital, continuation, techniques by conversion and by building, ceilings and aims, hours of
    research, joint products, two labour types, stocks, trade, limits, floors and needs that may not
    fall; wear, build times, ramps and levels at random.
    """
    rng = np.random.default_rng(seed)
    chance = lambda part: bool(rng.random() < part)  # noqa: E731
    capital = chance(0.7)
    labour = ("hands", "clerks") if chance(0.4) else ("hands",)
    processes: dict[str, Process] = {}
    for n, product in enumerate(PRODUCTS):
        processes[product] = _process(rng, n, product, labour, capital)
        if capital and chance(0.6):
            processes[f"{product}-modern"] = _process(
                rng, n, product, labour, capital, family="modern", capacity=0.0, easier=0.8
            )
    extra: dict[str, Any] = {}
    if capital and chance(0.6):
        processes["steel-ai"] = _process(
            rng, 1, "steel", labour, capital, technique="ai", capacity=0.0, easier=0.6
        )
        extra["conversions"] = {
            "to-ai": Conversion(
                source="steel", destination="steel-ai", inputs={"steel": 0.1}, hours=0.5
            )
        }
        extra["ceilings"] = {"ai": Ceiling(activity="steel", share={2021: 0.0, 2022: 0.3})}
        # drawn apart, so that the other features of a seed stay as they were
        apart = np.random.default_rng([seed, 1])
        hours = {2021: float(apart.uniform(0.0, 9.0)), 2022: float(apart.uniform(0.0, 3.0))}
        extra["research"] = {"ai": {labour[-1]: hours}}
        if chance(0.5):
            extra["aims"] = {"steel": {2022: 0.2, 2023: 0.4}}
    if chance(0.4):
        extra["kept"] = {"corn": 0.9}
        extra["opening"] = {"corn": float(rng.uniform(0.0, 3.0))}
    if chance(0.4):
        extra["trade"] = {
            "corn": Corridor(imports=(0.0, 4.0), exports=(0.0, 3.0), price=1.0),
            "steel": Corridor(imports=(0.0, 2.0), exports=(0.0, 4.0), price=2.0),
        }
    if chance(0.4):
        extra["caps"] = {"co2": float(rng.uniform(10.0, 40.0))}
    if chance(0.4):
        extra["floors"] = {"food": float(rng.uniform(0.8, 1.4))}
    if "caps" not in extra:
        processes = {name: replace(each, emits={}) for name, each in processes.items()}
    goals = ["floors"] * ("floors" in extra) + ["targets"] * ("aims" in extra) + ["welfare"]
    return Tiny(
        processes=processes,
        needs={"food": {"corn": 1.0}, "health": {"care": 1.0, "steel": 0.1}},
        years=YEARS[: int(rng.integers(1, 4))],
        base_level={"food": 5.0, "health": 4.0},
        base_activity={"corn": 8.0, "steel": 5.0, "care": 4.0},
        workers={name: float(rng.uniform(0.8, 1.5)) for name in labour},
        assets={"plant": {"steel": 0.5, "corn": 0.1}} if capital else {},
        may_fall=chance(0.8),
        least_hours=float(rng.choice([60.0, 100.0])),
        free_time_weight=float(rng.choice([0.0, 0.5])),
        pace_up=float(rng.choice([0.2, 1.0])),
        pace_down=float(rng.choice([0.3, 1.0])),
        pace_needs=float(rng.choice([0.1, 1.0])),
        continued=capital and chance(0.5),
        curvature=float(rng.choice([0.0, 1.0])),
        period_weight={2021: 1.0, 2022: 0.95, 2023: 0.9},
        goals=tuple(goals),
        **extra,
    )


def degenerate(economy: Tiny) -> Tiny:
    """The same economy with a twin of every process and figures rounded to one digit.

    Many plans are then equally good, and many rows are met exactly by many of them.
    """
    twins: dict[str, Process] = {}
    for name, process in economy.processes.items():
        rounded = replace(
            process,
            uses={i: round(x, 1) for i, x in process.uses.items()},
            hours={s: max(0.1, round(h, 1)) for s, h in process.hours.items()},
            assets={k: max(0.1, round(x, 1)) for k, x in process.assets.items()},
            capacity=0.5 * process.capacity,
        )
        twins[name] = twins[f"{name}-twin"] = rounded
    return replace(economy, processes=twins)


def badly_scaled(economy: Tiny, seed: int) -> Tiny:
    """The same economy with its products in units up to 100,000 times larger or smaller.

    Its goals have the same values, for no goal counts products.
    """
    rng = np.random.default_rng([seed, 1])
    by = {i: 10.0 ** rng.uniform(-5.0, 5.0) for i in PRODUCTS}

    def scaled(amounts: Mapping[str, float]) -> dict[str, float]:
        return {i: x * by[i] for i, x in amounts.items()}

    return replace(
        economy,
        processes={
            name: replace(each, makes=scaled(each.makes), uses=scaled(each.uses))
            for name, each in economy.processes.items()
        },
        needs={n: scaled(x) for n, x in economy.needs.items()},
        assets={k: scaled(x) for k, x in economy.assets.items()},
        opening=scaled(economy.opening),
        conversions={
            name: replace(each, inputs=scaled(each.inputs))
            for name, each in economy.conversions.items()
        },
        trade={
            i: replace(
                each,
                imports=tuple(x * by[i] for x in each.imports),
                exports=tuple(x * by[i] for x in each.exports),
                price=each.price / by[i],
            )
            for i, each in economy.trade.items()
        },
    )


def _process(
    rng: np.random.Generator,
    number: int,
    product: str,
    labour: tuple[str, ...],
    capital: bool,
    *,
    family: str = "installed",
    technique: str = "",
    capacity: float | None = None,
    easier: float = 1.0,
) -> Process:
    uses = {other: float(rng.uniform(0.0, 0.2)) for other in PRODUCTS[:2] if rng.random() < 0.7}
    makes = {product: 1.0}
    if rng.random() < 0.2:
        makes["corn" if product != "corn" else "steel"] = 0.1
    stands = (9.0, 6.0, 5.0)[number] if capacity is None else capacity
    return Process(
        activity=product,
        makes=makes,
        uses=uses,
        hours={name: easier * float(rng.uniform(2.0, 5.0)) / len(labour) for name in labour},
        assets={"plant": float(rng.uniform(0.5, 1.5))} if capital else {},
        wear=float(rng.choice([0.05, 0.1])),
        build_years=int(rng.integers(1, 3)),
        ramp=0.2 if technique else 0.0,
        capacity=stands,
        buildable_from=2021 if capital else None,
        family=family,
        technique=technique,
        emits={"co2": float(rng.uniform(0.5, 3.0))},
    )
