"""A programme: techniques that may be adopted, what each changes, and the official targets.

A programme folder holds ``programme.yaml`` (name, title, value, tables, sources, targets, notes)
and names the folder of its tables ``techniques.csv``, ``effects.csv``, ``sources.csv`` and, where
the hours of developing the techniques are known, ``research.csv``.
Programmes for several economies that rest on the same evidence name one file of sources.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruamel.yaml import YAML

from commonweal.case.diffusion import Diffusion
from commonweal.case.programme_tables import (
    VARIANTS,
    Effect,
    ProgrammeTables,
    Source,
    TechniqueRow,
    Variant,
    read_programme_tables,
)
from commonweal.case.programme_targets import Target, read_targets
from commonweal.case.research_table import ResearchRow, read_research
from commonweal.document import UNREADABLE
from commonweal.errors import Problems, StudyError, suggestion

if TYPE_CHECKING:
    from commonweal.economy.economy import Economy

BUNDLED = Path(__file__).parent / "bundled" / "programmes"
ALL_LABOUR = "all"  # the label that means every labour type
PROGRAMME_KEYS = ("name", "title", "value", "tables", "sources", "targets", "notes")


@dataclass(frozen=True, kw_only=True)
class Technique:
    """One technique of one activity, in one variant of the evidence.

    Effects are relative to the process it is put on; a unit of capacity carries at most one
    technique, so what is used together is one technique (a bundle).

    Parameters
    ----------
    name, title : label and readable name
    activity : the activity whose capacity can carry it
    applies_to : share of that capacity it can apply to, 0..1 (a sub-activity)
    available : first year in which orders and conversions are possible
    labour : labour type → relative change of hours per unit, ≥ −1; ``all`` is every type that is
        not named
    inputs_relative : product → relative change of the input per unit, ≥ −1
    inputs_added : product → product units added per unit of activity, ≥ 0
    inputs_added_with_hours : product → the same at the hours of the accounts; what a process
        takes is this · its hours per unit / those of the accounts
    assets_relative : asset → relative change of assets per unit/year of capacity, ≥ −1
    assets_added : asset → asset units added per unit/year of output, ≥ 0; a unit of capacity takes
        this times the base-year utilisation, as the accounts' own assets do
    assets_added_with_hours : asset → the same at the hours of the accounts, following the hours
        of the process as inputs do
    emissions_relative : limit → relative change of emissions or use per unit, ≥ −1
    one_off_inputs : product → product units per unit/year of capacity that takes it up
    one_off_hours : share of one year's hours of that capacity (integration, retraining)
    ramp : share of the first year's output of that capacity that is lost, 0..1
    diffusion : the curve behind :meth:`ceiling`
    effects : the rows the changes were made from, with evidence and source
    """

    name: str
    title: str
    activity: str
    applies_to: float
    available: int
    labour: Mapping[str, float] = field(default_factory=dict)
    inputs_relative: Mapping[str, float] = field(default_factory=dict)
    inputs_added: Mapping[str, float] = field(default_factory=dict)
    inputs_added_with_hours: Mapping[str, float] = field(default_factory=dict)
    assets_relative: Mapping[str, float] = field(default_factory=dict)
    assets_added: Mapping[str, float] = field(default_factory=dict)
    assets_added_with_hours: Mapping[str, float] = field(default_factory=dict)
    emissions_relative: Mapping[str, float] = field(default_factory=dict)
    one_off_inputs: Mapping[str, float] = field(default_factory=dict)
    one_off_hours: float = 0.0
    ramp: float = 0.0
    diffusion: Diffusion
    evidence: str = "assumption"
    source: str = ""
    note: str = ""
    effects: tuple[Effect, ...] = ()

    def ceiling(self, year: int) -> float:
        """Largest share of the sub-activity that can carry the technique in ``year``, 0..1.

        D(year), without ``applies_to``; zero before the technique is available.
        """
        return self.diffusion.share(year) if year >= self.available else 0.0


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Techniques, targets, hours of research and sources of a programme, in one variant.

    ``research`` is empty where the programme takes its techniques as given.
    """

    name: str
    title: str
    variant: Variant
    techniques: tuple[Technique, ...]
    targets: tuple[Target, ...]
    sources: Mapping[str, Source]
    notes: tuple[str, ...] = ()
    research: tuple[ResearchRow, ...] = ()


