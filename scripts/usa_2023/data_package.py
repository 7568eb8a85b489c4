"""The description of the data package: every table, field, unit, and every estimate's formula."""

from __future__ import annotations

from national.description import About, Package

BEA = "Bureau of Economic Analysis (BEA), make and use tables 2023, summary level"
VALUE = "million USD2023"

# Table -> (title, unit of its figures, whether estimated, formula or source)
TABLES: About = {
    "products": (
        "Products",
        "",
        True,
        "Labels and names ours; code BEA; storable, spoilage and world_price are assumptions",
    ),
    "activities": (
        "Activities",
        "",
        True,
        "utilisation: Federal Reserve G.17, 2023, by industry or of all manufacturing; "
        "highest_utilisation: highest annual average 2021 to 2025 found; 1.0 outside industry "
        "(assumption). build_years: assumption after Koeva (2000)",
    ),
    "categories": ("Categories of final use", "", False, BEA),
    "needs": ("Needs", "", False, "ours"),
    "limits": ("Limits", "", False, "ours"),
    "supply": (
        "Products made by activities",
        VALUE,
        False,
        BEA + ", make table transposed; negative inputs are by-products; used goods that firms and "
        "governments sold (205,235 million) are by-products of equipment owners, in proportion to "
        "equipment",
    ),
    "use": ("Use by activities", VALUE, False, BEA + ", domestic plus imported"),
    "final_use": (
        "Final use",
        VALUE,
        False,
        BEA + ", gathered into sixteen categories; what BEA subtracts stands in disposals, duties "
        "and domestic carriage of imports in duties-carriage, rounding in rounding",
    ),
    "imports": (
        "Imports by user",
        VALUE,
        False,
        "BEA, import matrix 2023 (domestic port value), each cell between zero and its use; what "
        "was left over went to the other users of the product",
    ),
    "value_added": (
        "Value added",
        VALUE,
        False,
        BEA + "; item rounding: what the published figures leave over; item used-assets: "
        "counterpart of used goods sold, no part of GDP",
    ),
    "need_composition": (
        "Which consumption serves which need",
        "1",
        True,
        "consumption of the detail tables of 2017, each of 402 commodities given to one need; "
        "shares within each of 73 products of 2017, flows of 2023",
    ),
    "limit_coefficients": (
        "Carbon dioxide from energy",
        "t CO2",
        True,
        "EIA 2023 by sector, divided by purchases of fuel: electricity by generation; industry by "
        "gas, petroleum and coal bought; services by gas; transport by vehicle (EPA) and petroleum",
    ),
    "labour_types": (
        "Kinds of work",
        "",
        True,
        "workers: BLS, employed persons 2023, divided as hours are; hours_per_worker: hours over "
        "workers, the same for both kinds",
    ),
    "labour": (
        "Hours worked by kind and activity",
        "h",
        True,
        "hours 2016 (BEA-BLS experimental account) x index of hours 2023 / 2016 (official "
        "account), 63 industries; to 71 by compensation of employees; to kinds by shares in labour "
        "compensation and one wage ratio set so that college work is 39.1 % of hours (BLS)",
    ),
    "assets": (
        "Assets",
        "",
        True,
        "depreciation: BEA depreciation over stock 2017 by kind, homes and public assets weighted "
        "in with stocks of 2023",
    ),
    "capital": (
        "Capital by asset and activity",
        VALUE,
        True,
        "I[k, j] / (g + d[j]), I[k, j] investment of 2023 by asset laid out as the stock is, d[j] "
        "the wear of the activity, g = 1.33 % (Penn World Table): not the stock itself, which is "
        "estimates/capital_stock.csv: BEA net stock 2017 x index of that capital 2023 / 2017 "
        "(BEA-BLS) x one price factor a group that meets the national totals of 2023 (Z.1)",
    ),
    "asset_composition": (
        "Products in one unit of each asset",
        "1",
        True,
        "investment of 2023 by kind of asset (BEA use table); computing and robots divided off by "
        "the detail tables of 2017",
    ),
    "modern": (
        "Modern plants relative to the average",
        "1",
        True,
        "hours: exp(-p a); assets: exp(f q a), q = 0; a = 1 / (g + d); trends of the Penn World "
        "Table. Cases: low weak, high strong effect",
    ),
}

SOURCES = [
    {
        "title": "BEA, input-output accounts: make and use tables and import matrix 2023, summary; "
        "detail tables 2017; detailed fixed assets 2017",
        "path": "https://www.bea.gov",
        "licence": "United States public domain",
    },
    {
        "title": "BEA and BLS, integrated industry-level production account, 1997-2023 and "
        "experimental 1963-2016; BLS, Current Population Survey",
        "path": "https://www.bls.gov",
        "licence": "United States public domain",
    },
    {
        "title": "Federal Reserve, Z.1 table L.4.s and G.17; EIA, energy-related carbon dioxide "
        "2023; EPA, transportation fast facts; Census Bureau, population estimates",
        "licence": "United States public domain",
    },
    {
        "title": "Penn World Table 10.01, Feenstra, Inklaar and Timmer (2015)",
        "path": "https://doi.org/10.34894/QT5BCC",
        "licence": "CC BY 4.0",
    },
    {
        "title": "International Federation of Robotics, World Robotics 2024: two totals",
        "licence": "figures cited",
    },
]

PACKAGE = Package(
    name="usa-2023",
    title="United States, 2023: 73 products, labour, capital, needs, carbon dioxide",
    prices="million USD at prices of 2023",
    licence={
        "name": "other-pd",
        "title": "Figures of United States federal agencies: public domain. Penn World "
        "Table: CC BY 4.0",
    },
    sources=SOURCES,
    tables=TABLES,
)
