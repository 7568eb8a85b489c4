"""The menu of the United States: which technique is put on which of the 71 activities."""

from __future__ import annotations

import components as c
from building_trade import construction_robots, self_checkout, warehouse_robots
from facts import Facts
from farming import precision_weeding, smart_farming
from medicines import drug_development
from menu import Bundle, Entry, assistants, digital, factories, haulage, network
from mining import intelligent_coal
from public_services import claims, health, offices_of_state, schools
from sheet import Row, Triple
from spread import FARM, HEAVY, PLANT, SOFTWARE
from transport import automated_terminals, automated_transport
from usa import USA

WHOLESALE_HOURS = (0.10, 0.15, 0.20)  # assumption: as in China
STORAGE_HOURS = (0.30, 0.40, 0.50)  # assumption: as in China


def menu() -> list[Entry]:
    """Every technique, in the order of the activities."""
    return [
        *_farms(),
        *_mines_and_networks(),
        *_construction(),
        *_plants(),
        *_trade(),
        *_transport(),
        *_business(),
        *_social(),
        *_state(),
    ]


def _farms() -> list[Entry]:
    return [
        Entry(
            name="smart-farming",
            title="Smart farming",
            activity="farms",
            spread=FARM,
            rows=lambda facts, _: smart_farming(facts),
        ),
        Entry(
            name="precision-weeding",
            title="Precision weeding with smart farming",
            activity="farms",
            spread=FARM,
            applies_to="crops",
            rows=lambda facts, _: precision_weeding(facts),
        ),
        digital("forestry-fishing", "digital-forestry", "Digital forestry and fishery"),
    ]


def _mines_and_networks() -> list[Entry]:
    return [
        digital("oil-gas", "digital-field", "Digital oil and gas field"),
        Entry(
            name="intelligent-coal-mine",
            title="Intelligent underground coal mine",
            activity="mining",
            spread=HEAVY,
            applies_to="underground-coal",
            rows=intelligent_coal,
        ),
        haulage("mining", "coal, metal and stone", "open-pits", note=""),
        digital("mining", "digital-mine", "Digital mine"),
        digital("mining-support", "digital-drilling", "Digital drilling"),
        digital("utilities", "digital-network-utilities", "Digital power, gas and water network"),
        digital(
            "state-local-enterprises",
            "digital-network-state-local",
            "Digital networks of states and cities",
        ),
    ]


def _construction() -> list[Entry]:
    return [
        Entry(
            name="construction-office",
            title="Design and site office assistant",
            activity="construction",
            spread=SOFTWARE,
            rows=c.desk,
        ),
        Entry(
            name="construction-robots",
            title="Construction robots with office assistant",
            activity="construction",
            spread=PLANT,
            rows=lambda facts, _: construction_robots(facts),
        ),
    ]


def _plants() -> list[Entry]:
    return [
        *factories(USA.robot_suited),
        Entry(
            name="drug-development",
            title="AI-aided drug development in a smart factory",
            activity="chemicals",
            spread=PLANT,
            applies_to="medicines",
            rows=lambda facts, _: drug_development(facts),
        ),
    ]


def _warehouse(activity: str, title: str, hours: Triple, applies_to: float | str = 1.0) -> Entry:
    """Robots that carry and sort goods in an activity or a part of it."""

    def rows(facts: Facts, activity: str) -> list[Row]:
        return warehouse_robots(facts, activity, hours)

    return Entry(
        name=f"warehouse-robots-{activity}",
        title=title,
        activity=activity,
        spread=PLANT,
        applies_to=applies_to,
        rows=rows,
    )


def _trade() -> list[Entry]:
    shops = {
        "wholesale-trade": "Office and sales assistant of wholesale",
        "vehicle-dealers": "Office and sales assistant of vehicle dealers",
        "food-stores": "Office and sales assistant of food stores",
        "general-stores": "Office and sales assistant of general stores",
        "other-retail": "Office and sales assistant of other shops",
    }
    tills = {"food-stores": "food stores", "general-stores": "general stores"}
    return [
        *assistants(shops),
        _warehouse("wholesale-trade", "Warehouse robots of wholesale", WHOLESALE_HOURS),
        *[
            Entry(
                name=f"self-checkout-{activity}",
                title=f"Tills without staff, {noun}",
                activity=activity,
                spread=PLANT,
                rows=self_checkout,
            )
            for activity, noun in tills.items()
        ],
    ]


