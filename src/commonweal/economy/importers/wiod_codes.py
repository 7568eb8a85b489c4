"""Codes of the WIOD 2013 release: industries and categories of final use, and our labels."""

from __future__ import annotations

PRIMARY, GOODS, BUILDING = "Farming, mining and energy", "Manufacturing", "Construction"
TRADE, SERVICES, PUBLIC = "Trade and transport", "Business services", "Public and social services"

# code: (label, group); NACE rev. 1 in the comment where the label is short of it
INDUSTRIES: dict[str, tuple[str, str]] = {
    "c1": ("agriculture", PRIMARY),
    "c2": ("mining", PRIMARY),
    "c3": ("food", GOODS),
    "c4": ("textiles", GOODS),
    "c5": ("leather", GOODS),
    "c6": ("wood", GOODS),
    "c7": ("paper-printing", GOODS),
    "c8": ("fuels", GOODS),
    "c9": ("chemicals", GOODS),
    "c10": ("rubber-plastics", GOODS),
    "c11": ("minerals", GOODS),  # 26: glass, cement, ceramics
    "c12": ("metals", GOODS),
    "c13": ("machinery", GOODS),
    "c14": ("electrical-optical", GOODS),
    "c15": ("vehicles", GOODS),
    "c16": ("other-manufacturing", GOODS),
    "c17": ("utilities", PRIMARY),  # E: electricity, gas and water
    "c18": ("construction", BUILDING),
    "c19": ("vehicle-trade", TRADE),
    "c20": ("wholesale", TRADE),
    "c21": ("retail", TRADE),
    "c22": ("catering", TRADE),
    "c23": ("inland-transport", TRADE),
    "c24": ("water-transport", TRADE),
    "c25": ("air-transport", TRADE),
    "c26": ("transport-services", TRADE),
    "c27": ("post-telecoms", TRADE),
    "c28": ("finance", SERVICES),
    "c29": ("real-estate", SERVICES),
    "c30": ("business-services", SERVICES),
    "c31": ("administration", PUBLIC),
    "c32": ("education", PUBLIC),
    "c33": ("health", PUBLIC),
    "c34": ("other-services", PUBLIC),
    "c35": ("domestic-work", PUBLIC),
}

# code: (label, name, role)
CATEGORIES: dict[str, tuple[str, str, str]] = {
    "c37": ("household", "households", "household"),
    "c38": ("npish", "non-profit organisations serving households", "household"),
    "c39": ("government", "government", "government"),
    "c40": ("investment", "gross fixed capital formation", "investment"),
    "c41": ("stock-building", "changes in inventories and valuables", "stock_building"),
}
