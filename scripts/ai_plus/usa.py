"""The United States: labels of usa-2023, prices in dollars, shares of hours and land."""

from __future__ import annotations

from place import Bought, Coal, Land, Money, Place

USA = Place(
    economy="usa-2023",
    tables="ai-plus-usa-tables",
    country="the United States",
    table_year=2017,
    labour_types=("college", "non-college"),
    money=Money(
        word="USD",
        per_usd=1.0,
        per_eur=1.08,  # assumption: about the average rate of 2023
        per_aud=0.66,  # assumption: about the average rate of 2023
        per_kwh=0.11,  # assumption: price paid by businesses in 2023
        software_per_user=(250.0, 100.0, 50.0),  # assumption
        per_robot=(50_000.0, 30_000.0, 16_700.0),  # assumption; high: china-daily-2014, converted
        robot_evidence="assumption",
        robot_source="",
        sensors_per_worker=(2000.0, 1000.0, 500.0),  # assumption
        tills_per_worker=(3000.0, 1500.0, 1000.0),  # assumption
        vehicle_kit=(120_000.0, 60_000.0, 40_000.0),  # assumption above baidu-2024 (a robotaxi)
        haul_truck_kit=(0.6e6, 0.3e6, 0.15e6),  # assumption: no cost was found
    ),
    land=Land(
        hectares=122e6,  # assumption: harvested crop land, as commonly reported
        output=555.343e9,  # output of farms, table of 2023
        vegetable_area=0.008,  # assumption: share of the harvested area under vegetables
        vegetable_hours=(0.10, 0.15, 0.20),  # assumption: vegetables in the hours of crop farming
        drones_suited=(0.02, 0.05, 0.10),  # assumption: ground rigs and planes spray large fields
        drones_per_hectare=(150.0, 75.0, 50.0),  # assumption: 30,000 USD for 400 ha
        drone_power_per_hectare=1.5,  # assumption
        spraying_hours=(0.001, 0.002, 0.003),  # assumption: spraying where drones suit
        milking_hours=(0.02, 0.03, 0.04),  # assumption: milking where robots suit, in farm hours
        cows=4.0e6,  # assumption: dairy cows that could be milked by robot
        cows_words="4 million cows",
        booms_per_hectare=(1 / 2000.0, 1 / 4000.0, 1 / 6000.0),  # assumption: large fields
    ),
    coal=Coal(
        tonnes=703e6,  # assumption: coal output in 2017, as commonly reported
        value=36.917e9,  # output of coal mining (212100), table of 2017
    ),
    bought={
        "electricity": Bought(
            product="utilities", part="energy", words="electricity and gas in utilities"
        ),
        "water": Bought(product="utilities", part="water", words="water in utilities"),
        "fuels": Bought(product="fuels"),
        "repair": Bought(product="other-services", part="repair", words="repair in other services"),
        "software": Bought(product="computer-services"),
        "service": Bought(product="data-internet"),
        "chemicals": Bought(product="chemicals"),
        "insurance": Bought(product="insurance", part=0.6, words="insurance"),  # assumption
        "research": Bought(
            product="professional-services",
            part="research",
            words="research in professional services",
        ),
        "goods": Bought(product="food"),
    },
    energy_goods=("fuels", "oil-gas"),
    carbon="co2",
    support_hours={  # assumption: share of hours spent answering customers, before the total
        "banking": 0.15,
        "telecoms": 0.15,
        "insurance": 0.12,
        "support-services": 0.10,
        "air-transport": 0.10,
        "data-internet": 0.06,
        "publishing-software": 0.05,
        "rental-leasing": 0.05,
        "utilities": 0.05,
        "other-retail": 0.05,
        "general-stores": 0.04,
        "wholesale-trade": 0.04,
        "securities": 0.04,
        "computer-services": 0.04,
        "transport-support": 0.04,
        "vehicle-dealers": 0.03,
        "real-estate": 0.03,
        "recreation": 0.03,
        "food-stores": 0.02,
        "transit": 0.02,
        "ambulatory-care": 0.02,
        "truck-transport": 0.01,
        "warehousing": 0.01,
        "lodging": 0.01,
        "federal-civil": 0.01,
        "federal-enterprises": 0.01,
        "state-local": 0.005,
    },
    coding_hours={  # assumption: share of hours spent writing software, before the total
        "computer-services": 0.35,
        "publishing-software": 0.35,
        "data-internet": 0.25,
        "electronics": 0.08,
        "securities": 0.05,
        "telecoms": 0.04,
        "head-offices": 0.04,
        "banking": 0.03,
        "insurance": 0.03,
        "aircraft-ships": 0.03,
        "professional-services": 0.03,
        "wholesale-trade": 0.01,
        "education": 0.01,
        "federal-civil": 0.01,
        "federal-defence": 0.01,
        "state-local": 0.003,
        "hospitals": 0.003,
    },
    robot_suited={  # assumption: share of an activity's plants like those that were studied
        "wood-products": 0.5,
        "building-materials": 0.5,
        "metals": 0.5,
        "metal-products": 0.9,
        "machinery": 0.85,
        "electronics": 1.0,
        "electrical-equipment": 0.9,
        "motor-vehicles": 1.0,
        "aircraft-ships": 0.6,
        "furniture": 0.5,
        "other-manufacturing": 0.6,
        "food": 0.6,
        "textiles": 0.5,
        "clothing": 0.3,
        "paper": 0.6,
        "printing": 0.5,
        "fuels": 0.3,
        "chemicals": 0.5,
        "plastics-rubber": 0.7,
    },
    sales_per_margin=3.3,  # assumption: sales per unit of the output of shops, their margin
    drivers_per_vehicle=1.2,  # assumption
    operating_hours={  # assumption: driving hours on trunk and fixed routes
        "truck-transport": (0.20, 0.35, 0.50),
        "transit": (0.10, 0.20, 0.35),
    },
    terminal_hours={"transport-support": (0.04, 0.06, 0.08)},  # assumption: hours of the part
)
