"""Cases of one study after moves of its sliders, each made from the parts that a move touches.

A slider moves a key of the study (``hours.free_time_weight``) or the ceilings on diffusion, which
are a table of the programme and no key. The economy and the programme are read once. A part of the
case is made anew only where a section of the study that it is made of differs from that of the move
before; otherwise it is the very same object, which whoever compares two cases can see at a glance.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from commonweal.case.build import about, build_case, check_names, join, part
from commonweal.case.case import Case
from commonweal.case.demand import served
from commonweal.case.programme import Programme, read_programme
from commonweal.case.study import Study, with_changes
from commonweal.economy.tables import read_economy
from commonweal.errors import Problem, StudyError

#: Section of a study -> the parts of a case that are made of it, in the order of their making.
#: A section that is not here asks for a whole new case.
PARTS = {
    "floors": ("demand",),
    "needs": ("demand", "work"),
    "people": ("demand", "work"),
    "hours": ("work",),
    "workers": ("work",),
    "trade": ("trade",),
    "limits": ("limits",),
    "pace": ("pace",),
    "targets": ("adoption",),
    "welfare": ("wanted",),
    "continuation": ("wanted",),
}
ORDER = ("demand", "work", "trade", "limits", "pace", "adoption", "wanted")
WORDS = {"title", "sources", "scenarios"}  # sections that only ``about`` tells of
CEILINGS = "programme.ceilings"  # factor on every ceiling of diffusion, no key of a study


@dataclass(frozen=True)
class _Made:
    """A case and what it was made of: study, factor on the ceilings, programme with them."""

    study: Study
    factor: str | float | None
    programme: Programme | None
    case: Case

    def differs(self, study: Study, factor: str | float | None) -> set[str]:
        """Sections in which another study differs; moved ceilings are a matter of the targets."""
        found = {
            name
            for name in type(study).model_fields
            if name not in WORDS and getattr(study, name) != getattr(self.study, name)
        }
        return found if factor == self.factor else found | {"targets"}


class Moves:
    """A study whose sliders move.

    Parameters
    ----------
    study : where the sliders stand at first

    Raises
    ------
    EconomyError, StudyError
        As ``build_case``.
    """

    def __init__(self, study: Study) -> None:
        self.study = study
        self.economy = read_economy(study.economy_path)
        path = study.programme_path
        self.programme = None if path is None else read_programme(path, self.economy)
        self.case = build_case(study)
        self._first = self._last = _Made(study, None, self.programme, self.case)
        self._served = served(self.economy)
        self._needs = [str(n) for n in self.case.demand.weight["need"].values]

    def moved(self, changes: Mapping[str, str | float]) -> tuple[Study, Case]:
        """The study and its case with some sliders elsewhere; the others stand as at first.

        Parameters
        ----------
        changes : dotted key -> number, or YAML text as given with ``--set``; ``CEILINGS`` is a
            factor on the ceilings of diffusion, none of which rises above 1

        Raises
        ------
        StudyError
            With every problem found.
        """
        keys = {key: value for key, value in changes.items() if key != CEILINGS}
        study = with_changes(self.study, {key: str(value) for key, value in keys.items()})
        check_names(study, self.economy, self._needs)
        factor = changes.get(CEILINGS)
        before = self._last
        programme = before.programme if factor == before.factor else self._programme(factor)
        sections = before.differs(study, factor)
        if not sections <= set(PARTS):
            before = self._first
            sections = before.differs(study, factor)
        if not sections <= set(PARTS):
            case = join(study, self.economy, study.horizon, programme)
        else:
            parts = {name for section in sections for name in PARTS[section]}
            case = replace(before.case, about=about(study, self.economy, programme))
            for name in ORDER:
                if name in parts:
                    made = part(name, study, self.economy, programme, case, self._served)
                    case = replace(case, **{name: made})
        self._last = _Made(study, factor, programme, case)
        return study, case

    def _programme(self, factor: str | float | None) -> Programme | None:
        """The programme with its ceilings moved."""
        if factor is None:
            return self.programme
        where = f"{CEILINGS} {factor!r}"
        if self.programme is None:
            what = "the study has no programme, so that there are no ceilings to move"
            raise StudyError([Problem(where, what, "Give the study a programme")])
        try:
            by = float(factor)
        except ValueError:
            by = -1.0
        if not 0.0 <= by < float("inf"):
            raise StudyError(
                [Problem(where, "is not a number of 0 or more", "Give a factor, as 1.1")]
            )
        techniques = tuple(
            replace(
                each,
                diffusion=replace(
                    each.diffusion, saturation=min(1.0, by * each.diffusion.saturation)
                ),
            )
            for each in self.programme.techniques
        )
        return replace(self.programme, techniques=techniques)
