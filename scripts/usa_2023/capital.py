"""Capital by asset and activity at the middle of 2023.

Private, without homes, for each kind k of asset and BEA fixed-asset industry f:

    K[k, f] = K2017[k, f] * q[k, account(f)](2023) / 100 * c[k]

K2017 is BEA's net stock at the end of 2017 at prices of 2017, q the quantity index of that kind of
capital in the BEA-BLS account (2017 = 100), and c[k] one factor a group of assets, chosen so that
private and public stock add up to the published national total of 2023 at prices of 2023.
Homes are published. The totals of wells and of computing, and the public stock, come by perpetual
inventory on the investment of 2023, K = I / (g + d), with g the growth of q from 2017 to 2023.

The table ``capital`` of the economy is not this stock but the one that a plan needs. A plan wears
the capacity of an activity at one rate, and renews all its assets with it; with the stock above,
where buildings of 50 years stand beside software of four, it would build twice as many buildings as
were built in 2023 and half the machines. So

    I[k, j] = I[k] * K[k, j] / sum_j K[k, j]      d[j] = sum_k d[k] I[k, j] / sum_k I[k, j]
    capital[k, j] = I[k, j] / (g + d[j])

which gives the investment of 2023 back, asset by asset, when capacity grows by g.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from accounts import published
from composition import ROBOT_PRICE, investment_by_asset
from labels import ACTIVITIES, ASSETS, LABEL_OF_CODE
from raw_tables import account, matrix, penn

# Net stock of fixed assets at current cost, all sectors, end of 2022 and end of 2023, billion USD:
# Federal Reserve, Financial Accounts Z.1 of 13 March 2025, table L.4.s, lines 2, 3, 4, 5
# (https://federalreserve.gov/releases/z1/20250313/html/l4s.htm), from BEA's fixed-asset accounts.
NATIONAL = {
    "structures": (70_507.8, 71_848.7),  # Z.1 L.4.s line 2
    "equipment": (9_990.5, 10_400.6),  # Z.1 L.4.s line 3
    "intangibles": (6_210.8, 6_683.1),  # Z.1 L.4.s line 4
}
# Private residential fixed assets at the end of 2022, billion USD: BEA, NIPA table 5.10, series
# K100051A (https://fred.stlouisfed.org/series/K100051A027NBEA).
HOMES_2022 = 32_702.752
BILLION = 1_000.0  # million USD
# BEA asset codes of computers and communication equipment (README of the raw tables).
COMPUTING = (*(f"EP1{letter}" for letter in "ABCDEFGH"), "EP20")
MACHINES = ("EI30", "EI40", "EI50")  # BEA codes of machines among which robots are counted
# Industrial robots in operation in the United States at the end of 2023: International Federation
# of Robotics, World Robotics 2024.
ROBOTS = 381_964
ROBOT_VALUE = ROBOT_PRICE * 0.5  # assumption: half of it worn off on average
# Kind of capital in the BEA-BLS account for each kind of ours.
INDEX = {
    "structures": "capital_other_quantity",
    "wells": "capital_other_quantity",
    "equipment": "capital_other_quantity",
    "computing": "capital_it_quantity",
    "software": "capital_software_quantity",
    "research": "capital_rd_quantity",
    "originals": "capital_art_quantity",
}
ASSET_OF = {
    "structures": "structures",
    "wells": "wells",
    "equipment": "equipment",
    "computing": "computing-robots",
    "software": "intangibles",
    "research": "intangibles",
    "originals": "intangibles",
}
# Groups with a price factor of their own: prices of wells, computers and the rest moved apart.
GROUP_OF = {kind: "computing" if kind == "computing" else ASSET_OF[kind] for kind in INDEX}
BY_INVENTORY = {"wells": "wells", "computing": "computing-robots"}  # kind -> asset bought
WELLS = ("SM01", "SM02")  # BEA asset codes: oil and gas wells, mines
# Rates of public assets per year: BEA depreciation rates, Fraumeni (1997): highways 2.02 %, public
# buildings 1.82 %, equipment by type mostly 10 to 16 %, research 16 %, software 33 %.
PUBLIC_RATE = {"structures": 0.019, "equipment": 0.13, "intangibles": 0.18}
PUBLIC = ("federal-defence", "federal-civil", "federal-enterprises", "state-local")
PUBLIC_ACTIVITIES = (*PUBLIC, "state-local-enterprises")
# BEA code of the buyer -> account industry whose capital index gives the growth.
BUYERS = {"F06": "GF", "F07": "GF", "F10": "GSL"}
SPAN = (2017, 2023)
# Share of state, local and federal structures and equipment that enterprises hold (power, water,
# transit, post): assumption, from their share in public investment in structures before 2023.
ENTERPRISE_SHARE = {"F10": 0.25, "F07": 0.15, "F06": 0.0}  # assumption


def kind_of(raw: Path) -> pd.Series:
    """Kind of each of BEA's 96 assets."""
    table = pd.read_csv(raw / "usa-capital" / "assets.csv", dtype=str).set_index("asset_code")
    kinds = table["group"].replace({"intellectual property": "research"})
    kinds[[c for c in kinds.index if c.startswith("ENS")]] = "software"
    kinds[[c for c in kinds.index if c.startswith("AE")]] = "originals"
    kinds[list(COMPUTING)] = "computing"
    kinds[list(WELLS)] = "wells"
    return kinds


