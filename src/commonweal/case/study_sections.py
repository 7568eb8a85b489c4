"""The sections of a study: every key with its meaning, unit, default and bounds.

Values are taken as YAML gives them: a text is never read as a number, nor a number as a text.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, NoReturn

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

from commonweal.case.by_region import ByRegion, number_by_region
from commonweal.case.frozen_map import FrozenMap, freeze

#: Year tables in the JSON schema: four digits, then a number.
YEAR_PATTERN = "^[0-9]{4}$"


@dataclass(frozen=True)
class Refusal:
    """A value that a study cannot have, in a sentence of our own.

    Parameters
    ----------
    what : what is wrong, with the value found
    fix : how to mend it
    key : way from the refused value to the entry inside it; empty for the value itself
    """

    what: str
    fix: str
    key: tuple[str | int, ...] = ()


def refuse_all(refusals: Sequence[Refusal]) -> None:
    """Refuse a value for every reason found; do nothing when there is none."""
    if refusals:
        raise PydanticCustomError("study", "refused", {"refusals": tuple(refusals)})


def refuse(what: str, fix: str) -> NoReturn:
    """Refuse a value for one reason."""
    raise PydanticCustomError("study", "refused", {"refusals": (Refusal(what, fix),)})


class Section(BaseModel):
    """Base of every section: frozen, no unknown keys, no silent conversion of types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)


def unit(text: str) -> dict[str, Any]:
    """The unit of a key, kept beside its description in the JSON schema."""
    return {"unit": text}


# one value, or a table by region
Ratio = Annotated[ByRegion, number_by_region(gt=0, le=100)]
Growth = Annotated[ByRegion, number_by_region(ge=-0.2, le=0.2)]
StartGrowth = Annotated[ByRegion, number_by_region(ge=-0.5, le=0.5)]


class Start(Section):
    """What leads from the economy's year to the base year (the year before the first).

    A region that a table leaves out has the default. Output has one ratio for all regions: they
    deliver to each other, and accounts scaled differently would no longer balance.
    """

    scale: float = Field(
        1.0,
        gt=0,
        le=100,
        description="Real output, base year / economy year",
        json_schema_extra=unit("ratio"),
    )
    capital: Ratio | None = Field(
        None,
        description="Capital stock, base year / economy year; one value, or a table by region; "
        "left out: it grew with output",
        json_schema_extra=unit("ratio"),
    )
    workers: Ratio = Field(
        1.0,
        description="Persons employed, base year / economy year; one value, or a table by region",
        json_schema_extra=unit("ratio"),
    )
    population: Ratio = Field(
        1.0,
        description="People, base year / economy year; one value, or a table by region",
        json_schema_extra=unit("ratio"),
    )
    growth: StartGrowth = Field(
        0.0,
        description="Growth of capacity that orders made before the first year bring; one value, "
        "or a table by region",
        json_schema_extra=unit("1/year"),
    )


class People(Section):
    """The population over the plan."""

    growth: Growth = Field(
        0.0,
        description="Growth of the population; one value, or a table by region",
        json_schema_extra=unit("1/year"),
    )


class Workers(Section):
    """The labour force over the plan."""

    growth: Growth = Field(
        0.0,
        description="Growth of the number of workers; one value, or a table by region",
        json_schema_extra=unit("1/year"),
    )


class NeedSetting(Section):
    """How a study departs from the base-year weight of one need."""

    weight: float = Field(
        1.0,
        ge=0,
        le=1000,
        description="Factor on the need's share in base-year consumption; "
        "afterwards all weights are scaled to add up to 1",
        json_schema_extra=unit("ratio"),
    )
    may_fall: bool = Field(
        False, description="Whether the level per head may fall below the year before"
    )


class Hours(Section):
    """Working time."""

    free_time_weight: float = Field(
        1.0,
        ge=0,
        le=1000,
        description="Weight of free time: at 1, one per cent fewer hours weighs as much, "
        "at the base, as one per cent more of everything",
        json_schema_extra=unit("ratio"),
    )
    at_least: float = Field(
        1600.0,
        gt=0,
        le=8784,  # hours in a leap year, 366 x 24
        description="Fewest hours per worker that the plan may choose",
        json_schema_extra=unit("h/year"),
    )
    waking: float = Field(
        5840.0,  # 365 x 16 h, assumption
        gt=0,
        le=8784,  # hours in a leap year, 366 x 24
        description="Waking hours of one person",
        json_schema_extra=unit("h/year"),
    )
    may_rise: bool = Field(
        False, description="Whether hours per worker may rise above the year before"
    )


def _is_amount(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value)  # type: ignore[arg-type]


