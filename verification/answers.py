"""One known answer: what is expected, what was obtained, and how far apart they may be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Answer:
    """One line of the table of known answers.

    Parameters
    ----------
    name : what is verified
    figure : which figure of it
    expected, obtained : values
    tolerance : largest distance allowed; for a bound, expected is the bound and tolerance 0
    source : where the expected value comes from
    bound : "" for a value, "at most" or "at least" for a bound
    """

    name: str
    figure: str
    expected: float
    obtained: float
    tolerance: float
    source: str
    bound: str = ""

    @property
    def ok(self) -> bool:
        """Whether the answer is as expected."""
        if self.bound == "at most":
            return self.obtained <= self.expected
        if self.bound == "at least":
            return self.obtained >= self.expected
        return abs(self.obtained - self.expected) <= self.tolerance
