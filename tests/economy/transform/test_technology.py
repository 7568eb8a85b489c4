"""The four models: answers by hand, known properties, what they refuse."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from balances import worst_gap
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from commonweal.economy import accounts
from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.transform.symmetric import symmetric
from commonweal.economy.transform.technology import Model, symmetric_tables, transformation
from commonweal.errors import EconomyError
from economies import small_economy, small_meta, small_tables

P, A = ["food", "cloth"], ["farm", "mill"]


def frame(cells: object, rows: list[str], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame(np.asarray(cells, dtype=float), index=rows, columns=columns)


# V = [[8, 2], [0, 10]]: the mill makes 2 of food besides. q = (10, 10), g = (8, 12).
SUPPLY = frame([[8, 2], [0, 10]], P, A)
USE = frame([[2, 3], [1, 4]], P, A)
FINAL = frame([[5], [5]], P, ["people"])
WAGES = frame([[5, 5]], ["wages"], A)

# Z, Y, W by hand, as worked in the docstring of symmetric_tables.
BY_HAND = {
    "A": ([[2.5, 2.5], [1.25, 3.75]], [5, 5], [6.25, 3.75]),
    "B": ([[2.5, 2.5], [5 / 3, 10 / 3]], [5, 5], [5 + 5 / 6, 25 / 6]),
    "C": ([[1.8, 2.2], [1.2, 4.8]], [4, 6], [5, 5]),
    "D": ([[1.6, 2.4], [1.4, 4.6]], [4, 6], [5, 5]),
}
MODELS: tuple[Model, ...] = ("A", "B", "C", "D")
every_model = pytest.mark.parametrize("model", MODELS)


@every_model
def test_by_hand(model: Model) -> None:
    """Proves: each model's table is the one worked by hand. The models differ in every cell but
    those of food under A and B; one taken for another, or a transposed T, shows at once."""
    found = symmetric_tables(model, SUPPLY, USE, FINAL, WAGES)
    use, final_use, wages = BY_HAND[model]
    np.testing.assert_allclose(found.use, use, rtol=1e-13)
    np.testing.assert_allclose(found.final_use["people"], final_use, rtol=1e-13)
    assert found.value_added is not None
    np.testing.assert_allclose(found.value_added.loc["wages"], wages, rtol=1e-13)
    assert found.negatives.empty


def test_product_technology_may_be_negative() -> None:
    """Proves: the farm uses 1 of cloth for 8 of food, the mill none: its 2 of food would need 0.25,
    so that A leaves -0.25 for its cloth. It is listed and stands; B cannot be negative."""
    use = frame([[2, 3], [1, 0]], P, A)
    found = symmetric_tables("A", SUPPLY, use, FINAL)
    assert found.use.loc["cloth", "cloth"] == pytest.approx(-0.25, rel=1e-13)
    assert found.negatives.to_numpy().tolist() == [["use", "cloth", "cloth", -0.25]]
    assert symmetric_tables("B", SUPPLY, use, FINAL).negatives.empty


def test_industry_technology_is_that_of_the_accounts() -> None:
    """Proves: Z / q of model B is the industry-technology formula that the checks use."""
    found = symmetric_tables("B", SUPPLY, USE, FINAL)
    expected = accounts.product_coefficients(USE, SUPPLY)
    np.testing.assert_allclose(found.use / found.output, expected, rtol=1e-13)


@st.composite
def balanced_tables(
    draw: st.DrawFn,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Supply near diagonal, so that it can be inverted; use, final use and incomes that fit it."""
    labels = ["p0", "p1", "p2"]
    activities = ["a0", "a1", "a2"]
    side = draw(arrays(float, (3, 3), elements=st.integers(0, 4).map(float)))
    supply = side + np.diag([30.0, 40.0, 50.0])
    use = draw(arrays(float, (3, 3), elements=st.integers(0, 8).map(float)))
    final_use = supply.sum(axis=1) - use.sum(axis=1)
    wages = supply.sum(axis=0) - use.sum(axis=0)
    return (
        frame(supply, labels, activities),
        frame(use, labels, activities),
        frame(final_use[:, None], labels, ["people"]),
        frame(wages[None, :], ["wages"], activities),
    )


