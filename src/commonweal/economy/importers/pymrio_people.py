"""How many people live in the regions of a system of pymrio."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from commonweal.errors import Problems, suggestion

SHOWN = 5  # assumption
TOLERANCE = 1e-6  # relative; assumption: the tolerance of the check of regions


def people_of(system: Any, options: Mapping[str, str], problems: Problems) -> dict[str, float]:
    """People by region: of the option, of the system, or of nobody.

    Parameters
    ----------
    system : pymrio.IOSystem
    options : ``people`` and ``population``
    problems : where faults are noted

    Returns
    -------
    dict region to persons; empty where only the whole is known
    """
    if system.Z is None:
        return {}
    regions = list(dict.fromkeys(str(key[0]) for key in system.Z.index))
    if "people" in options:
        return _of_file(options["people"], regions, problems)
    if "population" in options:
        return {}
    frame = system.population
    if frame is not None and set(regions) <= {str(name) for name in frame.columns}:
        people = {str(name): float(frame[name].iloc[0]) for name in frame.columns}
        if all(np.isfinite(people[region]) and people[region] > 0 for region in regions):
            return {region: people[region] for region in regions}
    fix = "Give --option population=NUMBER, or --option people=FILE for people by region"
    problems.add('option "population"', "is missing, and the system does not say it", fix)
    return {}


def _of_file(path: str, regions: list[str], problems: Problems) -> dict[str, float]:
    people: dict[str, float] = {}
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                region, text = row.get("region"), row.get("population") or ""
                if region not in regions:
                    fix = suggestion(region, regions)
                    problems.add(f"{path} row {number}", f'"{region}" is no region', fix)
                elif not text.replace(".", "", 1).isdigit() or float(text) <= 0:
                    what = f'"{text}" is no number of people'
                    problems.add(f"{path} row {number}", what, "Write one above 0")
                else:
                    people[region] = float(text)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        problems.add(path, f"cannot be read ({error})", "Write a CSV file in UTF-8")
        return {}
    for region in [region for region in regions if region not in people][:SHOWN]:
        what = f'the people of "{region}" are missing'
        problems.add(path, what, "Add a line for each region")
    return {region: people[region] for region in regions if region in people}
