"""Totals that a source prints, against what was read of it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from commonweal.economy.importers.imported import TOTALS_COLUMNS
from commonweal.economy.importers.mapping import Total
from commonweal.economy.importers.parts import Parts
from commonweal.economy.importers.reading import Reading
from commonweal.errors import suggestion

RELATIVE = 1e-6  # of the total; assumption: the tolerance of the balance of accounts
WORST_SHOWN = 5  # assumption
BY_ROWS = ("product",)


def check_totals(
    reading: Reading, before: Parts, after: Parts
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Compare every total of the mapping; differences above rounding are noted.

    A total by product is of the blocks as they stand. Every other total is of the blocks after
    rows that are no products were spread over the products, since the source counts them in.

    Parameters
    ----------
    reading : tables
    before, after : blocks as they stand, and after spreading

    Returns
    -------
    DataFrame of columns total, unit, published, obtained, difference; and sentences on rounding
    """
    rows, said = [], []
    unit = reading.mapping.economy.currency
    for number, total in enumerate(reading.mapping.totals):
        where = f"totals, entry {number + 1}"
        parts = before if total.by == "product" else after
        obtained = _obtained(reading, parts, total, where)
        if obtained is None:
            continue
        kept = [label for label in obtained.index if label not in total.leave_out]
        obtained = obtained.loc[kept]
        known = len(reading.problems)
        published = _published(reading, total, kept, where)
        if published is None or len(reading.problems) > known:
            continue
        _note_differences(reading, total, where, published, obtained)
        name = " + ".join(total.of).replace("+ -", "- ")
        printed = total.column or total.row
        words = f"{name} by {total.by} ({printed})" if total.by != "all" else f"{name} ({printed})"
        sums = float(published.sum()), float(obtained.sum())
        rows.append((words, unit, *sums, sums[1] - sums[0]))
        largest = float((obtained - published).abs().max())
        if largest > RELATIVE * float(published.abs().max()):
            said.append(f"{words}: differs by at most {largest:.6g} {unit}, taken as rounding.")
    return pd.DataFrame(rows, columns=list(TOTALS_COLUMNS)), tuple(said)


def _obtained(reading: Reading, parts: Parts, total: Total, where: str) -> pd.Series[float] | None:
    blocks = dict(parts.blocks())
    terms: list[pd.Series[float]] = []
    for word in total.of:
        sign, name = (-1.0, word[1:].strip()) if word.startswith("-") else (1.0, word)
        term = _term(blocks, parts, name, total.by)
        if term is None:
            known = [*blocks, *parts.roles]
            if parts.value_added is not None:
                known += list(parts.value_added.index)
            what = f'there is no "{name}" to add up by {total.by}'
            reading.problems.add(f"{where}, of", what, suggestion(name, known))
            return None
        terms.append(sign * term)
    together = terms[0]
    for term in terms[1:]:
        if not together.index.equals(term.index):
            what = f"{' and '.join(total.of)} cannot be added by {total.by}"
            reading.problems.add(f"{where}, of", what, "Give blocks with the same columns")
            return None
        together = together + term
    return together


def _term(
    blocks: dict[str, pd.DataFrame], parts: Parts, name: str, by: str
) -> pd.Series[float] | None:
    """The sum of one block, category or income, or None if there is none of that kind."""
    if name in blocks:
        frame = blocks[name]
        if by == "product":
            return None if name == "value_added" else frame.sum(axis=1)
    elif name in parts.roles and by in ("product", "all"):
        frame = parts.final_use[[name]]
        if by == "product":
            return frame[name]
    elif parts.value_added is not None and name in parts.value_added.index and by != "product":
        frame = parts.value_added.loc[[name]]
    else:
        return None
    if by == "all":
        return pd.Series({"all": float(frame.to_numpy().sum())})
    wanted = parts.activities.labels if by == "activity" else list(parts.roles)
    if not set(wanted) <= set(frame.columns):
        return None
    return frame[wanted].sum(axis=0)


def _published(
    reading: Reading, total: Total, labels: list[str], where: str
) -> pd.Series[float] | None:
    if total.by == "all":
        if total.row is None or total.column is None:
            reading.problems.add(where, "one total for all needs row and column", "Give both")
            return None
        cell = reading.take(where, total.table, [total.row], [total.column])
        values = cell.to_numpy().ravel()
    else:
        if (total.row is None) == (total.column is None):
            fix = "Name the column or the row that prints it"
            reading.problems.add(where, "neither column nor row, or both", fix)
            return None
        wanted = _columns_of(reading, labels) if total.by == "category" else labels
        if total.column is not None:
            block = reading.take(where, total.table, wanted, [total.column])
        else:
            block = reading.take(where, total.table, [str(total.row)], wanted).T
        values = block.to_numpy()[:, 0]
        if total.by == "category":
            values = _by_category(reading, values, labels)
    sign = -1.0 if total.negative else 1.0
    return pd.Series(values * sign, index=labels)


def _columns_of(reading: Reading, labels: list[str]) -> list[str]:
    """Columns of the table that make up the categories."""
    sections = reading.categories
    return [column for label in labels for column in sections[label].columns or [label]]


def _by_category(reading: Reading, values: np.ndarray, labels: list[str]) -> np.ndarray:
    sections = reading.categories
    sums, start = [], 0
    for label in labels:
        count = len(sections[label].columns or [label])
        sign = -1.0 if sections[label].negative else 1.0
        sums.append(sign * float(values[start : start + count].sum()))
        start += count
    return np.array(sums)


def _note_differences(
    reading: Reading,
    total: Total,
    where: str,
    published: pd.Series[float],
    obtained: pd.Series[float],
) -> None:
    gap = (obtained - published).abs()
    allowed = RELATIVE * pd.concat([published.abs(), obtained.abs()], axis=1).max(axis=1)
    if total.within is not None:
        scale = reading.scale(total.table, reading.mapping.economy.currency)
        allowed = allowed.clip(lower=total.within * scale)
    wrong = gap[gap > allowed].sort_values(ascending=False, kind="stable")
    printed = total.column or total.row
    fix = (
        "Look for a cell that is wrong, a row counted twice or left out, or another unit; if it is "
        "rounding, set within"
    )
    for label in wrong.index[:WORST_SHOWN]:
        what = (
            f'"{label}": {" + ".join(total.of)} is {obtained[label]:.10g}, but '
            f'"{printed}" of {total.table} says {published[label]:.10g}'
        )
        reading.problems.add(where, what, fix)
    if len(wrong) > WORST_SHOWN:
        what = f"{len(wrong)} of {len(gap)} totals are not met, the worst are listed"
        reading.problems.add(where, what, fix)
