"""Parts that several techniques are bundled from; each gives its savings together with its costs.

Costs per unit of output = workers per unit · share of them concerned · cost per head, with the
workers of the accounts; such rows follow the hours of the process (``with_hours``). Computing
power is entered as an asset and its electricity as an input of the user, so that the price of a
subscription is not counted on top of them.
"""

from __future__ import annotations

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
    changes_input,
    first_year_loss,
    learning_hours,
    times,
    triple,
)


def office(
    facts: Facts, activity: str, groups: tuple[str, ...] = ("office", "professional", "sales")
) -> list[Row]:
    """Assistant for texts, tables and searches: the saving measured over whole jobs.

    task share = Σ_g mix[g] · E[g] − hours of support and coding, which have rows of their own
    effect on the exposed task = saving of whole jobs / E[office]
    """
    mix = facts.mix.loc[activity]
    own_rows = f.share_of(facts.support, activity) + f.share_of(facts.coding, activity)
    exposed = sum(float(mix[g] * facts.exposure[g]) for g in groups)
    share = max(exposed - own_rows * facts.office_exposure, 0.0)
    low, central, high = f.OFFICE_SAVING
    e = facts.office_exposure
    saving = changes_hours(
        (low / e, central / e, high / e),
        share=times(share, f.MIX_RANGE),
        who={group: float(facts.exposure[group]) for group in groups},
        evidence="field study",
        source="humlum-2025",
        note="exposed tasks in the mix of occupations (assumption); -2.8 % of whole "
        "jobs in registers, high case -5.9 % (gds-2025, self-reported), low case "
        "none",
    )
    users = float(mix[list(groups)].sum()) * float(facts.workers_per_unit[activity])
    return [saving, *computing(facts, users, f.WATTS_PER_USER), *training(facts, activity, groups)]


def computing(facts: Facts, users: float, watts: Triple) -> list[Row]:
    """Computing power, its electricity, software and intangibles of ``users`` persons per unit."""
    money = facts.place.money
    low, central, high = money.software_per_user
    capital = times(users, watts, f.USD_PER_WATT, money.per_usd / f.MILLION)
    kwh = times(users, watts, f.HOURS_PER_YEAR / 1000.0 * f.FACILITY_OVERHEAD)
    return [
        adds_asset(
            "computing-robots",
            capital,
            with_hours=True,
            evidence="model",
            source="epoch-2026",
            note=f"users per unit x {watts[1]:g} W (assumption) x 38 USD/W",
        ),
        adds_input(
            facts.product("electricity"),
            times(kwh, money.per_kwh / f.MILLION),
            with_hours=True,
            note=f"users per unit x {watts[1]:g} W x 8,760 h x 1.2, at "
            f"{money.per_kwh:g} {money.word}/kWh",
        ),
        adds_input(
            facts.product("service"),
            times(users, money.software_per_user, 1.0 / f.MILLION),
            with_hours=True,
            note=f"users per unit x {amount(central)} {money.word} a year "
            f"({amount(low)} to {amount(high)}) for model and service",
        ),
        adds_asset(
            "intangibles",
            times(capital, f.INTANGIBLE_PER_COMPUTING),
            with_hours=True,
            source="brynjolfsson-hitt-2002",
            note="1 per unit of computing (2 to 0.5); the valuation of 4 to 9 is an upper guide",
        ),
    ]


def training(facts: Facts, activity: str, groups: tuple[str, ...]) -> list[Row]:
    """One-off hours of those who use an office assistant."""
    share = float(facts.mix.loc[activity, list(groups)].sum())
    return [
        learning_hours(
            f.OFFICE_TRAINING,
            share=min(share, 1.0),
            note="2 % of a year's hours of the users (4 to 1 %)",
        )
    ]


