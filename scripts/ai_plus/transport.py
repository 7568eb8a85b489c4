"""Automated transport worked in detail."""

from __future__ import annotations

import components as c
import facts as f
from facts import Facts
from sheet import (
    Row,
    adds_asset,
    adds_input,
    changes_asset,
    changes_hours,
    changes_input,
    first_year_loss,
    times,
)

OPERATING_SHARE = (0.15, 0.25, 0.40)  # assumption: driving hours on trunk and fixed routes
DRIVER_SAVING = (-0.29 / 0.40, -0.33 / 0.395, -0.33 / 0.395)  # trr-2020: cost saved / driver share
PORT_HOURS = (0.04, 0.06, 0.08)  # assumption: container terminals in the hours of the part
PORT_SAVING = (-0.15, -0.30, -0.60)  # tianjin-2024: -60 % stated; central half, low a quarter
FUEL_CHANGE = (0.0, -0.05, -0.10)  # sae-2019: -10 % mean, none at highway speed
VEHICLE_SHARE = 0.6  # assumption: vehicles in the equipment of the part
VEHICLE_SAVING = (0.0, -0.15, -0.30)  # conference-board-2017: +43 % per vehicle; central half
KIT_YUAN = (600_000.0, 300_000.0, 200_000.0)  # assumption above baidu-2024 (a whole robotaxi)
DRIVERS_PER_VEHICLE = 1.6  # assumption
HAULAGE_RAMP = (0.13, 0.13, 0.07)  # yimin-2025: started at 87 % of manned output; high: half
YUAN_KW_VEHICLE = 1.5 * f.YUAN_PER_KWH / f.MILLION  # assumption: 1.5 kW per vehicle


def automated_transport(facts: Facts) -> list[Row]:
    """Driverless trunk roads and terminals; no labour saving is claimed for trains."""
    vehicles = float(facts.workers_per_unit["transport"]) * OPERATING_SHARE[1] / DRIVERS_PER_VEHICLE
    return [
        *_transport_savings(),
        *_transport_costs(vehicles),
        *c.desk(facts, "transport"),
        *c.maintenance(facts, "transport"),
    ]


def _transport_savings() -> list[Row]:
    """Drivers, terminal staff, fuel, vehicles, insurance."""
    return [
        changes_hours(
            DRIVER_SAVING,
            share=OPERATING_SHARE,
            evidence="model",
            source="trr-2020",
            note="drivers on trunk and fixed routes (assumption); cost saving / driver "
            "share of cost, remote staff included; trains: none claimed",
        ),
        changes_hours(
            PORT_SAVING,
            share=PORT_HOURS,
            evidence="official statement",
            source="tianjin-2024",
            note="hours in container terminals (assumption); stated -60 %, central half",
        ),
        changes_input(
            "fuels",
            FUEL_CHANGE,
            share=OPERATING_SHARE,
            evidence="field study",
            source="sae-2019",
            note="small study; none at highway speed",
        ),
        changes_asset(
            "equipment",
            VEHICLE_SAVING,
            share=times(OPERATING_SHARE, VEHICLE_SHARE),
            evidence="model",
            source="conference-board-2017",
            note="20 h instead of 14 h a day; central half",
        ),
        changes_input(
            "finance",
            (0.0, 0.0, -0.5),
            share=times(OPERATING_SHARE, 0.1),
            evidence="vendor claim",
            source="pony-2025",
            note="insurance of vehicles (0.1 of financial services, assumption); high case only",
        ),
    ]


def _transport_costs(vehicles: float) -> list[Row]:
    """What the kit of ``vehicles`` per unit costs, and the first year's loss."""
    kit = times(vehicles, KIT_YUAN, 1 / f.MILLION)
    return [
        adds_asset(
            "computing-robots",
            kit,
            source="baidu-2024",
            note="vehicles per unit x 300,000 yuan (600,000 to 200,000); extra cost of a "
            "truck was not found",
        ),
        adds_input(
            "information-software",
            times(kit, (0.15, 0.10, 0.05)),
            note="maps, data, remote operation: 10 % of the kit a year",
        ),
        adds_input(
            "machine-repair", times(kit, (0.08, 0.05, 0.03)), note="sensors: 5 % of the kit a year"
        ),
        adds_input(
            "electricity-heat",
            times(vehicles, 8760 * YUAN_KW_VEHICLE),
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
            share=OPERATING_SHARE[1],
            evidence="official statement",
            source="yimin-2025",
            note="driverless trucks began at 87 % of manned output",
        ),
    ]
