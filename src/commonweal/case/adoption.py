"""How fast techniques of the programme can spread, and how far they should."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from commonweal.case.arrays import Coords, array
from commonweal.case.case import Adoption, Technology
from commonweal.case.horizon import Horizon
from commonweal.case.programme import Programme, Technique
from commonweal.economy.economy import Economy

Matrix = NDArray[np.float64]


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

    aim[a, t] = C[a, t] * min(1, target[t] / sum_a h[a] C[a, t]), where C[a, t] is what can be in
    place of activity a (the ceilings of its techniques added, at most 1) and h[a] its share of
    base-year hours. A technique can be in place from the year after its first order on, as
    conversions and orders are usable a year later; without capital accounts from that year on. A
    target beyond that is pursued as far as it goes and its rest is reported: otherwise a plan
    would shrink the activities that adopt slowly, or cannot adopt yet, to lift the share of the
    rest.
    """
    processes = [str(x) for x in technology.activity["process"].values]
    names: Coords = {"process": processes}
    periods: Coords = {"period": horizon.periods}
    techniques = programme.techniques if programme else ()
    ceiling: Coords = {"ceiling": [t.name for t in techniques]}
    share = [
        [t.applies_to * t.ceiling(year) if year >= t.available else 0.0 for year in horizon.periods]
        for t in techniques
    ]
    member = [[float(x == t.name) for x in technology.technique.values] for t in techniques]
    wanted = np.array([targets[n].get(t, 0.0) for n in targets for t in horizon.periods])
    wanted = wanted.reshape(len(targets), len(horizon.periods))
    lag = 1 if economy.has("capital") else 0
    usable = [
        [float(year >= max(t.available, horizon.first) + lag) for year in horizon.periods]
        for t in techniques
    ]
    aims = _aims(economy, techniques, np.array(share) * np.array(usable), wanted)
    return Adoption(
        ceiling_activity=array([t.activity for t in techniques], ceiling, "", "activity"),
        ceiling_share=array(share, ceiling | periods, "1", "highest share of capacity"),
        ceiling_member=array(member, ceiling | names, "1", "1 where the process counts"),
        target_share=array(
            wanted, Coords(target=list(targets)) | periods, "1", "share wanted; 0 means none"
        ),
        target_aim=array(
            aims,
            Coords(target=list(targets), activity=economy.activities.index) | periods,
            "1",
            "share of an activity's capacity aimed at",
        ),
        target_member=array(
            [float(bool(x)) for x in technology.technique.values], names, "1", "of the programme"
        ),
        target_weight=array(
            _base_hours(economy, technology), names, "h per unit/yr", "base-year hours of capacity"
        ),
    )


def _aims(
    economy: Economy,
    techniques: Sequence[Technique],
    share: Matrix,
    wanted: Matrix,
) -> Matrix:
    """Aims by target, activity and period (see :func:`adoption`)."""
    activities = list(economy.activities.index)
    allowed = np.zeros((len(activities), wanted.shape[1]))
    for row, technique in zip(share, techniques, strict=True):
        allowed[activities.index(technique.activity)] += row
    allowed = np.minimum(allowed, 1.0)
    worked = activity_hours(economy)
    possible = worked @ allowed
    part = np.ones_like(wanted)
    np.divide(wanted, possible, out=part, where=possible > 0)
    return np.minimum(part, 1.0)[:, None, :] * allowed[None, :, :]


def activity_hours(economy: Economy) -> Matrix:
    """Share of each activity in the hours of the accounts; equal shares without labour."""
    if economy.labour is None:
        return np.full(len(economy.activities), 1.0 / len(economy.activities))
    hours = economy.labour.to_numpy().sum(axis=0)
    return np.asarray(hours / hours.sum(), dtype=float)


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
