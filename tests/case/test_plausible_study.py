"""Figures of a study that are allowed and look odd."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from commonweal.case.plausible_study import CAPITAL, OUTPUT, PEOPLE, WORKERS, odd_figures
from commonweal.case.study import bundled_studies, read_study
from commonweal.economy.tables import read_economy
from small_study import write_small_study

TEXT = """\
economy: ./economy
years: 2021-2023
"""


def odd(tmp_path: Path, text: str, year: int) -> list[str]:
    """What is said of a small study with some figures."""
    folder = write_small_study(tmp_path / "small", TEXT + text)
    return odd_figures(read_study(str(folder)), year)


def test_a_ratio_is_read_as_a_yearly_rate(tmp_path: Path) -> None:
    """1.3 in five years is 5.4 % a year, in one year 30 %: said of the second alone.

    A wrong root would mention both or neither.
    """
    assert odd(tmp_path / "a", "start: {scale: 1.3}\n", 2015) == []
    (sentence,) = odd(tmp_path / "b", "start: {scale: 1.3}\n", 2019)
    assert sentence.startswith("start.scale: output would change by +30.0 % a year")


def test_per_cent_written_as_a_number_is_mentioned(tmp_path: Path) -> None:
    """0.2 where 0.02 was meant is mentioned for people and workers, a fall of 19 % for the path.

    Of 0.02 everywhere nothing is said. A range not widened would also name ``start.growth``.
    """
    rates = (
        "start: {{growth: {0}}}\npeople: {{growth: {0}}}\n"
        "workers: {{growth: {0}}}\ncontinuation: {{growth: {1}}}\n"
    )
    assert odd(tmp_path / "a", rates.format(0.02, 0.02), 2020) == []
    found = odd(tmp_path / "b", rates.format(0.2, -0.19), 2020)
    # stocks of 13.2 % a year were observed, so that orders for 20 % are within twice that
    keys = [text.split(":")[0] for text in found]
    assert keys == ["people.growth", "workers.growth", "continuation.growth"]


@pytest.mark.parametrize("name", bundled_studies())
def test_nothing_is_said_of_the_bundled_studies(name: str) -> None:
    """Ranges that real countries leave would be noise: the studies that ship are within them."""
    study = read_study(name)
    assert odd_figures(study, read_economy(study.economy_path).meta.year) == []


def test_the_ranges_are_those_of_the_table(raw_data: Path) -> None:
    """Lowest and highest five-year means, computed anew from the table; -6.0 and 10.4 % of output.

    Ranges typed wrongly, or of single years (-14.8 and 25.2 %), would differ.
    """
    file = next((raw_data / "pwt").glob("pwt*.csv"))
    frame = pd.read_csv(file)

    def means(column: str) -> tuple[float, float]:
        wide = frame.set_index(["year", "isocode"])[column].unstack()  # noqa: PD010
        rates = (wide / wide.shift(5)) ** 0.2 - 1.0
        return float(rates.min().min()), float(rates.max().max())

    for rate, column in (
        (OUTPUT, "rgdpna"),
        (CAPITAL, "rnna"),
        (WORKERS, "emp"),
        (PEOPLE, "pop"),
    ):
        assert means(column) == pytest.approx((rate.low, rate.high), abs=6e-4), column