def _balance(value: object) -> object:
    """The word base, a number for every region, or numbers by region."""
    if value == "base":
        return value
    if _is_amount(value):
        return float(value)  # type: ignore[arg-type]
    if isinstance(value, Mapping) and value and all(_is_amount(x) for x in value.values()):
        return FrozenMap({str(region): float(x) for region, x in value.items()})
    return refuse(
        f"is {value!r}; the word base, a number, or a table of regions and numbers is expected",
        'Write "base" to carry on the base-year balance, '
        "or the deficit allowed in a year, in the economy's currency",
    )


class Trade(Section):
    """Trade with the rest of the world."""

    balance: Annotated[
        Any,
        BeforeValidator(_balance),
        WithJsonSchema(
            {
                "anyOf": [
                    {"const": "base"},
                    {"type": "number"},
                    {"type": "object", "additionalProperties": {"type": "number"}},
                ]
            }
        ),
    ] = Field(
        "base",
        description="base: the base-year balance is carried on; "
        "or the deficit allowed in a year (negative: the surplus demanded), of every region; "
        "or a table of regions and deficits, the others carrying on that of the base year",
        json_schema_extra=unit("currency/year"),
    )
    export_pace: float = Field(
        0.05,  # assumption
        ge=0,
        le=10,
        description="Fastest change of the exports of a product from year to year",
        json_schema_extra=unit("1/year"),
    )
    import_pace: float = Field(
        0.05,  # assumption
        ge=0,
        le=10,
        description="Fastest change of the imports of a product from year to year",
        json_schema_extra=unit("1/year"),
    )


class ActivityPace(Section):
    """How fast one activity may change; what is left out is taken from the general pace."""

    up: Annotated[float, Field(ge=0, le=10)] | None = Field(
        None, description="Fastest growth of the activity", json_schema_extra=unit("1/year")
    )
    down: Annotated[float, Field(ge=0, le=1)] | None = Field(
        None, description="Fastest decline of the activity", json_schema_extra=unit("1/year")
    )


class Pace(Section):
    """How fast activities may grow or shrink from one year to the next."""

    up: float = Field(
        0.12,  # assumption
        ge=0,
        le=10,
        description="Fastest growth of an activity",
        json_schema_extra=unit("1/year"),
    )
    down: float = Field(
        0.12,  # assumption
        ge=0,
        le=1,
        description="Fastest decline of an activity",
        json_schema_extra=unit("1/year"),
    )
    needs: float = Field(
        0.10,
        ge=0,
        le=10,
        description="Fastest rise of the level of a need per head; 0.10 is an assumption",
        json_schema_extra=unit("per year"),
    )
    activities: Annotated[dict[str, ActivityPace], AfterValidator(freeze)] = Field(
        default_factory=FrozenMap, description="Activities with a pace of their own, by label"
    )

    def of(self, activity: str) -> tuple[float, float]:
        """Fastest growth and fastest decline of one activity [1/year]."""
        own = self.activities.get(activity, ActivityPace())
        return (
            self.up if own.up is None else own.up,
            self.down if own.down is None else own.down,
        )


class Welfare(Section):
    """The form of the welfare function."""

    discount: float = Field(
        0.97,  # assumption
        gt=0,
        lt=1,
        description="Weight of a year relative to the year before",
        json_schema_extra=unit("ratio"),
    )
    curvature: float = Field(
        1.0,  # logarithm; assumption
        ge=0,
        le=10,
        description="Curvature of utility (CRRA); 1 is the logarithm, 0 is linear",
        json_schema_extra=unit("1"),
    )
    step: float = Field(
        0.01,
        gt=0,
        le=0.5,
        description="Width of one segment of the piecewise-linear utility, in fulfilment",
        json_schema_extra=unit("1"),
    )


class Continuation(Section):
    """The balanced path that stands for all years after the last one."""

    growth: float = Field(
        0.02,  # assumption
        ge=-0.2,
        le=0.2,
        description="Growth of the balanced path after the horizon",
        json_schema_extra=unit("1/year"),
    )


class Solver(Section):
    """Who solves the programme, and for how long at most."""

    name: Literal["auto", "simplex", "ipx", "hipo", "interior"] = Field(
        "auto", description="Solver; auto chooses by the size of the programme"
    )
    time_limit: float = Field(
        600.0, gt=0, description="Longest time for one solve", json_schema_extra=unit("s")
    )
    arrays: Literal["numpy", "cupy", "jax"] = Field(
        "numpy",
        description="Library for the dense work of the interior point; with cupy or jax, which have"
        " to be installed, auto takes the interior point at any size",
    )
