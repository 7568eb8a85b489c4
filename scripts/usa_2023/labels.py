"""The 73 products of usa-2023, 71 of them with an activity: label, name, branch, building time.

Order and codes are those of the summary tables of the Bureau of Economic Analysis (BEA), 2017
schema. ``used`` and ``other`` are products without an activity. Spoilage and building times are
assumptions; the words beside say of what kind.
"""

from __future__ import annotations

from national.sector import (
    AGRICULTURE,
    BUILDING,
    BUSINESS,
    ENERGY,
    LIGHT,
    MACHINERY,
    MATERIALS,
    MINING,
    SOCIAL,
    TRADE,
    Sector,
)

# Spoilage: assumption throughout (rot, rust, ageing or going out of fashion; minerals keep).
# Building time: 2 years where new plants or works are large; Koeva (2000, IMF WP/00/138) finds
# about two years for new plants in most industries of the United States. 3 years for power
# stations and for oil and gas fields, 1 year elsewhere, where most orders extend a standing
# plant: each an assumption.
SECTORS: tuple[Sector, ...] = (
    Sector("111CA", "farms", "Farms", AGRICULTURE, True, 0.25, 1),  # assumption
    Sector(
        "113FF", "forestry-fishing", "Forestry, fishing and support", AGRICULTURE, True, 0.25, 1
    ),
    Sector("211", "oil-gas", "Crude oil and natural gas", MINING, True, 0.01, 3),  # assumption
    Sector("212", "mining", "Coal, ores and minerals", MINING, True, 0.01, 2),  # assumption
    Sector("213", "mining-support", "Drilling and support for mining", MINING, False, 0.0, 1),
    Sector("22", "utilities", "Electricity, gas and water", ENERGY, False, 0.0, 3),  # assumption
    Sector("23", "construction", "Construction", BUILDING, False, 0.0, 1),  # assumption
    Sector("321", "wood-products", "Wood products", LIGHT, True, 0.05, 1),  # assumption
    Sector("327", "building-materials", "Cement, glass and ceramics", MATERIALS, True, 0.08, 1),
    Sector("331", "metals", "Metals", MATERIALS, True, 0.03, 2),  # assumption
    Sector("332", "metal-products", "Metal products", MATERIALS, True, 0.03, 1),  # assumption
    Sector("333", "machinery", "Machinery", MACHINERY, True, 0.05, 1),  # assumption
    Sector("334", "electronics", "Computers and electronics", MACHINERY, True, 0.20, 1),
    Sector("335", "electrical-equipment", "Electrical equipment", MACHINERY, True, 0.08, 1),
    Sector("3361MV", "motor-vehicles", "Motor vehicles and parts", MACHINERY, True, 0.08, 1),
    Sector("3364OT", "aircraft-ships", "Aircraft, ships and trains", MACHINERY, True, 0.05, 2),
    Sector("337", "furniture", "Furniture", LIGHT, True, 0.05, 1),  # assumption
    Sector("339", "other-manufacturing", "Medical, sports and other goods", LIGHT, True, 0.05, 1),
    Sector("311FT", "food", "Food, drink and tobacco", LIGHT, True, 0.15, 1),  # assumption
    Sector("313TT", "textiles", "Textiles", LIGHT, True, 0.05, 1),  # assumption
    Sector("315AL", "clothing", "Clothing, leather and shoes", LIGHT, True, 0.15, 1),  # assumption
    Sector("322", "paper", "Paper", LIGHT, True, 0.05, 1),  # assumption
    Sector("323", "printing", "Printing", LIGHT, True, 0.05, 1),  # assumption
    Sector("324", "fuels", "Refined oil and coal products", ENERGY, True, 0.02, 2),  # assumption
    Sector("325", "chemicals", "Chemicals and medicines", MATERIALS, True, 0.08, 2),  # assumption
    Sector("326", "plastics-rubber", "Plastics and rubber", MATERIALS, True, 0.05, 1),  # assumption
    Sector("42", "wholesale-trade", "Wholesale trade", TRADE, False, 0.0, 1),  # assumption
    Sector("441", "vehicle-dealers", "Sale of vehicles and parts", TRADE, False, 0.0, 1),
    Sector("445", "food-stores", "Food stores", TRADE, False, 0.0, 1),  # assumption
    Sector("452", "general-stores", "General stores", TRADE, False, 0.0, 1),  # assumption
    Sector("4A0", "other-retail", "Other retail trade", TRADE, False, 0.0, 1),  # assumption
    Sector("481", "air-transport", "Air transport", TRADE, False, 0.0, 1),  # assumption
    Sector("482", "rail-transport", "Rail transport", TRADE, False, 0.0, 2),  # assumption
    Sector("483", "water-transport", "Water transport", TRADE, False, 0.0, 2),  # assumption
    Sector("484", "truck-transport", "Truck transport", TRADE, False, 0.0, 1),  # assumption
    Sector("485", "transit", "Transit and taxis", TRADE, False, 0.0, 2),  # assumption
    Sector("486", "pipelines", "Pipelines", TRADE, False, 0.0, 2),  # assumption
    Sector("487OS", "transport-support", "Couriers and support of transport", TRADE, False, 0.0, 1),
    Sector("493", "warehousing", "Warehousing", TRADE, False, 0.0, 1),  # assumption
    Sector("511", "publishing-software", "Publishing and software", BUSINESS, False, 0.0, 1),
    Sector("512", "film-music", "Film and music", BUSINESS, False, 0.0, 1),  # assumption
    Sector("513", "telecoms", "Broadcasting and telecoms", BUSINESS, False, 0.0, 1),  # assumption
    Sector("514", "data-internet", "Data processing and internet", BUSINESS, False, 0.0, 1),
    Sector("521CI", "banking", "Banks and credit", BUSINESS, False, 0.0, 1),  # assumption
    Sector("523", "securities", "Securities and investments", BUSINESS, False, 0.0, 1),
    Sector("524", "insurance", "Insurance", BUSINESS, False, 0.0, 1),  # assumption
    Sector("525", "funds", "Funds and trusts", BUSINESS, False, 0.0, 1),  # assumption
    Sector("HS", "housing", "Housing", BUILDING, False, 0.0, 1),  # assumption
    Sector("ORE", "real-estate", "Other real estate", BUILDING, False, 0.0, 1),  # assumption
    Sector("532RL", "rental-leasing", "Rental, leasing and licences", BUSINESS, False, 0.0, 1),
    Sector("5411", "legal-services", "Legal services", BUSINESS, False, 0.0, 1),  # assumption
    Sector("5415", "computer-services", "Computer systems design", BUSINESS, False, 0.0, 1),
    Sector(
        "5412OP", "professional-services", "Research, accounts and design", BUSINESS, False, 0, 1
    ),
    Sector("55", "head-offices", "Management of companies", BUSINESS, False, 0.0, 1),  # assumption
    Sector("561", "support-services", "Administrative and support work", BUSINESS, False, 0.0, 1),
    Sector("562", "waste", "Waste management", SOCIAL, False, 0.0, 2),  # assumption
    Sector("61", "education", "Private education", SOCIAL, False, 0.0, 1),  # assumption
    Sector("621", "ambulatory-care", "Doctors and ambulatory care", SOCIAL, False, 0.0, 1),
    Sector("622", "hospitals", "Hospitals", SOCIAL, False, 0.0, 2),  # assumption
    Sector("623", "nursing-care", "Nursing and residential care", SOCIAL, False, 0.0, 1),
    Sector("624", "social-assistance", "Child care and social assistance", SOCIAL, False, 0.0, 1),
    Sector("711AS", "arts-sports", "Arts, sports and museums", SOCIAL, False, 0.0, 1),  # assumption
    Sector("713", "recreation", "Amusement and recreation", SOCIAL, False, 0.0, 1),  # assumption
    Sector("721", "lodging", "Lodging", TRADE, False, 0.0, 1),  # assumption
    Sector("722", "restaurants", "Restaurants and bars", TRADE, False, 0.0, 1),  # assumption
    Sector("81", "other-services", "Repair, personal and civic services", SOCIAL, False, 0.0, 1),
    Sector("GFGD", "federal-defence", "Federal government, defence", SOCIAL, False, 0.0, 1),
    Sector("GFGN", "federal-civil", "Federal government, civil", SOCIAL, False, 0.0, 1),
    Sector("GFE", "federal-enterprises", "Post and federal enterprises", SOCIAL, False, 0.0, 2),
    Sector("GSLG", "state-local", "State and local government, schools", SOCIAL, False, 0.0, 1),
    Sector("GSLE", "state-local-enterprises", "State and local enterprises", SOCIAL, False, 0.0, 2),
    Sector("Used", "used-goods", "Scrap, used and second-hand goods", LIGHT, True, 0.05, 1),
    Sector("Other", "foreign-other", "Imports with no like at home", TRADE, False, 0.0, 1),
)

WITHOUT_ACTIVITY: frozenset[str] = frozenset({"used-goods", "foreign-other"})
PRODUCTS: tuple[str, ...] = tuple(sector.label for sector in SECTORS)
ACTIVITIES: tuple[str, ...] = tuple(p for p in PRODUCTS if p not in WITHOUT_ACTIVITY)
LABEL_OF_CODE: dict[str, str] = {sector.code: sector.label for sector in SECTORS}
CODE_OF_LABEL: dict[str, str] = {sector.label: sector.code for sector in SECTORS}
GOODS: frozenset[str] = frozenset(sector.label for sector in SECTORS if sector.storable)
SOCIAL_SERVICES: frozenset[str] = frozenset(s.label for s in SECTORS if s.group == SOCIAL)
ASSETS: tuple[str, ...] = (
    "homes",
    "structures",
    "wells",
    "equipment",
    "computing-robots",
    "intangibles",
)
LABOUR_TYPES: tuple[str, ...] = ("college", "non-college")