def _driverless(
    activity: str, title: str, rows: Bundle = automated_transport, applies_to: float | str = 1.0
) -> Entry:
    """Vehicles without drivers."""
    return Entry(
        name=f"automated-transport-{activity}",
        title=title,
        activity=activity,
        spread=HEAVY,
        applies_to=applies_to,
        available=2027,
        rows=rows,
    )


def _transport() -> list[Entry]:
    nouns = {
        "air-transport": "air transport",
        "rail-transport": "railways",
        "water-transport": "shipping",
        "truck-transport": "trucking",
        "transit": "transit",
        "pipelines": "pipelines",
        "transport-support": "support of transport",
        "warehousing": "warehouses",
    }
    return [
        *[
            digital(
                activity,
                f"transport-assistant-{activity}",
                f"Office assistant and predictive upkeep of {noun}",
            )
            for activity, noun in nouns.items()
        ],
        _driverless("truck-transport", "Automated trucks"),
        _driverless("transit", "Automated buses and taxis"),
        _driverless("transport-support", "Automated ports", automated_terminals, "terminals"),
        _warehouse("transport-support", "Robots of couriers", STORAGE_HOURS, "couriers"),
        _warehouse("warehousing", "Robots of warehouses", STORAGE_HOURS),
    ]


def _business() -> list[Entry]:
    plain = {
        "publishing-software": "Coding, support and office copilots",
        "film-music": "Office and media assistant of film and music",
        "telecoms": "Office and support copilots of networks",
        "data-internet": "Coding, support and office copilots of data services",
        "banking": "Office assistant and support of banks",
        "securities": "Office assistant of securities",
        "funds": "Office assistant of funds",
        "housing": "Office assistant and building control of housing",
        "real-estate": "Office assistant and building control",
        "rental-leasing": "Office assistant of rental and leasing",
        "legal-services": "Office assistant of lawyers",
        "computer-services": "Coding and office copilots of computer services",
        "professional-services": "Research, design and office assistant",
        "head-offices": "Office assistant of head offices",
        "support-services": "Office and customer-support copilots",
    }
    return [
        *assistants(plain),
        *assistants({"insurance": "Office assistant, claims and support"}, claims),
    ]


def _social() -> list[Entry]:
    plain = {
        "waste": "Office assistant of waste management",
        "social-assistance": "Office assistant of social assistance",
        "arts-sports": "Office and media assistant of arts and sports",
        "recreation": "Office assistant of recreation",
        "lodging": "Office assistant of hotels",
        "restaurants": "Office assistant of restaurants",
        "other-services": "Office assistant of personal and repair services",
    }
    care = {
        "ambulatory-care": "Notes, image reading and office assistant of doctors",
        "hospitals": "Notes, image reading and office assistant of hospitals",
        "nursing-care": "Notes and office assistant of nursing homes",
    }
    return [
        *assistants(plain),
        *assistants({"education": "School office assistant and tutoring"}, schools),
        *assistants(care, health),
    ]


def _part_of_state(part: str, title: str, rows: Bundle) -> Entry:
    """An assistant for a part of state and local government."""
    return Entry(
        name=f"assistant-{part}",
        title=title,
        activity="state-local",
        spread=SOFTWARE,
        applies_to=part,
        rows=rows,
    )


def _state() -> list[Entry]:
    offices = {
        "federal-defence": "Document checking and office assistant of defence",
        "federal-civil": "Document checking and office assistant of federal offices",
    }
    return [
        *assistants(offices, offices_of_state),
        _part_of_state("state-schools", "School office assistant and tutoring of states", schools),
        _part_of_state("state-hospitals", "Notes and office assistant of state hospitals", health),
        _part_of_state(
            "state-offices", "Document checking and office assistant of states", offices_of_state
        ),
        *assistants({"federal-enterprises": "Office assistant of federal enterprises"}, network),
        _warehouse("federal-enterprises", "Robots of the post", STORAGE_HOURS, "post"),
    ]
