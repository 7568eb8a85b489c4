"""From an economy and a programme to a menu: what stands, and what each technique makes of it."""

from __future__ import annotations

import numpy as np

from commonweal.case.adoption import adoption
from commonweal.case.horizon import Horizon
from commonweal.case.programme import Programme
from commonweal.case.start import start
from commonweal.case.technology import technology
from commonweal.economy.economy import Economy
from commonweal.market.theory.of_case import Source


def source_of_programme(
    economy: Economy, programme: Programme | None, year: int | None = None
) -> Source:
    """The processes of the accounts with the techniques of a programme on top of them.

    Hours, assets and utilisation are those of the accounts, so that the menu without techniques is
    the system of the accounts. A technique reaches the share of an activity that it applies to,
    times its diffusion in ``year``; fully where no year is given.

    Parameters
    ----------
    economy : with labour, and capital where it is counted
    programme : techniques, in one variant; none gives the accounts alone
    year : of the diffusion ceilings

    Returns
    -------
    Source
    """
    horizon = Horizon((economy.meta.year + 1 if year is None else year,))
    processes = technology(economy, horizon, programme, "none", 1.0, 1.0)
    reached = adoption(economy, processes, horizon, programme, {})
    full = np.array([t.applies_to for t in programme.techniques] if programme else [])
    ceilings = full if year is None else reached.ceiling_share.sel(period=year).values
    use = economy.activities["utilisation"]
    wear = np.zeros(0) if economy.assets is None else economy.assets["depreciation"].to_numpy(float)
    return Source(
        processes,
        start(economy, processes, horizon, 1.0, 0.0),
        reached,
        economy.products["world_price"].to_numpy(float),
        use.loc[[str(a) for a in processes.activity.values]].to_numpy(float),
        wear[:, None],
        ceilings,
    )
