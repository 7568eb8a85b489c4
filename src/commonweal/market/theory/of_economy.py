"""From the accounts of an economy to a system of production and a real wage.

Key: U use, V supply, H hours, K capital, G composition of assets, d depreciation, w world prices,
g gross output in currency.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from commonweal.economy.economy import Economy
from commonweal.errors import EconomyError, Problems
from commonweal.market.theory.imports import TREATMENTS, Treatment, imports_of
from commonweal.market.theory.system import Array, System, system
from commonweal.market.theory.technology import (
    TECHNOLOGIES,
    JointProducts,
    per_product,
    without_negatives,
)

Hours = Literal["worked", "reduced"]
Model = Literal["fixed", "circulating"]
Basket = Literal["paid", "consumed"]
HOURS: dict[Hours, str] = {
    "worked": "hours as worked",
    "reduced": "hours in proportion to pay: an hour paid twice the mean counts twice",
}
MODELS: dict[Model, str] = {
    "fixed": "profit on the stock of fixed assets, wages paid at the end of the year",
    "circulating": "profit on materials and wages laid out for a year; fixed assets are left out",
}
BASKETS: dict[Basket, str] = {
    "paid": "an hour's wage buys household consumption, as much as an hour is paid in the accounts",
    "consumed": "an hour's wage buys all household consumption, divided by the hours worked",
}
PAY = "compensation"  # the item of value_added that is paid for work


@dataclass(frozen=True)
class Reading:
    """How the accounts are read.

    Parameters
    ----------
    imports : one of ``TREATMENTS``
    hours : one of ``HOURS``
    model : one of ``MODELS``
    basket : one of ``BASKETS``
    technology : one of ``TECHNOLOGIES``
    """

    imports: Treatment = "competitive"
    hours: Hours = "worked"
    model: Model = "fixed"
    basket: Basket = "paid"
    technology: JointProducts = "industry"

    def notes(self) -> tuple[str, ...]:
        """What the reading assumes, in sentences."""
        return (
            TREATMENTS[self.imports],
            HOURS[self.hours],
            MODELS[self.model],
            BASKETS[self.basket],
            TECHNOLOGIES[self.technology],
        )


def system_of(economy: Economy, reading: Reading | None = None) -> System:
    """The system of production of an economy, product by product.

    A = U/g (w D), l = H/g (w D), K = G K/g (w D), W = G d K/g (w D), D market shares, by industry
    technology; A = U V^-1 and so on by product technology

    The stock is that of the accounts over their output, so that utilisation is the observed one.

    Parameters
    ----------
    economy : with labour, and capital for the model of fixed capital
    reading : how imports, hours and capital are counted

    Returns
    -------
    System (product)

    Raises
    ------
    EconomyError
        if a table is missing that the reading needs, or product technology gives a negative cell

    Source: United Nations 2018, Handbook on Supply and Use Tables, ch. 12, models A, B; Brody 1970
    """
    chosen = reading or Reading()
    require(economy, chosen, wages=False)
    trade = imports_of(economy, chosen.imports)
    use = trade.counted(economy.use.to_numpy(float), trade.use)
    counted = {"use": use, "labour": counted_hours(economy, chosen.hours)}
    if chosen.model == "fixed":
        tied, worn = _assets(economy)
        counted["capital"] = trade.counted(tied, _columns(trade.investment, tied))
        counted["wear"] = trade.counted(worn, _columns(trade.investment, worn))
    made = _by_product(economy, counted, chosen.technology)
    stock, wear = None, np.zeros((len(economy.products), len(economy.products)))
    if chosen.model == "fixed":
        stock = made["capital"]
        wear = np.divide(made["wear"], stock, out=np.zeros_like(stock), where=stock > 0)
    return system(
        made["use"],
        made["labour"],
        stock=stock,
        wear_rate=wear,
        turnover=1.0 if chosen.model == "circulating" else 0.0,
        advanced_wages=chosen.model == "circulating",
        labels=[str(i) for i in economy.products.index],
        notes=chosen.notes(),
    )


def wage_basket(economy: Economy, reading: Reading | None = None) -> Array:
    """What one hour's wage buys: household consumption, as the reading says.

    paid      b[i] = c[i] / (w c) * (compensation / hours)
    consumed  b[i] = c[i] / hours

    Imports are counted as the reading says.

    Parameters
    ----------
    economy : with household use, labour, and compensation unless all consumption is the wage
    reading : how imports and hours are counted

    Returns
    -------
    b (product) [product unit / h]
    """
    chosen = reading or Reading()
    require(economy, chosen)
    trade = imports_of(economy, chosen.imports)
    price = economy.products["world_price"].to_numpy(float)
    eaten = consumption(economy, ("household",))
    basket = eaten / float(counted_hours(economy, chosen.hours).sum())
    if chosen.basket == "paid":
        basket = basket * (float(_pay(economy).sum()) / float(price @ eaten))
    # what costs nothing could not be bought with a wage: only means of production are left out
    if chosen.imports == "exchanged":
        return trade.counted(basket, trade.consumption)
    return basket


def consumption(economy: Economy, roles: tuple[str, ...] = ("household", "government")) -> Array:
    """Final use in some roles (product) [product unit / yr]."""
    columns = economy.categories.index[economy.categories["role"].isin(roles)]
    return economy.final_use[columns].sum(axis=1).to_numpy(float)


def counted_hours(economy: Economy, hours: Hours) -> Array:
    """Hours of each activity (activity) [h / yr].

    worked h[a] = sum of the labour types; reduced h[a] (pay[a] / h[a]) / (pay / h)
    """
    assert economy.labour is not None
    worked = economy.labour.to_numpy(float).sum(axis=0)
    if hours == "worked":
        return np.asarray(worked)
    pay = _pay(economy)
    return np.asarray(pay * worked.sum() / pay.sum())


def require(economy: Economy, reading: Reading, *, wages: bool = True) -> None:
    """Raise one report with every table that the reading needs and the economy lacks.

    Parameters
    ----------
    economy : any
    reading : how the accounts are to be read
    wages : whether what a wage buys is needed as well
    """
    problems = Problems()
    pay = reading.hours == "reduced" or (wages and reading.basket == "paid")
    needed = {"labour": ""}
    if pay:
        needed["value_added"] = ", or count hours as worked and all consumption as the wage"
    if reading.model == "fixed":
        other = ", or choose the model of circulating capital"
        needed |= dict.fromkeys(("assets", "capital", "asset_composition"), other)
    for name, other in needed.items():
        if not economy.has(name):
            what = "the table is missing, and the theory of prices needs it"
            problems.add(name, what, f"Add the table{other}")
    items = economy.value_added if pay else None
    if items is not None and PAY not in items.index:
        what = f'no item "{PAY}", so that wages are not known'
        problems.add("value_added", what, "Name the item that is paid for work so")
    if wages and not (consumption(economy, ("household",)) > 0).any():
        what = "no category of the role household uses anything"
        problems.add("final_use", what, "Give the consumption of households")
    problems.raise_if_any(EconomyError)


def _pay(economy: Economy) -> Array:
    assert economy.value_added is not None
    return economy.value_added.loc[PAY].to_numpy(float)


def _assets(economy: Economy) -> tuple[Array, Array]:
    """Products in the stock, and in its yearly wear, of each activity (product, activity)."""
    assert economy.assets is not None
    assert economy.capital is not None
    assert economy.asset_composition is not None
    mix = economy.asset_composition.to_numpy(float)
    stock = economy.capital.to_numpy(float)
    worn = economy.assets["depreciation"].to_numpy(float)[:, None] * stock
    return mix @ stock, mix @ worn


def _by_product(
    economy: Economy, tables: dict[str, Array], technology: JointProducts
) -> dict[str, Array]:
    """Tables by activity, per unit of product."""
    price = economy.products["world_price"]
    made = {
        name: per_product(table, economy.supply, price, technology)
        for name, table in tables.items()
    }
    labels = [str(i) for i in economy.products.index]
    return without_negatives(made, labels, labels, technology)


def _columns(shares: Array, like: Array) -> Array:
    return np.broadcast_to(shares[:, None], like.shape)
