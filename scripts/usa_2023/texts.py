"""What the economy says of itself: units, names of assets, economy.yaml."""

from __future__ import annotations

UNIT = "million USD2023"
ASSET_NAMES = {
    "homes": "Homes",
    "structures": "Other buildings and works",
    "wells": "Oil and gas wells and mines",
    "equipment": "Machines, vehicles and other equipment",
    "computing-robots": "Computers, communication and robots",
    "intangibles": "Software, results of research and originals",
}
ECONOMY = """\
name: usa-2023
title: United States, 2023, 73 products
year: 2023
country: USA
currency: million USD2023
# Residents on 1 July 2023: Census Bureau, population estimates, vintage 2023
population: 334914895
source: >-
  Bureau of Economic Analysis (BEA), make and use tables and import matrix 2023, summary level,
  detail tables 2017, fixed assets 2017; BEA and Bureau of Labor Statistics, integrated
  industry-level production account; Federal Reserve, Z.1 and G.17; Energy Information
  Administration; Penn World Table 10.01. Made by scripts/usa_2023/derive.py; see
  docs/data-usa-2023.md
licence: >-
  Works of the United States government: public domain. Penn World Table: CC BY
notes: >-
  Labour by kind and below 63 industries, capital, asset_composition, needs, modern, utilisation
  outside industry, emissions, spoilage and building times are estimates, each with its formula in
  datapackage.json. Used goods that firms sell are a by-product here; their counterpart is the item
  used-assets of value added, which is no part of GDP
"""
