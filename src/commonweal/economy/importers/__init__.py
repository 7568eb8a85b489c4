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

__all__ = ["KEY_OPTIONS", "SOURCES", "Source", "import_table"]


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


_KEYS = {
    "name": "short name of the economy",
    "title": "what a reader sees",
    "year": "year of the accounts",
    "country": "country or region",
    "currency": "unit of the economy's money, such as million EUR2014",
    "population": "people living there in the year",
    "source": "who published the tables",
    "licence": "terms on which they may be passed on",
}
KEY_OPTIONS: Mapping[str, str] = MappingProxyType(_KEYS)

SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "generic": Source(
            "any supply-use pair or symmetric table in CSV or Excel, by a mapping file",
            "generic",
            "read_generic",
            {"mapping": "the mapping file; the same as --mapping"},
        ),
        "bea": Source(
            "US Bureau of Economic Analysis: make and use tables, CSV files or its workbooks",
            "bea",
            "read_bea",
            {
                "name": "short name of the economy; usa- and the year, if left out",
                "title": "what a reader sees",
                "year": "year of the accounts; the latest there is, if left out",
                "population": "people living in the country in the year; known for 1997 to 2024",
            },
        ),
        "nbs-china": Source(
            "National Bureau of Statistics of China: a folder of CSV files, or its Excel book",
            "nbs_china",
            "read_nbs_china",
            {
                "table": "42 or 153, of a folder that holds both",
                "sheet": "sheet of a book, if it is not the first",
                **_KEYS,
            },
        ),
        "wiod": Source(
            "World Input-Output Database, release 2013: a world table, folder or book wiotYY….xlsx",
            "wiod",
            "read_wiod",
            {
                "year": "year of the accounts, where the files do not say",
                "people": "CSV file with the columns region and population",
            },
        ),
        "wiod-2016-national": Source(
            "World Input-Output Database, release 2016: a national book XXX_NIOT_nov16.xlsx",
            "wiod_2016_national",
            "read_wiod_2016_national",
            _KEYS,
        ),
        "pymrio": Source(
            "a folder of pymrio, or what it parses: EXIOBASE 3, OECD ICIO, Eora26, GLORIA, WIOD",
            "pymrio_folder",
            "read_pymrio",
            {
                "parser": "exiobase3, oecd, eora26, gloria or wiod, for a raw database",
                "unit": "unit of the numbers, if the system states a wrong one or none",
                "within": "relative difference of output and uses that is rounding",
                "roles": "CSV file with the columns category and role, for unknown categories",
                "people": "CSV file with the columns region and population",
                **_KEYS,
            },
        ),
    }
)


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
