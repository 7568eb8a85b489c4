"""The table research.csv of a programme: hours that developing its techniques takes, by year.

They are worked once for all who use a technique, whether many do or few: what each of them needs
besides stands in effects.csv. A programme without the table takes its techniques as given.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from pathlib import Path

from commonweal.case.csv_rows import Row, read_rows
from commonweal.case.programme_tables import (
    EVIDENCE,
    VARIANTS,
    Source,
    Variant,
    check_order,
    known_source,
)
from commonweal.errors import Problems

RESEARCH_COLUMNS = (
    "technique",
    "labour",
    "first_year",
    "last_year",
    "hours_low",
    "hours_central",
    "hours_high",
    "evidence",
    "source",
    "note",
)


@dataclass(frozen=True, kw_only=True)
class ResearchRow:
    """Hours of one kind of work on one technique, the same in every year of a span.

    Parameters
    ----------
    where : file and row, for a problem
    technique, labour : labels
    first, last : years; None stands for every later year
    hours : case of the evidence → [h/yr]
    """

    where: str
    technique: str
    labour: str
    first: int
    last: int | None
    hours: Mapping[Variant, float]
    evidence: str
    source: str
    note: str

    def in_year(self, year: int) -> bool:
        """Whether the hours are worked in a year."""
        return self.first <= year and (self.last is None or year <= self.last)


def read_research(
    path: Path, techniques: Collection[str], sources: Mapping[str, Source], problems: Problems
) -> tuple[ResearchRow, ...]:
    """Read the table where the programme has one.

    Parameters
    ----------
    path : of research.csv
    techniques : names of the programme's techniques
    sources : known sources by key
    problems : takes every problem found; a row with a problem is left out of the result
    """
    if not path.is_file():
        return ()
    rows = tuple(_rows(path, techniques, sources, problems))
    _refuse_twice(rows, problems)
    return rows


def _rows(
    path: Path, techniques: Collection[str], sources: Mapping[str, Source], problems: Problems
) -> Iterator[ResearchRow]:
    for row in read_rows(path, RESEARCH_COLUMNS, problems):
        before = len(problems)
        technique, labour = row.one_of("technique", techniques), row.required("labour")
        first = row.year("first_year")
        last = row.year("last_year") if row.text("last_year") else None
        hours = [row.number_in(f"hours_{v}", 0.0, inf, "hours a year, ≥ 0") for v in VARIANTS]
        check_order(row, "hours", [x for x in hours if x is not None])
        evidence = row.one_of("evidence", EVIDENCE)
        source = known_source(row, evidence, sources)
        _check_span(row, first, last)
        if len(problems) > before or technique is None or first is None:
            continue
        yield ResearchRow(
            where=f"{row.file} row {row.number}",
            technique=technique,
            labour=labour,
            first=first,
            last=last,
            hours={v: x for v, x in zip(VARIANTS, hours, strict=True) if x is not None},
            evidence=evidence or "",
            source=source,
            note=row.text("note"),
        )


def _check_span(row: Row, first: int | None, last: int | None) -> None:
    if first is not None and last is not None and last < first:
        row.problems.add(
            row.where("last_year"),
            f"{last} lies before the first year, {first}",
            "Give a later year, or leave it empty for every year from the first on.",
        )


def _refuse_twice(rows: tuple[ResearchRow, ...], problems: Problems) -> None:
    """Two rows of one technique and one kind of work never hold for the same year."""
    for n, row in enumerate(rows):
        for other in rows[:n]:
            if (row.technique, row.labour) != (other.technique, other.labour):
                continue
            shared = max(row.first, other.first)
            if row.in_year(shared) and other.in_year(shared):
                problems.add(
                    row.where,
                    f'"{row.technique}" has hours of {row.labour} for {shared} already '
                    f"({other.where})",
                    "Let every year stand in one row.",
                )
