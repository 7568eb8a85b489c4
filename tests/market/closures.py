"""Closures drawn at random over the ranges that the parameters name, and a little beyond."""

from __future__ import annotations

from typing import Any, get_args

import numpy as np

from commonweal.market.parameters import Closure

RULES = (
    "wage_rule",
    "price_rule",
    "technique_rule",
    "licence_form",
    "exports_rule",
    "budget_rule",
)
APART = ("licence_years",)
SWITCHES = ("intermediates_first", "scarce_first", "licence_in_price", "hoard_invested")


def random_values(draw: np.random.Generator) -> dict[str, Any]:
    """Every parameter uniform over its range; rules by lot; sometimes an open model."""
    values: dict[str, Any] = {}
    for name, field in Closure.model_fields.items():
        span = Closure.about(name).get("range")
        if name in RULES:
            values[name] = str(draw.choice(get_args(field.annotation)))
        elif name in SWITCHES:
            values[name] = bool(draw.integers(2))
        elif name == "open_model_month":
            values[name] = int(draw.integers(0, 240)) if draw.integers(2) else None
        elif span is not None and name not in APART:
            values[name] = float(draw.uniform(*span))
    # drawn apart, so that the draws of what was there before stay as they were
    apart = np.random.default_rng(int(1e9 * values["hoarding"]))
    values["research_rule"] = str(apart.choice(["licence", "public"]))
    values["licence_years"] = float(apart.uniform(*Closure.about("licence_years")["range"]))
    values["public_leverage_limit"] = max(values["public_leverage_limit"], values["leverage_limit"])
    return values


def random_closure(draw: np.random.Generator) -> Closure:
    """A closure drawn at random."""
    return Closure.model_validate(random_values(draw))
