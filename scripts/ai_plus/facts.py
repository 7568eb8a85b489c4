"""Figures that the techniques are put together from: what was seen, and what is assumed.

A triple is (low, central, high) case of the programme's benefit: in the low case savings are the
weakest that were seen and costs the dearest. Figures seen carry the key of sources.csv.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

MIX_RANGE = (0.8, 1.0, 1.2)  # assumption: an occupation mix is known to ± 20 %

MILLION = 1e6
YUAN_PER_USD = 6.9  # assumption: about the average rate of 2020
YUAN_PER_EUR = 7.9  # assumption: about the average rate of 2020
YUAN_PER_AUD = 4.8  # assumption: about the average rate of 2020
YUAN_PER_KWH = 0.6  # assumption: price paid by businesses in 2020

# Office assistant
OFFICE_SAVING = (0.0, -0.028, -0.059)  # humlum-2025 (central), gds-2025 (high; and low: no gain)
WATTS_PER_USER = (25.0, 10.0, 5.0)  # assumption: computing power installed per user
USD_PER_WATT = (55.0, 38.0, 35.0)  # epoch-2026: USD million per MW of IT power, same figure
FACILITY_OVERHEAD = 1.2  # assumption: electricity of the whole data centre / of its computers
HOURS_PER_YEAR = 8760.0
SOFTWARE_YUAN_PER_USER = (1000.0, 400.0, 200.0)  # assumption: model and service, without compute
INTANGIBLE_PER_COMPUTING = (2.0, 1.0, 0.5)  # assumption, below brynjolfsson-hitt-2002 (4 to 9)
OFFICE_TRAINING = (0.04, 0.02, 0.01)  # assumption: share of a year's hours of the users

# Customer support, coding
SUPPORT_SAVING = (0.0, -0.123, -0.254)  # brynjolfsson-2023: experts, mean, novices
CODING_SAVING = (0.0, -0.207, -0.316)  # cui-2024; low: metr-2025 (+0.19) and the mean cancel
SUPPORT_SHARE = {  # assumption: share of hours spent answering customers
    "business-services": 0.06,
    "information-software": 0.04,
    "finance": 0.05,
    "trade": 0.02,
    "transport": 0.01,
    "administration": 0.01,
    "catering-lodging": 0.01,
    "electricity-heat": 0.01,
    "gas": 0.02,
    "water": 0.02,
}
CODING_SHARE = {  # assumption: share of hours spent writing software
    "information-software": 0.20,
    "finance": 0.02,
    "research": 0.02,
    "technical-services": 0.02,
    "electronics": 0.02,
    "instruments": 0.02,
}

# Robots and smart factories
ROBOT_SAVING = (-0.083, -0.102, -0.12)  # koch-2019, derived: jobs × 1.10 / output × 1.20 to 1.25
SMART_FACTORY_SAVING = -0.182  # miit-2025: +22.3 % in selected plants, upper bound
ROBOTS_PER_WORKER = (0.10, 0.05, 0.03)  # assumption; China's average in 2023: 0.047 (ifr-2023)
YUAN_PER_ROBOT = (200_000.0, 115_000.0, 30_000.0)  # china-daily-2014, price range and its middle
ROBOT_SYSTEM_FACTOR = 3.0  # assumption: controller, tooling, cell and installation / the arm alone
KWH_PER_ROBOT = 4000.0  # assumption: 1 kW for 4,000 h a year
ROBOT_UPKEEP = (0.05, 0.03, 0.02)  # assumption: repairs per year / value of the system
ROBOT_SOFTWARE = (0.05, 0.03, 0.02)  # assumption: software per year / value of the system
PLANT_TRAINING = (0.06, 0.03, 0.015)  # assumption: share of one year's hours of the plant
TRANSITION_LOSS = (0.0266, 0.0133, 0.0)  # mit-2026: −1.33 points at first; low: twice that
DEFECT_SHARE = (0.01, 0.02, 0.04)  # assumption: materials lost in defective goods
DEFECT_CHANGE = (0.0, -0.251, -0.502)  # miit-2025: −50.2 % in selected plants; central: half
ENERGY_CHANGE = (0.0, -0.051, -0.102)  # miit-2025: carbon −20.4 %; a quarter and a half of it
ROBOT_SUITED = {  # assumption: share of an activity's plants like those that were studied
    "food": 0.6,
    "textiles": 0.5,
    "clothing": 0.3,
    "wood-furniture": 0.5,
    "paper-printing": 0.6,
    "fuels": 0.3,
    "chemicals": 0.5,
    "building-materials": 0.5,
    "metals": 0.5,
    "metal-products": 0.9,
    "general-machinery": 0.9,
    "special-machinery": 0.8,
    "vehicles": 1.0,
    "electrical-equipment": 0.9,
    "electronics": 1.0,
    "instruments": 0.8,
    "other-manufacturing": 0.4,
}

# Predictive maintenance, heating and cooling
MAINTENANCE_SAVING = (0.0, -0.08, -0.12)  # doe-2010, second-hand: against preventive upkeep
DOWNTIME_SHARE = (0.02, 0.04, 0.06)  # assumption: unplanned standstill in the time of machines
DOWNTIME_CHANGE = (0.0, 0.0, -0.30)  # oxand-2025, vendor claim
SENSOR_YUAN_PER_WORKER = (6000.0, 3000.0, 1500.0)  # assumption
HVAC_SHARE = (0.3, 0.4, 0.5)  # assumption: heating and cooling in a building's energy
HVAC_SAVING = (-0.065, -0.13, -0.16)  # hvac-2025; low: half, as 71 % of trials are unreliable
HVAC_PAYBACK_YEARS = (8.0, 5.0, 3.0)  # assumption: cost of controls was not found


@dataclass(frozen=True)
class Facts:
    """What the derivation takes from an economy and from the task shares.

    Parameters
    ----------
    workers_per_unit : (activity) persons per unit of output (1 million CNY of the base year)
    use_coefficients : (product × activity) input per unit of output
    mix : (activity × occupation group) share of hours, assumption
    exposure : (occupation group) share of tasks exposed
    sub_activities : (name) share
    """

    workers_per_unit: pd.Series
    use_coefficients: pd.DataFrame
    mix: pd.DataFrame
    exposure: pd.Series
    sub_activities: pd.Series

    @property
    def office_exposure(self) -> float:
        """Exposure of the office group: the reference that the measured saving belongs to."""
        return float(self.exposure["office"])

    def desk_share(self, activity: str) -> float:
        """Share of hours of those who would use an office assistant."""
        return float(self.mix.loc[activity, ["office", "professional", "sales"]].sum())

    def main_materials(self, activity: str) -> list[str]:
        """The three largest goods inputs: what is lost in defective goods."""
        goods = [*list(self.use_coefficients.index[:22])]  # the goods of the 42 products
        goods = [good for good in goods if good not in ("fuels", "oil-gas", "coal")]
        return list(self.use_coefficients.loc[goods, activity].nlargest(3).index)


def facts_of(economy: Any, tables: Path) -> Facts:
    """Put the facts together from the economy china-2020 and the derived shares.

    Parameters
    ----------
    economy : with the tables supply, use, labour and labour_types
    tables : folder with task_shares.csv and sub_activities.csv
    """
    output = economy.supply.sum(axis=0)
    persons = economy.labour.div(economy.labour_types["hours_per_worker"], axis=0).sum(axis=0)
    if not (persons > 0).all():
        raise ValueError("labour_types of the economy must give hours_per_worker")
    shares = pd.read_csv(tables / "task_shares.csv").set_index("group")
    parts = pd.read_csv(tables / "sub_activities.csv").set_index("name")
    mix = pd.read_csv(Path(__file__).parent / "occupation_mix.csv").set_index("activity")
    return Facts(
        workers_per_unit=persons / output,
        use_coefficients=economy.use / output,
        mix=mix,
        exposure=shares["beta"],
        sub_activities=parts["value"],
    )


def share_of(table: Mapping[str, float], activity: str) -> float:
    """A share that is zero where the table does not name the activity."""
    return table.get(activity, 0.0)
