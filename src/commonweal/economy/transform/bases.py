"""What rates are weighted by when labels are put together."""

from __future__ import annotations

import numpy as np

from commonweal.economy import accounts
from commonweal.economy.economy import Economy
from commonweal.economy.transform.grouping import Vector
from commonweal.units import compatible, factor


def base_of(economy: Economy, table: str) -> Vector:
    """Weights of the rates in an attribute table, one per label.

    products: supply and imports · activities: capacity, output / utilisation · categories: what
    they use · labour_types: workers · assets: stock in all activities · regions: people ·
    anything else: 1 each

    Parameters
    ----------
    economy : well formed
    table : name of an attribute table that the economy has

    Returns
    -------
    array (label), >= 0
    """
    if table == "products":
        base = economy.supply.sum(axis=1) + economy.imports_total
    elif table == "activities":
        base = accounts.gross_output(economy.supply) / economy.activities["utilisation"]
    elif table == "categories":
        base = economy.final_use.abs().sum(axis=0)
    elif table == "labour_types" and economy.labour_types is not None:
        base = economy.labour_types["workers"]
    elif table == "assets" and economy.capital is not None:
        base = economy.capital.sum(axis=1)
    else:
        frame = economy.tables()[table]
        return (
            frame["population"].to_numpy(dtype=float)
            if "population" in frame
            else np.ones(len(frame))
        )
    return np.asarray(base, dtype=np.float64)


def hours_by_activity(economy: Economy) -> Vector:
    """Hours of all types (activity) [h]; output where the economy has no labour."""
    if economy.labour is None or economy.labour_types is None:
        return np.asarray(accounts.gross_output(economy.supply), dtype=np.float64)
    hours = [factor(str(unit), "h") for unit in economy.labour_types["unit"]]
    return np.asarray(economy.labour.mul(hours, axis=0).sum(axis=0), dtype=np.float64)


def stock_by_activity(economy: Economy) -> Vector:
    """Stock of all assets (activity) [unit of the first]; output where they cannot be added up."""
    if economy.capital is not None and economy.assets is not None:
        units = [str(unit) for unit in economy.assets["unit"]]
        if all(compatible(unit, units[0]) for unit in units):
            worth = [factor(unit, units[0]) for unit in units]
            return np.asarray(economy.capital.mul(worth, axis=0).sum(axis=0), dtype=np.float64)
    return np.asarray(accounts.gross_output(economy.supply), dtype=np.float64)


def inputs_by_activity(economy: Economy) -> Vector:
    """Inputs at world prices (activity) [currency / yr]."""
    worth = economy.products["world_price"]
    return np.asarray(economy.use.mul(worth, axis=0).sum(axis=0), dtype=np.float64)
