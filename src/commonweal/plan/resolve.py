"""A study planned again after every move of a slider, from where the last plan stood."""

from __future__ import annotations

from collections.abc import Mapping

from commonweal.case.case import Case
from commonweal.case.moves import Moves
from commonweal.case.study import Study
from commonweal.errors import Problem, StudyError
from commonweal.plan.again.warm import Effort, Warm
from commonweal.plan.make import accepted, certified
from commonweal.plan.plan import Plan
from commonweal.plan.solve import Solution


class Resolver:
    """A study, planned once from scratch and then again after each move of its sliders.

    Parameters
    ----------
    study : where the sliders stand at first
    time_limit : seconds for each solve

    Raises
    ------
    EconomyError, StudyError, NoPlanError, SolverStopped
        As ``build_case`` and ``solve``.

    Examples
    --------
    >>> resolver = Resolver(read_study("china-2026"))
    >>> solution = resolver.again({"hours.free_time_weight": 1.2})
    >>> plan = resolver.plan()
    """

    def __init__(self, study: Study, time_limit: float = 600.0) -> None:
        self.moves = Moves(study)
        self.study = study
        self._warm = Warm(self.moves.case, time_limit)

    @property
    def case(self) -> Case:
        """The last case that has a plan."""
        return self._warm.planned

    @property
    def solution(self) -> Solution:
        """The optimum of that case; not certified yet."""
        return self._warm.solution

    @property
    def effort(self) -> Effort:
        """What the last solve took."""
        return self._warm.effort

    def again(self, changes: Mapping[str, str | float]) -> Solution:
        """Plan the study with some sliders elsewhere; the others stand as at first.

        Parameters
        ----------
        changes : dotted key -> number, or YAML text as given with ``--set``;
            "programme.ceilings" is a factor on the ceilings of diffusion

        Returns
        -------
        Solution, optimal, the same as from scratch; ``plan`` certifies it

        Raises
        ------
        StudyError, NoPlanError, SolverStopped
            The plan before the move stays.
        """
        if not isinstance(changes, Mapping):
            what = f"{changes!r} is no table of keys and numbers"
            raise StudyError([Problem("changes", what, 'Give {"hours.at_least": 1700}, or {}')])
        study, case = self.moves.moved(changes)
        solution = self._warm.again(case)
        self.study = study
        return solution

    def plan(self) -> Plan:
        """The last solution as a certified plan, ready to be published.

        Raises
        ------
        CertificateRefused
            When the independent check does not accept it.
        """
        certificate = certified(self.case, self.solution)
        return accepted(self.case, self.solution, certificate, dict(self.effort.seconds))
