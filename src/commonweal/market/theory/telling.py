"""The findings of the theory in tables and sentences that say no more than the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from commonweal.compare.wording import percent, sensible
from commonweal.market.theory.findings import SAME, Change, printed_rates
from commonweal.market.theory.request import Theory

LARGEST = 12  # products that are printed; all of them are in the folder
Table = tuple[Sequence[str], Sequence[Sequence[str]]]


def assumptions(theory: Theory) -> Iterator[str]:
    """What was assumed, a line each."""
    for note in theory.notes:
        yield note[0].upper() + note[1:]


def rates(theory: Theory) -> Table:
    """Rates of profit and deviations from the prices of the accounts."""
    own = theory.standing
    rows = [
        ("Greatest rate of profit, with no wage", percent(own.greatest, 1)),
        ("Uniform rate at the observed real wage, r*", percent(own.rate, 1)),
    ]
    if own.observed is not None and own.low is not None and own.high is not None:
        rows += [
            ("Observed: net profit on all fixed assets", percent(own.observed, 1)),
            (
                "Observed: 10th to 90th percentile of activities",
                f"{percent(own.low, 1)} to {percent(own.high, 1)}",
            ),
        ]
    rows += [
        ("Deviation of prices from labour values (MAWD)", percent(own.deviation_of_values, 1)),
        (
            "Deviation of prices from prices of production (MAWD)",
            percent(own.deviation_of_prices, 1),
        ),
    ]
    return ("Rate", "Figure"), rows


def products(theory: Theory) -> Table:
    """Hours embodied, and values and prices of production over the prices of the accounts."""
    table = theory.standing.products.sort_values("output", ascending=False, kind="stable")
    table = table[table["output"] > 0].head(LARGEST)
    units = [str(unit) for unit in theory.economy.products["unit"].loc[table.index]]
    one = len(set(units)) == 1
    heads = ("Product", f"Hours per {units[0] if one else 'unit'}", "Value / price", "PoP / price")
    rows = [
        (
            name,
            sensible(hours) + ("" if one else f" per {unit}"),
            f"{value:.2f}",
            f"{price:.2f}",
        )
        for name, unit, hours, value, price in zip(
            [str(name) for name in table["name"]],
            units,
            *(table[key].tolist() for key in ("hours", "value", "price")),
            strict=True,
        )
    ]
    return heads, rows


def frontier(change: Change) -> Table:
    """A few points of the wage-profit frontier, r* before among them."""
    curve = change.curve.set_index("rate")
    points = printed_rates(change.rate, change.greatest[0])
    if not change.techniques:
        alone = [
            (percent(point, 1) + (" (r*)" if point == change.rate else ""), f"{wage:.3f}")
            for point, wage in zip(points, curve["before"][points], strict=True)
        ]
        alone.append((f"{percent(change.greatest[0], 1)} (greatest)", "0.000"))
        return ("Rate of profit", "Real wage"), alone
    rows = [
        (
            percent(point, 1) + (" (r* before)" if point == change.rate else ""),
            f"{curve['before'][point]:.3f}",
            f"{curve['after'][point]:.3f}",
        )
        for point in points
    ]
    rows.append((f"{percent(change.greatest[0], 2)} (greatest before)", "0.000", ""))
    rows.append((f"{percent(change.greatest[1], 2)} (greatest after)", "", "0.000"))
    return ("Rate of profit", "Real wage before", "Real wage after"), rows


def elasticities(change: Change) -> Table:
    """Rate of profit after, by how far real wages follow productivity."""
    rows = [(f"{eps:g}", percent(rate, 2)) for eps, rate in change.after.items()]
    return ("Elasticity of real wages to productivity", "r* after"), rows


def wedge(change: Change) -> Table:
    """What profit and licences cost in hours, against the least hours for the same consumption."""
    rows = [
        (
            percent(float(row["rate"]), 1),
            str(row["licence"]),
            str(row["techniques"]),
            percent(float(row["hours"]), 2),
        )
        for row in change.wedge.to_dict("records")
    ]
    return ("Rate of profit", "Licence", "Techniques used", "Hours above the least"), rows


def sentences(theory: Theory) -> Iterator[str]:
    """What the change comes to."""
    change = theory.change
    if not change.techniques:
        yield "There are no new techniques here: --programme or --study shows what some would do."
        return
    yield (
        f"Of {change.techniques} techniques {change.pay} cost less in full at r*, "
        f"{change.operate} lower operating cost, {change.save_labour} save labour in all."
    )
    yield saved(change)
    yield side(change, theory.wages)


def saved(change: Change) -> str:
    """Labour for the same consumption, with what inputs and capital goods take back."""
    whole = change.saved
    parts = [
        percent(part / whole.before, 2)
        for part in (whole.direct, whole.materials, whole.capital_goods)
    ]
    return (
        f"The techniques that pay save {percent(1 - whole.after / whole.before, 2)} of the labour "
        f"for the same consumption: {parts[0]} where they work, {parts[1]} in materials and "
        f"{parts[2]} in renewing capital goods."
    )


def side(change: Change, wages: float) -> str:
    """On which side of the critical elasticity wages are assumed to be, and what follows."""
    if change.critical is None:
        return (
            "No technique that pays saves labour in the wage basket: there is no rise of "
            "productivity that wages could follow, and no critical elasticity."
        )
    star, after = change.critical.value, change.after[wages]
    if abs(after - change.rate) <= SAME:
        place, move = "at eps*", f"stays at {percent(change.rate, 2)}"
    else:
        place = "above eps*" if wages > star else "below eps*"
        verb = "falls" if after < change.rate else "rises"
        move = f"{verb} from {percent(change.rate, 2)} to {percent(after, 2)}"
    return (
        f"Labour in the wage basket falls to 1/{change.critical.productivity:.4f}; the critical "
        f"elasticity eps* is {star:.2f}. Real wages are assumed to rise with productivity to the "
        f"power of {wages:g} (--wages), {place}: the uniform rate of profit {move}."
    )


def whole(theory: Theory) -> Sequence[tuple[str, Table]]:
    """Every table with its heading, in reading order."""
    known = len(theory.standing.products)
    which = f", the {LARGEST} largest of {known} products" if known > LARGEST else ""
    found = [
        ("Rates of profit, and how far prices lie from both theories of them", rates(theory)),
        (
            f"Labour values and prices of production (PoP), all output costing the same{which}",
            products(theory),
        ),
        (
            f"Wage-profit frontier, real wage of the accounts = 1: {theory.change.title}",
            frontier(theory.change),
        ),
    ]
    if theory.change.techniques:
        found += [
            ("Uniform rate of profit after", elasticities(theory.change)),
            ("What profit and licences cost in labour", wedge(theory.change)),
        ]
    return found
