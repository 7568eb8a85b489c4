"""What a reader gets: which demands conflict, and the smallest changes that would mend it."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 3  # changes of one kind that are written out


@dataclass(frozen=True)
class Repair:
    """One change of the study, or of a table, that helps to mend it.

    Parameters
    ----------
    key : dotted key of the study, or the table and cell
    old, new : value now, and the one that mends
    unit : of both
    sentence : the change in words
    """

    key: str
    old: float | bool
    new: float | bool
    unit: str
    sentence: str


@dataclass(frozen=True)
class KindOfRepair:
    """What one kind of change would need, everything else as it is.

    Parameters
    ----------
    kind : name in ``KINDS``
    title : readable name
    repairs : the smallest changes of that kind; empty where it cannot mend it alone
    """

    kind: str
    title: str
    repairs: tuple[Repair, ...]


@dataclass(frozen=True)
class Diagnosis:
    """Why there is no plan.

    Parameters
    ----------
    conflict : sentences; they cannot all hold
    irreducible : whether each of them is needed for the conflict
    repairs : smallest changes that mend it together
    verified : whether the case with these repairs was found to have a plan
    settings : the repairs as settings of the study, dotted key and value; a change of a table of
        the economy is none
    alone : what each kind of change would need alone
    """

    conflict: tuple[str, ...]
    irreducible: bool
    repairs: tuple[Repair, ...]
    verified: bool
    settings: tuple[tuple[str, str], ...]
    alone: tuple[KindOfRepair, ...]

    def text(self) -> str:
        """The whole diagnosis, ready to be shown."""
        lines = ["There is no plan for this study. These demands cannot all be met:"]
        lines += [f"  - {sentence}" for sentence in self.conflict]
        if not self.irreducible:
            lines.append("  (some of these may not be needed for the conflict)")
        if self.repairs:
            lines.append("The smallest change found that mends it:")
            lines += [f"  - {repair.sentence}" for repair in self.repairs]
            if not self.verified:
                lines.append("  (not confirmed: try it, and a little more if it is not enough)")
        if self.settings:
            lines.append("As settings of the study:")
            lines += [f"  --set '{key}={value}'" for key, value in self.settings]
        if self.alone:
            lines.append("One kind of change alone:")
            lines += [f"  - {line}" for line in self._each_alone()]
        return "\n".join(lines)

    def _each_alone(self) -> list[str]:
        found = []
        for kind in self.alone:
            if kind.repairs and kind.repairs == self.repairs:
                found.append(f"{kind.title}: as above")
            elif kind.repairs:
                shown = "; ".join(repair.sentence for repair in kind.repairs[:SHOWN])
                more = len(kind.repairs) - SHOWN
                found.append(f"{kind.title}: {shown}" + (f"; and {more} more" if more > 0 else ""))
        hopeless = [kind.title for kind in self.alone if not kind.repairs]
        if hopeless:
            found.append(f"not enough alone: {', '.join(hopeless)}")
        return found
