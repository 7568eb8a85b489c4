"""China: labels of china-2020, prices in yuan, shares of hours and land."""

from __future__ import annotations

from place import Bought, Coal, Land, Money, Place

CHINA = Place(
    economy="china-2020",
    tables="ai-plus-tables",
    country="China",
    table_year=2020,
    labour_types=("all",),
    money=Money(
        word="yuan",
        per_usd=6.9,  # assumption: about the average rate of 2020
        per_eur=7.9,  # assumption: about the average rate of 2020
        per_aud=4.8,  # assumption: about the average rate of 2020
        per_kwh=0.6,  # assumption: price paid by businesses in 2020
        software_per_user=(1000.0, 400.0, 200.0),  # assumption
        per_robot=(200_000.0, 115_000.0, 30_000.0),  # china-daily-2014: range and its middle
        robot_evidence="official statement",
        robot_source="china-daily-2014",
        sensors_per_worker=(6000.0, 3000.0, 1500.0),  # assumption
        tills_per_worker=(6000.0, 3000.0, 2000.0),  # assumption
        vehicle_kit=(600_000.0, 300_000.0, 200_000.0),  # assumption above baidu-2024 (a robotaxi)
        haul_truck_kit=(2.0e6, 1.0e6, 0.5e6),  # assumption: no cost was found
    ),
    land=Land(
        hectares=167e6,  # assumption: sown area of China in 2020, as commonly reported
        output=13.317e12,  # output of agriculture, table of 2020
        vegetable_area=0.13,  # assumption: share of the sown area under vegetables
        vegetable_hours=(0.2, 0.3, 0.4),  # assumption: vegetables in the hours of crop farming
        drones_suited=(0.3, 0.5, 0.7),  # assumption: share of pesticide on land where drones suit
        drones_per_hectare=(900.0, 450.0, 300.0),  # assumption: 60,000 yuan for 130 ha
        drone_power_per_hectare=10.0,  # assumption
        spraying_hours=(0.02, 0.03, 0.04),  # assumption: spraying in the hours of farming
        milking_hours=(0.01, 0.02, 0.03),  # assumption: milking cows in the hours of agriculture
        cows=5.0e6,  # assumption: dairy cows in milk that could be milked by robot
        cows_words="5 million cows",
        booms_per_hectare=(1 / 1000.0, 1 / 2000.0, 1 / 3000.0),  # assumption; plots are small
    ),
    coal=Coal(
        tonnes=3.9e9,  # assumption: coal output of China in 2020, as commonly reported
        value=2.351e12,  # output of coal, table of 2020
    ),
    bought={
        "electricity": Bought(product="electricity-heat"),
        "water": Bought(product="water"),
        "fuels": Bought(product="fuels"),
        "repair": Bought(product="machine-repair"),
        "software": Bought(product="information-software"),
        "service": Bought(product="information-software"),
        "chemicals": Bought(product="chemicals"),
        "insurance": Bought(product="finance", part=0.1, words="financial services"),  # assumption
        "research": Bought(product="research"),
        "goods": Bought(product="food"),
    },
    energy_goods=("fuels", "oil-gas", "coal"),
    carbon="",
    support_hours={  # assumption: share of hours spent answering customers
        "business-services": 0.06,
        "information-software": 0.04,
        "finance": 0.05,
        "trade": 0.02,
        "transport": 0.01,
        "administration": 0.01,
        "catering-lodging": 0.01,
        "electricity-heat": 0.01,
        "gas": 0.02,
        "water": 0.02,
    },
    coding_hours={  # assumption: share of hours spent writing software
        "information-software": 0.20,
        "finance": 0.02,
        "research": 0.02,
        "technical-services": 0.02,
        "electronics": 0.02,
        "instruments": 0.02,
    },
    robot_suited={  # assumption: share of an activity's plants like those that were studied
        "food": 0.6,
        "textiles": 0.5,
        "clothing": 0.3,
        "wood-furniture": 0.5,
        "paper-printing": 0.6,
        "fuels": 0.3,
        "chemicals": 0.5,
        "building-materials": 0.5,
        "metals": 0.5,
        "metal-products": 0.9,
        "general-machinery": 0.9,
        "special-machinery": 0.8,
        "vehicles": 1.0,
        "electrical-equipment": 0.9,
        "electronics": 1.0,
        "instruments": 0.8,
        "other-manufacturing": 0.4,
    },
    sales_per_margin=5.0,  # assumption: sales per unit of trade's output, its margin
    drivers_per_vehicle=1.6,  # assumption
    operating_hours={"transport": (0.15, 0.25, 0.40)},  # assumption
    terminal_hours={"transport": (0.04, 0.06, 0.08)},  # assumption
)