def by_kind(raw: Path, name: str) -> pd.DataFrame:
    """Stock or depreciation of 2017 by BEA industry and kind, million USD."""
    table = matrix(raw / "usa-capital" / f"{name}_2017.csv")
    return table.T.groupby(kind_of(raw)).sum().T[list(INDEX)]


def crosswalk(raw: Path) -> pd.DataFrame:
    """BEA fixed-asset industry, our activity, account industry, and share of the stock.

    Retail trade is divided over its four activities by output of 2023; real estate without its
    homes goes to other real estate.
    """
    table = pd.read_csv(raw / "usa-capital" / "crosswalk_fixed_assets_summary.csv", dtype=str)
    table["activity"] = table["summary_code"].map(LABEL_OF_CODE)
    table = table[table["activity"] != "housing"].copy()
    output = published(raw).supply.sum()
    made = table["activity"].map(output)
    several = table.groupby("fixed_asset_code")["activity"].transform("count")
    total = made.groupby(table["fixed_asset_code"]).transform("sum")
    table["share"] = (made / total).where(several > 1, 1.0)
    return table[["fixed_asset_code", "fixed_asset_name", "activity", "account_code", "share"]]


def private_volume(raw: Path) -> pd.DataFrame:
    """Private stock by kind and activity at prices of 2017, carried to 2023 by volume."""
    stock, index = by_kind(raw, "net_stock"), account(raw, SPAN[1])
    table = pd.DataFrame(0.0, index=list(INDEX), columns=list(ACTIVITIES))
    for row in crosswalk(raw).itertuples():
        grown = [index.loc[row.account_code, INDEX[k]] / 100.0 for k in INDEX]  # 2017 = 100
        held = stock.loc[row.fixed_asset_code].to_numpy() * grown * row.share
        table[row.activity] += held
    return table


def national(group: str) -> float:
    """Published national stock at the middle of 2023, million USD."""
    first, last = NATIONAL[group]
    return (first + last) / 2 * BILLION


def homes() -> float:
    """Private homes at the middle of 2023: end of 2022, half a year on as all structures grew."""
    first, last = NATIONAL["structures"]
    return HOMES_2022 * (last / first) ** 0.5 * BILLION


def public_growth(raw: Path, buyer: str, kind: str) -> float:
    """Yearly growth of one kind of public capital, 2017 to 2023."""
    value = float(account(raw, SPAN[1]).loc[BUYERS[buyer], INDEX[kind]])
    return float((value / 100.0) ** (1 / (SPAN[1] - SPAN[0])) - 1)


