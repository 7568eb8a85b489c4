"""Farms: drones, irrigation, milking robots, and precision weeding worked in detail."""

from __future__ import annotations

import facts as f
from facts import Facts
from sheet import (
    Row,
    adds_asset,
    adds_input,
    changes_hours,
    changes_input,
    learning_hours,
    times,
)

HECTARES = 167e6  # assumption: sown area of China in 2020, as commonly reported
VEGETABLE_AREA = 0.13  # assumption: share of the sown area under vegetables
AGRICULTURE_YUAN = 13.317e12  # output of agriculture, table of 2020
UAV_SUITED = (0.3, 0.5, 0.7)  # assumption: share of pesticide on land where drones suit
UAV_PESTICIDE = (-0.125, -0.249, -0.249)  # uav-rice-2024, households not drawn at random; low: half
UAV_YUAN_PER_HECTARE = (900.0, 450.0, 300.0)  # assumption: 60,000 yuan for 130 ha
SPRAYING_HOURS = (0.02, 0.03, 0.04)  # assumption: spraying in the hours of farming
SPRAYING_SAVING = (0.0, -0.3, -0.5)  # assumption: no measured labour saving of drones was found
DAIRY_HOURS = (0.01, 0.02, 0.03)  # assumption: milking cows in the hours of agriculture
MILKING_SAVING = (-0.198, -0.198, -0.213)  # ams-2004
COWS = 5.0e6  # assumption: dairy cows in milk that could be milked by robot
YUAN_PER_COW = 120_000.0 / 51 * f.YUAN_PER_EUR  # ams-wikipedia: EUR 120,000 (2003) for 51 cows
WATER_CHANGE = (0.0, -0.06, -0.124)  # vri-2019
HERBICIDE_IN_PESTICIDE = (0.3, 0.4, 0.5)  # assumption
POST_EMERGENCE = (0.5, 0.6, 0.7)  # assumption: the part of herbicide that spot spraying can spare
HERBICIDE_CHANGE = (-0.13, -0.5, -0.59)  # arkansas-2025: cost model low, trial "up to" high
BOOM_YUAN = 150_000.0 * f.YUAN_PER_AUD  # farmonline-2023: 36 m boom
BOOMS_PER_HECTARE = (1 / 1000.0, 1 / 2000.0, 1 / 3000.0)  # assumption; plots in China are small
SPRAYED_AREA = 0.5  # assumption: share of crop land that a spot sprayer can work
FEE_YUAN = (9.88 * f.YUAN_PER_USD, 8.65 * f.YUAN_PER_USD, 7.41 * f.YUAN_PER_USD)  # sprayers101-2023
VEGETABLE_HOURS = (0.2, 0.3, 0.4)  # assumption: vegetables in the hours of crop farming
WEEDING_HOURS = (0.10, 0.15, 0.20)  # assumption: weeding in the hours of vegetables
LASER_SUITED = 0.3  # assumption: share of vegetable land where a laser weeder can work
WEEDING_SAVING = (-0.28, -0.40, -0.865)  # western-growers-2023: one farm, mean cost, spinach
LASER_YUAN_PER_HECTARE = (1430.0 * f.YUAN_PER_USD, 1240.0 * f.YUAN_PER_USD, 1050.0 * f.YUAN_PER_USD)


def smart_farming(facts: Facts, pesticides: str = "pesticides", dairy: bool = True) -> list[Row]:
    """Drones that spray, irrigation by need, and, on whole agriculture, milking robots."""
    hectares = HECTARES * f.MILLION / AGRICULTURE_YUAN  # ha per 1 million yuan of agriculture
    if not dairy:
        hectares /= float(facts.sub_activities["crops"])
    savings = [
        changes_input(
            "chemicals",
            UAV_PESTICIDE,
            share=times(float(facts.sub_activities[pesticides]), UAV_SUITED),
            evidence="field study",
            source="uav-rice-2024",
            note="pesticide in chemicals (table of 2020) x land suited to drones (assumption)",
        ),
        changes_hours(
            SPRAYING_SAVING,
            share=SPRAYING_HOURS,
            evidence="assumption",
            note="spraying by hand replaced by drones; no measured saving was found",
        ),
        changes_input(
            "water",
            WATER_CHANGE,
            evidence="trial",
            source="vri-2019",
            note="irrigation by need; yield unchanged",
        ),
    ]
    return [*savings, *_drones(hectares), *(_milking() if dairy else [])]


