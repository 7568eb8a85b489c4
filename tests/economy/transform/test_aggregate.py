"""Aggregation: hand-worked sums and means, properties, refusals, speed at 1,400 x 1,400."""

from __future__ import annotations

import time
from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from balances import assert_same_tables, worst_gap
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.economy import accounts
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.economy.transform.aggregate import aggregate
from commonweal.economy.transform.concordance import Concordance
from commonweal.errors import EconomyError
from economies import FARMS, HOMES, MILLS, small_economy, small_meta, small_tables

GOODS = Concordance({"grain": "goods", "steel": "goods", "care": "care"}, {"goods": "Goods"})
PLANTS = Concordance({FARMS: "plants", MILLS: "plants", HOMES: HOMES})


def goods() -> Economy:
    """Grain and steel as one product, farms and mills as one activity."""
    return aggregate(small_economy(), {"products": GOODS, "activities": PLANTS})


def test_flows_are_summed() -> None:
    """Proves: goods made 100 + 4 + 50, used 10 + 0 + 5 + 15 = 30 by the plants and 8 by the homes,
    5 imported by the plants. A mean instead of a sum would halve them."""
    found = goods()
    np.testing.assert_array_equal(found.supply, [[154, 0], [0, 80]])
    np.testing.assert_array_equal(found.use, [[30, 8], [0, 4]])
    np.testing.assert_array_equal(found.final_use, [[68, 10, 30, 2, 16], [46, 30, 0, 0, 0]])
    assert found.imports is not None
    np.testing.assert_array_equal(found.imports, [[5, 0, 1, 0, 4, 0, 0], [0] * 7])
    assert found.value_added is not None
    np.testing.assert_array_equal(found.value_added, [[180, 50], [120, 15]])


def test_hours_stocks_and_limits_add_up() -> None:
    """Proves: 560,000 hands' hours in the plants, 300 kt of structures, 215 kt of CO2e."""
    found = goods()
    assert found.labour is not None
    np.testing.assert_array_equal(found.labour, [[560000, 240000], [80000, 100000]])
    assert found.capital is not None
    np.testing.assert_array_equal(found.capital, [[300, 150], [130, 20]])
    assert found.limit_coefficients is not None
    rows = found.limit_coefficients.set_index("label")["value"]
    assert rows.to_dict() == {"plants": 215.0, HOMES: 4.0, "housing": 20.0}


def test_rates_are_weighted_by_their_base() -> None:
    """Proves: world price and spoilage by supply and imports (104 and 60), utilisation by capacity:
    output 100 + 54, capacity 100 / 1 + 54 / 0.8 = 167.5. The plain means would be 3, 0.025, 0.9."""
    found = goods()
    product = found.products.loc["goods"]
    assert product["world_price"] == pytest.approx((2 * 104 + 4 * 60) / 164, rel=1e-15)
    assert product["spoilage"] == pytest.approx(0.05 * 104 / 164, rel=1e-15)
    assert not product["storable"]
    activity = found.activities.loc["plants"]
    assert activity["utilisation"] == pytest.approx(154 / 167.5, rel=1e-15)
    assert activity["highest_utilisation"] == pytest.approx((100 + 0.9 * 67.5) / 167.5, rel=1e-15)
    assert activity["build_years"] == 1  # (100 + 2 x 67.5) / 167.5 = 1.40


def test_modern_ratios_keep_hours_and_assets() -> None:
    """Proves: hours of modern plants making what the old ones made: 0.8 x 430,000 + 0.7 x 210,000
    of 640,000; assets 1.2 x 240 + 1.1 x 190 of 430; inputs at world prices 15 x .. of the use.
    Weighted by output the hours would come out at 0.765 instead of 0.767."""
    modern = goods().modern
    assert modern is not None
    row = modern.loc["plants"]
    assert row["hours_ratio"] == pytest.approx((0.8 * 430 + 0.7 * 210) / 640, rel=1e-14)
    assert row["assets_ratio"] == pytest.approx((1.2 * 240 + 1.1 * 190) / 430, rel=1e-14)
    farms, mills = 10 * 2 + 5 * 4, 15 * 4
    expected = (1.0 * farms + 0.95 * mills) / (farms + mills)
    assert row["inputs_ratio"] == pytest.approx(expected, rel=1e-14)


def test_shares_of_needs_are_weighted_by_the_flow() -> None:
    """Proves: of 68 kt of goods to households 60 serve food and 8 housing; government's 10 as
    before. The mean of the shares would be a half each."""
    table = goods().need_composition
    assert table is not None
    shares = table.set_index(["need", "category", "product"])["share"]
    assert shares[("food", "household", "goods")] == pytest.approx(60 / 68, rel=1e-15)
    assert shares[("housing", "household", "goods")] == pytest.approx(8 / 68, rel=1e-15)
    assert shares[("food", "government", "goods")] == 0.75
    assert shares[("care-of-people", "household", "care")] == 1.0