def public_stock(raw: Path) -> pd.DataFrame:
    """Public stock by asset group (rows) and buyer: K = I / (g + d), million USD."""
    table = matrix(raw / "usa-bea-summary" / "final_uses_2023.csv")
    kinds = {"structures": ("S", "structures"), "equipment": ("E", "equipment")}
    kinds["intangibles"] = ("N", "research")
    rows = {}
    for group, (letter, kind) in kinds.items():
        spent = {b: float(table[f"{b}{letter}"].clip(lower=0).sum()) for b in BUYERS}
        rows[group] = {
            b: spent[b] / (public_growth(raw, b, kind) + PUBLIC_RATE[group]) for b in BUYERS
        }
    return pd.DataFrame(rows).T


def public(raw: Path) -> pd.DataFrame:
    """Public stock by asset group and activity, million USD.

    Defence, civil and state-local each hold what their column of investment built; enterprises
    hold a stated share of it.
    """
    stock = public_stock(raw)
    table = pd.DataFrame(0.0, index=list(NATIONAL), columns=list(ACTIVITIES))
    table["federal-defence"] = stock["F06"]
    table["federal-civil"] = stock["F07"] * (1 - ENTERPRISE_SHARE["F07"])
    table["federal-enterprises"] = stock["F07"] * ENTERPRISE_SHARE["F07"]
    table["state-local"] = stock["F10"] * (1 - ENTERPRISE_SHARE["F10"])
    table["state-local-enterprises"] = stock["F10"] * ENTERPRISE_SHARE["F10"]
    # Enterprises do no research; what is theirs by the share stays with general government.
    kept = table.loc["intangibles"]
    table.loc["intangibles", "federal-civil"] += kept["federal-enterprises"]
    table.loc["intangibles", "state-local"] += kept["state-local-enterprises"]
    table.loc["intangibles", ["federal-enterprises", "state-local-enterprises"]] = 0.0
    return table


def by_inventory(raw: Path, kind: str) -> float:
    """Stock of one kind, private and public: K = I / (g + d), million USD."""
    spent = float(investment_by_asset(raw)[BY_INVENTORY[kind]].sum())
    held = by_kind(raw, "net_stock")[kind].sum()
    rate = by_kind(raw, "depreciation")[kind].sum() / held
    grown = private_volume(raw).loc[kind].sum() / held
    return float(spent / (grown ** (1 / (SPAN[1] - SPAN[0])) - 1 + rate))


def price_factors(raw: Path) -> pd.Series:
    """Factor from prices of 2017 to 2023 by asset group that meets the national totals."""
    volume = private_volume(raw).sum(axis=1).groupby(pd.Series(GROUP_OF)).sum()
    held, computing = public(raw).sum(axis=1), public_computing(raw)
    rest = {
        "structures": national("structures") - held["structures"] - homes(),
        "wells": by_inventory(raw, "wells"),
        "computing": by_inventory(raw, "computing") - held["equipment"] * computing,
        "intangibles": national("intangibles") - held["intangibles"],
    }
    rest["structures"] -= rest["wells"]
    rest["equipment"] = national("equipment") - by_inventory(raw, "computing")
    rest["equipment"] -= held["equipment"] * (1 - computing)
    return pd.Series({g: rest[g] / volume[g] for g in rest})


def robots(equipment: float) -> float:
    """Robots as a share of the machines among private equipment; ``equipment`` their value."""
    return ROBOTS * ROBOT_VALUE / equipment


