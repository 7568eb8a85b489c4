"""What the exact theory finds in an economy, and in what a programme or a study would change."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.market.theory.choice import Choice, cost_minimising, greatest_rate, rate_at_basket
from commonweal.market.theory.elasticity import (
    CriticalElasticity,
    critical_elasticity,
    productivity_gain,
)
from commonweal.market.theory.envelope import frontier
from commonweal.market.theory.least_hours import least_hours
from commonweal.market.theory.licence import price_per_unit, share_of_saving
from commonweal.market.theory.menu import Menu, cheaper
from commonweal.market.theory.observed import (
    average_rate,
    mean_absolute_deviation,
    observed_profit_rates,
)
from commonweal.market.theory.of_economy import PAY, Reading, system_of, wage_basket
from commonweal.market.theory.rates import greatest_profit_rate, prices_at_basket
from commonweal.market.theory.rebound import LabourSaved, labour_saved
from commonweal.market.theory.system import Array
from commonweal.market.theory.values import labour_values

ELASTICITIES = (0.0, 0.5, 1.0)  # real wages fixed, half of productivity, all of it
LICENCES = (0.3, 0.6, 0.9)  # parts of the saving that are paid, from low to nearly all
SHARE_OF_SAVING = 0.6  # one of LICENCES, taken as a share of cost saved
POINTS = 41  # assumption: enough for a smooth curve
STEPS = 5  # of the frontier that are printed, from none up to below the greatest rate
SAME = 1e-9  # assumption: two rates of profit nearer than this are one
OTHER = 1e-9  # assumption: a share that differs by more is another choice


@dataclass(frozen=True, eq=False)
class Standing:
    """The economy as it is.

    Parameters
    ----------
    greatest, rate : R and r* at the observed real wage [1/yr]
    observed, low, high : [1/yr] net profit on all assets; tenth and ninetieth percentile of
        activities; None in the model of circulating capital, or where wages are not known
    deviation_of_values, deviation_of_prices : [1] MAWD from the prices of the accounts
    products : (product) output [currency / yr], hours [h / unit], value and price of production,
        both over the price of the accounts when all output together costs the same
    activities : (activity) observed profit, capital [currency] and rate [1/yr]; None as above
    """

    greatest: float
    rate: float
    observed: float | None
    low: float | None
    high: float | None
    deviation_of_values: float
    deviation_of_prices: float
    products: pd.DataFrame
    activities: pd.DataFrame | None


@dataclass(frozen=True, eq=False)
class Change:
    """What new techniques do, at prices of production.

    Parameters
    ----------
    title : what changes
    rate, greatest : r* before, and the greatest rates before and after [1/yr]
    techniques : on the menu; how many cost less in full, in operation and in hours (at r = 0)
    critical : eps*, or None where what is taken saves no labour in the wage basket
    after : elasticity of real wages -> r* after [1/yr]
    saved : hours for the same consumption before and after, at the techniques taken
    curve : rate, before, after: real wages in wages of the accounts; before is missing above R
    wedge : rate, licence, processes, hours: what profit and licences cost against least hours
    """

    title: str
    rate: float
    greatest: tuple[float, float]
    techniques: int
    pay: int
    operate: int
    save_labour: int
    critical: CriticalElasticity | None
    after: dict[float, float]
    saved: LabourSaved
    curve: pd.DataFrame
    wedge: pd.DataFrame


def standing(economy: Economy, reading: Reading) -> Standing:
    """Rates of profit, values and prices of production of an economy as it is."""
    own, basket = system_of(economy, reading), wage_basket(economy, reading)
    rate, prices = prices_at_basket(own, basket)
    values = labour_values(own)
    market = economy.products["world_price"].to_numpy(float)
    output = economy.supply.sum(axis=1).to_numpy(float)
    worth = float(market @ output)
    table = pd.DataFrame(
        {
            "name": economy.products["name"],
            "output": market * output,
            "hours": values,
            "value": values / market * worth / float(values @ output),
            "price": prices / market * worth / float(prices @ output),
        }
    )
    paid = reading.model == "fixed" and PAY in economy_items(economy)
    rates = observed_profit_rates(economy) if paid else None
    return Standing(
        greatest=greatest_profit_rate(own),
        rate=rate,
        observed=None if rates is None else average_rate(rates),
        low=None if rates is None else float(rates["rate"].quantile(0.1)),
        high=None if rates is None else float(rates["rate"].quantile(0.9)),
        deviation_of_values=mean_absolute_deviation(values, market, output),
        deviation_of_prices=mean_absolute_deviation(prices, market, output),
        products=table,
        activities=rates,
    )


def economy_items(economy: Economy) -> list[str]:
    """Labels of the incomes in the accounts; none where there are no such accounts."""
    return [] if economy.value_added is None else [str(x) for x in economy.value_added.index]


def change(title: str, menu: Menu, basket: Array, final: Array, wages: float) -> Change:
    """What the techniques of a menu change when they are chosen by full cost.

    Before, the choice is among processes without techniques. After, the choice is from the whole
    menu at the old rate of profit; the rates after are those of the choice that each real wage
    leads to.

    Parameters
    ----------
    title : what changes
    menu : processes (activity)
    basket : b (activity) [unit / h] what one hour's wage buys before
    final : y (activity) [unit / yr] consumption
    wages : elasticity of real wages to productivity that is assumed

    Raises
    ------
    NotProductive
        if real wages would take the whole net product
    """
    plain = menu.without_techniques()
    rate, old = rate_at_basket(plain, basket)
    new = cost_minimising(menu, rate)
    gain = productivity_gain(old.system, new.system, basket)
    after = {
        eps: rate_at_basket(menu, basket * gain**eps, new.shares)[0]
        for eps in sorted({*ELASTICITIES, wages})
    }
    most = greatest_rate(plain)[0], greatest_rate(menu)[0]
    return Change(
        title=title,
        rate=rate,
        greatest=most,
        techniques=len(menu.ceilings),
        pay=_taken(menu, new),
        operate=_cheaper_to_run(menu, old, rate),
        save_labour=_taken(menu, cost_minimising(menu, 0.0)),
        critical=critical_elasticity(old.system, new.system, basket)
        if math.log(gain) > SAME
        else None,
        after=after,
        saved=labour_saved(old.system, new.system, final),
        curve=_curve(plain, menu, basket, most, rate),
        wedge=_wedge(menu, final, rate),
    )


def _taken(menu: Menu, choice: Choice) -> int:
    """Techniques that a choice uses."""
    used = menu.reach[(choice.shares > 0) & (menu.reach >= 0)]
    return len(set(used.tolist()))


def _cheaper_to_run(menu: Menu, old: Choice, rate: float) -> int:
    """Techniques that lower operating cost at the old prices."""
    costs = menu.costs(old.prices, rate, 1.0, "operating")
    lower = cheaper(costs, costs[menu.base]) & (menu.reach >= 0)
    return len(set(menu.reach[lower].tolist()))


def printed_rates(rate: float, greatest: float) -> list[float]:
    """Points of the frontier that are told: even steps below R, and r* itself."""
    return sorted({*np.linspace(0.0, greatest, STEPS, endpoint=False).tolist(), rate})


def _curve(
    plain: Menu, menu: Menu, basket: Array, most: tuple[float, float], rate: float
) -> pd.DataFrame:
    even = np.linspace(0.0, most[1], POINTS)[:-1].tolist()
    rates = sorted({*even, *printed_rates(rate, most[0])})
    before = frontier(plain, basket, [r for r in rates if r < most[0]]).reindex(rates)
    after = frontier(menu, basket, rates)
    return pd.DataFrame({"rate": rates, "before": before.to_numpy(), "after": after.to_numpy()})


def _wedge(menu: Menu, final: Array, rate: float) -> pd.DataFrame:
    """Hours for the same consumption above the least, by rate of profit and licence."""
    least = least_hours(menu, final)
    rows = []
    cases = [
        ("none", menu),
        (f"{SHARE_OF_SAVING:.0%} of cost saved", share_of_saving(menu, SHARE_OF_SAVING)),
    ]
    cases += [(f"{part:.0%} of wages saved", price_per_unit(menu, part)) for part in LICENCES]
    for profit in (0.0, rate):
        for licence, charged in cases:
            choice = cost_minimising(menu, profit, charged)
            hours = float(labour_values(choice.system) @ final)
            rows.append(
                {
                    "rate": profit,
                    "licence": licence.replace("%", " %"),
                    "techniques": _taken(menu, choice),
                    "differ": int((np.abs(choice.shares - least.shares) > OTHER).sum()),
                    "hours": hours / least.hours - 1.0,
                }
            )
    return pd.DataFrame(rows)
