"""Techniques worked in detail: weeding, transport, mines, medicines, and a few of their own kind."""

from __future__ import annotations

import components as c
import facts as f
from components import CHANGE, PER_CAPACITY, PER_UNIT
from facts import Facts
from sheet import Row, Triple, times

# Agriculture
HECTARES = 167e6  # assumption: sown area of China in 2020, as commonly reported
VEGETABLE_AREA = 0.13  # assumption: share of the sown area under vegetables
AGRICULTURE_YUAN = 13.317e12  # output of agriculture, table of 2020
UAV_SUITED = (0.3, 0.5, 0.7)  # assumption: share of pesticide on land where drones suit
UAV_PESTICIDE = (-0.125, -0.249, -0.249)  # uav-rice-2024, households not drawn at random; low: half
UAV_YUAN_PER_HECTARE = (900.0, 450.0, 300.0)  # assumption: 60,000 yuan for 130 ha
SPRAYING_HOURS = (0.02, 0.03, 0.04)  # assumption: spraying in the hours of farming
SPRAYING_SAVING = (-0.3, -0.5, -0.7)  # assumption: no measured labour saving of drones was found
DAIRY_HOURS = (0.01, 0.02, 0.03)  # assumption: milking cows in the hours of agriculture
MILKING_SAVING = (-0.198, -0.198, -0.213)  # ams-2004
COWS = 5.0e6  # assumption: dairy cows in milk that could be milked by robot
YUAN_PER_COW = 120_000.0 / 51 * f.YUAN_PER_EUR  # ams-wikipedia: EUR 120,000 (2003) for 51 cows
WATER_CHANGE = (0.0, -0.06, -0.124)  # vri-2019
HERBICIDE_IN_PESTICIDE = (0.3, 0.4, 0.5)  # assumption
POST_EMERGENCE = (0.5, 0.6, 0.7)  # assumption: the part of herbicide that spot spraying can spare
HERBICIDE_CHANGE = (-0.13, -0.5, -0.59)  # arkansas-2025: cost model low, trial "up to" high
BOOM_YUAN = 150_000.0 * f.YUAN_PER_AUD  # farmonline-2023: 36 m boom
BOOM_HECTARES = (1000.0, 2000.0, 3000.0)  # assumption; plots in China are small
SPRAYED_AREA = 0.5  # assumption: share of crop land that a spot sprayer can work
FEE_YUAN = (9.88 * f.YUAN_PER_USD, 8.65 * f.YUAN_PER_USD, 7.41 * f.YUAN_PER_USD)  # sprayers101-2023
VEGETABLE_HOURS = (0.2, 0.3, 0.4)  # assumption: vegetables in the hours of crop farming
WEEDING_HOURS = (0.10, 0.15, 0.20)  # assumption: weeding in the hours of vegetables
LASER_SUITED = 0.3  # assumption: share of vegetable land where a laser weeder can work
WEEDING_SAVING = (-0.28, -0.40, -0.865)  # western-growers-2023: one farm, mean cost, spinach
LASER_YUAN_PER_HECTARE = (1430.0 * f.YUAN_PER_USD, 1240.0 * f.YUAN_PER_USD, 1050.0 * f.YUAN_PER_USD)

# Transport
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

# Mines
COAL_TONNES = 3.9e9  # assumption: coal output of China in 2020, as commonly reported
COAL_YUAN = 2.351e12  # output of coal, table of 2020
LONGWALL_SAVING = (-0.054, -0.109, -0.217)  # nea-2023: +27.7 % in seven groups; quarter, half, full
LONGWALL_YUAN_PER_TONNE = (45.9, 25.5, 25.5)  # nea-2023, derived; low × 1.8 as in autohaul-2019
HAUL_HOURS = (0.15, 0.25, 0.35)  # assumption: drivers of haul trucks in an open pit
HAUL_SAVING = (-0.5, -0.7, -0.8)  # assumption: four driver teams per truck → control room, upkeep
TRUCK_SHARE = 0.3  # assumption: haul trucks in the equipment of an open pit
TRUCK_SAVING = (0.0, 1 / 1.12 - 1, 1 / 1.2 - 1)  # rio-2015 (+12 %), yimin-2025 (+20 %)
TRUCK_KIT_YUAN = (2.0e6, 1.0e6, 0.5e6)  # assumption: no cost was found
DRIVERS_PER_TRUCK = 4.0  # mining-technology-2025: four driver teams per truck

