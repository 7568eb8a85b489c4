"""An economy cannot be changed from outside, and is known by its content."""

from __future__ import annotations

import dataclasses
import pickle
from collections.abc import Callable
from contextlib import suppress

import numpy as np
import pandas as pd
import pytest

from commonweal.economy.economy import Economy, differences
from commonweal.errors import EconomyError
from economies import small_economy, small_meta, small_tables


def _through_array(economy: Economy) -> None:
    economy.products["spoilage"].array[0] = 0.9


def _through_array_of_texts(economy: Economy) -> None:
    economy.products["name"].array[0] = "other"


def _through_array_of_a_matrix(economy: Economy) -> None:
    economy.use["farms"].array[0] = 1e9


def _through_array_of_labels(economy: Economy) -> None:
    economy.use.index.array[0] = "other"


def _through_array_of_attribute_labels(economy: Economy) -> None:
    economy.products.index.array[0] = "other"


def _through_values(economy: Economy) -> None:
    economy.use.to_numpy()[0, 0] = 1e9


def _through_transpose(economy: Economy) -> None:
    economy.use.T.to_numpy()[0, 0] = 1e9


def _through_column_values(economy: Economy) -> None:
    economy.activities["utilisation"].to_numpy()[0] = 0.1


def _through_cell(economy: Economy) -> None:
    use = economy.use
    use.iloc[0, 0] = 1e9


def _through_in_place(economy: Economy) -> None:
    use = economy.use
    use *= 2
    final_use = economy.final_use
    final_use.loc["grain"] = 0.0


def _through_new_column(economy: Economy) -> None:
    activities = economy.activities
    activities["extra"] = 1


def _through_index(economy: Economy) -> None:
    economy.use.index.to_numpy()[0] = "other"


def _through_index_name(economy: Economy) -> None:
    economy.use.index.name = "other"


def _through_tables(economy: Economy) -> None:
    economy.tables().pop("use")


def _through_meta(economy: Economy) -> None:
    economy.meta.year = 1  # type: ignore[misc]


def _through_attribute(economy: Economy) -> None:
    economy.use = economy.use * 2  # type: ignore[misc]


CHANGES = [value for name, value in sorted(globals().items()) if name.startswith("_through")]


@pytest.mark.parametrize("change", CHANGES)
def test_nothing_handed_out_can_change_the_economy(change: Callable[[Economy], None]) -> None:
    """Proves: each way of writing either raises or changes only the caller's own copy.
    Without copies the first use coefficient would become 1e9 for everybody."""
    economy = small_economy()
    before = {name: table.copy(deep=True) for name, table in economy.tables().items()}
    with suppress(ValueError, AttributeError, TypeError):
        change(economy)
    for name, table in economy.tables().items():
        pd.testing.assert_frame_equal(table, before[name], obj=name)
    assert economy == small_economy()


def test_tables_given_stay_apart() -> None:
    """Proves: a table that the caller changes later does not change the economy made of it."""
    tables = small_tables()
    economy = Economy.from_tables(small_meta(), tables)
    tables["use"].iloc[0, 0] = 1e9
    tables["products"]["spoilage"].array[0] = 0.9
    assert economy == small_economy()


def test_content_decides_equality() -> None:
    """Proves: one cell, one label or one key more makes another economy, and the difference is
    named. A hash of sums or shapes would not notice two cells that change places."""
    economy = small_economy()
    tables = small_tables()
    tables["use"] = tables["use"].copy()
    tables["use"].loc["grain", ["farms", "care-homes"]] = [6.0, 10.0]
    other = Economy.from_tables(small_meta(), tables)
    assert other.hash != economy.hash
    assert differences(economy, other) == [
        "use: 2 cells differ, first grain / care-homes: np.float64(6.0) against np.float64(10.0)"
    ]
    later = Economy.from_tables(dataclasses.replace(small_meta(), year=2021), small_tables())
    assert later != economy
    assert differences(economy, later) == ["year: 2020 against 2021"]
    fewer = small_tables()
    del fewer["modern"]
    assert differences(economy, Economy.from_tables(small_meta(), fewer)) == [
        "modern: only one of the two has it"
    ]


