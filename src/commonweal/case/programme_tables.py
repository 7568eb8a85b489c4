"""The tables of a programme (techniques, effects, sources): read, checked, every problem collected.

Nothing here knows an economy except the function that compares labels with one.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from commonweal.case.csv_rows import FIRST_YEAR, LAST_YEAR, Row, read_rows
from commonweal.case.diffusion import Curve, Diffusion
from commonweal.errors import Problems, suggestion

Variant = Literal["low", "central", "high"]
Kind = Literal["labour", "input", "asset", "emission", "one_off_input", "one_off_hours", "ramp"]
Mode = Literal["relative", "add", "add_with_hours"]

VARIANTS: tuple[Variant, ...] = get_args(Variant)
EVIDENCE = (
    "trial",
    "field study",
    "model",
    "official statement",
    "vendor claim",
    "assumption",
)
MODES_OF_KIND: Mapping[str, tuple[str, ...]] = {
    "labour": ("relative",),
    "input": ("relative", "add", "add_with_hours"),
    "asset": ("relative", "add", "add_with_hours"),
    "emission": ("relative",),
    "one_off_input": ("add",),
    "one_off_hours": ("add",),
    "ramp": ("add",),
}
KINDS_WITHOUT_LABEL = ("one_off_hours", "ramp")

TECHNIQUE_COLUMNS = (
    "technique",
    "title",
    "activity",
    "applies_to",
    "available",
    "curve",
    "p",
    "launch",
    "midpoint",
    "speed_low",
    "speed_central",
    "speed_high",
    "saturation_low",
    "saturation_central",
    "saturation_high",
    "evidence",
    "source",
    "note",
)
EFFECT_COLUMNS = (
    "technique",
    "kind",
    "label",
    "mode",
    "task_share_low",
    "task_share_central",
    "task_share_high",
    "effect_low",
    "effect_central",
    "effect_high",
    "unit",
    "evidence",
    "source",
    "note",
)
SOURCE_COLUMNS = ("key", "title", "year", "address")


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a figure was seen: the page, not necessarily the primary paper."""

    key: str
    title: str
    year: str
    address: str


