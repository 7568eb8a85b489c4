"""Proof that no point exists.

By Farkas' lemma the rows and bounds have no point if some y has

    b.y  >  max over the bounds of (A'y).x

Scaled so that the difference is one, an entry of A'y that points to a missing bound may be at most
``NOISE``: then a point, if there were one, would have to be of the size 1 / NOISE, a thousand
million times the economy of the base year.

Source: Farkas 1902.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from commonweal.plan.interior.form import Form, Vector
from commonweal.plan.interior.point import inner

NOISE = 1e-9  # assumption: no plan is a thousand million times the base year


@dataclass(frozen=True)
class Farkas:
    """Weights of the rows whose sum no point satisfies (row); it misses by one."""

    rows: Vector


def no_point(form: Form, y: Vector) -> Farkas | None:
    """The proof that y gives, if it gives one."""
    turned = form.turned @ y
    ends = np.where(turned > 0, form.upper, form.lower)
    endless = np.isinf(ends)
    most = inner(np.abs(turned[~endless]), np.abs(ends[~endless]))
    short = inner(form.right, y) - inner(turned[~endless], ends[~endless])
    if not short > NOISE * max(most, 1e-300):
        return None
    if float(np.sum(np.abs(turned[endless]))) > NOISE * short:
        return None
    return Farkas(y / short)
