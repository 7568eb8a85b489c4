"""The balance of trade and its corridors."""

from __future__ import annotations

from dataclasses import replace

from built_rows import bounds, rows

from tiny import Conversion, Corridor, Process, Tiny

# The north makes iron at 2, the south corn at 5; each uses what the other makes.
NORTH_AND_SOUTH = Tiny(
    processes={
        "mine": Process(activity="north:mine", makes={"iron": 1.0}, uses={"corn": 0.1}),
        "farm": Process(
            activity="south:farm",
            makes={"corn": 1.0},
            uses={"iron": 0.3, "corn": 0.2},
            assets={"barn": 4.0},
            capacity=1.0,
            buildable_from=2021,
        ),
        "farm+drone": Process(
            activity="south:farm", makes={"corn": 1.0}, uses={"iron": 0.4}, technique="drone"
        ),
    },
    conversions={
        "drone": Conversion(source="farm", destination="farm+drone", inputs={"iron": 0.05})
    },
    needs={"north:food": {"corn": 0.6}, "south:food": {"corn": 0.7}},
    regions={
        "iron": "north",
        "north:mine": "north",
        "north:food": "north",
        "hands": "north",
        "corn": "south",
        "south:farm": "south",
        "south:food": "south",
        "barn": "south",
    },
    assets={"barn": {"iron": 0.25, "corn": 0.5}},
    trade={"iron": Corridor(exports=(0.0, 3.0), price=2.0), "corn": Corridor(price=5.0)},
    deficit={"north": 11.0, "south": -4.0},
)


def test_balance_at_world_prices() -> None:
    """Proves: imports cost, exports pay, 11 may be owed. A turned sign would let imports pay."""
    expected = {
        ("imports", (2021, "corn")): 2.0,
        ("imports", (2021, "oil")): 5.0,
        ("exports", (2021, "corn")): -2.0,
        ("exports", (2021, "oil")): -5.0,
    }
    assert rows("trade_balance")[(2021, "here")] == (expected, "<=", 11.0)


def test_corridors() -> None:
    """Proves: 1 to 3 of corn go out, 0.5 to 8 of oil come in, nothing else is traded."""
    lower, upper = bounds("exports")
    assert (lower[0].tolist(), upper[0].tolist()) == ([1.0, 0.0], [3.0, 0.0])
    lower, upper = bounds("imports")
    assert (lower[0].tolist(), upper[0].tolist()) == ([0.0, 0.5], [0.0, 8.0])


def test_regions_pay_for_what_they_buy_from_each_other() -> None:
    """Proves: the north pays 0.1 corn of 5 for a unit of its mine and 0.6 corn for its food, and is
    paid 0.3 and 0.4 iron of 2 for farms, 0.25 for a barn, 0.05 for a drone. What the south makes
    and uses itself costs nothing; with it the farm would cost the south 0.6 + 1.0.
    """
    built = rows("trade_balance", NORTH_AND_SOUTH)
    expected = {
        ("imports", (2021, "iron")): 2.0,
        ("exports", (2021, "iron")): -2.0,
        ("activity", (2021, "mine")): 0.5,
        ("activity", (2021, "farm")): -0.6,
        ("activity", (2021, "farm+drone")): -0.8,
        ("need_level", ("north:food", 2021)): 3.0,
        ("investment", ("barn", 2021)): -0.5,
        ("convert", ("drone", 2021)): -0.1,
    }
    assert built[(2021, "north")] == (expected, "<=", 11.0)
    across = {term: -paid for term, paid in expected.items() if term[0] not in TRADED}
    outside = {("imports", (2021, "corn")): 5.0, ("exports", (2021, "corn")): -5.0}
    assert built[(2021, "south")] == (across | outside, "<=", -4.0)


TRADED = ("imports", "exports")


def test_one_region_has_no_trade_within() -> None:
    """Proves: the same economy as one region pays for imports alone."""
    built = rows("trade_balance", replace(NORTH_AND_SOUTH, regions={}, deficit=7.0))
    goods, sense, bound = built[(2021, "here")]
    assert {name for name, _ in goods} == set(TRADED)
    assert (sense, bound) == ("<=", 7.0)
