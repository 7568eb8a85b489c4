"""Which need each product, and each of BEA's detail commodities that differs, serves."""

from __future__ import annotations

# Trade and freight bought by households, unless the detail code says what is sold.
MARGIN = frozenset(
    {
        "wholesale-trade",
        "general-stores",
        "other-retail",
        "rail-transport",
        "water-transport",
        "truck-transport",
        "pipelines",
        "warehousing",
    }
)
# Need of each product as a whole, where its detail commodities do not differ.
BY_PRODUCT: dict[str, str] = {
    "farms": "food",
    "forestry-fishing": "food",
    "mining": "home-energy",  # coal
    "utilities": "home-energy",
    "wood-products": "household-goods",
    "building-materials": "household-goods",
    "metals": "household-goods",
    "metal-products": "household-goods",
    "machinery": "household-goods",
    "electronics": "communication",
    "electrical-equipment": "household-goods",
    "motor-vehicles": "transport",
    "aircraft-ships": "culture-recreation",  # boats, motor cycles, bicycles (assumption)
    "furniture": "household-goods",
    "other-manufacturing": "culture-recreation",  # toys, sports, musical instruments (assumption)
    "food": "food",
    "textiles": "household-goods",
    "clothing": "clothing",
    "paper": "household-goods",
    "printing": "culture-recreation",
    "fuels": "transport",  # motor fuel; heating oil is not separated (assumption)
    "chemicals": "household-goods",  # soap, cosmetics, paint
    "plastics-rubber": "household-goods",
    "vehicle-dealers": "transport",
    "food-stores": "food",
    "air-transport": "transport",
    "transit": "transport",
    "transport-support": "transport",
    "publishing-software": "culture-recreation",
    "film-music": "culture-recreation",
    "telecoms": "communication",
    "data-internet": "communication",
    "banking": "financial-services",
    "securities": "financial-services",
    "insurance": "financial-services",
    "funds": "financial-services",
    "housing": "housing",
    "real-estate": "housing",
    "rental-leasing": "household-goods",
    "legal-services": "financial-services",
    "computer-services": "communication",
    "professional-services": "financial-services",
    "support-services": "care",
    "waste": "housing",
    "education": "education",
    "ambulatory-care": "health",
    "hospitals": "health",
    "nursing-care": "health",
    "social-assistance": "care",
    "arts-sports": "culture-recreation",
    "recreation": "culture-recreation",
    "lodging": "eating-out-lodging",
    "restaurants": "eating-out-lodging",
    "other-services": "care",
    "federal-enterprises": "communication",  # post
    "federal-civil": "administration-safety",
    "state-local": "administration-safety",
    "state-local-enterprises": "housing",  # water, sewerage (assumption)
    "used-goods": "transport",  # used cars
    "foreign-other": "eating-out-lodging",  # travel abroad
}
# Detail commodities of BEA that differ from their product.
BY_CODE: dict[str, str] = {
    "111400": "household-goods",  # flowers and plants
    "221300": "housing",  # water and sewerage
    "33299A": "culture-recreation",  # sporting arms and ammunition
    "334300": "culture-recreation",  # radio and television sets
    "334510": "health",  # electromedical apparatus
    "33451A": "household-goods",  # watches and clocks
    "334610": "culture-recreation",  # recorded media
    "339112": "health",
    "339113": "health",
    "339115": "health",  # spectacles
    "339910": "clothing",  # jewellery (assumption)
    "339940": "household-goods",
    "339990": "household-goods",
    "311111": "household-goods",  # food for pets (assumption)
    "311119": "household-goods",
    "325412": "health",  # medicines
    "325413": "health",
    "325414": "health",
    "326210": "transport",  # tyres
    "423100": "transport",  # wholesale of vehicles and parts
    "423400": "health",  # wholesale of medical and professional equipment (assumption)
    "423600": "household-goods",  # wholesale of appliances
    "424200": "health",  # wholesale of medicines
    "424400": "food",  # wholesale of groceries
    "424700": "transport",  # wholesale of motor fuel
    "444000": "household-goods",  # building materials and garden
    "446000": "health",  # pharmacies
    "447000": "transport",  # petrol stations
    "448000": "clothing",  # clothes shops
    "492000": "communication",  # couriers
    "482000": "transport",  # passengers by rail, mostly (assumption)
    "483000": "transport",  # cruises and ferries
    "515100": "culture-recreation",  # broadcasting
    "515200": "culture-recreation",
    "511200": "communication",  # software
    "532100": "transport",  # car rental
    "532A00": "culture-recreation",  # rental of consumer goods
    "541700": "health",  # research, bought by foundations (assumption)
    "541920": "culture-recreation",  # photographs
    "541940": "household-goods",  # veterinary services
    "561500": "eating-out-lodging",  # travel agencies
    "811100": "transport",  # repair of cars
    "811200": "household-goods",
    "811400": "household-goods",
    "812300": "clothing",  # laundries
    "813100": "civic-life",
    "813A00": "civic-life",
    "813B00": "civic-life",
}
# Government: the need of a detail code, and under "" that of every other.
GOVERNMENT: dict[str, dict[str, str]] = {
    "consumption-defence": {"": "defence"},
    "consumption-federal": {"": "administration-safety"},
    "consumption-state-local": {
        "": "administration-safety",
        "GSLGE": "education",
        "GSLGH": "health",
    },
}