@every_model
@given(tables=balanced_tables())
@settings(max_examples=40, deadline=None)
def test_rows_and_columns_balance(model: Model, tables: tuple[pd.DataFrame, ...]) -> None:
    """Proves: under every model rows and columns sum to the output, and the totals of use, final
    use and incomes are those before; A and B keep final use by product, C and D incomes by
    industry; B and D are never negative. A T with wrong sums breaks the first at once."""
    supply, use, final_use, wages = tables
    found = symmetric_tables(model, supply, use, final_use, wages)
    assert found.value_added is not None
    rows = found.use.sum(axis=1) + found.final_use.sum(axis=1)
    columns = found.use.sum(axis=0) + found.value_added.sum(axis=0)
    np.testing.assert_allclose(rows, found.output, rtol=1e-12)
    np.testing.assert_allclose(columns, found.output, rtol=1e-12)
    for before, after in (
        (use, found.use),
        (final_use, found.final_use),
        (wages, found.value_added),
    ):
        assert after.to_numpy().sum() == pytest.approx(before.to_numpy().sum(), rel=1e-12)
    if model in ("A", "B"):
        pd.testing.assert_frame_equal(found.final_use, final_use)
    else:
        pd.testing.assert_frame_equal(found.value_added, wages)
    if model in ("B", "D"):
        assert found.negatives.empty


@every_model
def test_without_joint_products_nothing_changes(model: Model) -> None:
    """Proves: a diagonal supply gives back the table under every model."""
    supply = frame([[10, 0], [0, 20]], P, A)
    found = symmetric_tables(model, supply, USE, FINAL, WAGES)
    np.testing.assert_array_equal(found.use, USE)
    np.testing.assert_array_equal(found.final_use, FINAL)


def test_product_technology_is_indifferent_to_prices() -> None:
    """Proves: A in other units of cloth is A rescaled (scale invariance of Kop Jansen and ten Raa
    1990), and B is not."""
    price = pd.Series({"food": 1.0, "cloth": 3.0})
    dear_supply, dear_use = SUPPLY.mul(price, axis=0), USE.mul(price, axis=0)
    for model, same in (("A", True), ("B", False)):
        plain = symmetric_tables(model, SUPPLY, USE, FINAL)  # type: ignore[arg-type]
        dear = symmetric_tables(model, dear_supply, dear_use, FINAL)  # type: ignore[arg-type]
        one = (plain.use / plain.output).mul(price, axis=0) / price
        assert np.allclose(one, dear.use / dear.output, rtol=1e-12) is same


MORE = frame([[8, 2], [0, 5], [0, 5]], ["food", "cloth", "rope"], A)


def test_more_products_than_activities() -> None:
    """Proves: B and D work on 3 x 2, by hand: T of B in the mill 2/12, 5/12, 5/12; A and C say why
    they do not, and what would."""
    use = frame([[2, 3], [1, 2], [0, 2]], list(MORE.index), A)
    final_use = frame([[5], [2], [3]], list(MORE.index), ["people"])
    found = symmetric_tables("B", MORE, use, final_use)
    np.testing.assert_allclose(found.use.loc["food"], [2 + 0.5, 1.25, 1.25], rtol=1e-13)
    found = symmetric_tables("D", MORE, use, final_use)
    np.testing.assert_allclose(found.use, [[1.6, 2.4], [1.4, 4.6]], rtol=1e-13)
    for model, other in (("A", "B"), ("C", "D")):
        with pytest.raises(EconomyError) as caught:
            transformation(model, MORE)  # type: ignore[arg-type]
        assert "3 products and 2 activities" in str(caught.value)
        assert f"use model {other}" in str(caught.value)


def test_supply_that_cannot_be_inverted() -> None:
    """Proves: two activities of one mix are named as the reason; an inverse would be noise."""
    with pytest.raises(EconomyError, match="make the same mix of products"):
        transformation("A", frame([[1, 2], [2, 4]], P, A))


def test_product_without_output() -> None:
    """Proves: a product nobody makes is refused; divided by zero it would be NaN."""
    with pytest.raises(EconomyError, match='product "cloth": it has no output'):
        transformation("D", frame([[1, 2], [0, 0]], P, A))


def fitting_tables() -> dict[str, pd.DataFrame]:
    """The small tables, changed so that A and C fit: whoever takes steel takes some grain too.

    grain: 104 made + 2 imported = 10 + 4 + 6 used + 55 + 10 + 3 + 2 + 16 final = 106
    """
    tables = {name: table.copy() for name, table in small_tables().items()}
    tables["use"].loc["grain", "mills"] = 4.0
    tables["final_use"].loc["grain", ["household", "investment"]] = [55.0, 3.0]
    tables["imports"] = frame([[2], [10], [0]], ["grain", "steel", "care"], ["total"])
    tables["asset_composition"].loc["grain"] = 0.1
    return tables