# Medicines
RESEARCH_HOURS = (0.07, 0.10, 0.13)  # assumption: research staff in the hours of medicines
RESEARCH_SAVING = (0.0, -0.08, -0.16)  # bloomberg-2025: expected -16 %; central half, low none
RESEARCH_IN_INTANGIBLES = 0.8  # assumption
RESEARCH_WATTS = (1000.0, 500.0, 250.0)  # assumption: computing power per researcher


def smart_farming(facts: Facts, pesticides: str = "pesticides", dairy: bool = True) -> list[Row]:
    """Drones that spray, irrigation by need, milking robots."""
    part = float(facts.sub_activities["crops"])
    hectares = HECTARES * f.MILLION / AGRICULTURE_YUAN  # ha per 1 million yuan of agriculture
    if not dairy:
        hectares /= part
    area = times(hectares, UAV_SUITED[1], UAV_YUAN_PER_HECTARE, 1 / f.MILLION)
    rows = [
        Row(kind="input", label="chemicals", share=times(float(facts.sub_activities[pesticides]), UAV_SUITED), effect=UAV_PESTICIDE, unit=CHANGE, evidence="field study", source="uav-rice-2024", note="pesticide in chemicals (table of 2020) x land suited to drones (assumption)"),
        Row(kind="labour", label="all", share=SPRAYING_HOURS, effect=SPRAYING_SAVING, unit=CHANGE, evidence="assumption", note="spraying by hand replaced by drones; no measured saving was found"),
        Row(kind="input", label="water", effect=WATER_CHANGE, unit=CHANGE, evidence="trial", source="vri-2019", note="irrigation by need; yield unchanged"),
        Row(kind="asset", label="computing-robots", mode="add", effect=area, unit=PER_CAPACITY, evidence="assumption", note="hectares per unit x 0.5 x 450 yuan (900 to 300) for drones"),
        Row(kind="input", label="electricity-heat", mode="add", effect=times(hectares, UAV_SUITED[1], 10.0 / f.MILLION), unit=PER_UNIT, evidence="assumption", note="10 yuan of electricity per hectare and year"),
        Row(kind="input", label="machine-repair", mode="add", effect=times(area, (0.10, 0.05, 0.04)), unit=PER_UNIT, evidence="assumption", note="5 % of the drones a year (10 to 4 %)"),
        Row(kind="one_off_hours", mode="add", share=SPRAYING_HOURS[1], effect=(0.10, 0.05, 0.025), unit=c.YEAR_SHARE, evidence="assumption", note="learning, of those who spray"),
    ]  # fmt: skip
    if dairy:
        robots = COWS * YUAN_PER_COW / AGRICULTURE_YUAN
        rows += [
            Row(kind="labour", label="all", share=DAIRY_HOURS, effect=MILKING_SAVING, unit=CHANGE, evidence="field study", source="ams-2004", note="share of dairy in hours is an assumption"),
            Row(kind="asset", label="computing-robots", mode="add", effect=(robots * 1.8, robots, robots), unit=PER_CAPACITY, evidence="assumption", source="ams-wikipedia", note="5 million cows, one robot of 120,000 EUR (2003) for 51"),
        ]  # fmt: skip
    return rows


