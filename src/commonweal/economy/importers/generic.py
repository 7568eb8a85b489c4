"""Any supply-use pair or symmetric table in CSV or Excel, through a mapping file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from commonweal.economy.importers.imported import Imported
from commonweal.economy.importers.mapped import import_mapped
from commonweal.economy.importers.mapping_file import read_mapping
from commonweal.errors import EconomyError, Problem


def read_generic(path: Path, options: Mapping[str, str]) -> Imported:
    """Read tables that a mapping file describes.

    Parameters
    ----------
    path : file, or folder of files
    options : ``mapping``, the path of the mapping file

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        with every problem of the mapping or of the tables
    """
    if "mapping" not in options:
        fix = "Give the file that says where the blocks stand: --mapping FILE"
        raise EconomyError([Problem("generic", "there is no mapping", fix)])
    return import_mapped(path, read_mapping(Path(options["mapping"])))
