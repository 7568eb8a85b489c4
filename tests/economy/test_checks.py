"""Each check finds its own fault, says how much and where, and nothing else."""

from __future__ import annotations

import pandas as pd
import pytest

from commonweal.economy.checks import CHECKS, check_economy, notices
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from economies import small_economy, small_meta, small_tables


def changed(**cells: dict[tuple[str, str], float]) -> Economy:
    """The small economy with some cells replaced."""
    tables = small_tables()
    for name, values in cells.items():
        tables[name] = tables[name].copy()
        for (row, column), value in values.items():
            tables[name].loc[row, column] = value
    return Economy.from_tables(small_meta(), tables)


def found(economy: Economy) -> list[str]:
    return [str(problem) for problem in check_economy(economy)]


@pytest.mark.parametrize("name", [name for name, _ in CHECKS])
def test_sound_economies_pass_each_check(name: str) -> None:
    """Proves: no check finds a fault where there is none."""
    check = dict(CHECKS)[name]
    assert list(check(small_economy())) == []
    assert list(check(read_economy("china-2020", checked=False))) == []


def test_balance_within_the_tolerance() -> None:
    """Proves: the tolerance is 1e-6 of the row's turnover: 5e-5 of 60 kt passes, 7e-5 does not."""
    assert found(changed(use={("steel", "mills"): 15 + 5e-5})) == []
    lines = found(changed(use={("steel", "mills"): 15 + 7e-5}))
    assert len(lines) == 1
    assert 'product "steel": supply and imports 60 kt are 7e-05 (0.00%) less' in lines[0]


def test_balance_lists_the_worst_rows_and_counts_all() -> None:
    """Proves: of seven rows out of balance the five worst come first, worst on top, then the count.
    In the order of the table the first would be p0."""
    labels = [f"p{number}" for number in range(7)]
    tables = {
        "products": pd.DataFrame({"name": labels, "unit": "t"}, index=labels),
        "activities": pd.DataFrame({"name": labels}, index=labels),
        "supply": pd.DataFrame(0.0, index=labels, columns=labels),
        "use": pd.DataFrame(0.0, index=labels, columns=labels),
        "final_use": pd.DataFrame({"household": 100.0}, index=labels),
    }
    for number, label in enumerate(labels):
        tables["supply"].loc[label, label] = 101.0 + number
    lines = found(Economy.from_tables(small_meta(), tables))
    assert lines[0].startswith(
        'accounts, product "p6": supply and imports 107 t are 7 (6.54%) more than use and final '
        "use 100."
    )
    assert [line.split('"')[1] for line in lines[:5]] == ["p6", "p5", "p4", "p3", "p2"]
    assert lines[5].startswith("accounts: 7 of 7 products do not balance, the worst are listed")


def test_unproductive_technology() -> None:
    """Proves: the radius is that of the largest eigenvalue; here care eats 90 of its 80: 1.125."""
    economy = changed(
        use={("care", "care-homes"): 90},
        final_use={("care", "household"): 0, ("care", "government"): 0, ("care", "stock"): -10},
    )
    lines = found(economy)
    assert "the spectral radius of the input coefficients is 1.125, not below 1" in lines[0]


def test_living_on_imported_inputs_is_a_notice_not_a_fault() -> None:
    """Proves: care 80 out of 90 inputs, of which 60 imported, is productive at home (30 / 80) and
    noticed as unable to reproduce itself; counted as made at home it would be refused."""
    economy = changed(
        use={("care", "care-homes"): 90},
        imports={("care", "care-homes"): 60},
        final_use={("care", "household"): 30, ("care", "government"): 20},
    )
    assert found(economy) == []
    assert any("spectral radius is 1.125" in line for line in notices(economy))


def test_product_of_which_some_is_imported_is_available() -> None:
    """Proves: imports count as a source; a product only imported is no fault."""
    economy = changed(
        supply={("steel", "mills"): 0},
        imports={
            ("steel", "farms"): 5,
            ("steel", "mills"): 15,
            ("steel", "care-homes"): 2,
            ("steel", "household"): 8,
            ("steel", "investment"): 30,
        },
    )
    assert found(economy) == []


def test_workers_without_persons() -> None:
    """Proves: work that nobody does is named with its amount."""
    lines = found(changed(labour_types={("clerks", "workers"): 0}))
    assert lines == [
        'labour_types, row "clerks": 180000 h are worked by 0 workers. Enter the workers'
    ]


def test_shares_within_the_tolerance() -> None:
    """Proves: shares rounded to six decimals pass, four decimals do not."""
    tables = small_tables()
    composition = tables["need_composition"].copy()
    composition.loc[1, "share"] = 0.7499995
    tables["need_composition"] = composition
    assert found(Economy.from_tables(small_meta(), tables)) == []
    composition.loc[1, "share"] = 0.7499
    assert len(found(Economy.from_tables(small_meta(), tables))) == 1


def test_complete_economy_has_no_notices() -> None:
    """Proves: nothing is said where there is nothing to say."""
    assert notices(small_economy()) == []


def test_missing_tables_say_what_they_switch_off() -> None:
    """Proves: every optional table that is missing is named with its effect."""
    tables = small_tables()
    for name in ("labour_types", "labour", "capital", "assets", "asset_composition", "modern"):
        del tables[name]
    lines = notices(Economy.from_tables(small_meta(), tables))
    assert [line.split(":")[0] for line in lines] == [
        "labour",
        "capital",
        "asset_composition",
        "modern",
    ]


def test_hours_that_contradict_the_workers() -> None:
    """Proves: 800,000 h worked by 300 persons of 2,000 h are noticed."""
    lines = notices(changed(labour_types={("hands", "workers"): 300}))
    assert lines == [
        'labour, row "hands": 800000 h are worked, while workers and hours_per_worker give '
        "600000 h."
    ]


def test_odd_flows_are_noticed() -> None:
    """Proves: joint products that cannot be added, work without assets, people or households."""
    tables = small_tables()
    tables["products"] = tables["products"].assign(unit=["kt", "kWh", "million CNY2020"])
    tables["labour"] = tables["labour"].assign(farms=0.0)
    tables["capital"] = tables["capital"].assign(farms=0.0)
    text = " ".join(notices(Economy.from_tables(small_meta(), tables)))
    assert 'supply, column "mills": joint products in units that cannot be added (kt, kWh)' in text
    assert 'labour, column "farms": the activity works without people' in text
    assert 'capital, column "farms": the activity works without assets' in text


def test_incomes_that_do_not_fill_the_column() -> None:
    """Proves: incomes a thousand times too small are noticed; a table that adds up is not."""
    tables = small_tables()
    tables["products"] = tables["products"].assign(unit="million CNY2020")
    inputs = tables["use"].sum(axis=0)
    rest = (tables["supply"].sum(axis=0) - inputs).to_frame("surplus").T
    tables["value_added"] = rest
    assert notices(Economy.from_tables(small_meta(), tables)) == []
    tables["value_added"] = rest / 1000
    lines = notices(Economy.from_tables(small_meta(), tables))
    assert lines[:1] == [
        "value_added: in 3 of 3 activities inputs and incomes do not sum to the output; the worst "
        'is "care-homes" with 12.068 million CNY2020 against 80.'
    ]
