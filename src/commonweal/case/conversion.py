"""Conversion pairs: standing capacity that takes up a technique of the programme."""

from __future__ import annotations

import numpy as np

from commonweal.case.arrays import Coords, array
from commonweal.case.case import Conversions, Technology
from commonweal.case.horizon import Horizon
from commonweal.case.limits_of_change import missing_assets, one_off_hours
from commonweal.case.programme import Programme


def conversions(
    technology: Technology, programme: Programme | None, horizon: Horizon
) -> Conversions:
    """Every pair (process, the same process with a technique) with its one-off needs.

    One-off products are per unit/yr of capacity converted; one-off hours are a share of the
    hours that the capacity works in a year; assets are max(kappa[to] - kappa[from], 0), because
    what stands is used and what is missing is bought.
    """
    labels = [str(x) for x in technology.activity["process"].values]
    position = {label: n for n, label in enumerate(labels)}
    techniques = {t.name: t for t in programme.techniques} if programme else {}
    pairs = [
        (label.rsplit("+", 1)[0], label, techniques[str(name)])
        for label, name in zip(labels, technology.technique.values, strict=True)
        if name
    ]
    from_ = [position[a] for a, _, _ in pairs]
    to = [position[b] for _, b, _ in pairs]
    products = [str(x) for x in technology.input["product"].values]
    assets = technology.assets.values
    yearly = technology.hours.values * technology.utilisation.values
    share = np.array([t.one_off_hours for _, _, t in pairs])
    names: Coords = {"conversion": [b for _, b, _ in pairs]}
    allowed = [
        [float(horizon.years[-1] >= t >= technique.available) for t in horizon.periods]
        for _, _, technique in pairs
    ]
    inputs = [[t.one_off_inputs.get(i, 0.0) for _, _, t in pairs] for i in products]
    return Conversions(
        source=array([a for a, _, _ in pairs], names, "", "capacity that is converted"),
        destination=array([b for _, b, _ in pairs], names, "", "capacity that results"),
        inputs=array(
            inputs,
            Coords(product=products) | names,
            "product unit per unit/yr converted",
            "one-off products",
        ),
        hours=array(
            one_off_hours(yearly[:, from_], share),
            Coords(labour_type=technology.hours["labour_type"].values) | names,
            "h per unit/yr converted",
            "one-off hours of integration and retraining",
        ),
        assets=array(
            missing_assets(assets[:, from_], assets[:, to]),
            Coords(asset=technology.assets["asset"].values) | names,
            "asset unit per unit/yr converted",
            "assets that conversion adds",
        ),
        allowed=array(allowed, names | {"period": horizon.periods}, "1", "1 where it can be made"),
    )
