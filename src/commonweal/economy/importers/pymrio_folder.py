"""Everything that pymrio loads and parses, to an economy; and an economy to a folder of pymrio."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args

import pandas as pd

from commonweal.economy.checks import check_economy
from commonweal.economy.importers.finish import economy_of
from commonweal.economy.importers.imported import TOTALS_COLUMNS, Imported
from commonweal.economy.importers.keys import with_options
from commonweal.economy.importers.mapping import Keys, Negatives, Role
from commonweal.economy.importers.parts import Parts
from commonweal.economy.importers.places import placed
from commonweal.economy.importers.pymrio_export import SIDECAR, pymrio_system, write_pymrio
from commonweal.economy.importers.pymrio_foreign import (
    currency_of,
    label_of,
    parts_of,
    read_incomes,
    scale_of,
)
from commonweal.economy.importers.pymrio_library import load_system
from commonweal.economy.importers.pymrio_people import people_of
from commonweal.economy.importers.pymrio_return import economy_again
from commonweal.economy.importers.settlements import leave_out_empty, settle_negatives
from commonweal.economy.importers.treatments import supply_of_symmetric
from commonweal.errors import EconomyError, Problems, suggestion

__all__ = ["pymrio_system", "read_pymrio", "write_pymrio"]

SHOWN = 5  # assumption
OUTPUT_TOLERANCE = 1e-6  # relative; assumption: the tolerance of the balance of accounts
MOVED = Negatives(use="to_supply", supply="to_use", final_use="to_other", imports="to_other")


def read_pymrio(path: Path, options: Mapping[str, str]) -> Imported:
    """Read a folder of pymrio, or a database that pymrio parses.

    Parameters
    ----------
    path : folder or archive
    options : ``parser`` for a raw database, ``unit`` if the system states a wrong one, ``roles``
        for categories whose names do not say what they are, ``people`` by region, and keys of
        economy.yaml; ``year`` is needed for systems of others, and people or ``population``

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        with every problem found
    """
    if "parser" not in options and (path / SIDECAR).is_dir():
        return _back(path, options)
    problems = Problems()
    if "year" not in options:
        problems.add('option "year"', "is missing", "Give --option year=NUMBER")
    if not options.get("year", "1").isdigit():
        problems.add('option "year"', f'"{options["year"]}" is not a year', "Write 2015")
    roles = _roles(options.get("roles"), problems)
    problems.raise_if_any(EconomyError)
    system = load_system(path, options)
    return _imported(system, path, options, roles, problems)


def _back(path: Path, options: Mapping[str, str]) -> Imported:
    if options:
        problems = Problems()
        for name in options:
            what = "is not for a folder that Commonweal wrote"
            problems.add(f'option "{name}"', what, f"Leave it out, or remove the folder {SIDECAR}")
        raise EconomyError(problems)
    economy = economy_again(load_system(path, {}), path)
    found = check_economy(economy)
    if found:
        raise EconomyError(found)
    read = (f"{path.name}: Z, Y, x and extensions of pymrio; all other tables from {SIDECAR}.",)
    return Imported(economy, read, (), pd.DataFrame(columns=list(TOTALS_COLUMNS)))


def _imported(
    system: Any,
    path: Path,
    options: Mapping[str, str],
    roles: Mapping[str, Role],
    problems: Problems,
) -> Imported:
    year, unit = int(options["year"]), options.get("unit")
    people = people_of(system, options, problems)
    problems.raise_if_any(EconomyError)
    options = {"population": repr(sum(people.values())), **options} if people else options
    currency = options.get("currency") or currency_of(system, year, unit) or f"million USD{year}"
    keys = with_options(_keys(path, currency), options, problems)
    scale = scale_of(system, year, currency, unit, problems)
    within = _within(options.get("within"), problems)
    problems.raise_if_any(EconomyError)
    parts = parts_of(system, scale, roles, problems)
    problems.raise_if_any(EconomyError)
    assert parts is not None
    parts = _placed(system, parts, people)
    read_incomes(system, parts, year, currency, scale, problems)
    totals = _output(system, parts, scale, within, currency, problems)
    problems.raise_if_any(EconomyError)
    regions = list(dict.fromkeys(str(key[0]) for key in system.Z.index))
    read = (
        f"{path.name}: {len(regions)} regions, {len(parts.products.labels)} sectors, "
        f"{len(parts.roles)} categories of final use, in {currency}.",
    )
    parts = supply_of_symmetric(parts, problems)
    parts = settle_negatives(parts, MOVED, problems)
    problems.raise_if_any(EconomyError)
    parts = leave_out_empty(parts)
    return Imported(economy_of(parts, keys), read, tuple(parts.assumed), totals)


def _placed(system: Any, parts: Parts, people: Mapping[str, float]) -> Parts:
    """Parts with their regions, where it is known how many people live in each."""
    if not people:
        parts.assumed.append("People by region are not known: the economy is one region.")
        return parts
    places = {label_of(key): str(key[0]) for key in [*system.Z.index, *system.Y.columns]}
    return placed(parts, places, {region: (region, count) for region, count in people.items()})


def _keys(path: Path, currency: str) -> Keys:
    return Keys(
        name="mrio",
        title=f"Multi-regional table {path.stem}",
        year=1,
        country="World",
        currency=currency,
        population=1.0,
        source=f"read by pymrio from {path.name}",
        licence="see the source",
    )


def _output(
    system: Any, parts: Parts, scale: float, within: float, unit: str, problems: Problems
) -> pd.DataFrame:
    """Output that the system states against the sum of its uses."""
    totals = pd.DataFrame(columns=list(TOTALS_COLUMNS))
    if system.x is None:
        parts.assumed.append("The system states no output; it is the sum of all uses.")
        return totals
    used = parts.use.sum(axis=1) + parts.final_use.sum(axis=1)
    labels = [label_of(key) for key in system.x.index]
    stated = pd.Series(system.x.iloc[:, 0].to_numpy(dtype=float) * scale, index=labels)
    if set(labels) != set(used.index) or len(labels) != len(used):
        problems.add("x", "its sectors are not those of Z", "Compute it again: calc_x")
        return totals
    stated = stated.loc[used.index]
    gap = (used - stated).abs()
    wrong = gap[~(gap <= within * pd.concat([used.abs(), stated.abs()], axis=1).max(axis=1))]
    for label in wrong.sort_values(ascending=False, kind="stable").index[:SHOWN]:
        what = f"output is {stated[label]:.10g}, but all uses sum to {used[label]:.10g}"
        fix = "Mend Z, Y or x; nothing is rescaled. If it is rounding: --option within=0.001"
        problems.add(f'x, row "{label}"', what, fix)
    if len(wrong) > SHOWN:
        what = f"{len(wrong)} of {len(used)} sectors differ, the worst are listed"
        problems.add("x", what, "Mend them in the same way")
    if within > OUTPUT_TOLERANCE:
        parts.assumed.append(
            f"Output is the sum of all uses; the system's own differs by at most {gap.max():.6g}."
        )
    sums = float(stated.sum()), float(used.sum())
    row = ("output", unit, *sums, sums[1] - sums[0])
    return pd.DataFrame([row], columns=list(TOTALS_COLUMNS))


def _within(text: str | None, problems: Problems) -> float:
    if text is None:
        return OUTPUT_TOLERANCE
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1:
        problems.add('option "within"', f'"{text}" is no share', "Write one such as 0.001")
    return number


def _roles(path: str | None, problems: Problems) -> dict[str, Role]:
    """Roles of categories out of a CSV file with the columns category and role."""
    if path is None:
        return {}
    known = get_args(Role)
    roles: dict[str, Role] = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                category, role = row.get("category"), row.get("role")
                if category is None or role not in known:
                    what = f'"{role}" is no role of "{category}"'
                    problems.add(f"{path} row {number}", what, suggestion(role, known))
                else:
                    roles[category] = cast(Role, role)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.add(path, f"cannot be read ({error})", "Write a CSV file in UTF-8")
    return roles
