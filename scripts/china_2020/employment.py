"""Persons and hours by activity in 2020: the structure of 2018 scaled to official totals.

persons[j] = persons_2018[j] * total_2020[s] / sum of persons_2018 in broad sector s

No activity's compensation per person may lie more than a stated factor from the mean of its
broad sector: beyond it, the employment table (industries) and the input-output table (products)
plainly draw their boundaries differently.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd
from accounts import value_added
from labels import LABEL_OF_CODE, LABELS, SECTORS
from raw_tables import penn

YEAR = 2018  # last year of Wang, Jia and Wang (2021)
# Persons employed at the end of 2020, revised after the 2020 census: NBS, China Statistical
# Yearbook 2021 table 4-2, as read at https://m.huaon.com/channel/rank/765481.html
PERSONS_2020 = {"primary": 177_150_000, "secondary": 215_430_000, "tertiary": 358_060_000}
WIDEST = 2.5  # assumption: widest factor between an activity's pay per person and its sector's
TEN_THOUSAND = 10_000  # unit of the employment table (README of the raw tables)


def broad_sector() -> pd.Series:
    """Primary, secondary or tertiary, by the order of the 42 sectors."""
    bounds = {s.label: int(s.code) for s in SECTORS}
    kind = {
        label: "primary" if code == 1 else "secondary" if code <= 27 else "tertiary"
        for label, code in bounds.items()
    }
    return pd.Series(kind, name="broad_sector")


def mapping(raw: Path) -> pd.DataFrame:
    """Every leaf of the employment table with its activity and persons in 2018."""
    folder = raw / "china-labour"
    concordance = pd.read_csv(folder / "concordance_42.csv", dtype=str)
    detailed = pd.read_csv(folder / "concordance_153.csv", dtype=str)
    persons = pd.read_csv(folder / "employment_1990_2018.csv", dtype={"code": str})
    persons = persons[persons["year"] == YEAR].set_index("code")["persons_10k"]
    doubtful = set(detailed.loc[detailed["match"] == "approximate", "employment_code"])
    table = pd.DataFrame(
        {
            "employment_code": concordance["employment_code"],
            "employment_name": concordance["employment_name_en"],
            "activity": concordance["code_42"].map(LABEL_OF_CODE).fillna("none"),
            "match_42": concordance["match"],
            "match_153": [
                "approximate" if code in doubtful else "exact"
                for code in concordance["employment_code"]
            ],
            "persons_2018": persons.reindex(concordance["employment_code"]).to_numpy()
            * TEN_THOUSAND,
        }
    )
    table.loc[table["activity"] == "none", "match_153"] = "none"
    return table


def bounded(persons: pd.Series, pay: pd.Series) -> pd.Series:
    """Persons of one broad sector with pay per head held within WIDEST of the sector's mean.

    The sector's persons are kept: what the bounded activities gain or lose, the others bear
    in proportion.
    """
    total, mean = persons.sum(), pay.sum() / persons.sum()
    least, most = pay / (mean * WIDEST), pay * WIDEST / mean
    fixed = pd.Series(False, index=persons.index)
    result = persons.copy()
    while True:
        free = ~fixed
        result[free] = persons[free] * (total - result[fixed].sum()) / persons[free].sum()
        outside = free & ((result < least * (1 - 1e-12)) | (result > most * (1 + 1e-12)))
        if not outside.any():
            return result
        result[outside] = result[outside].clip(least[outside], most[outside])
        fixed |= outside


def persons(raw: Path) -> pd.DataFrame:
    """Persons by activity: 2018, scaled to 2020, bounded; with pay per person before and after."""
    leaves = mapping(raw)
    base = leaves.groupby("activity")["persons_2018"].sum().reindex(list(LABELS))
    pay = value_added(raw).loc["compensation"]  # million CNY
    sector = broad_sector()
    scaled = base * sector.map(PERSONS_2020) / base.groupby(sector).transform("sum")
    final = pd.concat(
        [bounded(scaled[sector == name], pay[sector == name]) for name in PERSONS_2020]
    ).reindex(list(LABELS))
    table = pd.DataFrame({"broad_sector": sector, "persons_2018": base, "scaled_2020": scaled})
    table["persons_2020"] = final.round(0)
    table["pay_scaled"] = pay * 1e6 / scaled
    table["pay_final"] = pay * 1e6 / final
    table["bounded"] = (final / scaled - 1).abs() > 0.10  # moved by more than a tenth
    table.index.name = "activity"
    return table


def hours_per_worker(raw: Path) -> float:
    """Yearly hours of one person engaged: Penn World Table 10.01, avh of China, 2019."""
    return float(penn(raw).loc[2019, "avh"])
