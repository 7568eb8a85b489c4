"""The menu of China: which technique is put on which of the 42 activities."""

from __future__ import annotations

import components as c
from building_trade import construction_robots, self_checkout, warehouse_robots
from china import CHINA
from farming import precision_weeding, smart_farming
from medicines import drug_development
from menu import Entry, assistants, digital, factories, haulage
from mining import intelligent_coal
from public_services import claims, health, offices_of_state, schools, services
from spread import COAL, FARM, HEAVY, PLANT, SOFTWARE
from transport import automated_transport

OPEN_PITS = "share of open pits is an assumption"


def menu() -> list[Entry]:
    """Every technique, in the order of the activities."""
    return [
        *_farms(),
        *_mines(),
        *_plants(),
        *_networks(),
        *_construction_and_trade(),
        *_transport(),
        *_services(),
    ]


def _farms() -> list[Entry]:
    return [
        Entry(
            name="smart-farming",
            title="Smart farming",
            activity="agriculture",
            spread=FARM,
            rows=lambda facts, _: smart_farming(facts),
        ),
        Entry(
            name="precision-weeding",
            title="Precision weeding with smart farming",
            activity="agriculture",
            spread=FARM,
            applies_to="crops",
            rows=lambda facts, _: precision_weeding(facts),
        ),
    ]


def _mines() -> list[Entry]:
    return [
        Entry(
            name="intelligent-coal-mine",
            title="Intelligent underground coal mine",
            activity="coal",
            spread=COAL,
            applies_to=0.82,
            rows=intelligent_coal,
            note="share of underground mining is an assumption",
        ),
        haulage("coal", "coal", 0.18, OPEN_PITS),
        digital("oil-gas", "digital-field", "Digital oil and gas field"),
        digital("metal-ores", "digital-mine-metal-ores", "Digital metal mine"),
        haulage("metal-ores", "metal", 0.6, OPEN_PITS),
        digital("other-ores", "digital-mine-other-ores", "Digital stone mine"),
        haulage("other-ores", "stone", 0.8, OPEN_PITS),
    ]


def _plants() -> list[Entry]:
    return [
        *factories(CHINA.robot_suited),
        Entry(
            name="drug-development",
            title="AI-aided drug development in a smart factory",
            activity="chemicals",
            spread=PLANT,
            applies_to="medicines",
            rows=lambda facts, _: drug_development(facts),
        ),
        digital("machine-repair", "digital-repair", "Predictive repair and office assistant"),
    ]


def _networks() -> list[Entry]:
    titles = {
        "electricity-heat": "Digital power plant and grid",
        "gas": "Digital gas network",
        "water": "Digital water network",
    }
    return [digital(name, f"digital-network-{name}", title) for name, title in titles.items()]


def _construction_and_trade() -> list[Entry]:
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
        Entry(
            name="trade-assistant",
            title="Office and sales assistant of trade",
            activity="trade",
            spread=SOFTWARE,
            rows=services,
        ),
        Entry(
            name="warehouse-robots-trade",
            title="Warehouse robots of wholesale",
            activity="trade",
            spread=PLANT,
            applies_to="wholesale",
            rows=lambda facts, a: warehouse_robots(facts, a, (0.10, 0.15, 0.20)),
        ),
        Entry(
            name="self-checkout",
            title="Tills without staff",
            activity="trade",
            spread=PLANT,
            applies_to="retail",
            rows=self_checkout,
        ),
    ]


def _transport() -> list[Entry]:
    return [
        digital(
            "transport",
            "transport-assistant",
            "Office assistant and predictive upkeep of transport",
        ),
        Entry(
            name="warehouse-robots-transport",
            title="Robots of storage and post",
            activity="transport",
            spread=PLANT,
            applies_to="storage-post",
            rows=lambda facts, a: warehouse_robots(facts, a, (0.30, 0.40, 0.50)),
        ),
        Entry(
            name="automated-transport",
            title="Automated roads and ports",
            activity="transport",
            spread=HEAVY,
            applies_to="road-rail-water",
            available=2027,
            rows=automated_transport,
        ),
    ]


def _services() -> list[Entry]:
    plain = {
        "catering-lodging": "Office assistant of hotels and restaurants",
        "information-software": "Coding, support and office copilots",
        "real-estate": "Office assistant and building control",
        "business-services": "Office and customer-support copilots",
        "research": "Research assistant",
        "technical-services": "Design and engineering assistant",
        "environment-services": "Office assistant of public works",
        "personal-services": "Office assistant of personal services",
        "culture-recreation": "Office and media assistant",
    }
    return [
        *assistants(plain),
        *assistants({"finance": "Office assistant, claims and support"}, claims),
        *assistants({"education": "School office assistant and tutoring"}, schools),
        *assistants({"health-care": "Notes, image reading and office assistant"}, health),
        *assistants({"administration": "Document checking and office assistant"}, offices_of_state),
    ]
