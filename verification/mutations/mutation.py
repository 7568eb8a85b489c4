"""A mutation: one mechanism broken on purpose, and the test that must notice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "src/commonweal"


@dataclass(frozen=True)
class Mutation:
    """A small, exact edit of the source.

    Parameters
    ----------
    of : what is broken: E0, T1 to T16, an identity (i) to (viii), or a part of the package
    name : unique
    file : below ``src/commonweal``
    found : text that stands there once
    put : what is put in its place
    test : the test that must pass without the edit and fail with it
    """

    of: str
    name: str
    file: str
    found: str
    put: str
    test: str

    def problems(self, root: Path = ROOT) -> list[str]:
        """What keeps it from being applied; empty where it can be."""
        source = root / PACKAGE / self.file
        if not source.is_file():
            return [f"{self.name}: no file {self.file}"]
        places = source.read_text(encoding="utf-8").count(self.found)
        wrong = []
        if places != 1:
            wrong.append(f"{self.name}: its text stands {places} times in {self.file}, not once")
        if self.found == self.put:
            wrong.append(f"{self.name}: it changes nothing")
        path, _, test = self.test.partition("::")
        function = f"def {test.split('[')[0]}("
        if not (root / path).is_file():
            wrong.append(f"{self.name}: no file {path}")
        elif function not in (root / path).read_text(encoding="utf-8"):
            wrong.append(f"{self.name}: no test {self.test}")
        return wrong

    def apply(self, root: Path) -> str:
        """Edit a copy of the source; returns the text as it was.

        Raises
        ------
        ValueError
            where the text does not stand there once
        """
        wrong = self.problems(root)
        if wrong:
            raise ValueError("; ".join(wrong))
        source = root / PACKAGE / self.file
        text = source.read_text(encoding="utf-8")
        source.write_text(text.replace(self.found, self.put), encoding="utf-8")
        return text
