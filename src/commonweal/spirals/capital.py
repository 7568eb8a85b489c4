"""The same case with techniques that take more capital, or less."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from commonweal.case.case import Case


def with_technique_capital(case: Case, factor: float) -> Case:
    """A case in which what techniques add to the assets of a plant is multiplied.

    A' = A_0 + f (A - A_0) where A > A_0,  conversions: f times the assets that they take

    Where a technique spares assets of a kind nothing is changed. Both regimes start from the case,
    so that plan and market have the same techniques.

    Parameters
    ----------
    factor : f; 1 leaves the case as it is
    """
    if factor == 1.0:
        return case
    parts = case.technology
    labels = [str(label) for label in parts.activity["process"].values]
    place = {label: n for n, label in enumerate(labels)}
    without = [
        place[label.removesuffix(f"+{technique}")] if technique else n
        for n, (label, technique) in enumerate(
            zip(labels, (str(t) for t in parts.technique.values), strict=True)
        )
    ]
    assets = parts.assets.transpose("asset", "process")
    added = np.maximum(assets.values - assets.values[:, without], 0.0)
    deeper = assets + (factor - 1.0) * added
    pairs = case.conversions
    return replace(
        case,
        technology=replace(parts, assets=deeper.transpose(*parts.assets.dims)),
        conversions=replace(pairs, assets=pairs.assets * factor),
    )