def support(facts: Facts, activity: str) -> list[Row]:
    """Copilot for those who answer customers."""
    share = f.share_of(facts.support, activity)
    return (
        []
        if share == 0.0
        else [
            changes_hours(
                f.SUPPORT_SAVING,
                share=times(share, f.MIX_RANGE),
                who=("office",),
                evidence="field study",
                source="brynjolfsson-2023",
                note=f"share of hours is {facts.share_words}; low case: experienced staff gain "
                "nothing",
            )
        ]
    )


def coding(facts: Facts, activity: str) -> list[Row]:
    """Copilot for those who write software."""
    share = f.share_of(facts.coding, activity)
    return (
        []
        if share == 0.0
        else [
            changes_hours(
                f.CODING_SAVING,
                share=times(share, f.MIX_RANGE),
                who=("office",),
                evidence="trial",
                source="cui-2024",
                note=f"share of hours is {facts.share_words}; low case 0: experienced developers "
                "were 19 % slower (metr-2025), which cancels the mean gain",
            )
        ]
    )


def desk(facts: Facts, activity: str) -> list[Row]:
    """Office assistant, support and coding copilot together."""
    return [*office(facts, activity), *support(facts, activity), *coding(facts, activity)]


def maintenance(facts: Facts, activity: str) -> list[Row]:
    """Predictive maintenance: upkeep, bought repairs, sensors; downtime in the high case."""
    workers = float(facts.workers_per_unit[activity])
    money = facts.place.money
    low, central, high = money.sensors_per_worker
    common = {"evidence": "official statement", "source": "doe-2010"}
    return [
        changes_hours(
            f.MAINTENANCE_SAVING,
            share=times(float(facts.mix.loc[activity, "maintenance"]), f.MIX_RANGE),
            who=("maintenance",),
            note="hours of upkeep (assumption); cost against preventive upkeep, figure "
            "from before the present techniques",
            **common,
        ),
        changes_bought(facts, "repair", f.MAINTENANCE_SAVING, note="bought repairs", **common),
        changes_asset(
            "equipment",
            f.DOWNTIME_CHANGE,
            share=f.DOWNTIME_SHARE,
            evidence="vendor claim",
            source="oxand-2025",
            note="less unplanned standstill (share is an assumption); high case only",
        ),
        adds_asset(
            "computing-robots",
            times(workers, money.sensors_per_worker, 1.0 / f.MILLION),
            with_hours=True,
            note=f"sensors and gateways: workers per unit x {amount(central)} {money.word} "
            f"({amount(low)} to {amount(high)})",
        ),
    ]


def heating_and_cooling(facts: Facts, activity: str) -> list[Row]:
    """Predictive control of heating and cooling, and its controls."""
    used = facts.bought_per_unit("electricity", activity)
    saved = times(used, f.HVAC_SHARE, f.HVAC_SAVING, -1.0)
    return [
        changes_bought(
            facts,
            "electricity",
            f.HVAC_SAVING,
            share=f.HVAC_SHARE,
            evidence="field study",
            source="hvac-2025",
            note="share of heating and cooling is an assumption; the -16 % of the high "
            "case was measured in homes",
        ),
        adds_asset(
            "computing-robots",
            times(max(saved), (1.0, 1.0, 1.0), f.HVAC_PAYBACK_YEARS),
            note="controls cost 5 years (8 to 3) of the largest saving; no cost was found",
        ),
    ]


def robots(facts: Facts, workers: float, share: Triple) -> list[Row]:
    """Robot systems of ``workers`` persons per unit: hours, the systems, and their upkeep."""
    money = facts.place.money
    low, central, high = money.per_robot
    value = times(
        workers,
        f.ROBOTS_PER_WORKER,
        money.per_robot,
        f.ROBOT_SYSTEM_FACTOR / f.MILLION,
    )
    return [
        changes_hours(
            f.ROBOT_SAVING,
            share=share,
            evidence="field study",
            source="koch-2019",
            note="whole plants within four years; share of such plants is an assumption",
        ),
        adds_asset(
            "computing-robots",
            value,
            with_hours=True,
            evidence=money.robot_evidence,
            source=money.robot_source,
            note=f"workers per unit x 0.05 robots (0.10 to 0.03, assumption) x {amount(central)} "
            f"{money.word} ({amount(low)} to {amount(high)}) x 3 for the system "
            "(assumption)",
        ),
        *_robot_upkeep(facts, value, times(workers, f.ROBOTS_PER_WORKER, f.KWH_PER_ROBOT)),
    ]


