"""The years of a plan: base year, planned years, the continuation, weights and build lags.

Time runs base year (0), first year (1), …, last year (T), continuation (T + 1). The continuation
is one more period that stands for every year after the last one.
"""

from __future__ import annotations

from dataclasses import dataclass


def slowest_growth(discount: float, depreciation: float) -> float:
    """Growth after the horizon below which plant would outlast the economy for ever.

    g > beta (1 - delta) - 1: what stands at the horizon, worn out by delta a year, is worth a
    finite multiple of itself relative to an economy that grows at g.

    Parameters
    ----------
    discount : beta, weight of a year relative to the year before
    depreciation : delta of the most durable plant [1/yr]

    Returns
    -------
    growth [1/yr], itself not allowed
    """
    return discount * (1.0 - depreciation) - 1.0


@dataclass(frozen=True)
class Horizon:
    """Consecutive planned years.

    Parameters
    ----------
    years : the planned years in order, at least one, without gaps

    Raises
    ------
    ValueError
        When there is no year, or the years are not consecutive.
    """

    years: tuple[int, ...]

    def __post_init__(self) -> None:
        if not self.years:
            raise ValueError("a horizon needs at least one year")
        if list(self.years) != list(range(self.years[0], self.years[0] + len(self.years))):
            raise ValueError(f"years must be consecutive and in order, not {self.years}")

    @property
    def first(self) -> int:
        """First planned year."""
        return self.years[0]

    @property
    def last(self) -> int:
        """Last planned year."""
        return self.years[-1]

    @property
    def base_year(self) -> int:
        """Year before the first: its capacity, hours and levels are given."""
        return self.first - 1

    @property
    def continuation_year(self) -> int:
        """Label of the period that stands for all years after the last one."""
        return self.last + 1

    @property
    def periods(self) -> tuple[int, ...]:
        """Planned years and the continuation, in order."""
        return (*self.years, self.continuation_year)

    def weights(self, discount: float) -> dict[int, float]:
        """Weight of each period in welfare.

        beta_t = beta^t for the planned years t = 1..T (t counts from the base year), and
        beta_{T+1} = sum over t > T of beta^t = beta^(T+1) / (1 - beta) for the continuation,
        so that all weights together are beta / (1 - beta), whatever the horizon.

        Parameters
        ----------
        discount : weight of a year relative to the year before, above 0 and below 1

        Returns
        -------
        dict of period to weight [1]

        Raises
        ------
        ValueError
            When the discount is not between 0 and 1: the sum over all later years has no limit.

        Source: Svoronos 1985; Barr and Manne 1967 (the continuation).
        """
        if not 0 < discount < 1:
            raise ValueError(f"the discount must lie between 0 and 1, not {discount}")
        weights = {year: discount ** (year - self.base_year) for year in self.years}
        after = self.continuation_year - self.base_year
        weights[self.continuation_year] = discount**after / (1 - discount)
        return weights

    def factors(self, growth: float) -> dict[int, float]:
        """Size of a steadily growing quantity in each period, the base year being 1.

        f_t = (1 + growth)^t, the continuation included (its first year).
        """
        return {period: (1 + growth) ** (period - self.base_year) for period in self.periods}

    def usable_from(self, ordered: int, build_years: int) -> int:
        """First period in which capacity ordered in a year can be used: ordered + build years."""
        _check_build_years(build_years)
        return ordered + build_years

    def ordered_for(self, usable: int, build_years: int) -> int:
        """Year of the order that becomes usable in a period: usable - build years."""
        _check_build_years(build_years)
        return usable - build_years

    def under_construction(self, ordered: int, build_years: int) -> tuple[int, ...]:
        """Years in which an order takes its products, one equal part in each of them."""
        _check_build_years(build_years)
        return tuple(range(ordered, ordered + build_years))

    def arrivals_from_before(self, build_years: int) -> tuple[int, ...]:
        """Periods after the first whose new capacity was ordered before the first year.

        Capacity at the start of the first year is given as a stock; what arrives in these
        periods is given too, because the plan cannot order in the past.
        """
        return tuple(
            period
            for period in self.periods[1:]
            if self.ordered_for(period, build_years) < self.first
        )


def _check_build_years(build_years: int) -> None:
    if build_years < 1:
        raise ValueError(f"build years must be 1 or more, not {build_years}")
