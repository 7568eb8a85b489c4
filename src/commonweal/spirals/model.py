"""What a file of a spiral says: what is turned, what is varied, which figures answer, and how.

The file holds a claim and no answer. A claim is a chain of links; each says of one figure whether
it should rise or fall, by how much at least, between the arms of the trial.
"""

from __future__ import annotations

import hashlib
import json
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from commonweal.case.study_values import read_years

Text = Annotated[str, Field(min_length=1)]


class Section(BaseModel):
    """A part of the file; frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Setting(Section):
    """What is set: a case, a start, and rules of the market. What is not named stays as it was."""

    label: str = Field("", description="Words for it in tables; its own name if left out")
    why: str = Field("", description="Reason or source, in a sentence")
    study: str | None = Field(None, description="Bundled name of a study, or its file or folder")
    scenario: str | None = Field(None, description="Scenario of the study")
    settings: dict[str, str] = Field({}, description="Changes of the study, as with --set")
    technique_capital: float | None = Field(
        None,
        ge=0,
        le=100,
        allow_inf_nan=False,
        description="Factor on the assets that techniques add to a plant",
    )
    start: Literal["accounts", "stationary"] | None = Field(None, description="Start of the market")
    closure: dict[str, Any] = Field({}, description="Rules and parameters of the market, by name")


class Condition(Section):
    """One thing that is varied: every level is run with every level of all others."""

    why: str = Field("", description="Why it might matter, in a sentence")
    levels: dict[Text, Setting] = Field(min_length=1, description="Name of a level -> what it sets")


class Link(Section):
    """One step of a claim: a figure, and how it differs between arms if the claim is right."""

    title: Text = Field(description="What is measured, in words")
    figure: Text = Field(description="Name of a figure")
    contrast: dict[Text, float] = Field(
        min_length=1, description="Arm -> weight; the sum of weights times figures is the answer"
    )
    claim: Literal["rises", "falls"] = Field(description="Sign of the answer if the claim is right")
    tolerance: float = Field(
        ge=0, allow_inf_nan=False, description="A smaller answer is no difference; in the unit"
    )
    at: Literal["last", "mean"] = Field(
        "last", description="The last year, or the mean over all years"
    )

    @property
    def sign(self) -> int:
        """1 where the claim is that the figure rises, -1 where it is that it falls."""
        return 1 if self.claim == "rises" else -1


class Spiral(Section):
    """A whole trial.

    Every combination of levels is a cell; in every cell all arms are run with the same rules.
    """

    title: Text = Field(description="What it is called")
    question: Text = Field(description="The question, in a sentence")
    claim: Text = Field(description="What is claimed, as its links have it, in a sentence")
    years: Annotated[tuple[int, ...], BeforeValidator(read_years)] = Field(
        description="Years that are run: 2026-2035"
    )
    base: Setting = Field(description="What holds everywhere")
    arms: dict[Text, Setting] = Field(min_length=1, description="What is compared in every cell")
    conditions: dict[Text, Condition] = Field({}, description="What is varied")
    links: list[Link] = Field(min_length=1, description="Steps of the claim, the answer last")
    plan: bool = Field(True, description="Whether the plan of the first cell's cases stands beside")
    outside: list[Text] = Field([], description="What is not in the model, a sentence each")

    @property
    def hash(self) -> str:
        """SHA-256 of what the file says, whatever its layout."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