def _robot_upkeep(facts: Facts, value: Triple, kwh: Triple) -> list[Row]:
    """What robot systems of a value take every year, and what goes with them."""
    return [
        adds_input(
            facts.product("electricity"),
            times(kwh, facts.place.money.per_kwh / f.MILLION),
            with_hours=True,
            note="4,000 kWh per robot and year",
        ),
        adds_input(
            facts.product("repair"),
            times(value, f.ROBOT_UPKEEP),
            with_hours=True,
            note="3 % of the robot systems a year (5 to 2 %)",
        ),
        adds_input(
            facts.product("software"),
            times(value, f.ROBOT_SOFTWARE),
            with_hours=True,
            note="3 % of the robot systems a year (5 to 2 %)",
        ),
        adds_asset(
            "intangibles",
            times(value, f.INTANGIBLE_PER_COMPUTING, 0.5),
            with_hours=True,
            source="brynjolfsson-hitt-2002",
            note="half of the ratio of office computing: integration is in the system factor too",
        ),
    ]


def transition(
    loss: float | Triple = f.TRANSITION_LOSS, hours: Triple = f.PLANT_TRAINING
) -> list[Row]:
    """What a plant loses while it learns: output of the first year, and hours."""
    return [
        first_year_loss(
            triple(loss),
            evidence="field study",
            source="mit-2026",
            note="plants that adopted lost 1.33 points at first; low case: twice that",
        ),
        learning_hours(hours, note="retraining and redesign: 3 % of a year's hours (6 to 1.5 %)"),
    ]


def smart_factory(facts: Facts, activity: str) -> list[Row]:
    """Robots, inspection, energy control, upkeep and offices of a manufacturing plant."""
    suited = times(f.share_of(facts.place.robot_suited, activity), (0.8, 1.0, 1.0))
    workers = float(facts.workers_per_unit[activity]) * suited[1]
    upper = f.SMART_FACTORY_SAVING - f.ROBOT_SAVING[2]
    official = {"evidence": "official statement", "source": "miit-2025"}
    return [
        *robots(facts, workers, suited),
        changes_hours(
            (0.0, 0.0, upper),
            share=suited,
            note="up to the mean of 230 selected plants (-18.2 %), an upper bound: high case only",
            **official,
        ),
        *_materials_and_energy(facts, facts.main_materials(activity)),
        *desk(facts, activity),
        *maintenance(facts, activity),
        *transition(),
    ]


def _materials_and_energy(facts: Facts, materials: list[str]) -> list[Row]:
    """Fewer defective goods, less energy: parts of what selected plants report."""
    official = {"evidence": "official statement", "source": "miit-2025"}
    lost = [
        changes_input(
            material,
            f.DEFECT_CHANGE,
            share=f.DEFECT_SHARE,
            note="share of materials in defective goods is an assumption; central: half of "
            "the figure of selected plants",
            **official,
        )
        for material in materials
    ]
    energy = [
        changes_bought(
            facts,
            carrier,
            f.ENERGY_CHANGE,
            note="carbon -20.4 % in selected plants stands for energy: a quarter, high case a half",
            **official,
        )
        for carrier in ("electricity", "fuels")
    ]
    carbon = changes_carbon(
        facts,
        f.ENERGY_CHANGE,
        note="carbon -20.4 % in selected plants: a quarter, high case a half",
        **official,
    )
    return [*lost, *energy, *carbon]
