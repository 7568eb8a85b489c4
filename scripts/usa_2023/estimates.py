"""The steps behind the estimates, as tables: written beside the economy, not read by it."""

from __future__ import annotations

from pathlib import Path

import accounts
import capital
import composition
import emissions
import labour
import modern
import needs
import pandas as pd
from labels import ACTIVITIES, SECTORS
from raw_tables import account_of_activity
from utilisation import utilisation


def indexed(table: pd.DataFrame, digits: int) -> pd.DataFrame:
    """Index as first column, numbers rounded."""
    return table.round(digits).reset_index()


def sectors(raw: Path) -> pd.DataFrame:
    """Our labels beside the names BEA gives."""
    names = pd.read_csv(raw / "usa-bea-summary" / "commodities.csv", dtype=str).set_index("code")
    return pd.DataFrame(
        {
            "label": [s.label for s in SECTORS],
            "code": [s.code for s in SECTORS],
            "name_bea": [names.loc[s.code, "name"] for s in SECTORS],
        }
    )


def hours_by_activity(raw: Path) -> pd.DataFrame:
    """Hours, account industry, pay and the split into kinds of work."""
    table = labour.hours(raw).T
    pay = accounts.published(raw).value_added.loc["compensation", list(ACTIVITIES)]
    table.insert(0, "account_industry", account_of_activity(raw)[list(ACTIVITIES)])
    table["college_share_of_pay"] = labour.college_pay(raw).round(4)
    total = table["college"] + table["non-college"]
    table["college_share_of_hours"] = (table["college"] / total).round(4)
    table["pay_per_hour"] = (pay * 1e6 / total).round(2)
    table.index.name = "activity"
    return table.reset_index()


def wage_ratio(raw: Path) -> pd.DataFrame:
    """The wage ratio at the stated share of college work, and five points above and below."""
    cases = {"low": -0.05, "central": 0.0, "high": 0.05}
    rows = [
        (name, labour.COLLEGE + step, labour.wage_ratio(raw, labour.COLLEGE + step))
        for name, step in cases.items()
    ]
    columns = ["case", "college_share_of_hours", "wage_ratio"]
    return pd.DataFrame(rows, columns=columns).round(4)


def capital_by_kind(raw: Path) -> pd.DataFrame:
    """Stock of 2017, volume and value of 2023, rates, by kind of private capital."""
    held, worn = capital.by_kind(raw, "net_stock").sum(), capital.by_kind(raw, "depreciation").sum()
    volume = capital.private_volume(raw).sum(axis=1)
    factor = pd.Series(capital.GROUP_OF).map(capital.price_factors(raw))
    table = pd.DataFrame(
        {
            "asset": pd.Series(capital.ASSET_OF),
            "stock_2017": held,
            "volume_2023": volume.round(0),
            "price_factor": factor.round(4),
            "stock_2023": (volume * factor).round(0),
            "depreciation_rate": (worn / held).round(5),
        }
    )
    table.index.name = "kind"
    return table.reset_index()


def public_capital(raw: Path) -> pd.DataFrame:
    """Public stock by asset group and buyer, million USD."""
    table = capital.public_stock(raw).round(0)
    table.index.name = "asset_group"
    return table.reset_index().rename(
        columns={"F06": "defence", "F07": "federal_civil", "F10": "state_local"}
    )


def capital_by_activity(raw: Path, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Stock, output and wear of each activity, and the stock of the table ``capital``."""
    stock, planned = capital.stock(raw), tables["capital"].set_index("asset")
    rate = tables["assets"].set_index("asset")["depreciation"]
    output = accounts.published(raw).supply.sum()[list(ACTIVITIES)]
    table = pd.DataFrame(
        {
            "output": output,
            "stock": stock.sum().round(0),
            "stock_per_output": (stock.sum() / output).round(4),
            "wear": (stock.mul(rate, axis=0).sum() / stock.sum()).round(5),
            "planned_stock": planned.sum(),
            "planned_wear": (planned.mul(rate, axis=0).sum() / planned.sum()).round(5),
        }
    ).loc[list(ACTIVITIES)]
    table.index.name = "activity"
    return table.reset_index()


def assumed(raw: Path) -> pd.DataFrame:
    """What the importer moved, a sentence each."""
    return pd.DataFrame({"importer": list(accounts.published(raw).assumed)})


def estimates(raw: Path, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """All tables of the folder ``estimates``."""
    stock = tables["capital"].set_index("asset")
    rate = tables["assets"].set_index("asset")["depreciation"]
    return {
        "sectors": sectors(raw),
        "accounts_adjusted": assumed(raw),
        "hours_by_activity": hours_by_activity(raw),
        "wage_ratio": wage_ratio(raw),
        "utilisation": indexed(utilisation(), 4),
        "investment_by_asset": indexed(composition.investment_by_asset(raw), 0),
        "capital_by_kind": capital_by_kind(raw),
        "capital_crosswalk": capital.crosswalk(raw).round(4),
        "capital_public": public_capital(raw),
        "capital_stock": indexed(capital.stock(raw), 0),
        "capital_by_activity": capital_by_activity(raw, tables),
        "need_mapping": needs.flows(raw).round(0),
        "modern_basis": indexed(modern.basis(stock, rate, capital.growth(raw)), 4),
        "co2_by_activity": indexed(emissions.by_activity(raw), 4),
    }
