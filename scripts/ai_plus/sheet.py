"""Rows of effects.csv while they are being derived, and writing a table whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

Triple = tuple[float, float, float]  # low, central and high case of the programme's benefit
AT_HOURS = " at the hours of the accounts"  # unit of what follows the hours of a process


def triple(value: float | Triple) -> Triple:
    """The same value in all three cases, or the three as they are."""
    return value if isinstance(value, tuple) else (value, value, value)


def times(*factors: float | Triple) -> Triple:
    """Product of factors, case by case."""
    low = central = high = 1.0
    for factor in factors:
        a, b, c = triple(factor)
        low, central, high = low * a, central * b, high * c
    return (low, central, high)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of effects.csv before it is given to a technique.

    ``who``: occupation group → weight of its hours in the tasks concerned; empty is all who work.
    """

    kind: str
    label: str = ""
    mode: str = "relative"
    share: float | Triple = 1.0
    effect: float | Triple
    unit: str
    evidence: str
    source: str = ""
    note: str = ""
    who: Mapping[str, float] = field(default_factory=dict)

    def cells(self, technique: str) -> dict[str, str]:
        """The cells of the row, numbers to six digits."""
        share, effect = triple(self.share), triple(self.effect)
        cases = ("low", "central", "high")
        return {
            "technique": technique,
            "kind": self.kind,
            "label": self.label,
            "mode": self.mode,
            **{f"task_share_{c}": f"{v:.6g}" for c, v in zip(cases, share, strict=True)},
            **{f"effect_{c}": f"{v:.6g}" for c, v in zip(cases, effect, strict=True)},
            "unit": self.unit,
            "evidence": self.evidence,
            "source": self.source,
            "note": self.note,
        }


def changes_hours(
    effect: float | Triple,
    *,
    share: float | Triple = 1.0,
    who: Iterable[str] | Mapping[str, float] = (),
    evidence: str,
    source: str = "",
    note: str,
) -> Row:
    """Relative change of hours, on the share of tasks concerned; ``who`` does those tasks."""
    return Row(
        kind="labour",
        label="all",
        who=who if isinstance(who, Mapping) else dict.fromkeys(who, 1.0),
        share=share,
        effect=effect,
        unit="relative change per unit",
        evidence=evidence,
        source=source,
        note=note,
    )


def changes_input(
    product: str,
    effect: float | Triple,
    *,
    share: float | Triple = 1.0,
    evidence: str,
    source: str = "",
    note: str,
) -> Row:
    """Relative change of an input, on the share of it that is concerned."""
    return Row(
        kind="input",
        label=product,
        share=share,
        effect=effect,
        unit="relative change per unit",
        evidence=evidence,
        source=source,
        note=note,
    )


def changes_asset(
    asset: str,
    effect: float | Triple,
    *,
    share: float | Triple = 1.0,
    evidence: str,
    source: str = "",
    note: str,
) -> Row:
    """Relative change of an asset per unit of capacity, on the share of it that is concerned."""
    return Row(
        kind="asset",
        label=asset,
        share=share,
        effect=effect,
        unit="relative change per unit",
        evidence=evidence,
        source=source,
        note=note,
    )


def adds_input(
    product: str,
    effect: float | Triple,
    *,
    with_hours: bool = False,
    evidence: str = "assumption",
    source: str = "",
    note: str,
) -> Row:
    """Input used besides the old ones, in product units per unit of activity.

    ``with_hours``: derived per worker or user, so it follows the hours per unit of the process.
    """
    return Row(
        kind="input",
        label=product,
        mode="add_with_hours" if with_hours else "add",
        effect=effect,
        unit="product unit per unit of activity" + (AT_HOURS if with_hours else ""),
        evidence=evidence,
        source=source,
        note=note,
    )


def adds_asset(
    asset: str,
    effect: float | Triple,
    *,
    with_hours: bool = False,
    share: float | Triple = 1.0,
    evidence: str = "assumption",
    source: str = "",
    note: str,
) -> Row:
    """Asset needed besides the old ones, in asset units per unit/year of output.

    ``with_hours``: derived per worker or user, so it follows the hours per unit of the process.
    """
    return Row(
        kind="asset",
        label=asset,
        mode="add_with_hours" if with_hours else "add",
        share=share,
        effect=effect,
        unit="asset unit per unit/year of output" + (AT_HOURS if with_hours else ""),
        evidence=evidence,
        source=source,
        note=note,
    )


def learning_hours(
    effect: float | Triple, *, share: float | Triple = 1.0, evidence: str = "assumption", note: str
) -> Row:
    """Hours spent once on retraining and redesign, of the share that is concerned."""
    return Row(
        kind="one_off_hours",
        mode="add",
        share=share,
        effect=effect,
        unit="share of one year's hours",
        evidence=evidence,
        note=note,
    )


def first_year_loss(
    effect: float | Triple,
    *,
    share: float | Triple = 1.0,
    evidence: str,
    source: str = "",
    note: str,
) -> Row:
    """Output lost in the first year, of the share that is concerned."""
    return Row(
        kind="ramp",
        mode="add",
        share=share,
        effect=effect,
        unit="share of the first year's output",
        evidence=evidence,
        source=source,
        note=note,
    )


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write a table under a temporary name, then rename it; every row is made before."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    temporary = path.with_suffix(".csv.part")
    temporary.write_text(text.getvalue(), encoding="utf-8", newline="")
    temporary.replace(path)
