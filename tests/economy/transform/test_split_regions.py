"""A nation split into regions: location quotients by hand, sums, balance, and the way back."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from balances import worst_gap

from commonweal.economy.checks import check_economy
from commonweal.economy.economy import Economy
from commonweal.economy.tables import read_economy
from commonweal.economy.transform.aggregate import aggregate
from commonweal.economy.transform.concordance import Concordance, region_of
from commonweal.economy.transform.location_quotients import home_shares
from commonweal.economy.transform.split_regions import split_regions
from commonweal.errors import EconomyError
from economies import small_economy

PEOPLE = pd.Series({"EAST": 0.7, "WEST": 0.3})


def output(economy: Economy, east: list[float]) -> pd.DataFrame:
    """Shares of output, those of the east given."""
    shares = np.array([east, [1 - share for share in east]])
    return pd.DataFrame(shares, index=["EAST", "WEST"], columns=economy.activities.index)


def test_location_quotients_by_hand() -> None:
    """Proves: a region with a fifth of all output, a tenth of product 0 and half of product 1:
    SLQ 0.5 and 2.5, CILQ of 0 in activity 1 is 0.1 / 0.5 = 0.2, lambda = log2(1.2)^0.3 = 0.670.
    Without lambda the shares would be 0.5, 0.2 and 1."""
    products = np.array([[0.1, 0.5], [0.9, 0.5]])
    activities = np.array([[0.1, 0.5, 0.2], [0.9, 0.5, 0.8]])
    inputs, final = home_shares(products, activities, np.eye(2, dtype=bool), 0.3)
    strength = np.log2(1.2) ** 0.3
    assert strength == pytest.approx(0.670, abs=1e-3)
    np.testing.assert_allclose(inputs[0], [[0.5 * strength, 0.2 * strength], [1, 1]])
    np.testing.assert_allclose(final[0], [0.5 * strength, 1])


def regions_of_small() -> Economy:
    economy = small_economy()
    return split_regions(economy, output(economy, [0.5, 0.9, 0.7]), PEOPLE)


def test_regions_sum_to_the_nation() -> None:
    """Proves: summed over regions every flow and stock is that of the nation, to 1e-10."""
    before, after = small_economy(), regions_of_small()
    for name in ("supply", "use", "final_use", "imports", "value_added", "labour", "capital"):
        table = after.tables()[name]
        rows = [str(label).removeprefix("EAST:").removeprefix("WEST:") for label in table.index]
        columns = [str(u).removeprefix("EAST:").removeprefix("WEST:") for u in table.columns]
        summed = table.set_axis(rows).groupby(level=0).sum()
        summed = summed.set_axis(columns, axis=1).T.groupby(level=0).sum().T
        expected = before.tables()[name]
        np.testing.assert_allclose(
            summed.loc[expected.index, expected.columns], expected, rtol=1e-10, atol=1e-10
        )


def test_accounts_balance_and_checks_pass() -> None:
    """Proves: every product of every region balances, and all checks of an economy pass."""
    found = regions_of_small()
    assert worst_gap(found) <= 1e-10
    assert check_economy(found) == []
    assert "are an estimate" in found.meta.notes
    assert found.labour_types is not None
    assert found.labour_types["workers"].sum() == pytest.approx(500, rel=1e-14)


def test_who_makes_more_delivers_more() -> None:
    """Proves: with 0.9 of the steel the east delivers to the west, more than it takes from there;
    equal shares would leave the two in balance."""
    steel = regions_of_small().use.loc[["EAST:steel", "WEST:steel"]]
    west = [c for c in steel.columns if region_of(str(c)) == "WEST"]
    east = [c for c in steel.columns if region_of(str(c)) == "EAST"]
    assert steel.loc["EAST:steel", west].sum() > steel.loc["WEST:steel", east].sum()


def test_a_real_table() -> None:
    """Proves: the bundled table in two regions balances to 1e-9 and passes every check."""
    economy = read_economy("china-2020")
    rng = np.random.default_rng(3)
    east = (0.3 + 0.4 * rng.random(len(economy.activities))).tolist()
    found = split_regions(economy, output(economy, east), PEOPLE)
    assert worst_gap(found) <= 1e-9
    assert check_economy(found) == []


def test_what_does_not_fit() -> None:
    """Proves: shares that do not sum to one, a share of zero, missing activities and one region are
    refused together."""
    economy = small_economy()
    wrong = output(economy, [0.5, 0.9, 0.7])
    wrong.loc["EAST", "farms"] = 0.6
    with pytest.raises(EconomyError, match=r"sum to 1\.1, not to 1"):
        split_regions(economy, wrong, PEOPLE)
    with pytest.raises(EconomyError, match="not above zero"):
        split_regions(economy, output(economy, [0.5, 1.0, 0.7]), PEOPLE)
    with pytest.raises(EconomyError) as caught:
        split_regions(economy, wrong[["farms", "mills"]], PEOPLE[["EAST"]])
    assert len(caught.value.problems) == 4


def test_regions_put_together_again() -> None:
    """Proves: both regions as one give the nation's totals, pass the checks, and carry the new
    region in every label; a label left with its old region would stand beside it."""
    both = Concordance({"EAST": "ALL", "WEST": "ALL"})
    found = aggregate(regions_of_small(), {"regions": both})
    assert list(found.products.index) == ["ALL:grain", "ALL:steel", "ALL:care"]
    assert check_economy(found) == []
    np.testing.assert_allclose(found.use, small_economy().use, rtol=1e-10, atol=1e-10)
    np.testing.assert_allclose(found.final_use, small_economy().final_use, atol=1e-10)


def test_first_guess_by_hand() -> None:
    """Proves: RAS keeps the cross ratio of two regions, h / (1 - h) of one times that of the other,
    h the share from home. Grain for farms: the east makes 53.6 of 104, 154.6 of all 234; the west
    comes to lambda SLQ = 1.10, held at 0.99. All from home at first would give another ratio."""
    use = regions_of_small().use
    x = use.loc[["EAST:grain", "WEST:grain"], ["EAST:farms", "WEST:farms"]].to_numpy()
    size = 154.6 / 234
    east = np.log2(1 + size) ** 0.3 * (53.6 / 104) / size
    expected = east / (1 - east) * 0.99 / 0.01
    assert x[0, 0] * x[1, 1] / (x[0, 1] * x[1, 0]) == pytest.approx(expected, rel=1e-9)