def _drones(hectares: float) -> list[Row]:
    """What the drones of ``hectares`` per unit cost, and the time to learn to fly them."""
    area = times(hectares, UAV_SUITED[1], UAV_YUAN_PER_HECTARE, 1 / f.MILLION)
    return [
        adds_asset(
            "computing-robots",
            area,
            note="hectares per unit x 0.5 x 450 yuan (900 to 300) for drones",
        ),
        adds_input(
            "electricity-heat",
            times(hectares, UAV_SUITED[1], 10.0 / f.MILLION),
            note="10 yuan of electricity per hectare and year",
        ),
        adds_input(
            "machine-repair",
            times(area, (0.10, 0.05, 0.04)),
            note="5 % of the drones a year (10 to 4 %)",
        ),
        learning_hours(
            (0.10, 0.05, 0.025), share=SPRAYING_HOURS[1], note="learning, of those who spray"
        ),
    ]


def _milking() -> list[Row]:
    """Milking robots: hours of dairy farming, and the robots."""
    robots = COWS * YUAN_PER_COW / AGRICULTURE_YUAN
    return [
        changes_hours(
            MILKING_SAVING,
            share=DAIRY_HOURS,
            evidence="field study",
            source="ams-2004",
            note="share of dairy in hours is an assumption",
        ),
        adds_asset(
            "computing-robots",
            (robots * 1.8, robots, robots),
            source="ams-wikipedia",
            note="5 million cows, one robot of 120,000 EUR (2003) for 51",
        ),
    ]


def precision_weeding(facts: Facts) -> list[Row]:
    """Spot spraying on crop land, laser weeding on vegetables, and smart farming with them."""
    crops = float(facts.sub_activities["crops"])
    hectares = HECTARES * f.MILLION / (AGRICULTURE_YUAN * crops)
    return [
        *smart_farming(facts, pesticides="pesticides-in-crops", dairy=False),
        *_spot_spraying(float(facts.sub_activities["pesticides-in-crops"]), hectares),
        *_laser_weeding(hectares * VEGETABLE_AREA * LASER_SUITED),
    ]


def _spot_spraying(pesticides: float, hectares: float) -> list[Row]:
    """Sprayers that see weeds: herbicide, booms, fee for recognition, repairs."""
    # The drones and the spot sprayer share the pesticide: what the drones spare is gone first.
    herbicide = times(
        pesticides,
        HERBICIDE_IN_PESTICIDE,
        POST_EMERGENCE,
        1 - UAV_SUITED[1] * 0.249,
    )
    booms = times(hectares, SPRAYED_AREA * BOOM_YUAN / f.MILLION, BOOMS_PER_HECTARE)
    return [
        changes_input(
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
            note="hectares per unit x 0.5 x AUD 150,000 per boom and 2,000 ha (1,000 to 3,000)",
        ),
        adds_input(
            "information-software",
            times(hectares, SPRAYED_AREA / f.MILLION, FEE_YUAN),
            source="sprayers101-2023",
            note="fee for recognition, 3 to 4 USD an acre, price of the maker",
        ),
        adds_input(
            "machine-repair",
            times(hectares, SPRAYED_AREA * 4.8 / f.MILLION, (4.0, 3.0, 2.0)),
            evidence="model",
            source="farmonline-2023",
            note="repairs 2 to 4 AUD/ha",
        ),
    ]


def _laser_weeding(hectares: float) -> list[Row]:
    """Laser weeders on ``hectares`` of vegetables per unit."""
    lasers = times(hectares, LASER_YUAN_PER_HECTARE, 1 / f.MILLION)
    return [
        changes_hours(
            WEEDING_SAVING,
            share=times(VEGETABLE_HOURS, WEEDING_HOURS, LASER_SUITED),
            evidence="field study",
            source="western-growers-2023",
            note="vegetables 0.3 x weeding 0.15 x suited 0.3 (assumptions); two farms, "
            "with help of the maker; one crop became dearer",
        ),
        adds_asset(
            "computing-robots",
            lasers,
            source="kfgo-2025",
            note="vegetable hectares per unit x 0.3 x 1,240 USD/ha, price of the maker",
        ),
        adds_input(
            "fuels",
            times(lasers, (0.06, 0.04, 0.03)),
            note="fuel of laser weeders: 4 % of their price a year",
        ),
    ]
