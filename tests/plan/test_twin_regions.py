"""Two regions that are alike and do not trade are the one region twice."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from commonweal.case.build import build_case
from commonweal.case.study import read_study
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.tables import write_economy
from commonweal.plan.make import make_plan
from commonweal.plan.plan import Plan
from economies import small_economy, small_meta, small_tables
from small_study import STUDY

TWINS = ("east", "west")
PLACED = ("products", "activities", "categories", "labour_types", "assets", "needs")
LABELS = ("need", "category", "product")


def twins() -> Economy:
    """The small economy twice, without its one limit, each with half of the people of both."""
    tables = {n: t for n, t in small_tables().items() if not n.startswith("limit")}
    people = small_meta().population
    made: dict[str, pd.DataFrame] = {
        "regions": pd.DataFrame({"name": TWINS, "population": [people, people]}, index=list(TWINS))
    }
    for name, table in tables.items():
        if name == "need_composition":
            both = [table.assign(**{x: f"{r}:" + table[x] for x in LABELS}) for r in TWINS]
            made[name] = pd.concat(both)
        elif name in PLACED or name == "modern":
            both = [table.rename(lambda x, r=r: f"{r}:{x}") for r in TWINS]
            if name in PLACED:
                both = [part.assign(region=r) for part, r in zip(both, TWINS, strict=True)]
            made[name] = pd.concat(both)
        elif name == "value_added":
            made[name] = pd.concat([table.add_prefix(f"{r}:") for r in TWINS], axis=1)
        else:
            made[name] = _apart(table)
    meta = replace(small_meta(), name="twins", population=2 * people)
    return Economy.from_tables(meta, made)


def _apart(table: pd.DataFrame) -> pd.DataFrame:
    """The matrix twice, along the diagonal."""
    zero = np.zeros(table.shape)
    values = np.block([[table.to_numpy(), zero], [zero, table.to_numpy()]])
    rows = [f"{r}:{x}" for r in TWINS for x in table.index]
    return pd.DataFrame(values, index=rows, columns=[f"{r}:{x}" for r in TWINS for x in table])


def planned(economy: Economy, folder: Path, text: str) -> Plan:
    """A certified plan of the small study for an economy."""
    write_economy(economy, folder / "economy")
    (folder / "study.yaml").write_text(text, encoding="utf-8")
    return make_plan(build_case(read_study(folder)))


def test_twins_have_the_plan_of_one(tmp_path: Path) -> None:
    """Proves: people, hours, work, capital, imports, exports and deficits of a region are its own,
    and the weights of two halves are those of the whole: welfare is the same to 1e-7 and hours of
    a worker in both twins are those of the one. Were one deficit enough for both, or the hours of
    one counted for the other, welfare would differ.
    """
    one = planned(small_economy(), tmp_path / "one", STUDY)
    doubled = STUDY.replace("{food: 1.01}", '{"east:food": 1.01, "west:food": 1.01}')
    assert check_economy(twins()) == []
    two = planned(twins(), tmp_path / "two", doubled)
    assert two.certificate.status == "optimal"
    assert two.objective == pytest.approx(one.objective, rel=1e-7)
    hours = one.values["hours_per_worker"].isel(region=0, drop=True)
    for region in TWINS:
        found = two.values["hours_per_worker"].sel(region=region, drop=True)
        assert np.allclose(found.values, hours.values, rtol=1e-4)
    assert two.case.trade.deficit.sel(region="east").values == pytest.approx(
        one.case.trade.deficit.values[0]
    )
