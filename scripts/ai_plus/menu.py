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
from sheet import Row, Triple
from transport import automated_transport


@dataclass(frozen=True, kw_only=True)
class Spread:
    """A diffusion curve: how fast, and where it ends."""

    curve: str
    speed: Triple
    saturation: Triple
    p: float | None = None
    launch: int | None = None
    midpoint: int | None = None
    evidence: str
    source: str
    note: str


SOFTWARE = Spread(
    curve="bass",
    p=0.03,
    launch=2023,
    speed=(0.30, 0.38, 0.50),
    saturation=(0.7, 0.85, 1.0),
    evidence="field study",
    source="bass-average",
    note="average of Bass studies; launch of usable language models",
)
PLANT = Spread(
    curve="bass",
    p=0.01,
    launch=2020,
    speed=(0.118, 0.30, 0.519),
    saturation=(0.6, 0.8, 1.0),
    evidence="field study",
    source="bass-tractor-baler",
    note="machines between tractor and hay baler; launch is an assumption",
)
FARM = Spread(
    curve="bass",
    p=0.0072,
    launch=2018,
    speed=(0.118, 0.25, 0.519),
    saturation=(0.5, 0.7, 0.9),
    evidence="field study",
    source="bass-tractor-baler",
    note="farm machines between tractor and hay baler; launch is an assumption",
)
COAL = Spread(
    curve="logistic",
    midpoint=2027,
    speed=(0.29, 0.29, 0.29),
    saturation=(0.6, 0.8, 0.95),
    evidence="official statement",
    source="scio-2023",
    note="3 faces in 2015, 494 in 2020, 1,400 in 2023; midpoint is an assumption",
)
HEAVY = Spread(
    curve="logistic",
    midpoint=2038,
    speed=(0.15, 0.15, 0.15),
    saturation=(0.5, 0.8, 1.0),
    evidence="field study",
    source="conversable-2014",
    note="heavy infrastructure, 30 years from 10 to 90 %; midpoint is an assumption",
)


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
    return [*_farms_and_mines(), *_plants(), *_networks(), *_services()]


def _farms_and_mines() -> list[Entry]:
    mines = []
    for activity, noun, share in (("metal-ores", "metal", 0.6), ("other-ores", "stone", 0.8)):
        mines += [
            Entry(
                name=f"digital-mine-{activity}",
                title=f"Digital {noun} mine",
                activity=activity,
                spread=SOFTWARE,
                rows=lambda x, a=activity: [*c.desk(x, a), *c.maintenance(x, a)],
            ),
            Entry(
                name=f"mine-haulage-{activity}",
                title=f"Driverless haulage, {noun} pits",
                activity=activity,
                spread=HEAVY,
                applies_to=share,
                available=2026,
                rows=lambda x, a=activity: mine_haulage(x, a),
                note="share of open pits is an assumption",
            ),
        ]
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
        Entry(
            name="intelligent-coal-mine",
            title="Intelligent underground coal mine",
            activity="coal",
            spread=COAL,
            applies_to=0.82,
            rows=intelligent_coal,
            note="share of underground mining is an assumption",
        ),
        Entry(
            name="mine-haulage-coal",
            title="Driverless haulage, coal pits",
            activity="coal",
            spread=HEAVY,
            applies_to=0.18,
            rows=lambda x: mine_haulage(x, "coal"),
            note="share of open pits is an assumption",
        ),
        Entry(
            name="digital-field",
            title="Digital oil and gas field",
            activity="oil-gas",
            spread=SOFTWARE,
            rows=lambda x: [*c.desk(x, "oil-gas"), *c.maintenance(x, "oil-gas")],
        ),
        *mines,
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
        Entry(
            name="digital-repair",
            title="Predictive repair and office assistant",
            activity="machine-repair",
            spread=SOFTWARE,
            rows=lambda x: [*c.desk(x, "machine-repair"), *c.maintenance(x, "machine-repair")],
        ),
    ]


def _networks() -> list[Entry]:
    titles = {
        "electricity-heat": "Digital power plant and grid",
        "gas": "Digital gas network",
        "water": "Digital water network",
    }
    networks = [
        Entry(
            name=f"digital-network-{activity}",
            title=title,
            activity=activity,
            spread=SOFTWARE,
            rows=lambda x, a=activity: [*c.desk(x, a), *c.maintenance(x, a)],
        )
        for activity, title in titles.items()
    ]
    return [
        *networks,
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
        Entry(
            name="transport-assistant",
            title="Office assistant and predictive upkeep of transport",
            activity="transport",
            spread=SOFTWARE,
            rows=lambda x: [*c.desk(x, "transport"), *c.maintenance(x, "transport")],
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
