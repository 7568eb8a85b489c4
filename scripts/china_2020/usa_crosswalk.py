"""Which BEA fixed-asset industries stand behind each of the 42 activities: by name, approximate.

Several activities share one BEA industry: they then have the same assets per unit before the
adjustment. Government capital is not in the BEA table: private education stands in for public
administration. An approximation throughout, listed in ``estimates/capital_crosswalk.csv``.
"""

from __future__ import annotations

CROSSWALK: dict[str, tuple[str, ...]] = {
    "agriculture": ("110C", "113F"),
    "coal": ("2120", "2130"),
    "oil-gas": ("2110", "2130"),
    "metal-ores": ("2120",),
    "other-ores": ("2120", "2130"),
    "food": ("311A",),
    "textiles": ("313T",),
    "clothing": ("315A",),
    "wood-furniture": ("3210", "3370"),
    "paper-printing": ("3220", "3230"),
    "fuels": ("3240",),
    "chemicals": ("3250", "3260"),
    "building-materials": ("3270",),
    "metals": ("3310",),
    "metal-products": ("3320",),
    "general-machinery": ("3330",),
    "special-machinery": ("3330",),
    "vehicles": ("336M", "336O"),
    "electrical-equipment": ("3350",),
    "electronics": ("3340",),
    "instruments": ("3340", "338A"),
    "other-manufacturing": ("338A",),
    "machine-repair": ("8100",),
    "electricity-heat": ("2200",),
    "gas": ("2200",),
    "water": ("2200",),
    "construction": ("2300",),
    "trade": ("4200", "44RT"),
    "transport": ("4810", "4820", "4830", "4840", "4850", "4860", "487S", "4930"),
    "catering-lodging": ("7210", "7220"),
    "information-software": ("5110", "5130", "5140", "5415"),
    "finance": ("5210", "5220", "5230", "5240", "5250"),
    "real-estate": ("5310",),
    "business-services": ("5320", "5411", "5500", "5610"),
    "research": ("5412",),
    "technical-services": ("5412",),
    "environment-services": ("2200", "5620"),
    "personal-services": ("8100", "6240"),
    "education": ("6100",),
    "health-care": ("6210", "622H", "6230"),
    "culture-recreation": ("5120", "711A", "7130"),
    "administration": ("6100",),
}
# BEA asset codes of computing and communication equipment (README of the raw tables).
COMPUTING = frozenset({f"EP1{letter}" for letter in "ABCDEFGH"} | {"EP20"})
# BEA asset codes of machines among which robots are counted.
MACHINES = frozenset({"EI30", "EI40", "EI50"})
# The output of homes is left out with the homes: they are laid out on their own.
WITHOUT_HOMES = {"5310": frozenset({"ORE"})}
# Research in medicines: most of the American chemical industry's intangibles. Per unit of output
# China's makers of medicines hold about a fifth of it (assumption).
MEDICINE_RESEARCH = "RD11"  # BEA asset code
MEDICINE_RESEARCH_SHARE = 0.2  # assumption
