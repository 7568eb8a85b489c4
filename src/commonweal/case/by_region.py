"""Figures of a study that are one number for all regions, or a table by region."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Discriminator,
    Field,
    GetPydanticSchema,
    Tag,
    WithJsonSchema,
)

from commonweal.case.frozen_map import freeze

#: What a key of this kind holds once it is read.
ByRegion = float | dict[str, float]


def number_by_region(
    *,
    gt: float | None = None,
    ge: float | None = None,
    le: float | None = None,
) -> GetPydanticSchema:
    """How a key is read that takes a number, or a table of regions and numbers.

    Parameters
    ----------
    gt, ge, le : above, at least, at most; each number of a table keeps them too
    """
    bounds = {"gt": gt, "ge": ge, "le": le}
    number: Any = Annotated[float, Field(gt=gt, ge=ge, le=le)]
    words = {"gt": "exclusiveMinimum", "ge": "minimum", "le": "maximum"}
    shape = {"type": "number"} | {words[k]: x for k, x in bounds.items() if x is not None}
    table: Any = Annotated[dict[str, number], Field(min_length=1), AfterValidator(freeze)]
    either: Any = Annotated[
        Annotated[number, Tag("[one]")] | Annotated[table, Tag("[by region]")],
        Discriminator(lambda x: "[by region]" if isinstance(x, Mapping) else "[one]"),
        WithJsonSchema({"anyOf": [shape, {"type": "object", "additionalProperties": shape}]}),
    ]
    return GetPydanticSchema(lambda _, handler: handler(either))


def each_region(given: ByRegion, regions: Sequence[str], otherwise: float) -> dict[str, float]:
    """The figure of each region.

    Parameters
    ----------
    given : one number for all, or a table by region
    regions : labels
    otherwise : of a region that the table does not name
    """
    if isinstance(given, Mapping):
        return {region: float(given.get(region, otherwise)) for region in regions}
    return dict.fromkeys(regions, float(given))
