"""The frozen ``Study``: what is wanted, for whom, in which years and under which rules."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PrivateAttr,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
)
from ruamel.yaml import YAML

from commonweal.case.frozen_map import FrozenMap, freeze
from commonweal.case.horizon import Horizon
from commonweal.case.study_sections import (
    YEAR_PATTERN,
    Continuation,
    Hours,
    NeedSetting,
    Pace,
    People,
    Section,
    Solver,
    Start,
    Trade,
    Welfare,
    Workers,
    unit,
)
from commonweal.case.study_values import (
    check_goals,
    expand_by_year,
    read_shares,
    read_years,
    words_or_table,
)
from commonweal.document import Document, key_path

_NUMBER_BY_YEAR = {
    "anyOf": [
        {"type": "number", "minimum": 0},
        {"type": "object", "patternProperties": {YEAR_PATTERN: {"type": "number", "minimum": 0}}},
    ]
}
_YEARS = {
    "anyOf": [
        {"type": "string", "pattern": "^[0-9]{4} *- *[0-9]{4}$"},
        {"type": "integer"},
        {"type": "array", "items": {"type": "integer"}, "minItems": 1},
    ]
}
_GOAL = "^(floors|targets|welfare|maximin|least_hours|least_limit:.+)$"
ByYear = Annotated[
    dict[str, dict[int, float]],
    AfterValidator(freeze),
    WithJsonSchema({"type": "object", "additionalProperties": _NUMBER_BY_YEAR}),
]


@dataclass(frozen=True)
class Origin:
    """Where a study came from; no part of what it says.

    Parameters
    ----------
    name : name of the study: its bundled name, or its file without the ending
    folder : the folder that relative paths in the study start from
    scenario : the scenario that was merged in, if any
    document : the study as written, with the place of every value
    """

    name: str
    folder: Path
    scenario: str | None
    document: Document


class Study(Section):
    """Everything a study says; frozen. Read one with ``read_study``."""

    economy: str = Field(
        min_length=1,
        description="Name of a bundled economy, or path of an economy relative to the study "
        "(with a / or an ending: ./mine, mine.xlsx)",
    )
    title: str = Field("", description="What the study is about, in a few words")
    years: Annotated[tuple[int, ...], BeforeValidator(read_years), WithJsonSchema(_YEARS)] = Field(
        description="Planned years: 2026-2030, or a list without gaps; "
        "the base year is the year before the first",
        json_schema_extra=unit("year"),
    )
    start: Start = Field(
        default_factory=Start, description="From the economy's year to the base year"
    )
    people: People = Field(default_factory=People, description="The population over the plan")
    workers: Workers = Field(default_factory=Workers, description="The labour force over the plan")
    needs: Annotated[
        dict[str, NeedSetting],
        BeforeValidator(words_or_table("default")),
        AfterValidator(freeze),
    ] = Field(
        default_factory=FrozenMap,
        description="default: every need with its base-year weight; or the needs that differ",
    )
    floors: ByYear = Field(
        default_factory=FrozenMap,
        description="Level per head relative to the base year that a need must reach, in all years "
        "or by year; a level holds from its year until the next one named",
        json_schema_extra=unit("ratio"),
    )
    programme: str = Field(
        "none",
        min_length=1,
        description="Name of a bundled programme of techniques, none, "
        "or path of a programme folder relative to the study (with a /: ./mine)",
    )
    modern: Literal["central", "low", "high", "none"] = Field(
        "central", description="Estimate of what a new plant of today needs; none: no modern plants"
    )
    hours: Hours = Field(default_factory=Hours, description="Working time")
    trade: Trade = Field(default_factory=Trade, description="Trade with the rest of the world")
    limits: ByYear = Field(
        default_factory=FrozenMap,
        description="Highest yearly amount of a limit of the economy, in its own unit, in all "
        "years or by year; an amount holds from its year until the next one named",
    )
    pace: Pace = Field(default_factory=Pace, description="How fast activities may change")
    targets: Annotated[
        Literal["programme", "none"] | dict[str, dict[int, float]],
        BeforeValidator(read_shares),
        AfterValidator(freeze),
        WithJsonSchema(
            {
                "anyOf": [
                    {"enum": ["programme", "none"]},
                    {"type": "object", "additionalProperties": _NUMBER_BY_YEAR["anyOf"][1]},
                ]
            }
        ),
    ] = Field(
        "programme",
        description="programme: the targets of the programme; none; or shares of adoption by "
        "name of the target and year",
        json_schema_extra=unit("share of base-year hours"),
    )
    goals: Annotated[
        tuple[str, ...],
        BeforeValidator(check_goals),
        WithJsonSchema({"type": "array", "items": {"type": "string", "pattern": _GOAL}}),
    ] = Field(
        ("floors", "targets", "welfare"),
        description="Goals in their order; the last is welfare, maximin, least_hours "
        "or least_limit:<limit>",
    )
    welfare: Welfare = Field(
        default_factory=Welfare, description="The form of the welfare function"
    )
    continuation: Continuation = Field(
        default_factory=Continuation, description="The years after the horizon"
    )
    solver: Solver = Field(default_factory=Solver, description="Who solves, and how long")
    sources: Annotated[dict[str, str], AfterValidator(freeze)] = Field(
        default_factory=FrozenMap,
        description="Where a figure comes from, by its dotted key, for example start.scale",
    )
    scenarios: Annotated[dict[str, dict[str, Any] | None], AfterValidator(freeze)] = Field(
        default_factory=FrozenMap, description="Named changes of this study's keys"
    )
    _origin: Origin = PrivateAttr(Origin("study", Path(), None, Document("study", {}, {})))

    @field_validator("floors", "limits", mode="before")
    @classmethod
    def _every_year(cls, value: object, info: ValidationInfo) -> object:
        return expand_by_year(value, info.data.get("years"))

    @property
    def horizon(self) -> Horizon:
        """The years as a ``Horizon``."""
        return Horizon(self.years)

    @property
    def name(self) -> str:
        """Bundled name, or file name without its ending."""
        return self._origin.name

    @property
    def folder(self) -> Path:
        """Folder that relative paths start from."""
        return self._origin.folder

    @property
    def scenario(self) -> str | None:
        """The scenario that was merged in, or None."""
        return self._origin.scenario

    @property
    def document(self) -> Document:
        """The study as written, scenario and settings merged in, with the place of every value."""
        return self._origin.document

    @property
    def economy_path(self) -> str | Path:
        """A bundled name as text, or the full path of the economy.

        A word is a bundled name; with a "/" or an ending it is a path from the study's folder,
        so that "./china-2020" is the folder beside the study.
        """
        return self._path_or_name(self.economy)

    @property
    def programme_path(self) -> str | Path | None:
        """A bundled name as text, the full path of a programme folder, or None for none."""
        return None if self.programme == "none" else self._path_or_name(self.programme)

    def _path_or_name(self, text: str) -> str | Path:
        is_path = "/" in text or "\\" in text or Path(text).suffix != ""
        return (self.folder / text).resolve() if is_path else text

    def where(self, key: str) -> str:
        """File, line and key, for messages about a dotted key: "study.yaml line 9, floors.food"."""
        return f"{self.document.place(key_path(key))}, {key}"

    def gives(self, key: str) -> bool:
        """Whether a dotted key is written in the study, its scenario or a setting."""
        value: Any = self.document.values
        for part in key_path(key):
            if not isinstance(value, Mapping) or value.get(part) is None:
                return False
            value = value[part]
        return True

    @property
    def hash(self) -> str:
        """SHA-256 (hex) of everything in the study that can alter a result.

        Left out: title, sources, scenarios (the merged one is in the values), the time limit, and
        the library of the arrays: like the number of threads it alters no more than rounding does.
        """
        content = self.model_dump(
            mode="json",
            exclude={
                "title": True,
                "sources": True,
                "scenarios": True,
                "solver": {"time_limit", "arrays"},
            },
        )
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def to_yaml(self) -> str:
        """The study as used: every key with its value, the scenario merged in.

        Reading the text again gives a study with the same hash.
        """
        content = self.model_dump(mode="json", exclude={"scenarios"})
        content["years"] = f"{self.years[0]}-{self.years[-1]}"
        content["needs"] = content["needs"] or "default"
        for table in ("floors", "limits"):
            content[table] = {
                label: {int(year): value for year, value in levels.items()}
                for label, levels in content[table].items()
            }
        if isinstance(self.targets, Mapping):
            content["targets"] = {name: dict(shares) for name, shares in self.targets.items()}
        content["sources"] = {
            key: text for key, text in self.sources.items() if not key.startswith("scenarios")
        }
        yaml = YAML(typ="safe", pure=True)
        yaml.default_flow_style = False
        yaml.allow_unicode = True
        yaml.width = 100
        yaml.sort_base_mapping_type_on_output = False
        text = io.StringIO()
        yaml.dump(_without_nothing(content), text)
        return text.getvalue()

    def unsourced(self) -> tuple[str, ...]:
        """Dotted keys of the figures that neither they nor a key above them has a source for."""
        skipped = {"years", "economy", "solver", "sources", "scenarios"}
        content = {
            key: value for key, value in self.model_dump(mode="json").items() if key not in skipped
        }
        return tuple(
            key
            for key in _figures(content, "")
            if not any(key == known or key.startswith(f"{known}.") for known in self.sources)
        )


def _without_nothing(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_nothing(inner) for key, inner in value.items() if inner is not None}
    return value


def _figures(value: Any, key: str) -> list[str]:
    if isinstance(value, dict):
        return [
            found
            for name, inner in value.items()
            for found in _figures(inner, f"{key}.{name}" if key else str(name))
        ]
    is_figure = isinstance(value, int | float) and not isinstance(value, bool)
    return [key] if is_figure else []
