"""Farms: drones, irrigation, milking robots, and precision weeding worked in detail."""

from __future__ import annotations

import facts as f
from facts import Facts, changes_bought
from place import amount
from sheet import (
    Row,
    adds_asset,
    adds_input,
    changes_hours,
    learning_hours,
    times,
)

UAV_PESTICIDE = (-0.125, -0.249, -0.249)  # uav-rice-2024, households not drawn at random; low: half
SPRAYING_SAVING = (0.0, -0.3, -0.5)  # assumption: no measured labour saving of drones was found
MILKING_SAVING = (-0.198, -0.198, -0.213)  # ams-2004
EUR_PER_COW = 120_000.0 / 51  # ams-wikipedia: EUR 120,000 (2003) for 51 cows
WATER_CHANGE = (0.0, -0.06, -0.124)  # vri-2019
HERBICIDE_IN_PESTICIDE = (0.3, 0.4, 0.5)  # assumption
POST_EMERGENCE = (0.5, 0.6, 0.7)  # assumption: the part of herbicide that spot spraying can spare
HERBICIDE_CHANGE = (-0.13, -0.5, -0.59)  # arkansas-2025: cost model low, trial "up to" high
BOOM_AUD = 150_000.0  # farmonline-2023: 36 m boom
SPRAYED_AREA = 0.5  # assumption: share of crop land that a spot sprayer can work
FEE_USD = (9.88, 8.65, 7.41)  # sprayers101-2023
WEEDING_HOURS = (0.10, 0.15, 0.20)  # assumption: weeding in the hours of vegetables
LASER_SUITED = 0.3  # assumption: share of vegetable land where a laser weeder can work
WEEDING_SAVING = (-0.28, -0.40, -0.865)  # western-growers-2023: one farm, mean cost, spinach
LASER_USD_PER_HECTARE = (1430.0, 1240.0, 1050.0)  # kfgo-2025


def smart_farming(facts: Facts, pesticides: str = "pesticides", dairy: bool = True) -> list[Row]:
    """Drones that spray, irrigation by need, and, on whole agriculture, milking robots."""
    land = facts.place.land
    hectares = land.hectares * f.MILLION / land.output  # ha per unit of agriculture
    if not dairy:
        hectares /= float(facts.sub_activities["crops"])
    savings = [
        changes_bought(
            facts,
            "chemicals",
            UAV_PESTICIDE,
            share=times(float(facts.sub_activities[pesticides]), land.drones_suited),
            evidence="field study",
            source="uav-rice-2024",
            note=f"pesticide in chemicals (table of {facts.place.table_year}) x land suited to "
            "drones (assumption)",
        ),
        changes_hours(
            SPRAYING_SAVING,
            share=land.spraying_hours,
            who=("production",),
            evidence="assumption",
            note="spraying by hand replaced by drones; no measured saving was found",
        ),
        changes_bought(
            facts,
            "water",
            WATER_CHANGE,
            evidence="trial",
            source="vri-2019",
            note="irrigation by need; yield unchanged",
        ),
    ]
    return [*savings, *_drones(facts, hectares), *(_milking(facts) if dairy else [])]


def _drones(facts: Facts, hectares: float) -> list[Row]:
    """What the drones of ``hectares`` per unit cost, and the time to learn to fly them."""
    land, word = facts.place.land, facts.place.money.word
    suited, power = land.drones_suited[1], land.drone_power_per_hectare
    low, central, high = land.drones_per_hectare
    area = times(hectares, suited, land.drones_per_hectare, 1 / f.MILLION)
    return [
        adds_asset(
            "computing-robots",
            area,
            note=f"hectares per unit x {suited:g} x {amount(central)} {word} ({amount(low)} to "
            f"{amount(high)}) for drones",
        ),
        adds_input(
            facts.product("electricity"),
            times(hectares, suited, power / f.MILLION),
            note=f"{power:g} {word} of electricity per hectare and year",
        ),
        adds_input(
            facts.product("repair"),
            times(area, (0.10, 0.05, 0.04)),
            note="5 % of the drones a year (10 to 4 %)",
        ),
        learning_hours(
            (0.10, 0.05, 0.025), share=land.spraying_hours[1], note="learning, of those who spray"
        ),
    ]


