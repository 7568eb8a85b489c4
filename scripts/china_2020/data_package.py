"""The description of the data package: every table, field, unit, and every estimate's formula."""

from __future__ import annotations

from national.description import About, Package

NBS = "National Bureau of Statistics of China (NBS), input-output tables 2020"
VALUE = "million CNY2020"

# Table -> (title, unit of its figures, whether estimated, formula or source)
TABLES: About = {
    "products": (
        "Products",
        "",
        True,
        "Labels and names ours; code NBS; storable, spoilage and world_price are assumptions",
    ),
    "activities": (
        "Activities",
        "",
        True,
        "utilisation and highest_utilisation: NBS quarterly releases, by industry; 1.0 outside "
        "industry (assumption). build_years: assumption after Koeva (2000)",
    ),
    "categories": ("Categories of final use", "", False, NBS),
    "supply": ("Gross output", VALUE, False, NBS + ", 42 sectors, GO"),
    "use": ("Use by activities", VALUE, False, NBS + ", 42 sectors, domestic plus imported"),
    "final_use": ("Final use", VALUE, False, NBS + ", 153 sectors added up to 42"),
    "imports": (
        "Imports by user",
        VALUE,
        True,
        NBS + ", import block of 42 sectors; its one column of consumption is divided by the "
        "shares of rural households, urban households and government in each product's "
        "consumption. Column exports: re-exports",
    ),
    "value_added": ("Value added", VALUE, False, NBS + ", 42 sectors"),
    "labour_types": (
        "Labour",
        "",
        True,
        "workers: NBS, end of 2020. hours_per_worker: Penn World Table 10.01, avh, China 2019",
    ),
    "labour": (
        "Hours worked by activity",
        "h",
        True,
        "persons 2018 (Wang, Jia and Wang 2021) x NBS total 2020 / total 2018 of the broad sector, "
        "pay per person held within 2.5 times of the broad sector's mean; x hours_per_worker",
    ),
    "assets": (
        "Assets",
        "",
        True,
        "depreciation: rates of the Penn World Table by kind of asset, weighted with stocks",
    ),
    "capital": (
        "Capital by asset and activity",
        VALUE,
        True,
        "national stock K = I / (g + d) by kind of asset, g = 9.07 % (Penn World Table, rnna 2019 "
        "over 2018); laid out over activities from United States assets per output in 2017 (BEA) "
        "by RAS to NBS depreciation; homes to real-estate",
    ),
    "asset_composition": (
        "Products in one unit of each asset",
        "1",
        True,
        "gross fixed capital formation by product, assigned to kinds of asset, over its total",
    ),
    "needs": ("Needs", "", False, "ours"),
    "need_composition": (
        "Which consumption serves which need",
        "1",
        True,
        "consumption of the 153-sector table, each sector given to one need; trade and freight "
        "margins follow the goods",
    ),
    "modern": (
        "Modern plants relative to the average",
        "1",
        True,
        "hours: exp(-p a); assets: exp(f q a); a = 1 / (g + d); trends of the Penn World Table and "
        "NBS. Cases: low weak, high strong effect",
    ),
}

SOURCES = [
    {
        "title": "NBS, input-output tables of China 2020, 42 and 153 sectors",
        "path": "https://www.stats.gov.cn",
        "licence": "none stated; the licence of the code does not cover these figures",
    },
    {
        "title": "Wang, Jia and Wang (2021), Research on Sectoral Employment Accounting of China, "
        "Statistical Research 38(12), 3-18",
        "licence": "none stated; research estimates, used here only after scaling",
    },
    {
        "title": "Penn World Table 10.01, Feenstra, Inklaar and Timmer (2015)",
        "path": "https://doi.org/10.34894/QT5BCC",
        "licence": "CC BY 4.0",
    },
    {
        "title": "BEA, detailed fixed-asset tables 2017, make table 2017; BEA and BLS, integrated "
        "industry-level production account",
        "path": "https://www.bea.gov",
        "licence": "United States public domain",
    },
]

PACKAGE = Package(
    name="china-2020",
    title="China, 2020: 42 products, labour, capital, needs",
    prices="million CNY at prices of 2020",
    licence={
        "name": "other",
        "title": "Figures: no licence stated by their origin, NBS. Apache-2.0 covers the code only",
    },
    sources=SOURCES,
    tables=TABLES,
)
