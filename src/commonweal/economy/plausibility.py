"""Whether magnitudes lie where those of countries lie: what is odd, where, and the usual cause.

A range is what was observed, widened by the factor written beside it, so that other countries and
years fit; a figure that is off by a thousand does not. Nothing here is an error: a figure outside
its range may be true.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from commonweal.economy.economy import Economy
from commonweal.economy.money import dollars_in
from commonweal.economy.regions import population, region_labels, regions_of
from commonweal.units import factor, parse_unit

SHOWN = 5  # assumption: activities named before the rest is only counted
PAY = ("compensation", "wage", "salar")  # words in the items that are pay
PENN = "Penn World Table 10.01, 40 countries, 1995 to 2019"


@dataclass(frozen=True)
class Range:
    """What is plausible.

    Parameters
    ----------
    what, unit : what is measured
    low, high : observed
    wide : factor by which the range is wider than what was observed; an assumption
    source : of the observation
    cause : what usually explains a figure outside
    """

    what: str
    unit: str
    low: float
    high: float
    wide: float
    source: str
    cause: str

    def holds(self, value: float) -> bool:
        """Whether a value lies within the widened range."""
        return self.low / self.wide <= value <= self.high * self.wide

    def sentence(self, where: str, value: float) -> str:
        """What is odd, and where."""
        return (
            f"{where}: {self.what} is {_figure(value)} {self.unit}".rstrip()
            + f"; observed are {_figure(self.low)} to {_figure(self.high)} ({self.source}). "
            f"Usual cause: {self.cause}."
        )


def _figure(value: float) -> str:
    """A figure with three digits or more, thousands marked."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


GDP_PER_HEAD = Range(
    "output less inputs per head",
    "USD",
    218.0,  # Burundi 2016, World Bank, WDI, GDP per capita, constant 2010 USD
    111_001.0,  # Luxembourg 2016, World Bank, WDI, GDP per capita, constant 2010 USD
    2.0,  # assumption: current dollars, other years, regions of a country
    "World Bank, GDP per head 2016, Burundi to Luxembourg",
    "population or value_added is off by a thousand, or the currency by its unit",
)
HOURS_PER_WORKER = Range(
    "hours worked per worker",
    "h a year",
    1381.0,  # Denmark 2019, Penn World Table 10.01, avh
    2645.0,  # Korea 1995, Penn World Table 10.01, avh
    1.4,  # assumption: part-time work and seasons in single labour types
    f"{PENN}, Denmark 2019 to Korea 1995",
    "labour is in thousand hours or in persons, or workers in thousands",
)
WORKERS_PER_HEAD = Range(
    "workers per head of the population",
    "",
    0.292,  # Turkey 2004, Penn World Table 10.01, emp / pop
    0.748,  # Luxembourg 2019, Penn World Table 10.01, emp / pop
    1.25,  # assumption: no country outside the table lies further off
    f"{PENN}, Turkey 2004 to Luxembourg 2019",
    "population or workers is in thousands",
)
ASSETS_PER_GDP = Range(
    "assets per value added",
    "years",
    1.22,  # Bulgaria 1996, Penn World Table 10.01, rnna / rgdpna
    14.4,  # Latvia 1995, Penn World Table 10.01, rnna / rgdpna
    2.0,  # assumption: other ways to count assets and to value them
    f"{PENN}, Bulgaria 1996 to Latvia 1995",
    "capital or value_added is off by a thousand",
)
ASSETS_BY_ACTIVITY = Range(
    "assets per value added",
    "years",
    0.32,  # agriculture, estimates of the bundled economy china-2020
    18.6,  # real estate, estimates of the bundled economy china-2020
    10.0,  # assumption: finer industries
    "bundled economy china-2020, agriculture to real estate",
    "one cell of capital is off by a thousand",
)
PAY_PER_HOUR = Range(
    "compensation per hour",
    "USD",
    1.60,  # India 1995, Penn World Table 10.01, labsh rgdpna / (emp avh), 2017 PPP dollars
    47.1,  # Luxembourg 2005, the same
    4.0,  # assumption: market exchange rates instead of purchasing power
    f"{PENN}, India 1995 to Luxembourg 2005",
    "labour is in thousand hours, or value_added in another unit",
)
ENERGY_PER_GDP = Range(
    "energy supplied per value added",
    "kWh per USD",
    0.41,  # Hong Kong 2014, World Bank, 28.22 PPP dollars per kg of oil equivalent of 11.63 kWh
    5.5,  # D.R. Congo 2014, World Bank, 2.12 PPP dollars per kg of oil equivalent
    5.0,  # assumption: market exchange rates, secondary energy counted again
    "World Bank, GDP per unit of energy 2014, Hong Kong to D.R. Congo",
    "energy is in GWh and said to be MWh, or the like",
)


def plausibility(economy: Economy) -> Iterator[str]:
    """Everything that lies outside its range, a sentence each; none where all is plausible.

    Each quantity is looked at where its tables are there and in units that can be compared:
    money in a currency whose dollar rate is known, energy in a unit of energy.

    Parameters
    ----------
    economy : well formed
    """
    added = _value_added(economy)
    yield from _people(economy, added)
    yield from _work(economy)
    yield from _assets(economy, added)
    yield from _energy(economy, added)