@dataclass(frozen=True, kw_only=True)
class TechniqueRow:
    """One row of techniques.csv, with the diffusion curve of each variant."""

    where: str
    name: str
    title: str
    activity: str
    applies_to: float
    available: int
    diffusion: Mapping[Variant, Diffusion]
    evidence: str
    source: str
    note: str


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One row of effects.csv: what a technique changes, and how well that is known.

    ``values[variant]`` = task share · effect on the task: a relative change, product units per
    unit of activity, asset units per unit/year of output, or a share (one-off hours, ramp).
    In the mode ``add_with_hours`` the amount is the one at the hours per unit of the accounts, and
    follows the hours of the process that the technique is put on: what is bought for each worker
    or user is needed for fewer of them where a unit takes fewer.
    """

    where: str
    technique: str
    kind: Kind
    label: str
    mode: Mode
    task_shares: Mapping[Variant, float]
    effects: Mapping[Variant, float]
    values: Mapping[Variant, float]
    unit: str
    evidence: str
    source: str
    note: str


@dataclass(frozen=True, kw_only=True)
class ProgrammeTables:
    """The three tables of a programme folder, checked as far as no economy is needed."""

    techniques: tuple[TechniqueRow, ...]
    effects: tuple[Effect, ...]
    sources: Mapping[str, Source]


def read_programme_tables(
    folder: Path, problems: Problems, sources_path: Path | None = None
) -> ProgrammeTables:
    """Read techniques.csv and effects.csv of ``folder``, and the sources they name.

    Parameters
    ----------
    folder : where the tables lie
    sources_path : file of the sources; by default the sources.csv of ``folder``
    problems : takes every problem found; a row with a problem is left out of the result

    Returns
    -------
    ProgrammeTables : the rows without problems
    """
    sources = _read_sources(sources_path or folder / "sources.csv", problems)
    techniques = tuple(_read_techniques(folder / "techniques.csv", sources, problems))
    names = {row.name for row in techniques}
    effects = tuple(_read_effects(folder / "effects.csv", names, sources, problems))
    for row in techniques:
        if not any(effect.technique == row.name for effect in effects):
            problems.add(row.where, f'"{row.name}" has no effect', "Add its rows to effects.csv.")
    return ProgrammeTables(techniques=techniques, effects=effects, sources=sources)


def _read_sources(path: Path, problems: Problems) -> dict[str, Source]:
    found: dict[str, Source] = {}
    for row in read_rows(path, SOURCE_COLUMNS, problems):
        key = row.required("key")
        if key in found:
            problems.add(row.where("key"), f'"{key}" appears twice', "Give each source one row.")
        found[key] = Source(
            key=key,
            title=row.required("title"),
            year=row.text("year"),
            address=row.text("address"),
        )
    return found


def known_source(row: Row, evidence: str | None, sources: Mapping[str, Source]) -> str:
    """The source key; only an assumption may do without one."""
    key = row.text("source")
    if not key and evidence == "assumption":
        return ""
    if not key:
        row.problems.add(
            row.where("source"),
            "is empty",
            'Name a key of sources.csv, or mark the row "assumption".',
        )
    elif key not in sources:
        row.problems.add(
            row.where("source"), f'"{key}" is not in sources.csv', suggestion(key, sources)
        )
    return key


def _read_techniques(
    path: Path, sources: Mapping[str, Source], problems: Problems
) -> Iterator[TechniqueRow]:
    seen: set[str] = set()
    for row in read_rows(path, TECHNIQUE_COLUMNS, problems):
        before = len(problems)
        name = _technique_name(row)
        if name in seen:
            problems.add(row.where("technique"), f'"{name}" appears twice', "Rename one of them.")
        seen.add(name)
        title, activity = row.required("title"), row.required("activity")
        applies_to = row.number_in("applies_to", 0.0, 1.0, "a share of the activity's capacity")
        available = row.year("available")
        diffusion = _read_diffusion(row)
        evidence = row.one_of("evidence", EVIDENCE)
        source = known_source(row, evidence, sources)
        if len(problems) > before or applies_to is None or available is None:
            continue
        yield TechniqueRow(
            where=row.where("technique"),
            name=name,
            title=title,
            activity=activity,
            applies_to=applies_to,
            available=available,
            diffusion=diffusion,
            evidence=evidence or "",
            source=source,
            note=row.text("note"),
        )


def _technique_name(row: Row) -> str:
    """The label of a technique; it becomes part of the label of a process."""
    name = row.required("technique")
    if name and not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", name):
        row.problems.add(
            row.where("technique"),
            f'"{name}" cannot be a label',
            "Use lower-case letters, digits and single hyphens, such as smart-factory-food.",
        )
    return name


def _read_diffusion(row: Row) -> dict[Variant, Diffusion]:
    """The diffusion curve of each variant; problems are noted, and the curve then left out."""
    curve: Curve | None = None
    p = launch = midpoint = None
    match row.one_of("curve", get_args(Curve)):
        case "bass":
            curve = "bass"
            p = row.number_in("p", 1e-6, 1.0, "Bass's p, per year")
            launch = row.number_in("launch", FIRST_YEAR, LAST_YEAR, "the year of the launch")
        case "logistic":
            curve = "logistic"
            midpoint = row.number_in("midpoint", FIRST_YEAR, LAST_YEAR, "the year of one half")
    speeds = [row.number_in(f"speed_{v}", 1e-6, 10.0, "q or the rate, per year") for v in VARIANTS]
    ends = [row.number_in(f"saturation_{v}", 0.0, 1.0, "a ceiling, a share") for v in VARIANTS]
    for name, triple in (("speed", speeds), ("saturation", ends)):
        check_order(row, name, [value for value in triple if value is not None])
    found: dict[Variant, Diffusion] = {}
    for variant, speed, end in zip(VARIANTS, speeds, ends, strict=True):
        incomplete = (p is None or launch is None) if curve == "bass" else midpoint is None
        if curve is None or speed is None or end is None or incomplete:
            continue
        found[variant] = Diffusion(
            curve=curve, speed=speed, saturation=end, p=p, launch=launch, midpoint=midpoint
        )
    return found


def check_order(row: Row, name: str, triple: list[float]) -> None:
    """Note a problem unless central lies between low and high, whichever of the two is larger."""
    if len(triple) < len(VARIANTS):
        return
    low, central, high = triple
    if not (low <= central <= high or low >= central >= high):
        row.problems.add(
            row.where(f"{name}_central"),
            f"low, central and high are not ordered ({low:g}, {central:g}, {high:g})",
            "Central must lie between low and high.",
        )


def _read_effects(
    path: Path, techniques: Collection[str], sources: Mapping[str, Source], problems: Problems
) -> Iterator[Effect]:
    for row in read_rows(path, EFFECT_COLUMNS, problems):
        before = len(problems)
        technique = row.one_of("technique", techniques)
        kind = row.one_of("kind", tuple(MODES_OF_KIND))
        mode = row.one_of("mode", MODES_OF_KIND[kind]) if kind else None
        label = "" if kind in KINDS_WITHOUT_LABEL else row.required("label")
        shares = [row.number_in(f"task_share_{v}", 0.0, 1.0, "a share") for v in VARIANTS]
        floor = -1.0 if mode == "relative" else 0.0
        meaning = "a relative change, at least −1" if mode == "relative" else "an amount added, ≥ 0"
        ceiling = 1.0 if kind in KINDS_WITHOUT_LABEL else math.inf
        effects = [row.number_in(f"effect_{v}", floor, ceiling, meaning) for v in VARIANTS]
        evidence = row.one_of("evidence", EVIDENCE)
        source = known_source(row, evidence, sources)
        if len(problems) > before or technique is None or kind is None or mode is None:
            continue
        effect = Effect(
            where=f"{row.file} row {row.number}",
            technique=technique,
            kind=kind,  # type: ignore[arg-type]  # one_of has compared it with the known kinds
            label=label,
            mode=mode,  # type: ignore[arg-type]  # likewise
            task_shares=_by_variant(shares),
            effects=_by_variant(effects),
            values=_by_variant(
                [
                    s * e
                    for s, e in zip(shares, effects, strict=True)
                    if s is not None and e is not None
                ]
            ),
            unit=row.required("unit"),
            evidence=evidence or "",
            source=source,
            note=row.text("note"),
        )
        check_order(row, "effect", [effect.values[variant] for variant in VARIANTS])
        _check_vendor_claim(row, effect)
        if len(problems) == before:
            yield effect


def _by_variant(triple: list[float | None] | list[float]) -> dict[Variant, float]:
    return {v: x for v, x in zip(VARIANTS, triple, strict=True) if x is not None}


def _check_vendor_claim(row: Row, effect: Effect) -> None:
    """A saving that only its seller reports counts in the high case alone."""
    if effect.evidence != "vendor claim":
        return
    for variant in ("low", "central"):
        if effect.values[variant] < 0:
            row.problems.add(
                row.where(f"effect_{variant}"),
                f"a vendor claim saves {effect.values[variant]:g} in the {variant} case",
                "Set it to 0: vendor claims count in the high case only.",
            )