def bundled_programmes() -> tuple[str, ...]:
    """Names of the programmes that ship with the package."""
    return tuple(sorted(path.parent.name for path in BUNDLED.glob("*/programme.yaml")))


def read_programme(name_or_path: str | Path, economy: Economy) -> Programme:
    """Read a programme and compare its labels with an economy.

    Parameters
    ----------
    name_or_path : a bundled name (``ai-plus``), or a folder with a ``programme.yaml``
    economy : whose activities, products, assets, labour types and limits the tables name

    Returns
    -------
    Programme

    Raises
    ------
    StudyError : with every problem found
    """
    problems = Problems()
    folder = _folder(str(name_or_path), problems)
    head = _read_head(folder / "programme.yaml", problems)
    problems.raise_if_any(StudyError)
    path, sources = tables_and_sources(folder, head)
    tables = read_programme_tables(path, problems, sources)
    variant = _variant(head, problems)
    targets = read_targets(head.get("targets") or {}, tables.sources, problems)
    names = {row.name for row in tables.techniques}
    research = read_research(path / "research.csv", names, tables.sources, problems)
    _check_labels(tables, economy, problems)
    _check_workers(research, economy, problems)
    techniques = tuple(_technique(row, tables.effects, variant) for row in tables.techniques)
    _check_totals(techniques, problems)
    problems.raise_if_any(StudyError)
    notes = head.get("notes") or ()
    return Programme(
        name=str(head["name"]),
        title=str(head["title"]),
        variant=variant,
        techniques=techniques,
        targets=targets,
        sources=tables.sources,
        notes=(notes,) if isinstance(notes, str) else tuple(str(note) for note in notes),
        research=research,
    )


def tables_and_sources(folder: Path, head: Mapping[str, Any]) -> tuple[Path, Path]:
    """The folder of a programme's tables and its file of sources.

    Parameters
    ----------
    folder : with the programme.yaml
    head : its keys; ``tables`` and ``sources`` are paths relative to the folder, by default the
        folder itself and the sources.csv among the tables
    """
    tables = folder / str(head.get("tables", "."))
    sources = head.get("sources")
    return tables, tables / "sources.csv" if sources is None else folder / str(sources)


def _folder(name: str, problems: Problems) -> Path:
    bundled = bundled_programmes()
    if name in bundled:
        return BUNDLED / name
    folder = Path(name)
    if not (folder / "programme.yaml").is_file():
        problems.add(
            "programme",
            f'"{name}" is neither a bundled programme nor a folder with a programme.yaml',
            suggestion(name, bundled),
        )
        problems.raise_if_any(StudyError)
    return folder


def _read_head(path: Path, problems: Problems) -> Mapping[str, Any]:
    """The keys of programme.yaml; unknown and missing ones are problems."""
    try:
        head = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except UNREADABLE as error:
        problems.add(path.name, f"cannot be read ({error})", "Mend the YAML.")
        return {}
    if not isinstance(head, Mapping):
        problems.add(path.name, "holds no keys", f"Give {', '.join(PROGRAMME_KEYS)}.")
        return {}
    for key in head:
        if key not in PROGRAMME_KEYS:
            problems.add(path.name, f'unknown key "{key}"', suggestion(key, PROGRAMME_KEYS))
    for key in ("name", "title"):
        if not head.get(key):
            problems.add(path.name, f'key "{key}" is missing', "Add it.")
    return head


def _variant(head: Mapping[str, Any], problems: Problems) -> Variant:
    wanted = head.get("value", "central")
    for variant in VARIANTS:
        if wanted == variant:
            return variant
    problems.add("programme.yaml, value", f'"{wanted}" is not known', suggestion(wanted, VARIANTS))
    return "central"


