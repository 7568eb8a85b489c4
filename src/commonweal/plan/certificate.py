"""The certificate of a plan: what was checked and what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

TOLERANCE = 1e-6  # plan-model: worst relative residual and relative gap of an optimal plan
TOLERANCE_FIRST_ORDER = 1e-4  # plan-model: gap of a first-order method, labelled so


@dataclass(frozen=True)
class Certificate:
    """The result of the independent check.

    Parameters
    ----------
    status : "optimal", "optimal (first-order)" or "refused"
    objective : value of the last goal, recomputed from the plan
    bound : no plan whatever can reach more, from the shadow values alone
    relative_gap : (bound - objective) / max(1, |objective|)
    worst_relative_residual : over all rows, relative to the row's turnover
    residuals : family of rows -> worst absolute and relative residual, and where
    goals : for each goal in order: name, value, bound, relative gap
    solver : who solved it
    not_unique : whether another plan reaches the same value
    reasons : why it is refused; empty otherwise
    """

    status: str
    objective: float
    bound: float
    relative_gap: float
    worst_relative_residual: float
    residuals: Mapping[str, Mapping[str, Any]]
    goals: tuple[Mapping[str, Any], ...]
    solver: str
    not_unique: bool
    reasons: tuple[str, ...] = field(default=())

    @property
    def accepted(self) -> bool:
        """Whether the plan may be published."""
        return self.status != "refused"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Certificate:
        """Read back what :meth:`to_dict` made."""
        return cls(
            **{
                **values,
                "goals": tuple(values["goals"]),
                "reasons": tuple(values["reasons"]),
            }
        )