def test_people_assets_and_categories() -> None:
    """Proves: workers add up, hours per worker are (400 x 2000 + 100 x 1800) / 500 = 1960 (plain
    mean 1900), wear is weighted by stocks of 450 and 150 to 0.0475 (plain mean 0.065), one asset
    of steel and steel is of steel, 1 and not 2; needs and roles are put together."""
    found = aggregate(
        small_economy(),
        {
            "labour_types": Concordance({"hands": "people", "clerks": "people"}),
            "assets": Concordance({"structures": "plant", "equipment": "plant"}),
            "needs": Concordance({"food": "basic", "housing": "basic", "care-of-people": "care"}),
        },
    )
    assert found.labour_types is not None
    assert found.labour_types.loc["people", "workers"] == 500
    assert found.labour_types.loc["people", "hours_per_worker"] == 1960
    assert found.assets is not None
    assert found.assets.loc["plant", "depreciation"] == pytest.approx(
        (0.03 * 450 + 0.1 * 150) / 600, rel=1e-15
    )
    assert found.asset_composition is not None
    np.testing.assert_array_equal(found.asset_composition, [[0], [1], [0]])
    assert found.needs is not None
    assert list(found.needs.index) == ["basic", "care"]
    assert check_economy(found) == []


def test_names() -> None:
    """Proves: a new label is named by the concordance, else an only member keeps its name and code,
    else the label stands for it; the group is that of the largest member (grain)."""
    found = goods()
    assert list(found.products["name"]) == ["Goods", "Care"]
    assert list(found.products["code"]) == ["", "03"]
    assert list(found.products["group"]) == ["land", "services"]
    assert found.activities.loc["plants", "name"] == "plants"
    assert found.meta.notes == "Aggregated: 3 products to 2, 3 activities to 2."


def test_aggregated_economy_is_sound() -> None:
    """Proves: every check of an economy passes, and the accounts balance to rounding."""
    assert check_economy(goods()) == []
    assert worst_gap(goods()) <= 1e-15


def test_same_labels_give_the_same_economy() -> None:
    """Proves: each label to itself changes nothing at all, down to the hash."""
    economy = small_economy()
    same = {
        name: Concordance({label: label for label in table.index})
        for name, table in economy.tables().items()
        if name in ("products", "activities", "categories", "needs", "assets", "labour_types")
    }
    assert aggregate(economy, same) == economy


def test_embodied_hours_of_all_net_output_stay() -> None:
    """Proves: hours embodied in the whole net output are all hours worked, before and after."""
    for economy in (read_economy("china-2020"), _china_by_group()):
        assert economy.labour is not None
        coefficients = accounts.product_coefficients(economy.use, economy.supply)
        requirements = accounts.total_requirements(coefficients)
        hours = accounts.embodied_hours(economy.labour, economy.supply, requirements)
        net = economy.supply.sum(axis=1) - economy.use.sum(axis=1)
        total = float((hours @ net).sum())
        assert total == pytest.approx(float(economy.labour.to_numpy().sum()), rel=1e-12)


def _china_by_group() -> Economy:
    economy = read_economy("china-2020")
    return aggregate(
        economy,
        {
            "products": Concordance(dict(economy.products["group"])),
            "activities": Concordance(dict(economy.activities["group"])),
        },
    )


def test_a_real_table_by_group() -> None:
    """Proves: the bundled table by group passes every check and balances to 1e-12; its totals are
    those of the table."""
    before, after = read_economy("china-2020"), _china_by_group()
    assert len(after.products) < len(before.products)
    assert check_economy(after) == []
    assert worst_gap(after) <= 1e-12
    for name in ("supply", "use", "final_use", "value_added", "labour", "capital"):
        total = before.tables()[name].to_numpy().sum()
        assert after.tables()[name].to_numpy().sum() == pytest.approx(total, rel=1e-13), name


def test_regions_are_put_together() -> None:
    """Proves: A:steel and B:steel become AB:steel, in every table; the total is the sum."""
    found = aggregate(two_regions(), {"regions": Concordance({"A": "AB", "B": "AB"})})
    assert list(found.products.index) == ["AB:steel"]
    assert list(found.activities.index) == ["AB:steel"]
    assert found.use.to_numpy().item() == 1 + 2 + 3 + 4
    assert worst_gap(found) <= 1e-15


def two_regions() -> Economy:
    labels = ["A:steel", "B:steel"]
    return Economy.from_tables(
        small_meta(),
        {
            "products": pd.DataFrame({"name": labels, "unit": "t"}, index=labels),
            "activities": pd.DataFrame({"name": labels}, index=labels),
            "use": pd.DataFrame([[1.0, 2.0], [3.0, 4.0]], index=labels, columns=labels),
            "final_use": pd.DataFrame({"household": [7.0, 9.0]}, index=labels),
        },
    )


