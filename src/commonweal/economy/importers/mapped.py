"""Any table through a mapping: the order of the steps."""

from __future__ import annotations

from pathlib import Path

from commonweal.economy.importers.finish import economy_of
from commonweal.economy.importers.imported import Imported
from commonweal.economy.importers.mapping import Mapping
from commonweal.economy.importers.parts import Parts, read_parts
from commonweal.economy.importers.places import place_by_labels
from commonweal.economy.importers.reading import Reading
from commonweal.economy.importers.settlements import (
    leave_out_empty,
    settle_differences,
    settle_negatives,
)
from commonweal.economy.importers.totals import check_totals
from commonweal.economy.importers.treatments import (
    join_imports,
    spread_rows,
    supply_of_symmetric,
    to_basic_prices,
)
from commonweal.errors import EconomyError, Problems


def import_mapped(path: Path, mapping: Mapping) -> Imported:
    """An economy out of the tables that a mapping describes.

    Parameters
    ----------
    path : file or folder
    mapping : where everything stands, and what is to be done with it

    Returns
    -------
    Imported

    Raises
    ------
    EconomyError
        with every problem of one step; later steps are not begun
    """
    problems = Problems()
    reading = Reading(mapping, path, problems)
    parts = place_by_labels(read_parts(reading), mapping.regions, problems)
    problems.raise_if_any(EconomyError)
    spread = spread_rows(reading, parts)
    problems.raise_if_any(EconomyError)
    totals, rounding = check_totals(reading, parts, spread)
    reading.note_unused()
    problems.raise_if_any(EconomyError)
    settled = _settled(spread, reading, problems)
    economy = economy_of(settled, mapping.economy)
    return Imported(economy, _read(reading, parts), (*settled.assumed, *rounding), totals)


def _settled(parts: Parts, reading: Reading, problems: Problems) -> Parts:
    mapping = reading.mapping
    parts = join_imports(parts, reading)
    if mapping.valuation is not None:
        rounding = mapping.difference.within if mapping.difference is not None else 0.0
        parts = to_basic_prices(parts, mapping.valuation, rounding, problems)
    parts = supply_of_symmetric(parts, problems)
    problems.raise_if_any(EconomyError)
    parts = settle_negatives(parts, mapping.negatives, problems)
    problems.raise_if_any(EconomyError)
    parts = settle_differences(parts, mapping.difference, problems)
    problems.raise_if_any(EconomyError)
    return leave_out_empty(parts)


def _read(reading: Reading, parts: Parts) -> tuple[str, ...]:
    """What was read, a sentence for each table and one for the sizes."""
    sentences = []
    for name, table in reading.tables.items():
        section = reading.mapping.tables[name]
        rows, columns = (len(table.labels[side]) for side in ("row", "column"))
        numbers = section.numbers or reading.mapping.numbers
        unit = numbers.unit or reading.mapping.economy.currency
        text = f"{table.source}: {name}, {rows} rows by {columns} columns, in {unit}"
        if section.layout == "long":
            text += "; a cell without a line is nought"
        for side, meant in (("rows", section.rows_are), ("columns", section.columns_are)):
            if meant:
                text += f"; its {side} are the {meant} in their order, whatever their labels"
        for side, ignored in (("rows", section.ignore_rows), ("columns", section.ignore_columns)):
            if ignored:
                text += f"; ignored {side}: {', '.join(ignored)}"
        sentences.append(f"{text}.")
    sizes = (
        f"{len(parts.products.labels)} products, {len(parts.activities.labels)} activities, "
        f"{len(parts.roles)} categories of final use"
    )
    blocks = ", ".join(name.replace("_", " ") for name, _ in parts.blocks())
    return (*sentences, f"{sizes}; blocks: {blocks}.")
