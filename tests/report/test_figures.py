"""Figures: every number has a unit, a table and a readable name."""

from __future__ import annotations

import json
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from commonweal.plan.plan import Plan
from commonweal.report.figures import Figure, plan_figures
from commonweal.report.figures.flows import MOST_LINKS, OTHER, bucketed
from commonweal.report.palette import CONTRAST, QUALITATIVE, year_colours
from made_plans import made_case, made_plan


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> Plan:
    return made_plan(made_case(tmp_path_factory.mktemp("figures")))


@pytest.fixture(scope="module")
def figures(plan: Plan) -> dict[str, Figure]:
    return {figure.name: figure for figure in plan_figures(plan)}


def test_every_figure_of_the_default_set_is_made(figures: dict[str, Figure]) -> None:
    """Proves: no figure is dropped in silence on an economy that has every table."""
    assert set(figures) == {
        "needs",
        "hours-per-worker",
        "hours-by-branch",
        "flows",
        "adoption",
        "adoption-by-activity",
        "investment",
        "capacity",
        "trade",
        "limits",
        "scarcity",
        "deliveries",
    }


def test_figures_without_data_are_left_out(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Proves: without a programme there is no picture of its ceilings, instead of an empty one."""
    case = made_case(tmp_path_factory.mktemp("none"), programme=None)
    names = {figure.name for figure in plan_figures(made_plan(case))}
    assert "adoption-by-activity" not in names
    assert "needs" in names


def test_no_label_is_shown(figures: dict[str, Figure]) -> None:
    """Proves: readers meet "Care homes" and never "care-homes"."""
    for figure in figures.values():
        shown = json.dumps(figure.plot.to_plotly_json(), default=list) + figure.table.to_csv()
        for label in ("care-homes", "care-of-people", '"tractors"', ":installed", ":modern"):
            assert label not in shown, (figure.name, label)


def test_every_axis_of_numbers_has_a_title(figures: dict[str, Figure]) -> None:
    """Proves: no amounts without a unit; only years, rows of names and the Sankey have none."""
    for name, figure in figures.items():
        titles = [figure.plot.layout.xaxis.title.text, figure.plot.layout.yaxis.title.text]
        assert name == "flows" or any(titles), name


def test_tables_hold_what_is_drawn(figures: dict[str, Figure]) -> None:
    """Proves: the table behind the needs has the points of the picture, in the same unit."""
    figure = figures["needs"]
    points = next(t for t in figure.plot.data if t.name == "2023")
    table = dict(zip(figure.table.iloc[:, 0], figure.table["2023"], strict=True))
    for row, value in zip(points.y, points.x, strict=True):
        assert table[row.replace("<br>", " ")] == pytest.approx(value, abs=0.006)


def test_small_flows_are_put_together_and_none_is_lost() -> None:
    """Proves: at most 40 bands, the same total for every branch. Cut off instead of put together,
    the total would fall by the small ones."""
    rng = np.random.default_rng(3)
    pairs = {(f"b{b}", f"u{u}"): float(rng.lognormal(0, 2)) for b in range(10) for u in range(12)}
    flows = pd.Series(pairs)
    found = bucketed(flows)
    assert len(found) <= MOST_LINKS
    assert found.groupby(level=0).sum().to_dict() == pytest.approx(
        flows.groupby(level=0).sum().to_dict()
    )
    assert OTHER in set(found.index.get_level_values(1))


def test_few_flows_are_left_as_they_are() -> None:
    """Proves: nothing is put together where everything can be shown."""
    flows = pd.Series({("a", "x"): 1.0, ("b", "y"): 2.0})
    assert bucketed(flows).equals(flows)


# Machado, Oliveira and Fernandes 2009, severity 1.0: what a person without the cones sees
SIGHT = {
    "all cones": np.eye(3),
    "without red": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "without green": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
}


def _lab(colour: str, sight: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of a colour as it is seen (D65)."""
    srgb = np.array([int(colour[n : n + 2], 16) for n in (1, 3, 5)]) / 255
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(sight @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    ratio = (xyz @ seen) / np.array([0.9505, 1.0, 1.089])
    f = np.where(ratio > 0.008856, np.cbrt(ratio), 7.787 * ratio + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("sight", SIGHT)
def test_colours_can_be_told_apart(sight: str) -> None:
    """Proves: all colours of branches differ for people without red or green cones by more than
    8 units of L*a*b* (2.3 is just noticeable). Red and green of the same lightness would not."""
    labs = [_lab(colour, SIGHT[sight]) for colour in QUALITATIVE]
    assert min(np.linalg.norm(a - b) for a, b in combinations(labs, 2)) > 8


def test_marks_stand_out_from_the_branches() -> None:
    """Proves: the mark of ceilings and floors is no colour of a branch."""
    mark = _lab(CONTRAST, SIGHT["all cones"])
    nearest = min(np.linalg.norm(mark - _lab(c, SIGHT["all cones"])) for c in QUALITATIVE)
    assert nearest > 20


def test_years_grow_darker() -> None:
    """Proves: lightness falls year by year, so that the order is seen without colour."""
    light = [_lab(colour, SIGHT["all cones"])[0] for colour in year_colours(5)]
    assert light == sorted(light, reverse=True)
    assert year_colours(1)


def test_trade_is_that_of_the_plan(plan: Plan, figures: dict[str, Figure]) -> None:
    """Proves: imports of the last year add up to what the plan imports at world prices, and
    imports lie to the left. With exports and imports exchanged the sums would not agree."""
    figure, case = figures["trade"], plan.case
    last = case.horizon.last
    column = next(c for c in figure.table if c.startswith(f"Imports {last}"))
    bought = (case.trade.price * plan.values["imports"].sel(period=last)).sum()
    assert figure.table[column].sum() == pytest.approx(float(bought))
    left = next(t for t in figure.plot.data if t.name == f"imports {last}")
    assert max(left.x) <= 0
    assert -sum(left.x) == pytest.approx(float(bought), abs=1e-3)


def test_limits_stand_beside_their_caps(plan: Plan, figures: dict[str, Figure]) -> None:
    """Proves: the cap of 245 is drawn relative to the use of the base year, from the first year
    on, and no year uses more. Relative to itself the cap would be drawn at 1."""
    figure = figures["limits"]
    names = [str(c) for c in figure.table]
    used = next(c for c in names if not c.startswith(("Year", "Cap")))
    base = float(figure.table[used].iloc[0])
    cap = next(t for t in figure.plot.data if t.name.startswith("cap of"))
    assert cap.y[0] is None
    assert list(cap.y[1:]) == pytest.approx([245 / base] * 3, abs=1e-4)
    assert (figure.table[used].iloc[1:] <= 245 * (1 + 1e-6)).all()
