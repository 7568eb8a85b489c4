"""Mines: automated longwall faces and driverless haulage."""

from __future__ import annotations

import components as c
import facts as f
from facts import Facts, changes_bought
from sheet import (
    Row,
    adds_asset,
    adds_input,
    changes_asset,
    changes_hours,
    first_year_loss,
    times,
)

HAULAGE_RAMP = (0.13, 0.13, 0.07)  # yimin-2025: started at 87 % of manned output; high: half
LONGWALL_SAVING = (-0.054, -0.109, -0.217)  # nea-2023: +27.7 % in seven groups; quarter, half, full
YUAN_PER_USD = 6.9  # assumption: about the average rate of 2020
LONGWALL_YUAN_PER_TONNE = (45.9, 25.5, 25.5)  # nea-2023, derived; low × 1.8 as in autohaul-2019
HAUL_HOURS = (0.15, 0.25, 0.35)  # assumption: drivers of haul trucks in an open pit
HAUL_SAVING = (-0.19, -0.38, -0.38)  # rio-2018 and trr-2020, derived: -0.15 / 0.395; low: half
HAUL_CLAIM = (0.0, 0.0, -0.32)  # mining-technology-2025, vendor claim: to -0.70 in all
TRUCK_SHARE = 0.3  # assumption: haul trucks in the equipment of an open pit
TRUCK_SAVING = (0.0, 1 / 1.12 - 1, 1 / 1.2 - 1)  # rio-2015 (+12 %), yimin-2025 (+20 %)
DRIVERS_PER_TRUCK = 4.0  # mining-technology-2025: four driver teams per truck


def intelligent_coal(facts: Facts, activity: str) -> list[Row]:
    """Automated longwall faces with their control rooms."""
    coal, rate = facts.place.coal, facts.place.money.per_usd / YUAN_PER_USD
    per_unit = times(LONGWALL_YUAN_PER_TONNE, rate * (coal.tonnes / coal.value))
    return [
        changes_hours(
            LONGWALL_SAVING,
            evidence="official statement",
            source="nea-2023",
            note="+27.7 % per worker in seven coal groups is taken as the upper bound; "
            "central half of it, low a quarter",
        ),
        adds_asset(
            "computing-robots",
            per_unit,
            share=0.5,
            evidence="official statement",
            source="nea-2023",
            note="half of 25.5 yuan per tonne a year; low case x 1.8 (autohaul-2019)",
        ),
        adds_asset(
            "equipment",
            per_unit,
            share=0.5,
            evidence="official statement",
            source="nea-2023",
            note="the other half",
        ),
        adds_input(
            facts.product("repair"),
            times(per_unit, (0.05, 0.03, 0.02)),
            note="3 % of the assets a year",
        ),
        adds_input(
            facts.product("software"),
            times(per_unit, (0.05, 0.03, 0.02)),
            note="3 % of the assets a year",
        ),
        adds_input(
            facts.product("electricity"),
            times(per_unit, (0.03, 0.02, 0.01)),
            note="2 % of the assets a year",
        ),
        *c.desk(facts, activity),
        *c.maintenance(facts, activity),
        *c.transition(),
    ]


def mine_haulage(facts: Facts, activity: str) -> list[Row]:
    """Driverless haul trucks in open pits."""
    workers = float(facts.workers_per_unit[activity])
    return [
        *_haulage_savings(facts),
        *_haulage_costs(facts, workers * HAUL_HOURS[1] / DRIVERS_PER_TRUCK),
        *c.desk(facts, activity),
        *c.maintenance(facts, activity),
        *c.transition(0.0),
    ]


def _haulage_savings(facts: Facts) -> list[Row]:
    """Drivers, trucks, repairs."""
    return [
        changes_hours(
            HAUL_SAVING,
            share=HAUL_HOURS,
            who=("transport",),
            evidence="official statement",
            source="rio-2018",
            note="unit haul cost -15 % / drivers 0.395 of the cost of a truck (trr-2020); "
            "share of drivers' hours is an assumption",
        ),
        changes_hours(
            HAUL_CLAIM,
            share=HAUL_HOURS,
            who=("transport",),
            evidence="vendor claim",
            source="mining-technology-2025",
            note="four driver teams per truck replaced by a control room; high case only",
        ),
        changes_asset(
            "equipment",
            TRUCK_SAVING,
            share=TRUCK_SHARE,
            evidence="official statement",
            source="rio-2015",
            note="+12 % per truck; high +20 % (yimin-2025); low none: BHP's first trucks "
            "did worse than manned ones",
        ),
        changes_bought(
            facts,
            "repair",
            (0.0, 0.0, -0.15),
            share=TRUCK_SHARE,
            evidence="vendor claim",
            source="mining-technology-2025",
            note="high case only",
        ),
    ]


def _haulage_costs(facts: Facts, trucks: float) -> list[Row]:
    """What the kit of ``trucks`` per unit costs, and the first year's loss."""
    money = facts.place.money
    low, central, high = (kit / f.MILLION for kit in money.haul_truck_kit)
    kit = times(trucks, money.haul_truck_kit, 1 / f.MILLION)
    return [
        adds_asset(
            "computing-robots",
            kit,
            note=f"trucks per unit x {central:g} million {money.word} ({low:g} to {high:g})",
        ),
        adds_input(
            facts.product("software"), times(kit, (0.15, 0.10, 0.05)), note="10 % of the kit a year"
        ),
        adds_input(
            facts.product("electricity"),
            times(kit, (0.03, 0.02, 0.01)),
            note="2 % of the kit a year",
        ),
        adds_asset(
            "intangibles",
            times(kit, (2.0, 0.5, 0.25)),
            source="brynjolfsson-hitt-2002",
            note="reorganisation",
        ),
        first_year_loss(
            HAULAGE_RAMP,
            share=HAUL_HOURS[1],
            evidence="official statement",
            source="yimin-2025",
            note="began at 87 % of manned output, reached 120 %; on the share of haulage",
        ),
    ]
