"""The world study on a smaller table: ``python scripts/world_2011/aggregated.py --out FOLDER``.

Eight regions with twelve industries each. The folder holds the economy and a study with the
assumptions of world-2016; ``commonweal plan FOLDER`` makes the plan in a minute or two.
"""

from __future__ import annotations

from commonweal.economy.economy import Economy
from commonweal.economy.transform.aggregate import aggregate
from commonweal.economy.transform.concordance import Concordance

REGIONS: dict[str, tuple[str, tuple[str, ...]]] = {
    "CHN": ("China", ("CHN",)),
    "USA": ("United States", ("USA",)),
    "JPK": ("Japan, Korea and Taiwan", ("JPN", "KOR", "TWN")),
    "EUN": (
        "Northern and western Europe",
        ("AUT", "BEL", "DEU", "DNK", "FIN", "FRA", "GBR", "IRL", "LUX", "NLD", "SWE"),
    ),
    "EUS": ("Southern Europe", ("CYP", "ESP", "GRC", "ITA", "MLT", "PRT")),
    "EUE": (
        "Eastern Europe, Russia and Turkey",
        (*("BGR", "CZE", "EST", "HUN", "LTU", "LVA", "POL", "ROM", "RUS", "SVK", "SVN", "TUR"),),
    ),
    "OTH": ("Australia, Brazil, Canada and Mexico", ("AUS", "BRA", "CAN", "MEX")),
    "SOU": ("India, Indonesia and the rest of the world", ("IDN", "IND", "RoW")),
}
INDUSTRIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "food": ("Farming and food", ("agriculture", "food")),
    "mining": ("Mining and fuels", ("mining", "fuels")),
    "light": (
        "Light industry",
        ("textiles", "leather", "wood", "paper-printing", "other-manufacturing"),
    ),
    "materials": ("Materials", ("chemicals", "rubber-plastics", "minerals", "metals")),
    "machines": ("Machines and vehicles", ("machinery", "electrical-optical", "vehicles")),
    "utilities": ("Electricity, gas and water", ("utilities",)),
    "construction": ("Construction", ("construction",)),
    "trade": ("Trade and catering", ("vehicle-trade", "wholesale", "retail", "catering")),
    "transport": (
        "Transport and communication",
        (
            *("inland-transport", "water-transport", "air-transport", "transport-services"),
            "post-telecoms",
        ),
    ),
    "business": ("Finance and business services", ("finance", "business-services")),
    "homes": ("Real estate", ("real-estate",)),
    "public": (
        "Public and personal services",
        ("administration", "education", "health", "other-services", "domestic-work"),
    ),
}


def smaller(world: Economy) -> Economy:
    """The world in eight regions with twelve industries each."""
    group = {old: new for new, (_, members) in REGIONS.items() for old in members}
    branch = {old: new for new, (_, members) in INDUSTRIES.items() for old in members}
    by_region = aggregate(
        world,
        {"regions": Concordance(group, {new: name for new, (name, _) in REGIONS.items()})},
    )
    return aggregate(
        by_region,
        {
            table: Concordance(
                {
                    label: f"{label.partition(':')[0]}:{branch[label.partition(':')[2]]}"
                    for label in by_region.table(table).index
                },
                {
                    f"{region}:{new}": f"{name}, {title}"
                    for region, (title, _) in REGIONS.items()
                    for new, (name, _) in INDUSTRIES.items()
                },
            )
            for table in ("products", "activities")
        },
    )