def _check_labels(tables: ProgrammeTables, economy: Economy, problems: Problems) -> None:
    """Every activity, labour type, product, asset and limit that is named exists."""
    activities = economy.activities.index
    for row in tables.techniques:
        if row.activity not in activities:
            problems.add(
                row.where.replace('"technique"', '"activity"'),
                f'unknown activity "{row.activity}"',
                suggestion(row.activity, activities),
            )
    known: dict[str, tuple[str, Collection[Any]]] = {
        "labour": ("labour type", [ALL_LABOUR, *_labels(economy.labour_types)]),
        "input": ("product", list(economy.products.index)),
        "one_off_input": ("product", list(economy.products.index)),
        "asset": ("asset", _labels(economy.assets)),
        "emission": ("limit", _labels(economy.limits)),
    }
    for effect in tables.effects:
        if effect.kind in known:
            noun, labels = known[effect.kind]
            if effect.label not in labels:
                problems.add(
                    f'{effect.where}, column "label"',
                    f'unknown {noun} "{effect.label}"',
                    suggestion(effect.label, labels),
                )


def _check_workers(research: Collection[ResearchRow], economy: Economy, problems: Problems) -> None:
    """Hours of research are of a kind of work that the economy has; all kinds at once are none."""
    types = _labels(economy.labour_types)
    for row in research:
        if row.labour not in types:
            problems.add(
                f'{row.where}, column "labour"',
                f'unknown labour type "{row.labour}"',
                suggestion(row.labour, types) if types else "The economy has no labour.",
            )


def _labels(table: Any) -> list[Any]:
    """Labels of an attribute table; none when the economy does not have the table."""
    return [] if table is None else list(table.index)


def _technique(row: TechniqueRow, effects: tuple[Effect, ...], variant: Variant) -> Technique:
    """Put the effects of one technique together: rows of the same label add up."""
    own = tuple(effect for effect in effects if effect.technique == row.name)

    def total(kind: str, mode: str) -> dict[str, float]:
        sums: dict[str, float] = {}
        for effect in own:
            if effect.kind == kind and effect.mode == mode:
                sums[effect.label] = sums.get(effect.label, 0.0) + effect.values[variant]
        return {label: value for label, value in sums.items() if value != 0.0}

    return Technique(
        name=row.name,
        title=row.title,
        activity=row.activity,
        applies_to=row.applies_to,
        available=row.available,
        labour=total("labour", "relative"),
        inputs_relative=total("input", "relative"),
        inputs_added=total("input", "add"),
        inputs_added_with_hours=total("input", "add_with_hours"),
        assets_relative=total("asset", "relative"),
        assets_added=total("asset", "add"),
        assets_added_with_hours=total("asset", "add_with_hours"),
        emissions_relative=total("emission", "relative"),
        one_off_inputs=total("one_off_input", "add"),
        one_off_hours=total("one_off_hours", "add").get("", 0.0),
        ramp=total("ramp", "add").get("", 0.0),
        diffusion=row.diffusion[variant],
        evidence=row.evidence,
        source=row.source,
        note=row.note,
        effects=own,
    )


def _check_totals(techniques: tuple[Technique, ...], problems: Problems) -> None:
    """Rows that are each possible may together take away more than there is."""
    for technique in techniques:
        relative = {
            "labour": technique.labour,
            "input": technique.inputs_relative,
            "asset": technique.assets_relative,
            "emission": technique.emissions_relative,
        }
        for kind, changes in relative.items():
            for label, change in changes.items():
                if change < -1.0:
                    problems.add(
                        f"effects.csv, technique {technique.name}, {kind} {label}",
                        f"the rows add up to {change:g}",
                        "Together they cannot take away more than all of it (−1).",
                    )
        if technique.ramp > 1.0:
            problems.add(
                f"effects.csv, technique {technique.name}, ramp",
                f"the rows add up to {technique.ramp:g}",
                "No more than the whole first year's output can be lost.",
            )
