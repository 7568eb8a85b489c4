"""Closures drawn at random over the ranges that the parameters name, and a little beyond."""

from __future__ import annotations

from typing import Any, Literal, get_args, get_origin

import numpy as np

from commonweal.market.parameters import OWNERSHIP, Closure


def random_values(draw: np.random.Generator) -> dict[str, Any]:
    """Every parameter uniform over its range; rules and switches by lot; sometimes an open model.

    What is a rule and what a switch is read from the closure, so that a new one is drawn too. In
    half of the draws ownership is none, all, or a named preset: ends of a range have their own
    branches in the rules.
    """
    values: dict[str, Any] = {}
    for name, field in Closure.model_fields.items():
        span = Closure.about(name).get("range")
        if get_origin(field.annotation) is Literal:
            values[name] = str(draw.choice(get_args(field.annotation)))
        elif field.annotation is bool:
            values[name] = bool(draw.integers(2))
        elif name == "open_model_month":
            values[name] = int(draw.integers(0, 240)) if draw.integers(2) else None
        elif span is not None:
            values[name] = float(draw.uniform(*span))
    if draw.integers(2):
        values["public_share"] = float(draw.choice([0.0, *OWNERSHIP.values()]))
    values["public_leverage_limit"] = max(values["public_leverage_limit"], values["leverage_limit"])
    return values


def random_closure(draw: np.random.Generator) -> Closure:
    """A closure drawn at random."""
    return Closure.model_validate(random_values(draw))
