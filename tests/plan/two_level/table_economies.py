"""Published tables in the form of the two-level method."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.sparse import csr_array

from commonweal.economy.accounts import market_shares, product_coefficients
from commonweal.economy.economy import Economy
from commonweal.plan.two_level.economy import FinalUses, LargeEconomy, Needs, block_of, needs_of
from commonweal.plan.utility import pieces

ROOM = 1.05  # times what the base year used is there
LESS_WORK, MORE_ASSETS = 0.75, 1.15  # of a made-up second technique


def table_economy(economy: Economy, direct: pd.DataFrame, households: list[str]) -> LargeEconomy:
    """A table with a second technique, imports at world prices, a need for each group of products.

    Parameters
    ----------
    direct : (thing, activity) scarce things that the base year used, the first of them labour
    households : categories of final use that meet needs; exports are "exports" or "F04000", what
        is positive of the rest is given
    """
    use, supply, final = economy.use, economy.supply, economy.final_use
    inputs = product_coefficients(use, supply).clip(lower=0.0).to_numpy().T
    shares = market_shares(supply)
    output = supply.sum(axis=0)
    each = (direct / output).fillna(0.0) @ shares
    things, products = each.shape
    work = np.full(things, MORE_ASSETS)
    work[0] = LESS_WORK
    made = supply.sum(axis=1).to_numpy() > 0
    rows, scarce, counts = [], [], []
    for product in range(products):
        own = np.append(each.iloc[:, product].to_numpy(), 0.0)
        count = 1
        if made[product] and own.sum() > 0:
            rows += [inputs[product], inputs[product]]
            scarce += [own, own * np.append(work, 1.0)]
            count = 3
        rows.append(np.zeros(products))
        scarce.append(np.append(np.zeros(things), 1.0))
        counts.append(count)
    begin = np.concatenate([[0], np.cumsum(counts)])
    block = block_of(0, begin, np.array(rows), np.array(scarce))
    limits = np.append(direct.sum(axis=1).to_numpy() * ROOM, 0.0)
    names = (*map(str, direct.index), "foreign exchange")
    return LargeEconomy(
        products, (block,), names, limits[None], *_ends(economy, final, households, names)
    )


def _ends(
    economy: Economy, final: pd.DataFrame, households: list[str], things: tuple[str, ...]
) -> tuple[FinalUses, Needs]:
    groups = economy.products["group"]
    consumed = final[households].sum(axis=1).clip(lower=0.0)
    baskets = {name: consumed.where(groups == name, 0.0) for name in sorted(set(groups))}
    baskets = {name: basket for name, basket in baskets.items() if basket.sum() > 0}
    exported = "exports" if "exports" in final else "F04000"
    rest = final.drop(columns=[*households, exported]).clip(lower=0.0).sum(axis=1)
    baskets |= {"given": rest, "exports": final[exported].clip(lower=0.0)}
    count = len(baskets)
    scarce = np.zeros((count, 1, len(things)))
    # what the base year imported beyond its exports stays open to the plan
    open_ = max(float(economy.imports_total.sum() - final[exported].sum()), 0.0)
    scarce[-1, 0, -1] = -float(baskets["exports"].sum()) - open_
    table = csr_array(np.array([basket.to_numpy() for basket in baskets.values()]))
    uses = FinalUses(
        tuple(baskets), table, scarce, np.arange(count), np.zeros(count, dtype=np.int64)
    )
    weight = np.array([float(basket.sum()) for basket in baskets.values()])
    weight[-2:] = 0.0
    least = np.append(np.full(count - 2, 0.5), [1.0, 0.0])
    made = needs_of(tuple(baskets), weight / weight.sum(), least, pieces(1.0, 0.01), 1.0)
    width = made.width.copy()
    width[-2:] = 0.0
    width[-1, 0] = 1.2
    return uses, Needs(made.names, least, made.base, width, made.slope)
