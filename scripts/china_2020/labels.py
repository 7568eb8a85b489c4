"""The 42 products and activities of china-2020: label, name, branch, storage and building time.

Order and codes are those of the 42-sector table of the National Bureau of Statistics (NBS).
Spoilage and building times are assumptions; the words beside each row say of what kind.
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
# about two years for new plants in most industries. 3 years for power stations and for oil and gas
# fields, 1 year elsewhere, where most orders extend a standing plant: each an assumption.
SECTORS: tuple[Sector, ...] = (
    Sector("01", "agriculture", "Agriculture, forestry and fishery", AGRICULTURE, True, 0.25, 1),
    Sector("02", "coal", "Coal", MINING, True, 0.02, 2),  # assumption
    Sector("03", "oil-gas", "Crude oil and natural gas", MINING, True, 0.01, 3),  # assumption
    Sector("04", "metal-ores", "Metal ores", MINING, True, 0.01, 2),  # assumption
    Sector("05", "other-ores", "Other minerals", MINING, True, 0.01, 2),  # assumption
    Sector("06", "food", "Food, drink and tobacco", LIGHT, True, 0.15, 1),  # assumption
    Sector("07", "textiles", "Textiles", LIGHT, True, 0.05, 1),  # assumption
    Sector("08", "clothing", "Clothing, leather and shoes", LIGHT, True, 0.15, 1),  # assumption
    Sector("09", "wood-furniture", "Wood and furniture", LIGHT, True, 0.05, 1),  # assumption
    Sector("10", "paper-printing", "Paper, printing and sports goods", LIGHT, True, 0.05, 1),
    Sector("11", "fuels", "Refined oil, coke and nuclear fuel", ENERGY, True, 0.02, 2),
    Sector("12", "chemicals", "Chemicals, medicines and plastics", MATERIALS, True, 0.08, 2),
    Sector("13", "building-materials", "Cement, glass and ceramics", MATERIALS, True, 0.08, 1),
    Sector("14", "metals", "Metals", MATERIALS, True, 0.03, 2),  # assumption
    Sector("15", "metal-products", "Metal products", MATERIALS, True, 0.03, 1),  # assumption
    Sector("16", "general-machinery", "General machinery", MACHINERY, True, 0.05, 1),
    Sector("17", "special-machinery", "Special machinery", MACHINERY, True, 0.05, 1),
    Sector("18", "vehicles", "Vehicles, ships and aircraft", MACHINERY, True, 0.08, 1),
    Sector("19", "electrical-equipment", "Electrical equipment", MACHINERY, True, 0.08, 1),
    Sector("20", "electronics", "Computers and electronics", MACHINERY, True, 0.20, 1),
    Sector("21", "instruments", "Instruments", MACHINERY, True, 0.08, 1),  # assumption
    Sector("22", "other-manufacturing", "Other goods and recycling", LIGHT, True, 0.05, 1),
    Sector("23", "machine-repair", "Repair of machines", MACHINERY, False, 0.0, 1),
    Sector("24", "electricity-heat", "Electricity and heat", ENERGY, False, 0.0, 3),
    Sector("25", "gas", "Gas supply", ENERGY, False, 0.0, 2),
    Sector("26", "water", "Water supply", ENERGY, False, 0.0, 2),
    Sector("27", "construction", "Construction", BUILDING, False, 0.0, 1),
    Sector("28", "trade", "Wholesale and retail trade", TRADE, False, 0.0, 1),
    Sector("29", "transport", "Transport, storage and post", TRADE, False, 0.0, 2),
    Sector("30", "catering-lodging", "Catering and lodging", TRADE, False, 0.0, 1),
    Sector("31", "information-software", "Telecoms and software", BUSINESS, False, 0.0, 1),
    Sector("32", "finance", "Finance and insurance", BUSINESS, False, 0.0, 1),
    Sector("33", "real-estate", "Housing and real estate", BUILDING, False, 0.0, 2),
    Sector("34", "business-services", "Leasing and business services", BUSINESS, False, 0.0, 1),
    Sector("35", "research", "Research and development", BUSINESS, False, 0.0, 1),
    Sector("36", "technical-services", "Technical services", BUSINESS, False, 0.0, 1),
    Sector("37", "environment-services", "Environment and public spaces", SOCIAL, False, 0.0, 2),
    Sector("38", "personal-services", "Personal and repair services", SOCIAL, False, 0.0, 1),
    Sector("39", "education", "Education", SOCIAL, False, 0.0, 1),
    Sector("40", "health-care", "Health and social care", SOCIAL, False, 0.0, 1),
    Sector("41", "culture-recreation", "Culture, sport and recreation", SOCIAL, False, 0.0, 1),
    Sector("42", "administration", "Public administration", SOCIAL, False, 0.0, 1),
)

LABELS: tuple[str, ...] = tuple(sector.label for sector in SECTORS)
LABEL_OF_CODE: dict[str, str] = {sector.code: sector.label for sector in SECTORS}
GOODS: frozenset[str] = frozenset(sector.label for sector in SECTORS if int(sector.code) <= 22)
SOCIAL_SERVICES: frozenset[str] = frozenset(s.label for s in SECTORS if s.group == SOCIAL)

CONSUMPTION: dict[str, str] = {  # label -> column of the 153-sector table
    "household-rural": "FU101",
    "household-urban": "FU102",
    "government": "FU103",
}
FINAL_USES: dict[str, str] = CONSUMPTION | {
    "fixed-capital": "FU201",
    "stock-building": "FU202",
    "exports": "EX",
}
ASSETS: tuple[str, ...] = ("structures", "equipment", "computing-robots", "intangibles")