def _where(economy: Economy, table: str, region: str) -> str:
    return table if economy.regions is None else f'{table}, region "{region}"'


def _value_added(economy: Economy) -> pd.Series[float] | None:
    """Value added of each activity (activity) [currency]; None without the table."""
    return None if economy.value_added is None else economy.value_added.sum(axis=0)


def _by_region(economy: Economy, values: pd.Series[float], table: str) -> dict[str, float]:
    """Sum over the labels of each region."""
    home = regions_of(economy, table).to_numpy()
    amounts = values.to_numpy(dtype=float)
    return {region: float(amounts[home == region].sum()) for region in region_labels(economy)}


def _people(economy: Economy, added: pd.Series[float] | None) -> Iterator[str]:
    heads = [float(x) for x in population(economy)]
    people = dict(zip(region_labels(economy), heads, strict=True))
    dollars = dollars_in(economy.meta.currency)
    if added is not None and dollars is not None:
        for region, value in _by_region(economy, added, "activities").items():
            per_head = value * dollars / people[region]
            if not GDP_PER_HEAD.holds(per_head):
                yield GDP_PER_HEAD.sentence(_where(economy, "value_added", region), per_head)
    if economy.labour_types is None:
        return
    for region, workers in _by_region(
        economy, economy.labour_types["workers"], "labour_types"
    ).items():
        share = workers / people[region]
        if not WORKERS_PER_HEAD.holds(share):
            yield WORKERS_PER_HEAD.sentence(_where(economy, "labour_types", region), share)


def _work(economy: Economy) -> Iterator[str]:
    labour, types, added = economy.labour, economy.labour_types, economy.value_added
    if labour is None or types is None:
        return
    to_hours = [factor(str(unit), "h") for unit in types["unit"]]
    hours = labour.mul(to_hours, axis=0)
    for label in types.index[types["workers"] > 0]:
        each = float(hours.loc[label].sum()) / float(types["workers"][label])
        if not HOURS_PER_WORKER.holds(each):
            yield HOURS_PER_WORKER.sentence(f'labour, row "{label}"', each)
    dollars = dollars_in(economy.meta.currency)
    if added is None or dollars is None:
        return
    pay = [item for item in added.index if any(word in str(item).lower() for word in PAY)]
    if not pay:
        return
    paid = _by_region(economy, added.loc[pay].sum(axis=0), "activities")
    for region, worked in _by_region(economy, hours.sum(axis=0), "activities").items():
        if worked > 0 and not PAY_PER_HOUR.holds(paid[region] * dollars / worked):
            where = _where(economy, "value_added and labour", region)
            yield PAY_PER_HOUR.sentence(where, paid[region] * dollars / worked)


def _assets(economy: Economy, added: pd.Series[float] | None) -> Iterator[str]:
    capital, assets = economy.capital, economy.assets
    if capital is None or assets is None or added is None:
        return
    units = [parse_unit(str(unit)) for unit in assets["unit"]]
    base = parse_unit(economy.meta.currency)
    if any(unit.base != base.base for unit in units):
        return
    stock = capital.mul([factor(unit, base) for unit in units], axis=0).sum(axis=0)
    produced = _by_region(economy, added, "activities")
    for region, amount in _by_region(economy, stock, "activities").items():
        if produced[region] > 0 and not ASSETS_PER_GDP.holds(amount / produced[region]):
            where = _where(economy, "capital", region)
            yield ASSETS_PER_GDP.sentence(where, amount / produced[region])
    known = ((added > 0) & (stock > 0)).to_numpy()
    ratio = {str(a): float(x) for a, x in (stock / added.where(added > 0))[known].items()}
    odd = [label for label, value in ratio.items() if not ASSETS_BY_ACTIVITY.holds(value)]
    for label in odd[:SHOWN]:
        yield ASSETS_BY_ACTIVITY.sentence(f'capital, column "{label}"', ratio[label])
    if len(odd) > SHOWN:
        yield f"capital: {len(odd)} of {len(ratio)} activities lie outside, the first are listed."


def _energy(economy: Economy, added: pd.Series[float] | None) -> Iterator[str]:
    dollars = dollars_in(economy.meta.currency)
    units = {str(i): parse_unit(str(unit)) for i, unit in economy.products["unit"].items()}
    energy = [label for label, unit in units.items() if unit.base.split()[0] == "kWh"]
    if added is None or dollars is None or not energy:
        return
    to_kwh = pd.Series({label: float(units[label].multiplier) for label in energy})
    exported = economy.final_use.loc[energy, (economy.categories["role"] == "exports").to_numpy()]
    supplied = economy.supply.loc[energy].sum(axis=1) + economy.imports_total[energy]
    used = float(((supplied - exported.sum(axis=1)) * to_kwh).sum())
    worth = float(added.sum()) * dollars
    if worth > 0 and not ENERGY_PER_GDP.holds(used / worth):
        names = ", ".join(energy[:SHOWN])
        yield ENERGY_PER_GDP.sentence(f"products {names}", used / worth)