def test_defaults_are_filled() -> None:
    """Proves: columns that are not given have the schema's defaults, a blank unit is that of the
    main product, and the highest utilisation that of the base year."""
    tables = small_tables()
    tables["activities"] = tables["activities"][["name", "utilisation"]]
    tables["products"] = tables["products"][["name", "unit"]]
    economy = Economy.from_tables(small_meta(), tables)
    activities, products = economy.activities, economy.products
    assert activities["unit"].tolist() == ["kt", "kt", "million CNY2020"]
    assert activities["highest_utilisation"].tolist() == [1.0, 0.8, 0.9]
    assert activities["build_years"].tolist() == [1, 1, 1]
    assert products["storable"].tolist() == [False] * 3
    assert products["world_price"].tolist() == [1.0] * 3
    assert products["group"].tolist() == ["other"] * 3


def test_optional_tables() -> None:
    """Proves: an economy of the four required tables has no others, and no imports."""
    tables = {name: small_tables()[name] for name in ("products", "activities", "use")}
    tables["final_use"] = small_tables()["final_use"].rename(columns={"stock": "stock_building"})
    tables["use"] = tables["use"].rename(columns={"farms": "grain", "mills": "steel"})
    tables["use"] = tables["use"].rename(columns={"care-homes": "care"})
    tables["activities"] = tables["activities"].set_axis(["grain", "steel", "care"])
    economy = Economy.from_tables(small_meta(), tables)
    assert economy.labour is None
    assert not economy.has("imports")
    assert economy.imports_total.tolist() == [0.0, 0.0, 0.0]
    assert economy.categories["role"].tolist() == list(economy.final_use.columns)
    # Without a table of supply each product is made by the activity of its name.
    np.testing.assert_array_equal(economy.supply, np.diag([104.0, 60.0, 80.0]))
    with pytest.raises(KeyError, match="labour"):
        economy.has("labor")


def test_supply_without_a_table_leaves_imports_out() -> None:
    """Proves: what is imported is not made at home: steel 60 used - 10 imported = 50 made."""
    tables = small_tables()
    del tables["supply"]
    names = {"farms": "grain", "mills": "steel", "care-homes": "care"}
    for table in ("use", "imports", "value_added", "labour", "capital"):
        tables[table] = tables[table].rename(columns=names)
    for table in ("activities", "modern"):
        tables[table] = tables[table].rename(index=names)
    tables["limit_coefficients"] = tables["limit_coefficients"].replace({"label": names})
    economy = Economy.from_tables(small_meta(), tables)
    assert economy.supply.loc["steel", "steel"] == 50.0


def test_supply_without_a_table_needs_the_same_labels() -> None:
    """Proves: products are never matched with activities of other labels by position."""
    tables = small_tables()
    del tables["supply"]
    with pytest.raises(EconomyError, match='no activity is labelled "grain", and there is no tab'):
        Economy.from_tables(small_meta(), tables)


def test_pickle_keeps_the_content() -> None:
    """Proves: an economy can be sent to another process."""
    assert pickle.loads(pickle.dumps(small_economy())) == small_economy()


def test_minus_zero_is_zero() -> None:
    """Proves: -0.0 and 0.0 are one number, so that they give one hash."""
    tables = small_tables()
    tables["use"] = tables["use"].replace(0.0, -0.0)
    assert Economy.from_tables(small_meta(), tables).hash == small_economy().hash


def test_missing_texts_in_memory_take_the_default() -> None:
    """Proves: however a frame marks an empty text, it becomes the default and not the word nan;
    a missing number stays a problem."""
    for missing in (None, float("nan"), pd.NA, ""):
        tables = small_tables()
        tables["products"] = tables["products"].assign(group=["land", missing, "services"])
        economy = Economy.from_tables(small_meta(), tables)
        assert economy.products["group"].tolist() == ["land", "other", "services"]
    tables = small_tables()
    tables["products"] = tables["products"].assign(spoilage=[0.05, None, 0.0])
    message = r'products row 2, column "spoilage": not a number \(NaN\)'
    with pytest.raises(EconomyError, match=message):
        Economy.from_tables(small_meta(), tables)