@pytest.mark.parametrize(
    ("concordances", "messages"),
    [
        (
            {"products": Concordance({"grain": "a", "stel": "a"})},
            [
                'concordance of products: unknown label "stel". Did you mean "steel"?',
                'label "steel" is missing',
                'label "care" is missing',
            ],
        ),
        (
            {"products": Concordance(dict.fromkeys(["grain", "steel", "care"], "all"))},
            ['new label "all": "grain" has the unit "kt", "care" has "million CNY2020"'],
        ),
        (
            {
                "categories": Concordance(
                    dict.fromkeys(["household", "government"], "people")
                    | {label: label for label in ["investment", "stock", "exports"]}
                )
            },
            ['"household" has the role "household", "government" has "government"'],
        ),
        ({"sectors": Concordance({})}, ['no labels of "sectors"']),
        (
            {"regions": Concordance({"A": "B"})},
            ['concordance of regions: unknown label "A"'],
        ),
    ],
)
def test_what_cannot_be_put_together(
    concordances: Mapping[str, Concordance], messages: list[str]
) -> None:
    """Proves: unknown and missing labels, units and roles that differ are all in one report; none
    is dropped or added up regardless."""
    with pytest.raises(EconomyError) as caught:
        aggregate(small_economy(), concordances)
    assert len(caught.value.problems) == len(messages)
    for message in messages:
        assert message in str(caught.value)


new_labels = st.lists(st.sampled_from(["x", "y"]), min_size=2, max_size=2)


@given(new_labels, st.lists(st.sampled_from(["p", "q", "r"]), min_size=3, max_size=3))
@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_twice_is_once(products: list[str], activities: list[str]) -> None:
    """Proves: aggregation in two steps is aggregation by the joined concordance, in every table:
    sums of sums are sums, and means of means with their bases are means."""
    first = {
        "products": Concordance(
            dict(zip(["grain", "steel", "care"], [*products, "c"], strict=True))
        ),
        "activities": Concordance(dict(zip([FARMS, MILLS, HOMES], activities, strict=True))),
    }
    economy = _one_unit()
    step = aggregate(economy, first)
    second = {
        "products": Concordance(
            {label: "c" if label == "x" else label for label in step.products.index}
        ),
        "activities": Concordance(dict.fromkeys(step.activities.index, "all")),
    }
    both = {
        name: Concordance(
            {old: second[name].targets[new] for old, new in first[name].targets.items()}
        )
        for name in first
    }
    one, two = aggregate(economy, both), aggregate(step, second)
    names = ["name", "code", "group", "build_years"]  # of the last step, or rounded twice
    for frame in (one._tables["products"], two._tables["products"]):
        frame[names[:3]] = ""
    for frame in (one._tables["activities"], two._tables["activities"]):
        frame[names[:3]] = ""
        frame["build_years"] = 1
    assert_same_tables(one, two)


def _one_unit() -> Economy:
    """The small economy, all products in one unit and of one price: inputs at mean prices of a
    first step would be other weights."""
    tables = small_tables()
    tables["products"] = tables["products"].assign(unit="kt", world_price=2.0)
    return Economy.from_tables(small_meta(), tables)


@pytest.mark.parametrize("seed", range(3))
def test_the_table_of_aggregates(seed: int) -> None:
    """Proves: aggregating the tables and building an economy of them is aggregating the economy."""
    rng = np.random.default_rng(seed)
    economy = random_economy(12, rng)
    targets = {label: f"g{rng.integers(4)}" for label in economy.products.index}
    found = aggregate(economy, {name: Concordance(targets) for name in ("products", "activities")})
    by = pd.Series(targets)
    expected = economy.use.groupby(by).sum().T.groupby(by).sum().T
    np.testing.assert_allclose(
        found.use.loc[expected.index, expected.columns], expected, rtol=1e-13
    )
    assert worst_gap(found) <= 1e-12


def test_large_tables_are_quick() -> None:
    """Proves: 1,400 x 1,400 in 40 regions to 40 x 5 products takes under four seconds and still
    balances to 1e-12. Group sums by label in a loop would take minutes."""
    economy = random_economy(1400, np.random.default_rng(1))
    targets = {
        label: f"{label.split(':')[0]}:{int(label[-1]) % 5}" for label in economy.products.index
    }
    start = time.perf_counter()
    found = aggregate(economy, {name: Concordance(targets) for name in ("products", "activities")})
    assert time.perf_counter() - start < 4
    assert len(found.products) == 200
    assert worst_gap(found) <= 1e-12


def random_economy(size: int, rng: np.random.Generator) -> Economy:
    """A balanced table of ``size`` products in regions of 35, all numbers drawn at random."""
    labels = [f"R{n // 35:02d}:{n % 35:02d}" for n in range(size)]
    use = rng.random((size, size)) * (rng.random((size, size)) < 0.3)
    final_use = rng.random((size, 2)) * size
    supply = np.diag(use.sum(axis=1) + final_use.sum(axis=1))
    return Economy.from_tables(
        small_meta(),
        {
            "products": pd.DataFrame({"name": labels, "unit": "t"}, index=labels),
            "activities": pd.DataFrame({"name": labels}, index=labels),
            "use": pd.DataFrame(use, index=labels, columns=labels),
            "supply": pd.DataFrame(supply, index=labels, columns=labels),
            "final_use": pd.DataFrame(final_use, index=labels, columns=["household", "exports"]),
        },
    )
