"""Tables of others to an `Economy`: one module per source, and the list of them.

Every importer is a function of a path and options to `Imported`. A module is loaded when its
source is used, so that a library that only one of them needs need not be there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from commonweal.errors import EconomyError, Problems, suggestion

if TYPE_CHECKING:
    from commonweal.economy.importers.imported import Imported

__all__ = ["SOURCES", "Source", "import_table"]


@dataclass(frozen=True)
class Source:
    """One source of tables.

    Parameters
    ----------
    meaning : one line for the list
    function : name of the function in the module of the importer
    module : module of the package ``importers``
    options : option to what it means
    """

    meaning: str
    module: str
    function: str
    options: Mapping[str, str] = field(default_factory=dict)

    def read(self, path: Path, options: Mapping[str, str]) -> Imported:
        """Read the table.

        Parameters
        ----------
        path : file or folder
        options : option to value, those of the source alone

        Returns
        -------
        Imported

        Raises
        ------
        EconomyError
            with every problem found
        """
        module = import_module(f"commonweal.economy.importers.{self.module}")
        imported: Imported = getattr(module, self.function)(path, options)
        return imported


SOURCES: Mapping[str, Source] = MappingProxyType({})


def import_table(source: str, path: str | Path, options: Mapping[str, str]) -> Imported:
    """Read a table of others.

    Parameters
    ----------
    source : a name of `SOURCES`
    path : file or folder
    options : option to value

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        if the source or an option is unknown, the path does not exist, or the table has problems
    """
    problems = Problems()
    if source not in SOURCES:
        problems.add(source, "no such source", suggestion(source, SOURCES))
    else:
        known = SOURCES[source].options
        for key in options:
            if key not in known:
                fix = suggestion(key, known) if known else "It takes none"
                problems.add(f'option "{key}"', f"{source} has no such option", fix)
    if not Path(path).exists():
        problems.add(str(path), "not found", "Check the path")
    problems.raise_if_any(EconomyError)
    return SOURCES[source].read(Path(path), options)