def precision_weeding(facts: Facts) -> list[Row]:
    """Spot spraying on crop land, laser weeding on vegetables, and smart farming with them."""
    part = float(facts.sub_activities["crops"])
    hectares = HECTARES * f.MILLION / (AGRICULTURE_YUAN * part)
    vegetables = hectares * VEGETABLE_AREA * LASER_SUITED
    # The drones and the spot sprayer share the pesticide: what the drones spare is gone first.
    herbicide = times(
        float(facts.sub_activities["pesticides-in-crops"]),
        HERBICIDE_IN_PESTICIDE,
        POST_EMERGENCE,
        1 - UAV_SUITED[1] * 0.249,
    )
    booms = times(
        hectares, SPRAYED_AREA * BOOM_YUAN / f.MILLION, tuple(1 / h for h in BOOM_HECTARES)
    )  # type: ignore[arg-type]
    lasers = times(vegetables, LASER_YUAN_PER_HECTARE, 1 / f.MILLION)
    weeding = times(VEGETABLE_HOURS, WEEDING_HOURS, LASER_SUITED)
    return [
        *smart_farming(facts, pesticides="pesticides-in-crops", dairy=False),
        Row(kind="input", label="chemicals", share=herbicide, effect=HERBICIDE_CHANGE, unit=CHANGE, evidence="trial", source="arkansas-2025", note="post-emergence herbicide only: pesticide in chemicals x herbicide 0.4 x post-emergence 0.6 (assumptions); labour of spraying unchanged"),
        Row(kind="labour", label="all", share=weeding, effect=WEEDING_SAVING, unit=CHANGE, evidence="field study", source="western-growers-2023", note="vegetables 0.3 x weeding 0.15 x suited 0.3 (assumptions); two farms, with help of the maker; one crop became dearer"),
        Row(kind="asset", label="computing-robots", mode="add", effect=booms, unit=PER_CAPACITY, evidence="model", source="farmonline-2023", note="hectares per unit x 0.5 x AUD 150,000 per boom and 2,000 ha (1,000 to 3,000)"),
        Row(kind="asset", label="computing-robots", mode="add", effect=lasers, unit=PER_CAPACITY, evidence="assumption", source="kfgo-2025", note="vegetable hectares per unit x 0.3 x 1,240 USD/ha, price of the maker"),
        Row(kind="input", label="information-software", mode="add", effect=times(hectares, SPRAYED_AREA / f.MILLION, FEE_YUAN), unit=PER_UNIT, evidence="assumption", source="sprayers101-2023", note="fee for recognition, 3 to 4 USD an acre, price of the maker"),
        Row(kind="input", label="machine-repair", mode="add", effect=times(hectares, SPRAYED_AREA * 4.8 / f.MILLION, (4.0, 3.0, 2.0)), unit=PER_UNIT, evidence="model", source="farmonline-2023", note="repairs 2 to 4 AUD/ha"),
        Row(kind="input", label="fuels", mode="add", effect=times(lasers, (0.06, 0.04, 0.03)), unit=PER_UNIT, evidence="assumption", note="fuel of laser weeders: 4 % of their price a year"),
    ]  # fmt: skip


def automated_transport(facts: Facts) -> list[Row]:
    """Driverless trunk roads and terminals; no labour saving is claimed for trains."""
    workers = float(facts.workers_per_unit["transport"])
    vehicles = times(workers, OPERATING_SHARE[1] / DRIVERS_PER_VEHICLE)
    kit = times(vehicles, KIT_YUAN, 1 / f.MILLION)
    return [
        Row(kind="labour", label="all", share=OPERATING_SHARE, effect=DRIVER_SAVING, unit=CHANGE, evidence="model", source="trr-2020", note="drivers on trunk and fixed routes (assumption); cost saving / driver share of cost, remote staff included; trains: none claimed"),
        Row(kind="labour", label="all", share=PORT_HOURS, effect=PORT_SAVING, unit=CHANGE, evidence="official statement", source="tianjin-2024", note="hours in container terminals (assumption); stated -60 %, central half"),
        Row(kind="input", label="fuels", share=OPERATING_SHARE, effect=FUEL_CHANGE, unit=CHANGE, evidence="field study", source="sae-2019", note="small study; none at highway speed"),
        Row(kind="asset", label="equipment", share=times(OPERATING_SHARE, VEHICLE_SHARE), effect=VEHICLE_SAVING, unit=CHANGE, evidence="model", source="conference-board-2017", note="20 h instead of 14 h a day; central half"),
        Row(kind="input", label="finance", share=times(OPERATING_SHARE, 0.1), effect=(0.0, 0.0, -0.5), unit=CHANGE, evidence="vendor claim", source="pony-2025", note="insurance of vehicles (0.1 of financial services, assumption); high case only"),
        Row(kind="asset", label="computing-robots", mode="add", effect=kit, unit=PER_CAPACITY, evidence="assumption", source="baidu-2024", note="vehicles per unit x 300,000 yuan (600,000 to 200,000); extra cost of a truck was not found"),
        Row(kind="input", label="information-software", mode="add", effect=times(kit, (0.15, 0.10, 0.05)), unit=PER_UNIT, evidence="assumption", note="maps, data, remote operation: 10 % of the kit a year"),
        Row(kind="input", label="machine-repair", mode="add", effect=times(kit, (0.08, 0.05, 0.03)), unit=PER_UNIT, evidence="assumption", note="sensors: 5 % of the kit a year"),
        Row(kind="input", label="electricity-heat", mode="add", effect=times(vehicles, 8760 * YUAN_KW_VEHICLE), unit=PER_UNIT, evidence="assumption", note="1.5 kW of computing per vehicle and its data centre"),
        Row(kind="asset", label="intangibles", mode="add", effect=times(kit, (2.0, 0.5, 0.25)), unit=PER_CAPACITY, evidence="assumption", source="brynjolfsson-hitt-2002", note="mapping and reorganisation"),
        Row(kind="ramp", mode="add", share=OPERATING_SHARE[1], effect=HAULAGE_RAMP, unit="share of the first year's output", evidence="official statement", source="yimin-2025", note="driverless trucks began at 87 % of manned output"),
        *c.desk(facts, "transport"),
        *c.maintenance(facts, "transport"),
    ]  # fmt: skip


