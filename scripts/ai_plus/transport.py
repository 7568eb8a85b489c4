"""Automated transport worked in detail."""

from __future__ import annotations

import components as c
import facts as f
from facts import Facts, changes_bought, changes_carbon
from place import amount
from sheet import (
    Row,
    Triple,
    adds_asset,
    adds_input,
    changes_asset,
    changes_hours,
    first_year_loss,
    times,
)

DRIVER_SAVING = (-0.29 / 0.40, -0.33 / 0.395, -0.33 / 0.395)  # trr-2020: cost saved / driver share
PORT_SAVING = (-0.15, -0.30, -0.60)  # tianjin-2024: -60 % stated; central half, low a quarter
FUEL_CHANGE = (0.0, -0.05, -0.10)  # sae-2019: -10 % mean, none at highway speed
VEHICLE_SHARE = 0.6  # assumption: vehicles in the equipment of the part
VEHICLE_SAVING = (0.0, -0.15, -0.30)  # conference-board-2017: +43 % per vehicle; central half
HAULAGE_RAMP = (0.13, 0.13, 0.07)  # yimin-2025: started at 87 % of manned output; high: half
KW_PER_VEHICLE = 1.5  # assumption


def automated_transport(facts: Facts, activity: str) -> list[Row]:
    """Driverless trunk roads and terminals; no labour saving is claimed for trains."""
    operating = facts.place.operating_hours[activity]
    drivers = float(facts.workers_per_unit[activity]) * operating[1]
    return [
        *_transport_savings(facts, activity, operating),
        *_transport_costs(facts, operating, drivers / facts.place.drivers_per_vehicle),
        *c.desk(facts, activity),
        *c.maintenance(facts, activity),
    ]


def terminals(facts: Facts, activity: str) -> list[Row]:
    """Staff of container terminals, where cranes and carriers drive themselves."""
    hours = facts.place.terminal_hours.get(activity)
    return (
        []
        if hours is None
        else [
            changes_hours(
                PORT_SAVING,
                share=hours,
                who=("transport",),
                evidence="official statement",
                source="tianjin-2024",
                note="hours in container terminals (assumption); stated -60 %, central half",
            )
        ]
    )


def automated_terminals(facts: Facts, activity: str) -> list[Row]:
    """Terminals whose cranes and carriers drive themselves, where they are an activity's part."""
    hours = facts.place.terminal_hours[activity]
    drivers = float(facts.workers_per_unit[activity]) * hours[1]
    return [
        *terminals(facts, activity),
        *_transport_costs(facts, hours, drivers / facts.place.drivers_per_vehicle),
        *c.desk(facts, activity),
        *c.maintenance(facts, activity),
    ]


def _transport_savings(facts: Facts, activity: str, operating: Triple) -> list[Row]:
    """Drivers, terminal staff, fuel, vehicles, insurance."""
    insurance = facts.place.bought["insurance"]
    return [
        changes_hours(
            DRIVER_SAVING,
            share=operating,
            who=("transport",),
            evidence="model",
            source="trr-2020",
            note="drivers on trunk and fixed routes (assumption); cost saving / driver "
            "share of cost, remote staff included; trains: none claimed",
        ),
        *terminals(facts, activity),
        changes_bought(
            facts,
            "fuels",
            FUEL_CHANGE,
            share=operating,
            evidence="field study",
            source="sae-2019",
            note="small study; none at highway speed",
        ),
        *changes_carbon(
            facts,
            FUEL_CHANGE,
            share=operating,
            evidence="field study",
            source="sae-2019",
            note="as the fuel that is burnt",
        ),
        changes_asset(
            "equipment",
            VEHICLE_SAVING,
            share=times(operating, VEHICLE_SHARE),
            evidence="model",
            source="conference-board-2017",
            note="20 h instead of 14 h a day; central half",
        ),
        changes_bought(
            facts,
            "insurance",
            (0.0, 0.0, -0.5),
            share=operating,
            evidence="vendor claim",
            source="pony-2025",
            note=f"insurance of vehicles ({insurance.part} of {insurance.words}, assumption); "
            "high case only",
        ),
    ]


def _transport_costs(facts: Facts, operating: Triple, vehicles: float) -> list[Row]:
    """What the kit of ``vehicles`` per unit costs, and the first year's loss."""
    money = facts.place.money
    low, central, high = money.vehicle_kit
    kit = times(vehicles, money.vehicle_kit, 1 / f.MILLION)
    return [
        adds_asset(
            "computing-robots",
            kit,
            source="baidu-2024",
            note=f"vehicles per unit x {amount(central)} {money.word} ({amount(low)} to "
            f"{amount(high)}); extra cost of a truck was not found",
        ),
        adds_input(
            facts.product("software"),
            times(kit, (0.15, 0.10, 0.05)),
            note="maps, data, remote operation: 10 % of the kit a year",
        ),
        adds_input(
            facts.product("repair"),
            times(kit, (0.08, 0.05, 0.03)),
            note="sensors: 5 % of the kit a year",
        ),
        adds_input(
            facts.product("electricity"),
            times(vehicles, 8760 * (KW_PER_VEHICLE * money.per_kwh / f.MILLION)),
            note="1.5 kW of computing per vehicle and its data centre",
        ),
        adds_asset(
            "intangibles",
            times(kit, (2.0, 0.5, 0.25)),
            source="brynjolfsson-hitt-2002",
            note="mapping and reorganisation",
        ),
        first_year_loss(
            HAULAGE_RAMP,
            share=operating[1],
            evidence="official statement",
            source="yimin-2025",
            note="driverless trucks began at 87 % of manned output",
        ),
    ]
