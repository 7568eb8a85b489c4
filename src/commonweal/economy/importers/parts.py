"""The parts of an economy as the tables print them, before anything is done with them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pandas as pd

from commonweal.economy.importers.mapping import Role
from commonweal.economy.importers.reading import Labels, Reading

WHOLE = "total"


@dataclass
class Parts:
    """Blocks of numbers on their way from the tables to an economy, in the economy's units.

    Parameters
    ----------
    products, activities : labels and names
    roles, category_names : of final use
    use, final_use : (product, activity), (product, category)
    supply : (product, activity), None if each activity makes its own product alone
    imports : (product, user) or (product, total); None if there are none
    value_added : (item, activity)
    margins, taxes : (product, column)
    labour, workers : hours (labour type, activity), persons (labour type)
    regions : name and population of each region; None if the economy is one region
    category_regions : region of each category, blank for one that is of no region
    assumed : what was done, a sentence each
    """

    products: Labels
    activities: Labels
    roles: dict[str, Role]
    category_names: dict[str, str]
    use: pd.DataFrame
    final_use: pd.DataFrame
    supply: pd.DataFrame | None = None
    imports: pd.DataFrame | None = None
    imported_use: pd.DataFrame | None = None
    imported_final_use: pd.DataFrame | None = None
    value_added: pd.DataFrame | None = None
    margins: pd.DataFrame | None = None
    taxes: pd.DataFrame | None = None
    labour: pd.DataFrame | None = None
    workers: dict[str, float] = field(default_factory=dict)
    regions: pd.DataFrame | None = None
    category_regions: dict[str, str] = field(default_factory=dict)
    assumed: list[str] = field(default_factory=list)

    def blocks(self) -> Iterator[tuple[str, pd.DataFrame]]:
        """Every block that is there, by the name it has in ``totals``."""
        for name in (
            "supply",
            "use",
            "final_use",
            "imports",
            "imported_use",
            "imported_final_use",
            "value_added",
            "margins",
            "taxes",
        ):
            frame = getattr(self, name)
            if frame is not None:
                yield name, frame


def read_parts(reading: Reading) -> Parts:
    """Read every block that the mapping names.

    Parameters
    ----------
    reading : tables and axes

    Returns
    -------
    Parts, as the tables print them; what cannot be read is noted
    """
    mapping = reading.mapping
    products, activities = reading.products, reading.activities
    scale = 1.0 if products.units else None  # products in kind are in the units of their rows
    sections = reading.categories
    parts = Parts(
        products,
        activities,
        roles={label: section.role for label, section in sections.items()},
        category_names={label: section.name or label for label, section in sections.items()},
        use=reading.take(
            "use",
            mapping.use.table,
            products.labels,
            activities.labels,
            transposed=mapping.use.transposed,
            absent=mapping.use.absent,
            scale=scale,
        ),
        final_use=_final_use(reading, products.labels, scale),
    )
    if mapping.supply is not None:
        parts.supply = reading.take(
            "supply",
            mapping.supply.table,
            products.labels,
            activities.labels,
            transposed=mapping.supply.transposed,
            absent=mapping.supply.absent,
            scale=scale,
        )
    _read_imports(reading, parts, scale)
    _read_columns(reading, parts, scale)
    _read_incomes(reading, parts)
    _read_labour(reading, parts)
    return parts


def _final_use(reading: Reading, rows: list[str], scale: float | None) -> pd.DataFrame:
    """Final use of given rows: the products, or a row that is spread over them."""
    final = reading.mapping.final_use
    columns: dict[str, pd.Series[float]] = {}
    for label, section in reading.categories.items():
        block = reading.take(
            f"final_use.categories.{label}",
            section.table or final.table,
            rows,
            section.columns or [label],
            transposed=final.transposed,
            absent=final.absent,
            scale=scale,
        )
        columns[label] = block.sum(axis=1) * (-1.0 if section.negative else 1.0)
    return pd.DataFrame(columns)


def _imported_final_use(reading: Reading, rows: list[str], scale: float | None) -> pd.DataFrame:
    section = reading.mapping.imported_final_use
    assert section is not None
    columns: dict[str, pd.Series[float]] = {}
    for label, category in reading.categories.items():
        taken = reading.take(
            f"imported_final_use.columns.{label}",
            section.table,
            rows,
            section.columns.get(label) or category.columns or [label],
            transposed=section.transposed,
            absent=section.absent,
            scale=scale,
        )
        columns[label] = taken.sum(axis=1) * (-1.0 if category.negative else 1.0)
    return pd.DataFrame(columns)


def _read_imports(reading: Reading, parts: Parts, scale: float | None) -> None:
    mapping = reading.mapping
    products, activities = parts.products.labels, parts.activities.labels
    if mapping.imported_use is not None:
        section = mapping.imported_use
        parts.imported_use = reading.take(
            "imported_use",
            section.table,
            products,
            activities,
            transposed=section.transposed,
            absent=section.absent,
            scale=scale,
        )
        parts.imported_final_use = _imported_final_use(reading, products, scale)
    imports = mapping.imports
    if imports is None:
        return
    sign = -1.0 if imports.negative else 1.0
    if imports.columns is not None:
        columns = reading.take(
            "imports", imports.table, products, imports.columns, transposed=imports.transposed,
            scale=scale,
        )  # fmt: skip
        parts.imports = columns.sum(axis=1).to_frame(WHOLE) * sign
        return
    assert imports.row is not None
    by_activity = reading.take(
        "imports", imports.table, [imports.row], activities, transposed=imports.transposed
    )
    by_category = {}
    for label, category in reading.categories.items():
        block = reading.take(
            "imports",
            imports.table,
            [imports.row],
            category.columns or [label],
            transposed=imports.transposed,
        )
        by_category[label] = block.sum(axis=1) * (-1.0 if category.negative else 1.0)
    parts.imports = pd.concat([by_activity, pd.DataFrame(by_category)], axis=1) * sign


def _read_columns(reading: Reading, parts: Parts, scale: float | None) -> None:
    valuation = reading.mapping.valuation
    if valuation is None:
        return
    for name, columns in (("margins", valuation.margins), ("taxes", valuation.taxes)):
        block = reading.take(
            f"valuation.{name}",
            valuation.table,
            parts.products.labels,
            columns,
            transposed=valuation.transposed,
            scale=scale,
        )
        for label in columns:
            if label in valuation.negative:
                block[label] = -block[label]
        setattr(parts, name, block)
    for label in valuation.negative:
        if label not in [*valuation.margins, *valuation.taxes]:
            what = f'"{label}" is neither among margins nor taxes'
            reading.problems.add("valuation.negative", what, "Name one of those columns")


def _read_incomes(reading: Reading, parts: Parts) -> None:
    section = reading.mapping.value_added
    if section is None:
        return
    rows = {}
    for label, item in section.items.items():
        block = reading.take(
            f"value_added.items.{label}",
            item.table or section.table,
            item.rows,
            parts.activities.labels,
            transposed=section.transposed,
        )
        rows[label] = block.sum(axis=0) * (-1.0 if item.negative else 1.0)
    parts.value_added = pd.DataFrame(rows).T


def _read_labour(reading: Reading, parts: Parts) -> None:
    section = reading.mapping.labour
    if section is None or section.table not in reading.mapping.tables:
        if section is not None:
            reading.table(section.table, "labour")
        return
    scales = {
        "hours": reading.scale(section.table, "h", section.hours_unit),
        "persons": reading.scale(section.table, "person", section.persons_unit),
    }
    hours = {}
    for label, work in section.types.items():
        taken = {
            key: reading.take(
                f"labour.types.{label}.{key}",
                section.table,
                [row],
                parts.activities.labels,
                transposed=section.transposed,
                scale=scales[key],
            ).iloc[0]
            for key, row in (("hours", work.hours), ("persons", work.persons))
        }
        hours[label] = taken["hours"]
        parts.workers[label] = float(taken["persons"].sum())
    parts.labour = pd.DataFrame(hours).T


def read_spread_row(reading: Reading, parts: Parts, row: str) -> dict[str, pd.Series[float]]:
    """What a row that is no product holds in each block, by block.

    Parameters
    ----------
    reading : tables
    parts : blocks already read
    row : its label

    Returns
    -------
    dict block to Series over the columns of the block
    """
    mapping = reading.mapping
    tables = {mapping.use.table, mapping.final_use.table}
    tables |= {section.table for section in reading.categories.values() if section.table}
    if mapping.imports is not None:
        tables.add(mapping.imports.table)
    if not any(row in reading.tables[name].labels["row"] for name in tables):
        where = f"spread.{row}"
        named = ", ".join(sorted(tables))
        known = reading.tables[mapping.use.table].labels["row"]
        fix = "Check the label, as it stands in the tables"
        reading.problems.add(where, f"no row of this label in {named}", f"{fix}; {known[-1:]}")
        return {}
    found = {
        "use": reading.take(
            f"spread.{row}", mapping.use.table, [row], parts.activities.labels,
            transposed=mapping.use.transposed, absent="zero",
        ).iloc[0],
    }  # fmt: skip
    columns = {}
    for label, section in reading.categories.items():
        block = reading.take(
            f"spread.{row}",
            section.table or mapping.final_use.table,
            [row],
            section.columns or [label],
            transposed=mapping.final_use.transposed,
            absent="zero",
        )
        columns[label] = block.iloc[0].sum() * (-1.0 if section.negative else 1.0)
    found["final_use"] = pd.Series(columns)
    if mapping.imports is not None and mapping.imports.columns is not None:
        block = reading.take(
            f"spread.{row}", mapping.imports.table, [row], mapping.imports.columns,
            transposed=mapping.imports.transposed, absent="zero",
        )  # fmt: skip
        sign = -1.0 if mapping.imports.negative else 1.0
        found["imports"] = pd.Series({WHOLE: block.iloc[0].sum() * sign})
    return found