def money_economy() -> Economy:
    """The fitting tables, all products in money and at prices of 1."""
    tables = fitting_tables()
    unit = "million CNY2020"
    tables["products"] = tables["products"].assign(unit=unit, world_price=1.0)
    return Economy.from_tables(small_meta(), tables)


@every_model
def test_an_economy_with_all_its_tables(model: Model) -> None:
    """Proves: under every model the symmetric economy passes all checks and balances; work, stocks
    and limits of activities add up to what they were, needs keep what they took."""
    before, found = money_economy(), symmetric(money_economy(), model)
    after = found.economy
    assert check_economy(after) == []
    assert worst_gap(after) <= 1e-12
    assert list(after.products.index) == list(after.activities.index)
    for name in ("labour", "capital", "value_added", "final_use", "imports", "use"):
        total = before.tables()[name].sum(axis=1).sum()
        assert after.tables()[name].sum(axis=1).sum() == pytest.approx(total, rel=1e-12), name
    assert before.limit_coefficients is not None
    assert after.limit_coefficients is not None
    assert after.limit_coefficients["value"].sum() == pytest.approx(
        before.limit_coefficients["value"].sum(), rel=1e-12
    )
    if model != "C":  # where shares follow D, and flows do not
        assert _served(after) == pytest.approx(_served(before), rel=1e-12)
    assert f"model {model}" in found.notes[0]
    assert found.notes[0] in after.meta.notes


def _served(economy: Economy) -> dict[str, float]:
    """What each need takes, in money."""
    table = economy.need_composition
    assert table is not None
    flows = [
        economy.final_use.loc[product, category] * share
        for category, product, share in zip(
            table["category"], table["product"], table["share"], strict=True
        )
    ]
    return {str(need): float(sum(own)) for need, own in pd.Series(flows).groupby(table["need"])}


def test_capacity_adds_up_by_product() -> None:
    """Proves: capacity for grain is 100 / 1 of the farms and 4 / 0.8 of the mills, utilisation
    104 / 105. The mean by output would be 0.9923 instead of 0.9905."""
    found = symmetric(money_economy(), "B").economy
    assert found.activities.loc["grain", "utilisation"] == pytest.approx(104 / 105, rel=1e-14)


def test_units_that_cannot_be_added_up() -> None:
    """Proves: B, C and D refuse kilotonnes and money in one sum; A adds nothing across units."""
    for model in ("B", "C", "D"):
        with pytest.raises(EconomyError, match="adds them up"):
            symmetric(small_economy(), model)  # type: ignore[arg-type]
    economy = Economy.from_tables(small_meta(), fitting_tables())
    assert check_economy(symmetric(economy, "A").economy) == []


def test_negative_cells_are_refused_in_an_economy() -> None:
    """Proves: where A needs a negative input no economy is made, and the cell is named."""
    tables = small_tables()
    tables["use"] = tables["use"].copy()
    tables["use"].loc[["grain", "steel"], "farms"] = [0, 15]
    tables["use"].loc[["grain", "steel"], "mills"] = [10, 0]
    economy = Economy.from_tables(small_meta(), tables)
    with pytest.raises(EconomyError, match=r'use row "steel", column "steel": model A makes it -'):
        symmetric(economy, "A")


def test_products_that_only_imports_bring() -> None:
    """Proves: a product nobody makes stays a product of its own under B; under D it needs a home,
    and joins its row. Without one its use would vanish from the table."""
    economy = _with_imported_oil()
    found = symmetric(economy, "B").economy
    assert "oil" in found.products.index
    assert "oil" not in found.activities.index
    assert check_economy(found) == []
    with pytest.raises(EconomyError, match='product "oil": no activity makes it'):
        symmetric(economy, "D")
    found = symmetric(economy, "D", {"oil": "mill"}).economy
    assert check_economy(found) == []
    assert found.imports_total["mill"] == pytest.approx(3, rel=1e-13)


def _with_imported_oil() -> Economy:
    rows = [*P, "oil"]
    return Economy.from_tables(
        small_meta(),
        {
            "products": pd.DataFrame({"name": rows, "unit": "million CNY2020"}, index=rows),
            "activities": pd.DataFrame({"name": A}, index=A),
            "supply": frame([[8, 2], [0, 10], [0, 0]], rows, A),
            "use": frame([[2, 3], [1, 4], [1, 2]], rows, A),
            "final_use": frame([[5], [5], [0]], rows, ["household"]),
            "imports": frame([[0], [0], [3]], rows, ["total"]),
        },
    )
