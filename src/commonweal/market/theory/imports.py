"""How imported inputs are counted: three treatments, of which one is always stated.

Key: X amounts used (product, user), s share from home, pi world prices, e exports per unit of
currency that they earn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from commonweal.economy.accounts import domestic_shares
from commonweal.economy.economy import Economy
from commonweal.errors import EconomyError, Problem
from commonweal.market.theory.system import Array

Treatment = Literal["competitive", "domestic", "exchanged"]
TREATMENTS: dict[Treatment, str] = {
    "competitive": "imported inputs count as if they were made at home",
    "domestic": "only inputs made at home count; imported ones cost nothing",
    "exchanged": "imported inputs are paid for with exports, at the world prices of the accounts",
}


IMPORTS_FIX = "Mend the table, or count imports as if made at home (competitive)"


@dataclass(frozen=True, eq=False)
class Imports:
    """Shares from home by user, and what pays for the rest.

    Parameters
    ----------
    treatment : one of ``TREATMENTS``
    use : s (product, activity) [1]
    consumption, investment : s (product) [1] of household use and of fixed investment
    exports : e (product) [product unit / currency]; zeros where nothing is exported
    price : pi (product) [currency / product unit]
    """

    treatment: Treatment
    use: Array
    consumption: Array
    investment: Array
    exports: Array
    price: Array

    def counted(self, amounts: Array, shares: Array) -> Array:
        """Amounts as they are counted.

        competitive X; domestic s X; exchanged s X + e (pi (1 - s) X)

        Parameters
        ----------
        amounts : X (product, n) or (product)
        shares : s, the same shape
        """
        if self.treatment == "competitive":
            return amounts
        home = np.asarray(shares * amounts)
        if self.treatment == "domestic":
            return home
        bill = self.price @ (amounts - home)
        return home + (np.outer(self.exports, bill) if amounts.ndim == 2 else self.exports * bill)


def imports_of(economy: Economy, treatment: Treatment) -> Imports:
    """Shares from home of an economy.

    Imports known only in total fall on all uses but exports alike, as everywhere in the package.

    Parameters
    ----------
    economy : with or without a table of imports
    treatment : one of ``TREATMENTS``

    Raises
    ------
    EconomyError
        if more of a product is imported for a use than is used, or if imports are to be paid for
        with exports and there are none
    """
    use, final = economy.use, economy.final_use
    role = economy.categories["role"]
    if economy.imports is None:
        shares = np.ones(use.shape), pd.DataFrame(1.0, final.index, final.columns)
    else:
        taken = final
        if list(economy.imports.columns) == ["total"]:
            taken = final.loc[:, role[final.columns] != "exports"]
        met, left = domestic_shares(use, taken, economy.imports)
        shares = met.to_numpy(), left.reindex(columns=final.columns, fill_value=1.0)
    _refuse_negative(economy, shares[0], treatment)
    price = economy.products["world_price"].to_numpy(float)
    sold = _of_role(economy, shares[1] * final, "exports")
    earned = float(price @ sold)
    if treatment == "exchanged" and not earned > 0.0:
        what = "nothing is exported, so that imports cannot be paid for with exports"
        raise EconomyError([Problem("final_use", what, "Choose another treatment of imports")])
    return Imports(
        treatment,
        shares[0],
        _average(economy, shares[1], "household", treatment),
        _average(economy, shares[1], "investment", treatment),
        sold / earned if earned > 0.0 else sold,
        price,
    )


def _refuse_negative(economy: Economy, shares: Array, treatment: Treatment) -> None:
    if treatment == "competitive":
        return
    low = np.argwhere(shares < 0)
    problems = [
        Problem(
            f"imports, {economy.products.index[i]} for {economy.activities.index[a]}",
            f"{1 - shares[i, a]:.4g} times what is used is imported",
            IMPORTS_FIX,
        )
        for i, a in low[:12].tolist()
    ]
    if problems:
        raise EconomyError(problems)


def _of_role(economy: Economy, table: pd.DataFrame, role: str) -> Array:
    columns = economy.categories.index[economy.categories["role"] == role]
    return table[columns].sum(axis=1).to_numpy(float)


def _average(economy: Economy, shares: pd.DataFrame, role: str, treatment: Treatment) -> Array:
    """Share from home over all categories of a role; 1 where they take nothing."""
    total = _of_role(economy, economy.final_use, role)
    home = _of_role(economy, shares * economy.final_use, role)
    found = np.divide(home, total, out=np.ones_like(total), where=total != 0)
    if treatment != "competitive" and (found < 0.0).any():
        names = ", ".join(str(i) for i in economy.products.index[found < 0.0])
        what = f"more is imported than the role {role} uses: {names}"
        raise EconomyError([Problem("imports", what, IMPORTS_FIX)])
    return found