YUAN_KW_VEHICLE = 1.5 * f.YUAN_PER_KWH / f.MILLION  # assumption: 1.5 kW per vehicle


def intelligent_coal(facts: Facts) -> list[Row]:
    """Automated longwall faces with their control rooms."""
    per_unit = times(LONGWALL_YUAN_PER_TONNE, COAL_TONNES / COAL_YUAN)
    return [
        Row(kind="labour", label="all", effect=LONGWALL_SAVING, unit=CHANGE, evidence="official statement", source="nea-2023", note="+27.7 % per worker in seven coal groups is taken as the upper bound; central half of it, low a quarter"),
        Row(kind="asset", label="computing-robots", mode="add", share=0.5, effect=per_unit, unit=PER_CAPACITY, evidence="official statement", source="nea-2023", note="half of 25.5 yuan per tonne a year; low case x 1.8 (autohaul-2019)"),
        Row(kind="asset", label="equipment", mode="add", share=0.5, effect=per_unit, unit=PER_CAPACITY, evidence="official statement", source="nea-2023", note="the other half"),
        Row(kind="input", label="machine-repair", mode="add", effect=times(per_unit, (0.05, 0.03, 0.02)), unit=PER_UNIT, evidence="assumption", note="3 % of the assets a year"),
        Row(kind="input", label="information-software", mode="add", effect=times(per_unit, (0.05, 0.03, 0.02)), unit=PER_UNIT, evidence="assumption", note="3 % of the assets a year"),
        Row(kind="input", label="electricity-heat", mode="add", effect=times(per_unit, (0.03, 0.02, 0.01)), unit=PER_UNIT, evidence="assumption", note="2 % of the assets a year"),
        *c.desk(facts, "coal"),
        *c.maintenance(facts, "coal"),
        *c.transition(),
    ]  # fmt: skip


