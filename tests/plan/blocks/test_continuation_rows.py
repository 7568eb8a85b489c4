"""Capacity after the horizon, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from built_rows import VILLAGE, rows

RHO = 0.95 / 1.03  # discount over growth


def test_capacity_after_the_horizon() -> None:
    """Proves: with rho = 0.95 / 1.03, the farm (wear 0.1, one year to build) keeps rho 0.9 of its
    mean capacity, is handed 0.05 of what 2022 leaves and orders, and rho of the orders after it.

    A continuation that had to stand whole in 2023 would have 0.9 and not 0.05 * 0.9 on the capacity
    of 2022; without growth 1 - 0.95 * 0.9 = 0.145 and not 0.169902912621 on its own.
    """
    terms, sense, bound = rows("renewal")[(2023, "farm")]
    expected = {
        ("capacity", (2023, "farm")): 1 - RHO * 0.9,
        ("capacity", (2022, "farm")): -0.05 * 0.9,
        ("build", (2022, "farm")): -0.05,
        ("build", (2023, "farm")): -RHO,
        ("convert", ("drone", 2022)): 0.05,
        ("convert", ("drone", 2023)): RHO,
    }
    assert terms == pytest.approx(expected)
    assert (sense, bound) == ("<=", 0.0)


def test_orders_that_take_two_years() -> None:
    """Proves: an order of 2021 arrives in 2023 (0.05), one of 2022 in 2024 (0.05 rho), later ones
    after two years (rho squared). With the lag forgotten the order of 2021 would not be there."""
    terms, sense, bound = rows("renewal")[(2023, "farm+drone")]
    expected = {
        ("capacity", (2023, "farm+drone")): 1 - RHO * 0.8,
        ("capacity", (2022, "farm+drone")): -0.05 * 0.8,
        ("build", (2021, "farm+drone")): -0.05,
        ("build", (2022, "farm+drone")): -0.05 * RHO,
        ("build", (2023, "farm+drone")): -(RHO**2),
        ("convert", ("drone", 2022)): -0.05,
        ("convert", ("drone", 2023)): -RHO,
    }
    assert terms == pytest.approx(expected)
    assert (sense, bound) == ("<=", 0.0)


def test_earlier_orders_that_arrive_after_the_horizon() -> None:
    """Proves: of 0.5 ordered before 2021 that arrives in 2023 the mean holds 0.05 * 0.5."""
    drone = replace(VILLAGE.processes["farm+drone"], arrivals={2023: 0.5})
    tiny = replace(VILLAGE, processes={**VILLAGE.processes, "farm+drone": drone})
    assert rows("renewal", tiny)[(2023, "farm+drone")][2] == pytest.approx(0.025)


def test_the_balanced_path_meets_the_row() -> None:
    """Proves: capacity that grows at g from what is handed over needs the orders (delta + g) K.

    K = 10 in 2022 with orders (0.1 + 0.03) 10, 10.3 in 2023 and orders 0.13 * 10.3: the row holds
    with nothing left, 10.3 (1 - rho 0.9) - 0.05 (9 + 1.3) - rho 1.339 = 0.
    """
    terms = rows("renewal")[(2023, "farm")][0]
    path = {
        ("capacity", (2022, "farm")): 10.0,
        ("build", (2022, "farm")): 1.3,
        ("capacity", (2023, "farm")): 10.3,
        ("build", (2023, "farm")): 1.339,
    }
    assert sum(terms[name] * value for name, value in path.items()) == pytest.approx(0.0, abs=1e-10)


def test_no_continuation_no_row() -> None:
    """Proves: a case that does not go on moves its capacity into the last period like any other."""
    tiny = replace(VILLAGE, continued=False)
    assert rows("renewal", tiny) == {}
    assert (2023, "farm") in rows("capacity_motion", tiny)
    assert (2023, "farm") not in rows("capacity_motion")
