"""The mapping file: where in somebody's tables the parts of an economy stand.

One model drives reading, the JSON schema for editors and the list of keys in the documentation.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from commonweal.economy.importers.section import (
    Section,
    Selected,
    Text,
    Texts,
    TextTable,
    text_keys,
)
from commonweal.economy.importers.table_section import Numbers, Table

Role = Literal["household", "government", "investment", "stock_building", "exports", "other"]


class Keys(Section):
    """Keys of economy.yaml that no table holds."""

    name: str = Field(min_length=1, description="Short name in lower case, such as nz-2020")
    title: str = Field(min_length=1, description="What a reader sees")
    year: int = Field(ge=1, description="Year of the accounts")
    country: str = Field(min_length=1, description="Country or region the accounts cover")
    currency: str = Field(
        min_length=1, description="Unit of the economy's money, such as million NZD2020"
    )
    population: float = Field(gt=0, description="People living there in the year")
    source: str = Field(min_length=1, description="Who published the tables, and where")
    licence: str = Field(min_length=1, description="Terms on which the tables may be passed on")
    retrieved: str = Field("", description="Day on which the tables were fetched")
    notes: str = Field("", description="What a user of the tables should know")


class TextsFrom(Section):
    """A column (or row) of texts that describe products or activities."""

    table: str = Field(description="Name of the table")
    column: Text | None = Field(None, description="Label of the column that holds the texts")
    row: Text | None = Field(None, description="Label of the row that holds the texts")

    @model_validator(mode="after")
    def _one_side(self) -> TextsFrom:
        if (self.column is None) == (self.row is None):
            raise ValueError("give either column or row")
        return self


class Axis(Section):
    """Which labels are the products, or the activities, and how they are called."""

    table: str = Field(description="Table that has them as rows or as columns")
    rows: Selected | None = Field(None, description="Its rows that they are")
    columns: Selected | None = Field(None, description="Its columns that they are")
    names: TextsFrom | None = Field(
        None, description="Where their names stand, if not in row_names or column_names"
    )
    groups: TextsFrom | None = Field(None, description="Where their groups stand")
    units: TextsFrom | None = Field(
        None, description="Products in kind: where the unit of each row stands"
    )

    @model_validator(mode="after")
    def _one_side(self) -> Axis:
        if (self.rows is None) == (self.columns is None):
            raise ValueError("give either rows or columns")
        return self


class Block(Section):
    """A block of numbers, found by the labels of its rows and columns."""

    table: str = Field(description="Name of the table that holds it")
    transposed: bool = Field(
        False, description="Whether its rows are activities or users: a make table is a supply so"
    )
    absent: Literal["refuse", "zero"] = Field(
        "refuse", description="What a label means that the table does not have"
    )


class UseBlock(Block):
    """Use by activities."""

    domestic: bool = Field(
        False, description="Whether it holds home products alone; imported_use is added to it"
    )


def _short_category(value: Any) -> Any:
    return {"role": value} if isinstance(value, str) else value


class Category(Section):
    """One category of final use. Written short, a text is its role."""

    role: Role = Field(description="What it stands for in a plan")
    name: str = Field("", description="What a reader sees; its label by default")
    columns: Texts = Field(
        default_factory=list, description="Columns of the table, added up; its label by default"
    )
    table: str | None = Field(None, description="Table that has it, if not that of final_use")
    negative: bool = Field(False, description="Whether the table shows it with the sign turned")


class FinalUse(Block):
    """Final use by category."""

    domestic: bool = Field(
        False, description="Whether it holds home products alone; imported_final_use is added"
    )
    categories: Annotated[
        dict[str, Annotated[Category, BeforeValidator(_short_category)]], text_keys
    ] = Field(default_factory=dict, description="Label of each category: its role, or a section")
    roles: dict[str, Role] = Field(
        default_factory=dict,
        description="Regular expression for labels of columns: role; each column that matches is "
        "a category of its own, as in tables of many regions",
    )

    @model_validator(mode="after")
    def _some(self) -> FinalUse:
        if not self.categories and not self.roles:
            raise ValueError("give categories, or roles")
        for pattern in self.roles:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f'"{pattern}" is no regular expression ({error})') from error
        return self


class ImportedFinalUse(Block):
    """Imported part of final use."""

    columns: Annotated[dict[str, Texts], text_keys] = Field(
        default_factory=dict,
        description="Category: its columns in this table, where they differ from final_use",
    )


class Imports(Section):
    """Imports by product in one or more columns, or imports of all products in one row."""

    table: str = Field(description="Name of the table that holds them")
    columns: Texts | None = Field(None, description="Columns, added up: imports by product")
    row: Text | None = Field(
        None, description="Row of imports by user, not by product; becomes a product of its own"
    )
    product: str = Field("imports", description="Label of that product")
    name: str = Field("Imports", description="Name of that product")
    negative: bool = Field(False, description="Whether the table shows them as negative numbers")
    transposed: bool = Field(False, description="Whether columns are rows in the table")

    @model_validator(mode="after")
    def _one_way(self) -> Imports:
        if (self.columns is None) == (self.row is None):
            raise ValueError("give either columns or row")
        return self


class Valuation(Section):
    """Columns that lead from basic to purchasers' prices, when use is at purchasers' prices."""

    table: str = Field(description="Name of the table that holds them, mostly that of supply")
    margins: Texts = Field(
        default_factory=list, description="Columns of trade and transport margins; they sum to 0"
    )
    taxes: Texts = Field(
        default_factory=list, description="Columns of taxes less subsidies on products"
    )
    negative: Texts = Field(
        default_factory=list,
        description="Those of them that are to be subtracted, such as subsidies shown positive",
    )
    income: str = Field(
        "taxes-on-products", description="Item of value_added in which the taxes on inputs stand"
    )
    transposed: bool = Field(False, description="Whether columns are rows in the table")


def _short_item(value: Any) -> Any:
    return {"rows": value} if isinstance(value, str | int | list) else value


class Item(Section):
    """One income. Written short, a text or a list is its rows."""

    rows: Texts = Field(description="Rows of the table, added up")
    table: str | None = Field(None, description="Table that has it, if not that of value_added")
    negative: bool = Field(False, description="Whether the table shows it with the sign turned")


class ValueAdded(Section):
    """Incomes by activity."""

    table: str = Field(description="Name of the table that holds them")
    items: Annotated[dict[str, Annotated[Item, BeforeValidator(_short_item)]], text_keys] = Field(
        min_length=1, description="Label of each income: its rows"
    )
    transposed: bool = Field(False, description="Whether rows are columns in the table")


class Work(Section):
    """One kind of work."""

    name: str = Field("", description="What a reader sees; its label by default")
    hours: Text = Field(description="Row of the hours worked")
    persons: Text = Field(description="Row of the persons at work")


class Labour(Section):
    """Hours and persons by activity."""

    table: str = Field(description="Name of the table that holds them")
    types: Annotated[dict[str, Work], text_keys] = Field(
        min_length=1, description="Label of each kind of work: its rows"
    )
    hours_unit: str = Field("h", description="Unit of the hours, such as million h")
    persons_unit: str = Field("person", description="Unit of the persons, such as thousand person")
    transposed: bool = Field(False, description="Whether rows are columns in the table")


class Total(Section):
    """A total that the source prints: checked, never read into the economy."""

    of: Texts = Field(
        description="What is added up: supply, use, final_use, imports, value_added, margins, "
        "taxes, imported_use, imported_final_use, a category or an income; with a minus before it, "
        "subtracted"
    )
    by: Literal["product", "activity", "category", "all"] = Field(
        description="A total for each product, activity or category, or one for all"
    )
    table: str = Field(description="Name of the table that prints it")
    column: Text | None = Field(None, description="Column that prints it")
    row: Text | None = Field(None, description="Row that prints it")
    negative: bool = Field(False, description="Whether the table shows it with the sign turned")
    within: float | None = Field(
        None,
        ge=0,
        description="Largest difference that is rounding, in the unit of the table; "
        "by default a millionth of the total",
    )
    leave_out: list[Text] = Field(
        default_factory=list, description="Labels for which the source prints none"
    )


class Negatives(Section):
    """What happens with numbers below zero where an economy has none."""

    use: Literal["refuse", "to_supply"] = Field(
        "refuse", description="to_supply: a negative input is a by-product, made by the activity"
    )
    supply: Literal["refuse", "to_use"] = Field(
        "refuse", description="to_use: a negative output is an input of the activity"
    )
    final_use: Literal["refuse", "to_other"] = Field(
        "refuse", description="to_other: it goes to a category of its own with the role other"
    )
    imports: Literal["refuse", "to_other"] = Field(
        "refuse", description="to_other: it goes to a category of its own with the role other"
    )


class Difference(Section):
    """Products whose supply and use differ in the source."""

    within: float = Field(
        ge=0, description="Largest difference of a product that is accepted, in the currency"
    )
    label: str = Field(
        "difference", description="Category with the role other in which it is shown"
    )


class Region(Section):
    """One region of a table of several."""

    name: str = Field(min_length=1, description="What a reader sees")
    population: float = Field(gt=0, description="People living there in the year")


class Regions(Section):
    """Regions of a table of several: a label begins with that of its region."""

    join: str = Field("_", min_length=1, description="Sign between region and the rest of a label")
    people: Annotated[dict[str, Region], text_keys] = Field(
        min_length=1,
        description="Label of each region: name and population; they sum to economy.population",
    )


class Mapping(Section):
    """Everything a mapping file says."""

    economy: Keys = Field(description="Keys of economy.yaml")
    numbers: Numbers = Field(default_factory=Numbers, description="How numbers are written")
    tables: Annotated[dict[str, Table], text_keys] = Field(
        min_length=1, description="Name of each table: where it stands"
    )
    products: Axis = Field(description="Which labels are products")
    activities: Axis | None = Field(
        None, description="Which labels are activities; left out: those of the products"
    )
    supply: Block | None = Field(
        None, description="Products made; left out: each activity makes its own product alone"
    )
    use: UseBlock = Field(description="Products used by activities")
    final_use: FinalUse = Field(description="Products used by households, the state and others")
    imported_use: Block | None = Field(None, description="Imported part of use")
    imported_final_use: ImportedFinalUse | None = Field(
        None, description="Imported part of final use"
    )
    imports: Imports | None = Field(None, description="Imports by product, or one row of them")
    imports_kept: Literal["by_user", "total"] = Field(
        "by_user", description="Whether imports known by user are kept so, or added up by product"
    )
    regions: Regions | None = Field(
        None, description="Regions of a table of several; left out: the economy is one region"
    )
    valuation: Valuation | None = Field(
        None, description="From purchasers' to basic prices; left out: all at the same prices"
    )
    value_added: ValueAdded | None = Field(None, description="Incomes")
    labour: Labour | None = Field(None, description="Work")
    spread: TextTable = Field(
        default_factory=dict,
        description="Row that is no product, such as purchases of residents abroad: category over "
        "whose products it is spread in all its columns",
    )
    totals: list[Total] = Field(
        default_factory=list, description="Totals that the source prints, to be checked"
    )
    negatives: Negatives = Field(default_factory=Negatives, description="Numbers below zero")
    difference: Difference | None = Field(
        None, description="What happens where supply and use differ; left out: refused"
    )

    @model_validator(mode="after")
    def _consistent(self) -> Mapping:
        if self.imports is not None and self.imports.columns and self.imported_use is not None:
            raise ValueError(
                "imports by product and imported_use are both given; keep imported_use, and "
                "check the columns of imports in totals"
            )
        if (self.imported_use is None) != (self.imported_final_use is None):
            raise ValueError("imported_use and imported_final_use belong together")
        if self.use.domestic != self.final_use.domestic:
            raise ValueError("use and final_use must both be domestic, or neither")
        if self.valuation is not None and self.imported_use is not None:
            raise ValueError("valuation does not go with imported_use: give imports by product")
        if self.use.domestic and self.imported_use is None and self.imports is None:
            raise ValueError("use is domestic, and nothing says what is imported")
        return self
