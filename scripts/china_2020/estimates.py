"""The steps behind the estimates, as tables: written beside the economy, not read by it."""

from __future__ import annotations

from pathlib import Path

import accounts
import capital
import employment
import modern
import needs
import pandas as pd
from labels import LABELS, SECTORS
from usa_crosswalk import CROSSWALK
from utilisation import utilisation


def indexed(table: pd.DataFrame, digits: int) -> pd.DataFrame:
    """Index as first column, numbers rounded."""
    return table.round(digits).reset_index()


def sectors(raw: Path) -> pd.DataFrame:
    """Our labels beside the names NBS gives."""
    names = pd.read_csv(raw / "china-nbs-2020" / "sectors_42.csv", dtype=str).set_index("code")
    return pd.DataFrame(
        {
            "label": LABELS,
            "code": [s.code for s in SECTORS],
            "name_nbs_en": [names.loc[s.code, "name_en"] for s in SECTORS],
            "name_nbs_zh": [names.loc[s.code, "name_zh"] for s in SECTORS],
        }
    )


def crosswalk(raw: Path) -> pd.DataFrame:
    """Activity to BEA fixed-asset industry, with names; every row approximate."""
    names = pd.read_csv(raw / "usa-capital" / "industries.csv", dtype=str).set_index("code")
    rows = [
        (label, code, names.loc[code, "name"], "approximate")
        for label, codes in CROSSWALK.items()
        for code in codes
    ]
    return pd.DataFrame(rows, columns=["activity", "bea_code", "bea_name", "match"])


def by_kind(investment: pd.DataFrame, growth: float) -> pd.DataFrame:
    """Investment, rate and stock of each kind of asset."""
    stock = capital.stock_by_kind(investment, growth)
    return pd.DataFrame(
        {
            "kind": list(capital.RATE),
            "asset": [capital.ASSET_OF[kind] for kind in capital.RATE],
            "investment_2020": investment.sum().round(3).to_numpy(),
            "depreciation_rate": list(capital.RATE.values()),
            "stock_2020": stock.round(3).to_numpy(),
        }
    )


def by_activity(raw: Path, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Stock, output, depreciation here and as booked by NBS, for each activity."""
    stock = tables["capital"].set_index("asset")
    rate = tables["assets"].set_index("asset")["depreciation"]
    made, booked = accounts.output(raw), accounts.value_added(raw).loc["depreciation"]
    table = pd.DataFrame(
        {
            "stock": stock.sum(),
            "output": made,
            "stock_per_output": stock.sum() / made,
            "depreciation": stock.mul(rate, axis=0).sum(),
            "depreciation_nbs": booked,
        }
    ).loc[list(LABELS)]
    table.index.name = "activity"
    return table


def estimates(raw: Path, tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """All tables of the folder ``estimates``."""
    investment = capital.investment_by_kind(raw)
    growth = capital.stock_growth(raw)
    stock = tables["capital"].set_index("asset")
    rate = tables["assets"].set_index("asset")["depreciation"]
    return {
        "sectors": sectors(raw),
        "employment_mapping": employment.mapping(raw),
        "employment_by_activity": indexed(employment.persons(raw), 0),
        "utilisation": indexed(utilisation(), 4),
        "investment_by_kind": indexed(investment, 3),
        "capital_by_kind": by_kind(investment, growth),
        "capital_range": indexed(capital.ranges(raw, investment), 6),
        "capital_crosswalk": crosswalk(raw),
        "capital_by_activity": indexed(by_activity(raw, tables), 3),
        "need_mapping": needs.flows(raw).round(3),
        "modern_basis": indexed(modern.basis(stock, rate, growth), 4),
    }
