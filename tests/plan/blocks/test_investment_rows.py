"""Assets put in place, row by row."""

from __future__ import annotations

from dataclasses import replace

import pytest
from built_rows import VILLAGE, bounds, rows


def test_orders_take_their_assets_over_their_build_time() -> None:
    """Proves: 4 at once for the farm, 3 + 3 over two years for the drone farm, 2 per conversion.

    1.5 is committed in 2021. Paid at once, the drone farm would take 6 in its first year.
    """
    built = rows("investment")
    first = {
        ("investment", ("barn", 2021)): 1.0,
        ("build", (2021, "farm")): -4.0,
        ("build", (2021, "farm+drone")): -3.0,
        ("convert", ("drone", 2021)): -2.0,
    }
    assert built[("barn", 2021)] == (first, "=", 1.5)
    second = {
        ("investment", ("barn", 2022)): 1.0,
        ("build", (2022, "farm")): -4.0,
        ("build", (2021, "farm+drone")): -3.0,
        ("build", (2022, "farm+drone")): -3.0,
        ("convert", ("drone", 2022)): -2.0,
    }
    assert built[("barn", 2022)] == (second, "=", 0.0)


def test_the_continuation_pays_the_mean_of_what_comes_after() -> None:
    """Proves: half of a drone farm ordered in 2022 is paid in 2023, of which the mean holds 0.05;
    orders after the horizon are paid half at once and half a year later, (1 + rho) / 2 of 6.

    Paid as if 2023 were a year like others, the order of 2022 would stand with 3 and not 0.15.
    """
    rho = 0.95 / 1.03
    terms, sense, bound = rows("investment")[("barn", 2023)]
    expected = {
        ("investment", ("barn", 2023)): 1.0,
        ("build", (2023, "farm")): -4.0,
        ("build", (2022, "farm+drone")): -0.05 * 3.0,
        ("build", (2023, "farm+drone")): -6.0 * (1 + rho) / 2,
        ("convert", ("drone", 2023)): -2.0,
    }
    assert terms == pytest.approx(expected)
    assert (sense, bound) == ("=", 0.0)
    tiny = replace(VILLAGE, committed={"barn": {2023: 2.0}})
    assert rows("investment", tiny)[("barn", 2023)][2] == pytest.approx(0.1)


def test_only_what_can_be_ordered_is_ordered() -> None:
    """Proves: a process that can be built from 2022 on has no order in 2021."""
    drone = replace(VILLAGE.processes["farm+drone"], buildable_from=2022)
    tiny = replace(VILLAGE, processes={**VILLAGE.processes, "farm+drone": drone})
    assert bounds("build", tiny)[1][:, 1].tolist() == [0.0, float("inf"), float("inf")]
