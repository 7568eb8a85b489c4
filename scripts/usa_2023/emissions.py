"""Carbon dioxide from energy in 2023, by activity and need: an allocation of national figures.

EIA's national figures by sector are divided over those who buy the fuel, in proportion to what
they pay for it. Purchases of a fuel are those of the 73 products in 2023, times the share of the
fuel in the product in 2017 (detail tables), user by user:

    P[fuel, j] = use2023[product(fuel), j] * use2017[fuel, j] / use2017[product(fuel), j]

Prices that differ between users, fuels used as material and cement's own carbon are not seen.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from accounts import published
from labels import ACTIVITIES, AGRICULTURE, MINING, SECTORS
from raw_tables import detail, summary_of

# Energy-related carbon dioxide 2023, million t: EIA, U.S. Energy-Related Carbon Dioxide Emissions,
# 2023 (25 April 2024), table 1 (https://www.eia.gov/environment/emissions/carbon).
SECTOR = {
    "residential": 311.0,  # EIA 2024, table 1
    "commercial": 250.0,  # EIA 2024, table 1
    "industrial": 963.0,  # EIA 2024, table 1
    "transportation": 1_856.0,  # EIA 2024, table 1
    "electric power": 1_427.0,  # EIA 2024, table 1
}
# Industry's carbon dioxide from natural gas: EIA, frequently asked questions 75 (26 April 2024).
INDUSTRIAL_GAS = 554.0  # EIA 2024
GAS, ELECTRICITY, PETROLEUM, COAL = "221200", "221100", "324110", "212100"  # BEA detail codes
POWER = {
    "221100": "utilities",
    "S00101": "federal-enterprises",
    "S00202": "state-local-enterprises",
}
# Transport by vehicle, shares: EPA, Fast Facts, U.S. transportation sector emissions 1990-2018
# (EPA-420-F-20-037); "other" are buses, motor cycles, pipelines and lubricants.
VEHICLE = {"light": 0.59, "heavy": 0.23, "air": 0.09, "rail": 0.02, "ships": 0.02, "other": 0.05}
PRIVATE_CARS = 0.9  # assumption: share of light vehicles' emissions that is households' travel
FLEETS = {"air": ("air-transport", "federal-defence"), "rail": ("rail-transport",)}
FLEETS["ships"] = ("water-transport",)
# Petroleum bought by the makers of chemicals and of fuels is mostly material, not burnt.
MATERIAL = ("chemicals", "fuels")
FUEL_PRODUCT = {GAS: "utilities", PETROLEUM: "fuels", COAL: "mining"}


def industrial() -> list[str]:
    """Activities of EIA's industrial sector: farming, mining, manufacturing, construction."""
    groups = {AGRICULTURE, MINING}
    made = [s.label for s in SECTORS if s.code[0] == "3" or s.group in groups]
    return [*made, "construction"]


def purchases(raw: Path, fuel: str) -> pd.Series:
    """Purchases of one fuel in 2023 by activity, million USD."""
    use, own = detail(raw, "use"), summary_of(raw, "industries")
    product = summary_of(raw, "commodities")
    whole = use.loc[product[use.index] == FUEL_PRODUCT[fuel]].clip(lower=0).sum()
    part = use.loc[fuel].clip(lower=0)
    by_activity = pd.DataFrame({"part": part, "whole": whole}).groupby(own).sum()
    share = (by_activity["part"] / by_activity["whole"]).fillna(0.0).reindex(list(ACTIVITIES))
    return published(raw).use.loc[FUEL_PRODUCT[fuel], list(ACTIVITIES)] * share


def power(raw: Path) -> pd.Series:
    """Share of each activity in the generation of electricity: output of 2017."""
    made = detail(raw, "make").loc[list(POWER), ELECTRICITY]
    made.index = [POWER[code] for code in made.index]
    return made / made.sum()


def transport(burnt: pd.Series) -> pd.Series:
    """Million t of transport by activity: each kind of vehicle over those who run it.

    Aircraft, trains and ships go to their activities; lorries and others, and light vehicles that
    are no private cars, to all other activities; always in proportion to petroleum bought.
    """
    total, table = SECTOR["transportation"], pd.Series(0.0, index=burnt.index)
    special = [a for owners in FLEETS.values() for a in owners if a.endswith("-transport")]
    for vehicle, owners in FLEETS.items():
        bought = burnt.where(burnt.index.isin(owners), 0.0)
        table += bought / bought.sum() * VEHICLE[vehicle] * total
    rest = burnt.where(~burnt.index.isin(special), 0.0)
    share = VEHICLE["heavy"] + VEHICLE["other"] + VEHICLE["light"] * (1 - PRIVATE_CARS)
    return table + rest / rest.sum() * share * total


def by_activity(raw: Path) -> pd.DataFrame:
    """Million t by activity (rows) and sector of EIA."""
    gas, oil, coal = (purchases(raw, fuel) for fuel in (GAS, PETROLEUM, COAL))
    makers = industrial()
    inside = pd.Series(gas.index.isin(makers), index=gas.index)
    burnt = oil.where(~oil.index.isin(MATERIAL), 0.0)
    solid = (burnt + coal).where(inside, 0.0)
    outside_gas = gas.where(~inside & (gas.index != "utilities"), 0.0)
    inside_gas = gas.where(inside, 0.0)
    rest = SECTOR["industrial"] - INDUSTRIAL_GAS
    table = pd.DataFrame(
        {
            "electric power": power(raw).reindex(gas.index).fillna(0.0) * SECTOR["electric power"],
            "industrial": inside_gas / inside_gas.sum() * INDUSTRIAL_GAS
            + solid / solid.sum() * rest,
            "commercial": outside_gas / outside_gas.sum() * SECTOR["commercial"],
            "transportation": transport(burnt),
        }
    )
    table.index.name = "activity"
    return table


def by_need() -> pd.Series:
    """Million t by need: homes' own fuel and the fuel of private cars."""
    cars = SECTOR["transportation"] * VEHICLE["light"] * PRIVATE_CARS
    return pd.Series({"home-energy": SECTOR["residential"], "transport": cars})


def coefficients(raw: Path) -> pd.DataFrame:
    """The table limit_coefficients: one limit, co2, in t."""
    found = by_activity(raw).sum(axis=1)
    rows = [("co2", "activity", label, value) for label, value in found.items() if value > 0]
    rows += [("co2", "need", label, value) for label, value in by_need().items()]
    table = pd.DataFrame(rows, columns=["limit", "kind", "label", "value"])
    table["value"] = (table["value"] * 1e6).round(-2)  # t
    return table
