"""Concordances: which new label each old label goes to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from commonweal.economy.folder import read_bytes, read_csv
from commonweal.economy.raw import RawTable
from commonweal.errors import EconomyError, Problem, Problems, suggestion

LARGEST_BYTES = 10_000_000  # assumption: a hundred thousand rows of text
SHOWN = 10  # assumption: labels named before the rest is only counted
REGION_MARK = ":"  # labels of a table of several regions are REGION:label


@dataclass(frozen=True)
class Concordance:
    """Every old label with its new one.

    Parameters
    ----------
    targets : old label to new label
    names : new label to what a reader sees, where it is not taken from the members
    """

    targets: Mapping[str, str]
    names: Mapping[str, str] = field(default_factory=dict)


def read_concordance(path: str | Path, labels: Collection[str]) -> Concordance:
    """Read a concordance from a CSV file: columns ``from``, ``to`` and, if wanted, ``name``.

    Parameters
    ----------
    path : file
    labels : labels that must be in the column ``from``, each once

    Returns
    -------
    Concordance

    Raises
    ------
    EconomyError
        with every label that is missing, unknown or there twice, every blank cell, and every new
        label with two names
    """
    file, problems = Path(path), Problems()
    data = read_bytes(file, LARGEST_BYTES, problems)
    raw = None if data is None else read_csv(data, file.name, "concordance", problems)
    rows = _rows(raw, problems) if raw is not None else []
    if len(problems) and not rows:
        raise EconomyError(problems)
    targets: dict[str, str] = {}
    names: dict[str, str] = {}
    for where, old, new, name in rows:
        _add(targets, where, old, new, problems)
        if name and names.setdefault(new, name) != name:
            what = f'"{new}" has the names "{names[new]}" and "{name}"'
            problems.add(where, what, "Give each new label one name")
    problems.extend(problems_of(targets, labels, file.name))
    problems.raise_if_any(EconomyError)
    return Concordance(targets, names)


def _rows(raw: RawTable, problems: Problems) -> list[tuple[str, str, str, str]]:
    """Place, old label, new label and name of every row that has both labels."""
    header = list(raw.header)
    for column in dict.fromkeys(header):
        if header.count(column) > 1:
            problems.add(f"{raw.source}, header", f'column "{column}" is there twice', "Keep one")
        elif column not in ("from", "to", "name"):
            what, fix = f'unknown column "{column}"', "The columns are from, to and name"
            if column in ("weight", "share"):
                what += ": a label goes to one new label as a whole"
                fix = "Split the label by shares first (disaggregate), then take the column away"
            problems.add(f"{raw.source}, header", what, fix)
    missing = [column for column in ("from", "to") if column not in header]
    for column in missing:
        problems.add(f"{raw.source}, header", f'column "{column}" is missing', "Add it")
    if missing:
        return []
    found = []
    for row in range(len(raw.cells)):
        cells = [str(raw.column(name)[row] or "").strip() for name in ("from", "to")]
        for column, cell in zip(("from", "to"), cells, strict=True):
            if not cell:
                problems.add(raw.place(row, column), "blank", "Write a label")
        name = str(raw.column("name")[row] or "").strip() if "name" in header else ""
        if all(cells):
            found.append((raw.place(row), cells[0], cells[1], name))
    return found


def _add(targets: dict[str, str], where: str, old: str, new: str, problems: Problems) -> None:
    if old not in targets:
        targets[old] = new
    elif targets[old] == new:
        problems.add(where, f'"{old}" is there twice', "Take one of the rows away")
    else:
        what = f'"{old}" goes to "{targets[old]}" and to "{new}": a label goes to one as a whole'
        problems.add(where, what, "Split the label by shares first (disaggregate)")


def problems_of(
    targets: Mapping[str, str], labels: Collection[str], where: str
) -> Iterable[Problem]:
    """Labels that a concordance leaves out, and labels in it that are not there.

    Parameters
    ----------
    targets : old label to new label
    labels : labels that are there
    where : what messages call the concordance

    Returns
    -------
    problems, one by one
    """
    known = set(labels)
    unknown = [label for label in targets if label not in known]
    for label in unknown[:SHOWN]:
        yield Problem(where, f'unknown label "{label}"', suggestion(label, labels))
    if len(unknown) > SHOWN:
        yield Problem(where, f"{len(unknown)} labels are unknown", "Mend them in the same way")
    missing = [label for label in labels if label not in targets]
    for label in missing[:SHOWN]:
        fix = "Add a row for it; to keep it as it is, write the label in both columns"
        yield Problem(where, f'label "{label}" is missing', fix)
    if len(missing) > SHOWN:
        yield Problem(where, f"{len(missing)} labels are missing", "Add a row for each of them")
    for old, new in targets.items():
        if not new or new != new.strip() or not new.isprintable():
            yield Problem(where, f'"{old}" goes to {new!r}, which is no label', "Write a label")


def region_of(label: str) -> str:
    """Region in a label ``REGION:label``; blank if it has none."""
    region, mark, _ = label.partition(REGION_MARK)
    return region if mark else ""


def in_every_region(concordance: Concordance, labels: Iterable[str]) -> Concordance:
    """A concordance of plain labels for a table whose labels carry regions.

    ``steel -> industry`` becomes ``CHN:steel -> CHN:industry`` for every region that has steel.

    Parameters
    ----------
    concordance : of labels without their region
    labels : ``REGION:label``; one without a region goes by its whole label

    Returns
    -------
    Concordance
        a label that the given one leaves out is left out, for `aggregate` to report
    """
    targets: dict[str, str] = {}
    names: dict[str, str] = {}
    for label in labels:
        region = region_of(label)
        prefix = f"{region}{REGION_MARK}" if region else ""
        plain = label.removeprefix(prefix)
        if plain in concordance.targets:
            new = concordance.targets[plain]
            targets[label] = prefix + new
            if new in concordance.names:
                names[prefix + new] = concordance.names[new] + (f", {region}" if region else "")
    return Concordance(targets, names)


def of_regions(regions: Mapping[str, str], labels: Iterable[str]) -> dict[str, str]:
    """Old label to new label where regions are put together and nothing else.

    Parameters
    ----------
    regions : old region to new region
    labels : ``REGION:label``; a label that names no region stays as it is

    Returns
    -------
    dict old label to new label
    """
    found = {}
    for label in labels:
        region = region_of(label)
        kept = label.removeprefix(f"{region}{REGION_MARK}")
        found[label] = f"{regions[region]}{REGION_MARK}{kept}" if region in regions else label
    return found
