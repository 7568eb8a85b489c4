"""Formulas of the accounts against answers worked out by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from commonweal.economy import accounts
from economies import small_economy


def frame(cells: list[list[float]], rows: str, columns: str) -> pd.DataFrame:
    return pd.DataFrame(cells, index=rows.split(), columns=columns.split(), dtype=float)


# Two products, one activity each. A = [[0.2, 0.3], [0.4, 0.1]]; det(I - A) = 0.72 - 0.12 = 0.6;
# L = [[0.9, 0.3], [0.4, 0.8]] / 0.6.
USE = frame([[20, 60], [40, 20]], "corn iron", "farm mill")
SUPPLY = frame([[100, 0], [0, 200]], "corn iron", "farm mill")
LABOUR = frame([[50, 40]], "hands", "farm mill")

# Three products, two activities: the dairy makes milk 80 and meat 20, the butcher meat 60 and
# hides 40. Use of milk: dairy 10, butcher 20. Industry technology, g = (100, 100):
# B(milk) = (0.1, 0.2); shares: milk (1, 0), meat (1/4, 3/4), hides (0, 1).
JOINT_USE = frame([[10, 20], [0, 0], [5, 0]], "milk meat hides", "dairy butcher")
JOINT_SUPPLY = frame([[80, 0], [20, 60], [0, 40]], "milk meat hides", "dairy butcher")


def test_input_coefficients() -> None:
    """Proves: inputs are divided by the output of the column. By row, corn to mill would be 0.6."""
    found = accounts.input_coefficients(USE, accounts.gross_output(SUPPLY))
    np.testing.assert_allclose(found, [[0.2, 0.3], [0.4, 0.1]], rtol=1e-15)


def test_output_coefficients_and_market_shares() -> None:
    """Proves: outputs per activity sum to 1 by column, shares per product to 1 by column.
    Mixed up, the dairy's share in meat would be 0.2 instead of 0.25."""
    outputs = accounts.output_coefficients(JOINT_SUPPLY, accounts.gross_output(JOINT_SUPPLY))
    shares = accounts.market_shares(JOINT_SUPPLY)
    np.testing.assert_allclose(outputs, [[0.8, 0], [0.2, 0.6], [0, 0.4]])
    np.testing.assert_allclose(shares, [[1, 0.25, 0], [0, 0.75, 1]])


def test_product_coefficients_of_joint_products() -> None:
    """Proves: industry technology. Milk per meat = 0.1 x 1/4 + 0.2 x 3/4 = 0.175; hides per milk
    = 0.05 x 1. The commodity-technology assumption would give milk per meat another value."""
    found = accounts.product_coefficients(JOINT_USE, JOINT_SUPPLY)
    expected = [[0.1, 0.175, 0.2], [0, 0, 0], [0.05, 0.0125, 0]]
    np.testing.assert_allclose(found, expected, rtol=1e-14)


def test_total_requirements() -> None:
    """Proves: the Leontief inverse; for one unit of iron 0.5 of corn is needed in all."""
    found = accounts.total_requirements(accounts.product_coefficients(USE, SUPPLY))
    np.testing.assert_allclose(found, [[1.5, 0.5], [2 / 3, 4 / 3]], rtol=1e-14)


def test_leontief_gives_back_the_output() -> None:
    """Proves: L y = q for joint products too, y = q - A q being the net output."""
    coefficients = accounts.product_coefficients(JOINT_USE, JOINT_SUPPLY)
    made = JOINT_SUPPLY.sum(axis=1)
    net = made - JOINT_USE.sum(axis=1)
    again = accounts.total_requirements(coefficients) @ net
    np.testing.assert_allclose(again, made, rtol=1e-13)


def test_embodied_hours() -> None:
    """Proves: hours per unit (0.5, 0.2) L = (0.5 x 1.5 + 0.2 x 2/3, 0.5 x 0.5 + 0.2 x 4/3).
    Direct hours alone would be 0.5 and 0.2."""
    requirements = accounts.total_requirements(accounts.product_coefficients(USE, SUPPLY))
    found = accounts.embodied_hours(LABOUR, SUPPLY, requirements)
    np.testing.assert_allclose(found, [[0.75 + 0.4 / 3, 0.25 + 0.8 / 3]], rtol=1e-14)


def test_hours_of_net_output_are_all_hours() -> None:
    """Proves: hours embodied in the net output are all hours worked, joint products or not."""
    labour = frame([[30, 70]], "hands", "dairy butcher")
    coefficients = accounts.product_coefficients(JOINT_USE, JOINT_SUPPLY)
    hours = accounts.embodied_hours(labour, JOINT_SUPPLY, accounts.total_requirements(coefficients))
    net = JOINT_SUPPLY.sum(axis=1) - JOINT_USE.sum(axis=1)
    assert float((hours @ net).iloc[0]) == pytest.approx(100, rel=1e-13)


def test_units_of_a_product_change_only_its_own_figures() -> None:
    """Proves: iron in kilograms instead of tonnes changes hours per unit of iron by 1/1000 and
    those of corn not at all. Coefficients divided by the wrong output would change both."""
    scale = pd.Series({"corn": 1.0, "iron": 1000.0})
    use, supply = USE.mul(scale, axis=0), SUPPLY.mul(scale, axis=0)
    requirements = accounts.total_requirements(accounts.product_coefficients(use, supply))
    found = accounts.embodied_hours(LABOUR, supply, requirements)
    plain = accounts.embodied_hours(
        LABOUR, SUPPLY, accounts.total_requirements(accounts.product_coefficients(USE, SUPPLY))
    )
    np.testing.assert_allclose(found["corn"], plain["corn"], rtol=1e-12)
    np.testing.assert_allclose(found["iron"], plain["iron"] / 1000, rtol=1e-12)


