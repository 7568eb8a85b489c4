"""How fast techniques of the programme can spread, and how far they should."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from commonweal.case.arrays import array
from commonweal.case.case import Adoption, Technology
from commonweal.case.horizon import Horizon
from commonweal.case.programme import Programme
from commonweal.economy.economy import Economy


def adoption(
    economy: Economy,
    technology: Technology,
    horizon: Horizon,
    programme: Programme | None,
    targets: Mapping[str, Mapping[int, float]],
) -> Adoption:
    """Ceilings D[p, t] by technique and targets by year.

    ceiling[p, t] = (share of the activity to which p applies) * (diffusion of p in t), zero
    before it is available. A target is a share of capacity weighted by the hours that a unit of
    capacity worked in the base year, so that it counts work and not money.
    """
    processes = [str(x) for x in technology.activity["process"].values]
    names = {"process": processes}
    periods = {"period": horizon.periods}
    techniques = programme.techniques if programme else ()
    ceiling = {"ceiling": [t.name for t in techniques]}
    share = [
        [t.applies_to * t.ceiling(year) if year >= t.available else 0.0 for year in horizon.periods]
        for t in techniques
    ]
    member = [[float(x == t.name) for x in technology.technique.values] for t in techniques]
    return Adoption(
        ceiling_activity=array([t.activity for t in techniques], ceiling, "", "activity"),
        ceiling_share=array(share, ceiling | periods, "1", "highest share of capacity"),
        ceiling_member=array(member, ceiling | names, "1", "1 where the process counts"),
        target_share=array(
            [[targets[name].get(t, 0.0) for t in horizon.periods] for name in targets],
            {"target": list(targets)} | periods,
            "1",
            "share wanted; 0 means none",
        ),
        target_member=array(
            [float(bool(x)) for x in technology.technique.values], names, "1", "of the programme"
        ),
        target_weight=array(
            _base_hours(economy, technology), names, "h per unit/yr", "base-year hours of capacity"
        ),
    )


def _base_hours(economy: Economy, technology: Technology) -> np.ndarray:
    """Hours that one unit of an activity's capacity worked in the base year."""
    installed = {
        str(a): n
        for n, (a, family) in enumerate(
            zip(technology.activity.values, technology.family.values, strict=True)
        )
        if family == "installed" and not technology.technique.values[n]
    }
    hours = technology.hours.values.sum(axis=0)
    use = economy.activities["utilisation"]
    return np.array([hours[installed[str(a)]] * float(use[a]) for a in technology.activity.values])