def mine_haulage(facts: Facts, activity: str) -> list[Row]:
    """Driverless haul trucks in open pits."""
    workers = float(facts.workers_per_unit[activity])
    kit = times(workers, HAUL_HOURS[1] / DRIVERS_PER_TRUCK, TRUCK_KIT_YUAN, 1 / f.MILLION)
    return [
        Row(kind="labour", label="all", share=HAUL_HOURS, effect=HAUL_SAVING, unit=CHANGE, evidence="assumption", source="mining-technology-2025", note="four driver teams per truck replaced by a control room; unit haul cost -15 % at Rio Tinto (rio-2018)"),
        Row(kind="asset", label="equipment", share=TRUCK_SHARE, effect=TRUCK_SAVING, unit=CHANGE, evidence="official statement", source="rio-2015", note="+12 % per truck; high +20 % (yimin-2025); low none: BHP's first trucks did worse than manned ones"),
        Row(kind="input", label="machine-repair", share=TRUCK_SHARE, effect=(0.0, 0.0, -0.15), unit=CHANGE, evidence="vendor claim", source="mining-technology-2025", note="high case only"),
        Row(kind="asset", label="computing-robots", mode="add", effect=kit, unit=PER_CAPACITY, evidence="assumption", note="trucks per unit x 1 million yuan (2 to 0.5)"),
        Row(kind="input", label="information-software", mode="add", effect=times(kit, (0.15, 0.10, 0.05)), unit=PER_UNIT, evidence="assumption", note="10 % of the kit a year"),
        Row(kind="input", label="electricity-heat", mode="add", effect=times(kit, (0.03, 0.02, 0.01)), unit=PER_UNIT, evidence="assumption", note="2 % of the kit a year"),
        Row(kind="asset", label="intangibles", mode="add", effect=times(kit, (2.0, 0.5, 0.25)), unit=PER_CAPACITY, evidence="assumption", source="brynjolfsson-hitt-2002", note="reorganisation"),
        Row(kind="ramp", mode="add", share=HAUL_HOURS[1], effect=HAULAGE_RAMP, unit="share of the first year's output", evidence="official statement", source="yimin-2025", note="began at 87 % of manned output, reached 120 %; on the share of haulage"),
        *c.desk(facts, activity),
        *c.maintenance(facts, activity),
        *c.transition(0.0),
    ]  # fmt: skip


def drug_development(facts: Facts) -> list[Row]:
    """Fewer programmes per approved medicine; nothing is claimed for making pills beyond the plant."""
    research = {"evidence": "model", "source": "bloomberg-2025", "unit": CHANGE}
    note = "executives expect -16 % of development cost, 'not a realized saving'; central half"
    staff = RESEARCH_HOURS[1] * float(facts.workers_per_unit["chemicals"])
    return [
        Row(kind="input", label="research", share=0.9, effect=RESEARCH_SAVING, note=f"bought research for medicines; {note}", **research),
        Row(kind="labour", label="all", share=RESEARCH_HOURS, effect=RESEARCH_SAVING, note=f"hours of the firms' own research staff (assumption); {note}", **research),
        Row(kind="asset", label="intangibles", share=RESEARCH_IN_INTANGIBLES, effect=RESEARCH_SAVING, note=f"own-account research is an asset; {note}", **research),
        *c.computing(staff, RESEARCH_WATTS),
        *c.smart_factory(facts, "chemicals"),
    ]  # fmt: skip


def construction_robots(facts: Facts) -> list[Row]:
    """Robots for repetitive work on site."""
    site: Triple = (0.05, 0.10, 0.15)  # assumption: hours of the tasks that the ten robots do
    workers = float(facts.workers_per_unit["construction"]) * site[1]
    return [
        Row(kind="labour", label="all", share=site, effect=(-0.13, -0.25, -0.575), unit=CHANGE, evidence="field study", source="construction-2022", note="ten robots, 12 projects: repetitive work -25 to -90 % 'potential', cost -13 % on average, dearer in 4 of 10; share of hours is an assumption"),
        *[row for row in c.robots(facts, "construction", workers, site) if row.kind != "labour"],
        *c.desk(facts, "construction"),
        *c.transition(),
    ]  # fmt: skip


def warehouse_robots(facts: Facts, activity: str, hours: Triple) -> list[Row]:
    """Robots that carry and sort goods; the seller's figure counts in the high case only."""
    workers = float(facts.workers_per_unit[activity]) * hours[1]
    return [
        *c.robots(facts, activity, workers, hours),
        Row(kind="labour", label="all", share=hours, effect=(0.0, 0.0, -0.13), unit=CHANGE, evidence="vendor claim", source="amazon-2024", note="up to -25 % in one new site; high case only"),
        *c.desk(facts, activity),
        *c.transition(),
    ]  # fmt: skip


