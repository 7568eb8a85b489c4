"""Print what the estimates of china-2020 come to, beside what is known from elsewhere.

python scripts/china_2020/plausibility.py [--raw PATH] [--economy PATH]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import capital
import employment
import modern
import numpy as np
import pandas as pd
from labels import LABELS
from raw_tables import penn

from national.beside import head, line, read
from national.publish import BUNDLED, RAW

TRILLION = 1e6  # million CNY in a trillion
POPULATION = 1_412_120_000  # end of 2020, NBS
FLOOR_PER_PERSON = 41.76  # square metres of home: China Population Census Yearbook 2020, NBS


def accounts(folder: Path) -> None:
    """Totals and the accounting identity."""
    supply = read(folder, "supply")["value"]
    use, final = read(folder, "use"), read(folder, "final_use")
    imports, added = read(folder, "imports"), read(folder, "value_added")
    turnover = use.sum(axis=1) + final.sum(axis=1)
    residual = (supply + imports.sum(axis=1) - turnover).abs() / turnover
    head("Accounts (trillion CNY)")
    line("gross domestic product", f"{added.to_numpy().sum() / TRILLION:.3f}", "NBS 101.642")
    line("gross output", f"{supply.sum() / TRILLION:.3f}", "NBS 269.903")
    line("imports", f"{imports.to_numpy().sum() / TRILLION:.3f}", "NBS 16.266")
    line("worst residual of a row, relative", f"{residual.max():.1e}", "tolerance 1e-6")
    share = imports.drop(columns="exports").sum(axis=1) / turnover
    line("largest import share of use", f"{share.max():.2f} ({share.idxmax()})")
    users = [user for user in imports.columns if user != "stock-building"]
    excess = (imports - pd.concat([use, final], axis=1)[imports.columns])[users].to_numpy().max()
    line("most by which imports exceed a use, stocks apart", f"{max(excess, 0.0):.6f}", "0")


def labour(folder: Path, raw: Path) -> None:
    """Persons, hours, pay, and hours in a unit of each product."""
    kinds, hours = read(folder, "labour_types"), read(folder, "labour").loc["workers"]
    supply, use = read(folder, "supply")["value"], read(folder, "use")
    imports = read(folder, "imports").sum(axis=1)
    people = employment.persons(raw)
    head("Labour")
    line("persons, million", f"{kinds['workers'].iloc[0] / 1e6:.2f}", "NBS 750.64")
    line("hours, billion", f"{hours.sum() / 1e9:.1f}")
    line(
        "pay per hour, CNY",
        f"{read(folder, 'value_added').loc['compensation'].sum() * 1e6 / hours.sum():.1f}",
    )
    moved = people.loc[people["bounded"]]
    for label, row in moved.iterrows():
        line(
            f"pay per person, {label}, CNY",
            f"{row['pay_final']:,.0f}",
            f"{row['pay_scaled']:,.0f} before the bound; persons {row['persons_2020'] / 1e6:.2f} "
            f"against {row['scaled_2020'] / 1e6:.2f} million",
        )
    # Imports count as if made at home: lambda = h (I - A)^-1 with total use coefficients.
    coefficients = use.to_numpy() / supply.to_numpy()
    embodied = np.linalg.solve(np.eye(len(LABELS)) - coefficients.T, (hours / supply).to_numpy())
    served = read(folder, "final_use").sum(axis=1) - imports
    line(
        "hours embodied in final use less imports, over hours worked",
        f"{float(embodied @ served) / hours.sum():.6f}",
        "1 by accounting",
    )
    table = pd.Series(embodied, index=list(LABELS)).sort_values()
    for label in [*table.index[:3], *table.index[-3:]]:
        line(f"hours in 1,000 CNY of {label}", f"{table[label] / 1e3:.1f}")


def stock(folder: Path, raw: Path) -> None:
    """National stock, depreciation, growth."""
    table, rate = read(folder, "capital"), read(folder, "assets")["depreciation"]
    investment = capital.investment_by_kind(raw)
    gdp = read(folder, "value_added").to_numpy().sum()
    booked = read(folder, "value_added").loc["depreciation"]
    worn = table.mul(rate, axis=0)
    china = penn(raw)
    head("Capital")
    span = capital.ranges(raw, investment)
    for case in span.columns:
        what = f"stock over GDP, {case} (growth {span.loc['growth', case]:.2%})"
        line(what, f"{span.loc['total', case] / gdp:.2f}")
    known = china.loc[2019, "rnna"] / china.loc[2019, "rgdpna"]
    line("the same in the Penn World Table, 2019", f"{known:.2f}", "rnna over rgdpna")
    for asset in table.index:
        line(f"stock of {asset}, trillion CNY", f"{table.loc[asset].sum() / TRILLION:.1f}")
    homes = capital.stock_by_kind(investment, capital.stock_growth(raw))["dwellings"]
    line("homes, trillion CNY", f"{homes / TRILLION:.1f}")
    floor = POPULATION * FLOOR_PER_PERSON
    line("homes, CNY per square metre of floor", f"{homes * 1e6 / floor:,.0f}")
    total = worn.to_numpy().sum()
    line(
        "depreciation, trillion CNY",
        f"{total / TRILLION:.2f}",
        f"NBS {booked.sum() / TRILLION:.2f}",
    )
    line(
        "depreciation over stock",
        f"{total / table.to_numpy().sum():.2%}",
        f"Penn World Table 2019 {china.loc[2019, 'delta']:.2%}",
    )
    growth = (investment.to_numpy().sum() - worn.to_numpy().sum()) / table.to_numpy().sum()
    line(
        "investment less depreciation, over stock",
        f"{growth:.2%}",
        f"{capital.stock_growth(raw):.2%} used",
    )
    industry = table[list(LABELS[1:26])].to_numpy().sum()
    line("industry (02 to 26), trillion CNY", f"{industry / TRILLION:.1f}")
    line(
        "robots' share of machinery investment",
        f"{capital.robot_share(raw, investment.sum(axis=1)):.2%}",
    )


def stock_by_activity(folder: Path) -> None:
    """Capital over output, every activity, in order."""
    made = read(folder, "supply")["value"]
    ratio = (read(folder, "capital").sum() / made).sort_values()
    head("Capital over yearly output, by activity")
    for label, value in ratio.items():
        line(str(label), f"{value:.2f}")


def consumption(folder: Path) -> None:
    """Size of every need."""
    final = read(folder, "final_use")
    shares = pd.read_csv(folder / "need_composition.csv")
    value = shares["share"] * [
        final.loc[p, c] for p, c in zip(shares["product"], shares["category"], strict=True)
    ]
    totals = value.groupby(shares["need"]).sum()
    everything = final[["household-rural", "household-urban", "government"]].to_numpy().sum()
    head("Needs (share of final consumption)")
    for label, total in totals.sort_values(ascending=False).items():
        line(str(label), f"{total / everything:.1%}", f"{total / TRILLION:.2f} trillion CNY")
    line("sum", f"{totals.sum() / everything:.6f}", "1")


def modern_plants(folder: Path, raw: Path) -> None:
    """Trends behind the modern technique, and its ratios weighted."""
    table, hours = read(folder, "modern"), read(folder, "labour").loc["workers"]
    stock_of = read(folder, "capital").sum()
    head("Modern plants")
    for case, years in modern.HOURS_YEARS.items():
        name = case.strip("_") or "central"
        line(
            f"output per hour, {years[0]} to {years[1]}, {name}",
            f"{modern.output_per_hour(raw, *years):.2%} a year",
        )
        line(f"capital over output, {name}", f"{modern.deepening(raw)[case]:.2%} a year")
        line(
            f"hours ratio, weighted with hours, {name}",
            f"{np.average(table[f'hours_ratio{case}'], weights=hours):.3f}",
        )
        line(
            f"assets ratio, weighted with stock, {name}",
            f"{np.average(table[f'assets_ratio{case}'], weights=stock_of):.3f}",
        )
    line(
        "trend in social services over the rest, United States",
        f"{modern.social_over_other(raw):.2f}",
    )


def main() -> None:
    """Print every section."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--raw", type=Path, default=RAW, help="folder of the raw tables")
    parser.add_argument(
        "--economy", type=Path, default=BUNDLED / "china-2020", help="folder of the economy"
    )
    arguments = parser.parse_args()
    accounts(arguments.economy)
    labour(arguments.economy, arguments.raw)
    stock(arguments.economy, arguments.raw)
    stock_by_activity(arguments.economy)
    consumption(arguments.economy)
    modern_plants(arguments.economy, arguments.raw)


if __name__ == "__main__":
    main()