def _milking(facts: Facts) -> list[Row]:
    """Milking robots: hours of dairy farming, and the robots."""
    land = facts.place.land
    robots = land.cows * (EUR_PER_COW * facts.place.money.per_eur) / land.output
    return [
        changes_hours(
            MILKING_SAVING,
            share=land.milking_hours,
            who=("production",),
            evidence="field study",
            source="ams-2004",
            note="share of dairy in hours is an assumption",
        ),
        adds_asset(
            "computing-robots",
            (robots * 1.8, robots, robots),
            source="ams-wikipedia",
            note=f"{land.cows_words}, one robot of 120,000 EUR (2003) for 51",
        ),
    ]


def precision_weeding(facts: Facts) -> list[Row]:
    """Spot spraying on crop land, laser weeding on vegetables, and smart farming with them."""
    crops = float(facts.sub_activities["crops"])
    land = facts.place.land
    hectares = land.hectares * f.MILLION / (land.output * crops)
    return [
        *smart_farming(facts, pesticides="pesticides-in-crops", dairy=False),
        *_spot_spraying(facts, float(facts.sub_activities["pesticides-in-crops"]), hectares),
        *_laser_weeding(facts, hectares * land.vegetable_area * LASER_SUITED),
    ]


def _spot_spraying(facts: Facts, pesticides: float, hectares: float) -> list[Row]:
    """Sprayers that see weeds: herbicide, booms, fee for recognition, repairs."""
    land, money = facts.place.land, facts.place.money
    fewest, central, most = (f"{1 / booms:,.0f}" for booms in land.booms_per_hectare)
    # The drones and the spot sprayer share the pesticide: what the drones spare is gone first.
    herbicide = times(
        pesticides,
        HERBICIDE_IN_PESTICIDE,
        POST_EMERGENCE,
        1 - land.drones_suited[1] * 0.249,
    )
    boom = BOOM_AUD * money.per_aud
    booms = times(hectares, SPRAYED_AREA * boom / f.MILLION, land.booms_per_hectare)
    return [
        changes_bought(
            facts,
            "chemicals",
            HERBICIDE_CHANGE,
            share=herbicide,
            evidence="trial",
            source="arkansas-2025",
            note="post-emergence herbicide only: pesticide in chemicals x herbicide 0.4 x "
            "post-emergence 0.6 (assumptions); labour of spraying unchanged",
        ),
        adds_asset(
            "computing-robots",
            booms,
            evidence="model",
            source="farmonline-2023",
            note=f"hectares per unit x 0.5 x AUD 150,000 per boom and {central} ha ({fewest} to "
            f"{most})",
        ),
        adds_input(
            facts.product("software"),
            times(hectares, SPRAYED_AREA / f.MILLION, times(FEE_USD, money.per_usd)),
            source="sprayers101-2023",
            note="fee for recognition, 3 to 4 USD an acre, price of the maker",
        ),
        adds_input(
            facts.product("repair"),
            times(hectares, SPRAYED_AREA * money.per_aud / f.MILLION, (4.0, 3.0, 2.0)),
            evidence="model",
            source="farmonline-2023",
            note="repairs 2 to 4 AUD/ha",
        ),
    ]


def _laser_weeding(facts: Facts, hectares: float) -> list[Row]:
    """Laser weeders on ``hectares`` of vegetables per unit."""
    land = facts.place.land
    price = times(LASER_USD_PER_HECTARE, facts.place.money.per_usd)
    lasers = times(hectares, price, 1 / f.MILLION)
    part = land.vegetable_hours[1]
    return [
        changes_hours(
            WEEDING_SAVING,
            share=times(land.vegetable_hours, WEEDING_HOURS, LASER_SUITED),
            who=("production",),
            evidence="field study",
            source="western-growers-2023",
            note=f"vegetables {part:g} x weeding 0.15 x suited 0.3 (assumptions); two farms, "
            "with help of the maker; one crop became dearer",
        ),
        adds_asset(
            "computing-robots",
            lasers,
            source="kfgo-2025",
            note="vegetable hectares per unit x 0.3 x 1,240 USD/ha, price of the maker",
        ),
        adds_input(
            facts.product("fuels"),
            times(lasers, (0.06, 0.04, 0.03)),
            note="fuel of laser weeders: 4 % of their price a year",
        ),
    ]