def test_weights_make_joint_products_of_other_units_comparable() -> None:
    """Proves: with weights the unit of a joint product has no effect on the others' coefficients.
    Without weights meat in kilograms would carry nearly all inputs of the dairy."""
    weights = pd.Series({"milk": 1.0, "meat": 2.0, "hides": 1.5})
    plain = accounts.product_coefficients(JOINT_USE, JOINT_SUPPLY, weights)
    scale = pd.Series({"milk": 1.0, "meat": 1000.0, "hides": 1.0})
    scaled = accounts.product_coefficients(
        JOINT_USE, JOINT_SUPPLY.mul(scale, axis=0), weights / scale
    )
    np.testing.assert_allclose(scaled["milk"], plain["milk"], rtol=1e-13)
    np.testing.assert_allclose(scaled["meat"] * 1000, plain["meat"], rtol=1e-13)


def test_domestic_shares_of_a_total() -> None:
    """Proves: a total of imports falls on all uses alike: corn 30 imported of 20 + 60 + 70 used."""
    final_use = frame([[70], [140]], "corn iron", "household")
    imports = frame([[30], [0]], "corn iron", "total")
    use_shares, final_shares = accounts.domestic_shares(USE, final_use, imports)
    np.testing.assert_allclose(use_shares, [[0.8, 0.8], [1, 1]])
    np.testing.assert_allclose(final_shares, [[0.8], [1]])


def test_domestic_use_by_user() -> None:
    """Proves: imports known by user are taken from that user alone."""
    final_use = frame([[70], [140]], "corn iron", "household")
    imports = frame([[5, 0, 25], [0, 0, 0]], "corn iron", "farm mill household")
    found = accounts.domestic_use(USE, final_use, imports)
    np.testing.assert_allclose(found, [[15, 60], [40, 20]])


def test_import_content_and_multipliers() -> None:
    """Proves: with corn half imported A_d = [[0.1, 0.15], [0.4, 0.1]], det 0.75:
    L_d = [[0.9, 0.15], [0.4, 0.9]] / 0.75; imported corn per iron 0.1 x 0.2 + 0.15 x 1.2 = 0.2."""
    coefficients = accounts.product_coefficients(USE, SUPPLY)
    imported = coefficients.mul(pd.Series({"corn": 0.5, "iron": 0.0}), axis=0)
    requirements = accounts.total_requirements(coefficients - imported)
    np.testing.assert_allclose(requirements, [[1.2, 0.2], [0.4 / 0.75, 1.2]], rtol=1e-14)
    content = accounts.import_content(imported, requirements)
    assert content.loc["corn", "iron"] == pytest.approx(0.1 * 0.2 + 0.15 * 1.2)
    np.testing.assert_allclose(content.loc["iron"], 0)
    multipliers = accounts.domestic_multipliers(requirements)
    np.testing.assert_allclose(multipliers, [1.2 + 0.4 / 0.75, 1.4], rtol=1e-14)
    weighted = accounts.domestic_multipliers(requirements, pd.Series({"corn": 2.0, "iron": 1.0}))
    assert weighted["corn"] == pytest.approx(1.2 + 0.2 / 0.75)


def test_home_and_import_content_make_up_total_requirements() -> None:
    """Proves: L = L_d + L M: what is imported would have been made with the same technology."""
    coefficients = accounts.product_coefficients(USE, SUPPLY)
    imported = coefficients * 0.3
    domestic = accounts.total_requirements(coefficients - imported)
    total = accounts.total_requirements(coefficients)
    content = accounts.import_content(imported, domestic)
    np.testing.assert_allclose(total, domestic + total @ content, rtol=1e-13)


def test_spectral_radius() -> None:
    """Proves: [[0.2, 0.3], [0.4, 0.1]] has the eigenvalues 0.5 and -0.2."""
    assert accounts.spectral_radius(accounts.product_coefficients(USE, SUPPLY)) == pytest.approx(
        0.5
    )


def test_spectral_radius_of_a_large_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves: the sparse way for large tables gives the figure of the dense one."""
    cells = np.random.default_rng(1).random((40, 40)) / 25
    table = pd.DataFrame(cells)
    dense = accounts.spectral_radius(table)
    monkeypatch.setattr(accounts, "DENSE_SIZE", 0)
    assert accounts.spectral_radius(table) == pytest.approx(dense, rel=1e-10)


def test_unproductive_technology_has_no_total_requirements() -> None:
    """Proves: a technology that eats itself is refused; the inverse would be negative."""
    with pytest.raises(ValueError, match=r"spectral radius of the coefficients is 1\.5"):
        accounts.total_requirements(frame([[1.5]], "corn", "corn"))


def test_activity_without_output_has_no_coefficients() -> None:
    """Proves: nothing made needs nothing, instead of an infinite coefficient."""
    found = accounts.input_coefficients(USE, pd.Series({"farm": 100.0, "mill": 0.0}))
    np.testing.assert_allclose(found["mill"], 0)


def test_hours_of_the_small_economy() -> None:
    """Proves: labels, not positions, join the tables: shuffled products give the same hours."""
    economy = small_economy()
    labour = economy.labour
    assert labour is not None
    order = ["care", "grain", "steel"]
    requirements = accounts.total_requirements(
        accounts.product_coefficients(economy.use, economy.supply)
    )
    plain = accounts.embodied_hours(labour, economy.supply, requirements)
    mixed = accounts.embodied_hours(
        labour, economy.supply.loc[order], requirements.loc[order, order]
    )
    pd.testing.assert_frame_equal(mixed[plain.columns], plain)
