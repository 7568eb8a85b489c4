"""People of the regions of a WIOD world table: those that ship, or those of a user's file.

``wiod_people.csv`` holds 1995 to 2011: countries from the Penn World Table 10.01 (pop); the rest of
the world is the World Bank's world total less these countries (``scripts/world_2011/people.py``).
"""

from __future__ import annotations

import io
from importlib.resources import files
from pathlib import Path

import numpy as np
import pandas as pd

from commonweal.economy.importers.wiod_table import WorldTable
from commonweal.errors import EconomyError, Problem, Problems

SHIPPED = "wiod_people.csv"
FIX = "Give the option people: a CSV file with the columns region and population"


def people_of(table: WorldTable, path: str) -> pd.DataFrame:
    """Name and people of each region of the table.

    Parameters
    ----------
    table : whose regions are asked for
    path : file with the columns region and population, or blank for the figures that ship

    Returns
    -------
    DataFrame (region) with the columns name and population [person]

    Raises
    ------
    EconomyError
        for every region whose people are not known
    """
    known = _file(path) if path else _shipped(int(table.year or 0))
    problems = Problems()
    for region in table.regions:
        if region not in known.index or not known["population"][region] > 0:
            problems.add(f'region "{region}"', "its people are not known", FIX)
    problems.raise_if_any(EconomyError)
    names = known.get("name", pd.Series(dtype=str))
    return pd.DataFrame(
        {
            "name": [
                str(names.get(code, name)) if name == code else name
                for code, name in table.regions.items()
            ],
            "population": known["population"].loc[list(table.regions)].to_numpy(dtype=float),
        },
        index=list(table.regions),
    )


def _shipped(year: int) -> pd.DataFrame:
    text = files("commonweal.economy.importers").joinpath(SHIPPED).read_text(encoding="utf-8")
    frame = pd.read_csv(io.StringIO(text), dtype={"region": str}).set_index("region")
    if str(year) not in frame.columns:
        raise EconomyError([Problem("people", f"not known for {year}", FIX)])
    return frame[["name"]].assign(population=frame[str(year)])


def _file(path: str) -> pd.DataFrame:
    try:
        text = Path(path).read_text(encoding="utf-8")
        frame = pd.read_csv(io.StringIO(text), dtype={"region": str}).set_index("region")
        persons = pd.to_numeric(frame["population"], errors="coerce")
    except (OSError, ValueError, KeyError) as error:
        raise EconomyError([Problem(path, f"cannot be read ({error})", FIX)]) from error
    if frame.index.has_duplicates:
        raise EconomyError([Problem(path, "a region is there twice", "Keep one of its rows")])
    return frame.assign(population=persons.where(np.isfinite(persons), 0.0))
