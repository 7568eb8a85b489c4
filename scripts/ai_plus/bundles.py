"""The bundled programmes of each place, with the economy whose labels they use."""

from __future__ import annotations

from typing import NamedTuple

from china import CHINA
from usa import USA


class Bundle(NamedTuple):
    """An economy and its programmes: low, central and high case."""

    economy: str
    programmes: tuple[str, str, str]

    @property
    def central(self) -> str:
        """Name of the central case."""
        return self.programmes[1]


BUNDLES = {
    "china": Bundle(CHINA.economy, ("ai-plus-low", "ai-plus", "ai-plus-high")),
    "usa": Bundle(USA.economy, ("ai-plus-usa-low", "ai-plus-usa", "ai-plus-usa-high")),
}