def self_checkout(facts: Facts) -> list[Row]:
    """Tills without staff, with what is lost at them."""
    goods_per_margin = 5.0  # assumption: sales per unit of trade's output, its margin
    passing = 0.3  # assumption: share of sales through such tills
    lost = times(goods_per_margin, passing, (0.0329, 0.005, 0.0))
    kit = times(float(facts.workers_per_unit["trade"]), (6000.0, 3000.0, 2000.0), 1 / f.MILLION)
    return [
        Row(kind="labour", label="all", share=(0.10, 0.15, 0.20), effect=(-0.1, -0.25, -0.4), unit=CHANGE, evidence="assumption", note="hours at tills; no measured labour saving was found"),
        Row(kind="input", label="food", mode="add", effect=lost, unit=PER_UNIT, evidence="assumption", source="grabango-2023", note="goods lost: 3.5 against 0.21 % of sales in a competitor's study (low case); central 0.5 %"),
        Row(kind="asset", label="computing-robots", mode="add", effect=kit, unit=PER_CAPACITY, evidence="assumption", note="workers per unit x 3,000 yuan of tills (6,000 to 2,000)"),
        Row(kind="input", label="machine-repair", mode="add", effect=times(kit, (0.10, 0.05, 0.03)), unit=PER_UNIT, evidence="assumption", note="5 % of the tills a year"),
        Row(kind="input", label="electricity-heat", mode="add", effect=times(kit, (0.03, 0.02, 0.01)), unit=PER_UNIT, evidence="assumption", note="2 % of the tills a year"),
        *c.desk(facts, "trade"),
        *c.heating_and_cooling(facts, "trade"),
    ]  # fmt: skip


def services(facts: Facts, activity: str) -> list[Row]:
    """Office, support and coding copilots with control of heating and cooling."""
    return [*c.desk(facts, activity), *c.heating_and_cooling(facts, activity)]


def health(facts: Facts) -> list[Row]:
    """Notes written from speech, second readers of screening images, offices."""
    return [
        Row(kind="labour", label="all", share=(0.03, 0.06, 0.09), effect=(0.0, -0.017, -0.095), unit=CHANGE, evidence="trial", source="scribe-2025", note="hours of note writing (assumption); two products: -1.7 % (not significant) and -9.5 %"),
        Row(kind="labour", label="all", share=(0.0005, 0.001, 0.003), effect=(0.0, -0.222, -0.443), unit=CHANGE, evidence="trial", source="masai-2023", note="reading of screening images (assumption); against double reading, which is rare in China: central half, low none"),
        *c.office(facts, "health-care", groups=("office", "sales")),
        *c.heating_and_cooling(facts, "health-care"),
    ]  # fmt: skip


def schools(facts: Facts) -> list[Row]:
    """Offices of schools; tutoring helps pupils and takes teachers' time."""
    pupils = times(
        float(facts.workers_per_unit["education"]),
        (10.0, 4.0, 0.0),
        48.0 * f.YUAN_PER_USD / f.MILLION,
    )
    return [
        Row(kind="input", label="information-software", mode="add", effect=pupils, unit=PER_UNIT, evidence="assumption", source="tutor-2025", note="48 USD per pupil in six weeks, for 4 pupils per member of staff (10 to 0, assumption)"),
        *c.office(facts, "education", groups=("office",)),
        *c.heating_and_cooling(facts, "education"),
    ]  # fmt: skip


def offices_of_state(facts: Facts) -> list[Row]:
    """Checking of documents besides the office assistant."""
    return [
        Row(kind="labour", label="all", share=(0.005, 0.01, 0.02), effect=(0.0, -0.45, -0.9), unit=CHANGE, evidence="official statement", source="futian-2025", note="checking of formats only (assumption); -90 % stated days after the start, central half"),
        *services(facts, "administration"),
    ]  # fmt: skip


def finance(facts: Facts) -> list[Row]:
    """Settling of claims besides the office assistant."""
    return [
        Row(kind="labour", label="all", share=(0.01, 0.02, 0.03), effect=(0.0, 0.0, -0.68), unit=CHANGE, evidence="vendor claim", source="zavient-2026", note="claims of one insurer's simplest line; high case only"),
        *services(facts, "finance"),
    ]  # fmt: skip
