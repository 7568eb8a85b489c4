"""The menu: every technique with its activity, how it may spread, and what it is bundled from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import components as c
import facts as f
from building_trade import construction_robots, self_checkout, warehouse_robots
from facts import Facts
from farming import precision_weeding, smart_farming
from medicines import drug_development
from mining import intelligent_coal, mine_haulage
from public_services import finance, health, offices_of_state, schools, services
from sheet import Row
from spread import COAL, FARM, HEAVY, PLANT, SOFTWARE, Spread
from transport import automated_transport


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One technique of the menu; ``applies_to`` is a share or the name of a sub-activity."""

    name: str
    title: str
    activity: str
    spread: Spread
    rows: Callable[[Facts], list[Row]]
    applies_to: float | str = 1.0
    available: int = 2026
    note: str = ""


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


def _digital(activity: str, name: str, title: str) -> Entry:
    """Office assistant and predictive maintenance: what any plant or network can take up."""
    return Entry(
        name=name,
        title=title,
        activity=activity,
        spread=SOFTWARE,
        rows=lambda facts: [*c.desk(facts, activity), *c.maintenance(facts, activity)],
    )


def _haulage(activity: str, noun: str, share: float) -> Entry:
    """Driverless haulage in the open pits of an activity."""
    return Entry(
        name=f"mine-haulage-{activity}",
        title=f"Driverless haulage, {noun} pits",
        activity=activity,
        spread=HEAVY,
        applies_to=share,
        rows=lambda facts: mine_haulage(facts, activity),
        note="share of open pits is an assumption",
    )


def _farms() -> list[Entry]:
    return [
        Entry(
            name="smart-farming",
            title="Smart farming",
            activity="agriculture",
            spread=FARM,
            rows=smart_farming,
        ),
        Entry(
            name="precision-weeding",
            title="Precision weeding with smart farming",
            activity="agriculture",
            spread=FARM,
            applies_to="crops",
            rows=precision_weeding,
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
        _haulage("coal", "coal", 0.18),
        _digital("oil-gas", "digital-field", "Digital oil and gas field"),
        _digital("metal-ores", "digital-mine-metal-ores", "Digital metal mine"),
        _haulage("metal-ores", "metal", 0.6),
        _digital("other-ores", "digital-mine-other-ores", "Digital stone mine"),
        _haulage("other-ores", "stone", 0.8),
    ]


def _plants() -> list[Entry]:
    plants = [
        Entry(
            name=f"smart-factory-{activity}",
            title=f"Smart factory: {activity.replace('-', ' ')}",
            activity=activity,
            spread=PLANT,
            rows=lambda x, a=activity: c.smart_factory(x, a),
        )
        for activity in f.ROBOT_SUITED
    ]
    return [
        *plants,
        Entry(
            name="drug-development",
            title="AI-aided drug development in a smart factory",
            activity="chemicals",
            spread=PLANT,
            applies_to="medicines",
            rows=drug_development,
        ),
        _digital("machine-repair", "digital-repair", "Predictive repair and office assistant"),
    ]


def _networks() -> list[Entry]:
    titles = {
        "electricity-heat": "Digital power plant and grid",
        "gas": "Digital gas network",
        "water": "Digital water network",
    }
    return [_digital(name, f"digital-network-{name}", title) for name, title in titles.items()]


def _construction_and_trade() -> list[Entry]:
    return [
        Entry(
            name="construction-office",
            title="Design and site office assistant",
            activity="construction",
            spread=SOFTWARE,
            rows=lambda x: c.desk(x, "construction"),
        ),
        Entry(
            name="construction-robots",
            title="Construction robots with office assistant",
            activity="construction",
            spread=PLANT,
            rows=construction_robots,
        ),
        Entry(
            name="trade-assistant",
            title="Office and sales assistant of trade",
            activity="trade",
            spread=SOFTWARE,
            rows=lambda x: services(x, "trade"),
        ),
        Entry(
            name="warehouse-robots-trade",
            title="Warehouse robots of wholesale",
            activity="trade",
            spread=PLANT,
            applies_to="wholesale",
            rows=lambda x: warehouse_robots(x, "trade", (0.10, 0.15, 0.20)),
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
        _digital(
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
            rows=lambda x: warehouse_robots(x, "transport", (0.30, 0.40, 0.50)),
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
    own: dict[str, tuple[str, Callable[[Facts], list[Row]]]] = {
        "finance": ("Office assistant, claims and support", finance),
        "education": ("School office assistant and tutoring", schools),
        "health-care": ("Notes, image reading and office assistant", health),
        "administration": ("Document checking and office assistant", offices_of_state),
    }
    entries = [
        Entry(
            name=f"assistant-{activity}",
            title=title,
            activity=activity,
            spread=SOFTWARE,
            rows=lambda x, a=activity: services(x, a),
        )
        for activity, title in plain.items()
    ]
    return entries + [
        Entry(
            name=f"assistant-{activity}", title=title, activity=activity, spread=SOFTWARE, rows=rows
        )
        for activity, (title, rows) in own.items()
    ]
