"""The exception tree, and the one way in which bad input is reported.

Problems are collected first and raised once, so that a user mends a whole file in one go.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with an input.

    Parameters
    ----------
    where : file, row and column, or dotted key of a study
    what : what is wrong, with the value found
    fix : how to mend it
    """

    where: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.where}: {self.what}. {self.fix}"


class CommonwealError(Exception):
    """Base of every error that the package raises on purpose."""

    exit_code = 1


class CommonwealWarning(UserWarning):
    """Something a user should know that does not make a result wrong."""


class ProblemReport(CommonwealError):
    """Bad input: every problem found, in the order found.

    Parameters
    ----------
    problems : at least one problem
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        head = "1 problem" if len(self.problems) == 1 else f"{len(self.problems)} problems"
        super().__init__("\n".join([head, *(f"  - {problem}" for problem in self.problems)]))

    def __reduce__(self) -> tuple[type[ProblemReport], tuple[tuple[Problem, ...]]]:
        """Rebuild from the problems: a report may come from another process."""
        return type(self), (self.problems,)


class EconomyError(ProblemReport):
    """An economy's tables are unreadable, incomplete or contradict each other."""


class StudyError(ProblemReport):
    """A study or a programme asks for something that does not exist or cannot be."""


class LedgerError(ProblemReport):
    """A ledger of payments is unreadable, or asked for what is not in it."""


class RunFolderError(ProblemReport):
    """A run folder cannot be read or written."""


class InfeasibleStudy(CommonwealError):
    """No plan meets every hard constraint; the message says which ones conflict, in sentences."""

    exit_code = 2


class SolverStopped(CommonwealError):
    """The solver ended without a proven optimum; nothing of it is used as a result."""

    exit_code = 3


class CertificateRefused(CommonwealError):
    """A plan failed its independent check and was not published."""

    exit_code = 3


class Problems:
    """Collects problems; raises once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, where: str, what: str, fix: str) -> None:
        """Note one problem and go on."""
        self._found.append(Problem(where, what, fix))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere."""
        self._found.extend(problems)

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def raise_if_any(self, error: type[ProblemReport]) -> None:
        """Raise ``error`` with everything found; do nothing when all is well."""
        if self._found:
            raise error(self._found)


def suggestion(word: object, known: Iterable[object]) -> str:
    """The sentence that names the nearest known word, or lists a few known ones."""
    names = [str(name) for name in known]
    near = get_close_matches(str(word), names, n=1, cutoff=0.5)
    if near:
        return f'Did you mean "{near[0]}"?'
    return f"Known: {', '.join(names[:12])}{' …' if len(names) > 12 else ''}."
