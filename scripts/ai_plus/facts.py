"""Figures that the techniques are put together from: what was seen, and what is assumed.

A triple is (low, central, high) case of the programme's benefit: in the low case savings are the
weakest that were seen and costs the dearest. Figures seen carry the key of sources.csv.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
from place import Place
from sheet import Row, Triple, changes_input, times

MIX_RANGE = (0.8, 1.0, 1.2)  # assumption: an occupation mix is known to ± 20 %

MILLION = 1e6

# Office assistant
OFFICE_SAVING = (0.0, -0.028, -0.059)  # humlum-2025 (central), gds-2025 (high; and low: no gain)
WATTS_PER_USER = (25.0, 10.0, 5.0)  # assumption: computing power installed per user
USD_PER_WATT = (55.0, 38.0, 35.0)  # epoch-2026: USD million per MW of IT power, same figure
FACILITY_OVERHEAD = 1.2  # assumption: electricity of the whole data centre / of its computers
HOURS_PER_YEAR = 8760.0
INTANGIBLE_PER_COMPUTING = (2.0, 1.0, 0.5)  # assumption, below brynjolfsson-hitt-2002 (4 to 9)
OFFICE_TRAINING = (0.04, 0.02, 0.01)  # assumption: share of a year's hours of the users

# Customer support, coding
SUPPORT_SAVING = (0.0, -0.123, -0.254)  # brynjolfsson-2023: experts, mean, novices
CODING_SAVING = (0.0, -0.207, -0.316)  # cui-2024; low: metr-2025 (+0.19) and the mean cancel

# Robots and smart factories
ROBOT_SAVING = (-0.083, -0.102, -0.12)  # koch-2019, derived: jobs × 1.10 / output × 1.20 to 1.25
SMART_FACTORY_SAVING = -0.182  # miit-2025: +22.3 % in selected plants, upper bound
ROBOTS_PER_WORKER = (0.10, 0.05, 0.03)  # assumption; China's average in 2023: 0.047 (ifr-2023)
ROBOT_SYSTEM_FACTOR = 3.0  # assumption: controller, tooling, cell and installation / the arm alone
KWH_PER_ROBOT = 4000.0  # assumption: 1 kW for 4,000 h a year
ROBOT_UPKEEP = (0.05, 0.03, 0.02)  # assumption: repairs per year / value of the system
ROBOT_SOFTWARE = (0.05, 0.03, 0.02)  # assumption: software per year / value of the system
PLANT_TRAINING = (0.06, 0.03, 0.015)  # assumption: share of one year's hours of the plant
TRANSITION_LOSS = (0.0266, 0.0133, 0.0)  # mit-2026: −1.33 points at first; low: twice that
DEFECT_SHARE = (0.01, 0.02, 0.04)  # assumption: materials lost in defective goods
DEFECT_CHANGE = (0.0, -0.251, -0.502)  # miit-2025: −50.2 % in selected plants; central: half
ENERGY_CHANGE = (0.0, -0.051, -0.102)  # miit-2025: carbon −20.4 %; a quarter and a half of it

# Predictive maintenance, heating and cooling
MAINTENANCE_SAVING = (0.0, -0.08, -0.12)  # doe-2010, second-hand: against preventive upkeep
DOWNTIME_SHARE = (0.02, 0.04, 0.06)  # assumption: unplanned standstill in the time of machines
DOWNTIME_CHANGE = (0.0, 0.0, -0.30)  # oxand-2025, vendor claim
HVAC_SHARE = (0.3, 0.4, 0.5)  # assumption: heating and cooling in a building's energy
HVAC_SAVING = (-0.065, -0.13, -0.16)  # hvac-2025; low: half, as 71 % of trials are unreliable
HVAC_PAYBACK_YEARS = (8.0, 5.0, 3.0)  # assumption: cost of controls was not found


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the derivation takes from an economy, from its place and from the task shares.

    Parameters
    ----------
    place : labels, prices and shares of hours of the economy
    workers_per_unit : (activity) persons per unit of output (a million of its money)
    use_coefficients : (product × activity) input per unit of output
    goods : storable products
    mix : (activity × occupation group) share of hours
    exposure : (occupation group) share of tasks exposed
    sub_activities : (name) share
    support, coding : activity → share of hours that answer customers, that write software
    share_words : what those two shares are, as notes write it
    types : (labour type × activity) share of the hours of an activity
    degrees : (occupation group × labour type) share of the group's hours over the economy; both
        are empty where all hours are of one type
    """

    place: Place
    workers_per_unit: pd.Series
    use_coefficients: pd.DataFrame
    goods: tuple[str, ...]
    mix: pd.DataFrame
    exposure: pd.Series
    sub_activities: pd.Series
    support: Mapping[str, float]
    coding: Mapping[str, float]
    share_words: str
    types: pd.DataFrame
    degrees: pd.DataFrame

    @property
    def office_exposure(self) -> float:
        """Exposure of the office group: the reference that the measured saving belongs to."""
        return float(self.exposure["office"])

    def product(self, meant: str) -> str:
        """Label of the product that an input of the evidence is part of."""
        return self.place.bought[meant].product

    def part(self, meant: str) -> float:
        """Share of the product that is the input meant, 0..1."""
        part = self.place.bought[meant].part
        return float(self.sub_activities[part]) if isinstance(part, str) else part

    def bought_per_unit(self, meant: str, activity: str) -> float:
        """What an activity uses of an input of the evidence, per unit of output."""
        return float(self.use_coefficients.loc[self.product(meant), activity]) * self.part(meant)

    def main_materials(self, activity: str) -> list[str]:
        """The three largest goods inputs: what is lost in defective goods."""
        goods = [good for good in self.goods if good not in self.place.energy_goods]
        return list(self.use_coefficients.loc[goods, activity].nlargest(3).index)


def changes_bought(
    facts: Facts,
    meant: str,
    effect: float | Triple,
    *,
    share: float | Triple = 1.0,
    evidence: str,
    source: str = "",
    note: str,
) -> Row:
    """Relative change of an input of the evidence, as a change of the product it is part of."""
    part = facts.part(meant)
    if isinstance(facts.place.bought[meant].part, str):
        note = f"{note}; x {part:.3g}, {facts.place.bought[meant].words}"
    return changes_input(
        facts.product(meant),
        effect,
        share=times(share, part),
        evidence=evidence,
        source=source,
        note=note,
    )


def changes_carbon(
    facts: Facts,
    effect: float | Triple,
    *,
    share: float | Triple = 1.0,
    evidence: str,
    source: str = "",
    note: str,
) -> list[Row]:
    """Relative change of the carbon of an activity, where the economy counts it."""
    return (
        []
        if not facts.place.carbon
        else [
            Row(
                kind="emission",
                label=facts.place.carbon,
                share=share,
                effect=effect,
                unit="relative change per unit",
                evidence=evidence,
                source=source,
                note=note,
            )
        ]
    )


def share_of(table: Mapping[str, float], activity: str) -> float:
    """A share that is zero where the table does not name the activity."""
    return table.get(activity, 0.0)
