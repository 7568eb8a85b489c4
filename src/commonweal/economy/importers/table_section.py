"""The part of a mapping that says where a table stands in a file, and how its numbers look."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from commonweal.economy.importers.section import (
    PLACES_PATTERN,
    Section,
    Text,
    Texts,
    TextTable,
    as_texts,
    text_keys,
)

ONE_PLACE = r"^([A-Za-z]{1,3}|[1-9]\d*)$"
ONE_ROW = r"^[1-9]\d*$"
ROWS_PATTERN = r"^\s*[1-9]\d*(\s*-\s*[1-9]\d*)?\s*$"
Place = Annotated[Text, Field(pattern=ONE_PLACE)]
Places = Annotated[list[Place], BeforeValidator(as_texts)]
RowPlace = Annotated[Text, Field(pattern=ONE_ROW)]
RowPlaces = Annotated[list[RowPlace], BeforeValidator(as_texts)]
WIDE_ONLY = (
    "rows",
    "columns",
    "row_labels",
    "row_names",
    "column_labels",
    "column_names",
    "merged",
)
LONG_ONLY = ("row", "column", "value", "row_name", "column_name")


class Numbers(Section):
    """How numbers are written."""

    unit: str | None = Field(
        None, description="Unit of the numbers, such as 10k CNY2020; the currency by default"
    )
    decimal: Literal[".", ","] = Field(".", description="Sign before the decimals, in text")
    thousands: Literal["", ",", ".", " ", "'"] = Field(
        "", description="Sign between thousands, in text"
    )
    zero_marks: list[str] = Field(
        default_factory=list,
        description='Cells that mean nought, such as "-"; "" stands for a blank cell',
    )
    flags: list[str] = Field(
        default_factory=list, description="Marks that may follow a number, such as p or e"
    )
    parentheses: bool = Field(False, description="Whether (12) means -12")


class Table(Section):
    """Where one table stands, and where in it the labels are."""

    file: str | None = Field(
        None, description="File in the folder that is imported; left out: the file itself"
    )
    sheet: Text | None = Field(
        None, description="Sheet of a book: its name, or its number from 1; the first by default"
    )
    delimiter: Literal[",", ";", "\t", "|"] = Field(",", description="Sign between cells of text")
    also_delimiters: list[Literal[",", ";", "\t", "|"]] = Field(
        default_factory=list,
        description="Further signs between cells, such as the tabs of a file of Eurostat",
    )
    encoding: str = Field("utf-8", description="Encoding of a text, such as latin-1")
    layout: Literal["wide", "long"] = Field(
        "wide", description="wide: rows and columns; long: a line for each cell"
    )
    rows: Text | None = Field(
        None, pattern=ROWS_PATTERN, description="Rows that belong to it, such as 7-90"
    )
    columns: Text | None = Field(
        None, pattern=PLACES_PATTERN, description="Columns that belong to it, such as C-BZ"
    )
    row_labels: Places = Field(
        default=["A"], description="Column with the labels of the rows; several are joined"
    )
    row_names: Place | None = Field(None, description="Column with the names of the rows")
    column_labels: RowPlaces = Field(
        default=["1"], description="Row with the labels of the columns; several are joined"
    )
    column_names: RowPlace | None = Field(None, description="Row with the names of the columns")
    join: str = Field("_", description="Sign between joined labels, such as region and sector")
    merged: bool = Field(
        False, description="Whether a label holds for the blank ones after it, as merged cells do"
    )
    row_prefix: str = Field("", description="Beginning taken away from labels of rows")
    column_prefix: str = Field("", description="Beginning taken away from labels of columns")
    rename_rows: TextTable = Field(default_factory=dict, description="Label: label to use for it")
    rename_columns: TextTable = Field(
        default_factory=dict, description="Label: label to use for it"
    )
    rows_are: Literal["products", "activities"] | None = Field(
        None, description="Take the rows in their order as these, whatever their labels"
    )
    columns_are: Literal["products", "activities"] | None = Field(
        None, description="Take the columns in their order as these, whatever their labels"
    )
    ignore_rows: list[Text] = Field(
        default_factory=list, description="Labels of rows that are left out on purpose"
    )
    ignore_columns: list[Text] = Field(
        default_factory=list, description="Labels of columns that are left out on purpose"
    )
    where: Annotated[dict[str, Texts], text_keys] = Field(
        default_factory=dict,
        description="Lines to keep: column (its letter; in a long table its heading): its text",
    )
    expect: TextTable = Field(
        default_factory=dict,
        description="Cell such as A2: text that must stand in it, such as the unit or the year",
    )
    row: Texts | None = Field(None, description="Long: headings of the row labels")
    column: Texts | None = Field(None, description="Long: headings of the column labels")
    value: Text | None = Field(None, description="Long: heading of the numbers")
    row_name: Text | None = Field(None, description="Long: heading of the names of rows")
    column_name: Text | None = Field(None, description="Long: heading of the names of columns")
    numbers: Numbers | None = Field(
        None, description="How its numbers are written, if not as in the others"
    )

    @model_validator(mode="after")
    def _fits_layout(self) -> Table:
        given: set[str] = self.model_fields_set
        if self.layout == "long":
            if not (self.row and self.column and self.value):
                raise ValueError("a long table needs row, column and value")
            wrong = [key for key in WIDE_ONLY if key in given]
        else:
            wrong = [key for key in LONG_ONLY if key in given]
        if wrong:
            raise ValueError(f"{', '.join(wrong)}: not for a table of layout {self.layout}")
        return self

    def name_of(self, side: Literal["row", "column"], label: str) -> str:
        """The label to use for one that stands in the table."""
        prefix = self.row_prefix if side == "row" else self.column_prefix
        renamed: dict[str, Any] = self.rename_rows if side == "row" else self.rename_columns
        return str(renamed.get(label, label.removeprefix(prefix)))
