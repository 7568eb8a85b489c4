"""Print what the estimates of usa-2023 come to, beside what is known from elsewhere.

python scripts/usa_2023/plausibility.py [--raw PATH] [--economy PATH]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import capital
import emissions
import labour
import modern
import numpy as np
import pandas as pd
from labels import ACTIVITIES
from raw_tables import penn

from national.beside import head, line, read
from national.publish import BUNDLED, RAW

TRILLION = 1e6  # million USD in a trillion


def accounts(folder: Path) -> None:
    """Totals and the accounting identities."""
    supply = pd.read_csv(folder / "supply.csv").groupby("product")["value"].sum()
    use, final = read(folder, "use"), read(folder, "final_use")
    imports, added = read(folder, "imports"), read(folder, "value_added")
    turnover = use.sum(axis=1) + final.sum(axis=1)
    made = supply.reindex(use.index, fill_value=0.0)
    residual = (made + imports.sum(axis=1) - turnover).abs() / turnover
    gdp = added.drop(index=["used-assets", "rounding"]).to_numpy().sum()
    head("Accounts (trillion USD)")
    line("gross domestic product, incomes", f"{gdp / TRILLION:.6f}", "BEA 27.720704")
    spent = final.to_numpy().sum() - imports.to_numpy().sum() - added.loc["used-assets"].sum()
    line("final use less imports and used assets", f"{spent / TRILLION:.6f}", "BEA 27.720706")
    own = supply.sum() - added.loc["used-assets"].sum()
    line("gross output without used assets", f"{own / TRILLION:.6f}", "BEA 48.386809")
    line("imports, domestic port value", f"{imports.to_numpy().sum() / TRILLION:.6f}", "3.548700")
    duties = final["duties-carriage"].sum()
    foreign = imports.to_numpy().sum() - duties
    line("imports without duties and carriage", f"{foreign / TRILLION:.6f}", "BEA 3.436905")
    line("used assets sold", f"{added.loc['used-assets'].sum() / TRILLION:.6f}", "0.205235")
    line("rounding, largest of a product, million", f"{final['rounding'].abs().max():.0f}")
    line("worst residual of a row, relative", f"{residual.max():.1e}", "tolerance 1e-6")


def work(folder: Path, raw: Path) -> None:
    """Persons, hours, pay."""
    kinds, hours = read(folder, "labour_types"), read(folder, "labour")
    total = hours.to_numpy().sum()
    head("Labour")
    line("hours, billion", f"{total / 1e9:.1f}", "286.5: levels 2016 x index")
    line("persons, million", f"{kinds['workers'].sum() / 1e6:.1f}", "BLS 161.0")
    known = penn(raw).loc[2019, "avh"]
    yearly = total / kinds["workers"].sum()
    line("hours of a worker", f"{yearly:,.0f}", f"Penn World Table 2019 {known:,.0f}")
    share = hours.loc["college"].sum() / total
    line("college share of hours", f"{share:.1%}", f"BLS {labour.COLLEGE:.1%}")
    line("wage ratio, college over other", f"{labour.wage_ratio(raw):.3f}")
    pay = read(folder, "value_added").loc["compensation"] * 1e6 / hours.sum()
    line("pay per hour, USD", f"{(pay * hours.sum()).sum() / total:.1f}")
    for label, value in pay.sort_values().iloc[[0, 1, 2, -3, -2, -1]].items():
        line(f"pay per hour, {label}", f"{value:.1f}")


def stock(folder: Path, raw: Path) -> None:
    """National stock, what a plan needs of it, wear."""
    held, planned = capital.stock(raw), read(folder, "capital")
    rate = read(folder, "assets")["depreciation"]
    gdp = read(folder, "value_added").drop(index=["used-assets"]).to_numpy().sum()
    bought = read(folder, "estimates/investment_by_asset").sum()
    head("Capital (trillion USD)")
    line("stock", f"{held.to_numpy().sum() / TRILLION:.2f}", "Z.1, middle of 2023: 87.82")
    line("stock over GDP", f"{held.to_numpy().sum() / gdp:.2f}", "Penn World Table 2019: 3.36")
    for asset in held.index:
        line(f"stock of {asset}", f"{held.loc[asset].sum() / TRILLION:.2f}")
    line("public stock", f"{capital.public(raw).to_numpy().sum() / TRILLION:.2f}")
    worn = held.mul(rate, axis=0).to_numpy().sum()
    line("wear of the stock", f"{worn / TRILLION:.2f}")
    line("wear over stock", f"{worn / held.to_numpy().sum():.2%}", "Penn World Table 2019: 4.60 %")
    line("table capital", f"{planned.to_numpy().sum() / TRILLION:.2f}")
    wear = planned.mul(rate, axis=0).sum() / planned.sum()
    renewed = planned.mul(wear + capital.growth(raw), axis=1).sum(axis=1)
    for asset in planned.index:
        line(
            f"orders of {asset} at g = {capital.growth(raw):.2%}",
            f"{renewed[asset] / TRILLION:.3f}",
            f"investment of 2023: {bought[asset] / TRILLION:.3f}",
        )
    for group, factor in capital.price_factors(raw).items():
        line(f"price factor 2017 to 2023, {group}", f"{factor:.3f}")


def consumption(folder: Path) -> None:
    """Size of every need."""
    final = read(folder, "final_use")
    shares = pd.read_csv(folder / "need_composition.csv")
    value = shares["share"] * [
        final.loc[p, c] for p, c in zip(shares["product"], shares["category"], strict=True)
    ]
    totals = value.groupby(shares["need"]).sum()
    head("Needs (share of final consumption)")
    for label, total in totals.sort_values(ascending=False).items():
        line(str(label), f"{total / totals.sum():.1%}", f"{total / TRILLION:.2f} trillion USD")


def modern_plants(folder: Path, raw: Path) -> None:
    """Trends behind the modern technique, and its ratios weighted."""
    table, hours = read(folder, "modern"), read(folder, "labour").sum()
    head("Modern plants")
    for case, years in modern.HOURS_YEARS.items():
        name = case.strip("_") or "central"
        pace = modern.output_per_hour(raw, *years)
        line(f"output per hour, {years[0]} to {years[1]}, {name}", f"{pace:.2%} a year")
        mean = np.average(table[f"hours_ratio{case}"], weights=hours)
        line(f"hours ratio, weighted with hours, {name}", f"{mean:.3f}")
    trend = modern.capital_over_output(raw, 2004, 2019)
    line("capital over output, 2004 to 2019", f"{trend:.2%} a year", "Penn World Table")
    line("social services over the rest", f"{modern.social_over_other(raw):.2f}")


def carbon(raw: Path) -> None:
    """Carbon dioxide by activity, largest first."""
    table = emissions.by_activity(raw).sum(axis=1)
    needs = emissions.by_need()
    head("Carbon dioxide from energy (million t)")
    line("all", f"{table.sum() + needs.sum():,.0f}", "EIA 4,807")
    for label, value in [*needs.items(), *table.sort_values(ascending=False).head(8).items()]:
        line(str(label), f"{value:,.0f}")


def main() -> None:
    """Print every section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=RAW, help="folder of the raw tables")
    parser.add_argument(
        "--economy", type=Path, default=BUNDLED / "usa-2023", help="folder of the economy"
    )
    arguments = parser.parse_args()
    accounts(arguments.economy)
    work(arguments.economy, arguments.raw)
    stock(arguments.economy, arguments.raw)
    consumption(arguments.economy)
    modern_plants(arguments.economy, arguments.raw)
    carbon(arguments.raw)
    head("Stock over yearly output, by activity")
    ratio = read(arguments.economy, "estimates/capital_by_activity")["stock_per_output"]
    for label, value in ratio.loc[list(ACTIVITIES)].sort_values().items():
        line(str(label), f"{value:.2f}")


if __name__ == "__main__":
    main()
