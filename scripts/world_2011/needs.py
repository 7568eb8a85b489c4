"""What people need, by region: eight needs, each a list of industries (assignment ours)."""

from __future__ import annotations

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy

NEEDS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "food": ("Food and drink", "Goods", ("agriculture", "food", "catering")),
    "goods": (
        "Clothing and household goods",
        "Goods",
        (
            "mining",
            "textiles",
            "leather",
            "wood",
            "paper-printing",
            "chemicals",
            "rubber-plastics",
            "minerals",
            "metals",
            "machinery",
            "electrical-optical",
            "other-manufacturing",
            "wholesale",
            "retail",
        ),
    ),
    "housing": ("Housing, energy and water", "Home", ("utilities", "construction", "real-estate")),
    "mobility": (
        "Mobility and communication",
        "Services",
        (
            "fuels",
            "vehicles",
            "vehicle-trade",
            "inland-transport",
            "water-transport",
            "air-transport",
            "transport-services",
            "post-telecoms",
        ),
    ),
    "services": (
        "Financial, business and personal services",
        "Services",
        ("finance", "business-services", "other-services", "domestic-work"),
    ),
    "administration": ("Public administration", "Public services", ("administration",)),
    "education": ("Education", "Public services", ("education",)),
    "health": ("Health and social care", "Public services", ("health",)),
}
CONSUMPTION = ("household", "government")


def needs(economy: Economy) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Needs of every region, and the flows that serve them, each whole.

    Parameters
    ----------
    economy : of the world table

    Returns
    -------
    needs (need) with name, group, region; need_composition with need, category, product, share
    """
    serves = {industry: need for need, (_, _, each) in NEEDS.items() for industry in each}
    roles, home = economy.categories["role"], economy.categories["region"]
    flows = economy.final_use.loc[:, roles.isin(CONSUMPTION).to_numpy()]
    at = np.argwhere(flows.to_numpy() > 0)
    products, categories = flows.index[at[:, 0]], flows.columns[at[:, 1]]
    wanted = [
        f"{home[category]}:{serves[product.partition(':')[2]]}"
        for product, category in zip(products, categories, strict=True)
    ]
    composition = pd.DataFrame(
        {"need": wanted, "category": categories, "product": products, "share": 1.0}
    )
    regions = economy.regions
    if regions is None:
        raise ValueError("the world table has regions")
    rows = {
        f"{region}:{need}": (f"{name}, {regions['name'][region]}", group, region)
        for region in regions.index
        for need, (name, group, _) in NEEDS.items()
    }
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["name", "group", "region"])
    return frame[frame.index.isin(set(wanted))].rename_axis("need"), composition
