"""Base of the sections of a mapping, and the short forms in which their values may be written."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

PLACES = re.compile(r"[A-Za-z]{1,3}|\d+")
PLACES_PATTERN = r"^\s*([A-Za-z]{1,3}|\d+)(\s*-\s*([A-Za-z]{1,3}|\d+))?\s*$"


class Section(BaseModel):
    """Base of every section: frozen, no unknown keys, no silent conversion of types."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, populate_by_name=True
    )


def as_text(value: Any) -> Any:
    """A whole number that stands where a text is meant, such as a row or a code, as text."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def as_texts(value: Any) -> Any:
    """One text or a list of them, as a list of texts."""
    if isinstance(value, list):
        return [as_text(entry) for entry in value]
    return [as_text(value)]


def _text_keys(value: Any) -> Any:
    return (
        {as_text(key): inner for key, inner in value.items()} if isinstance(value, dict) else value
    )


def _text_table(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {as_text(key): as_text(inner) for key, inner in value.items()}


Text = Annotated[str, BeforeValidator(as_text)]
Texts = Annotated[list[str], BeforeValidator(as_texts)]
TextTable = Annotated[dict[str, str], BeforeValidator(_text_table)]
text_keys = BeforeValidator(_text_keys)


class Selection(Section):
    """Rows or columns of a table: places, labels, a range of labels, or a pattern.

    Written short, a text is places (``7-71``, ``C-BO``) and a list is labels (``[A01, A02]``).
    """

    at: Text | None = Field(
        None,
        pattern=PLACES_PATTERN,
        description="Places as the spreadsheet counts them: 7-71 or C-BO",
    )
    labels: list[Text] | None = Field(None, description="Labels, each as it stands in the table")
    first: Text | None = Field(None, description="First label of a range")
    last: Text | None = Field(None, description="Last label of a range")
    matching: str | None = Field(
        None, description="Regular expression that the whole label must match"
    )
    leave_out: list[Text] = Field(
        default_factory=list, description="Labels in it that are not meant"
    )

    @model_validator(mode="after")
    def _one_way(self) -> Selection:
        ways = [self.at, self.labels, self.first, self.matching]
        if sum(way is not None for way in ways) != 1:
            raise ValueError("give one of at, labels, first and last, matching")
        if (self.first is None) != (self.last is None):
            raise ValueError("first and last belong together")
        if self.matching is not None:
            try:
                re.compile(self.matching)
            except re.error as error:
                raise ValueError(f"matching is no regular expression ({error})") from error
        return self


def _short_selection(value: Any) -> Any:
    if isinstance(value, list):
        return {"labels": value}
    if isinstance(value, str | int) and not isinstance(value, bool):
        return {"at": str(value)}
    return value


Selected = Annotated[Selection, BeforeValidator(_short_selection)]
