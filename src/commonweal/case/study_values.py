"""Values of a study that may be written in more than one way, brought to one form."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence

from commonweal.case.study_sections import Refusal, refuse, refuse_all
from commonweal.errors import suggestion

_SPAN = re.compile(r"^\s*(\d{4})\s*-\s*(\d{4})\s*$")
_YEARS_FIX = "Write the first and the last year, for example 2026-2030, or a list without gaps."
#: Goals that may stand last; least_limit is followed by a colon and the name of a limit.
MAIN_GOALS = ("welfare", "maximin", "least_hours", "least_limit")
FIRST_GOALS = ("floors", "targets")
_LONGEST = 100  # years; assumption: more is a slip of the pen


def read_years(value: object) -> object:
    """Years from "2026-2030", one year, or a list; refused when not in order and without gaps."""
    years = _listed_years(value)
    for year in years:
        if not 1000 <= year <= 9999:
            refuse(f"holds {year}; a year has four digits", _YEARS_FIX)
    if not years:
        refuse("holds no year", _YEARS_FIX)
    if list(years) != sorted(years):
        refuse(f"is {_shown(value)}; the years are out of order", _YEARS_FIX)
    missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if missing:
        words = ", ".join(str(year) for year in missing[:5])
        refuse(f"is {_shown(value)}; the years are not consecutive ({words} left out)", _YEARS_FIX)
    if len(set(years)) != len(years):
        refuse(f"is {_shown(value)}; a year stands twice", _YEARS_FIX)
    return years


def _listed_years(value: object) -> tuple[int, ...]:
    if _is_whole(value):
        return (int(str(value)),)
    if isinstance(value, str):
        span = _SPAN.match(value)
        if not span:
            refuse(f'is "{value}", which is no span of years', _YEARS_FIX)
        first, last = int(span[1]), int(span[2])
        if last < first:
            refuse(f'is "{value}"; the years are out of order', _YEARS_FIX)
        if last - first >= _LONGEST:
            refuse(f'is "{value}"; that is more than {_LONGEST} years', _YEARS_FIX)
        return tuple(range(first, last + 1))
    if isinstance(value, Sequence):
        for year in value:
            if not _is_whole(year):
                refuse(f"holds {year!r}, which is no year", _YEARS_FIX)
        return tuple(int(year) for year in value)
    return refuse(f"is {value!r}, which is no span of years", _YEARS_FIX)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _shown(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def words_or_table(word: str) -> Callable[[object], object]:
    """Accept a word that stands for the empty table, or a table."""

    def read(value: object) -> object:
        if value == word:
            return {}
        if not isinstance(value, Mapping):
            refuse(
                f"is {_shown(value)}; the word {word} or a table is expected",
                f'Write "{word}", or a line for each label that differs.',
            )
        return value

    return read


def expand_by_year(value: object, years: tuple[int, ...] | None) -> object:
    """A number for all years, or levels from some years on, as one level for every year.

    A level holds from its year until the next one named; before the first named there is none.

    Parameters
    ----------
    value : table of label to number, or to {year: number}
    years : the planned years; None when they are themselves wrong
    """
    if not isinstance(value, Mapping):
        return value
    refusals: list[Refusal] = []
    for label, given in value.items():
        steps = given if isinstance(given, Mapping) else {None: given}
        for year, level in steps.items():
            key = (label,) if year is None else (label, year)
            refusals += _year_refusals(year, years, key) if year is not None else []
            refusals += _level_refusals(level, key)
    refuse_all(refusals)
    return {label: _every_year(given, years or ()) for label, given in value.items()}


def _every_year(given: object, years: tuple[int, ...]) -> dict[int, float]:
    if not isinstance(given, Mapping):
        return {year: float(str(given)) for year in years}
    levels: dict[int, float] = {}
    current: float | None = None
    for year in years:
        current = float(given[year]) if year in given else current
        if current is not None:
            levels[year] = current
    return levels


def _level_refusals(level: object, key: tuple[str | int, ...]) -> list[Refusal]:
    if not isinstance(level, int | float) or isinstance(level, bool):
        what = f"is {_shown(level)}; a number is expected"
        return [Refusal(what, "Give one number for all years, or {2028: 1.05}.", key)]
    if not math.isfinite(level):
        return [
            Refusal(f"is {level}; a finite number is expected", "To have none, leave it out.", key)
        ]
    if level <= 0:
        return [Refusal(f"is {level}; it must be above 0", "To have none, leave it out.", key)]
    return []


def _year_refusals(
    year: object, years: tuple[int, ...] | None, key: tuple[str | int, ...]
) -> list[Refusal]:
    if not _is_whole(year):
        what = f'"{year}" is no year'
        return [Refusal(what, "Write four digits, for example {2028: 1.05}.", key)]
    if years is not None and year not in years:
        what = f"{year} is not among the years of the study"
        fix = f"It plans {years[0]} to {years[-1]}; leave the year out or change the years."
        return [Refusal(what, fix, key)]
    return []


def read_shares(value: object) -> object:
    """Targets: the word programme, the word none, or shares between 0 and 1 by name and year."""
    if value in ("programme", "none"):
        return value
    fix = 'Write "programme", "none", or {name: {2027: 0.7}}.'
    if not isinstance(value, Mapping):
        refuse(f"is {_shown(value)}; a word or a table is expected", fix)
    refusals: list[Refusal] = []
    for name, shares in value.items():
        if not isinstance(shares, Mapping):
            what = f"is {_shown(shares)}; shares by year are expected"
            refusals.append(Refusal(what, fix, (name,)))
            continue
        for year, share in shares.items():
            refusals += _year_refusals(year, None, (name, year))
            refusals += _share_refusals(share, (name, year))
    refuse_all(refusals)
    return {
        name: {year: float(share) for year, share in shares.items()}
        for name, shares in value.items()
    }


def _share_refusals(share: object, key: tuple[str | int, ...]) -> list[Refusal]:
    if not isinstance(share, int | float) or isinstance(share, bool):
        return [Refusal(f"is {_shown(share)}; a number is expected", "Write 70 % as 0.7.", key)]
    if not 0 <= share <= 1:
        what = f"is {share}; a share lies between 0 and 1"
        return [Refusal(what, "Write 70 % as 0.7.", key)]
    return []


def check_goals(value: object) -> object:
    """Goals in their order: floors and targets may come first, one main goal comes last."""
    fix = "For example [floors, targets, welfare]."
    if not isinstance(value, Sequence) or isinstance(value, str) or not value:
        refuse(f"is {_shown(value)}; a list of goals is expected", fix)
    names = [str(goal) for goal in value]
    for name in names:
        head, colon, limit = name.partition(":")
        if head not in (*FIRST_GOALS, *MAIN_GOALS):
            refuse(f'"{name}" is no goal', suggestion(name, (*FIRST_GOALS, *MAIN_GOALS)))
        if (head == "least_limit") != bool(colon and limit.strip()):
            refuse(f'"{name}" is no goal', "Only least_limit names a limit: least_limit:co2e.")
    if len(set(names)) != len(names):
        refuse("names a goal twice", fix)
    if names[-1] in FIRST_GOALS or any(name not in FIRST_GOALS for name in names[:-1]):
        refuse(f"is [{', '.join(names)}]; exactly one main goal stands last", fix)
    return tuple(names)
