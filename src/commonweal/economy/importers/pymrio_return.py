"""A folder of pymrio that Commonweal wrote, back to the economy.

The numbers come from the tables of pymrio; names, units and whatever it has no place for come from
the folder beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from commonweal.economy.economy import Economy, economy_from_raw
from commonweal.economy.importers.pymrio_export import EXTENSIONS, SIDECAR
from commonweal.economy.importers.pymrio_keys import IMPORTS, Pair, pairs_of, regions_of
from commonweal.economy.raw import RawTable, raw_from_frame
from commonweal.economy.schema import load_schema
from commonweal.economy.tables import read_tables
from commonweal.errors import EconomyError, Problems, suggestion

SYSTEM_OF_TWO = "supply-use"
FIX = f"Export it again, or remove the folder {SIDECAR} to read the system as one of others"


def economy_again(system: Any, folder: Path) -> Economy:
    """The economy of a folder that `write_pymrio` made.

    Parameters
    ----------
    system : pymrio.IOSystem of the folder
    folder : where it lies

    Returns
    -------
    Economy

    Raises
    ------
    EconomyError
        with every problem found, such as a sector that one side lacks
    """
    problems = Problems()
    keys, raws = read_tables(folder / SIDECAR, problems)
    if keys is None or any(raws.get(name) is None for name in ("products", "activities")):
        fix = f"Export it again; {SIDECAR} needs economy.yaml, products and activities"
        problems.add(SIDECAR, "the tables beside the system are incomplete", fix)
        raise EconomyError(problems)
    read = _Back(system, str(keys.get("country", "")), raws, problems)
    frames = read.frames()
    problems.raise_if_any(EconomyError)
    schemas = load_schema().tables
    for name, frame in frames.items():
        raws[name] = raw_from_frame(frame, schemas[name], f"{name} of pymrio")
    return economy_from_raw(keys, raws, f"{SIDECAR}/economy.yaml", problems)


class _Back:
    """One reading: labels of the sidecar, numbers of the system."""

    def __init__(
        self, system: Any, country: str, raws: dict[str, RawTable | None], problems: Problems
    ) -> None:
        self.system = system
        self.problems = problems
        self.country = country
        self.apart = getattr(system.meta, "system", "") == SYSTEM_OF_TWO
        self.labels: dict[str, list[str]] = {}
        self.pairs: dict[str, list[Pair]] = {}
        for table, key, kind in (
            ("products", "product", "product"),
            ("activities", "activity", "activity"),
            ("categories", "category", ""),
        ):
            raw = raws.get(table)
            if raw is None:
                self.labels[table], self.pairs[table] = [], []
                continue
            frame = pd.DataFrame(raw.cells, columns=list(raw.header), dtype=object)
            if key not in frame.columns:
                self.labels[table], self.pairs[table] = [], []
                problems.add(table, f'column "{key}" is missing', FIX)
                continue
            labels = [str(label) for label in frame[key]]
            word = kind if self.apart else ""
            self.labels[table] = labels
            self.pairs[table] = pairs_of(labels, regions_of(frame), country, word)

    def frames(self) -> dict[str, pd.DataFrame]:
        """Every table that pymrio carries."""
        products, activities = self.pairs["products"], self.pairs["activities"]
        system = self.system
        frames = {
            "use": self._block(system.Z, "Z", products, activities, "activities"),
            "final_use": self._block(
                system.Y, "Y", products, self.pairs["categories"], "categories"
            ),
            "supply": self._supply(),
        }
        imports = self._imports()
        if imports is not None:
            frames["imports"] = imports
        for name in EXTENSIONS:
            extension = getattr(system, name, None)
            if extension is not None and extension.F is not None:
                rows = [str(label) for label in extension.F.index]
                values = self._values(
                    extension.F, f"F of {name}", list(extension.F.index), activities
                )
                frames[name] = pd.DataFrame(values, index=rows, columns=self.labels["activities"])
        self._note_others()
        return frames

    def _supply(self) -> pd.DataFrame:
        products, activities = self.pairs["products"], self.pairs["activities"]
        labels = self.labels["products"], self.labels["activities"]
        if self.apart:
            made = self._values(self.system.Z, "Z", activities, products).T
        else:
            output = self._values(self.system.x, "x", products, ["indout"])[:, 0]
            place = {label: at for at, label in enumerate(labels[1])}
            made = np.zeros((len(labels[0]), len(labels[1])))
            for at, label in enumerate(labels[0]):
                if label in place:
                    made[at, place[label]] = output[at]
                elif output[at] != 0:
                    self.problems.add(SIDECAR, f'no activity is labelled "{label}"', FIX)
        return pd.DataFrame(made, index=labels[0], columns=labels[1])

    def _imports(self) -> pd.DataFrame | None:
        products = self.labels["products"]
        extension = getattr(self.system, "imports", None)
        if extension is not None:
            by_activity = self._values(
                extension.F, "F of imports", products, self.pairs["activities"]
            )
            final = self._values(
                extension.F_Y, "F_Y of imports", products, self.pairs["categories"]
            )
            users = [*self.labels["activities"], *self.labels["categories"]]
            return pd.DataFrame(np.hstack([by_activity, final]), index=products, columns=users)
        column = (self.country, IMPORTS)
        if self.system.Y is None or column not in set(self.system.Y.columns):
            return None
        total = -self._values(self.system.Y, "Y", self.pairs["products"], [column]) + 0.0
        return pd.DataFrame(total, index=products, columns=["total"])

    def _block(
        self, frame: Any, where: str, rows: list[Pair], columns: list[Pair], table: str
    ) -> pd.DataFrame:
        values = self._values(frame, where, rows, columns)
        return pd.DataFrame(values, index=self.labels["products"], columns=self.labels[table])

    def _values(
        self, frame: Any, where: str, rows: Sequence[object], columns: Sequence[object]
    ) -> np.ndarray:
        """Numbers by key; what is missing is noted."""
        if frame is None:
            self.problems.add(where, "the system has no such table", FIX)
            return np.zeros((len(rows), len(columns)))
        missing = False
        for side, wanted, index in (("row", rows, frame.index), ("column", columns, frame.columns)):
            known = set(index)
            for key in [key for key in wanted if key not in known][:5]:
                missing = True
                shown = " / ".join(key) if isinstance(key, tuple) else str(key)
                names = [" / ".join(k) if isinstance(k, tuple) else str(k) for k in index]
                self.problems.add(
                    where, f'no {side} "{shown}"', f"{suggestion(shown, names)} {FIX}"
                )
            if index.has_duplicates:
                missing = True
                self.problems.add(where, f"a {side} is there twice", FIX)
        if missing:
            return np.zeros((len(rows), len(columns)))
        at = frame.index.get_indexer(list(rows)), frame.columns.get_indexer(list(columns))
        values: np.ndarray = frame.to_numpy()[np.ix_(*at)]
        return values

    def _note_lost_sectors(self) -> None:
        """Activities without a product, and columns with inputs that are of no activity."""
        products, activities = set(self.pairs["products"]), set(self.pairs["activities"])
        for place, name in sorted(activities - products)[:5]:
            self.problems.add(SIDECAR, f'no product is labelled like "{name}" of {place}', FIX)
        idle = [key for key in self.system.Z.columns if key not in activities]
        busy = [key for key in idle if (self.system.Z[key] != 0).any()]
        for place, name in busy[:5]:
            what = f'"{name}" of {place} has inputs in Z, but is no activity'
            self.problems.add(SIDECAR, what, FIX)

    def _note_others(self) -> None:
        """Sectors and categories of the system that the tables beside it do not know."""
        if not self.apart:
            self._note_lost_sectors()
        known = {*self.pairs["products"], *self.pairs["activities"]}
        extra = [key for key in self.system.Z.index if key not in known]
        extra += [
            key
            for key in self.system.Y.columns
            if key not in {*self.pairs["categories"], (self.country, IMPORTS)}
        ]
        for key in extra[:5]:
            what = (
                f'"{" / ".join(map(str, key))}" is in the system, but not in the tables beside it'
            )
            self.problems.add(SIDECAR, what, FIX)
