"""Economies made by hypothesis: any labels, any numbers, any set of optional tables."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import strategies as st

from commonweal.economy.economy import Economy
from commonweal.economy.meta import EconomyMeta
from commonweal.economy.schema import load_schema

# Labels that a careless reader would take for something else.
ODD = ["01", "1", "1e5", "NA", "nan", "inf", "true", "null", "value", "total", "activity"]
ODD += ["product", "unit", 'a "b"', "a,b", "=1+1", "#N/A", "'a", "x;y", "_x0041_", "é", "农业", "-"]

free_text = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp")),
    min_size=1,
    max_size=8,
).filter(lambda text: text == text.strip() and text.isprintable())
labels = st.sampled_from(ODD) | free_text
amounts = st.just(0.0) | st.floats(0, 1e300) | st.floats(0, 1e6)
signed = amounts | st.floats(-1e300, 1e300)
shares = st.floats(0, 1)
above_zero = st.floats(1e-300, 1e300)
units = st.sampled_from(["t", "million CNY2020", "kWh", "piece car", "kt CO2e"])


def label_list(largest: int = 4) -> st.SearchStrategy[list[str]]:
    """Some different labels."""
    return st.lists(labels, min_size=1, max_size=largest, unique=True)


@st.composite
def metas(draw: st.DrawFn) -> EconomyMeta:
    """Keys of an economy."""
    words = {
        key: draw(labels) for key in ("name", "title", "country", "source", "licence", "notes")
    }
    words["notes"] = draw(st.just("") | st.just(f"{words['notes']}\n\nand\n {words['name']}"))
    return EconomyMeta(
        **words,
        year=draw(st.integers(1, 3000)),
        currency=draw(st.sampled_from(["CNY2020", "million USD", "10k EUR"])),
        population=draw(above_zero),
        retrieved=draw(st.sampled_from(["", "2026-11-23", "yesterday"])),
    )


@st.composite
def economies(draw: st.DrawFn) -> Economy:
    """An economy whose tables are well formed; its accounts need not balance."""

    def attributes(index: list[str], **columns: st.SearchStrategy[Any]) -> pd.DataFrame:
        cells = {name: [draw(cell) for _ in index] for name, cell in columns.items()}
        return pd.DataFrame(cells, index=index)

    def matrix(rows: list[str], columns: list[str], cell: st.SearchStrategy[float]) -> pd.DataFrame:
        cells = [[draw(cell) for _ in columns] for _ in rows]
        return pd.DataFrame(cells, index=rows, columns=columns)

    products, activities = draw(label_list()), draw(label_list())
    categories = draw(label_list(3).filter(lambda names: not set(names) & set(activities)))
    choice = st.sampled_from(["stock_building", "other"])
    tables = {
        "products": attributes(
            products,
            name=free_text,
            unit=units,
            code=st.just("") | labels,
            storable=st.booleans(),
            spoilage=shares,
            world_price=above_zero,
        ),
        "activities": attributes(
            activities, name=free_text, group=labels, build_years=st.integers(1, 30)
        ),
        "categories": attributes(categories, name=free_text, role=choice),
        "supply": matrix(products, activities, amounts),
        "use": matrix(products, activities, amounts),
        "final_use": matrix(products, categories, signed),
    }
    if draw(st.booleans()):
        users = ["total"] if draw(st.booleans()) else [*activities, *categories]
        tables["imports"] = matrix(products, users, amounts)
    if draw(st.booleans()):
        tables["value_added"] = matrix(draw(label_list()), activities, signed)
    if draw(st.booleans()):
        assets = draw(label_list())
        tables["assets"] = attributes(assets, name=free_text, unit=units, depreciation=shares)
        tables["capital"] = matrix(assets, activities, amounts)
        tables["asset_composition"] = matrix(products, assets, amounts)
    if draw(st.booleans()):
        limits = draw(label_list())
        tables["limits"] = attributes(limits, name=free_text, unit=units)
        rows = [
            (limit, "activity", label, draw(signed)) for limit in limits for label in activities
        ]
        columns = ["limit", "kind", "label", "value"]
        tables["limit_coefficients"] = pd.DataFrame(rows, columns=columns)
    for name, table in tables.items():
        if name != "limit_coefficients":
            table.index.name = load_schema().tables[name].keys[0]
    return Economy.from_tables(draw(metas()), tables)
