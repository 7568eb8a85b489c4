"""What ``import`` does: a table of others to an economy folder, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from commonweal.economy.importers import import_table
from commonweal.economy.importers.imported import Imported
from commonweal.economy.notices import notices
from commonweal.economy.tables import write_economy
from commonweal.errors import EconomyError, Problem
from commonweal.writing import refuse_unwritable


def import_to(
    source: str, path: str, target: Path, mapping: str | None, settings: Sequence[str]
) -> Imported:
    """Import a table and write the economy to a new folder.

    Parameters
    ----------
    source : a name of ``SOURCES``
    path : file or folder
    target : folder to make
    mapping : mapping file, for a source that takes one
    settings : texts KEY=VALUE, the options of the source

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        with every problem found; nothing is written then
    """
    options = {} if mapping is None else {"mapping": mapping}
    for text in settings:
        key, sign, value = text.partition("=")
        if not sign or not key:
            raise EconomyError([Problem(f'option "{text}"', "is no pair", "Write KEY=VALUE")])
        if key in options:
            raise EconomyError([Problem(f'option "{key}"', "is given twice", "Keep one of them")])
        options[key] = value
    refuse_unwritable(target)
    imported = import_table(source, path, options)
    write_economy(imported.economy, target)
    return imported


def sentences(imported: Imported) -> dict[str, Sequence[str]]:
    """What was read, what was assumed, and what is missing, by heading."""
    economy = imported.economy
    return {
        economy.meta.title: (
            f"{len(economy.products)} products, {len(economy.activities)} activities, accounts of "
            f"{economy.meta.year} in {economy.meta.currency}",
        ),
        "Read": imported.read,
        "Assumed": imported.assumed or ("nothing",),
        "Missing, or odd": notices(economy) or ("nothing",),
    }


def totals_rows(imported: Imported) -> list[tuple[str, str, str, str]]:
    """Totals as a reader sees them: total, published, obtained, difference, each with its unit."""
    return [
        (
            f"{row['total']} [{row['unit']}]",
            f"{row['published']:,.10g}",
            f"{row['obtained']:,.10g}",
            f"{row['difference'] + 0.0:.2g}",
        )
        for row in imported.totals.to_dict("records")
    ]