def stock(raw: Path) -> pd.DataFrame:
    """Capital by asset and activity, million USD of 2023."""
    factors = price_factors(raw)
    kinds = private_volume(raw).mul(pd.Series(GROUP_OF).map(factors), axis=0)
    computing = public_computing(raw)
    machines = machine_share(raw) * kinds.loc["equipment"]
    moved = machines * robots(float(machines.sum()))
    table = kinds.groupby(pd.Series(ASSET_OF)).sum().reindex(list(ASSETS)).fillna(0.0)
    table.loc["equipment"] -= moved
    table.loc["computing-robots"] += moved
    held = public(raw)
    table.loc["structures"] += held.loc["structures"]
    table.loc["homes", "housing"] = homes()
    table.loc["equipment"] += held.loc["equipment"] * (1 - computing)
    table.loc["computing-robots"] += held.loc["equipment"] * computing
    table.loc["intangibles"] += held.loc["intangibles"]
    table.index.name = "asset"
    return table


def planned(raw: Path) -> pd.DataFrame:
    """The table ``capital``: what gives the investment of 2023 back at growth g, million USD."""
    held, rate = stock(raw), depreciation(raw)
    laid = held.mul(investment_by_asset(raw).sum() / held.sum(axis=1), axis=0)
    worn = laid.mul(rate, axis=0).sum() / laid.sum()
    return laid / (worn + growth(raw))


def public_computing(raw: Path) -> float:
    """Computing's share of public equipment: taken as that of private education (assumption)."""
    kinds = by_kind(raw, "net_stock").loc["6100"]
    return float(kinds["computing"] / (kinds["computing"] + kinds["equipment"]))


def machine_share(raw: Path) -> pd.Series:
    """Share of metalworking, special and general machines in the other equipment of 2017."""
    table = matrix(raw / "usa-capital" / "net_stock_2017.csv")
    part, whole = table[list(MACHINES)].sum(axis=1), by_kind(raw, "net_stock")["equipment"]
    pairs = crosswalk(raw)
    weight = pairs["fixed_asset_code"].map(whole) * pairs["share"]
    machine = pairs["fixed_asset_code"].map(part) * pairs["share"]
    share = machine.groupby(pairs["activity"]).sum() / weight.groupby(pairs["activity"]).sum()
    return share.reindex(list(ACTIVITIES)).fillna(0.0)


def depreciation(raw: Path) -> pd.Series:
    """Rate of each asset: kinds at the rate of 2017, homes and public assets weighted in."""
    worn, held = by_kind(raw, "depreciation").sum(), by_kind(raw, "net_stock").sum()
    rate = worn / held
    rows = matrix_of_homes(raw)
    factors = pd.Series(GROUP_OF).map(price_factors(raw))
    private = private_volume(raw).sum(axis=1) * factors
    government, computing = public(raw).sum(axis=1), public_computing(raw)
    parts = [(ASSET_OF[k], private[k], rate[k]) for k in INDEX]
    parts += [
        ("homes", homes(), rows["depreciation_2017"] / rows["net_stock_2017"]),
        ("structures", government["structures"], PUBLIC_RATE["structures"]),
        ("equipment", government["equipment"] * (1 - computing), PUBLIC_RATE["equipment"]),
        ("computing-robots", government["equipment"] * computing, rate["computing"]),
        ("intangibles", government["intangibles"], PUBLIC_RATE["intangibles"]),
    ]
    table = pd.DataFrame(parts, columns=["asset", "stock", "rate"])
    worn = (table["stock"] * table["rate"]).groupby(table["asset"]).sum()
    return (worn / table["stock"].groupby(table["asset"]).sum()).reindex(list(ASSETS))


def matrix_of_homes(raw: Path) -> pd.Series:
    """Private homes in 2017: net stock, depreciation, investment, million USD."""
    table = pd.read_csv(raw / "usa-capital" / "residential_2017.csv")
    return table.iloc[0]


def growth(raw: Path, first: int = 2009, last: int = 2019) -> float:
    """Growth of the capital stock per year: Penn World Table rnna of the United States."""
    values = penn(raw)["rnna"]
    return float((values[last] / values[first]) ** (1 / (last - first)) - 1)
