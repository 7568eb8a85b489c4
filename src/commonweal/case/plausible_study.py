"""Whether the growth that a study states lies where that of countries lies.

What was observed is the widest five-year mean of any country in the table, and a rate may be twice
as far from nought before it is mentioned. Nothing here is an error: a figure may be true.

Source of the rates: Penn World Table 10.01, 40 countries, 1995 to 2019; mean yearly change over
five years of rgdpna (output), rnna (capital), emp (workers) and pop (people).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from commonweal.case.study import Study

SOURCE = "Penn World Table 10.01, 40 countries, five-year means 1995 to 2019"
RATIO = "per cent written where a ratio is expected, or a ratio to another year"
RATE = "per cent written where a share is expected"
WIDE = 2.0  # assumption: how much further than observed a rate may be before it is mentioned


@dataclass(frozen=True)
class Rate:
    """A yearly rate as observed.

    Parameters
    ----------
    what : what grows
    low, high : lowest and highest mean over five years [1/yr]
    where : the two countries and the years that end the five
    """

    what: str
    low: float
    high: float
    where: str

    def holds(self, value: float) -> bool:
        """Whether a yearly rate is within ``WIDE`` times what was observed."""
        return WIDE * self.low <= value <= WIDE * self.high


OUTPUT = Rate("output", -0.060, 0.104, "Greece 2013, Ireland 2018")
CAPITAL = Rate("capital", -0.016, 0.132, "Russia 2000, China 2011")
WORKERS = Rate("the number of workers", -0.041, 0.050, "Greece 2013, Ireland 2000")
PEOPLE = Rate("the population", -0.015, 0.025, "Lithuania 2019, Cyprus 2011")


def odd_figures(study: Study, year: int) -> list[str]:
    """Figures of a study that are allowed and look odd, a sentence each.

    Parameters
    ----------
    year : of the economy's accounts; from it to the base year what grew by a ratio R grew by
        R^(1 / years) - 1 a year
    """
    return [
        f"{key}: {rate.what} would change by {100 * value:+.1f} % a year; "
        f"observed are {100 * rate.low:+.1f} to {100 * rate.high:+.1f} % ({rate.where}; {SOURCE}). "
        f"Usual cause: {cause}."
        for key, value, rate, cause in _rates(study, year)
        if not rate.holds(value)
    ]


def _rates(study: Study, year: int) -> Iterator[tuple[str, float, Rate, str]]:
    start, years = study.start, study.years[0] - 1 - year
    ratios = (
        ("start.scale", start.scale, OUTPUT),
        ("start.capital", start.capital, CAPITAL),
        ("start.workers", start.workers, WORKERS),
        ("start.population", start.population, PEOPLE),
    )
    for key, ratio, rate in ratios:
        for place, value in _places(key, ratio):
            yield place, value ** (1.0 / max(years, 1)) - 1.0, rate, RATIO
    growths = (
        ("start.growth", start.growth, CAPITAL),
        ("people.growth", study.people.growth, PEOPLE),
        ("workers.growth", study.workers.growth, WORKERS),
        ("continuation.growth", study.continuation.growth, OUTPUT),
    )
    for key, growth, rate in growths:
        for place, value in _places(key, growth):
            yield place, value, rate, RATE


def _places(key: str, value: object) -> Iterator[tuple[str, float]]:
    """A value for all, or one for each region; none where the study leaves it out."""
    if isinstance(value, Mapping):
        for region, own in value.items():
            yield f"{key}.{region}", float(own)
    elif isinstance(value, int | float):
        yield key, float(value)
